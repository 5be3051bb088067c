"""The route map: legs as curved arrows, what a line rests on as its pattern, one layer a basis; nodes, ends and stubs.

The legs are a LEGS frame (measures.routes; `published` makes one of the published list alone). Data follow the filter by
`commands`; the layers are set once. Colours of drug groups come with the data (`ink`), so that a switch changes no layer.
"""

from collections.abc import Collection, Iterable, Mapping
from math import cos, radians, sin

import pandas as pd

from .basemap import Command, Layer, label_text, unlabelled_commands
from .route_ends import STUB_SIDES, nodes, stub_features
from .route_legend import DASHES, NODE_PX, PROVINCE_PX, STUB_PX, basis_ink, legend, legend_of
from .route_lines import Ink, drawable, line_features
from .route_pack import packed
from .route_paths import NODE_GAP_PX, Point
from .route_published import published
from .route_scale import By, arrow_px, width_px
from .route_words import BASES, node_name
from .theme import FAMILIES, MAP_FONTS, TEXT_PX, Theme, colours, family_colours

__all__ = ["BASES", "By", "Ink", "arrow_px", "drawable", "legend", "legend_of", "node_name", "published", "width_px"]

SOURCES = ("route-lines", "route-arrows", "route-nodes", "route-stubs")
NOTHING = {"type": "FeatureCollection", "features": []}
FADED_OPACITY = 0.16
INTERACTIVE = {f"route-{basis}": "routes" for basis in reversed(BASES)}  # what Explore can be clicked on
ALL_INTERACTIVE = {"route-stubs": "stubs", "route-nodes": "nodes", **INTERACTIVE}
STUB_LAYER = "route-stubs"
LAYERS = (*(f"route-{basis}" for basis in BASES), "route-casing", "route-arrows", "route-ends", "route-nodes",
          "route-node-labels", STUB_LAYER, "route-selected")  # fmt: skip


def collections(
    legs: pd.DataFrame,
    stubs: pd.DataFrame | None,
    nodes_at: Mapping[str, Point],
    by: By = "count",
    ink: Ink = "one",
    faded: Collection[str] = frozenset(),
    times: int = 1,
) -> dict[str, dict]:
    """GeoJSON by source name (SOURCES) of the legs that are `drawable`, which the caller has filtered, and of the stubs.

    by: width from the number of seizures or from the weight stated. faded: ids of legs drawn faintly. times:
    see route_scale.times_of. nodes_at: node id ->
    (lon, lat). Lines and arrows share their ids (`leg`). Longitudes of a line may pass 180.
    """
    drawn = legs[drawable(legs, nodes_at)]
    unknown = stubs if stubs is not None else _NO_STUBS
    lines, arrows, touched = line_features(drawn, nodes_at, by, ink, frozenset(faded), times)
    made = (lines, arrows, nodes(drawn, unknown, nodes_at), stub_features(unknown, nodes_at, touched))
    return {
        name: {"type": "FeatureCollection", "features": features} for name, features in zip(SOURCES, made, strict=True)
    }


_NO_STUBS = pd.DataFrame({"node": [], "way": [], "seizures": [], "mass_kg": []})


def sources(found: Mapping[str, dict | str]) -> dict[str, dict]:
    """`found`: source -> GeoJSON, or the address of it on our own server; a source not given is empty."""
    # the usual tolerance makes corners of our curves at low zoom
    common = {"type": "geojson", "promoteId": "id", "tolerance": 0.05}
    return {name: {**common, "data": found.get(name, NOTHING)} for name in SOURCES}


def layers(theme: Theme, language: str, shown: bool = True) -> list[Layer]:
    """Casing under the reported lines, one layer a basis, arrowheads, then rings, dots, names and stubs, and the outline
    of chosen lines (`select` of the map host)."""
    token = colours(theme)
    made = [_casing(token), *(_line(basis, theme) for basis in BASES), _arrows(theme), _ends(token), _nodes(token),
            _stubs(token), _node_labels(token, language), _selected(token)]  # fmt: skip
    for layer in made:
        layer.setdefault("layout", {})["visibility"] = "visible" if shown else "none"
    return made


_OVER_PLACES = {"slot": "points", "level": 1}
_HOVERED = ["boolean", ["feature-state", "hover"], False]
_OPACITY = ["case", ["has", "faded"], FADED_OPACITY, 1]
_REPORTED = ["==", ["get", "basis"], "reported"]
_THIN_ON_TOP = ["-", 0, ["get", "width"]]


def _ink(theme: Theme) -> list:
    """The colour of a line or arrow: its drug group's where the data name one, else that of its basis."""
    known = family_colours(theme)
    pairs = [part for family in FAMILIES for part in (family, known[family])]
    other = ["case", _REPORTED, basis_ink("reported", theme), basis_ink("published", theme)]
    return ["match", ["coalesce", ["get", "family"], ""], *pairs, other]


def _line(basis: str, theme: Theme) -> Layer:
    paint: dict = {
        "line-color": ["case", _HOVERED, colours(theme)["flag"], _ink(theme)], "line-width": ["get", "width"],
        "line-opacity": ["case", _HOVERED, 1, _OPACITY],
    }  # fmt: skip
    if DASHES[basis]:
        paint["line-dasharray"] = DASHES[basis]
    cap = "round" if basis == "interpreted" else "butt"
    return {"id": f"route-{basis}", "type": "line", "source": "route-lines", "metadata": {"slot": "lines"},
            "filter": ["==", ["get", "basis"], basis], "paint": paint,
            "layout": {"line-cap": cap, "line-join": "round", "line-sort-key": _THIN_ON_TOP}}  # fmt: skip


def _casing(token: dict) -> Layer:
    paint = {
        "line-color": token["map_halo"],
        "line-width": ["+", ["get", "width"], 2],
        "line-opacity": _OPACITY,
    }
    return {"id": "route-casing", "type": "line", "source": "route-lines", "metadata": {"slot": "lines"},
            "filter": _REPORTED, "layout": {"line-join": "round"}, "paint": paint}  # fmt: skip


def _arrows(theme: Theme) -> Layer:
    """Heads sit with their notch on the line's end; an icon's offset counts in its own turned and sized pixels."""
    layout = {
        "icon-image": "arrow", "icon-rotate": ["get", "bearing"], "icon-rotation-alignment": "map",
        "icon-size": ["/", ["+", 9, ["*", 2.1, ["get", "width"]]], 24], "icon-offset": [0, -6],
        "icon-allow-overlap": True, "icon-ignore-placement": True, "symbol-sort-key": _THIN_ON_TOP,
    }  # fmt: skip
    halo = colours(theme)["map_halo"]
    paint = {"icon-color": _ink(theme), "icon-halo-color": halo, "icon-halo-width": 1, "icon-opacity": _OPACITY}
    return {"id": "route-arrows", "type": "symbol", "source": "route-arrows", "metadata": {"slot": "lines"},
            "layout": layout, "paint": paint}  # fmt: skip


def _of_kinds(*kinds: str) -> list:
    return ["in", ["get", "kind"], ["literal", list(kinds)]]


def _ends(token: dict) -> Layer:
    """A dot where the place is known, a small ring where only the province is."""
    place = ["==", ["get", "kind"], "place"]
    paint = {
        "circle-radius": ["case", place, PROVINCE_PX / 2, PROVINCE_PX / 2 - 1.5],
        "circle-color": ["case", place, token["ink"], token["map_halo"]],
        "circle-stroke-color": ["case", place, token["map_halo"], token["ink"]], "circle-stroke-width": 1.5,
    }  # fmt: skip
    return {"id": "route-ends", "type": "circle", "source": "route-nodes", "metadata": _OVER_PLACES,
            "filter": _of_kinds("place", "admin1"), "paint": paint}  # fmt: skip


def _nodes(token: dict) -> Layer:
    paint = {
        "circle-radius": NODE_PX / 2 - 2, "circle-color": token["map_halo"],
        "circle-stroke-color": token["ink"], "circle-stroke-width": 2,
    }  # fmt: skip
    return {"id": "route-nodes", "type": "circle", "source": "route-nodes", "metadata": _OVER_PLACES,
            "filter": _of_kinds("country", "sea_area"), "paint": paint}  # fmt: skip


def _node_labels(token: dict, language: str) -> Layer:
    layout = {
        "text-field": label_text(language), "text-font": MAP_FONTS, "text-size": TEXT_PX, "text-max-width": 8,
        "text-variable-anchor": ["top", "bottom", "left", "right"], "text-radial-offset": 0.7, "text-justify": "auto",
    }  # fmt: skip
    paint = {"text-color": token["ink"], "text-halo-color": token["map_halo"], "text-halo-width": 1.6}
    return {"id": "route-node-labels", "type": "symbol", "source": "route-nodes", "metadata": _OVER_PLACES,
            "filter": _of_kinds("country", "sea_area"), "layout": layout, "paint": paint}  # fmt: skip


def _stubs(token: dict) -> Layer:
    """A short mark with a cross-bar beside the node, and its count behind the bar."""
    layout = {
        "icon-image": ["concat", "stub-", ["get", "way"]], "icon-rotate": ["get", "bearing"],
        "icon-rotation-alignment": "map", "icon-size": STUB_PX / 24, "icon-offset": [0, -(NODE_GAP_PX + 12)],
        "icon-allow-overlap": True, "icon-ignore-placement": True, "text-optional": True,
        "text-field": ["get", "label"], "text-font": MAP_FONTS, "text-size": TEXT_PX, "text-padding": 1,
        "text-offset": _beside(), "symbol-sort-key": ["-", 0, ["get", "seizures"]],
    }  # fmt: skip
    ink = ["case", _HOVERED, token["ink"], token["flag"]]
    paint = {
        "icon-color": ink, "icon-halo-color": token["map_halo"], "icon-halo-width": 1,
        "text-color": ink, "text-halo-color": token["map_halo"], "text-halo-width": 1.6,
    }  # fmt: skip
    return {"id": STUB_LAYER, "type": "symbol", "source": "route-stubs", "metadata": _OVER_PLACES,
            "layout": layout, "paint": paint}  # fmt: skip


def _beside() -> list:
    """The count stands behind the bar of its stub, whichever way that points; in ems from the node."""
    far = (NODE_GAP_PX + STUB_PX + 10) / TEXT_PX
    turns = [(side, _turned(far, side)) for side in range(STUB_SIDES)]
    return [
        "match",
        ["get", "side"],
        *(part for side, at in turns for part in (side, ["literal", at])),
        ["literal", [far, 0]],
    ]


def _turned(far: float, side: int) -> list[float]:
    turn = radians(side * 360 / STUB_SIDES)
    return [round(far * sin(turn), 2), round(-far * cos(turn), 2)]


def _selected(token: dict) -> Layer:
    paint = {
        "line-gap-width": ["+", ["get", "width"], 2],
        "line-width": 2.5,
        "line-color": token["flag"],
    }
    return {"id": "route-selected", "type": "line", "source": "route-lines", "filter": ["any"],
            "metadata": {"slot": "selection", "selection": True}, "layout": {"line-join": "round"}, "paint": paint}  # fmt: skip


def commands(found: Mapping[str, dict]) -> list[Command]:
    """New data for every source, and the base map without the names of the countries that have a node of their own."""
    lines, arrows, *others = SOURCES
    rows = packed(found[lines]["features"], found[arrows]["features"])
    data = [["setData", name, found[name]] for name in others]
    return [["setLines", lines, arrows, rows], *data, *unlabelled_commands(node_iso3s(found))]


def visible_commands(shown: bool) -> list[Command]:
    """The switch of the whole route layer; send basemap.unlabelled_commands with it, or names stand twice."""
    return [["setLayoutProperty", layer, "visibility", "visible" if shown else "none"] for layer in LAYERS]


def basis_commands(bases: Iterable[str], stubs: bool = True) -> list[Command]:
    """Which bases are drawn, lines with their arrowheads, and whether stubs are. Nodes stay."""
    wanted = [basis for basis in BASES if basis in set(bases)]
    return [
        *(["setLayoutProperty", f"route-{basis}", "visibility", _visible(basis in wanted)] for basis in BASES),
        ["setLayoutProperty", "route-casing", "visibility", _visible("reported" in wanted)],
        ["setFilter", "route-arrows", ["in", ["get", "basis"], ["literal", wanted]]],
        ["setLayoutProperty", STUB_LAYER, "visibility", _visible(stubs)],
    ]  # fmt: skip


def _visible(shown: bool) -> str:
    return "visible" if shown else "none"


def node_iso3s(found: Mapping[str, dict]) -> list[str]:
    """The countries that have a node, and so a name of their own."""
    every = (feature["properties"] for feature in found["route-nodes"]["features"])
    return [node["id"] for node in every if node["kind"] == "country"]
