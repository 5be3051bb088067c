"""The days of rows: from one column of dates, or from columns of years, fiscal years, months and days."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from ....vocabulary.lookup import says_nothing
from ...columns.calendars import FIRST, LAST, month_span
from ...columns.date_parts import take_apart
from ...columns.dates import DateStyle, ReadDate, month_of, read_date, weekday_of
from ...columns.plain import plain
from ...distinct import Distinct
from ...table import Unreadable
from .cells import Cells, spread, together
from .findings import Findings

Read = tuple[np.ndarray, list[ReadDate | None]]  # a code for each row, and what each code means
PARTS = ("fiscal_year", "year", "month", "day")
_YEAR = re.compile(r"(?<!\d)(\d{4})(?:\s*[-/]\s*(\d{4}|\d{2}))?(?!\d)")
_SHORT = re.compile(r"FY\s*'?(\d{2})(?!\d)", re.IGNORECASE)


@dataclass(frozen=True)
class Days:
    """Of each row; None on rows that are refused. `reported`: as far as it is known, in ISO 8601."""

    first: np.ndarray
    last: np.ndarray
    precision: np.ndarray
    calendar: np.ndarray
    reported: np.ndarray


def days_of(cells: Cells, style: DateStyle, findings: Findings) -> Days:
    """The days of every row; a row without one is refused with its column and the reason."""
    column = cells.of("date")
    codes, found = (
        _from_parts(cells, style, findings) if column is None else _from_dates(cells, column, style, findings)
    )
    return Days(
        *(
            spread(codes, [None if each is None else getattr(each, name) for each in found])
            for name in ("first", "last", "precision", "calendar", "iso")
        )
    )


def _from_dates(cells: Cells, column: tuple[str, Distinct], style: DateStyle, findings: Findings) -> Read:
    heading, dates = column
    found: list[ReadDate | None] = []
    faults: dict[int, str] = {}
    doubts: dict[int, str] = {}
    for code, word in enumerate(dates.words):
        try:
            if says_nothing("date", word):
                raise Unreadable(heading, word, "is empty: a row without a date cannot be found again")
            read = read_date(word, style, column=heading)
            found.append(read)
            if read.doubt:
                doubts[code] = read.doubt
        except Unreadable as problem:
            found.append(None)
            faults[code] = problem.reason
    findings.refuse_words(heading, dates, faults)
    findings.doubt_words(heading, "date", dates, doubts)
    weekdays = cells.of("weekday")
    if weekdays is not None:
        _compare_weekdays(dates, found, weekdays, findings)
    return dates.codes, found


def _compare_weekdays(
    dates: Distinct, found: Sequence[ReadDate | None], weekdays: tuple[str, Distinct], findings: Findings
) -> None:
    heading, said = weekdays
    for at in np.flatnonzero(_differ(dates, found, said)):
        word = said.words[said.codes[at]]
        findings.doubt(int(at), heading, word, "weekday", "is another day of the week than that of the date")


def _differ(dates: Distinct, found: Sequence[ReadDate | None], said: Distinct) -> np.ndarray:
    named = np.array([-1 if (day := weekday_of(word)) is None else day for word in said.words])[said.codes]
    known = [each.first.weekday() if each and each.precision == "day" else -1 for each in found]
    ours = np.array(known)[dates.codes]
    return (named >= 0) & (ours >= 0) & (named != ours)


def _from_parts(cells: Cells, style: DateStyle, findings: Findings) -> Read:
    """Years and months in columns of their own; the distinct combinations are read once each."""
    columns = {name: column for name in PARTS if (column := cells.of(name)) is not None}
    if not columns:
        for each in range(len(cells)):
            findings.refuse(each, "", "", "has no date: no column of the mapping is one")
        return np.zeros(len(cells), dtype=np.int64), [None]
    codes, sets = together(*(each[1] for each in columns.values()))
    found: list[ReadDate | None] = []
    faults: dict[int, tuple[str, str, str]] = {}
    for code, words in enumerate(sets):
        said = dict(zip(columns, (plain(word) for word in words)))
        try:
            found.append(_combined(said, style, cells.mapping.fiscal_year_start))
        except Unreadable as problem:
            found.append(None)
            heading, _cells = columns.get(problem.column, next(iter(columns.values())))
            faults[code] = (heading, dict(zip(columns, words)).get(problem.column, problem.value), problem.reason)
    for at in np.flatnonzero(np.isin(codes, list(faults))) if faults else ():
        findings.refuse(int(at), *faults[int(codes[at])])
    return codes, found


def _combined(said: dict[str, str], style: DateStyle, starts: int) -> ReadDate:
    """Unreadable names the field at fault."""
    if "fiscal_year" in said and not said.get("year"):
        return _fiscal(said, style, starts)
    year = said.get("year", "")
    if says_nothing("date", year):
        raise Unreadable("year", year, "is empty: a row without a year cannot be found again")
    month = said.get("month", "")
    if says_nothing("date", month):
        return read_date(year, style, column="year")
    whole = re.fullmatch(r"(\d{4})(?:\.0+)?", year)
    if whole is None:
        raise Unreadable("year", year, "is not a year")
    day = said.get("day", "").removesuffix(".0")
    day = "" if says_nothing("date", day) else day
    number = _month(month, int(whole[1]))
    if number is None:
        return read_date(f"{whole[1]} {month}", style, column="month")  # a quarter, a half of the year
    return read_date(
        f"{whole[1]}-{number:02d}" + (f"-{day.zfill(2)}" if day else ""), style, column="day" if day else "month"
    )


def _month(text: str, year: int) -> int | None:
    """The number of a month by name or number; None for other words. Unreadable for a month of another calendar than the
    year's, such as Mordad 2019: nobody can tell which of the two is meant.
    """
    number = month_of(text.removesuffix(".0"))
    if number is None or text[:1].isdecimal():
        return number
    parts = take_apart(f"{text} {FIRST + 90}")
    hijri = parts is not None and parts.calendar in ("solar_hijri", "hijri")
    if hijri != (FIRST <= year <= LAST):
        raise Unreadable("month", text, f"is a month of another calendar than the year {year}")
    return number


def _fiscal(said: dict[str, str], style: DateStyle, starts: int) -> ReadDate:
    """A fiscal year is named after the year it ends in; with a month it is that month, without one the twelve months."""
    text = said["fiscal_year"]
    ends = fiscal_year(text)
    if ends is None:
        raise Unreadable("fiscal_year", text, "is not a fiscal year such as 2019, FY19 or 2018/19")
    month = said.get("month", "")
    before = starts > 1
    if says_nothing("date", month):
        first = date(ends - before, starts, 1)
        last = month_span("gregorian", ends, starts - 1 if before else 12)[1]
        return ReadDate(first, last, "year", "gregorian", f"{first}/{last}")
    number = _month(month, ends)
    if number is None:
        raise Unreadable("month", month, "is not a month")
    return read_date(f"{ends - (before and number >= starts)}-{number:02d}", style, column="month")


def fiscal_year(text: str) -> int | None:
    """The year in which a fiscal year ends: `2019`, `2026 (FYTD)`, `FY19`, `2018/19`."""
    found = _YEAR.search(text)
    if found is None:
        short = _SHORT.search(text)
        return 2000 + int(short[1]) if short else None
    if found[2] is None:
        return int(found[1]) if 1000 < int(found[1]) < 3000 else None
    ends = int(found[2]) if len(found[2]) == 4 else int(found[1][:2] + found[2])
    return ends if ends - int(found[1]) in (0, 1) else None
