"""Dates as agencies write them. The order of day and month, and the calendar, are found for the column, or asked for.

03/04/2023 alone is the third of April or the fourth of March. A value over 12, or a column of weekdays, proves the order
of a column; where nothing does, it is undecidable and no value is guessed.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ..table import Unreadable
from .calendars import FIRST, LAST, by_year, month_span, possible, to_gregorian, year_span
from .date_parts import Parts, take_apart, weekday_of

ORDERS = ("dmy", "mdy", "ymd")
_TOLERATED = 0.05  # of what is proved, this share may be against the rest: those values are then refused one by one
_MANY, _TOO_FEW = 50, 0.05  # among so many values, proofs rarer than this look like slips, not like a rule
_OLDEST = 1000
_GENERATIONS = 60  # years back that two digits of a year are likely to mean
_FIRST_SERIAL = 10_000  # 1927: fewer days are a serial number only where a workbook's cells are numbers


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


@dataclass(frozen=True, slots=True)
class _Seen:
    value: str
    parts: Parts
    weekday: int | None


def infer_dates(
    values: Iterable[str],
    *,
    order: str | None = None,
    calendar: str | None = None,
    date_system: int | None = None,
    cell_type: str = "text",
    weekdays: Iterable[str] | None = None,
    today: date | None = None,
) -> DateStyle:
    """The style of a column from its distinct values; `order` and `calendar` are what a person chose.

    `weekdays`: beside each value the weekday that another column gives (then the pairs are distinct, not the values).
    Values that are no dates are passed over: `read_date` refuses them.
    """
    now = today or date.today()
    beside: Iterator[str] = iter(weekdays) if weekdays is not None else iter(())
    seen = []
    for value in values:
        said = next(beside, "")
        parts = take_apart(value)
        if parts is not None:
            day = weekday_of(said) if said else None
            seen.append(_Seen(value, parts, parts.weekday if day is None else day))
    evidence: list[str] = []
    questions: list[str] = []
    found_order = order or _order(seen, calendar, now, evidence, questions)
    found_calendar = calendar or _calendar(seen, found_order, now, evidence, questions)
    serials = cell_type == "number" or any(each.parts.kind == "serial" for each in seen)
    style = DateStyle(
        found_order, found_calendar, date_system or 1900, serials and cell_type != "date", bool(questions),
        tuple(questions), tuple(evidence), "gregorian", now,
    )  # fmt: skip
    if any(each.parts.kind == "serial" for each in seen):
        style = _with(
            style, evidence=(*evidence, f"numbers of days are counted as in workbooks of {style.date_system}")
        )
    return _with(style, mostly=_mostly(seen, style))


def _with(style: DateStyle, **changes) -> DateStyle:
    return DateStyle(**{**{name: getattr(style, name) for name in style.__dataclass_fields__}, **changes})


def _order(seen: Sequence[_Seen], calendar: str | None, now: date, evidence: list, questions: list) -> str | None:
    """The order of the column's numbers; None when no value needs one, or when a person must be asked."""
    proofs: Counter[str] = Counter()
    example: dict[str, str] = {}
    open_ones: list[str] = []
    triples = [each for each in seen if each.parts.kind == "triple"]
    for each in triples:
        found = {order: day for order in ORDERS if (day := _plausible(each.parts, order, calendar, now)) is not None}
        if each.weekday is not None:
            fitting = {order: day for order, day in found.items() if day.weekday() == each.weekday}
            found = fitting or found
        if len(found) == 1:
            proved = next(iter(found))
            proofs[proved] += 1
            example.setdefault(proved, each.value)
        elif len(set(found.values())) > 1:
            open_ones.append(each.value)
    if not proofs:
        if open_ones:
            questions.append("order")
            evidence.append(f"day and month cannot be told apart: {', '.join(open_ones[:3])}")
        return "dmy" if triples and not open_ones else None
    winner, count = proofs.most_common(1)[0]
    total = proofs.total()
    if total - count > _TOLERATED * total:
        questions.append("order")
        evidence.append(f"several orders are proved: {', '.join(f'{example[each]} is {each}' for each in proofs)}")
        return None
    if len(triples) >= _MANY and total < _TOO_FEW * len(triples):
        questions.append("order")
        evidence.append(f"only {total} of {len(triples)} values prove an order: {example[winner]} is {winner}")
        return None
    evidence.append(f"{count} values prove {winner}, for instance {example[winner]}")
    return winner


def _plausible(parts: Parts, order: str, calendar: str | None, now: date) -> date | None:
    """The day of three numbers in this order, if it exists and is not in a future that nobody reports from."""
    if order == "ymd" and not parts.short_year:
        return None  # the year is the last number
    year, month, day = _ordered(parts, order, calendar, now)
    for each in _calendars(year, calendar, now):
        if possible(each, year, month, day):
            found = to_gregorian(each, year, month, day)
            oldest = now.year - _GENERATIONS if parts.short_year else 0
            if found.year >= oldest and found <= now + timedelta(days=366):
                return found
    return None


def _ordered(parts: Parts, order: str, calendar: str | None, now: date) -> tuple[int, int, int]:
    named = dict(zip(order, map(int, parts.numbers)))
    year = named["y"]
    return (_long_year(year, calendar, now) if parts.short_year else year), named["m"], named["d"]


def _long_year(year: int, calendar: str | None, now: date) -> int:
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


def _calendar(seen: Sequence[_Seen], order: str | None, now: date, evidence: list, questions: list) -> str | None:
    """The calendar of the years 1300 to 1500; None when each year tells it, or when a person must be asked."""
    proofs: dict[str, list[str]] = {"solar_hijri": [], "hijri": []}
    years: dict[int, str] = {}
    for each in seen:
        written = _year_month_day(each.parts, order, now)
        if written is None or not FIRST <= written[0] <= LAST or each.parts.calendar:
            continue
        years[written[0]] = each.value
        found = [name for name in proofs if possible(name, *written)]
        if each.weekday is not None and each.parts.kind in ("ymd", "triple", "digits"):
            found = [name for name in found if to_gregorian(name, *written).weekday() == each.weekday] or found
        if len(found) == 1:
            proofs[found[0]].append(each.value)
    if not years:
        return None
    told = {year: by_year(year, now) for year in years}
    for name, other in (("solar_hijri", "hijri"), ("hijri", "solar_hijri")):
        if proofs[name] and len(proofs[other]) <= _TOLERATED * len(proofs[name]):
            if all(each in (name, None) for each in told.values()) or (name == "hijri" and len(proofs[name]) > 1):
                evidence.append(f"{proofs[name][0]} is a day of the {_NAMES[name]} calendar only")
                return name
            break
    doubtful = [years[year] for year, name in told.items() if name is None]
    against = [value for name, found in proofs.items() for value in found if name not in told.values()]
    if doubtful or against:
        questions.append("calendar")
        shown = ", ".join((doubtful + against)[:3])
        evidence.append(f"the years may be Solar Hijri or Hijri: {shown}")
        return None
    for name in sorted({each for each in told.values() if each}):
        example = next(years[year] for year in told if told[year] == name)
        evidence.append(f"{example} is read as {_NAMES[name]}: in the other calendar it would lie decades away")
    return None


_NAMES = {"solar_hijri": "Solar Hijri", "hijri": "Hijri"}


def _year_month_day(parts: Parts, order: str | None, now: date) -> tuple[int, int, int] | None:
    if parts.kind == "triple":
        if order is None and parts.short_year:
            return None
        return _ordered(parts, order or "dmy", None, now)
    if parts.kind == "digits":
        return _eight(parts.numbers[0], order)
    if parts.kind in ("ymd", "month", "year"):
        return parts.year, parts.month or 1, parts.day or 1
    return None


def _eight(digits: str, order: str | None) -> tuple[int, int, int]:
    """Eight digits with the year first, or last when the first four are no year."""
    if FIRST <= int(digits[:4]) <= 2200 or order is None:
        return int(digits[:4]), int(digits[4:6]), int(digits[6:])
    first, second, year = int(digits[:2]), int(digits[2:4]), int(digits[4:])
    return (year, first, second) if order == "mdy" else (year, second, first)


def _mostly(seen: Sequence[_Seen], style: DateStyle) -> str:
    found: Counter[str] = Counter()
    for each in seen[:5000]:
        try:
            found[_read(each.parts, style, each.value, "").calendar] += 1
        except Unreadable:
            continue
    return found.most_common(1)[0][0] if found else "gregorian"


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
        return _understood(parts, style)
    except OverflowError:
        raise Unreadable(column, text, "is not a day that can be counted") from None
    except ValueError as problem:
        raise Unreadable(column, text, str(problem)) from None


def _understood(parts: Parts, style: DateStyle) -> ReadDate:
    """ValueError in words when the numbers make no day."""
    if parts.kind == "serial" or (parts.kind == "year" and not _OLDEST <= parts.year <= 2999):
        return _serial(parts.serial, style)
    if parts.kind == "triple":
        return _day(*_in_order(parts, style), parts, style)
    if parts.kind == "digits":
        year, month, day = _eight(parts.numbers[0], style.order)
        return _day(year, month, day, parts, style)
    year = _long_year(parts.year, style.calendar, style.today) if parts.short_year else parts.year
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
        return _ordered(parts, order, style.calendar, style.today)
    found = {day: each for each in ORDERS if (day := _plausible(parts, each, style.calendar, style.today)) is not None}
    if len(found) != 1:
        raise ValueError("day and month cannot be told apart" if found else "is not a day of any order")
    return _ordered(parts, next(iter(found.values())), style.calendar, style.today)


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
