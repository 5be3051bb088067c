"""Reading a text table (comma, semicolon, tab or bar between cells) so that every cell stays exactly as it was written."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any

from ...language import N_
from .heading import SAMPLE, choose_heading, headings_of
from .said import EMPTY, Refusal, Said, row
from .said import line as at_line
from .survey import SHOWN, check_lines, encoding_of, not_in
from .tables import BLOCK, TableFile, described

if TYPE_CHECKING:
    from .child import Work
    from .unpack import Arrived

DELIMITERS = ";,\t|"
SURPLUS = 500  # characters of what stands beyond the headings that a problem repeats


class Lines:
    """The lines of a text file; remembers the last, for the case that its quotes cannot be understood."""

    def __init__(self, file: io.TextIOBase):
        self._file, self.last = file, ""

    def __iter__(self) -> Iterator[str]:
        for line in self._file:
            self.last = line
            yield line


class Records:
    """Rows of cells in order, each with its problem ("" when there is none)."""

    def __init__(self, lines: Lines, delimiter: str, codec: str):
        self._lines, self._delimiter, self._codec = lines, delimiter, codec
        self._reader = csv.reader(iter(lines), delimiter=delimiter, strict=True)
        self.rows = 0

    @property
    def lines_read(self) -> int:
        return self._reader.line_num

    def take(self, count: int) -> tuple[list[list[str]], dict[int, str]]:
        """The next rows, at most `count`, and what is wrong with some of them by position."""
        found: list[list[str]] = []
        problems: dict[int, str] = {}
        reader, add = self._reader, found.append
        while len(found) < count:
            before = reader.line_num
            try:
                for cells in islice(reader, count - len(found)):
                    add(cells)
                    before = reader.line_num
                break
            except csv.Error as problem:
                self._answer(problem, before)
                # One line whose quotes do not match: its cells as they stand, for a person to look at.
                problems[len(found)] = "the quotes in this row do not match"
                add(self._lines.last.rstrip("\r\n").split(self._delimiter))
            except UnicodeDecodeError as problem:
                raise not_in(self._codec, before + 1) from problem
        self.rows += len(found)
        return found, problems

    def _answer(self, problem: csv.Error, before: int) -> None:
        """Refusal unless only the line just read is at fault."""
        if "field limit" in str(problem):
            raise Refusal(
                Said(N_("a cell is longer than {n} letters."), n=csv.field_size_limit()),
                Said(N_("A quote may be opened and not closed. Mend the line, or save the table again.")),
                at_line(before + 1),
            ) from problem
        if self._reader.line_num != before + 1 or "unexpected end" in str(problem):
            raise Refusal(
                Said(N_("a quote is opened and not closed as it should be.")),
                Said(N_("Mend the line, or save the table again.")),
                at_line(before + 1),
            ) from problem


def read_delimited(work: Work, file: Arrived) -> dict[str, Any]:
    """The one sheet of a text table. The row number is that of the record: a cell may run over several lines."""
    csv.field_size_limit(work.limits.cell)
    codec, notes = encoding_of(file.path, work.encoding)
    check_lines(file.path, work.limits, wide=codec.startswith(("utf-16", "utf-32")))
    with file.path.open(encoding=codec, errors="strict", newline="") as text:
        delimiter, skipped = _delimiter(text, work.delimiter, codec)
        text.seek(0)
        if skipped:
            text.readline()
        sheet = _table(work, file, Records(Lines(text), delimiter, codec), int(skipped), [*file.notes, *notes])
    return {"encoding": SHOWN.get(codec, codec), "delimiter": delimiter, "sheets": [sheet]}


def _table(work: Work, file: Arrived, records: Records, skipped: int, notes: list[list[Said]]) -> dict[str, Any]:
    sample, problems = records.take(SAMPLE)
    if not any(any(map(_says_something, cells)) for cells in sample):
        raise EMPTY
    position, seen = choose_heading(sample, range(1 + skipped, 1 + skipped + len(sample)), work.header_row)
    width = len(sample[position])
    if width > work.limits.columns:
        raise Refusal(
            Said(N_("it has {n} columns, and at most {most} are read."), n=width, most=work.limits.columns),
            Said(N_("Leave out the columns that are not needed.")),
            row(position + 1 + skipped),
        )
    _same_width(sample[position + 1 :], width, position + 1 + skipped)
    table = TableFile(work.table_path(), width)
    body, found = sample[position + 1 :], {at - position - 1: said for at, said in problems.items() if at > position}
    while body:
        body = fit(body, width, found)
        first = position + skipped + 2 + table.written
        table.add(range(first, first + len(body)), found, body)
        work.count(len(body))
        body, found = records.take(BLOCK)
    table.close()
    notes += seen
    if records.lines_read > records.rows:
        more = records.lines_read - records.rows
        notes.append([Said(N_("the table")), Said(N_("Cells hold line breaks: {n} lines more than rows."), n=more)])
    named = headings_of(sample[position], width)[: max(table.width, _named(sample[position]))]
    return described(table, file.stem, named, position + 1 + skipped, [[a.packed(), b.packed()] for a, b in notes])


def _says_something(cell: str) -> bool:
    """In a file of nothing but delimiters none of them proves to be one: they stand in its cells."""
    return any(letter not in DELIMITERS and not letter.isspace() and letter != "\ufeff" for letter in cell)


def _named(cells: list[str]) -> int:
    """How many columns the headings name: the empty ones at the end are no columns unless something stands in them."""
    return max((at + 1 for at, cell in enumerate(cells) if cell.strip()), default=0)


def fit(rows: list[list[str]], width: int, problems: dict[int, str]) -> list[list[str]]:
    """Rows of exactly `width` cells; what does not fit is said in `problems`. A blank line is a blank row."""
    for at, cells in enumerate(rows):
        if len(cells) == width:
            continue
        surplus = [cell for cell in cells[width:] if cell.strip()]
        if (len(cells) < width and cells) or surplus:
            said = f"{len(cells)} cells under {width} headings"
            if surplus:
                said += f"; without a heading: {' · '.join(surplus)[:SURPLUS]}"
            problems[at] = "; ".join(filter(None, (problems.get(at), said)))
        rows[at] = cells[:width] + [""] * (width - len(cells))
    return rows


def _same_width(rows: list[list[str]], width: int, header_row: int) -> None:
    """Refusal when most rows have more cells than there are headings: then nobody knows which heading is over which cell."""
    filled = [cells for cells in rows if any(cells)]
    longer = [cells for cells in filled if any(cell.strip() for cell in cells[width:])]
    if longer and 2 * len(longer) > len(filled):
        raise Refusal(
            Said(N_("it has {n} headings, and rows of {more} cells below them."), n=width, more=len(longer[0])),
            Said(N_("Add the missing heading, or name the row in which the headings are.")),
            row(header_row),
        )


def _delimiter(text: io.TextIOBase, asked: str | None, codec: str) -> tuple[str, bool]:
    """What stands between cells, and whether the first line only says so, as some spreadsheet programs write it."""
    if asked is not None and len(asked) != 1:
        raise Refusal(Said(N_("a delimiter is one letter.")), Said(N_("Name a comma, a semicolon, a tab or a bar.")))
    try:
        lines = list(islice(text, SAMPLE))
    except UnicodeDecodeError as problem:
        raise not_in(codec, 1) from problem
    if lines and (stated := lines[0].strip().lower().removeprefix("sep=")) != lines[0].strip().lower():
        return asked or (stated if len(stated) == 1 else "\t"), True
    return asked or max(DELIMITERS, key=lambda each: _evidence(lines, each)), False


def _evidence(lines: list[str], delimiter: str) -> tuple[float, int]:
    """How sure this delimiter is: the share of rows that have the usual number of cells, then that number."""
    try:
        widths = Counter(len(cells) for cells in csv.reader(lines, delimiter=delimiter) if any(cells))
    except csv.Error:
        return 0.0, 0
    several = {width: count for width, count in widths.items() if width > 1}
    if not several:
        return 0.0, 0
    width = max(several, key=lambda each: (several[each], each))
    return round(several[width] / widths.total(), 1), width
