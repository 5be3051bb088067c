"""The rows of a file that could not be taken, as a workbook: corrected in its cells, it can be imported by itself.

A workbook and not a CSV, whatever the file was: its cells are typed text, so that nothing in them runs as a formula and
nothing has to be put in front of them. The last column says why, and is left out when the workbook is read again.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import xlsxwriter

from ..language import _
from ..vocabulary.writable import clean

WHY = "⚠ "  # what the heading of the last column begins with, in every language
MOST_ROWS = 1_000_000  # on one sheet of a workbook
MOST_LETTERS = 32_767  # in one cell


@dataclass(frozen=True)
class Refused:
    """One refused row: where it stood, the column and value at fault (None for the whole row), why, its cells by heading."""

    row: int
    column: str | None
    value: str | None
    reason: str
    cells: Mapping[str, str]


def write_rejected(sheets: Mapping[str, tuple[Sequence[str], Iterable[Refused]]], target: Path) -> None:
    """Writes name of sheet -> (headings, rows) to `target` (.xlsx); ExportError as every export."""
    # With it come the map libraries, which an import without refusals need not wait for.
    from .formats import write_file

    write_file(target, lambda path: _workbook(sheets, path))


def _workbook(sheets: Mapping[str, tuple[Sequence[str], Iterable[Refused]]], path: Path) -> None:
    # No string becomes a formula, a link or a number: a cell comes back as it was read.
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(path, options) as book:
        bold, fault = book.add_format({"bold": True}), book.add_format({"bg_color": "#FBE3D6"})
        taken: set[str] = set()
        for name, (headings, rows) in sheets.items():
            _sheet(book.add_worksheet(_free(name, taken)), headings, rows, bold, fault)


def _sheet(sheet, headings: Sequence[str], rows: Iterable[Refused], bold, fault) -> None:
    why = WHY + _("why it was not taken (this column is not read)")
    for at, heading in enumerate([*headings, why]):
        sheet.write_string(0, at, clean(heading) or "", bold)
    sheet.freeze_panes(1, 0)
    for line, refused in enumerate(rows, start=1):
        if line > MOST_ROWS:
            break
        for at, heading in enumerate(headings):
            cell = clean(refused.cells.get(heading) or "")
            if cell:
                sheet.write_string(line, at, cell[:MOST_LETTERS], fault if heading == refused.column else None)
        where = _("row {n}", n=refused.row)
        column = f", {refused.column}" if refused.column else ""
        sheet.write_string(line, len(headings), (clean(f"{where}{column}: {refused.reason}") or "")[:MOST_LETTERS])


def _free(name: str, taken: set[str]) -> str:
    """A name that a workbook takes for a sheet, and that none before it has."""
    plain = "".join("_" if letter in "[]:*?/\\'" else letter for letter in (clean(name) or "")).strip()[:28] or "rows"
    found, count = plain, 1
    while found.lower() in taken:
        count += 1
        found = f"{plain[:25]} {count}"
    taken.add(found.lower())
    return found
