"""The sentence bar: the filter in words, written by the object that filters; its bold words open the control they name."""

import dash_mantine_components as dmc
from dash import html

from ..exports.formats import DOWNLOADS, LINKED
from ..language import _
from ..vocabulary.filters import Filter
from .current import Data
from .icons import icon
from .menu import menu


def sentence(chosen: Filter, current: Data, seizures: int) -> list:
    """The parts of the sentence as buttons and text, for the bar's heading; no line begins with a comma."""
    shown: list = []
    for part in chosen.parts(seizures, current.known.groups):
        if part.name:
            shown.append(html.Button(part.text, className="sentence-part", type="button", **{"data-open": part.name}))
            continue
        comma, space, rest = part.text.partition(" ")
        if shown and comma and isinstance(shown[-1], html.Button):
            shown[-1] = html.Span([shown[-1], comma], className="sentence-joined")
            shown.append(html.Span(space + rest))
        else:
            shown.append(html.Span(part.text))
    return shown


def sentence_bar() -> html.Div:
    """The bar with the place of the sentence."""
    return html.Div(
        [
            html.H1(id="sentence", className="sentence"),
            html.Div(
                [
                    dmc.SegmentedControl(
                        id="arrangement",
                        data=[
                            {"value": "map", "label": _("Map")},
                            {"value": "both", "label": _("Both")},
                            {"value": "table", "label": _("Table")},
                        ],
                        value="map",
                        size="xs",
                        **{"aria-label": _("Show the map, the table or both")},
                    ),
                    dmc.Button(
                        _("Copy link"),
                        id="copy-link",
                        variant="default",
                        size="xs",
                        leftSection=icon("link"),
                        **{"data-done": _("Copied")},
                    ),
                    download_menu(),
                ],
                className="sentence-actions",
            ),
        ],
        className="sentence-bar",
    )


def download_menu() -> dmc.Menu:
    """Plain links: they work by keyboard and without the dashboard's code; the browser's code keeps their query current."""
    files = [
        html.A(
            [html.Span(_(found.label), className="menu-name"), html.Span(f".{found.suffix}", className="menu-hint")],
            href=f"/download/seizures.{found.suffix}",
            className="menu-link",
            **{"data-download": found.suffix},
        )
        for found in (*DOWNLOADS, LINKED)
    ]
    picture = html.Button(
        [html.Span(_("Picture of the map"), className="menu-name"), html.Span(".png", className="menu-hint")],
        id="save-picture", type="button", className="menu-link", n_clicks=0,
    )  # fmt: skip
    note = html.P(_("The rows on the screen, with codebook, sources and this sentence."), className="menu-note")
    return menu(_("Download"), [note, *files, picture], leading="download")
