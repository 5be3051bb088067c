"""One recommendation: what is said of it, its life with who said so and on what evidence, and the form that adds an event."""

import dash_mantine_components as dmc
import pandas as pd
from dash import dcc, html

from ..language import _, day, digits
from ..store.recommendations import life_of
from ..vocabulary.filters import Filter
from ..vocabulary.life_cycle import STATUSES, origin_name, pillars_words, role_name, status_name
from ..vocabulary.view import View
from .current import engine
from .intake.place import Place
from .intake.place import address as data_address
from .life_marks import as_of, evidence, mark, span, text_or
from .link import link
from .recommendations_of import Mechanism, plain


def facts(row: pd.Series, found: Mechanism, chosen: Filter, view: View) -> html.Dl:
    """What the source says of it, its state, and the meetings that it belongs to."""
    late = _("Overdue: the due day has passed and no source here says done or dropped.") if row["overdue"] else None
    said: dict[str, object] = {
        _("Status"): [mark(row["status"]), " ", _stated(row)],
        _("From"): f"{origin_name(row['origin'])}: {row['document']}",
        _("Paragraph"): digits(text_or(row["paragraph"])),
        _("Pillar"): pillars_words(row["pillars"]),
        _("Addressee"): text_or(row["addressee"]),
        _("Due"): [html.Bdi(text_or(row["due_reported"])), *([html.P(late, className="life-overdue")] if late else [])]
        if text_or(row["due_reported"]) else None,
        _("Meetings"): _meetings(row["recommendation_id"], found, chosen, view),
        _("Source"): evidence(row["source"]),
    }  # fmt: skip
    parts = [part for word, value in said.items() if value for part in (html.Dt(word), html.Dd(value, dir="auto"))]
    return html.Dl(parts, className="data-facts")


def _stated(row: pd.Series) -> str:
    if not text_or(row["said_by"]):
        return _("No source here states one.")
    return _("as of {date}, said by {whom}", date=as_of(row["as_of"], row["as_of_precision"]), whom=row["said_by"])


def _meetings(name: str, found: Mechanism, chosen: Filter, view: View) -> html.Ul | None:
    belongs = found.belongings[found.belongings["recommendation_id"] == name].merge(found.meetings, on="meeting_id")
    items = [
        html.Li(
            [
                f"{role_name(row.role)}: ",
                dcc.Link(row.name, href=link(f"/meetings/{row.meeting_id}", chosen, plain(view))),
                f" · {span(row.started_on, row.ended_on, row.date_precision)}",
            ]
        )
        for row in belongs.itertuples()
    ]
    return html.Ul(items, className="plain-list") if items else None


def life(recommendation_id: str, may_edit: bool) -> html.Ol | html.P:
    """Every event, the newest first; what was taken back is struck. `may_edit`: with names and the way to take one back."""
    with engine().connect() as db:
        events = life_of(db, recommendation_id)
    if events.empty:
        return html.P(_("No source here says where this stands."), className="note")
    return html.Ol([_event(row, may_edit) for row in events.itertuples()], className="history life-history")


def _event(row, may_edit: bool) -> html.Li:
    word = (
        [html.Span(f" “{row.status_reported}”", className="life-word", dir="ltr")]
        if text_or(row.status_reported)
        else []
    )
    gone = row.state == "reversed"
    head = [html.Strong(as_of(row.as_of, row.as_of_precision)), " · ", mark(row.status), *word]
    parts: list = [
        html.P([html.Del(head), f" · {_('taken back')}"] if gone else head),
        html.P(_("Said by: {whom}", whom=row.said_by), dir="auto"),
        html.P([_("Evidence:"), " ", *evidence(row.evidence)], dir="auto", className="history-changes"),
    ]
    if text_or(row.detail):
        parts.append(html.P(row.detail, dir="auto", className="history-changes"))
    if row.kind == "shipped":
        parts.append(html.P(_("Ships with the program"), className="note"))
    else:
        who = f" · {row.entered_by}" if may_edit else ""
        parts.append(html.P(f"{_('Entered')} {day(row.entered_at)} {row.entered_at:%H:%M} UTC{who}", className="note"))
        parts.append(html.P(html.Q(text_or(row.reason)), dir="auto", className="history-reason"))
    if may_edit and row.kind != "shipped" and not gone:
        parts.append(dcc.Link(_("Take it back"), href=data_address(Place(), batch=int(row.batch), anchor="details")))
    return html.Li(parts, className="is-reversed" if gone else None)


def form() -> html.Div:
    """The fields of a new event; their ids are life-<name>."""
    choices = [{"value": status, "label": status_name(status)} for status in STATUSES]
    status = dmc.Select(
        id="life-status", data=choices, value=None, size="sm", placeholder=_("Choose"), **{"aria-label": _("Status")}
    )  # fmt: skip
    return html.Div(
        [
            html.Div(
                [
                    _field("status", _("Status"), status),
                    _text("as_of", _("As of: 2024-06-03, 2024-06 or 2024"), 10),
                    _text("said_by", _("Who said so"), 200),
                ],
                className="edit-fields",
            ),
            _text("evidence", _("Evidence: address of a document, or its symbol and paragraph"), 1000),
            _text("detail", _("What exactly was said (may stay empty)"), 1000),
            _text("reason", _("Why you add this"), 1000),
            html.Button(_("Add to the life cycle"), type="button", id="life-save", className="data-button data-button-main"),
            html.Div(id="life-said", role="status"),
        ],
        className="edit-page life-form",
    )  # fmt: skip


def _text(name: str, label: str, most: int) -> html.Div:
    return _field(name, label, dcc.Input(id=f"life-{name}", type="text", value="", autoComplete="off", maxLength=most))


def _field(name: str, label: str, control: object) -> html.Div:
    error = html.Span(className="edit-error", role="alert", id=f"life-{name}-error")
    return html.Div([html.Label(label, htmlFor=f"life-{name}"), control, error], className="edit-field")
