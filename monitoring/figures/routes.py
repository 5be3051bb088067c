"""Route legs as curved arrows between countries: what a line rests on is its pattern, one layer a basis.

A published or interpreted leg has no volume, so its width says nothing and its ink is neutral. Curves are made in the
map's own projection, so that the arrow at the end points where the line on the screen ends.
"""

import json
from collections.abc import Iterable, Mapping
from math import atan, atan2, degrees, hypot, log, pi, radians, sinh, tan

import pandas as pd

from ..language import N_, _, listed, ngettext
from ..vocabulary.countries import COUNTRIES, country_name
from ..vocabulary.modes import mode_name
from .basemap import Command, Layer, label_text
from .legends import LegendEntry, LegendGroup
from .theme import MAP_FONTS, TEXT_PX, Theme, colours

SOURCES = ("route-lines", "route-arrows", "route-nodes")
BASES = {  # drawn over one another in this order; a pair is drawn once, by the basis that comes last here
    "interpreted": N_("Our reading of a published list"),
    "published": N_("Published pair of countries, no volume"),
    "reported": N_("Reported in seizure records"),
}
DASHES: Mapping[str, list[float]] = {"interpreted": [0.1, 2.2], "published": [3.2, 2], "reported": []}
_WIDTHS_PX = {"interpreted": 2.3, "published": 1.8}
_REPORTED_PX = ((10, 7.5), (5, 4.8), (2, 2.8), (1, 1.5))  # at least so many seizures -> width
BOW = 0.16  # distance of the control point from the chord, in chord lengths, always left of travel
STEPS = 40
DESIGN_ZOOM = 3.8  # gaps at the ends are right here; they are ground distances, so they grow and shrink with the zoom
NODE_GAP_PX = 8.0
NODE_PX = 8.5
INTERACTIVE = {f"route-{basis}": "routes" for basis in reversed(BASES)}
LAYERS = (*(f"route-{basis}" for basis in BASES), "route-casing", "route-arrows", "route-nodes", "route-node-labels")

Point = tuple[float, float]


def width_px(basis: str, seizures: int = 0) -> float:
    """How thick a leg is; only a reported one has a number of seizures behind it."""
    if basis != "reported":
        return _WIDTHS_PX[basis]
    return next(width for least, width in _REPORTED_PX if seizures >= least)


def arrow_px(width: float) -> float:
    return 9 + 2.1 * width


def legs(frame: pd.DataFrame, nodes: Mapping[str, Point]) -> dict[str, dict]:
    """GeoJSON by source name (SOURCES) for `route, from_iso3, to_iso3, basis, mode` (and, if reported, `seizures`).

    One line a pair of countries and direction. `nodes`: iso3 -> (lon, lat); a leg without both is left out. Longitudes of
    a line may pass 180, so that it is drawn whole. Properties of lines: id and ids ("AFG-IRN"), basis, width, tip; of
    arrows also bearing (degrees clockwise from up, the screen's).
    """
    known = frame["from_iso3"].isin(nodes) & frame["to_iso3"].isin(nodes)
    drawn = frame[known & (frame["from_iso3"] != frame["to_iso3"])]
    lines, arrows = [], []
    for (start, end), rows in drawn.groupby(["from_iso3", "to_iso3"], sort=True):
        properties = _properties(start, end, rows)
        path = curve(nodes[start], nodes[end], arrow_px(properties["width"]))
        tip_at, bearing = path[-1], screen_bearing(path[-2], path[-1])
        lines.append(_feature("LineString", [list(point) for point in path], properties))
        arrows.append(_feature("Point", list(tip_at), properties | {"bearing": bearing}))
    used = sorted(set(drawn["from_iso3"]) | set(drawn["to_iso3"]))
    points = [_feature("Point", list(nodes[iso3]), _node(iso3)) for iso3 in used]
    made = zip(SOURCES, (lines, arrows, points), strict=True)
    return {name: {"type": "FeatureCollection", "features": features} for name, features in made}


def _feature(kind: str, coordinates: list, properties: dict) -> dict:
    return {"type": "Feature", "geometry": {"type": kind, "coordinates": coordinates}, "properties": properties}


def _properties(start: str, end: str, rows: pd.DataFrame) -> dict:
    basis = max(rows["basis"], key=list(BASES).index)
    same = rows[rows["basis"] == basis]
    seizures = int(same["seizures"].sum()) if basis == "reported" else 0
    key = f"{start}-{end}"
    return {"id": key, "ids": json.dumps([key]), "basis": basis, "width": width_px(basis, seizures),
            "tip": _tip(start, end, same, basis, seizures)}  # fmt: skip


def _tip(start: str, end: str, rows: pd.DataFrame, basis: str, seizures: int) -> str:
    words = ngettext("{n} seizure", "{n} seizures", seizures) if basis == "reported" else ""
    routes = listed(sorted(set(rows["route"].dropna())))
    modes = sorted({mode for cell in rows["mode"].dropna() for mode in str(cell).split(";") if mode})
    lines = [_("{start} to {end}", start=country_name(start), end=country_name(end)), _(BASES[basis]), words]
    lines.append(_("Route: {names}", names=routes) if routes else "")
    lines.append(listed(_mode(mode) for mode in modes))
    return "\n".join(line for line in lines if line)


def _mode(code: str) -> str:
    try:
        return mode_name(code)
    except KeyError:
        return code  # as the source words it


def _node(iso3: str) -> dict:
    """Short names; MapLibre 6.17 also turns the brackets of a long Arabic one the wrong way round (seen)."""
    country = COUNTRIES[iso3]
    return {"id": iso3, "iso3": iso3, "name_en": country.short_en, "name_ar": country.name_ar.partition(" (")[0]}


def to_mercator(point: Point) -> Point:
    """Lon and lat to Web Mercator with the world 1 wide, y downwards as on the screen; lon may pass 180."""
    lon, lat = point
    return (lon + 180) / 360, 0.5 - log(tan(pi / 4 + radians(lat) / 2)) / (2 * pi)


def _from_mercator(x: float, y: float) -> Point:
    return round(x * 360 - 180, 5), round(degrees(atan(sinh(pi * (1 - 2 * y)))), 5)


def screen_bearing(start: Point, end: Point) -> float:
    """The direction from `start` to `end` as drawn, degrees clockwise from up, 0 to 360."""
    (x0, y0), (x1, y1) = to_mercator(start), to_mercator(end)
    return round(degrees(atan2(x1 - x0, y0 - y1)) % 360, 2)


def curve(start: Point, end: Point, arrow: float = 0.0) -> list[Point]:
    """A bowed line between two places, the shorter way round the world, ending short of both; `arrow` px are kept free."""
    (x0, y0), (x1, y1) = to_mercator(start), to_mercator(end)
    x1 += round(x0 - x1)  # the copy of the end that is nearest
    dx, dy = x1 - x0, y1 - y0
    control = (x0 + x1) / 2 + BOW * dy, (y0 + y1) / 2 - BOW * dx
    px = hypot(dx, dy) * 512 * 2**DESIGN_ZOOM
    first = min(NODE_GAP_PX / px, 0.2)
    last = 1 - min((NODE_GAP_PX + 0.75 * arrow) / px, 0.35)
    steps = [first + (last - first) * i / STEPS for i in range(STEPS + 1)]
    return [_from_mercator(*_at(t, (x0, y0), control, (x1, y1))) for t in steps]


def _at(t: float, start: Point, control: Point, end: Point) -> Point:
    a, b, c = (1 - t) ** 2, 2 * t * (1 - t), t * t
    return a * start[0] + b * control[0] + c * end[0], a * start[1] + b * control[1] + c * end[1]


def sources(collections: Mapping[str, dict | str]) -> dict[str, dict]:
    """`collections`: source -> GeoJSON, or the address of it on our own server."""
    # the usual tolerance makes corners of our curves at low zoom
    common = {"type": "geojson", "promoteId": "id", "tolerance": 0.05}
    return {name: {**common, "data": data} for name, data in collections.items()}


def layers(theme: Theme, language: str, shown: bool = True) -> list[Layer]:
    """Casing under the reported lines, one layer a basis, arrowheads, and rings and names of the countries."""
    token = colours(theme)
    made = [_casing(token), *(_line(basis, token) for basis in BASES), _arrows(token), _nodes(token),
            _node_labels(token, language)]  # fmt: skip
    for layer in made:
        layer.setdefault("layout", {})["visibility"] = "visible" if shown else "none"
    return made


_OVER_PLACES = {"slot": "points", "level": 1}
_HOVERED = ["boolean", ["feature-state", "hover"], False]


def _ink(basis: str, token: dict) -> str:
    return token["accent"] if basis == "reported" else token["ink2"]


def _line(basis: str, token: dict) -> Layer:
    paint: dict = {
        "line-color": ["case", _HOVERED, token["flag"], _ink(basis, token)], "line-width": ["get", "width"],
    }  # fmt: skip
    if DASHES[basis]:
        paint["line-dasharray"] = DASHES[basis]
    cap = "round" if basis == "interpreted" else "butt"
    return {"id": f"route-{basis}", "type": "line", "source": "route-lines", "metadata": {"slot": "lines"},
            "filter": ["==", ["get", "basis"], basis], "paint": paint,
            "layout": {"line-cap": cap, "line-join": "round"}}  # fmt: skip


def _casing(token: dict) -> Layer:
    paint = {"line-color": token["map_halo"], "line-width": ["+", ["get", "width"], 2]}
    return {"id": "route-casing", "type": "line", "source": "route-lines", "metadata": {"slot": "lines"},
            "filter": ["==", ["get", "basis"], "reported"], "layout": {"line-join": "round"}, "paint": paint}  # fmt: skip


def _arrows(token: dict) -> Layer:
    """Heads sit with their notch on the line's end; an icon's offset counts in its own turned and sized pixels."""
    layout = {
        "icon-image": "arrow", "icon-rotate": ["get", "bearing"], "icon-rotation-alignment": "map",
        "icon-size": ["/", ["+", 9, ["*", 2.1, ["get", "width"]]], 24], "icon-offset": [0, -6],
        "icon-allow-overlap": True, "icon-ignore-placement": True,
    }  # fmt: skip
    reported = ["==", ["get", "basis"], "reported"]
    ink = ["case", reported, _ink("reported", token), _ink("published", token)]
    paint = {"icon-color": ink, "icon-halo-color": token["map_halo"], "icon-halo-width": 1}
    return {"id": "route-arrows", "type": "symbol", "source": "route-arrows", "metadata": {"slot": "lines"},
            "layout": layout, "paint": paint}  # fmt: skip


def _nodes(token: dict) -> Layer:
    paint = {
        "circle-radius": NODE_PX / 2 - 2, "circle-color": token["map_halo"],
        "circle-stroke-color": token["ink"], "circle-stroke-width": 2,
    }  # fmt: skip
    return {"id": "route-nodes", "type": "circle", "source": "route-nodes", "metadata": _OVER_PLACES, "paint": paint}


def _node_labels(token: dict, language: str) -> Layer:
    layout = {
        "text-field": label_text(language), "text-font": MAP_FONTS, "text-size": TEXT_PX, "text-max-width": 8,
        "text-variable-anchor": ["top", "bottom", "left", "right"], "text-radial-offset": 0.7, "text-justify": "auto",
    }  # fmt: skip
    paint = {"text-color": token["ink"], "text-halo-color": token["map_halo"], "text-halo-width": 1.6}
    return {"id": "route-node-labels", "type": "symbol", "source": "route-nodes", "metadata": _OVER_PLACES,
            "layout": layout, "paint": paint}  # fmt: skip


def visible_commands(shown: bool) -> list[Command]:
    """The switch of the whole route layer; send basemap.unlabelled_commands with it, or names stand twice."""
    return [["setLayoutProperty", layer, "visibility", "visible" if shown else "none"] for layer in LAYERS]


def node_iso3s(collections: Mapping[str, dict]) -> list[str]:
    return [feature["properties"]["iso3"] for feature in collections["route-nodes"]["features"]]


def legend(theme: Theme, bases: Iterable[str] = BASES) -> list[LegendGroup]:
    """What the patterns mean, for the `bases` drawn; and that a ring is a country, not a place."""
    token, wanted = colours(theme), set(bases)
    entries: list[LegendEntry] = [
        {"sign": "line", "label": _(words), "colour": _ink(basis, token), "dash": DASHES[basis],
         "width_px": width_px(basis, 5), "round": basis == "interpreted"}
        for basis, words in reversed(BASES.items()) if basis in wanted
    ]  # fmt: skip
    ends: list[LegendEntry] = [
        {
            "sign": "ring",
            "label": _("country known, place not"),
            "diameter_px": NODE_PX,
            "ring_px": 2,
            "colour": token["ink"],
        }
    ]
    return [{"title": _("What a line rests on"), "entries": entries}, {"title": _("Ends of a line"), "entries": ends}]
