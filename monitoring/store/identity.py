"""Whether two seizures say the same: numbers made of what is reported, equal for equal content whatever the types.

A row of a file, the same row exported by us and read again, and the row of the record must be known as one. So 1 and 1.0, a
date and a timestamp, None and nan are alike; white space is collapsed; and only what every format of ours carries counts:
not the number of the line, the sheet, the cells word for word. What only our linked workbook has (places on the way,
nationalities, other figures) is compared apart, by `details`, where a file carries it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from zlib import crc32

import numpy as np
import pandas as pd

from ..vocabulary.writable import clean

Table = Mapping[str, Any]  # name -> sequence

EVENT = (
    "source_ref", "title", "seized_on", "seized_until", "date_precision", "date_reported", "calendar", "country_iso3",
    "admin1", "admin1_reported", "place_reported", "place_type", "sea_area", "lon", "lat", "location_precision",
    "location_method", "transport_mode", "concealment", "direction", "agency", "operation", "note", "status",
    "duplicate_of", "marking", "source_name", "source_url", "source_kind", "source_grade", "source_grade_reason",
)  # fmt: skip
ITEM = (
    "id", "drug_reported", "drug", "drug_code", "drug_group", "quantity_reported", "unit_reported", "quantity_relation",
    "kind", "quantity", "unit", "mass_kg", "factor", "factor_source", "kg_low", "kg_typical", "kg_high", "kg_source",
    "purity_pct",
)  # fmt: skip
LEG = ("role", "rank", "country_iso3", "basis")
# Of the same tables, what a flat file has no room for. `item`: the id of the item that a figure is of.
DETAILS = {
    "legs": (*LEG, "place", "alternative"),
    "arrests": ("nationality_iso3", "number"),
    "figures": ("item", "quantity_reported", "unit_reported", "quantity_relation", "kind", "quantity", "unit", "factor",
                "factor_source", "said_by"),
}  # fmt: skip


@dataclass(frozen=True)
class Content:
    """One number for each seizure without its items (`events`), and one for each item (`items`, of seizure `of`)."""

    events: np.ndarray
    items: np.ndarray
    of: np.ndarray

    def keys(self) -> np.ndarray:
        """The content keys of the seizures: int64, as the record keeps them."""
        return _added(self.events, self.of, self.items).view(np.int64)


def content(seizures: Table, items: Table, legs: Table = {}, arrests: Table = {}) -> Content:  # noqa: B006
    """What seizures with their parts say; tables as in vocabulary.blocks, columns that are missing count as empty."""
    size = length(seizures)
    events = mixed(seizures, EVENT, size)
    if length(legs):
        events = _added(events, np.asarray(legs["of"], dtype=np.int64), mixed(_ranked(legs), LEG, length(legs)))
    if length(arrests):
        people = np.zeros(size)
        np.add.at(people, np.asarray(arrests["of"], dtype=np.int64), np.asarray(arrests["number"], dtype=np.float64))
        events = events + mixed({"arrests": np.where(people > 0, people, np.nan)}, ("arrests",), size)
    of = np.asarray(items["of"], dtype=np.int64) if length(items) else np.empty(0, dtype=np.int64)
    return Content(events, mixed(items, ITEM, len(of)), of)


def details(size: int, parts: Mapping[str, Table]) -> np.ndarray:
    """One number for each of `size` seizures, of the parts by name in DETAILS; `of` is the position of the seizure in all."""
    total = np.zeros(size, dtype=np.uint64)
    for name, part in parts.items():
        if length(part):
            said = _ranked(part) if name == "legs" else part
            salt = np.uint64(crc32(name.encode()))
            total = _added(
                total, np.asarray(part["of"], dtype=np.int64), mixed(said, DETAILS[name], length(part)) ^ salt
            )
    return total


def row_keys(table: Table, names: Sequence[str]) -> np.ndarray:
    """A number for each row made of its columns `names`, int64: for rows that have no key of their own."""
    return mixed(table, names, length(table)).view(np.int64)


def columns(rows: Sequence[Mapping[str, Any]]) -> dict[str, list[Any]]:
    """Rows with the same names as one list a name."""
    return {name: [row[name] for row in rows] for name in rows[0]} if rows else {}


def length(table: Table) -> int:
    return len(next(iter(table.values()))) if table else 0


def mixed(table: Table, names: Sequence[str], size: int) -> np.ndarray:
    """One number a row, of the named columns; an empty cell adds nothing, so that it is like a column that is not there."""
    total = np.zeros(size, dtype=np.uint64)
    for name in names:
        if name in table and size:
            hashed, empty = _hashed(table[name])
            salted = _scrambled(hashed ^ np.uint64(crc32(name.encode()) * 0x9E3779B97F4A7C15 & 0xFFFFFFFFFFFFFFFF))
            salted[empty] = 0
            total += salted
    return total


def canonical(value: Any) -> str | None:
    """One value as a text that is the same for every type, and every file, that it may come in; None for an empty one."""
    if value is None or value != value:
        return None
    if isinstance(value, str):
        return " ".join((clean(value) or "").split()) or None
    if isinstance(value, np.datetime64):
        return str(value.astype("datetime64[D]"))
    if isinstance(value, date):  # a datetime and a Timestamp, too
        return value.isoformat()[:10]
    return f"{float(value):.15g}"  # a workbook keeps no more digits of a number


def _hashed(column: Sequence[Any]) -> tuple[np.ndarray, np.ndarray]:
    """A number for each cell and where the cells are empty; each distinct value is read once."""
    values = column if isinstance(column, np.ndarray | pd.Series) else pd.Series(list(column), dtype=object)
    codes, distinct = pd.factorize(values)
    texts = [canonical(value) for value in distinct]
    hashes = pd.util.hash_array(np.array([text or "" for text in texts], dtype=object), categorize=False)
    # The last place is for what factorize calls missing: code -1.
    numbers = np.append(hashes, np.uint64(0))
    return numbers[codes], np.array([*(text is None for text in texts), True])[codes]


def _added(totals: np.ndarray, of: np.ndarray, parts: np.ndarray) -> np.ndarray:
    """`totals` with the numbers of its parts added, in whatever order they stand."""
    result = totals.copy()
    np.add.at(result, of, _scrambled(parts))
    return result


def _scrambled(numbers: np.ndarray) -> np.ndarray:
    """The finaliser of splitmix64 (Steele, Lea, Flood 2014): sums of such numbers do not cancel out by accident."""
    mixed_bits = (numbers ^ (numbers >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed_bits = (mixed_bits ^ (mixed_bits >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return mixed_bits ^ (mixed_bits >> np.uint64(31))


def _ranked(legs: Table) -> dict[str, Any]:
    """`legs` with a rank: 1, 2, ... along each role of each seizure: exports keep the order of countries, not their numbers."""
    position = np.asarray(legs["position"], dtype=np.int64)
    frame = pd.DataFrame({"of": np.asarray(legs["of"]), "role": list(legs["role"]), "position": position})
    in_order = frame.sort_values(["of", "role", "position"], kind="stable")
    ranks = (in_order.groupby(["of", "role"], sort=False).cumcount() + 1).reindex(frame.index)
    return dict(legs) | {"rank": ranks.to_numpy()}
