"""What happened to one seizure, in words: newest first, each value that changed with what it was and what it is."""

from dash import html

from ...language import N_, _, day, ngettext
from ...settings import settings
from ...store.history import Event, history
from ...store.snapshot import Difference
from ...vocabulary.fields import FIELDS, field_title
from ..current import engine

ACTIONS = {
    "import": N_("Imported"), "add": N_("Added by hand"), "correct": N_("Corrected"), "merge": N_("Merged"),
    "retire": N_("Taken out of the record"), "undo": N_("Taken back"), "apply": N_("Words and places read again"),
}  # fmt: skip
PARTS = {"legs": N_("Countries on the way"), "arrests": N_("Arrests"), "document": N_("Source"), "items": N_("Drugs")}
SHOWN = 40
# They follow from a value beside them.
_HELD_BACK = frozenset({
    "factor", "factor_source", "kg_low", "kg_typical", "kg_high", "kg_source", "drug_group", "drug_code", "kind", "unit",
    "mass_kg", "seized_until",
})  # fmt: skip


def events(seizure_id: str) -> tuple[Event, ...]:
    """The history as this process's audience may see it."""
    with engine().connect() as db:
        return history(db, settings().audience, seizure_id)


def history_list(found: tuple[Event, ...], undo: bool) -> html.Ol:
    """`undo`: with a button to take the last change back. Who made a change is named at this machine only."""
    return html.Ol([_event(each, undo) for each in found], className="history")


def _event(event: Event, undo: bool) -> html.Li:
    who = f" · {event.by}" if settings().may_edit and event.by else ""
    time = event.at.strftime("%H:%M")
    file = [" · ", html.Span(event.file, dir="auto")] if event.file else []
    lines: list[object] = [
        html.P([html.Strong(_(ACTIONS[event.action])), f" · {day(event.at)} {time} UTC{who}", *file])
    ]
    if event.reason:
        lines.append(html.P(html.Q(event.reason), dir="auto", className="history-reason"))
    told = [each for each in event.changes if each.column not in _HELD_BACK]
    if told:
        lines.append(html.Ul([_change(each) for each in told[:SHOWN]], className="history-changes"))
    if len(told) > SHOWN:
        lines.append(html.P(ngettext("{n} more value changed.", "{n} more values changed.", len(told) - SHOWN)))
    if undo and event.edit is not None:
        act = {"data-edit-act": "undo", "data-name": str(event.edit)}
        lines.append(html.Button(_("Take this back"), type="button", className="data-button", **act))  # type: ignore[arg-type]
    return html.Li(lines)


def _change(change: Difference) -> html.Li:
    name = field_title(change.column) if change.column in FIELDS else _(PARTS.get(change.part, change.column))
    before, after = (
        html.Bdi(_("nothing") if value in (None, "") else str(value)) for value in (change.before, change.after)
    )
    return html.Li([html.Span(f"{name}: "), html.Del(before), " ", _("now"), " ", html.Ins(after)])
