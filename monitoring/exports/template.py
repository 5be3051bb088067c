"""Our own workbook with linked sheets: empty, to be filled in; or filled from the record, complete to the last column.

What it holds is said once, in vocabulary.template. Dates and references are text cells: Excel would make a day of "2021-09"
and 7 of "007".
"""

from collections.abc import Mapping, Sequence
from itertools import zip_longest
from pathlib import Path

import pandas as pd
import xlsxwriter
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from ..language import N_, _, direction, language
from ..vocabulary.choices import choices
from ..vocabulary.template import LINK, SEIZURES, SHEETS, SOURCE_HEADINGS, SOURCE_ROWS, Column, Sheet
from ..vocabulary.writable import clean
from .about import About
from .rows import plain
from .xlsx import SPARING_ROWS, fitting, refuse_too_many

FORM_ROWS = 20_000  # rows below the headings that have lists and hints
LONGEST_HINT = 255  # of Excel
INSTRUCTIONS = (
    N_("1. Answer the questions on the sheet Source: who made the table is needed, the rest helps."),
    N_("2. Sheet Seizures: one row for each seizure, with a reference of your own that no other row has."),
    N_("3. Sheet Drugs: one row for each drug of a seizure. Repeat the reference: it links the sheets."),
    N_("4. Sheets Legs and Arrests: one row for each country on the way, and for each nationality of the people arrested. "
       "A sheet that you do not need may stay empty or be deleted."),
    N_("5. Save the file as .xlsx and import it on the page Data, or with: drugs-monitor import FILE.xlsx"),
    N_("Headings in dark must be filled in. What is not known stays empty: never write 0, - or unknown for it."),
    N_("Dates are text: 2021-09-17 for a day, 2021-09 when only the month is known, 2021 when only the year is."),
    N_("Quantities stay as reported, in the unit of the report. The program makes kilograms, litres and pieces of them, never one "
       "of another."),
    N_("Where a cell has a list, choose from it. A drug, a unit or a country may also be written: a word that nobody has read "
       "yet waits for a person, and the row is not lost."),
    N_("Columns may be moved and left out, rows may be left blank. Do not change the small grey names under the headings."),
    N_("A row that cannot be read is not imported; you are told its sheet, row, column, value, the reason and what to do. Then "
       "correct it and import the file again: rows that are there already are not taken twice."),
    N_("There are no example rows: everything below the headings is read. Examples are on the sheet Column guide."),
)  # fmt: skip
FROM_RECORD = N_("This workbook was filled from the record. Imported again as it is, it changes nothing.")
GUIDE = (N_("Sheet"), N_("Column"), N_("Name"), N_("Meaning"), N_("Unit"), N_("Empty means"), N_("Example"))
_CLOSED = N_("Please choose from the list.")
_OPEN = N_("This is not in the list. It is read if it is a known spelling; otherwise it waits for a person.")
_REPEATED = N_("Another row has this reference already.")
_UNLINKED = N_("The sheet Seizures has no row with this reference.")
_LOW, _HIGH = {"lat": -90, "lon": -180}, {"lat": 90, "lon": 180, "purity_pct": 100}


def write_template(path: Path) -> None:
    """An empty form: Instructions, Seizures, Drugs, Legs, Arrests, Source, Column guide, Lists, in the language in use."""
    _Book(path, {}, None).write()


def write_linked(tables: Mapping[str, pd.DataFrame], about: About, path: Path) -> None:
    """The same workbook filled: `tables` has a frame for each sheet of vocabulary.template, columns as there, codes as codes.

    No column of the record is left out, so that an import of the file gives the same seizures in every field.
    Raises ExportError for more rows, or a longer text, than a sheet can hold.
    """
    for frame in tables.values():
        refuse_too_many(len(frame))
    _Book(path, tables, about).write()


class _Book:
    def __init__(self, path: Path, tables: Mapping[str, pd.DataFrame], about: About | None):
        self._tables, self._about = tables, about
        options = {
            "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "tmpdir": str(path.parent),
            "constant_memory": max(map(len, tables.values()), default=0) > SPARING_ROWS,
        }  # fmt: skip
        self._book = xlsxwriter.Workbook(path, options)
        title = {"title": _("Workbook for seizures"), "comments": "drugs-monitor template, " + language()}
        self._book.set_properties(title | ({"created": about.exported_at.replace(tzinfo=None)} if about else {}))
        self._formats = {name: self._book.add_format(said) for name, said in _FORMATS.items()}
        self._sheets = [sheet for sheet in SHEETS if about or not sheet.record]
        self._ranges: dict[str, str] = {}
        self._last = max(FORM_ROWS, *map(len, tables.values())) if tables else FORM_ROWS  # row that has lists and hints

    def write(self) -> None:
        self._instructions(self._sheet(_("Instructions")))
        pages = [(self._sheet(_(sheet.title)), sheet) for sheet in self._sheets]
        self._source(self._sheet(_("Source")))
        self._guide(self._sheet(_("Column guide")))
        self._lists(self._sheet(_("Lists")))
        for page, sheet in pages:
            self._data(page, sheet)
        pages[0][0].activate()
        self._book.close()

    def _sheet(self, name: str) -> Worksheet:
        sheet = self._book.add_worksheet(name)
        if direction() == "rtl":
            sheet.right_to_left()
        return sheet

    def _columns(self, sheet: Sheet) -> list[Column]:
        return [column for column in sheet.columns if self._about or not column.record]

    def _instructions(self, page: Worksheet) -> None:
        page.set_column(0, 0, 110)
        page.hide_gridlines(2)
        page.write_string(0, 0, _("Workbook for seizures"), self._formats["title"])
        about = (
            [_(FROM_RECORD), *(f"{label}: {text}" for _key, label, text in self._about.lines())] if self._about else []
        )
        for at, text in enumerate([_(line) for line in INSTRUCTIONS] + about, start=2):
            page.write_string(at, 0, fitting(clean(text) or "", at, 0), self._formats["words"])

    def _data(self, page: Worksheet, sheet: Sheet) -> None:
        columns, frame = self._columns(sheet), self._tables.get(sheet.name)
        page.set_row(0, 34)
        page.freeze_panes(1, 1)
        for place, column in enumerate(columns):
            kept = None if column.kind in ("number", "integer") else self._formats["text"]
            page.set_column(place, place, column.width, kept)
            page.write_rich_string(0, place, *self._heading(column))
            rule = self._rule(sheet, place, column)
            if rule:
                page.data_validation(1, place, self._last, place, rule | _hint(column))
        page.autofilter(0, 0, 0 if frame is None else len(frame), len(columns) - 1)
        if frame is not None:
            self._rows(page, columns, frame)

    def _heading(self, column: Column) -> list[object]:
        look = "needed" if column.needed else "record" if column.record else "heading"
        return [self._formats["bold_" + look], _(column.title), self._formats["small_" + look], "\n" + column.name,
                self._formats[look]]  # fmt: skip

    def _rows(self, page: Worksheet, columns: Sequence[Column], frame: pd.DataFrame) -> None:
        text = self._formats["text"]
        named = [choices(column.choices) if column.choices and column.kind == "code" else {} for column in columns]
        cells = zip(*(frame[column.name].tolist() for column in columns))
        for at, row in enumerate(cells, start=1):  # by rows: what is written sparingly cannot go back to one
            for place, (column, words, found) in enumerate(zip(columns, named, row)):
                value = plain(found)
                if isinstance(value, int | float) and column.kind in ("number", "integer"):
                    page.write_number(at, place, value)
                elif value is not None:
                    # A unit stays in the words of its source: the list is only for choosing.
                    shown = str(value) if column.choices == "unit" else words.get(str(value), str(value))
                    page.write_string(at, place, fitting(shown, at, place), text)

    def _rule(self, sheet: Sheet, place: int, column: Column) -> dict[str, object]:
        """What Excel lets into the cells of a column, and what it says about the rest."""
        name = xl_col_to_name(place)
        if sheet is SEIZURES and column.name == LINK:
            once = f"=COUNTIF(${name}$2:${name}${self._last + 1},{name}2)=1"
            return {"validate": "custom", "value": once, "error_message": _(_REPEATED)}
        if column.choices == LINK:
            link = f"='{_(SEIZURES.title)}'!$A$2:$A${self._last + 1}"
            return _listed(link, _UNLINKED, "warning")
        if column.choices:
            return _listed(
                self._ranges[column.choices],
                _CLOSED if column.closed else _OPEN,
                "stop" if column.closed else "warning",
            )
        if column.kind == "integer":
            return {"validate": "integer", "criteria": ">=", "value": 1}
        if column.kind == "number":
            low, high = _LOW.get(column.name, 0), _HIGH.get(column.name)
            if high is None:
                return {"validate": "decimal", "criteria": ">=", "value": low}
            return {"validate": "decimal", "criteria": "between", "minimum": low, "maximum": high}
        return {"validate": "any"}

    def _source(self, page: Worksheet) -> None:
        page.freeze_panes(1, 0)
        for place, (heading, width) in enumerate(zip(SOURCE_HEADINGS, (48, 60, 14, 48), strict=True)):
            page.set_column(place, place, width)
            page.write_string(0, place, _(heading), self._formats["plain_heading"])
        told = {"producer": self._about.publisher, "title": self._about.sentence, "edition": self._about.data_version,
                "citation": self._about.citation} if self._about else {}  # fmt: skip
        for at, (name, question, empty) in enumerate(SOURCE_ROWS, start=1):
            cells = (_(question), clean(told.get(name, "")) or "", name, _(empty))
            for place, text in enumerate(cells):
                page.write_string(at, place, fitting(text, at, place), self._formats["words"])

    def _guide(self, page: Worksheet) -> None:
        page.freeze_panes(1, 2)
        for place, (heading, width) in enumerate(zip(GUIDE, (14, 24, 20, 70, 8, 44, 24), strict=True)):
            page.set_column(place, place, width)
            page.write_string(0, place, _(heading), self._formats["plain_heading"])
        listed = [(sheet, column) for sheet in self._sheets for column in self._columns(sheet)]
        for at, (sheet, column) in enumerate(listed, start=1):
            cells = (_(sheet.title), _(column.title), column.name, _(column.description), column.unit, _(column.empty),
                     _example(column))  # fmt: skip
            for place, text in enumerate(cells):
                page.write_string(at, place, text, self._formats["words"])

    def _lists(self, page: Worksheet) -> None:
        """Every list in a column of its own, and beside each the codes; other sheets refer to them by a defined name."""
        page.freeze_panes(1, 0)
        wanted = dict.fromkeys(
            column.choices for sheet in self._sheets for column in self._columns(sheet)
            if column.choices and column.choices != LINK
        )  # fmt: skip
        listed = {name: list(choices(name).items()) for name in wanted}
        for at, (name, words) in enumerate(listed.items()):
            place = 2 * at
            page.set_column(place, place, min(max(len(shown) for _code, shown in words) + 2, 40))
            page.set_column(place + 1, place + 1, 18, self._formats["grey"])
            page.write_string(0, place, _(LIST_TITLES[name]), self._formats["plain_heading"])
            page.write_string(0, place + 1, name, self._formats["plain_heading"])
            column = xl_col_to_name(place)
            sheet = page.get_name().replace("'", "''")
            self._book.define_name(f"list_{name}", f"='{sheet}'!${column}$2:${column}${len(words) + 1}")
            self._ranges[name] = f"=list_{name}"
        for row, beside in enumerate(zip_longest(*listed.values()), start=1):
            for place, (code, shown) in ((2 * at, word) for at, word in enumerate(beside) if word):
                page.write_string(row, place, shown)
                page.write_string(row, place + 1, code, self._formats["grey"])


LIST_TITLES = {
    column.choices: column.title for sheet in SHEETS for column in sheet.columns if column.choices not in (None, LINK)
}  # fmt: skip
_HEAD = {"valign": "top", "text_wrap": True, "bottom": 1}
_DARK, _LIGHT, _GREY = {"bg_color": "#1F4E79"}, {"bg_color": "#EEF1F4"}, {"bg_color": "#F5F5F5"}
_FORMATS: dict[str, dict[str, object]] = {
    "title": {"bold": True, "font_size": 16},
    "words": {"text_wrap": True, "valign": "top"},
    "text": {"num_format": "@"},
    "grey": {"font_color": "#6B7680"},
    "plain_heading": {"bold": True, "font_color": "#1B2733", **_LIGHT, **_HEAD},
    "needed": _DARK | _HEAD,
    "bold_needed": {"bold": True, "font_color": "#FFFFFF"},
    "small_needed": {"font_size": 8, "font_color": "#D6E4F0"},
    "heading": _LIGHT | _HEAD,
    "bold_heading": {"bold": True, "font_color": "#1B2733"},
    "small_heading": {"font_size": 8, "font_color": "#6B7680"},
    "record": _GREY | _HEAD,
    "bold_record": {"font_color": "#6B7680"},
    "small_record": {"font_size": 8, "font_color": "#6B7680"},
}


def _listed(source: str, message: str, style: str) -> dict[str, object]:
    return {"validate": "list", "source": source, "error_message": _(message), "error_type": style}


def _hint(column: Column) -> dict[str, object]:
    """The words that Excel shows beside a chosen cell."""
    said = _("{description} Empty: {empty}", description=_(column.description), empty=_(column.empty))
    short = said if len(said) <= LONGEST_HINT else said[: LONGEST_HINT - 1] + "…"
    return {"input_title": _(column.title)[:32], "input_message": short}


def _example(column: Column) -> str:
    """The example in the words of the list that the column is filled from."""
    if column.kind != "code" or not column.example or column.choices == "unit":
        return column.example
    return choices(str(column.choices))[column.example]
