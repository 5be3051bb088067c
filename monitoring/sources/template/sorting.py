"""Every row of the workbook under the seizure that it names, read, and judged as a whole.

A seizure with one row that cannot be read is left out with all its rows, each with the reason: half a seizure would be a
wrong fact, and when the row is corrected the whole can be imported again.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pyarrow as pa

from ...vocabulary.lookup import Lookups
from ...vocabulary.template import LINK
from . import events
from .cells import Bad, date_style, dates, meanings
from .sheets import Page

LEFT_BLANK = "blank"


@dataclass(frozen=True)
class How:
    """With which words the cells are read, and what a person said about dates and numbers."""

    words: Lookups
    today: date
    date_order: str | None = None
    decimal: str | None = None
    date_system: int | None = None


@dataclass
class Line:
    """One row of one sheet: where it stands, its cells as read, and why it cannot be taken (None when it can)."""

    page: Page
    row: int
    cells: dict[str, Any]
    reported: list[str]
    bad: tuple[str | None, str, str] | None = None  # column, value, reason

    @property
    def reference(self) -> str:
        return str(self.cells.get(LINK) or "")

    @property
    def blank(self) -> bool:
        return self.bad is not None and self.bad[2] == LEFT_BLANK


@dataclass
class Event:
    """A seizure with the rows that name it, by sheet; `why`: what refuses it, None when it can be taken."""

    line: Line
    name: str
    lines: dict[str, list[Line]] = field(default_factory=lambda: defaultdict(list))
    why: str | None = None

    def all_lines(self) -> Iterator[Line]:
        yield self.line
        for lines in self.lines.values():
            yield from lines


@dataclass
class Workbook:
    """All of the file, sorted into seizures: what is taken in the order of the sheet Seizures, and what is not."""

    events: list[Event]
    refused: list[Line]
    blank: list[Line]


def sort(pages: Mapping[str, Page], producer: str, how: How) -> Workbook:
    """Every row of the file under its seizure, or among the refused or the blank ones."""
    lines = {name: list(_lines(page, how)) for name, page in pages.items()}
    book = Workbook([], [], [line for each in lines.values() for line in each if line.blank])
    by_reference: dict[str, Event] = {}
    for line in _filled(lines.get("seizures", ())):
        first = by_reference.get(line.reference)
        if first is not None:
            reason = f"is the reference of row {first.line.row} too; give each seizure one of its own"
            line.bad = line.bad or _at(line, LINK, reason)
        if line.bad and (first is not None or not line.reference):
            book.refused.append(line)
            continue
        by_reference[line.reference] = Event(line, events.seizure_id(producer, line.reference, line.cells))
    for name in lines:
        if name != "seizures":
            for line in _filled(lines[name]):
                _under_its_seizure(line, name, by_reference, "seizures" in pages, book)
    for event in by_reference.values():
        _judge(event)
        book.events.append(event)
    return book


def _filled(lines: Iterable[Line]) -> Iterator[Line]:
    return (line for line in lines if not line.blank)


def _under_its_seizure(line: Line, name: str, known: dict[str, Event], has_seizures: bool, book: Workbook) -> None:
    event = known.get(line.reference)
    if event is not None:
        event.lines[name].append(line)
        return
    if not line.bad:
        remedy = "correct it or add the row"
        if not has_seizures:
            remedy = "the sheet Seizures is missing: the date of a seizure stands there"
        line.bad = _at(line, LINK, f"is the reference of no row of the sheet Seizures; {remedy}")
    book.refused.append(line)


def _judge(event: Event) -> None:
    """Why the seizure cannot be taken: its own row, any row that names it, or that it has no drug."""
    for line in event.all_lines():
        if line.bad:
            event.why = f"sheet {line.page.sheet.name}, row {line.row}: {line.bad[0] or 'the row'} {line.bad[2]}"
            return
    if not event.lines["drugs"]:
        event.line.bad = _at(event.line, LINK, "has no row on the sheet Drugs; add one for each drug")
        event.why = event.line.bad[2]


def _at(line: Line, name: str, reason: str) -> tuple[str, str, str]:
    return line.page.title(name), str(line.cells.get(name) or ""), reason


def _lines(page: Page, how: How) -> Iterator[Line]:
    """The rows of a sheet in order. It is read at once: its dates and numbers are understood from all of them."""
    for table in page.sheet.blocks(max(page.sheet.rows, 1)):
        yield from _read(page, table, how)


def _read(page: Page, table: pa.Table, how: How) -> Iterator[Line]:
    columns = _columns(page, table, how)
    rows, problems = table.column("row").to_pylist(), table.column("problem").to_pylist()
    texts = [table.column(f"c{at}").to_pylist() for at in range(len(page.sheet.headings))]
    for at, cells in enumerate(zip(*columns.values(), strict=True)):
        line = Line(page, rows[at], dict(zip(columns, cells)), [text[at] for text in texts])
        if problems[at]:
            line.bad = (None, "", problems[at])
        elif not any(text.strip() for text in line.reported):
            line.bad = (None, "", LEFT_BLANK)
        else:
            line.bad = _first_fault(line)
        yield line


def _columns(page: Page, table: pa.Table, how: How) -> dict[str, list[Any]]:
    known = page.layout.named()
    columns: dict[str, list[Any]] = {}
    for name, column in known.items():
        cells = page.cells(table, name)
        columns[name] = list(cells)
        if column.kind != "date":
            found = meanings(column, cells, how.words, cell_type(page, name), page.exact, how.decimal)
            columns[name] = [found[cell] for cell in cells]
    if "date" in known:
        calendars = [None if isinstance(each, Bad) else each for each in columns["calendar"]]
        pairs: list[tuple[str, object]] = list(zip(columns["date"], calendars, strict=True))
        style = date_style(columns["date"], how.date_order, how.date_system, how.today)
        spans = dates(pairs, style, how.today)
        columns["span"] = [spans[pair] for pair in pairs]
    return columns


def _first_fault(line: Line) -> tuple[str, str, str] | None:
    for name, cell in line.cells.items():
        if isinstance(cell, Bad):
            return line.page.title("date" if name == "span" else name), cell.value, cell.reason
    return None


def cell_type(page: Page, name: str) -> str:
    """What the cells of a column are in the workbook: text, number, date or mixed."""
    types = page.sheet.cell_types
    return types[page.columns[name]] if name in page.columns and types else "text"
