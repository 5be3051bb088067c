"""Reading one date under the style of its column."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from ..table import Unreadable
from .calendars import FIRST, LAST, by_year, month_span, possible, to_gregorian, year_span
from .date_parts import Parts, take_apart
from .date_style import ORDERS, DateStyle, eight_digits, long_year, ordered, plausible

_OLDEST = 1000
_FIRST_SERIAL = 10_000  # 1927: fewer days are a serial number only where a workbook's cells are numbers


@dataclass(frozen=True)
class ReadDate:
    """The days that a cell may mean, both included, in the Gregorian calendar.

    `precision`: day, month or year (also for a quarter and for several years, whose days `first` and `last` give).
    `calendar`: the one it was written in. `iso`: as far as it is known, an interval where the months are not ours.
    `doubt`: why a person should look, None for no reason.
    """

    first: date
    last: date
    precision: str
    calendar: str
    iso: str
    doubt: str | None = None


def read_date(text: str, style: DateStyle, *, column: str = "") -> ReadDate:
    """The days that a cell means; Unreadable with the reason when it is no date or its order is not known.

    A day before 1900 or after today is read, with a doubt.
    """
    parts = take_apart(text)
    if parts is None:
        raise Unreadable(column, text, "is not a date")
    found = _read(parts, style, text, column)
    doubts = [*_doubts(found, parts, style)]
    return found if not doubts else ReadDate(
        found.first, found.last, found.precision, found.calendar, found.iso, "; ".join(doubts)
    )  # fmt: skip


def _doubts(found: ReadDate, parts: Parts, style: DateStyle) -> Iterator[str]:
    if found.first.year < 1900:
        yield "is before 1900"
    if found.first > style.today:
        yield f"is after the day of reading, {style.today}"
    if parts.weekday is not None and found.precision == "day" and found.first.weekday() != parts.weekday:
        yield "is another weekday than the cell says"
    if found.calendar != style.mostly:
        yield f"is of another calendar ({found.calendar}) than most of the column ({style.mostly})"


def _read(parts: Parts, style: DateStyle, text: str, column: str) -> ReadDate:
    try:
        return understood(parts, style)
    except OverflowError:
        raise Unreadable(column, text, "is not a day that can be counted") from None
    except ValueError as problem:
        raise Unreadable(column, text, str(problem)) from None


def understood(parts: Parts, style: DateStyle) -> ReadDate:
    """ValueError in words when the numbers make no day."""
    if parts.kind == "serial" or (parts.kind == "year" and not _OLDEST <= parts.year <= 2999):
        return _serial(parts.serial, style)
    if parts.kind == "triple":
        return _day(*_in_order(parts, style), parts, style)
    if parts.kind == "digits":
        year, month, day = eight_digits(parts.numbers[0], style.order)
        return _day(year, month, day, parts, style)
    year = long_year(parts.year, style.calendar, style.today) if parts.short_year else parts.year
    if parts.kind == "ymd":
        return _day(year, parts.month, parts.day, parts, style)
    calendar = _calendar_of(year, parts, style)
    if parts.kind == "month":
        first, last = month_span(calendar, year, _month(parts.month))
        return _span(first, last, "month", calendar, f"{first:%Y-%m}")
    last_year = parts.last_year or year
    if not 0 <= last_year - year <= 20:
        raise ValueError("is not a span of years")
    first, last = year_span(calendar, year)[0], year_span(calendar, last_year)[1]
    if parts.kind == "part":
        first, last = month_span(calendar, year, parts.month)[0], month_span(calendar, year, parts.last_month)[1]
    whole = parts.kind == "year"
    return _span(first, last, "year", calendar, f"{first:%Y}" if whole else f"{first}/{last}")


def _span(first: date, last: date, precision: str, calendar: str, iso: str) -> ReadDate:
    return ReadDate(first, last, precision, calendar, iso if calendar == "gregorian" else f"{first}/{last}")


def _in_order(parts: Parts, style: DateStyle) -> tuple[int, int, int]:
    """Year, month, day. Without an order only what can mean one day is read."""
    order = style.order
    if order == "ymd" and not parts.short_year:
        order = None  # the year is the last number: the column's order says nothing about the other two
    if order is not None:
        return ordered(parts, order, style.calendar, style.today)
    found = {day: each for each in ORDERS if (day := plausible(parts, each, style.calendar, style.today)) is not None}
    if len(found) != 1:
        raise ValueError("day and month cannot be told apart" if found else "is not a day of any order")
    return ordered(parts, next(iter(found.values())), style.calendar, style.today)


def _day(year: int, month: int, day: int, parts: Parts, style: DateStyle) -> ReadDate:
    calendar = _calendar_of(year, parts, style)
    _month(month)
    if not possible(calendar, year, month, day):
        raise ValueError(f"has no day {day} in month {month} of {year} ({calendar})")
    found = to_gregorian(calendar, year, month, day)
    return ReadDate(found, found, "day", calendar, found.isoformat())


def _calendar_of(year: int, parts: Parts, style: DateStyle) -> str:
    if not _OLDEST <= year <= 2999:
        raise ValueError(f"the year {year} is not one that is read")
    if parts.calendar and (parts.calendar == "gregorian" or FIRST <= year <= LAST):
        return parts.calendar
    if not FIRST <= year <= LAST:
        return "gregorian"
    found = style.calendar or by_year(year, style.today)
    if found is None:
        raise ValueError(f"the year {year} may be Solar Hijri or Hijri")
    return found


def _month(month: int) -> int:
    if not 1 <= month <= 12:
        raise ValueError(f"there is no month {month}")
    return month


def _serial(days: float, style: DateStyle) -> ReadDate:
    """A number of days as spreadsheets count them. Day 60 of the 1900 system is a 29 February that never was."""
    if (not style.serials and days < _FIRST_SERIAL) or days >= 110_000:
        raise ValueError("is not a date")
    whole = int(days)
    if style.date_system == 1904:
        found = date(1904, 1, 1) + timedelta(days=whole)
    elif whole in (0, 60):
        raise ValueError(f"number {whole} is no day of the 1900 system")
    else:
        found = (date(1899, 12, 30) if whole > 60 else date(1899, 12, 31)) + timedelta(days=whole)
    return ReadDate(found, found, "day", "gregorian", found.isoformat())
