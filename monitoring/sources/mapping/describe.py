"""What the screen shows about a file that is read by a mapping: each column with its field, and how its cells are read."""

from collections.abc import Sequence

from ...language import N_, _
from ..files.opened import Sheet
from ..reading import ColumnReading
from .fields import FIELDS
from .model import FileMapping
from .understand.styles import Styles

EXAMPLES = 3
_ORDERS = {"dmy": N_("day, month, year"), "mdy": N_("month, day, year"), "ymd": N_("year, month, day")}
_CALENDARS = {"solar_hijri": N_("Solar Hijri"), "hijri": N_("Hijri"), "gregorian": N_("Gregorian")}


def readings(sheets: Sequence[Sheet], mapping: FileMapping, styles: Styles) -> tuple[ColumnReading, ...]:
    """One for each heading of the first sheet, in its order."""
    if not sheets:
        return ()
    sheet = sheets[0]
    types = sheet.cell_types or ("text",) * len(sheet.headings)
    head = sheet.head()
    open_columns = {question.column: question.text for question in styles.questions}
    found = []
    for position, heading in enumerate(sheet.headings):
        cells = dict.fromkeys(word.strip() for word in head.column(f"c{position}").to_pylist() if word.strip())
        name = mapping.columns.get(heading) or (
            mapping.wide.cells if mapping.wide and heading in mapping.wide.columns else None
        )
        found.append(
            ColumnReading(
                heading, name, _how(heading, name, mapping, styles), tuple(cells)[:EXAMPLES], types[position],
                open_columns.get(heading, ""),
            )
        )  # fmt: skip
    return tuple(found)


def _how(heading: str, name: str | None, mapping: FileMapping, styles: Styles) -> str:
    if name is None:
        return _("Kept word for word, and not read.")
    said = [_("Read as: {field}.", field=_(FIELDS[name].title))]
    if mapping.wide is not None and heading in mapping.wide.columns:
        words = mapping.wide.columns[heading]
        said.append(
            _(
                "Its heading says: {words}.",
                words=", ".join(f"{_(FIELDS[each].title)} {word}" for each, word in words.items()),
            )
        )
    if name in ("date", "year") and styles.dates.order:
        said.append(_("Order: {order}.", order=_(_ORDERS[styles.dates.order])))
    if name in ("date", "year") and styles.dates.calendar:
        said.append(_("Calendar: {calendar}.", calendar=_(_CALENDARS[styles.dates.calendar])))
    if name in ("date", "year"):
        said += [f"{each[:1].upper()}{each[1:]}." for each in styles.dates.evidence]
    style = styles.numbers.get(name)
    if style is not None and style.decimal and name not in ("lon", "lat"):
        said.append(_("Decimal sign: {sign}", sign=style.decimal))
    if name == "fiscal_year" and mapping.fiscal_year_start > 1:
        said.append(
            _("It ends in the year it is named after, and begins in month {month}.", month=mapping.fiscal_year_start)
        )
    if heading in mapping.zero_pad:
        said.append(_("Leading zeros to a width of {width}.", width=mapping.zero_pad[heading]))
    return " ".join(said)
