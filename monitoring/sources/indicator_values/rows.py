"""The rows of a table of indicators' values, each with its fate."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import pyarrow as pa
from rapidfuzz import fuzz

from ...language import _
from ...vocabulary.blocks import Block
from ...vocabulary.countries import country_name
from ...vocabulary.dates import Period, parse_period
from ...vocabulary.folding import fold
from ...vocabulary.indicators import GLOBAL_AREAS, Counted
from ...vocabulary.lookup import Lookups, says_nothing
from ...vocabulary.rows import LeftOut, Rejected
from ..columns.numbers import NumberStyle, read_number
from ..columns.plain import plain
from ..files.opened import Sheet
from ..mapping.understand.keys import canonical, digest
from ..table import Unreadable

_LOOKS_ALIKE = 80
_YES_NO = {"yes": 1.0, "no": 0.0}
_TEXT = 200


@dataclass(frozen=True, slots=True)
class Value:
    """A row that can be read."""

    row: int
    counted: Counted
    iso3: str | None
    area: str
    period: str
    days: Period
    numbers: tuple[float | None, float | None, float | None]
    texts: Mapping[str, str | None]
    cells: Sequence[str]

    @property
    def key(self) -> tuple[str | None, ...]:
        return (self.counted.indicator_id, self.iso3 or fold(self.area), self.period, self.texts["estimator"])

    @property
    def said(self) -> tuple[object, ...]:
        return (self.numbers, *self.texts.values())


def block_of(table: pa.Table, sheet: Sheet, roles: Mapping[str, int], style: NumberStyle, words: Lookups) -> Block:
    """The block of a whole sheet. Rows that differ in what they say of one value are all refused: nobody knows which holds."""
    block = Block(rows_read=len(table), headings={sheet.name: tuple(sheet.headings)})
    by_key: dict[tuple, list[Value]] = defaultdict(list)
    read: list[Value] = []
    for row, problem, cells in _lines(table, sheet):
        reason = _no_row(cells, sheet.headings) if not problem else None
        if reason:
            block.left_out.append(LeftOut(row, reason, sheet.name, " · ".join(filter(None, cells))[:_TEXT]))
            continue
        try:
            if problem:
                raise Unreadable("", "", problem)
            value = _value(row, cells, roles, sheet.headings, style, words)
        except Unreadable as wrong:
            block.rejected.append(_refused(row, cells, sheet, wrong.reason, wrong.column or None, wrong.value or None))
            continue
        read.append(value)
        by_key[value.key].append(value)
    doubled = {key for key, values in by_key.items() if len({value.said for value in values}) > 1}
    for value in (value for value in read if value.key in doubled):
        others = ", ".join(str(other.row) for other in by_key[value.key] if other is not value)
        text = _("Row {rows} says something else of the same indicator, area, date and estimator. Keep one of them, or write the "
                 "lower in low and the higher in high.", rows=others)  # fmt: skip
        heading = sheet.headings[roles["value"]]
        block.rejected.append(_refused(value.row, value.cells, sheet, text, heading, value.cells[roles["value"]]))
    taken = [value for value in read if value.key not in doubled]
    if taken:
        block.observations = _observations(taken, sheet.name)
    return block


def _lines(table: pa.Table, sheet: Sheet) -> Iterator[tuple[int, str, Sequence[str]]]:
    columns = [table.column(f"c{at}").to_pylist() for at in range(len(sheet.headings))]
    yield from zip(table.column("row").to_pylist(), table.column("problem").to_pylist(), zip(*columns))


def _no_row(cells: Sequence[str], headings: Sequence[str]) -> str | None:
    filled = [at for at, cell in enumerate(cells) if cell.strip()]
    if not filled:
        return "blank"
    return "heading" if len(filled) > 1 and all(cells[at].strip() == headings[at] for at in filled) else None


def _refused(
    row: int, cells: Sequence[str], sheet: Sheet, reason: str, column: str | None = None, value: str | None = None
) -> Rejected:
    return Rejected(row, reason, column, value, dict(zip(sheet.headings, cells)), sheet.name)


def _value(
    row: int,
    cells: Sequence[str],
    roles: Mapping[str, int],
    headings: Sequence[str],
    style: NumberStyle,
    words: Lookups,
) -> Value:
    def cell(role: str) -> str:
        return " ".join(cells[roles[role]].split()) if role in roles else ""

    def wrong(role: str, reason: str) -> Unreadable:
        return Unreadable(headings[roles[role]], cell(role), reason)

    counted = words.indicators.get(fold(cell("indicator")))
    if counted is None:
        text = _(
            "There is no indicator of this name. Write its short name as the page of indicators shows it, or add it first."
        )
        raise wrong("indicator", text)
    if fold(cell("unit")) != fold(counted.unit):
        raise wrong("unit", _("The unit of this indicator is {unit}: state the value in it.", unit=counted.unit))
    iso3, area = _area(cell, wrong, roles, words)
    written = plain(cell("period")).removesuffix(" 00:00:00").removesuffix("T00:00:00")
    try:
        days = parse_period(written.removesuffix(".0"))
    except ValueError:
        raise wrong("period", _("This is no date. Write a day as 2024-06-03, a month as 2024-06 or a year.")) from None
    texts = {role: cell(role) or None for role in ("estimator", "source", "note")}
    numbers = _numbers(counted, cell, wrong, roles, style)
    return Value(row, counted, iso3, area, written.removesuffix(".0"), days, numbers, texts, cells)


def _area(cell, wrong, roles: Mapping[str, int], words: Lookups) -> tuple[str | None, str]:
    """The country's code and name, or None and a region in words. A name in a column of countries has to be a country."""
    role = next(
        role for role in ("country", "area") if role in roles and (cell(role) or role == "area" or "area" not in roles)
    )
    said = cell(role)
    if not said:
        raise wrong(role, _("This is needed: the country, or the region in words."))
    iso3 = words.find("country", said)
    if iso3:
        return iso3, country_name(iso3)
    world = next((name for name in GLOBAL_AREAS if fold(name) == fold(said)), None)
    if world:
        return None, world
    likely = _likely(said, words)
    if role == "country" or likely or (len(said) <= 3 and said.isupper()):
        if likely:
            name = f"{country_name(likely)} ({likely})"
            raise wrong(role, _("No country is called this; it may be {name}. Write its name or code.", name=name))
        raise wrong(
            role, _("No country is called this. Write its name or code; a region belongs under the heading area.")
        )
    return None, said


def _likely(said: str, words: Lookups) -> str | None:
    """The country that a name nobody has read is a misspelling of, letter by letter; None for another name."""
    alike = ((fuzz.ratio(fold(said), spelling), code) for code, spelling, _score in words.suggest("country", said))
    score, code = max(alike, default=(0, None))
    return code if score >= _LOOKS_ALIKE else None


def _numbers(counted: Counted, cell, wrong, roles: Mapping[str, int], style: NumberStyle):
    """Value, low and high; a date has none of them, for what is known is the date itself."""
    found: dict[str, float | None] = {}
    for role in ("value", "low", "high"):
        said = cell(role)
        if says_nothing("unit", said):
            found[role] = None
        elif counted.kind in ("yes_no", "interval") and fold(said) in _YES_NO:
            found[role] = _YES_NO[fold(said)]
        else:
            try:
                found[role] = read_number(said, style)
            except Unreadable as problem:
                raise wrong(role, problem.reason) from None
    value, low, high = found["value"], found["low"], found["high"]
    if counted.kind == "date":
        if value is not None or low is not None or high is not None:
            raise wrong(
                "value", _("This indicator is a date: leave the figure empty and write the date in its column.")
            )
        return None, None, None
    if counted.kind in ("yes_no", "interval") and (value not in (0, 1) or low is not None or high is not None):
        raise wrong("value", _("This indicator is a yes or a no: write 1 or 0."))
    if value is None and (low is None or high is None):
        raise wrong("value", _("There is no figure. Write a value, or both low and high."))
    if low is not None and high is not None and low > high:
        raise wrong("low", _("The low is above the high. Exchange them."))
    return value, low, high


def _observations(taken: Sequence[Value], sheet: str) -> dict[str, list]:
    return {
        "key": [_content(each) for each in taken], "indicator": [each.counted.indicator_id for each in taken],
        "country_iso3": [each.iso3 for each in taken], "admin1": [None] * len(taken),
        "area_reported": [each.area for each in taken], "period": [each.period for each in taken],
        "first_day": [each.days.first for each in taken], "last_day": [each.days.last for each in taken],
        "value": [each.numbers[0] for each in taken], "value_low": [each.numbers[1] for each in taken],
        "value_high": [each.numbers[2] for each in taken], "unit": [each.counted.unit for each in taken],
        "state": [_state(each) for each in taken], "estimator": [each.texts["estimator"] for each in taken],
        "note": [each.texts["note"] for each in taken], "source": [each.texts["source"] for each in taken],
        "sheet": [sheet] * len(taken), "source_row": [each.row for each in taken],
        "reported": [list(each.cells) for each in taken],
    }  # fmt: skip


def _state(each: Value) -> str:
    value, low, high = each.numbers
    if value is None and low is None and high is None:
        return "not_measurable"
    return "zero" if value == 0 else "value"


def _content(each: Value) -> int:
    """A signed 64-bit number of what the row says: the layout of the table changes nothing."""
    numbers = ["" if number is None else canonical(repr(number)) for number in each.numbers]
    parts = [*(part or "" for part in each.key), *numbers, *(text or "" for text in each.texts.values())]
    total = sum(digest(str(at), part) for at, part in enumerate(parts)) % 2**64
    return total - 2**64 if total >= 2**63 else total
