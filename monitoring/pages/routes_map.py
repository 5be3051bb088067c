"""The map of routes: what it is mounted with, and the commands that make it follow the link."""

import pandas as pd
from dash import html

from ..components.corridor_map import GATEWAYS, corridor_collections, gateway_points
from ..components.current import Data
from ..components.map import picture
from ..components.map import spec as map_spec
from ..components.nodes import nodes
from ..components.publisher import boundary_note
from ..components.routes_of import collections_of, shown_layers
from ..figures import corridors, gateways, routes
from ..figures.basemap import Command, Layer, changes, focus_commands, style, unlabelled_commands, with_data
from ..figures.legends import LegendGroup
from ..figures.theme import Theme
from ..language import _, day, direction, language
from ..measures.nearby import NEAR_KM
from ..vocabulary.filters import Filter
from ..vocabulary.view import View

MAP = "routes-map"
DEFAULT_AT = (52.0, 36.0, 2.9)  # lon, lat, zoom: from the Balkans to India and Russia
BASES = ("published", "interpreted")


def spec(label: str, view: View, sync: bool = False) -> dict:
    """The map as it is mounted, without data."""
    theme = view.theme or "light"
    lon, lat, zoom = view.at or DEFAULT_AT
    made = map_spec(
        label,
        with_data(style(theme, language()), _sources({}), own_layers(theme)),
        {"center": [lon, lat], "zoom": zoom},
        INTERACTIVE,
        {"foot": "start" if direction() == "rtl" else "end"},
    )
    return made | {"sync": MAP}


def fixed_spec(label: str, view: View, legs: pd.DataFrame, stubs: pd.DataFrame, current: Data) -> dict:
    """A small map that shows these legs and stubs whole, and does not change."""
    at, theme = nodes(current.version.id), view.theme or "light"
    found = routes.collections(legs, stubs, at)
    base = with_data(style(theme, language()), _sources(found), own_layers(theme))
    for _method, layer, value in unlabelled_commands(routes.node_iso3s(found)):
        next(one for one in base["layers"] if one["id"] == layer)["filter"] = value
    points = [point for line in found["route-lines"]["features"] for point in line["geometry"]["coordinates"]]
    points += [at[node] for node in stubs["node"] if node in at]
    return map_spec(label, base, _whole_view(points), routes.ALL_INTERACTIVE)


def _whole_view(points: list) -> dict:
    if not points:
        lon, lat, zoom = DEFAULT_AT
        return {"center": [lon, lat], "zoom": zoom}
    lons, lats = zip(*(point[:2] for point in points))
    margin = 2.0
    return {"bounds": [min(lons) - margin, min(lats) - margin, max(lons) + margin, max(lats) + margin]}


def _sources(found: dict[str, dict]) -> dict[str, dict]:
    return {**corridors.sources(), **routes.sources(found), **gateways.sources()}


def own_layers(theme: Theme) -> list[Layer]:
    return [*corridors.layers(theme), *routes.layers(theme, language()), *gateways.layers(theme)]


INTERACTIVE = {**routes.ALL_INTERACTIVE, **gateways.INTERACTIVE, **corridors.INTERACTIVE}


def commands(current: Data, chosen: Filter, view: View) -> list[Command]:
    """Data, colours, layers and focus for a link; the camera stays where the reader put it."""
    theme, shown = view.theme or "light", shown_layers(view)
    kinds = shown_gateways(view)
    return [
        *routes.commands(collections_of(current, chosen, view)),
        *recolour(theme),
        *_corridors(current, "corridors" in shown),
        *gateways.commands(gateway_points(current, chosen, kinds) if kinds else gateways.NOTHING, kinds),
        *routes.basis_commands(["reported", *(one for one in BASES if one in shown)], "stubs" in shown),
        *focus_commands([code for code in chosen.country if code != "none"]),
    ]


def shown_gateways(view: View) -> list[str]:
    return [kind for name, kind in GATEWAYS.items() if name in shown_layers(view)]


def _corridors(current: Data, shown: bool) -> list[Command]:
    """The bands come when they are to be seen: a hidden layer would be fetched all the same."""
    data = corridors.data_commands(corridor_collections(current)) if shown else []
    return [*data, *corridors.visible_commands(shown)]


def recolour(theme: Theme) -> list[Command]:
    """Every colour that differs between the themes, whichever the map has now."""
    other: Theme = "light" if theme == "dark" else "dark"
    return changes(_whole(other), _whole(theme))


def _whole(theme: Theme) -> dict:
    return with_data(style(theme, language()), {}, own_layers(theme))


def legend_groups(current: Data, chosen: Filter, view: View) -> list[LegendGroup]:
    found = collections_of(current, chosen, view)
    theme, shown = view.theme or "light", shown_layers(view)
    return [
        *routes.legend_of(theme, found, view.width or "count", view.ink or "one"),
        *(corridors.legend(theme) if "corridors" in shown else []),
        *gateways.legend(theme, shown_gateways(view), NEAR_KM),
    ]


def second_map(current: Data, chosen: Filter, view: View) -> list[html.Div]:
    """The map of what came after, beside the first; nothing where the lens does not compare."""
    return []


def picture_command(current: Data, chosen: Filter, view: View) -> list[Command]:
    """The command that saves what is on the screen, with everything that a reader of the picture needs."""
    version = current.version
    notes = [
        boundary_note(),
        _("Data version {version}, data of {date}.", version=version.id, date=day(version.data_date)),
        _("Seizures show work done, not the size of the flow."),
    ]
    sentence = chosen.sentence(current.select(chosen).seizures, current.known.groups, full=True)
    legend = legend_groups(current, chosen, view)
    return [["exportPng", picture(view.theme or "light", sentence, legend, notes, f"routes-{version.id}.png")]]
