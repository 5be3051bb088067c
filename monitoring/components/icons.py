"""A few line icons, drawn by us, as masks of the style sheet: they take the colour of their text and need no script."""

from dash import html


def icon(name: str) -> html.Span:
    """A decorative icon; the control that holds it carries the name."""
    return html.Span(className=f"icon icon-{name}", **{"aria-hidden": "true"})
