"""The 34 provinces on the map: one source, the base map's own, whose features get a new state for every year shown.

Feature state `k` of a province and of its label is the step of figures.afghanistan_scale; no data travel when the year
changes. MapLibre takes no pattern by state, so each kind of hatch is a layer that shows itself where it belongs.
"""

from collections.abc import Collection
from functools import cache

import geopandas as gpd
import shapely

from ..paths import BOUNDARIES
from ..vocabulary.admin1 import admin1_name
from .afghanistan_scale import GROWN, NONE, ZERO, fills, inks
from .basemap import Command, Layer
from .theme import MAP_FONTS, TEXT_PX, Theme, colours

COUNTRY = "AFG"
SHAPES, LABELS = "admin1", "af-labels"  # sources with feature states
INTERACTIVE = {"af-fill": "provinces"}
BOUNDS = (60.4, 29.3, 75.0, 38.6)  # west, south, east, north
TOWNS = ("city-dots", "city-labels")  # layers of the base map
RIVERS = "af-rivers"
NOTHING: dict = {"type": "FeatureCollection", "features": []}
_LABEL_TOLERANCE_DEG = 0.01


@cache
def shapes() -> gpd.GeoDataFrame:
    """One row a province: code, geometry (EPSG:4326), in order of code."""
    every = gpd.read_parquet(BOUNDARIES / "admin1.parquet", columns=["code", "iso3", "geometry"])
    ours = every[(every["iso3"] == COUNTRY) & every["code"].str.startswith("AF-")]
    return ours.sort_values("code", ignore_index=True)[["code", "geometry"]]


@cache
def label_points() -> dict[str, tuple[float, float]]:
    """Where a province has most room for its name: the middle of the largest circle inside it."""
    found = {}
    for code, shape in zip(shapes()["code"], shapes().geometry, strict=True):
        largest = max(shapely.get_parts(shape), key=shapely.area)
        # a name is wide: squeezed, the circle becomes an ellipse that lies along it
        squeezed = shapely.transform(largest, lambda at: at * [0.55, 1.0])
        lon, lat = shapely.maximum_inscribed_circle(squeezed, tolerance=_LABEL_TOLERANCE_DEG).coords[0]
        found[code] = (round(lon / 0.55, 3), round(lat, 3))
    return found


def sources() -> dict[str, dict]:
    features = [
        {"type": "Feature", "properties": {"code": code, "name": admin1_name(code)},
         "geometry": {"type": "Point", "coordinates": list(at)}}
        for code, at in label_points().items()
    ]  # fmt: skip
    data = {"type": "FeatureCollection", "features": features}
    return {LABELS: {"type": "geojson", "promoteId": "code", "data": data}}


def by_step(of_step: dict[int, object]) -> list:
    """An expression that gives each step its value; a province without a state yet has no figure."""
    pairs = [part for step, value in of_step.items() if step != NONE for part in (step, value)]
    return ["match", ["coalesce", ["feature-state", "k"], NONE], *pairs, of_step[NONE]]


def only(step: int) -> list:
    return ["match", ["coalesce", ["feature-state", "k"], NONE], step, 1, 0]


def layers(theme: Theme, show: str, shown: Collection[str] = ()) -> list[Layer]:
    """Fills, hatches, outlines and names; `shown` are the switched layers of the link (here: rivers)."""
    token = colours(theme)
    ours = ["==", ["get", "iso3"], COUNTRY]
    hovered, chosen = (["boolean", ["feature-state", name], False] for name in ("hover", "chosen"))
    area: Layer = {"type": "fill", "source": SHAPES, "filter": ours, "metadata": {"slot": "areas"}}
    line: Layer = {"type": "line", "source": SHAPES, "filter": ours, "layout": {"line-join": "round"}}
    visible = {"visibility": "visible" if RIVERS.removeprefix("af-") in shown else "none"}
    return [
        {"id": "af-fill", **area, "paint": {"fill-color": by_step({**fills(show, theme)}), "fill-antialias": False}},
        {"id": "af-grown", **area, "paint": {"fill-pattern": "hatch-grown", "fill-opacity": only(GROWN)}},
        {"id": "af-none", **area, "paint": {"fill-pattern": "hatch-dark" if theme == "dark" else "hatch",
                                            "fill-opacity": only(NONE)}},
        {"id": RIVERS, "type": "line", "source": "rivers", "metadata": {"slot": "lines"}, "layout": visible,
         "paint": {"line-color": token["map_sea_label"], "line-width": 1.1, "line-opacity": 0.75}},
        {"id": "af-line", **line, "metadata": {"slot": "lines"},
         "paint": {"line-color": token["nothing_free_outline"], "line-width": 0.9}},
        {"id": "af-hover", **line, "metadata": {"slot": "lines", "level": 1},
         "paint": {"line-color": token["ink"], "line-width": ["case", hovered, 2, 0],
                   "line-opacity": ["case", hovered, 1, 0]}},
        {"id": "af-chosen", **line, "metadata": {"slot": "lines", "level": 2},
         "paint": {"line-color": token["flag"], "line-width": 3, "line-opacity": ["case", chosen, 1, 0]}},
        *_names(theme, show),
    ]  # fmt: skip


def _names(theme: Theme, show: str) -> list[Layer]:
    """Each province's name, and the digit 0 under the name of one where none was found."""
    halo = {"text-halo-color": by_step({**fills(show, theme)}), "text-halo-width": 1.6}
    text = {"text-font": MAP_FONTS, "text-max-width": 7, "text-line-height": 1.05}
    ink = by_step({**inks(show, theme)})
    common: Layer = {"type": "symbol", "source": LABELS, "metadata": {"slot": "points", "level": -1}}
    return [
        {"id": "af-zero", **common,
         "layout": {**text, "text-field": "0", "text-size": 15, "text-offset": [0, 1.05], "text-allow-overlap": True,
                    "text-ignore-placement": True},
         "paint": {**halo, "text-color": ink, "text-opacity": only(ZERO)}},
        {"id": "af-names", **common,
         "layout": {**text, "text-field": ["get", "name"], "text-padding": 1,
                    "text-variable-anchor": ["center", "top", "bottom"], "text-radial-offset": 0.55,
                    "text-size": ["interpolate", ["linear"], ["zoom"], 4.5, TEXT_PX, 6, 13, 7.5, 16]},
         "paint": {**halo, "text-color": ink}},
    ]  # fmt: skip


def paints(theme: Theme, show: str) -> list[Command]:
    """The commands that colour what is there for another `show`."""
    fill, ink = by_step({**fills(show, theme)}), by_step({**inks(show, theme)})
    return [
        ["setPaintProperty", "af-fill", "fill-color", fill],
        *(["setPaintProperty", layer, "text-color", ink] for layer in ("af-zero", "af-names")),
        *(["setPaintProperty", layer, "text-halo-color", fill] for layer in ("af-zero", "af-names")),
    ]


def visible_commands(shown: Collection[str]) -> list[Command]:
    """Rivers over the provinces and the towns of the base map, by the layers that are switched on."""
    said = {RIVERS: "rivers" in shown} | dict.fromkeys(TOWNS, "towns" in shown)
    return [["setLayoutProperty", layer, "visibility", "visible" if on else "none"] for layer, on in said.items()]
