"""How a file's columns write dates and numbers, found over all their rows; what cannot be found becomes a question."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import pyarrow as pa
import pyarrow.compute as pc

from ....language import N_, _
from ....vocabulary.lookup import says_nothing
from ...columns.calendars import CALENDARS
from ...columns.date_style import ORDERS
from ...columns.dates import DateStyle, infer_dates
from ...columns.numbers import NumberStyle, infer_numbers
from ...files.opened import Opened, Sheet
from ...reading import Asked, Question
from ..fields import FIELDS
from ..model import FileMapping

MOST = 300_000  # distinct cells of a column that are looked at: more are no words but measurements
ORDER = N_("The column {column} does not tell day from month: {examples}. Say which stands first.")
CALENDAR = N_("The years of the column {column} may be Solar Hijri or Hijri: {examples}. Say which calendar it is.")
DECIMAL = N_(
    "The column {column} does not tell thousands from decimals: {examples}. Say which sign stands before decimals."
)

UNIT = N_("No column is the unit of {column}: {examples}. Name the column, or the unit of the whole file.")


@dataclass(frozen=True)
class Styles:
    """`numbers` by field. `questions`: in the order in which to ask."""

    dates: DateStyle
    numbers: Mapping[str, NumberStyle] = field(default_factory=dict)
    questions: tuple[Question, ...] = ()


def sheets_of(opened: Opened, mapping: FileMapping) -> tuple[Sheet, ...]:
    """The sheets that the mapping fits: the one it names, or every visible one with all of its headings. What somebody hid
    may be an older copy of the same rows: it is read only by its name.
    """
    named = [
        sheet for sheet in opened.sheets if sheet.name == mapping.sheet or (not mapping.sheet and not sheet.hidden)
    ]
    return tuple(sheet for sheet in named if mapping.all_headings() <= set(sheet.headings))


def infer_styles(opened: Opened, sheets: Sequence[Sheet], mapping: FileMapping, asked: Asked) -> Styles:
    """The styles of the columns of dates and numbers of these sheets, as one file writes them."""
    questions: list[Question] = []
    dates = _dates(opened, sheets, mapping, asked, questions)
    numbers = {}
    for name, each in FIELDS.items():
        headings = mapping.headings(name)
        if mapping.wide is not None and mapping.wide.cells == name:
            headings = [*headings, *mapping.wide.columns]
        if each.kind == "number" and headings:
            numbers[name] = _number(sheets, headings, asked.decimal or mapping.decimal, name, questions)
    if mapping.headings("quantity") and "unit" not in mapping.gives():
        _ask_for_the_unit(sheets, mapping.headings("quantity")[0], questions)
    return Styles(dates, numbers, tuple(questions))


def _dates(
    opened: Opened, sheets: Sequence[Sheet], mapping: FileMapping, asked: Asked, questions: list[Question]
) -> DateStyle:
    today = asked.today or date.today()
    order, calendar = asked.date_order or mapping.date_order, asked.calendar or mapping.calendar
    heading = next(iter(mapping.headings("date") or mapping.headings("year")), None)
    if heading is None:
        return infer_dates((), order=order, calendar=calendar, date_system=opened.date_system, today=today)
    weekday = next(iter(mapping.headings("weekday")), None)
    values, said = distinct_words(sheets, heading), None
    if weekday is not None:
        values, said = _pairs(sheets, heading, weekday)
    style = infer_dates(
        values,
        order=order,
        calendar=calendar,
        date_system=opened.date_system,
        cell_type=_cell_type(sheets, heading),
        weekdays=said,
        today=today,
    )
    for name, key, choices, text in (
        ("order", "date_order", ORDERS[:2], ORDER), ("calendar", "calendar", CALENDARS[1:], CALENDAR)
    ):  # fmt: skip
        if name in style.questions:
            examples = tuple(word.strip() for word in values if word.strip())[:5]
            questions.append(_question(key, heading, choices, text, examples))
    return style


def _number(
    sheets: Sequence[Sheet], headings: Sequence[str], chosen: str | None, name: str, questions: list[Question]
) -> NumberStyle:
    if chosen is None and name in ("lon", "lat"):
        return NumberStyle(".")  # degrees have no thousands: either sign is a decimal one
    values = [word for heading in headings for word in distinct_words(sheets, heading)]
    types = {_cell_type(sheets, heading) for heading in headings}
    style = infer_numbers(values, decimal=chosen, cell_type="number" if types == {"number"} else "text")
    if style.undecidable:
        questions.append(_question("decimal", headings[0], (".", ","), DECIMAL, style.evidence[:5]))
    return style


def _ask_for_the_unit(sheets: Sequence[Sheet], heading: str, questions: list[Question]) -> None:
    """An amount without a unit can be of anything: unless some cells of the column have one, a person says it."""
    said = [word for word in distinct_words(sheets, heading) if not says_nothing("quantity", word)]
    if said and not any(map(str.isalpha, "".join(said))):
        questions.append(_question("columns", heading, ("unit",), UNIT, tuple(said[:5])))


def _question(key: str, heading: str, choices: Iterable[str], text: str, examples: tuple[str, ...]) -> Question:
    said = _(text, column=f"“{heading}”", examples=", ".join(examples))
    return Question(key, heading, tuple(choices), said, examples)


def _cell_type(sheets: Sequence[Sheet], heading: str) -> str:
    types = {sheet.cell_types[sheet.headings.index(heading)] for sheet in sheets if sheet.cell_types}
    return types.pop() if len(types) == 1 else "mixed" if types else "text"


def distinct_words(sheets: Sequence[Sheet], heading: str) -> list[str]:
    """The distinct cells of a column over all sheets, in the order of the rows, at most MOST."""
    found: dict[str, None] = {}
    for sheet in sheets:
        position = sheet.headings.index(heading)
        for block in sheet.blocks():
            found |= dict.fromkeys(pc.unique(block.column(f"c{position}")).to_pylist())
            if len(found) > MOST:
                return list(found)[:MOST]
    return list(found)


def _pairs(sheets: Sequence[Sheet], heading: str, beside: str) -> tuple[list[str], list[str]]:
    """The distinct pairs of two columns."""
    found: dict[tuple[str, str], None] = {}
    for sheet in sheets:
        columns = [f"c{sheet.headings.index(each)}" for each in (heading, beside)]
        for block in sheet.blocks():
            unique = (
                pa.table({"a": block.column(columns[0]), "b": block.column(columns[1])})
                .group_by(["a", "b"])
                .aggregate([])
            )
            found |= dict.fromkeys(zip(unique.column("a").to_pylist(), unique.column("b").to_pylist()))
            if len(found) > MOST:
                break
    return [pair[0] for pair in found], [pair[1] for pair in found]
