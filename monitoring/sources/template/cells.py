"""Reading the cells of one column of our own workbook: each distinct value once."""

import math
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date

from ...vocabulary.choices import choice
from ...vocabulary.dates import parse_period
from ...vocabulary.lookup import Lookups
from ...vocabulary.template import Column
from ..columns.dates import DateStyle, infer_dates, read_date
from ..columns.numbers import NumberStyle, infer_numbers, read_number
from ..table import Unreadable

SPAN = re.compile(r"(\S+)\s*/\s*(\S+)")
BELOW_ZERO = ("lon", "lat")
MOST = {"lon": 180.0, "lat": 90.0, "purity_pct": 100.0}
OLDEST_GREGORIAN = 1600
LOOKED_UP = {"country": "country", "mode": "mode", "place_type": "place_type", "direction": "direction"}


@dataclass(frozen=True, slots=True)
class Bad:
    """A cell that cannot be read: why, and what to do about it."""

    value: str
    reason: str


@dataclass(frozen=True, slots=True)
class Span:
    """The days that a date cell means, as the record holds them; `doubt`: why a person should look."""

    first: date
    last: date
    precision: str
    calendar: str
    doubt: str | None = None


def meanings(
    column: Column,
    values: Iterable[str],
    words: Lookups,
    cell_type: str = "text",
    exact: bool = False,
    decimal: str | None = None,
) -> dict[str, object]:
    """Distinct cell -> text, number, whole number or code; None for an empty one, Bad for one that cannot be read.

    Units and drugs stay as written: what they mean depends on one another and is found with the row. `exact`: numbers are
    as the program writes them, with a point. `decimal`: the sign that a person chose.
    """
    distinct = set(values)
    read = _reader(column, distinct - {""}, words, "number" if exact else cell_type, decimal)
    return {value: _tried(read, value) if value else _nothing(column) for value in distinct}


def dates(pairs: Iterable[tuple[str, object]], style: DateStyle, today: date) -> dict[tuple[str, object], object]:
    """(date cell, calendar code or None) -> Span or Bad."""
    return {pair: _date(*pair, style, today) for pair in set(pairs)}


def date_style(values: Iterable[str], order: str | None, date_system: int | None, today: date) -> DateStyle:
    """The order of day and month, found from all cells together, or as a person chose it. Spans of days need none."""
    texts = sorted({text for text in values if text and not _both(text)})
    return infer_dates(texts, order=order, date_system=date_system, today=today)


def number_style(values: Iterable[str], cell_type: str, decimal: str | None) -> NumberStyle:
    """The decimal sign of a column. Where it cannot be told, what could mean two things is refused by itself."""
    chosen = None if cell_type == "number" else decimal  # numbers of a workbook come with a point
    return infer_numbers(sorted(value.lstrip("+-") for value in set(values)), decimal=chosen, cell_type=cell_type)


def _nothing(column: Column) -> Bad | None:
    return Bad("", "is empty; it must be filled in") if column.needed else None


def _tried(read: Callable[[str], object], value: str) -> object:
    try:
        return read(value)
    except Unreadable as problem:
        return Bad(value, problem.reason)


def _reader(
    column: Column, values: set[str], words: Lookups, cell_type: str, decimal: str | None
) -> Callable[[str], object]:
    if column.kind in ("number", "integer"):
        style = number_style(values, cell_type, decimal)
        return lambda value: _number(column, value, style)
    if column.kind == "code" and column.choices not in ("unit", "drug"):
        return lambda value: _code(column, value, words)
    return lambda value: value


def _number(column: Column, value: str, style: NumberStyle) -> float | int:
    negative = column.name in BELOW_ZERO and value.startswith(("-", "\N{MINUS SIGN}"))
    number = read_number(value[1:] if negative else value, style, column=column.name) * (-1 if negative else 1)
    if abs(number) > MOST.get(column.name, math.inf):
        raise Unreadable(column.name, value, f"is more than {MOST[column.name]:g}")
    if column.kind == "integer":
        if number != int(number) or not 1 <= number < 2**31:
            raise Unreadable(column.name, value, "is not a whole number of 1 or more")
        return int(number)
    return number


def _code(column: Column, value: str, words: Lookups) -> str | None:
    name = str(column.choices)
    found = choice(name, value)
    if found is None and name in LOOKED_UP:
        meaning = words.look(LOOKED_UP[name], value)
        if meaning.known and (meaning.code is not None or meaning.how == "missing"):
            return meaning.code
    if found is None:
        raise Unreadable(column.name, value, "is not a word of the list on the sheet Lists; choose one from there")
    return found


def _date(text: str, calendar: object, style: DateStyle, today: date) -> Span | Bad:
    if not text:
        return Bad("", "is empty; write the day, the month (2021-09) or the year (2021)")
    named = str(calendar) if calendar else None
    try:
        both = _both(text)
        if both:
            return _span(*both, named)
        calendar_of_years = named if named != "gregorian" else None
        within = replace(style, calendar=calendar_of_years, today=today, mostly=named or style.mostly)
        found = read_date(text, within, column="date")
    except Unreadable as problem:
        return Bad(text, f"{problem.reason}; write it as 2021-09-17, 2021-09 or 2021")
    except ValueError:
        return Bad(text, "is not a span of days; write it as 2021-09-01/2021-09-03")
    doubt = found.doubt if named is None else _without_calendar(found.doubt)
    # A date of our years with another calendar beside it: what it was written in first, as the record keeps it.
    calendar_of = named or found.calendar
    return Span(found.first, found.last, found.precision, calendar_of, doubt)


def _both(text: str) -> tuple[str, str] | None:
    """The two ends of a span as in 2021-09-01/2021-09-03; None for 05/06/2021, which is a day."""
    found = SPAN.fullmatch(text)
    return (found[1], found[2]) if found and len(found[1]) >= 4 and "-" in found[1] else None


def _span(first: str, last: str, calendar: str | None) -> Span:
    start, end = parse_period(first), parse_period(last)
    if start.first > end.last:
        raise ValueError(f"{first} is after {last}")
    same_month = (start.first.year, start.first.month) == (end.last.year, end.last.month)
    precision = "day" if start.first == end.last else "month" if same_month else "year"
    return Span(start.first, end.last, precision, calendar or "gregorian")


def _without_calendar(doubt: str | None) -> str | None:
    """The doubts but that of a calendar unlike the rest of the column: here the row has said its own."""
    left = [each for each in (doubt or "").split("; ") if each and "calendar" not in each]
    return "; ".join(left) or None
