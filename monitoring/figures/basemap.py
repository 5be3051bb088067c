"""The base map as a MapLibre style: our own files, no address elsewhere, and no `glyphs` (the browser's fonts draw).

A style is set once. Afterwards `changes` gives the commands that lead from one style to another (theme, language):
setting a style again would throw away data and fetch every file anew. Colours and order: the visual design, 2.2.
"""

from collections.abc import Iterable, Mapping
from copy import deepcopy
from functools import cache
from typing import Any

from ..addresses import geometry
from ..language import RIGHT_TO_LEFT, use_language
from ..vocabulary.countries import COUNTRIES, country_label
from .theme import MAP_FONTS, TEXT_PX, Theme, colours

LEVELS = {"low": (0, 3.2), "mid": (3.2, 5.2), "high": (5.2, 24)}  # level -> zooms at which it is drawn
CITIES_FROM_ZOOM = 4.4
LATE_FROM_ZOOM = 4.4  # the high level is the largest file by far: it comes when somebody goes near
_LATE = ("countries-high", "lines-high")
SLOTS = ("areas", "lines", "points", "selection")  # where data goes, bottom up
DASH = [3, 2]
DOTS = [0.6, 1.8]
_BORDERS: Mapping[str, dict] = {
    "international": {"line-width": 0.8},
    "undetermined": {"line-width": 1.1, "line-dasharray": DASH},
    "line_of_control": {"line-width": 1.4, "line-dasharray": DOTS},
}

Layer = dict[str, Any]  # a layer of the MapLibre style specification
Command = list[Any]  # [method, *arguments] for the map host


def style(theme: Theme, language: str) -> dict:
    """A whole MapLibre style. `language` chooses the names (English where a name is missing)."""
    token = colours(theme)
    return {
        "version": 8,
        "name": "paper",
        "metadata": {"late": _late()},
        "sources": _sources(),
        "layers": [
            {"id": "water", "type": "background", "paint": {"background-color": token["map_water"]}},
            *_land(token), *_inland_water(token), _slot("areas"), _admin1(token), *_borders(token),
            _seas(token, language), _slot("lines"), _countries(token, language), _city_dots(token), _cities(token, language),
            _slot("points"), _slot("selection"),
        ],
    }  # fmt: skip


def with_data(base: dict, sources: Mapping[str, dict], layers: Iterable[Layer]) -> dict:
    """A copy of `base` with our sources, and each layer put at its `metadata.slot` (see SLOTS).

    Within a slot a higher `metadata.level` (0 where none is given) lies over a lower one, else the order given counts.
    """
    whole = deepcopy(base)
    whole["sources"].update(sources)
    for layer in layers:
        whole["layers"].insert(_place_of(layer, whole["layers"]), layer)
    return whole


def _place_of(layer: Layer, among: list[Layer]) -> int:
    slot, level = layer["metadata"]["slot"], _level(layer)
    at = next(i for i, one in enumerate(among) if one["id"] == f"slot-{slot}")
    while among[at - 1].get("metadata", {}).get("slot") == slot and _level(among[at - 1]) > level:
        at -= 1
    return at


def _level(layer: Layer) -> int:
    return layer["metadata"].get("level", 0)


def changes(before: dict, after: dict) -> list[Command]:
    """The commands that make a map drawn with `before` look like `after`: paint, layout and filters, never data.

    Both hold the same layers (same ids). Order: as in `after`.
    """
    old = {layer["id"]: layer for layer in before["layers"]}
    commands: list[Command] = []
    for layer in after["layers"]:
        for part, method in (("paint", "setPaintProperty"), ("layout", "setLayoutProperty")):
            was, now = old[layer["id"]].get(part, {}), layer.get(part, {})
            differ = [name for name in {**was, **now} if was.get(name) != now.get(name)]
            commands += [[method, layer["id"], name, now.get(name)] for name in differ]
        if old[layer["id"]].get("filter") != layer.get("filter"):
            commands.append(["setFilter", layer["id"], layer.get("filter")])
    return commands


def theme_commands(theme: Theme, language: str = "en") -> list[Command]:
    """Every paint command of the base map in `theme`, for a map whose present theme nobody knows."""
    return [
        ["setPaintProperty", layer["id"], name, value]
        for layer in style(theme, language)["layers"]
        for name, value in layer.get("paint", {}).items()
    ]


def language_commands(language: str) -> list[Command]:
    """The commands that write the base map's names in `language`."""
    return [
        ["setLayoutProperty", layer["id"], "text-field", layer["layout"]["text-field"]]
        for layer in style("light", language)["layers"]
        if "text-field" in layer.get("layout", {})
    ]


def focus_commands(iso3s: Iterable[str], admin1_codes: Iterable[str] = ()) -> list[Command]:
    """The commands that lift countries (or provinces) out of the base map; nothing given lifts nothing."""
    countries, provinces = sorted(iso3s), sorted(admin1_codes)
    return [
        *(["setFilter", f"focus-{level}", _one_of("iso3", countries)] for level in LEVELS),
        *(["setFilter", f"focus-outline-{level}", _one_of("iso3", countries)] for level in LEVELS),
        ["setFilter", "focus-admin1", _one_of("code", provinces)],
    ]


def unlabelled_commands(iso3s: Iterable[str]) -> list[Command]:
    """Drops the base map's names of these countries, where a layer of data writes its own; () brings all back."""
    return [["setFilter", "country-labels", [*_kind_shown("country"), ["!", _one_of("iso3", sorted(iso3s))]]]]


def _one_of(name: str, values: list[str]) -> list:
    return ["in", ["get", name], ["literal", values]]


def _sources() -> dict:
    names = [f"countries-{level}" for level in LEVELS] + ["admin1", "lines", "lines-high", "lakes", "rivers", "labels"]
    keys = {"admin1": "code"} | {f"countries-{level}": "iso3" for level in LEVELS}
    empty = {"type": "FeatureCollection", "features": []}
    return {
        name: {"type": "geojson", "data": empty if name in _LATE else f"{geometry()}{name}.json"}
        | ({"promoteId": keys[name]} if name in keys else {})
        for name in names
    }


def _slot(name: str) -> Layer:
    """An invisible layer that marks a place in the order."""
    return {"id": f"slot-{name}", "type": "background", "layout": {"visibility": "none"}}


def _zooms(level: str) -> dict[str, float]:
    """The zooms of a level; the middle one has no end until the high one is there (`_late`)."""
    first, end = LEVELS[level]
    return {"minzoom": first, "maxzoom": 24 if level == "mid" else end}


def _late() -> list[dict[str, Any]]:
    """What the host fetches from a zoom on, and the zooms (layer, first, end) that hold once all of it is there."""
    kinds = ("land", "focus", "casing", *_BORDERS, "focus-outline")
    ranges = [[f"{kind}-mid", *LEVELS["mid"]] for kind in kinds]
    return [
        {"source": name, "data": f"{geometry()}{name}.json", "from": LATE_FROM_ZOOM, "ranges": ranges} for name in _LATE
    ]


def _land(token: dict) -> list[Layer]:
    layers: list[Layer] = []
    for level in LEVELS:
        common: Layer = {"type": "fill", "source": f"countries-{level}", **_zooms(level)}
        land, focus = {"fill-color": token["map_land"], "fill-antialias": False}, {"fill-color": token["map_focus"]}
        layers.append({"id": f"land-{level}", **common, "paint": land})
        layers.append({"id": f"focus-{level}", **common, "filter": _one_of("iso3", []), "paint": focus})
    return layers


def _inland_water(token: dict) -> list[Layer]:
    return [
        {"id": "lakes", "type": "fill", "source": "lakes", "paint": {"fill-color": token["map_lake"]}},
        {"id": "rivers", "type": "line", "source": "rivers", "minzoom": 2.6,
         "layout": {"line-join": "round"}, "paint": {"line-color": token["map_river"], "line-width": 0.8}},
    ]  # fmt: skip


def _admin1(token: dict) -> Layer:
    coming = ["interpolate", ["linear"], ["zoom"], 3.6, 0.25, 4.8, 1]  # 900 provinces at once would be a net
    paint = {"line-color": token["map_admin1"], "line-width": 0.7, "line-opacity": coming}
    return {"id": "admin1", "type": "line", "source": "admin1", "minzoom": 3.6,
            "layout": {"line-join": "round"}, "paint": paint}  # fmt: skip


def _borders(token: dict) -> list[Layer]:
    """Casing under all, then the solid, dashed and dotted kinds; each kind drawn from the level of the zoom."""
    join = {"line-join": "round", "line-cap": "round"}
    casing = {"line-color": token["map_casing"], "line-width": 2.4, "line-opacity": 0.55}
    layers: list[Layer] = []
    for level in LEVELS:
        where: Layer = {"type": "line", "source": "lines-high" if level == "high" else "lines", **_zooms(level)}
        here = ["==", ["get", "level"], level]
        inland = ["all", here, ["!=", ["get", "kind"], "coast"]]
        layers.append({"id": f"casing-{level}", **where, "filter": inland, "layout": join, "paint": casing})
        for kind, paint in _BORDERS.items():
            one = ["all", here, ["==", ["get", "kind"], kind]]
            layout = join if kind != "undetermined" else {"line-join": "round"}
            layers.append({"id": f"{kind}-{level}", **where, "filter": one, "layout": layout,
                           "paint": {"line-color": token["map_border"], **paint}})  # fmt: skip
        outline = {"line-color": token["map_focus_outline"], "line-width": 1.8}
        layers.append({"id": f"focus-outline-{level}", "type": "line", "source": f"countries-{level}", **_zooms(level),
                       "filter": _one_of("iso3", []), "layout": {"line-join": "round"}, "paint": outline})  # fmt: skip
    layers.append({"id": "focus-admin1", "type": "line", "source": "admin1", "filter": _one_of("code", []),
                   "layout": {"line-join": "round"}, "paint": outline})  # fmt: skip
    return layers


def label_text(language: str) -> list:
    """The expression for a name in `language`: that of the data, of a country by its code, English where there is none."""
    named = [["get", f"name_{language}"], ["get", "name_en"]]
    return ["coalesce", *(named if language in ("en", "ar") else [named[0], _country_text(language)])]


@cache
def _country_text(language: str) -> list:
    """The shapes bring names in English and Arabic only; the names of countries in other languages go along with the style."""
    with use_language(language):
        pairs = [part for iso3 in COUNTRIES for part in (iso3, country_label(iso3))]
    return ["match", ["to-string", ["get", "iso3"]], *pairs, ["get", "name_en"]]


def _kind_shown(kind: str) -> list:
    """Labels of a kind from their own zoom on; a filter sees whole zooms only, so half a step is given."""
    return ["all", ["==", ["get", "kind"], kind], [">=", ["+", ["zoom"], 0.5], ["coalesce", ["get", "min_zoom"], 0]]]


def _labels(name: str, kind: str, language: str, paint: dict, layout: dict) -> Layer:
    text = {
        "text-field": label_text(language), "text-font": MAP_FONTS, "text-padding": 4, "text-max-width": 8,
        "symbol-sort-key": ["coalesce", ["get", "rank"], 99],
    }  # fmt: skip
    return {"id": name, "type": "symbol", "source": "labels", "filter": _kind_shown(kind),
            "layout": text | layout, "paint": paint}  # fmt: skip


def _spaced(language: str) -> float:
    return 0.0 if language in RIGHT_TO_LEFT else 0.08  # spacing would break the joins of Arabic script


def _seas(token: dict, language: str) -> Layer:
    paint = {"text-color": token["map_sea_label"], "text-halo-color": token["map_water"], "text-halo-width": 1}
    layout = {
        "text-size": ["interpolate", ["linear"], ["zoom"], 2, TEXT_PX, 6, 14], "text-letter-spacing": _spaced(language),
        "text-variable-anchor": ["center", "bottom", "top"], "text-radial-offset": 1.3,  # gives way to a symbol at sea
    }  # fmt: skip
    return _labels("sea-labels", "sea", language, paint, layout)


def _countries(token: dict, language: str) -> Layer:
    paint = {"text-color": token["map_country_label"], "text-halo-color": token["map_halo"], "text-halo-width": 1.4}
    return _labels("country-labels", "country", language, paint,
                   {"text-size": ["interpolate", ["linear"], ["zoom"], 2, TEXT_PX, 5, 14, 7, 16]})  # fmt: skip


def _city_dots(token: dict) -> Layer:
    paint = {"circle-radius": 1.8, "circle-color": token["map_city_label"]}
    return {"id": "city-dots", "type": "circle", "source": "labels", "minzoom": CITIES_FROM_ZOOM,
            "filter": _kind_shown("city"), "paint": paint}  # fmt: skip


def _cities(token: dict, language: str) -> Layer:
    """Names of cities beside their dots; a name without room leaves its dot."""
    paint = {"text-color": token["map_city_label"], "text-halo-color": token["map_halo"], "text-halo-width": 1.4}
    layout = {
        "text-size": TEXT_PX, "text-variable-anchor": ["left", "right", "top", "bottom"],
        "text-radial-offset": 0.6, "text-justify": "auto",
    }  # fmt: skip
    return _labels("city-labels", "city", language, paint, layout) | {"minzoom": CITIES_FROM_ZOOM}
