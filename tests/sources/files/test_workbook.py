"""A workbook gives the same text as the table that it was made of, whichever program wrote it."""

import io
from datetime import date, datetime, time

import openpyxl
import pytest
import xlsxwriter
from hypothesis import example, given, settings
from hypothesis import strategies as st

from monitoring.sources.files.limits import Limits
from monitoring.sources.files.workbook_rows import Row, Serials, number_text

HEADINGS = ("country", "day", "amount")
TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), max_size=12)
CELL = st.one_of(
    st.none(), TEXT, st.integers(-(10**15), 10**15), st.floats(-1e12, 1e12).map(lambda number: float(f"{number:.12g}")),
    st.dates(date(1900, 3, 1), date(9999, 12, 31)),
)  # fmt: skip
TABLE = st.lists(st.lists(CELL, min_size=3, max_size=3), max_size=6)


def by_xlsxwriter(rows, **options) -> bytes:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"strings_to_formulas": False, "strings_to_urls": False} | options) as book:
        page, day = book.add_worksheet("Table"), book.add_format({"num_format": "[$-409]d mmm yyyy;@"})
        page.write_row(0, 0, HEADINGS)
        for number, cells in enumerate(rows, start=1):
            for at, value in enumerate(cells):
                if isinstance(value, date):
                    page.write_datetime(number, at, datetime(value.year, value.month, value.day), day)
                elif isinstance(value, str):
                    page.write_string(number, at, value)
                elif value is not None:
                    page.write_number(number, at, value)
    return file.getvalue()


def by_openpyxl(rows) -> bytes:
    book = openpyxl.Workbook()
    book.active.append(HEADINGS)
    for number, cells in enumerate(rows, start=2):
        for at, value in enumerate(cells, start=1):
            if value not in (None, ""):
                cell = book.active.cell(number, at)
                cell.value = value
                if isinstance(value, str):
                    cell.data_type = "s"
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def said(value: object) -> str:
    """A value as the reader says it: whole numbers without a point, days in ISO 8601."""
    if value is None:
        return ""
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 2**53 else repr(value)
    return value.isoformat() if isinstance(value, date) else str(value)


def _rows(rows) -> list[list[str]]:
    found = [[said(value) for value in cells] for cells in rows]
    while found and not any(found[-1]):
        found.pop()
    return found


@given(TABLE)
@example([["NA", date(2014, 5, 6), 0.1], ["_x0041_", None, 10**15], [" x ", date(1900, 3, 1), -0.0]])
@settings(max_examples=60, deadline=None)
def test_what_xlsxwriter_writes_is_read(read_here, cells_of, rows):
    (sheet,) = read_here(by_xlsxwriter(rows), "a.xlsx", header_row=1).sheets
    got = [["0" if cell == "-0" else cell for cell in cells] for cells in cells_of(sheet)]
    assert got == _rows(rows)
    assert sheet.headings == HEADINGS


@given(TABLE)
@settings(max_examples=40, deadline=None)
def test_what_openpyxl_writes_is_read(read_here, cells_of, rows):
    (sheet,) = read_here(by_openpyxl(rows), "a.xlsx", header_row=1).sheets
    assert cells_of(sheet) == _rows(rows)


MOMENT = st.datetimes(datetime(1900, 3, 1), datetime(9999, 12, 31)).map(lambda moment: moment.replace(microsecond=0))
ERRORS = ("#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!")
# "_x" is left out: we read _x0041_ as the letter that it stands for, and openpyxl leaves it.
SHOWN = TEXT.filter(lambda text: text and "_x" not in text)
WRITTEN = st.one_of(
    st.none(), SHOWN, st.booleans(), st.sampled_from(ERRORS).map(lambda error: ("error", error)),
    st.tuples(st.just("rich"), SHOWN, SHOWN), st.tuples(st.just("formula"), SHOWN | st.booleans() | st.integers(-99, 99)),
    st.integers(-(10**18), 10**18), st.floats(allow_nan=False, allow_infinity=False), MOMENT, MOMENT.map(datetime.date),
    st.times().map(lambda time: time.replace(microsecond=0)),
)  # fmt: skip


def of_all_kinds(rows, **options) -> bytes:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"strings_to_formulas": False, "strings_to_urls": False} | options) as book:
        page, bold = book.add_worksheet("Table"), book.add_format({"bold": True})
        formats = {datetime: "yyyy-mm-dd hh:mm:ss", date: "dd/mm/yyyy", time: "hh:mm:ss"}
        styles = {kind: book.add_format({"num_format": code}) for kind, code in formats.items()}
        page.write_row(0, 0, HEADINGS)
        for number, cells in enumerate(rows, start=1):
            for at, value in enumerate(cells):
                match value:
                    case None:
                        pass
                    case ("error", error):
                        page.write_formula(number, at, "=1/0", None, error)
                    case ("rich", first, second):
                        page.write_rich_string(number, at, first, bold, second)
                    case ("formula", result):
                        page.write_formula(number, at, "=A1", None, result)
                    case bool():
                        page.write_boolean(number, at, value)
                    case datetime() | date() | time():
                        page.write_datetime(number, at, value, styles[type(value)])
                    case str():
                        page.write_string(number, at, value)
                    case _:
                        page.write_number(number, at, value)
    return file.getvalue()


def as_openpyxl_reads(content: bytes) -> list[list[str]]:
    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    rows = [[_said_of(cell.value) for cell in row] for row in book.active.iter_rows(min_row=2)]
    rows = [row + [""] * (len(HEADINGS) - len(row)) for row in rows]
    while rows and not any(rows[-1]):
        rows.pop()
    return rows


def _said_of(value: object) -> str:
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, datetime):
        return value.isoformat(" ").removesuffix(" 00:00:00")
    return said(float(value)) if isinstance(value, int) else said(value)


@pytest.mark.parametrize(
    "options", [{}, {"constant_memory": True}, {"date_1904": True}], ids=["shared", "inline", "1904"]
)
@given(rows=st.lists(st.lists(WRITTEN, min_size=3, max_size=3), max_size=6))
@settings(max_examples=60, deadline=None)
def test_every_kind_of_cell_is_read_as_openpyxl_reads_it(read_here, cells_of, rows, options):
    if "date_1904" in options:
        rows = [[None if _not_of_1904(value) else value for value in cells] for cells in rows]
    content = of_all_kinds(rows, **options)
    (sheet,) = read_here(content, "a.xlsx", header_row=1).sheets
    got = [["0" if cell == "-0" else cell for cell in cells] for cells in cells_of(sheet)]
    expected = as_openpyxl_reads(content)
    assert got == expected
    faulty = [any(cell in ERRORS for cell in cells) for cells in expected]
    assert [bool(problem) for problem in sheet.head(99)["problem"].to_pylist()] == faulty


def _not_of_1904(value: object) -> bool:
    # There 0 is a day: a time alone is read as a time of 1 January 1904, where openpyxl says a time.
    return isinstance(value, time) or (isinstance(value, date) and value.year < 1904)


@given(st.dates(date(1904, 1, 1), date(9999, 12, 31)))
@settings(max_examples=40, deadline=None)
def test_days_are_the_same_in_both_systems(day):
    serial = (day - date(1899, 12, 30)).days
    row = Row(1, [])
    if serial > 60:
        assert Serials(1900).text(str(serial), row, "A1")[0] == day.isoformat()
    assert Serials(1904).text(str((day - date(1904, 1, 1)).days), row, "A1")[0] == day.isoformat()
    assert not row.problem


def test_days_before_march_1900_and_times_are_as_a_spreadsheet_shows_them():
    serials, row = Serials(1900), Row(1, [])
    assert serials.text("1", row, "A1")[0] == "1900-01-01"
    assert serials.text("59", row, "A1")[0] == "1900-02-28"
    assert serials.text("61", row, "A1")[0] == "1900-03-01"
    assert serials.text("0.5", row, "A1")[0] == "12:00:00"
    assert serials.text("41765.9999999", row, "A1")[0] == "2014-05-06 23:59:59.991"
    assert serials.text("41765.99999999999", row, "A1")[0] == "2014-05-07"


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_keeps_every_digit(number):
    row = Row(1, [])
    assert float(number_text(repr(number), row, "A1")) == number
    assert not row.problem


@given(st.lists(st.tuples(st.integers(0, 5000), st.integers(0, 255)), min_size=1, max_size=6))
@settings(max_examples=150, deadline=None)
def test_a_damaged_workbook_is_read_or_refused(read_here, changes):
    content = bytearray(DAMAGED)
    for at, byte in changes:
        content[at % len(content)] = byte
    read_here(bytes(content), "a.xlsx")


DAMAGED = by_xlsxwriter([["a", date(2014, 5, 6), 1.5], ["b", None, 2]])


@pytest.mark.parametrize("rows", [1500, 25_000])
def test_rows_beyond_a_limit_are_refused_with_the_number(read_here, rows):
    content = by_xlsxwriter([["a", None, at] for at in range(rows)], constant_memory=True)
    assert "rows" in read_here(content, "a.xlsx", Limits(rows=1000))
    opened = read_here(content, "a.xlsx")
    assert opened.sheets[0].rows == rows
    assert opened.sheets[0].cell_types == ("text", "text", "number")


def test_blank_rows_between_are_counted_as_in_a_text_table(read_here):
    rows = [["a", None, 1], *[[None] * 3] * 5, ["b", None, 2]]
    (sheet,) = read_here(by_xlsxwriter(rows), "a.xlsx").sheets
    assert sheet.head()["row"].to_pylist() == [2, 3, 4, 5, 6, 7, 8]
