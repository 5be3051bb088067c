"""Our own files, read without guessing: every value is taken as the file gives it, and one row is one drug of a seizure.

CSV, its zip, Excel, GeoJSON, GeoPackage and GeoParquet have the same columns, so that they are read alike. The rows of a
seizure may stand anywhere in the file; what they say of the event has to be the same on all of them.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from ...language import _
from ...vocabulary.lookup import Lookups
from ...vocabulary.template import ARRESTS, DRUGS, LEGS, LINK, SEIZURES
from ..files.opened import Opened, Sheet
from ..template.cells import Bad, Span, meanings
from ..template.making import Making
from ..template.read import Event, Line
from ..template.sheets import Page
from ...vocabulary.blocks import Block
from .columns import CORE, NOT_AT_SEA, ROLES, template_columns, unread

READER = "own export 1"
ROWS_A_BLOCK = 50_000
SHIELDED_KINDS = ("csv",)  # in these a text that a spreadsheet could run has an apostrophe in front (exports.text)


@dataclass(frozen=True)
class Found:
    """The table of one of our files."""

    sheet: Sheet
    shielded: bool

    def why(self) -> tuple[str, ...]:
        """What was recognised, in sentences for the screen."""
        said = [_("This is an export of this program: its table has {n} of our columns.", n=len(self.sheet.headings))]
        added = unread(self.sheet.headings)
        if added:
            said.append(_("Columns that are kept and not read: {names}.", names=", ".join(added)))
        return tuple(said)


def recognise(opened: Opened) -> Found | None:
    """The table of our own export, by its headings; None for any other file."""
    for sheet in opened.sheets:
        if set(sheet.headings) >= CORE:
            return Found(sheet, opened.kind in SHIELDED_KINDS)
    return None


def understand(
    opened: Opened,
    key: str,
    words: Lookups,
    *,
    today: date | None = None,
    progress: Callable[[int], None] | None = None,
) -> Iterator[Block]:
    """The seizures in the order in which the file first names them, about `ROWS_A_BLOCK` rows at a time.

    A seizure is taken with all its rows or not at all, as from the workbook.
    """
    found = recognise(opened)
    if found is None:
        return
    done = 0
    with pa.memory_map(str(found.sheet.path)) as source:
        table = pa.ipc.open_file(source).read_all().slice(0, found.sheet.rows)
        for rows in _whole_seizures(table, found.sheet):
            making = Making(key, key, words)
            _Rows(found, table.take(pa.array(rows)), words).into(making)
            block = making.block()
            done += block.rows_read
            if progress:
                progress(done)
            yield block


def _whole_seizures(table: pa.Table, sheet: Sheet) -> Iterator[np.ndarray]:
    """Positions of rows, the rows of one seizure together and never in two parts."""
    names = table.column(f"c{sheet.headings.index('seizure_id')}").to_pandas()
    codes, _distinct = pd.factorize(names)
    order = np.argsort(codes, kind="stable")
    start = 0
    while start < len(order):
        end = min(start + ROWS_A_BLOCK, len(order))
        while end < len(order) and codes[order[end]] == codes[order[end - 1]]:
            end += 1
        yield order[start:end]
        start = end


class _Rows:
    """Some rows of the file with every cell read."""

    def __init__(self, found: Found, table: pa.Table, words: Lookups):
        headings = found.sheet.headings
        of_seizure, of_drug = template_columns(headings)
        self._texts = [_text(table, at, found.shielded and _is_text(heading)) for at, heading in enumerate(headings)]
        self._place = {heading: at for at, heading in enumerate(headings)}
        self._rows, self._problems = table.column("row").to_pylist(), table.column("problem").to_pylist()
        self._pages = {
            layout.name: Page(layout, found.sheet, columns, (), exact=True)
            for layout, columns in ((SEIZURES, of_seizure), (DRUGS, of_drug), (LEGS, of_seizure), (ARRESTS, of_seizure))
        }
        self._read = {name: self._meanings(name, words) for name in ("seizures", "drugs")}

    def _meanings(self, name: str, words: Lookups) -> list[tuple[str, list[object]]]:
        page, found = self._pages[name], []
        for column in page.layout.columns:
            cells = self._texts[page.columns[column.name]] if column.name in page.columns else [""] * len(self._rows)
            if column.name == LINK:
                cells = self._column("seizure_id")
            if column.kind == "date":
                found.append((column.name, list(cells)))
            else:
                meaning = meanings(column, cells, words, exact=True)
                found.append((column.name, [meaning[cell] for cell in cells]))
        return found

    def _column(self, heading: str) -> list[str]:
        return self._texts[self._place[heading]] if heading in self._place else [""] * len(self._rows)

    def into(self, making: Making) -> None:
        """Every row as part of its seizure, or refused, or left out because it is blank."""
        current: Event | None = None
        for at, reference in enumerate(self._column("seizure_id")):
            drug = self._line("drugs", at)
            if not any(drug.reported) and not self._problems[at]:
                making.leave_out(drug)
            elif not reference:
                making.refuse(drug, *(drug.bad or ("seizure_id", "", "is empty; it says which rows are one seizure")))
            elif current is not None and current.name == reference:
                self._join(current, drug, at)
            else:
                if current is not None:
                    making.take(current)
                current = self._event(drug, at)
        if current is not None:
            making.take(current)

    def _event(self, drug: Line, at: int) -> Event:
        line = self._line("seizures", at)
        span, sea = self._span(at, line.cells), line.cells.get("location_precision") == "sea_area"
        line.cells |= {"span": span, **(dict.fromkeys(NOT_AT_SEA) if sea else {})}
        event = Event(line, line.reference)
        event.lines["drugs"].append(drug)
        event.lines["legs"] = self._legs(at)
        event.lines["arrests"] = self._arrests(at)
        bad = next((each for each in (line, *event.lines["legs"], *event.lines["arrests"]) if each.bad), None)
        if bad is not None or isinstance(span, Bad):
            drug.bad = drug.bad or (bad.bad if bad else ("seized_from", span.value, span.reason))
        return self._judged(event, drug)

    def _join(self, event: Event, drug: Line, at: int) -> None:
        event.lines["drugs"].append(drug)
        told = self._line("seizures", at).cells
        told |= {"span": self._span(at, told), **({name: event.line.cells[name] for name in NOT_AT_SEA})}
        other = [name for name, value in told.items() if value != event.line.cells[name] and name not in NOT_AT_SEA]
        other += [heading for heading in (*(f"{role}_iso3" for role in ROLES), "arrests", "presumed")
                  if heading in self._place and self._column(heading)[at] != self._column(heading)[self._rows.index(event.line.row)]]  # fmt: skip
        if other and not drug.bad:
            drug.bad = (other[0], str(told.get(other[0]) or ""), f"differs from row {event.line.row} of the same seizure")
        self._judged(event, drug)
