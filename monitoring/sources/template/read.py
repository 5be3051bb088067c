"""Our own workbook, filled in: seizures with their drugs, legs and arrests, taken whole or not at all, one by one.

A seizure with one row that cannot be read is left out with all its rows, each with the reason: half a seizure would be a
wrong fact, and when the row is corrected the whole can be imported again.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pyarrow as pa

from ...vocabulary.lookup import Lookups
from ...vocabulary.template import LINK
from ..files.opened import Opened
from ...vocabulary.blocks import Block
from . import events
from .cells import Bad, dates, meanings
from .making import Making
from .sheets import Page, answers, recognise

READER = "template 1"
SEIZURES_A_BLOCK = 20_000
LEFT_BLANK = "blank"


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


@dataclass
class Event:
    """A seizure with the rows that name it, by sheet; `why`: what refuses it, None when it can be taken."""

    line: Line
    name: str
    lines: dict[str, list[Line]] = field(default_factory=lambda: defaultdict(list))
    why: str | None = None


@dataclass
class Workbook:
    """All of the file, sorted into seizures: what is taken in the order of the sheet Seizures, and what is not."""

    events: list[Event]
    refused: list[Line]
    blank: list[Line]


def sort(opened: Opened, key: str, words: Lookups, today: date) -> Workbook:
    """Every row of the file under its seizure, or among the refused or the blank ones."""
    pages = recognise(opened) or {}
    lines = {name: list(_lines(page, words, today)) for name, page in pages.items()}
    book = Workbook([], [], [line for each in lines.values() for line in each if line.bad and line.bad[2] == LEFT_BLANK])
    by_reference: dict[str, Event] = {}
    for line in _left(lines.get("seizures", ())):
        first = by_reference.get(line.reference)
        if first is not None:
            line.bad = line.bad or _at(line, LINK, f"is the reference of row {first.line.row} too; give each seizure one of its own")
        if line.bad and (first is not None or not line.reference):
            book.refused.append(line)
            continue
        by_reference[line.reference] = Event(line, events.seizure_id(key, line.reference, line.cells))
    for name in lines:
        if name != "seizures":
            for line in _left(lines[name]):
                _under_its_seizure(line, name, by_reference, "seizures" in pages, book)
    for event in by_reference.values():
        _judge(event)
        book.events.append(event)
    return book


def _left(lines: Any) -> Iterator[Line]:
    return (line for line in lines if not (line.bad and line.bad[2] == LEFT_BLANK))


def _under_its_seizure(line: Line, name: str, known: dict[str, Event], has_seizures: bool, book: Workbook) -> None:
    event = known.get(line.reference)
    if event is not None:
        event.lines[name].append(line)
        return
    if not line.bad:
        gone = "; the sheet Seizures is missing: the date of a seizure stands there" if not has_seizures else ""
        line.bad = _at(line, LINK, f"is the reference of no row of the sheet Seizures{gone or '; correct it or add the row'}")
    book.refused.append(line)


def _judge(event: Event) -> None:
    """Why the seizure cannot be taken: its own row, any row that names it, or that it has no drug."""
    for line in (event.line, *(line for lines in event.lines.values() for line in lines)):
        if line.bad:
            event.why = f"sheet {line.page.sheet.name}, row {line.row}: {line.bad[0] or 'the row'} {line.bad[2]}"
            return
    if not event.lines["drugs"]:
        event.line.bad = _at(event.line, LINK, "has no row on the sheet Drugs; add one for each drug")
        event.why = str(event.line.bad[2])


def _at(line: Line, name: str, reason: str) -> tuple[str, str, str]:
    return line.page.title(name), str(line.cells.get(name) or ""), reason


def _lines(page: Page, words: Lookups, today: date) -> Iterator[Line]:
    for table in page.sheet.blocks():
        yield from _block(page, table, words, today)


def _block(page: Page, table: pa.Table, words: Lookups, today: date) -> Iterator[Line]:
    known = page.layout.named()
    columns: dict[str, list[object]] = {}
    for name, column in known.items():
        cells = page.cells(table, name)
        kind = _cell_type(page, name)
        if column.kind != "date":
            found = meanings(column, cells, words, kind, page.exact)
            columns[name] = [found[cell] for cell in cells]
        else:
            columns[name] = list(cells)
    if "date" in known:
        calendars = [None if isinstance(each, Bad) else each for each in columns["calendar"]]
        pairs = list(zip(columns["date"], calendars, strict=True))
        spans = dates(pairs, today)  # type: ignore[arg-type]
        columns["span"] = [spans[pair] for pair in pairs]
    rows, problems = table.column("row").to_pylist(), table.column("problem").to_pylist()
    texts = [table.column(f"c{at}").to_pylist() for at in range(len(page.sheet.headings))]
    for at, cells in enumerate(zip(*columns.values(), strict=True)):
        line = Line(page, rows[at], dict(zip(columns, cells)), [text[at] for text in texts])
        if not any(text.strip() for text in line.reported) and not problems[at]:
            line.bad = (None, "", LEFT_BLANK)
        elif problems[at]:
            line.bad = (None, "", problems[at])
        else:
            line.bad = next(
                ((page.title("date" if name == "span" else name), cell.value, cell.reason)
                 for name, cell in line.cells.items() if isinstance(cell, Bad)), None,
            )  # fmt: skip
        yield line


def _cell_type(page: Page, name: str) -> str:
    types = page.sheet.cell_types
    return types[page.columns[name]] if name in page.columns and types else "text"


def producer(opened: Opened) -> str:
    """Who made the table: the answer on the sheet Source; empty when there is none."""
    return answers(opened).get("producer", "")


def understand(
    opened: Opened,
    key: str,
    words: Lookups,
    *,
    today: date | None = None,
    progress: Callable[[int], None] | None = None,
) -> Iterator[Block]:
    """The seizures of the workbook in the order of its sheet Seizures, `SEIZURES_A_BLOCK` at a time.

    A row of Drugs is a row of the record. Rows of the other sheets count as read only where they are refused or blank:
    what they say is taken with the drugs of their seizure.
    """
    book = sort(opened, key, words, today or date.today())
    made_by = producer(opened) or key
    loose = Making(key, made_by, words)
    for line in book.refused:
        loose.refuse(line, *(line.bad or (None, "", "")))
    for line in book.blank:
        loose.leave_out(line)
    yield loose.block()
    done = 0
    for start in range(0, len(book.events), SEIZURES_A_BLOCK):
        making = Making(key, made_by, words)
        for event in book.events[start : start + SEIZURES_A_BLOCK]:
            making.take(event)
        block = making.block()
        done += block.rows_read
        if progress:
            progress(done)
        yield block
