"""The form of one seizure, drawn from the columns of our own workbook: hints, lists, spare rows for drugs, legs, arrests.

Rows that are not used yet are there and hidden: "add" shows the next one, so that no control is ever drawn anew while
somebody writes. assets/clientside/review.js reads the fields by their `data-at`: sheet.row.column.
"""

from collections.abc import Mapping, Sequence

from dash import dcc, html

from ...language import N_, _
from ...vocabulary.choices import choices
from ...vocabulary.template import ARRESTS, DRUGS, LEGS, LINK, SEIZURES, Column, Sheet

SPARE = {"drugs": 8, "legs": 8, "arrests": 6}
LISTED = ("country", "drug", "unit")  # long lists are typed into, with suggestions
GROUPS: Sequence[tuple[str, tuple[str, ...]]] = (
    (N_("When and where"), ("date", "calendar", "country", "admin1", "place", "place_type", "sea_area", "lon", "lat",
                            "location_precision")),
    (N_("Circumstances"), ("transport_mode", "concealment", "direction", "agency", "operation", "title", "note")),
    (N_("Source"), ("source_name", "source_url", "source_kind", "marking")),
)  # fmt: skip
REFERENCE = Column(
    LINK, N_("Reference"), N_("Your own reference of the seizure, if it has one."), N_("A name is made for it."),
    example="2021-0147",
)  # fmt: skip
TITLES = {"legs": N_("The way"), "drugs": N_("Drugs"), "arrests": N_("Arrests")}
LONG = ("note", "title", "concealment")
ADD = {"drugs": N_("Add a drug"), "legs": N_("Add a country on the way"), "arrests": N_("Add arrests")}

Values = Mapping[str, Sequence[Mapping[str, str]]]


def form(values: Values, new: bool) -> html.Div:
    """Every field of a seizure with `values`; `new`: the seizure is not in the record yet."""
    event = values["seizures"][0]
    first, *others = (_group(title, names, event) for title, names in GROUPS)
    what = [_rows(DRUGS, values["drugs"]), _rows(LEGS, values["legs"]), _rows(ARRESTS, values["arrests"])]
    reference = [_field(SEIZURES, REFERENCE, 0, "")] if new else []
    return html.Div([*reference, first, *what, *others, *_lists()], id="edit-form", className="edit-form")


def _group(title: str, names: Sequence[str], values: Mapping[str, str]) -> html.Fieldset:
    columns = SEIZURES.named()
    fields = [_field(SEIZURES, columns[name], 0, values.get(name, "")) for name in names]
    return html.Fieldset([html.Legend(_(title)), html.Div(fields, className="edit-fields")])


def _rows(sheet: Sheet, values: Sequence[Mapping[str, str]]) -> html.Fieldset:
    least = 1 if sheet is DRUGS else 0
    shown = max(least, len(values))
    rows = [
        _row(sheet, at, values[at] if at < len(values) else {}, at >= shown) for at in range(shown + SPARE[sheet.name])
    ]
    add = html.Button(_(ADD[sheet.name]), type="button", className="data-button", **{"data-add": sheet.name})  # type: ignore[arg-type]
    return html.Fieldset([html.Legend(_(TITLES[sheet.name])), *rows, add], **{"data-rows": sheet.name})  # type: ignore[arg-type]


def _row(sheet: Sheet, at: int, values: Mapping[str, str], hidden: bool) -> html.Div:
    columns = [column for column in sheet.columns if not column.record and column.name not in (LINK, "position")]
    fields = [_field(sheet, column, at, values.get(column.name, "")) for column in columns]
    name = _("Remove row {n} of {what}", n=at + 1, what=_(sheet.title))
    remove = html.Button(
        _("Remove"), type="button", className="plain-link", **{"data-remove-row": "1", "aria-label": name}
    )  # type: ignore[arg-type]
    more = {"data-item": values["item_id"]} if "item_id" in values else {}
    title = _("{what}, row {n}", what=_(sheet.title), n=at + 1)
    return html.Div(
        [html.Div(fields, className="edit-fields"), remove], hidden=hidden, className="edit-row", role="group",
        **{"aria-label": title, "data-row": f"{sheet.name}.{at}", **more},
    )  # type: ignore[arg-type]  # fmt: skip


def _field(sheet: Sheet, column: Column, at: int, value: str) -> html.Div:
    name = f"{sheet.name}.{at}.{column.name}"
    field_id = "edit-" + name.replace(".", "-")
    label = [_(column.title), *([f" ({column.unit})"] if column.unit else [])]
    if column.needed:
        label.append(html.Span([" ", _("needed")], className="edit-needed"))
    hint = html.Span(_(column.description), className="edit-hint", id=f"{field_id}-hint")
    error = html.Span(className="edit-error", id=f"{field_id}-error", role="alert")
    wide = " edit-wide" if column.name in LONG else ""
    return html.Div(
        [html.Label(label, htmlFor=field_id), _control(column, field_id, value), hint, error], className=f"edit-field{wide}",
        **{"data-at": name},
    )  # type: ignore[arg-type]  # fmt: skip


def _control(column: Column, field_id: str, value: str) -> object:
    if column.name == "note":
        return dcc.Textarea(id=field_id, value=value, className="data-text", maxLength=4000)
    if column.choices and column.choices not in LISTED:
        offered = {"": "" if column.needed else _(column.empty), **choices(column.choices)}
        options = [html.Option(words, value=code, selected=code == value) for code, words in offered.items()]
        return html.Select(options, id=field_id, className="data-select")
    words = f"edit-list-{column.choices}" if column.choices else None
    return dcc.Input(
        id=field_id, value=value, type="text", list=words, maxLength=1000, autoComplete="off", placeholder=""
    )


def _lists() -> list[html.Datalist]:
    return [
        html.Datalist(
            [html.Option(value=words) for words in dict.fromkeys(choices(name).values())], id=f"edit-list-{name}"
        )
        for name in LISTED
    ]
