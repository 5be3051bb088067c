"""A status that a person states in place of the computed one: the form, and what was stated, by whom, when and why."""

from collections.abc import Mapping

import dash_mantine_components as dmc
from dash import dcc, html

from ..errors import EditError
from ..language import _, day, language
from ..settings import settings
from ..store.indicators import newest_override, override_id, save_override
from ..store.things import Saved, written
from ..vocabulary.indicators import STATUSES, indicator_status_name
from .current import Data, engine
from .importing import user
from .intake.place import Place
from .intake.place import address as data_address
from .life_marks import evidence
from .pillar_marks import status_mark

FIELDS = ("status", "as_of", "said_by", "evidence", "reason")
LONGEST = 1_000


def save(indicator: str, area: str, form: Mapping[str, object], seen: object) -> Saved:
    """States what the form says; EditError with the field and the remedy, or where nobody may change the record."""
    if not settings().may_edit:
        raise EditError(
            None, _("The record can be changed at the machine that serves it only, until there are accounts.")
        )
    said = {name: _text(form.get(name)) for name in FIELDS}
    stated = {name: said[name] for name in FIELDS if name != "reason"} | {"indicator_id": indicator, "area": area}
    saw = seen if isinstance(seen, int) else -1
    try:
        return save_override(engine(), stated, said["reason"], user(), saw)
    except EditError as problem:
        if problem.field is not None or seen_now(indicator, area) == saw:
            raise
        words = _("Somebody stated a status of this after you opened it: see above. Nothing of yours is lost or saved yet; "
                  "what you wrote still stands in the form. State it again if it is still right.")  # fmt: skip
        raise EditError(None, words) from problem


def _text(value: object) -> str:
    return " ".join(value.split())[:LONGEST] if isinstance(value, str) else ""


def seen_now(indicator: str, area: str) -> int:
    with engine().connect() as db:
        return newest_override(db, indicator, area)


def stated(row) -> html.Div:
    """The override in force. `row`: of the standing, overridden."""
    told: dict[str, object] = {
        _("Stated by hand"): status_mark(row.status),
        _("Said by"): row.override_by,
        _("As of"): day(row.override_as_of),
        _("Why"): row.override_reason,
        _("Evidence"): evidence(row.override_evidence) if isinstance(row.override_evidence, str) else None,
    }
    parts = [part for term, value in told.items() if value for part in (html.Dt(term), html.Dd(value, dir="auto"))]
    return html.Div(html.Dl(parts, className="data-facts"), className="override-now")


def history(indicator: str, area: str, may_edit: bool) -> list:
    """Every time that somebody stated a status of this cell, newest first, with the way to take it back."""
    with engine().connect() as db:
        found = written(db, "override", override_id(indicator, area))
    items = []
    for each in found:
        gone = each.state == "reversed"
        who = f" · {each.by}" if may_edit else ""
        parts: list = [
            html.P([
                html.Strong(indicator_status_name(str(each.row["status"]))), f" · {day(each.at)}{who}",
                f" · {_('taken back')}" if gone else "",
            ]),
            html.P(html.Q(each.reason), dir="auto", className="history-reason") if each.reason else None,
        ]  # fmt: skip
        if may_edit and not gone:
            there = data_address(Place(), batch=each.batch, anchor="details")
            parts.append(dcc.Link(_("Take it back"), href=there))
        items.append(html.Li([part for part in parts if part], className="is-reversed" if gone else None))
    return (
        [html.H3(_("Statuses stated by hand"), className="pillar-small"), html.Ol(items, className="history")]
        if items
        else []
    )


def editing(current: Data, indicator: str, area: str) -> list:
    """The form, where one may change the record; else why not."""
    if not settings().may_edit:
        words = _("A status can be stated by hand at the machine that serves this page only, until there are accounts.")
        return [html.P(words, className="note")]
    if current.number is not None:
        return [html.P(_("This is an older data version. Take v out of the link to state a status."), className="note")]
    return [
        html.Details(
            [
                html.Summary(_("State another status, with a reason")), _form(),
                dcc.Store("override-seen", data=seen_now(indicator, area)),
                dcc.Store("override-of", data={"indicator": indicator, "area": area}),
            ],
            className="override-form", id="override-form",
        )
    ]  # fmt: skip


def _form() -> html.Div:
    statuses = [{"value": code, "label": indicator_status_name(code)} for code in STATUSES]
    choose = dmc.Select(
        id="override-status", data=statuses, label=_("Status"), size="sm", placeholder=_("Choose"), clearable=True,
        comboboxProps={"withinPortal": False},
    )  # fmt: skip
    return html.Div(
        [
            _field("status", choose),
            _line("as_of", _("As of (2024-06-03, 2024-06 or 2024)")),
            _line("said_by", _("Who said so: the body, meeting or office")),
            _line("evidence", _("Evidence: address of a document, or its symbol and paragraph")),
            _line("reason", _("Why the computed status does not hold")),
            html.Button(_("State this status"), type="button", id="override-save", className="data-button data-button-main"),
            html.Div(id="override-said", role="status"),
        ],
        className="edit-form life-form",
        lang=language(),
    )  # fmt: skip


def _field(name: str, control: object) -> html.Div:
    error = html.Span(className="edit-error", role="alert", id=f"override-{name}-error")
    return html.Div([control, error], className="edit-field")


def _line(name: str, label: str) -> html.Div:
    return _field(name, dmc.TextInput(id=f"override-{name}", label=label, size="sm", value=""))
