"""Large parts of a page as HTML text: Dash keeps a subscription for every element of a page, and a table of two thousand
cells takes its browser code a minute to draw, the browser itself a few milliseconds.

Every text and every attribute is escaped here, in one place; assets/clientside/data.js puts the text into its slot.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from dash.development.base_component import Component
from markupsafe import escape

NAMES = {"className": "class", "htmlFor": "for"}  # Dash's word -> HTML's; the others differ in their capitals only
EMPTY = frozenset({"br", "input"})  # elements that have no end
_NAME = re.compile(r"[a-z][a-z0-9-]*")


@dataclass(frozen=True)
class Element:
    """An element that dash.html does not have."""

    tag: str
    attributes: Mapping[str, Any] = field(default_factory=dict)


def markup(node: object) -> str:
    """The HTML of Dash components, elements, texts and lists of them. A dcc.Link stays a link within the application."""
    if node is None:
        return ""
    if isinstance(node, (list, tuple)):
        return "".join(map(markup, node))
    if isinstance(node, Element):
        return _element(node.tag, node.attributes, None)
    if not isinstance(node, Component):
        return str(escape(str(node)))
    properties = dict(node.to_plotly_json()["props"])
    children = properties.pop("children", None)
    if node._type == "Link":
        return _element("a", {**properties, "data-go": ""}, children)
    return _element(node._type.lower(), properties, children)


def _element(tag: str, attributes: Mapping[str, Any], children: object) -> str:
    written = "".join(_attribute(name, value) for name, value in attributes.items())
    return f"<{tag}{written}>" if tag in EMPTY else f"<{tag}{written}>{markup(children)}</{tag}>"


def _attribute(name: str, value: Any) -> str:
    name = NAMES.get(name, name).lower()
    if value is None or value is False or not _NAME.fullmatch(name):
        return ""
    return f" {name}" if value is True else f' {name}="{escape(str(value))}"'
