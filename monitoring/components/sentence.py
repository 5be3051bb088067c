"""The sentence bar: the filter in words, written by the object that filters; its bold words open the control they name."""

import dash_mantine_components as dmc
from dash import html

from ..exports.formats import DOWNLOADS, LINKED
from ..language import _
from ..vocabulary.filters import Filter
from .current import Data
from .icons import icon
from .menu import download_menu


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
                    downloads(),
                ],
                className="sentence-actions",
            ),
        ],
        className="sentence-bar",
    )


def downloads() -> html.Details:
    """The seizures on the screen as files."""
    files = [(_(found.label), found.suffix, f"/download/seizures.{found.suffix}") for found in (*DOWNLOADS, LINKED)]
    note = _("The rows on the screen, with codebook, sources and this sentence.")
    return download_menu(files, "data-download", "save-picture", note)
