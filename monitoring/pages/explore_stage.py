"""The middle of Explore: the map with its boxes, the time brush, and the table."""

import dash_mantine_components as dmc
from dash import dcc, html

from ..components.current import Data
from ..components.imported_areas import LAYER as AREAS
from ..components.imported_areas import imported_areas
from ..components.items_table import items_section
from ..components.map import map_host
from ..components.map_legend import LETTERS, not_mapped_note
from ..components.panel import CHART_OPTIONS
from ..components.publisher import boundary_note
from ..components.year_slider import year_slider
from ..language import _
from ..vocabulary.filters import Filter
from ..vocabulary.view import View
from .explore_drawing import Drawing
from .explore_map import shown_layers, spec
from .explore_player import play_button, year_box


def stage(chosen: Filter, drawn: Drawing) -> html.Div:
    """Map, time brush and table: the middle of the page, mounted with `drawn`."""
    view, current = drawn.view, drawn.current
    return html.Div(
        [
            html.Div(
                [
                    mounted(_("Map of seizures. The table holds the same rows."), drawn),
                    html.Div(id="legend", className="map-box map-legend"),
                    layer_switch(view, current),
                    html.Button(
                        _("Show all on the map"), type="button", className="map-box map-fit", **{"data-fit": "1"}
                    ),
                    html.Div(id="not-mapped", className="map-box map-note"),
                    year_box(view),
                ],
                className="map-stage",
            ),
            html.P(boundary_note(), className="map-disclaimer"),
            time_brush(chosen, current),
            items_section(),
        ],
        className="stage",
    )


def mounted(label: str, drawn: Drawing) -> html.Div:
    """The map's place with what it is mounted with, so that no further trip is needed to draw it."""
    host = map_host("explore-map", label)
    store = next(part for part in host.children if getattr(part, "id", "") == "explore-map-spec")
    store.data = spec(label, drawn)
    return host


def map_notes(drawn: Drawing) -> list:
    """What the map does not show one by one, and what it does not show at all."""
    sums = drawn.note()
    return [*([html.P(sums)] if sums else []), *not_mapped_note(drawn.current, drawn.selection)]


def layer_switch(view: View, current: Data) -> html.Div:
    """What is drawn beside seizures, and what a symbol's size means; both are part of the link."""
    titles = {
        "routes": _("Published routes"),
        "crossings": _("Border crossings"),
        "ports": _("Ports"),
        "airports": _("Airports"),
        AREAS: _("Imported areas"),
        LETTERS: _("Letters for substances"),
    }
    if imported_areas(current).empty:
        del titles[AREAS]
    sizes = [{"value": "mass", "label": _("Weight")}, {"value": "count", "label": _("Number")}]
    boxes = [dmc.Checkbox(label=title, value=name, size="sm") for name, title in titles.items()]
    return html.Details(
        [
            html.Summary(_("Layers")),
            dmc.CheckboxGroup(
                dmc.Stack(boxes, gap=8), id="layers", value=list(shown_layers(view)), **{"aria-label": _("Layers")}
            ),
            html.Div(_("Size of a symbol"), className="label", id="size-label"),
            dmc.SegmentedControl(
                id="size", data=sizes, value=view.size, size="xs", fullWidth=True, **{"aria-labelledby": "size-label"}
            ),
        ],
        className="map-box map-layers",
    )


def time_brush(chosen: Filter, current: Data) -> html.Section:
    """One bar a year over a range slider; the exact days of a link stay until the slider is moved."""
    return html.Section(
        [
            html.Div(
                [
                    html.H2(_("Seizures a year"), className="section-title"),
                    play_button(),
                    html.Span(id="play-problem", className="problem-inline", role="status"),
                    html.Span(id="brush-note", className="note"),
                ],
                className="brush-head",
            ),
            dcc.Graph(id="chart-years", config=CHART_OPTIONS, className="brush-bars"),
            year_slider(chosen, current),
            html.Div(id="playhead", className="playhead", hidden=True),
            dcc.Store("played"),
        ],
        className="brush",
        **{"aria-label": _("Period")},
    )
