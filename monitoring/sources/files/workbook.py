"""Reading a workbook as it stands in the file: streaming, sheet by sheet, cells as text, nothing calculated or followed.

Why not openpyxl (3.1.5, read-only), which is the oracle of the tests: it has no merged ranges, no comments and no hidden rows
there, and a formula that was saved without its result is the same None as an empty cell. These we have to report. It makes
Python objects of cells that we then would write back as text; 100,000 rows of 8 columns took it 5.4 to 6.0 s, and this module
3.3 to 4.0 s with the table on the disk (the same machine and file). In memory it is no worse, and neither is it with entities
where defusedxml is installed: both hold all shared texts, and both refuse a DOCTYPE that declares any.
"""

from __future__ import annotations

import errno
import zipfile
import zlib
from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING, Any

from ...language import N_
from .heading import SAMPLE, choose_heading, headings_of
from .said import Refusal, Said
from .said import row as at_row
from .tables import BLOCK, TableFile, described
from .workbook_parts import Book, Part
from .workbook_rows import TYPES, Row, Rows
from .xml_tree import DAMAGED

if TYPE_CHECKING:
    from .child import Work
    from .unpack import Arrived

GAP = 1000  # blank rows that are counted; more of them together are the way to a cell in a far corner
SURPLUS = 500
Notes = list[list[Said]]


def read_workbook(work: Work, file: Arrived) -> dict[str, Any]:
    """Every sheet that holds a table, hidden ones too, in the order of the workbook. The row number is that of the file."""
    try:
        with zipfile.ZipFile(file.path) as archive:
            book = Book(archive, work.limits)
            sheets = _sheets(work, book)
            if sheets:
                of_file = [*file.notes, *_about(book, sheets)]
                sheets[0]["notes"] = [[a.packed(), b.packed()] for a, b in of_file] + sheets[0]["notes"]
            return {"date_system": book.date_system, "sheets": sheets}
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, KeyError, UnicodeError) as problem:
        raise DAMAGED from problem
    except OSError as problem:
        if problem.errno == errno.EINVAL:  # a place in the archive that is none
            raise DAMAGED from problem
        raise


def _sheets(work: Work, book: Book) -> list[dict[str, Any]]:
    texts, dates = book.texts(), book.date_styles()
    found, without_heading, pictures = [], None, False
    for part in book.sheets:
        pictures = pictures or part.kind != "worksheet"
        if part.kind != "worksheet":
            continue
        related = {kind for kind, _path in book.relations(part.path).values()}
        pictures = pictures or "drawing" in related
        with book.open(part.path) as file:
            rows = Rows(file, texts, dates, book.date_system, work.limits)
            try:
                sheet = _sheet(work, part, rows, related)
            except _NoSuchRow as problem:
                without_heading = problem.refusal
                continue
        if sheet:
            found.append(sheet)
    if not found and without_heading:
        raise without_heading
    if not found and pictures:
        raise Refusal(
            Said(N_("there are only charts or pictures in it, and no table.")),
            Said(N_("Ask for the table that they were made of.")),
        )
    return found


class _NoSuchRow(Exception):
    """This sheet has no headings in the row that was named; another may have."""

    def __init__(self, refusal: Refusal):
        self.refusal = refusal


def _sheet(work: Work, part: Part, rows: Rows, related: set[str]) -> dict[str, Any] | None:
    """The description of one sheet, its table on disk; None when nothing stands in it."""
    stream = iter(rows)
    sample, kinds = _sample(stream, rows)
    if not sample:
        return None
    if work.header_row is not None and all(row.number != work.header_row for row in sample):
        raise _NoSuchRow(_no_headings(work.header_row))
    position, notes = choose_heading([row.cells for row in sample], [row.number for row in sample], work.header_row)
    width, more = _width(sample, position)
    if width > work.limits.columns:
        raise Refusal(
            Said(N_("it has {n} columns, and at most {most} are read."), n=width, most=work.limits.columns),
            Said(N_("Leave out the columns that are not needed.")),
            Said(N_("sheet {sheet}, row {n}"), sheet=part.name, n=sample[position].number),
        )
    rows.width = width
    rows.types = [0] * width
    for bits in kinds[position + 1 :]:
        rows.types = [a | b for a, b in zip(rows.types, bits[:width] + [0] * width)]
    table = TableFile(work.table_path(), width)
    header_row = sample[position].number
    notes += more + _write(work, table, chain((_cut(row, width) for row in sample[position + 1 :]), stream), header_row)
    notes += _seen(rows, related)
    named = headings_of(sample[position].cells, width)
    types = [TYPES.get(each, "mixed") for each in rows.types]
    said = [[place.packed(), text.packed()] for place, text in notes]
    return described(table, part.name, named, header_row, said, hidden=part.hidden, cell_types=types)


def _sample(stream: Iterator[Row], rows: Rows) -> tuple[list[Row], list[list[int]]]:
    """The first rows in which something stands, and what their cells are."""
    sample, kinds = [], []
    rows.types = [0] * len(rows.types)
    for row in stream:
        if row.blank:
            continue
        sample.append(row)
        kinds.append(rows.types[: len(row.cells)])
        rows.types = [0] * len(rows.types)
        if len(sample) == SAMPLE:
            break
    return sample, kinds


def _width(sample: list[Row], position: int) -> tuple[int, Notes]:
    """How many columns the table has: those that are named, and those in which most rows hold something."""
    named = _filled(sample[position].cells)
    below = sorted(_filled(row.cells) for row in sample[position + 1 :])
    usual = below[len(below) // 2] if below else 0
    if usual <= named:
        return named, []
    text = Said(N_("Rows below have {n} cells, and only {named} headings."), n=usual, named=named)
    return usual, [[at_row(sample[position].number), text]]


def _filled(cells: list[str]) -> int:
    return max((at + 1 for at, cell in enumerate(cells) if cell.strip()), default=0)


def _cut(row: Row, width: int) -> Row:
    """A row of the sample, brought to the columns that are kept."""
    row.beyond = [cell for cell in row.cells[width:] if cell.strip()]
    del row.cells[width:]
    return row


def _write(work: Work, table: TableFile, rows: Iterator[Row], header_row: int) -> Notes:
    """All rows below the headings into the table, block by block; what is to be said about gaps."""
    numbers: list[int] = []
    cells: list[list[str]] = []
    problems: dict[int, str] = {}
    notes: Notes = []
    last, width = header_row, table.columns
    for row in rows:
        if row.blank:
            continue
        gap = row.number - last - 1
        if gap > GAP:
            where = Said(N_("rows {first} to {last}"), first=last + 1, last=row.number - 1)
            notes.append([where, Said(N_("Nothing stands in them; they are not counted."))])
        elif gap:
            numbers += range(last + 1, row.number)
            cells += [[""] * width] * gap
        last = row.number
        said = [row.problem] if row.problem else []
        if row.beyond:
            said.append(f"without a heading: {' · '.join(row.beyond)[:SURPLUS]}")
        if said:
            problems[len(cells)] = "; ".join(said)
        numbers.append(row.number)
        cells.append(row.cells + [""] * (width - len(row.cells)))
        if len(cells) >= BLOCK:
            table.add(numbers, problems, cells)
            work.count(len(cells))
            numbers, cells, problems = [], [], {}
    table.add(numbers, problems, cells)
    work.count(len(cells))
    table.close()
    return notes[:20]


def _seen(rows: Rows, related: set[str]) -> Notes:
    """What a workbook holds besides values, and what was done with it."""
    sheet, notes = Said(N_("the sheet")), []
    if rows.formulas:
        text = N_("{n} cells are formulas; what they gave when the file was last saved is read.")
        notes.append([sheet, Said(text, n=rows.formulas)])
    if rows.merged:
        text = N_("Merged cells ({ranges}): the value stands in the first of them only.")
        shown = ", ".join(rows.merged[:5]) + (" …" if len(rows.merged) > 5 else "")
        notes.append([sheet, Said(text, ranges=shown[:200])])
    if rows.hidden:
        notes.append([sheet, Said(N_("{n} hidden rows are read like all others."), n=rows.hidden)])
    if related & {"comments", "threadedComment"}:
        notes.append([sheet, Said(N_("Comments on cells are not read."))])
    if "drawing" in related:
        notes.append([sheet, Said(N_("Charts and pictures are not read."))])
    return notes


def _about(book: Book, sheets: list[dict[str, Any]]) -> Notes:
    whole, notes = Said(N_("the workbook")), []
    read = {sheet["name"] for sheet in sheets}
    left = [part.name for part in book.sheets if part.name not in read]
    if left:
        text = N_("Sheets without a table: {names}.")
        notes.append([whole, Said(text, names=", ".join(left)[:300])])
    if book.has_macros:
        notes.append([whole, Said(N_("The macros in it are not run."))])
    return notes


def _no_headings(number: int) -> Refusal:
    return Refusal(
        Said(N_("there are no headings in row {n}."), n=number),
        Said(N_("Name the row with the headings, from 1 to {n}."), n=SAMPLE),
    )
