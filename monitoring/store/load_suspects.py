"""New seizures beside those of the same day that the record holds: the pairs that a person should compare."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy import Connection, select

from ..vocabulary.folding import fold
from .block_rows import as_day, insert_rows
from .tables import document, seizure, seizure_item, suspected_duplicate

MOST_PAIRS = 20_000  # stored of one import; the count tells the true number
AT_ONCE = 50_000  # rows read from the record at a time
COMPARED_AT_ONCE = 100_000  # items, and no day in two parts: pairs are of one day

Suspects = Callable[[pd.DataFrame, np.ndarray], pd.DataFrame]

_TEXTS = ("country_iso3", "admin1", "place", "drug_code", "kind", "channel")
_POINTS = ("lon", "lat")
_AMOUNTS = ("quantity", "quantity_reported")
_CODED = ("seized_on", *_TEXTS, *_POINTS)


class Compared:
    """The items that an import brings, as far as comparing needs them: numbers in place of words, so that those of millions
    of rows have room, and nothing has to be read back from the record.
    """

    def __init__(self) -> None:
        self._codes: dict[str, dict[Any, int]] = {name: {} for name in _CODED}
        self._parts: list[dict[str, np.ndarray]] = []

    def add(self, of: np.ndarray, seizures: Mapping[str, Any], items: Mapping[str, Any], *, new: bool) -> None:
        """Items as columns, and their seizures: `of` is the position of each item's seizure. `row` and `seizure` are row
        numbers, `id` of the seizure; all else as the tables of the record name it, `channel` the document's name.
        """
        if not len(of):
            return
        part: dict[str, np.ndarray] = {"row": _small(items["row"]), "seizure": _small(seizures["seizure"])[of]}
        for name in _CODED:
            where, each = (items, slice(None)) if name in ("drug_code", "kind") else (seizures, of)
            part[name] = self._coded(name, where.get(name), len(of))[each]
        for name in _AMOUNTS:
            values = items.get(name)
            part[name] = np.full(len(of), np.nan) if values is None else np.asarray(values, dtype=np.float64)
        part["id"] = np.char.encode(np.asarray(seizures["id"], dtype=str), "utf-8")[of]
        part["new"] = np.full(len(of), new)
        self._parts.append(part)

    def _coded(self, name: str, values: Sequence[Any] | None, size: int) -> np.ndarray:
        """A number for each value, -1 for an empty one; each distinct value is looked at once."""
        if values is None:
            return np.full(size, -1, dtype=np.int32)
        at, distinct = pd.factorize(values if isinstance(values, np.ndarray) else np.array(values, dtype=object))
        known = self._codes[name]
        read = {"seized_on": as_day, "place": lambda word: fold(word) or None}.get(name, lambda value: value)
        codes = [-1 if (value := read(each)) is None else known.setdefault(value, len(known)) for each in distinct]
        return np.array([*codes, -1], dtype=np.int32)[at]

    def days(self) -> Iterator[tuple[pd.DataFrame, np.ndarray]]:
        """All items of some days after the others: as measures.suspected wants them, and which of them are new."""
        many = len(self._codes["seized_on"])
        counts = sum(
            (np.bincount(part["seized_on"], minlength=many) for part in self._parts), np.zeros(many, dtype=int)
        )
        up_to = np.cumsum(counts)
        start = 0
        while start < many:
            end = int(np.searchsorted(up_to, up_to[start] - counts[start] + COMPARED_AT_ONCE)) + 1
            # Gathered from the parts each time: all of them in one piece would be there twice.
            rows = [np.flatnonzero((part["seized_on"] >= start) & (part["seized_on"] < end)) for part in self._parts]
            found = {
                name: np.concatenate([part[name][at] for part, at in zip(self._parts, rows)]) for name in self._parts[0]
            }
            # Of many like seizures of a day not every pair is listed: which, must not hang on the order of a file.
            order = np.lexsort((found["row"], found["id"]))
            found = {name: values[order] for name, values in found.items()}
            yield self._frame(found), found["new"]
            start = end

    def _frame(self, part: Mapping[str, np.ndarray]) -> pd.DataFrame:
        columns: dict[str, Any] = {name: part[name] for name in ("row", "seizure", "id", *_AMOUNTS)}
        for name in _TEXTS:
            columns[name] = pd.Categorical.from_codes(part[name], list(self._codes[name]), validate=False)
        for name in _POINTS:
            columns[name] = np.array([*self._codes[name], np.nan], dtype=np.float64)[part[name]]
        days = np.array([*self._codes["seized_on"], None], dtype="datetime64[D]")
        return pd.DataFrame(columns | {"seized_on": days[part["seized_on"]].astype("datetime64[s]")})


def _small(numbers: np.ndarray) -> np.ndarray:
    """Row numbers in half the room, as long as they fit."""
    return numbers.astype(np.int32) if len(numbers) and numbers.max() < 2**31 else numbers


def find_suspects(db: Connection, batch: int, number: int, compared: Compared, suspects: Suspects) -> int:
    """Stores the pairs of seizures that may be one, of which at least one is new in version `number`; how many there are."""
    _add_held(db, number, compared)
    found: list[pd.DataFrame] = []
    for items, new in compared.days():
        pairs = suspects(items, new)
        if len(pairs):
            at = pd.Index(items["row"])
            first, second = items.iloc[at.get_indexer(pairs["first"])], items.iloc[at.get_indexer(pairs["second"])]
            ids = {"first_id": first["id"].to_numpy(), "second_id": second["id"].to_numpy()}
            rows = {"first_seizure": first["seizure"].to_numpy(), "second_seizure": second["seizure"].to_numpy()}
            found.append(pairs[["first", "second", "why", "score"]].assign(**ids, **rows))
    if not found:
        return 0
    best = pd.concat(found).sort_values(["score", "first", "second"], ascending=[False, True, True], kind="stable")
    of_seizures = best.drop_duplicates(["first_seizure", "second_seizure"])
    kept = of_seizures.head(MOST_PAIRS)
    columns = {
        "batch_id": batch, "first_id": [name.decode() for name in kept["first_id"]],
        "second_id": [name.decode() for name in kept["second_id"]], "why": kept["why"].tolist(),
        "score": kept["score"].tolist(),
    }  # fmt: skip
    insert_rows(db, suspected_duplicate, columns, len(kept))
    return len(of_seizures)


def _add_held(db: Connection, number: int, compared: Compared) -> None:
    """The current items that the record held before, of every day on which one is new."""
    s, i, d = seizure.c, seizure_item.c, document.c
    days = select(s.seized_on).where(s.added_in == number).distinct().subquery()
    query = (
        select(
            i.row_id.label("row"), s.row_id.label("seizure"), s.id, s.seized_on, s.country_iso3, s.admin1,
            s.place_reported.label("place"), s.lon, s.lat, i.drug_code, i.kind, i.quantity, i.quantity_reported,
            d.name.label("channel"),
        )
        .join(seizure, s.row_id == i.seizure_row)
        .join(document, d.id == s.document_id)
        .join(days, days.c.seized_on == s.seized_on)
        .where(s.retired_in.is_(None), s.status != "duplicate", s.added_in != number)
    )  # fmt: skip
    before = select(s.row_id).where(s.retired_in.is_(None), s.added_in != number).limit(1)
    if db.scalar(before) is None:
        return
    result = db.execute(query.execution_options(yield_per=AT_ONCE))
    names = list(result.keys())
    for rows in result.partitions():
        columns: dict[str, Any] = dict(zip(names, zip(*rows)))
        numbers = {name: np.array(columns[name], dtype=np.int64) for name in ("row", "seizure")}
        compared.add(np.arange(len(rows)), columns | numbers, columns | numbers, new=False)
