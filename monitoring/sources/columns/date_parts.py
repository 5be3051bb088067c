"""Taking a written date apart, before anybody decides which number is the day: digits, names of months and weekdays."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache

from ...vocabulary.folding import fold
from ...vocabulary.word_lists import word_list
from .plain import plain

_TIME = re.compile(
    r"[t ,]\s*[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:[.,][0-9]+)?)?\s*(?:[ap]\.?m\.?)?\s*(?:z|utc|gmt|[+-][0-9]{2}:?[0-9]{2})?$"
)
_CHINESE = str.maketrans({"年": "-", "月": "-", "日": " ", "号": " "})
_ORDINAL = re.compile(r"(?<=[0-9])(?:st|nd|rd|th|er|º|ª|-?го|-?е)\b")
_LETTERS = re.compile(r"[^\W\d_]+")
_BETWEEN = r"\s*[-/.,\s]\s*"
_TRIPLE = re.compile(rf"([0-9]{{1,4}}){_BETWEEN}([0-9]{{1,2}}){_BETWEEN}([0-9]{{1,4}})")
_YEAR_MONTH = re.compile(r"([0-9]{4})\s*[-/.]\s*([0-9]{1,2})")
_MONTH_YEAR = re.compile(r"([0-9]{1,2})\s*[-/.]\s*([0-9]{4})")
_YEARS = re.compile(r"([0-9]{4})\s*(?:-|/|to|до)\s*([0-9]{4})")
_PART_OF_YEAR = re.compile(r"(?:([0-9]{4})[ -]*([qh])([1-4]))|(?:([qh])([1-4])[ -/]*([0-9]{4}))")
_SERIAL = re.compile(r"[0-9]{1,7}(?:\.[0-9]+)?")

# Words beside a date that say nothing, and words that name its calendar.
_FILLERS = frozenset(
    ("of", "de", "del", "the", "г", "год", "года", "year", "den", "um", "le", "el", "سال", "ماه", "م", "ad", "ce")
)
_MARKS = {
    "ah": "hijri", "ه": "hijri", "هجري": "hijri", "قمری": "hijri", "قمري": "hijri", "ق": "hijri", "ش": "solar_hijri",
    "شمسي": "solar_hijri", "شمسی": "solar_hijri", "خورشيدي": "solar_hijri", "sh": "solar_hijri",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Parts:
    """A written date taken apart. `kind` says which fields are filled:

    "ymd" year month day; "triple" three numbers whose order is open, as text in `numbers`; "month" year month; "year";
    "years" year and last_year; "part" year, and months `month` to `last_month`; "serial" a number of days; "digits"
    eight digits. `calendar`: named in the text itself, else None. `weekday`: named in the text, Monday 0.
    """

    kind: str
    year: int = 0
    month: int = 0
    day: int = 0
    last_year: int = 0
    last_month: int = 0
    numbers: tuple[str, ...] = ()
    serial: float = 0.0
    calendar: str | None = None
    weekday: int | None = None
    short_year: bool = False


def take_apart(text: str) -> Parts | None:
    """The parts of a written date, without the time of the day; None when it is none."""
    said = _TIME.sub("", plain(text).casefold()).translate(_CHINESE).strip(" ,;.-")
    said = _ORDINAL.sub("", said)
    if not said or len(said) > 60:
        return None
    return _numeric(said) or _part_of_year(said) or _named(said)


def _numeric(said: str) -> Parts | None:
    if found := _TRIPLE.fullmatch(said):
        first, middle, last = found.groups()
        if len(first) == 4 and len(last) < 3:
            return Parts("ymd", int(first), int(middle), int(last))
        if len(first) < 3 and len(last) in (2, 4):
            return Parts("triple", numbers=(first, middle, last), short_year=len(last) == 2)
        return None
    if found := _YEARS.fullmatch(said):
        return Parts("years", int(found[1]), last_year=int(found[2]))
    if found := _YEAR_MONTH.fullmatch(said):
        return Parts("month", int(found[1]), int(found[2]))
    if found := _MONTH_YEAR.fullmatch(said):
        return Parts("month", int(found[2]), int(found[1]))
    if re.fullmatch(r"[0-9]{4}(?:\.0)?", said):
        return Parts("year", int(said[:4]), serial=float(said))
    if re.fullmatch(r"[0-9]{8}", said):
        return Parts("digits", numbers=(said,))
    if re.fullmatch(r"(?:1[3-9]|20)[0-9]{2}(?:0[1-9]|1[0-2])", said):
        return Parts("month", int(said[:4]), int(said[4:]))
    if _SERIAL.fullmatch(said):
        return Parts("serial", serial=float(said))
    return None


def _part_of_year(said: str) -> Parts | None:
    found = _PART_OF_YEAR.fullmatch(said)
    if found is None:
        return None
    year, kind, number = (found[1], found[2], found[3]) if found[1] else (found[6], found[4], found[5])
    length = 3 if kind == "q" else 6
    last = int(number) * length
    return Parts("part", int(year), last - length + 1, last_month=last) if last <= 12 else None


def _named(said: str) -> Parts | None:
    """A date with words in it: every word must be a month, a weekday, a calendar or a filler."""
    words = _words(said)
    if words is None:
        return None
    months, weekday, calendar = words
    left = " ".join(_LETTERS.sub(" ", said).split()).strip(" ,;.-'/()")
    if not months:
        bare = _numeric(re.sub(r"^[ ,.()-]+|[ ,.()-]+$", "", left)) if left else None
        return replace(bare, weekday=weekday, calendar=calendar) if bare else None
    month, named = months
    numbers = re.findall(r"[0-9]+", left)
    calendar = named if named != "gregorian" else calendar or "gregorian"
    parts = _around_a_month(numbers, month, said)
    return replace(parts, weekday=weekday, calendar=calendar) if parts else None


def _around_a_month(numbers: list[str], month: int, said: str) -> Parts | None:
    years = [number for number in numbers if len(number) == 4]
    if len(numbers) == 1:
        number = numbers[0]
        if len(number) not in (2, 4):
            return None
        return Parts("month", int(number), month, short_year=not years)
    if len(numbers) != 2 or len(years) > 1 or not all(len(number) in (1, 2, 4) for number in numbers):
        return None
    if years:
        day = numbers[1] if numbers[0] == years[0] else numbers[0]
        return Parts("ymd", int(years[0]), month, int(day))
    # Two short numbers beside a month: the year is the last one, as everybody writes it ("14-Mar-11", "March 14, 11").
    return Parts("ymd", int(numbers[1]), month, int(numbers[0]), short_year=True) if len(numbers[1]) == 2 else None


def _words(said: str) -> tuple[tuple[int, str] | None, int | None, str | None] | None:
    """(month and its calendar, weekday, calendar named) of the words of a text; None when a word is none of them."""
    tokens = [fold(token) for token in _LETTERS.findall(said)]
    months: list[tuple[int, str, bool]] = []
    weekday: int | None = None
    calendar: str | None = None
    at = 0
    while at < len(tokens):
        for length in (3, 2, 1):
            word = " ".join(tokens[at : at + length])
            month, day = _months().get(word), _weekdays().get(word)
            if month is not None:
                months.append((*month, day is not None))
            if month is None and day is not None:
                weekday = day
            if month is not None or day is not None:
                break
            if length == 1 and word in _MARKS:
                calendar = _MARKS[word]
            elif length == 1 and word not in _FILLERS:
                return None
        at += length
    if len(months) == 2 and months[0][2]:  # "mar 14 mar": the first is also a weekday, and was meant as one
        months = months[1:]
    if len(months) > 1:
        return None
    return (months[0][0], months[0][1]) if months else None, weekday, calendar


def month_of(text: str) -> int | None:
    """The month that a cell names, as a word in any language of lookups/months.csv or a number from 1 to 12."""
    said = fold(plain(text)).strip(" .")
    if said.isascii() and said.isdecimal():
        return int(said) if 1 <= int(said) <= 12 else None
    found = _months().get(" ".join(_LETTERS.findall(said)))
    return found[0] if found else None


def weekday_of(text: str) -> int | None:
    """The day of the week that a cell names, Monday 0; None for other words."""
    return _weekdays().get(" ".join(_LETTERS.findall(fold(plain(text)))))


@cache
def _months() -> Mapping[str, tuple[int, str]]:
    found: dict[str, tuple[int, str]] = {}
    for word, line in word_list("months").items():
        found.setdefault(" ".join(_LETTERS.findall(word)), (int(line["code"]), line["calendar"]))
    return found


@cache
def _weekdays() -> Mapping[str, int]:
    found: dict[str, int] = {}
    for word, line in word_list("weekdays").items():
        found.setdefault(" ".join(_LETTERS.findall(word)), int(line["code"]))
    return found
