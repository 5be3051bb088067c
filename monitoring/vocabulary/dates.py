"""Dates that may be known only to the month or the year, and periods in words."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from ..language import _, day

_WRITTEN = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


@dataclass(frozen=True)
class Period:
    """All days from `first` to `last`, both included; `precision` (day, month, year) is how it was written."""

    first: date
    last: date
    precision: str


def parse_period(text: str) -> Period:
    """The period of `2021`, `2021-09` or `2021-09-17`; ValueError for anything else, impossible days included."""
    match = _WRITTEN.fullmatch(text)
    if match is None:
        raise ValueError(f"{text!r} is not a date")
    year, month, of_month = (int(part or 1) for part in match.groups())
    first = date(year, month, of_month)
    if match[3]:
        return Period(first, first, "day")
    if match[2]:
        return Period(first, first.replace(day=monthrange(year, month)[1]), "month")
    return Period(first, date(year, 12, 31), "year")


def written(first: date, last: date) -> str:
    """The shortest text of these days that is read back as them: 2021, 2021-09, 2021-09-17, or 2021-09-01/2021-09-03."""
    if first == last:
        return first.isoformat()
    if _is_year(first, last):
        return f"{first.year:04}"
    return f"{first:%Y-%m}" if _is_month(first, last) else f"{first}/{last}"


def period_words(first: date | None, last: date | None) -> str:
    """`2015 to 2026`, `Mar 2014`, `since 3 Mar 2014`, `up to 2014`, `at any time`: as coarse as the ends allow."""
    if first is None:
        return _("at any time") if last is None else _("up to {end}", end=_end(last))
    if last is None:
        return _("since {start}", start=_start(first))
    for precision, whole in (("year", _is_year), ("month", _is_month), ("day", lambda a, b: a == b)):
        if whole(first, last):
            return _("{period}", period=day(first, precision))  # some languages say: in 2021
    start, end = _pair(first, last)
    return _("{start} to {end}", start=start, end=end)


def _pair(first: date, last: date) -> tuple[str, str]:
    if _starts_year(first) and _ends_year(last):
        return day(first, "year"), day(last, "year")
    if first.day == 1 and _ends_month(last):
        return day(first, "month"), day(last, "month")
    return day(first), day(last)


def _start(first: date) -> str:
    return day(first, "year" if _starts_year(first) else "day")


def _end(last: date) -> str:
    return day(last, "year" if _ends_year(last) else "day")


def _is_year(first: date, last: date) -> bool:
    return _starts_year(first) and _ends_year(last) and first.year == last.year


def _is_month(first: date, last: date) -> bool:
    return first.day == 1 and _ends_month(last) and (first.year, first.month) == (last.year, last.month)


def _starts_year(value: date) -> bool:
    return (value.month, value.day) == (1, 1)


def _ends_year(value: date) -> bool:
    return (value.month, value.day) == (12, 31)


def _ends_month(value: date) -> bool:
    return value.day == monthrange(value.year, value.month)[1]
