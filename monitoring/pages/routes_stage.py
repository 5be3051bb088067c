"""The middle of the routes: one map, or two with one camera, with its legend and its switches."""

import dash_mantine_components as dmc
from dash import html

from ..components.current import Data
from ..components.map import map_host
from ..components.map_legend import legend_of_groups
from ..components.publisher import boundary_note
from ..components.routes_of import ends_of, shown_layers
from ..components.year_slider import year_slider
from ..language import _
from ..vocabulary.filters import Filter
from ..vocabulary.view import View
from .routes_map import MAP, legend_groups, spec


def stage(chosen: Filter, view: View, current: Data) -> html.Div:
    label = _("Map of routes. The tables beside it hold the same legs.")
    host = map_host(MAP, label)
    store = next(part for part in host.children if getattr(part, "id", "") == f"{MAP}-spec")
    store.data = spec(label, view)
    return html.Div(
        [
            html.Div(
                [
                    html.Div([host, html.Div(id="map-title", className="map-box map-title")], className="one-map"),
                    html.Div(id="second-map", className="one-map"),
                    html.Div(id="routes-legend", className="map-box map-legend"),
                    switches(view),
                ],
                className="map-stage maps",
            ),
            html.P(boundary_note(), className="map-disclaimer"),
            html.Section(
                [html.H2(_("Period"), className="section-title"), year_slider(chosen, current)],
                className="period",
                **{"aria-label": _("Period")},
            ),
        ],
        className="stage",
    )


def legend_box(current: Data, chosen: Filter, view: View) -> html.Details:
    """Folded where two maps need the room."""
    return legend_of_groups(legend_groups(current, chosen, view), view.theme or "light", opened=view.lens != "before")


def switches(view: View) -> html.Details:
    """What a leg is, what its width and ink say, and what else is drawn; all of it is part of the link."""
    layers = {
        "published": _("Published pairs"),
        "interpreted": _("Our reading of lists"),
        "stubs": _("Ends not stated"),
        "corridors": _("Corridors, drawn by us"),
        "crossings": _("Border crossings, by seizures nearby"),
        "ports": _("Ports, by seizures nearby"),
    }
    boxes = [dmc.Checkbox(label=label, value=name, size="sm") for name, label in layers.items()]
    return html.Details(
        [
            html.Summary(_("Lines")),
            _choice(
                "ends", _("A leg leads to"), ends_of(view),
                {"seizure": _("place of seizure"), "destination": _("destination")},
            ),
            _choice("width", _("Width of a line"), view.width or "count", {"count": _("seizures"), "mass": _("weight")}),
            _choice("ink", _("Ink of a line"), view.ink or "one", {"one": _("one"), "group": _("by substance")}),
            dmc.Checkbox(id="r-once", label=_("Legs seen once, too"), checked=view.once == "shown", size="sm"),
            dmc.NumberInput(
                id="r-top", label=_("Largest legs, the rest faded"), value=view.top or "", min=1, max=9999, size="xs",
                placeholder=_("as many as can be read"), debounce=500,
            ),
            dmc.CheckboxGroup(
                dmc.Stack(boxes, gap=8), id="r-layers", value=list(shown_layers(view)), label=_("Also drawn"),
            ),
        ],
        className="map-box map-layers",
    )  # fmt: skip


def _choice(name: str, label: str, value: str, options: dict[str, str]) -> html.Div:
    return html.Div(
        [
            html.Div(label, className="label", id=f"r-{name}-label"),
            dmc.SegmentedControl(
                id=f"r-{name}", data=[{"value": key, "label": word} for key, word in options.items()], value=value,
                size="xs", fullWidth=True, **{"aria-labelledby": f"r-{name}-label"},
            ),
        ]
    )  # fmt: skip
