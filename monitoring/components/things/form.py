"""The form of a thing with a name: one for each kind, drawn from its fields."""

from collections.abc import Mapping
from typing import Any

import dash_mantine_components as dmc
from dash import dcc, html

from ...language import N_, _
from ...vocabulary.things import THINGS, Field, Thing
from ..current import Data
from .known import known_things

NAME = Field("thing_name", N_("Short name, as it stands in links"), needed=True, longest=64)
REASON = Field("reason", N_("Why you change this"), needed=True, longest=1000)


def asked(what: Thing) -> list[str]:
    """The names of every field of a form, in order."""
    return [field.name for field in (NAME, *what.fields, REASON)]


def control_id(kind: str, name: str) -> str:
    return f"thing-{kind}-{name}"


def form(current: Data, kind: str, texts: Mapping[str, Any], new: bool) -> html.Div:
    """Every field with its text; of a new thing that a person names, the name first.

    The ids are control_id: a field is `<id>`, what is said under it `<id>-error`.
    """
    what = THINGS[kind]
    fields = [_control(current, kind, field, texts[field.name]) for field in what.fields]
    name = _control(current, kind, NAME, "")
    name.hidden = not (new and what.named)
    return html.Div(
        [
            html.Div([name, *fields], className="edit-fields"),
            html.Div(_control(current, kind, REASON, ""), className="edit-fields"),
            html.Button(
                _("Save"), type="button", id=control_id(kind, "save"), className="data-button data-button-main"
            ),
            html.Div(id=control_id(kind, "said"), role="status", className="thing-said"),
        ],
        className="edit-form thing-form",
    )


def _control(current: Data, kind: str, field: Field, text: Any) -> html.Div:
    made = control_id(kind, field.name)
    label = [_(field.label), *([html.Span(f" {_('(needed)')}", className="edit-needed")] if field.needed else [])]
    control: object
    if field.how == "pillars" and field.choices:
        control = dmc.MultiSelect(id=made, data=_options(field.choices()), value=text, size="sm", label=label)
    elif field.how == "several":
        known = known_things(current, "addressed")
        control = dmc.MultiSelect(
            id=made, data=_options(known), value=text, size="sm", label=label, searchable=True,
            nothingFoundMessage=_("Nothing of this name"),
        )  # fmt: skip
    elif field.how == "choice" and field.choices:
        control = _select(made, field.choices(), text, label)
    elif field.how.startswith("thing:"):
        control = _select(made, known_things(current, field.how.removeprefix("thing:")), text, label)
    elif field.how == "long":
        control = dmc.Textarea(id=made, value=text, size="sm", autosize=True, minRows=3, maxRows=12, label=label)
    else:
        control = dmc.TextInput(id=made, value=text, size="sm", label=label)
    hint = [html.P(_(field.hint), className="edit-hint")] if field.hint else []
    error = html.Span(className="edit-error", role="alert", id=f"{made}-error")
    wide = field.how == "long" or field.longest >= 1000
    return html.Div([control, *hint, error], className="edit-field edit-wide" if wide else "edit-field")


def _select(made: str, choices: Mapping[str, str], text: str, label: list) -> dmc.Select:
    kept = dict(choices) if not text or text in choices else {text: text, **choices}
    return dmc.Select(
        id=made, data=_options(kept), value=text or None, size="sm", searchable=True, clearable=True, placeholder=_("None"),
        nothingFoundMessage=_("Nothing of this name"), label=label,
    )  # fmt: skip


def _options(choices: Mapping[str, str]) -> list[dict[str, str]]:
    return [{"value": code, "label": words} for code, words in choices.items()]


def seen_store(kind: str, seen: int) -> dcc.Store:
    """Which writing of the thing the person has before them."""
    return dcc.Store(control_id(kind, "seen"), data=seen)
