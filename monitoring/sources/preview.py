"""The first rows of a file as the screen shows them before anything is stored: each cell, what it was read as, and what is wrong.

Also while questions are open: then a cell that only an answer can decide is marked, and nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import TYPE_CHECKING, Any

import numpy as np

from ..errors import MonitorError
from ..language import _
from ..vocabulary.blocks import LEFT_OUT, Block
from ..vocabulary.countries import country_name
from ..vocabulary.drugs import drug_name
from ..vocabulary.lookup import Lookups
from ..vocabulary.modes import mode_name
from ..vocabulary.precisions import precision_name
from ..vocabulary.units import written
from .files.opened import Opened
from .mapping import read as mapped
from .mapping.understand.engine import understand as by_mapping
from .reading import Asked, Recognised
from .recognise import MAPPING, understand

if TYPE_CHECKING:
    from ..vocabulary.gazetteer import Gazetteer

DOUBT, REJECTED = "doubt", "rejected"


@dataclass(frozen=True)
class Mark:
    """`kind`: doubt or rejected; `text`: why; `suggestion`: what it may be, None for nothing."""

    kind: str
    text: str
    suggestion: str | None = None


@dataclass(frozen=True)
class PreviewRow:
    """One line. `cells` as reported and `read` (what they were read as, in words), both by heading. `marks` by heading, ""
    for the line as a whole. `left_out`: why the line is no row, "" when it is one.
    """

    sheet: str
    row: int
    cells: Mapping[str, str]
    read: Mapping[str, str] = field(default_factory=dict)
    marks: Mapping[str, Mark] = field(default_factory=dict)
    left_out: str = ""


def preview(
    opened: Opened, recognised: Recognised, asked: Asked, words: Lookups, places: Gazetteer, rows: int = 50
) -> list[PreviewRow]:
    """The first `rows` lines of the file, sheet after sheet, as they would be understood now."""
    few = _first_rows(opened, rows)
    blocks: list[Block] = []
    try:
        seen = 0
        for block in _blocks(few, recognised, asked, words, places):
            blocks.append(block)
            seen += block.rows_read
            if seen >= rows:
                break
    except MonitorError:
        blocks = []  # a question is open that this reader cannot leave open: the cells are shown as they stand
    said = _Said(recognised, blocks)
    return [said.row(*each) for each in islice(_lines(few), rows)]


def _first_rows(opened: Opened, rows: int) -> Opened:
    return replace(opened, sheets=tuple(replace(sheet, rows=min(sheet.rows, rows)) for sheet in opened.sheets))


def _blocks(few: Opened, recognised: Recognised, asked: Asked, words: Lookups, places: Gazetteer) -> Iterator[Block]:
    if recognised.key != MAPPING:
        return understand(few, recognised, asked, words, places)
    found = recognised.found
    if found is None and recognised.mapping is not None:
        found = mapped.fit(few, recognised.mapping, asked)
    if found is None:
        return iter(())
    return by_mapping(few, found.mapping, found.styles, words, places, release=found.release)


def _lines(opened: Opened) -> Iterator[tuple[str, int, dict[str, str]]]:
    for sheet in opened.sheets:
        for block in sheet.blocks():
            columns = [block.column(f"c{at}").to_pylist() for at in range(len(sheet.headings))]
            for at, row in enumerate(block.column("row").to_pylist()):
                yield sheet.name, row, {heading: cells[at] for heading, cells in zip(sheet.headings, columns)}


class _Said:
    """What the blocks say about each line, by (sheet, row)."""

    def __init__(self, recognised: Recognised, blocks: list[Block]):
        self._fields = {column.heading: column.field for column in recognised.columns if column.field}
        self._read: dict[tuple[str, int], dict[str, str]] = {}
        self._marks: dict[tuple[str, int], dict[str, Mark]] = {}
        self._left: dict[tuple[str, int], str] = {}
        for block in blocks:
            self._take(block)

    def row(self, sheet: str, row: int, cells: Mapping[str, str]) -> PreviewRow:
        at = (sheet, row)
        means = self._read.get(at, {})
        read = {heading: means[name] for heading, name in self._fields.items() if name in means}
        return PreviewRow(sheet, row, cells, read, self._marks.get(at, {}), self._left.get(at, ""))

    def _take(self, block: Block) -> None:
        for refused in block.rejected:
            place = (refused.sheet or "", refused.row)
            self._marks.setdefault(place, {})[refused.column or ""] = Mark(REJECTED, refused.reason)
        for line in block.left_out:
            self._left[(line.sheet or "", line.row)] = _(LEFT_OUT.get(line.reason, line.reason))
        for doubt in block.doubts:
            place = (doubt.sheet or "", doubt.row)
            self._marks.setdefault(place, {}).setdefault(doubt.column or "", Mark(DOUBT, doubt.text, doubt.suggestion))
        for table in (block.totals, block.observations):
            for at, row in enumerate(table.get("source_row", ())):
                self._means(table, at, str(table["sheet"][at] or ""), int(row))
        legs: dict[int, dict[str, list[str]]] = {}
        for at, of in enumerate(block.legs.get("of", ())):
            legs.setdefault(int(of), {}).setdefault(block.legs["role"][at], []).append(block.legs["country_iso3"][at])
        for at, row in enumerate(block.items.get("source_row", ())):
            sheet, of = str(block.items["sheet"][at] or ""), int(block.items["of"][at])
            self._means(block.items, at, sheet, int(row))
            self._means(block.seizures, of, sheet, int(row))
            found = self._read[(sheet, int(row))]
            found |= {role: ", ".join(country_name(code) for code in codes) for role, codes in legs.get(of, {}).items()}

    def _means(self, table: Mapping[str, Any], at: int, sheet: str, row: int) -> None:
        found = self._read.setdefault((sheet, row), {})
        for name, say in MEANINGS.items():
            text = say(table, at)
            if text:
                found.setdefault(name, text)


def _cell(table: Mapping[str, Any], name: str, at: int) -> Any:
    """None for what is not there, and for nan."""
    value = table[name][at] if name in table else None
    return None if value is None or (isinstance(value, (float, np.floating)) and np.isnan(value)) else value


def _plain(name: str) -> Callable[[Mapping[str, Any], int], str]:
    return lambda table, at: "" if (value := _cell(table, name, at)) is None else str(value)


def _named(name: str, say: Callable[[str], str]) -> Callable[[Mapping[str, Any], int], str]:
    return lambda table, at: "" if (value := _cell(table, name, at)) is None else say(str(value))


def _amount(table: Mapping[str, Any], at: int) -> str:
    quantity, unit = _cell(table, "quantity", at), _cell(table, "unit", at)
    return "" if quantity is None or unit is None else written(float(quantity), str(unit))


def _days(table: Mapping[str, Any], at: int) -> str:
    first, last = _cell(table, "first_day", at), _cell(table, "last_day", at)
    return "" if first is None else f"{first}" if first == last else f"{first} – {last}"


MEANINGS: Mapping[str, Callable[[Mapping[str, Any], int], str]] = {
    "date": lambda table, at: _plain("date_reported")(table, at) or _days(table, at), "year": _days, "month": _days,
    "fiscal_year": _days, "drug": _named("drug", drug_name), "quantity": _amount, "unit": _plain("kind"),
    "country": _named("country_iso3", country_name), "iso3": _plain("country_iso3"), "admin1": _plain("admin1"),
    "place": _named("location_precision", precision_name), "lon": _plain("lon"), "lat": _plain("lat"),
    "place_type": _plain("place_type"), "mode": _named("transport_mode", mode_name), "direction": _plain("direction"),
    "concealment": _plain("concealment"), "agency": _plain("agency"), "source_ref": _plain("source_ref"),
    "purity": _plain("purity_pct"), "events": _plain("events"), "note": _plain("note"),
}  # fmt: skip
