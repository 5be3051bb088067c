"""Rows as seizures: one row is one event with one drug."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from ....vocabulary.lookup import says_nothing
from ...columns.numbers import NumberStyle, read_quantity
from ...distinct import Distinct
from ...table import Unreadable
from ..fields import ROLES
from .cells import Cells, spread
from .findings import Findings
from .places import Places, places_of
from .words import Words

if TYPE_CHECKING:
    from ....vocabulary.gazetteer import Gazetteer

_SEVERAL = (";", "|", ",", "/", "\n")
TEXTS = ("agency", "operation", "source_ref", "concealment")


def countries_of(cells: Cells, words: Words, findings: Findings) -> np.ndarray:
    """iso3 of each row: by the column of codes where it says one, else by the name."""
    by_code = words.codes("iso3", cells.of("iso3"), len(cells), findings)
    name = cells.of("country")
    if name is None:
        return by_code
    by_name = words.codes("country", name, len(cells), findings)
    code = cells.of("iso3")
    if code is None:
        return by_name
    for at in np.flatnonzero(~pd.isna(by_code) & ~pd.isna(by_name) & (by_code != by_name)):
        said = f"is another country than the code beside it, {by_code[at]}, which is taken"
        findings.doubt(int(at), name[0], name[1].words[name[1].codes[at]], "country", said, by_name[at])
    return np.where(pd.isna(by_code), by_name, by_code)


def events_of(
    cells: Cells, words: Words, places: Gazetteer, numbers: Mapping[str, NumberStyle], findings: Findings
) -> tuple[dict[str, Any], Places]:
    """The columns of a seizure besides its days and its name."""
    rows = len(cells)
    country = countries_of(cells, words, findings)
    placed = places_of(cells, country, dict(numbers), places, findings)
    said = {name: _stated(cells, name) for name in TEXTS}
    coded = {name: words.codes(name, cells.of(name), rows, findings) for name in ("mode", "direction", "place_type")}
    return {
        "country_iso3": country, "admin1": placed.admin1, "admin1_reported": placed.admin1_reported,
        "place_reported": placed.place_reported, "place_type": coded["place_type"], "sea_area": placed.sea_area,
        "lon": placed.lon, "lat": placed.lat, "location_precision": placed.precision, "location_method": placed.method,
        "transport_mode": coded["mode"], "direction": coded["direction"], "marking": _markings(cells, words, findings),
        **said, "note": notes_of(cells), "row_source": cells.words("source_name"),
    }, placed  # fmt: skip


def _markings(cells: Cells, words: Words, findings: Findings) -> np.ndarray:
    """Who may see each row; None: as chosen at the import. A word that is no marking refuses its row: nobody shall see it by
    mistake.
    """
    column = cells.of("marking")
    if column is None:
        return np.full(len(cells), None, dtype=object)
    found = [words.look("marking", word.strip()) for word in column[1].words]
    unread = {
        at: "is no marking; write public, partner or restricted" for at, each in enumerate(found) if not each.known
    }
    findings.refuse_words(column[0], column[1], unread)
    return spread(column[1].codes, [each.code for each in found])


def _stated(cells: Cells, name: str) -> np.ndarray:
    """The words of each row, None where the cell says that nothing is known."""
    column = cells.of(name)
    if column is None:
        return np.full(len(cells), None, dtype=object)
    return column[1].each(lambda word: None if says_nothing(name, word) else word.strip())


def notes_of(cells: Cells) -> np.ndarray:
    """The columns of notes one after another, each after its heading when there are several; None where all are empty."""
    columns = cells.all_of("note")
    if len(columns) < 2:
        return cells.words("note")
    parts = [each.each(_after(heading)) for heading, each in columns]
    return np.array(["; ".join(filter(None, said)) or None for said in zip(*parts)], dtype=object)


def _after(heading: str) -> Callable[[str], str]:
    return lambda word: f"{heading}: {word.strip()}" if word.strip() else ""


def legs_of(cells: Cells, words: Words, findings: Findings) -> dict[str, Any]:
    """The countries on the way, `of` a row. Several countries in one cell are told apart; destinations are alternatives."""
    found: dict[str, list[np.ndarray]] = {
        name: [] for name in ("of", "role", "position", "country_iso3", "alternative")
    }
    for role in ROLES:
        offset = 0
        for _heading, column in cells.all_of(role) or filter(None, [cells.of(role)]):
            offset = _legs_of_column(role, column, words, findings, found, offset)
    if not found["of"]:
        return {}
    table = {name: np.concatenate(parts) for name, parts in found.items()}
    order = np.argsort(table["of"], kind="stable")
    table = {name: each[order] for name, each in table.items()}
    rows = len(order)
    return {**table, "place": np.full(rows, None, dtype=object), "basis": np.full(rows, "stated", dtype=object)}


def _legs_of_column(
    role: str, column: Distinct, words: Words, findings: Findings, found: dict[str, list[np.ndarray]], offset: int
) -> int:
    """Appends to `found`; returns the position of the last country, so that a further column counts on."""
    codes: list[tuple[str, ...]] = []
    unknown = []
    for at, word in enumerate(column.words):
        said, known = _countries(word.strip(), role, words)
        codes.append(said)
        if not known:
            unknown.append(at)
    findings.unknown_words("country", column, unknown)
    most = max((len(each) for each in codes), default=0)
    for place in range(most):
        country = spread(column.codes, [each[place] if place < len(each) else None for each in codes])
        rows = np.flatnonzero(~pd.isna(country))
        several = spread(column.codes, [len(each) > 1 for each in codes], bool)[rows]
        found["of"].append(rows)
        found["role"].append(np.full(len(rows), role, dtype=object))
        found["position"].append(np.full(len(rows), offset + place + 1))
        found["country_iso3"].append(country[rows])
        found["alternative"].append(several & (role != "transit"))
    return offset + most


def _countries(text: str, role: str, words: Words) -> tuple[tuple[str, ...], bool]:
    """The codes of a cell, and whether all of it was understood."""
    whole = words.look(role, text)
    if whole.known:
        return ((whole.code,) if whole.code else ()), True
    for sign in _SEVERAL:
        parts = [part.strip() for part in text.split(sign) if part.strip()]
        meanings = [words.look(role, part) for part in parts] if len(parts) > 1 else []
        if meanings and all(each.known for each in meanings):
            return tuple(dict.fromkeys(each.code for each in meanings if each.code)), True
    return (), False


def arrests_of(cells: Cells, numbers: Mapping[str, NumberStyle], findings: Findings) -> dict[str, Any]:
    """How many people were arrested, `of` a row; none where the cell is empty or says none."""
    count = whole_numbers(cells, "arrests", numbers, findings)
    rows = np.flatnonzero(count > 0)
    if not len(rows):
        return {}
    return {
        "of": rows,
        "nationality_iso3": np.full(len(rows), None, dtype=object),
        "number": count[rows].astype(np.int64),
    }


def whole_numbers(cells: Cells, name: str, numbers: Mapping[str, NumberStyle], findings: Findings) -> np.ndarray:
    """The column as floats, nan where it says nothing; what is no whole number is doubted and not taken."""
    values = _accessory(
        cells, name, numbers, findings, lambda value: value == int(value) and value < 2**31, "is not a whole number"
    )
    return np.full(len(cells), np.nan) if values is None else values


def purity_of(cells: Cells, numbers: Mapping[str, NumberStyle], findings: Findings) -> np.ndarray:
    """Per cent of the mass; what is none is doubted and not taken."""
    values = _accessory(
        cells, "purity", numbers, findings, lambda value: value <= 100, "is no purity from 0 to 100 per cent"
    )
    return np.full(len(cells), np.nan) if values is None else values


def _accessory(cells: Cells, name: str, numbers: Mapping[str, NumberStyle], findings: Findings, fits, why: str):
    """A number beside the seizure: a cell that cannot be read does not refuse the row, it is doubted."""
    column = cells.of(name)
    if column is None:
        return None
    heading, each = column
    values: list[float] = []
    doubts: dict[int, str] = {}
    for at, word in enumerate(each.words):
        value = np.nan
        if not says_nothing(name, word):
            try:
                read = read_quantity(word.strip().rstrip("%٪ "), numbers.get(name, NumberStyle()), column=heading).value
                value = read if fits(read) else np.nan
                if np.isnan(value):
                    doubts[at] = f"{why}: it is not taken"
            except Unreadable as problem:
                doubts[at] = f"{problem.reason}: it is not taken"
        values.append(value)
    findings.doubt_words(heading, name, each, doubts)
    return spread(each.codes, values, float)
