"""What happened to one thing, in words: newest first, each value that changed with what it was and what it is."""

from dash import dcc, html

from ...language import _, day
from ...store.things import Written, written
from ...vocabulary.things import THINGS, field_label
from ..current import engine
from ..intake.place import Place
from ..intake.place import address as data_address

_FOLLOWS = ("lon", "lat", "position", "date_precision")  # from a value beside them


def history(kind: str, name: str, may_edit: bool) -> html.Ol | html.P:
    """`may_edit`: with who made a change, and the way to take it back."""
    with engine().connect() as db:
        found = written(db, kind, name)
    if not found:
        return html.P(_("Nothing is recorded yet."), className="note")
    return html.Ol([_event(kind, each, may_edit) for each in found], className="history")


def _event(kind: str, each: Written, may_edit: bool) -> html.Li:
    gone = each.state == "reversed"
    by_hand = _("Added by hand") if each.before is None else _("Changed")
    what = _("Ships with the program") if each.kind == "shipped" else by_hand
    who = f" · {each.by}" if may_edit and each.kind != "shipped" else ""
    when = f" · {day(each.at)} {each.at:%H:%M} UTC{who}"
    parts: list = [html.P([html.Strong(what), when, f" · {_('taken back')}" if gone else ""])]
    if each.reason:
        parts.append(html.P(html.Q(each.reason), dir="auto", className="history-reason"))
    changes = [
        _change(field_label(kind, field), before, after)
        for field, before, after in each.changed()
        if kind in THINGS and field not in _FOLLOWS
    ]
    if changes:
        parts.append(html.Ul(changes, className="history-changes"))
    if may_edit and each.kind != "shipped" and not gone:
        parts.append(dcc.Link(_("Take it back"), href=data_address(Place(), batch=each.batch, anchor="details")))
    return html.Li(parts, className="is-reversed" if gone else None)


def _change(name: str, before: object, after: object) -> html.Li:
    old, new = (html.Bdi(_("nothing") if value in (None, "") else str(value)) for value in (before, after))
    return html.Li([html.Span(f"{name}: "), html.Del(old), " ", _("now"), " ", html.Ins(new)])
