"""A button that unfolds a list: the browser's own disclosure, so it needs no script to be reached by keyboard.

Mantine's menu puts its ARIA attributes on a wrapper without a role (axe: aria-allowed-attr), hence not that.
"""

from collections.abc import Sequence

from dash import html

from ..language import _
from .icons import icon


def menu(
    label: object, content: object, name: str | None = None, leading: str | None = None, **attributes
) -> html.Details:
    """`label` on the button, `content` in the box; `name` where the label alone does not say what it is."""
    parts = [icon(leading), html.Span(label)] if leading else [html.Span(label), icon("chevron")]
    aria = {"aria-label": name} if name else {}
    button = html.Summary(parts, className="menu-button", **aria)
    return html.Details([button, html.Div(content, className="menu-box")], className="menu", **attributes)


def download_menu(files: Sequence[tuple[str, str, str]], attribute: str, picture: str, note: str) -> html.Details:
    """Downloads as plain links: they work by keyboard and without the dashboard's code, which keeps their query current.

    files: (words, suffix, address). attribute: of each link, with the suffix. picture: id of the button for the map's picture.
    """
    links = [
        html.A(
            [html.Span(words, className="menu-name"), html.Span(f".{suffix}", className="menu-hint")],
            href=address, className="menu-link", **{attribute: suffix},
        )
        for words, suffix, address in files
    ]  # fmt: skip
    button = html.Button(
        [html.Span(_("Picture of the map"), className="menu-name"), html.Span(".png", className="menu-hint")],
        id=picture, type="button", className="menu-link", n_clicks=0,
    )  # fmt: skip
    return menu(_("Download"), [html.P(note, className="menu-note"), *links, button], leading="download")
