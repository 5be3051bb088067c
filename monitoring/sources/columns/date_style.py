"""The style in which a column writes dates, and what three numbers mean under it."""

from dataclasses import dataclass
from datetime import date, timedelta

from .calendars import FIRST, LAST, by_year, possible, to_gregorian
from .date_parts import Parts

ORDERS = ("dmy", "mdy", "ymd")
_GENERATIONS = 60  # years back that two digits of a year are likely to mean


@dataclass(frozen=True)
class DateStyle:
    """How a column writes dates. `order`: a key of ORDERS, None when no value needs one or nobody knows it.

    `calendar`: of the years 1300 to 1500, None when each year tells; `date_system`: 1900 or 1904, for serial numbers.
    `undecidable`: a person has to answer `questions` ("order", "calendar"). `evidence`: sentences for that person.
    `mostly`: the calendar of most values; `today`: what counts as the future.
    """

    order: str | None = None
    calendar: str | None = None
    date_system: int = 1900
    serials: bool = False
    undecidable: bool = False
    questions: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    mostly: str = "gregorian"
    today: date = date.max


def plausible(parts: Parts, order: str, calendar: str | None, now: date) -> date | None:
    """The day of three numbers in this order, if it exists and is not in a future that nobody reports from."""
    if order == "ymd" and not parts.short_year:
        return None  # the year is the last number
    year, month, day = ordered(parts, order, calendar, now)
    for each in _calendars(year, calendar, now):
        if possible(each, year, month, day):
            found = to_gregorian(each, year, month, day)
            oldest = now.year - _GENERATIONS if parts.short_year else 0
            if found.year >= oldest and found <= now + timedelta(days=366):
                return found
    return None


def ordered(parts: Parts, order: str, calendar: str | None, now: date) -> tuple[int, int, int]:
    named = dict(zip(order, map(int, parts.numbers)))
    year = named["y"]
    return (long_year(year, calendar, now) if parts.short_year else year), named["m"], named["d"]


def long_year(year: int, calendar: str | None, now: date) -> int:
    """A year of two digits: the latest one that is not after next year."""
    shift = {"solar_hijri": 621, "hijri": 579}.get(calendar or "", 0)  # 579: in these decades
    last = now.year + 1 - shift
    return year + 100 * ((last - year) // 100)


def _calendars(year: int, calendar: str | None, now: date) -> tuple[str, ...]:
    """The calendars that a year may be of, the likely one first."""
    if not FIRST <= year <= LAST:
        return ("gregorian",)
    if calendar:
        return (calendar,)
    return ("hijri", "solar_hijri") if by_year(year, now) == "hijri" else ("solar_hijri", "hijri")


def eight_digits(digits: str, order: str | None) -> tuple[int, int, int]:
    """Eight digits with the year first, or last when the first four are no year."""
    if FIRST <= int(digits[:4]) <= 2200 or order is None:
        return int(digits[:4]), int(digits[4:6]), int(digits[6:])
    first, second, year = int(digits[:2]), int(digits[2:4]), int(digits[4:])
    return (year, first, second) if order == "mdy" else (year, second, first)
