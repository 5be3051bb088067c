"""The controls of `/data`: the browser's own, each naming what it does, so that one callback serves a table of any length.

assets/clientside/data.js listens for them: `data-act` with `data-name` and the value of the control, or `data-value`.
"""

from collections.abc import Iterable, Sequence

from dash import html

from .markup import Element

Choice = tuple[str, str]  # value, words


def button(
    words: object, act: str, name: str = "", value: str = "", look: str = "plain", **more: object
) -> html.Button:
    """`look`: plain (a bordered button), main (the one filled button of a page) or link."""
    classes = {"plain": "data-button", "main": "data-button data-button-main", "link": "plain-link"}
    attributes = {"data-act": act, "data-name": name, "data-value": value}
    return html.Button(words, type="button", className=classes[look], **{**attributes, **more})  # type: ignore[arg-type]


def choose(
    label: str, act: str, name: str, choices: Iterable[Choice], value: str, hidden_label: bool = False,
    groups: Sequence[tuple[str, Sequence[Choice]]] = (),
) -> html.Label:  # fmt: skip
    """A list to choose one of; `groups`: further choices under a heading each."""
    options: list[object] = [_option(each, value) for each in choices]
    options += [html.Optgroup([_option(each, value) for each in some], label=title) for title, some in groups]
    return _labelled(
        label, html.Select(options, className="data-select", **{"data-act": act, "data-name": name}), hidden_label
    )  # type: ignore[arg-type]


def write(
    label: str, act: str, name: str, value: str, hidden_label: bool = False, words: str | None = None,
    placeholder: str = "", **more: object,
) -> html.Label:  # fmt: skip
    """A line to write in; `words`: the id of a list of suggestions."""
    attributes = {
        "type": "text", "class": "data-input", "value": value, "list": words, "placeholder": placeholder or None,
        "maxlength": "300", "data-act": act, "data-name": name,
    }  # fmt: skip
    return _labelled(label, Element("input", {**attributes, **more}), hidden_label)


def _option(choice: Choice, value: str) -> html.Option:
    return html.Option(choice[1], value=choice[0], selected=choice[0] == value)


def _labelled(label: str, control: object, hidden_label: bool) -> html.Label:
    words = html.Span(label, className="visually-hidden" if hidden_label else "data-label")
    return html.Label([words, control], className="data-field")


def card(title: object, content: Sequence[object], subtitle: object = None, **more: object) -> html.Section:
    head = [html.H2(title, className="section-title")]
    if subtitle:
        head.append(html.P(subtitle, className="section-subtitle"))
    return html.Section([*head, *content], className="data-card", **more)  # type: ignore[arg-type]
