"""The first rows of a file as the screen shows them before anything is stored: each cell, what it was read as, and what is wrong.

Plain values, because they wait in the state of an upload: {"headings": [...], "rows": [{"row", "sheet", "fate" (taken,
rejected, left_out), "why", "cells": [{"reported", "read", "mark" (doubt, bad, changed or ""), "why"}]}]}.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from ..language import N_, _
from ..vocabulary.blocks import LEFT_OUT, Block
from ..vocabulary.countries import country_name
from ..vocabulary.drugs import drug_name
from ..vocabulary.folding import fold
from ..vocabulary.modes import mode_name
from ..vocabulary.precisions import precision_name
from ..vocabulary.units import written
from .files.opened import Opened, Sheet
from .reading import ColumnReading

DOUBT, BAD, CHANGED = "doubt", "bad", "changed"
OUTCOMES = {"ambiguous": N_("several places may be meant"), "not_found": N_("no place of this name is known")}
Mark = tuple[str, str]  # kind, why


def first_rows(opened: Opened, rows: int) -> Opened:
    """The file with at most `rows` lines of each sheet."""
    return replace(opened, sheets=tuple(replace(sheet, rows=min(sheet.rows, rows)) for sheet in opened.sheets))


def shown(few: Opened, columns: Sequence[ColumnReading], blocks: Sequence[Block], rows: int) -> dict[str, Any]:
    """The lines of the sheets that have the columns that are read, with what the blocks say about each."""
    headings = [column.heading for column in columns]
    sheets = [sheet for sheet in few.sheets if list(sheet.headings) == headings] or list(few.sheets[:1])
    if not sheets:
        return {"headings": [], "rows": []}
    said = _Said(columns, blocks)
    lines = [said.line(sheet.name, *line) for sheet in sheets for line in _lines(sheet)][:rows]
    return {"headings": list(sheets[0].headings), "rows": lines}


def _lines(sheet: Sheet) -> Iterator[tuple[int, list[str]]]:
    """Row number and cells of each line."""
    for block in sheet.blocks():
        cells = [block.column(f"c{at}").to_pylist() for at in range(len(sheet.headings))]
        yield from zip(block.column("row").to_pylist(), map(list, zip(*cells)))


class _Said:
    """What the blocks say about each line, by (sheet, row)."""

    def __init__(self, columns: Sequence[ColumnReading], blocks: Sequence[Block]):
        self._columns = columns
        self._read: dict[tuple[str, int], dict[str, str]] = {}
        self._marks: dict[tuple[str, int], dict[str, Mark]] = {}
        self._left: dict[tuple[str, int], str] = {}
        self._refused: dict[tuple[str, int], str] = {}
        self._open: dict[int, list[tuple[str, str]]] = defaultdict(list)  # row -> (cell, why)
        for block in blocks:
            self._take(block)

    def line(self, sheet: str, row: int, cells: Sequence[str]) -> dict[str, Any]:
        at = (sheet, row)
        fate = "rejected" if at in self._refused else "left_out" if at in self._left else "taken"
        means, marks = self._read.get(at, {}), self._marks.get(at, {})
        shown = []
        for place, cell in enumerate(cells):
            column = self._columns[place] if place < len(self._columns) else None
            read = means.get(column.field, "") if column is not None and column.field else ""
            mark, why = marks.get(column.heading, ("", "")) if column is not None else ("", "")
            if not mark and column is not None and column.field:
                mark, why = next(
                    ((DOUBT, said) for word, said in self._open.get(row, ()) if word == cell.strip()), ("", "")
                )
            if not mark and read and cell.strip() and fold(read) != fold(cell):
                mark = CHANGED
            shown.append({"reported": cell, "read": read, "mark": mark, "why": why})
        return {
            "row": row,
            "sheet": sheet,
            "fate": fate,
            "why": self._refused.get(at, self._left.get(at, "")),
            "cells": shown,
        }

    def _take(self, block: Block) -> None:
        for refused in block.rejected:
            place = (refused.sheet or "", refused.row)
            self._refused[place] = refused.reason
            self._marks.setdefault(place, {})[refused.column or ""] = (BAD, refused.reason)
        for line in block.left_out:
            self._left[(line.sheet or "", line.row)] = _(LEFT_OUT.get(line.reason, line.reason))
        for doubt in block.doubts:
            place = (doubt.sheet or "", doubt.row)
            why = doubt.text if doubt.suggestion is None else f"{doubt.text} ({doubt.suggestion})"
            self._marks.setdefault(place, {}).setdefault(doubt.column or "", (DOUBT, why))
        self._take_unknown(block)
        for table in (block.totals, block.observations):
            for at, row in enumerate(table.get("source_row", ())):
                self._means(table, at, str(table["sheet"][at] or ""), int(row))
        legs: dict[int, dict[str, list[str]]] = {}
        for at, of in enumerate(block.legs.get("of", ())):
            legs.setdefault(int(of), {}).setdefault(block.legs["role"][at], []).append(block.legs["country_iso3"][at])
        held = dict(zip(map(int, block.arrests.get("of", ())), block.arrests.get("number", ())))
        for at, row in enumerate(block.items.get("source_row", ())):
            sheet, of = str(block.items["sheet"][at] or ""), int(block.items["of"][at])
            self._means(block.items, at, sheet, int(row))
            self._means(block.seizures, of, sheet, int(row))
            found = self._read[(sheet, int(row))]
            found |= {"arrests": str(held[of])} if of in held else {}
            found |= {role: ", ".join(country_name(code) for code in codes) for role, codes in legs.get(of, {}).items()}

    def _take_unknown(self, block: Block) -> None:
        """Words and places that a person has to settle stand on the rows that the block names, the first few."""
        for (_name, word), unknown in block.unknown.items():
            for row in unknown.rows:
                self._open[row].append((word, _("Nobody has read this word yet: the row keeps it as reported.")))
        for text, place in block.places.items():
            for row in place.rows:
                self._open[row].append(
                    (
                        text.place or text.province,
                        _("Where it lies is open: {outcome}.", outcome=_(OUTCOMES[place.outcome])),
                    )
                )

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
