"""Excel workbook: Seizures, Codebook, About, Sources. Every text is a text cell, whatever it starts with."""

from datetime import date
from pathlib import Path

import pyarrow as pa
import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from ..errors import ExportError
from ..language import _, direction
from ..vocabulary.writable import clean
from .about import About
from .codebook import codebook
from .rows import Rows, small_table, table

MOST_ROWS = 1_048_575  # of a sheet, below the header
MOST_CHARACTERS = 32_767  # of a cell, in UTF-16 units
FIRST_DAY = date(1900, 3, 1)  # Excel counts a 29 February 1900 that never was: older dates stay text
SPARING_ROWS = 20_000  # from here on rows go to disk one by one instead of through a table of shared strings
BATCH_ROWS = 5_000
NARROW, WIDE = 8, 48


def write_xlsx(rows: Rows, about: About, path: Path) -> None:
    """Sheet Seizures has one row per row under a frozen header of field names, and three sheets that explain it.

    A cell is a date only when the day is known; numbers are numbers; nothing is a formula or a link. Sheets run from
    the right in Arabic. Raises ExportError for more rows, or a longer text, than a sheet can hold.
    """
    refuse_too_many(len(rows))
    sparing = len(rows) > SPARING_ROWS
    options = {
        "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "constant_memory": sparing,
        "tmpdir": str(path.parent),  # what it puts by goes to the same disk, and away with the folder
    }  # fmt: skip
    book = xlsxwriter.Workbook(path, options)
    book.set_properties({
        "title": _("Seizures"), "subject": clean(about.sentence) or "", "author": clean(about.publisher) or "",
        "comments": clean(about.citation) or "", "created": about.exported_at.replace(tzinfo=None),
    })  # fmt: skip
    formats = {
        "header": book.add_format({"bold": True, "bottom": 1, "bg_color": "#EEF1F4", "font_color": "#1B2733"}),
        "day": book.add_format({"num_format": "yyyy-mm-dd"}),
        "words": book.add_format({"text_wrap": True, "valign": "top"}),
    }
    _seizures(book.add_worksheet(_("Seizures")), rows, formats)
    _small(_sheet(book, _("Codebook")), 0, small_table(codebook()), formats)
    _about(_sheet(book, _("About")), about, formats)
    sources = _sheet(book, _("Sources"))
    next_row = _small(sources, 0, small_table(about.sources), formats)
    _small(sources, next_row + 1, small_table(about.releases), formats)
    book.close()


def refuse_too_many(rows: int) -> None:
    """Raises ExportError when a sheet cannot hold `rows` rows; none is ever left out in silence."""
    if rows > MOST_ROWS:
        raise ExportError(
            _(
                "An Excel sheet holds {most} rows, the selection has {rows}. Narrow the filter or take CSV, "
                "GeoPackage or Parquet.",
                most=f"{MOST_ROWS:,}",
                rows=f"{rows:,}",
            )
        )


def _sheet(book: xlsxwriter.Workbook, name: str) -> Worksheet:
    sheet = book.add_worksheet(name)
    if direction() == "rtl":
        sheet.right_to_left()
    return sheet


def _seizures(sheet: Worksheet, rows: Rows, formats: dict) -> None:
    if direction() == "rtl":
        sheet.right_to_left()
    sheet.freeze_panes(1, 1)
    at = 1
    for block in map(table, rows):
        if at == 1:
            _head(sheet, block, len(rows), formats)
        for batch in block.to_batches(max_chunksize=BATCH_ROWS):
            for row in batch.to_pylist():
                for place, (name, value) in enumerate(row.items()):
                    _cell(sheet, at, place, _day(value) if name == "seized_on" else value, formats)
                at += 1


def _head(sheet: Worksheet, first: pa.Table, rows: int, formats: dict) -> None:
    for place, width in enumerate(_widths(first)):
        sheet.set_column(place, place, width)
    for place, name in enumerate(first.column_names):
        sheet.write_string(0, place, name, formats["header"])
    sheet.autofilter(0, 0, rows, first.num_columns - 1)


def _cell(sheet: Worksheet, row: int, place: int, value: object, formats: dict) -> None:
    if value is None:
        return
    if isinstance(value, int | float):
        sheet.write_number(row, place, value)
    elif isinstance(value, date) and value >= FIRST_DAY:
        sheet.write_datetime(row, place, value, formats["day"])
    else:
        sheet.write_string(row, place, fitting(str(value), row, place))


def _day(text: str | None) -> date | str | None:
    """The day that `text` names in full; "2021-09" and "2021" stay text, for nobody knows their day."""
    return date.fromisoformat(text) if text and len(text) == len("2021-09-17") else text


def fitting(text: str, row: int, place: int) -> str:
    # The writer would cut in silence and Excel counts in UTF-16, so an emoji is two.
    if len(text) * 2 > MOST_CHARACTERS and len(text.encode("utf-16-le")) // 2 > MOST_CHARACTERS:
        raise ExportError(
            _(
                "Row {row} holds a text in column {place} that is longer than the {most} characters of an Excel cell. "
                "Take CSV, GeoPackage or Parquet.",
                row=row,
                place=place + 1,
                most=f"{MOST_CHARACTERS:,}",
            )
        )
    return text


def _about(sheet: Worksheet, about: About, formats: dict) -> None:
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, 1, 90)
    at = 0
    for _key, label, text in about.lines():
        sheet.write_string(at, 0, clean(label) or "", formats["header"])
        sheet.write_string(at, 1, fitting(clean(text) or "", at, 1), formats["words"])
        at += 1
    _small(sheet, at + 1, small_table(about.totals), formats, widths=False)


def _small(sheet: Worksheet, top: int, small: pa.Table, formats: dict, widths: bool = True) -> int:
    """Writes `small` with its header at row `top`; gives the row after the last."""
    if widths and top == 0:
        for place, width in enumerate(_widths(small)):
            sheet.set_column(place, place, width)
    for place, name in enumerate(small.column_names):
        sheet.write_string(top, place, name, formats["header"])
    for at, row in enumerate(small.to_pylist(), start=top + 1):
        for place, value in enumerate(row.values()):
            _cell(sheet, at, place, value, formats)
    return top + 1 + small.num_rows


def _widths(rows: pa.Table) -> list[int]:
    """Wide enough for the header and for the first rows, within reason."""
    first = rows.slice(0, 200).to_pydict()
    longest = (
        max([len(name) + 3, *(len(str(value)) for value in values if value is not None)])
        for name, values in first.items()
    )
    return [min(max(length + 1, NARROW), WIDE) for length in longest]
