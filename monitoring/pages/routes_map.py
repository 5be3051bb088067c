"""The map of routes: what it is mounted with, and the commands that make it follow the link."""

import pandas as pd
from dash import html

from ..components.corridor_map import GATEWAYS, corridor_collections, gateway_points
from ..components.current import Data
from ..components.halves_of import halves_of, lines_before_and_after
from ..components.map import map_host, picture
from ..components.map import spec as map_spec
from ..components.nodes import nodes
from ..components.publisher import boundary_note
from ..components.routes_of import collections_of, shown_layers, width_times
from ..figures import corridors, coverage_layers, gateways, lens_areas, routes
from ..figures.basemap import Command, Layer, changes, focus_commands, style, unlabelled_commands, with_data
from ..figures.legends import LegendGroup
from ..figures.theme import Theme
from ..language import _, day, direction, language
from ..measures.nearby import NEAR_KM
from ..vocabulary.filters import Filter
from ..vocabulary.view import View
from .routes_before import titles
from .routes_coverage import NONE, coverage_commands, coverage_legend
from .routes_distance import circle_areas
from .routes_gate import gate_areas

MAP, AFTER = "routes-map", "routes-map-after"
AREAS = {"gate": gate_areas, "distance": circle_areas}  # what a lens lays over the map
OPENING = (14.0, 12.0, 86.0, 57.0)  # west, south, east, north: from the Balkans to India and Russia
BASES = ("published", "interpreted")


def spec(label: str, view: View, foot: bool = True) -> dict:
    """The map as it is mounted, without data."""
    theme = view.theme or "light"
    return map_spec(
        label,
        with_data(style(theme, language()), _sources({}), own_layers(theme)),
        camera_of(view),
        INTERACTIVE,
        {"foot": ("start" if direction() == "rtl" else "end") if foot else None},
        sync=MAP,
    )


def fixed_spec(label: str, view: View, current: Data, legs: pd.DataFrame, stubs: pd.DataFrame) -> dict:
    """A small map that shows these legs and stubs whole, and does not change."""
    at, theme = nodes(current.version.id), view.theme or "light"
    found = routes.collections(legs, stubs, at)
    base = with_data(style(theme, language()), _sources(found), own_layers(theme))
    for _method, layer, value in unlabelled_commands(routes.node_iso3s(found)):
        next(one for one in base["layers"] if one["id"] == layer)["filter"] = value
    points = [point for line in found["route-lines"]["features"] for point in line["geometry"]["coordinates"]]
    points += [at[node] for node in stubs["node"] if node in at]
    return map_spec(label, base, _whole_view(points), routes.ALL_INTERACTIVE)


def camera_of(view: View) -> dict:
    """Where the link stands, or the opening view, which fits a map of any shape."""
    if view.at is None:
        return {"bounds": list(OPENING)}
    lon, lat, zoom = view.at
    return {"center": [lon, lat], "zoom": zoom}


def _whole_view(points: list) -> dict:
    if not points:
        return {"bounds": list(OPENING)}
    lons, lats = zip(*(point[:2] for point in points))
    margin = 2.0
    return {"bounds": [min(lons) - margin, min(lats) - margin, max(lons) + margin, max(lats) + margin]}


def _sources(found: dict[str, dict]) -> dict[str, dict]:
    return {**corridors.sources(), **lens_areas.sources(), **routes.sources(found), **gateways.sources()}


def own_layers(theme: Theme) -> list[Layer]:
    return [
        *coverage_layers.layers(theme, NONE, (), shown=False), *corridors.layers(theme), *lens_areas.layers(theme),
        *routes.layers(theme, language()), *gateways.layers(theme),
    ]  # fmt: skip


INTERACTIVE = {**routes.ALL_INTERACTIVE, **gateways.INTERACTIVE, **corridors.INTERACTIVE}


def commands(current: Data, chosen: Filter, view: View) -> list[Command]:
    """Data, colours, layers and focus for a link; the camera stays where the reader put it."""
    return _commands(current, chosen, view, first_map(current, chosen, view))


def first_map(current: Data, chosen: Filter, view: View) -> dict[str, dict]:
    """The legs of the filter, or of the first period where two are compared."""
    if view.lens == "before":
        return lines_before_and_after(current, chosen, view)[0]
    return collections_of(current, chosen, view)


def _commands(current: Data, chosen: Filter, view: View, found: dict[str, dict]) -> list[Command]:
    theme, shown = view.theme or "light", shown_layers(view)
    kinds = shown_gateways(view)
    return [
        *routes.commands(found),
        *lens_areas.commands(AREAS[view.lens](view) if view.lens in AREAS else lens_areas.NOTHING),
        *recolour(theme),
        *coverage_commands(current, chosen, view),
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
    found = first_map(current, chosen, view)
    theme, shown = view.theme or "light", shown_layers(view)
    return [
        *routes.legend_of(theme, found, view.width or "count", view.ink or "one", width_times(current, view)),
        *coverage_legend(current, chosen, view),
        *(corridors.legend(theme) if "corridors" in shown else []),
        *gateways.legend(theme, shown_gateways(view), NEAR_KM),
    ]


def second_map(current: Data, chosen: Filter, view: View) -> list:
    """The map of what came after, beside the first and moving with it; nothing where the lens does not compare."""
    if view.lens != "before":
        return []
    label = _("Map of routes after the day. The table beside it holds the same legs.")
    host = map_host(AFTER, label)
    mounted = spec(label, view, foot=False)
    stores = {getattr(part, "id", ""): part for part in host.children}
    stores[f"{AFTER}-spec"].data = mounted
    after = lines_before_and_after(current, chosen, view)[1]
    stores[f"{AFTER}-commands"].data = _commands(current, chosen, view, after)
    return [host, html.Div(map_titles(current, chosen, view)[1], className="map-box map-title")]


def map_titles(current: Data, chosen: Filter, view: View) -> tuple[str, str]:
    """What stands over the maps; nothing over a single one."""
    if view.lens != "before":
        return "", ""
    return titles(halves_of(current, chosen, view)[0])


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
