"""The form of a thing with a name: one for each kind, drawn from its fields."""

from collections.abc import Mapping
from typing import Any

import dash_mantine_components as dmc
from dash import dcc, html

from ...language import _
from ...vocabulary.things import Field, Thing
from ..current import Data
from .known import known_things

FIELD, ERROR = "thing-field", "thing-error"  # types of the ids of controls and of what is said under them


def form(current: Data, what: Thing, texts: Mapping[str, Any], new: bool) -> html.Div:
    """Every field with its text; of a new thing that a person names, the name first."""
    fields = [_control(current, field, texts[field.name]) for field in what.fields]
    name = Field("thing_name", _("Short name, as it stands in links"), needed=True, longest=64)
    return html.Div(
        [
            html.Div(
                [*([_control(current, name, "")] if new and what.named else []), *fields], className="edit-fields"
            ),
            html.Div(
                _control(current, Field("reason", _("Why you change this"), needed=True, longest=1000), ""),
                className="edit-fields",
            ),
            html.Button(_("Save"), type="button", id="thing-save", className="data-button data-button-main"),
            html.Div(id="thing-said", role="status"),
        ],
        className="edit-form thing-form",
    )


def _control(current: Data, field: Field, text: Any) -> html.Div:
    made = {"type": FIELD, "name": field.name}
    label = [_(field.label), *([html.Span(f" {_('(needed)')}", className="edit-needed")] if field.needed else [])]
    control: object
    if field.how == "pillars" and field.choices:
        control = dmc.MultiSelect(id=made, data=_options(field.choices()), value=text, size="sm", label=label)
    elif field.how == "choice" and field.choices:
        control = _select(made, field.choices(), text, label)
    elif field.how.startswith("thing:"):
        control = _select(made, known_things(current, field.how.removeprefix("thing:")), text, label)
    elif field.how == "long":
        control = dmc.Textarea(id=made, value=text, size="sm", autosize=True, minRows=3, maxRows=12, label=label)
    else:
        control = dmc.TextInput(id=made, value=text, size="sm", label=label)
    hint = [html.P(_(field.hint), className="edit-hint")] if field.hint else []
    error = html.Span(className="edit-error", role="alert", id={"type": ERROR, "name": field.name})
    wide = field.how == "long" or field.longest >= 1000
    return html.Div([control, *hint, error], className="edit-field edit-wide" if wide else "edit-field")


def _select(made: dict, choices: Mapping[str, str], text: str, label: list) -> dmc.Select:
    kept = dict(choices) if not text or text in choices else {text: text, **choices}
    return dmc.Select(
        id=made, data=_options(kept), value=text or None, size="sm", searchable=True, clearable=True, placeholder=_("None"),
        nothingFoundMessage=_("Nothing of this name"), label=label,
    )  # fmt: skip


def _options(choices: Mapping[str, str]) -> list[dict[str, str]]:
    return [{"value": code, "label": words} for code, words in choices.items()]


def thing_store(seen: int) -> dcc.Store:
    """Which writing of the thing the person has before them."""
    return dcc.Store("thing-seen", data=seen)
