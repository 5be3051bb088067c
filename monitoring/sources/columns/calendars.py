"""Days of three calendars, and which calendar a year between 1300 and 1500 may belong to.

Solar Hijri (Iran, Afghanistan) and Hijri years look alike: 1402 is 2023 or 1981, 1444 is 2065 or 2023. What lies in the
future is not what somebody reports, and a day that one calendar does not have proves the other.
"""

from datetime import date, timedelta
from functools import lru_cache

from hijridate import Hijri
from jdatetime import date as SolarDate

CALENDARS = ("gregorian", "solar_hijri", "hijri")
FIRST, LAST = 1300, 1500  # the years that are read as Hijri of one kind or the other
_LUNAR_FIRST = 1343  # where the tables of Umm al-Qura begin; they end with 1500
_FIRST_LUNAR_DAY = date(
    622, 7, 18
)  # 1 Muharram of year 1, in the Gregorian calendar drawn backwards; nearest to the tables


@lru_cache(maxsize=20_000)
def to_gregorian(calendar: str, year: int, month: int, day: int) -> date:
    """The Gregorian day; ValueError for a day that the calendar does not have, or that nobody can convert."""
    if calendar == "gregorian":
        return date(year, month, day)
    if calendar == "solar_hijri":
        found = SolarDate(year, month, day).togregorian()
        return date(found.year, found.month, found.day)
    if not FIRST <= year <= LAST:
        raise ValueError(f"Hijri years are converted from {FIRST} to {LAST} only")
    if year < _LUNAR_FIRST:
        return _by_arithmetic(year, month, day)
    try:
        found = Hijri(year, month, day).to_gregorian()
    except OverflowError as problem:
        raise ValueError(str(problem)) from problem
    return date(found.year, found.month, found.day)


def _by_arithmetic(year: int, month: int, day: int) -> date:
    """A Hijri day before the tables begin, by the calendar with months of 30 and 29 days: a day more or less."""
    leap = (11 * year + 14) % 30 < 11
    length = 30 if month % 2 or (month == 12 and leap) else 29
    if not 1 <= month <= 12 or not 1 <= day <= length:
        raise ValueError(f"the Hijri year {year} has no day {day} of month {month}")
    before = 354 * (year - 1) + (11 * year + 3) // 30 + 29 * (month - 1) + month // 2
    return _FIRST_LUNAR_DAY + timedelta(days=before + day - 1)


def month_span(calendar: str, year: int, month: int) -> tuple[date, date]:
    """First and last day of a month of the calendar."""
    first = to_gregorian(calendar, year, month, 1)
    length = next(day for day in (31, 30, 29, 28) if possible(calendar, year, month, day))
    return first, first + timedelta(days=length - 1)


def year_span(calendar: str, year: int) -> tuple[date, date]:
    """First and last day of a year of the calendar."""
    return to_gregorian(calendar, year, 1, 1), month_span(calendar, year, 12)[1]


def possible(calendar: str, year: int, month: int = 1, day: int = 1) -> bool:
    """Whether the calendar has this day, as far as it can be converted."""
    try:
        to_gregorian(calendar, year, month, day)
    except (ValueError, OverflowError):
        return False
    return True


def by_year(year: int, today: date) -> str | None:
    """The calendar of a year alone; None when both kinds of Hijri would be as likely.

    A Solar Hijri year of today or before is one: the Hijri year of that number is 40 years ago. A later one is Hijri, if
    that is not in the future as well.
    """
    if not FIRST <= year <= LAST:
        return "gregorian"
    solar_now, lunar_now = SolarDate.fromgregorian(date=today).year, _lunar_year(today)
    if year <= solar_now:
        return "solar_hijri"
    return "hijri" if 1420 < year <= lunar_now else None


def _lunar_year(today: date) -> int:
    # A lunar year is 354.367 days; a year more or less does not matter for telling decades apart.
    return 1 + int((today - date(1900, 4, 30)).days / 354.367) + 1317
