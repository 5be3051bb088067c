"""Corridors on a map: soft bands without a hard edge, names along them. Quieter than anything that was reported.

They are an interpretation that people have drawn, and legend and tip say so.
"""

import json

import geopandas as gpd
import numpy as np
import shapely

from ..language import _
from ..vocabulary.corridors import branch_name, corridor_name
from .basemap import Command, Layer
from .legends import LegendEntry, LegendGroup
from .theme import MAP_FONTS, TEXT_PX, Theme, colours

SOURCES = ("corridor-bands", "corridor-lines", "corridor-labels")
LAYERS = ("corridor-fill", "corridor-edge", "corridor-line", "corridor-names")
INTERACTIVE = {"corridor-fill": "corridors"}  # below everything else that can be clicked on
NOTHING: dict = {"type": "FeatureCollection", "features": []}
SIMPLER_DEG = 0.03  # 3 km, of bands a hundred and more wide
FILL, EDGE = 0.09, 0.4
DOTS = [0.4, 2.6]
SMOOTHER = 3
BRANCHES_FROM_ZOOM = 3.6  # before it, the names of corridors: there is no room for more


def collections(frame: gpd.GeoDataFrame, bands: gpd.GeoSeries) -> dict[str, dict]:
    """GeoJSON by source name (SOURCES) of store.corridors.corridors and its measures.corridor_bands.bands.

    Properties: id, ids (JSON text) are the branch_id; corridor; route, name (of corridor and branch, in the language in use); tip.
    """
    lines, areas, labels = [], [], []
    for row, area in zip(frame.itertuples(), bands, strict=True):
        properties = _properties(row)
        areas.append(_feature(shapely.simplify(area, SIMPLER_DEG), properties, 1e-3))
        lines.append(_feature(row.geometry, properties, 1e-4))
        labels.append(_feature(_rounded(row.geometry), properties, 1e-2))
    made = zip(SOURCES, (areas, lines, labels), strict=True)
    return {name: {"type": "FeatureCollection", "features": features} for name, features in made}


def _feature(shape: shapely.Geometry, properties: dict, grid: float) -> dict:
    geometry = json.loads(shapely.to_geojson(shapely.set_precision(shape, grid, mode="pointwise")))
    return {"type": "Feature", "geometry": geometry, "properties": properties}


def _rounded(line: shapely.Geometry) -> shapely.Geometry:
    """The line with its corners cut, again and again (Chaikin 1974): a name along it has no kinks."""
    parts = []
    for part in shapely.get_parts(line):
        at = shapely.get_coordinates(part)
        for _step in range(SMOOTHER):
            first, second = at[:-1], at[1:]
            cut = np.stack([first * 0.75 + second * 0.25, first * 0.25 + second * 0.75], axis=1).reshape(-1, 2)
            at = np.concatenate([at[:1], cut, at[-1:]])
        parts.append(shapely.linestrings(at))
    return shapely.multilinestrings(parts)


def _properties(row) -> dict:
    name = branch_name(row.name)
    tip = [name, interpretation(), _("Follows: {source}", source=row.source)]
    return {
        "id": row.branch_id,
        "ids": json.dumps([row.branch_id]),
        "corridor": row.corridor,
        "route": corridor_name(row.corridor),
        "name": name,
        "tip": "\n".join(tip),
    }


def interpretation() -> str:
    """What is said wherever a corridor is shown."""
    return _("Corridor, drawn by us: an interpretation")


def sources(found: dict[str, dict] | None = None) -> dict[str, dict]:
    """`found`: source -> collection, or the address of one on our own server; a source not given is empty."""
    given = found or {}
    return {name: {"type": "geojson", "promoteId": "id", "data": given.get(name, NOTHING)} for name in SOURCES}


def layers(theme: Theme, shown: bool = False) -> list[Layer]:
    """Bands under every line; their names over the land, along the middle."""
    token = colours(theme)
    hovered = ["boolean", ["feature-state", "hover"], False]
    ink = token["ink3"]
    made: list[Layer] = [
        {"id": "corridor-fill", "type": "fill", "source": "corridor-bands", "metadata": {"slot": "areas", "level": 2},
         "paint": {"fill-color": ink, "fill-opacity": ["case", hovered, 2 * FILL, FILL], "fill-antialias": False}},
        {"id": "corridor-edge", "type": "line", "source": "corridor-bands", "metadata": {"slot": "areas", "level": 2},
         "layout": {"line-cap": "round", "line-join": "round"},
         "paint": {"line-color": ink, "line-width": 1.2, "line-opacity": EDGE, "line-dasharray": DOTS}},
        {"id": "corridor-line", "type": "line", "source": "corridor-lines", "metadata": {"slot": "areas", "level": 2},
         "layout": {"line-join": "round"}, "paint": {"line-color": ink, "line-width": 1, "line-opacity": 0.35}},
        {"id": "corridor-names", "type": "symbol", "source": "corridor-labels", "metadata": {"slot": "lines", "level": -1},
         "layout": {"symbol-placement": "line", "symbol-spacing": 320, "text-max-angle": 40,
                    "text-field": ["step", ["zoom"], ["get", "route"], BRANCHES_FROM_ZOOM, ["get", "name"]],
                    "text-font": MAP_FONTS, "text-size": TEXT_PX, "text-padding": 4},
         "paint": {"text-color": token["ink2"], "text-halo-color": token["map_halo"], "text-halo-width": 1.6}},
    ]  # fmt: skip
    for layer in made:
        layer.setdefault("layout", {})["visibility"] = "visible" if shown else "none"
    return made


def visible_commands(shown: bool) -> list[Command]:
    """The switch of all layers of corridors."""
    return [["setLayoutProperty", layer, "visibility", "visible" if shown else "none"] for layer in LAYERS]


def data_commands(found: dict[str, dict] | dict[str, str]) -> list[Command]:
    """Puts collections, or addresses of them, on a map that is up."""
    return [["setData", name, found[name]] for name in SOURCES if name in found]


def legend(theme: Theme) -> list[LegendGroup]:
    token = colours(theme)
    entry: LegendEntry = {
        "sign": "line", "label": interpretation(), "colour": _mixed(token["ink3"], token["map_land"], 0.3), "width_px": 10,
    }  # fmt: skip
    return [{"title": _("Corridors"), "entries": [entry]}]


def _mixed(ink: str, ground: str, share: float) -> str:
    """`ink` over `ground` with an opacity of `share`; both as #RRGGBB."""
    pairs = zip(bytes.fromhex(ink[1:]), bytes.fromhex(ground[1:]), strict=True)
    return "#" + bytes(round(over * share + under * (1 - share)) for over, under in pairs).hex().upper()
