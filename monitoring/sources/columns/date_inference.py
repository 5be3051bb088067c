"""Finding the style of a column of dates from its values: what is proved, what has to be asked."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from .calendars import FIRST, LAST, by_year, possible, to_gregorian
from .date_parts import Parts, take_apart, weekday_of
from .date_reading import understood
from .date_style import ORDERS, DateStyle, eight_digits, ordered, plausible

_TOLERATED = 0.05  # of what is proved, this share may be against the rest: those values are then refused one by one
_MANY, _TOO_FEW = 50, 0.05  # among so many values, proofs rarer than this look like slips, not like a rule
_NAMES = {"solar_hijri": "Solar Hijri", "hijri": "Hijri"}


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
        style = replace(
            style, evidence=(*evidence, f"numbers of days are counted as in workbooks of {style.date_system}")
        )
    return replace(style, mostly=_mostly(seen, style))


def _order(seen: Sequence[_Seen], calendar: str | None, now: date, evidence: list, questions: list) -> str | None:
    """The order of the column's numbers; None when no value needs one, or when a person must be asked."""
    proofs: Counter[str] = Counter()
    example: dict[str, str] = {}
    open_ones: list[str] = []
    triples = [each for each in seen if each.parts.kind == "triple"]
    for each in triples:
        found = {order: day for order in ORDERS if (day := plausible(each.parts, order, calendar, now)) is not None}
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


def _year_month_day(parts: Parts, order: str | None, now: date) -> tuple[int, int, int] | None:
    if parts.kind == "triple":
        if order is None and parts.short_year:
            return None
        return ordered(parts, order or "dmy", None, now)
    if parts.kind == "digits":
        return eight_digits(parts.numbers[0], order)
    if parts.kind in ("ymd", "month", "year"):
        return parts.year, parts.month or 1, parts.day or 1
    return None


def _mostly(seen: Sequence[_Seen], style: DateStyle) -> str:
    found: Counter[str] = Counter()
    for each in seen[:5000]:
        try:
            found[understood(each.parts, style).calendar] += 1
        except (ValueError, OverflowError):
            continue
    return found.most_common(1)[0][0] if found else "gregorian"
