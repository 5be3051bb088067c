"""A button that unfolds a list: the browser's own disclosure, so it needs no script to be reached by keyboard.

Mantine's menu puts its ARIA attributes on a wrapper without a role (axe: aria-allowed-attr), hence not that.
"""

from dash import html

from .icons import icon


def menu(
    label: object, content: object, name: str | None = None, leading: str | None = None, **attributes
) -> html.Details:
    """`label` on the button, `content` in the box; `name` where the label alone does not say what it is."""
    parts = [icon(leading), html.Span(label)] if leading else [html.Span(label), icon("chevron")]
    aria = {"aria-label": name} if name else {}
    button = html.Summary(parts, className="menu-button", **aria)
    return html.Details([button, html.Div(content, className="menu-box")], className="menu", **attributes)
