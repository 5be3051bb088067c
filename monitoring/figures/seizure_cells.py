"""Many seizures on the map: vector tiles with one symbol for all seizures of a cell, drawn where most of them were made.

Colour, width and shape mean what they mean for single seizures (figures.seizures); what differs is how much a width stands
for: cells hold more than single seizures do, and those of the whole world more than those of a town, so that each zoom has
a scale of its own, which the legend follows. A cell shows its leading substance; no two substances are added up.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from ..vocabulary.drugs import DRUGS
from .basemap import Command, Layer
from .mvt import EXTENT, Named, Property, points
from .seizures import KNOTS, SEA_GROWTH, SHAPES, Size
from .theme import FAMILIES, FAMILY_CODES, MAP_FONTS, TEXT_PX, Theme, colours, family_colours

SOURCE = "cells"  # of the map, and the layer in its tiles
PREFIX = f"{SOURCE}:"  # what the name of a symbol begins with in a click; the id of a seizure never does
INTERACTIVE = {"cell-sea": "seizures", "cell-discs": "seizures"}
LAST_ZOOM = 9  # of the tiles: from here on points stand for themselves, and nearer views enlarge these
RING_PX = 2.4
NO_TILES = "/tiles/none/{z}/{x}/{y}.mvt"  # never asked for: the layers are hidden as long as it stands
NOT_STATED = -1.0  # the mass of a cell whose leading substance states none


def tile(
    keys: np.ndarray,
    x: np.ndarray,
    y: np.ndarray,
    seizures: np.ndarray,
    drug: Named,
    of_drug: np.ndarray,
    mass_kg: np.ndarray,
    shape: np.ndarray,
    place: Named | None = None,
) -> bytes:
    """A vector tile of cells. x, y: parts of the tile from its north-west corner, 0 to 1. shape: number into SHAPES.

    Properties: n (seizures), drug, of (its seizures), kg (its mass to four digits; NOT_STATED), shape, and place if given.
    """
    properties: dict[str, Property] = {
        "n": seizures, "drug": drug, "of": of_drug, "kg": np.where(np.isnan(mass_kg), NOT_STATED, four_digits(mass_kg)),
        "shape": Named(shape, tuple(SHAPES.values())),
    }  # fmt: skip
    if place is not None:
        properties["place"] = place
    return points(SOURCE, keys, _in_tile(x), _in_tile(y), properties)


def _in_tile(part: np.ndarray) -> np.ndarray:
    return np.clip(np.floor(part * EXTENT), 0, EXTENT - 1).astype(np.int64)


def four_digits(values: np.ndarray) -> np.ndarray:
    """Rounded to four digits that count; nothing on a map shows more."""
    step = 10.0 ** (np.floor(np.log10(np.maximum(np.nan_to_num(values), 1e-6))) - 3)
    return np.round(values / step) * step


def scale_of(amounts: np.ndarray, size: Size) -> float:
    """What the amounts of cells are divided by, 1, 2 or 5 with noughts, so that one in a hundred is too wide to be told."""
    most = float(np.quantile(amounts, 0.99)) if len(amounts) else 0.0
    wanted = most / KNOTS[size][-1][0]
    steps = (step * 10**power for power in range(9) for step in (1, 2, 5))
    return float(next(step for step in steps if step >= wanted))


def sources(address: str | None) -> dict[str, dict]:
    """address: the tiles' (with {z}, {x} and {y}); None where single seizures are drawn."""
    return {SOURCE: {"type": "vector", "tiles": [address or NO_TILES], "minzoom": 0, "maxzoom": LAST_ZOOM}}


def layers(theme: Theme, size: Size, scales: Sequence[float], codes: bool, shown: bool) -> list[Layer]:
    """As seizures.layers: discs and rings, sea areas, two-letter codes, the outline of what is selected.

    scales: one for each zoom from 0 to LAST_ZOOM (any, where nothing is shown).
    """
    token, by_family = colours(theme), by_substance(family_colours(theme))
    hovered, ring = ["boolean", ["feature-state", "hover"], False], ["==", ["get", "shape"], "ring"]
    edge = ["case", hovered, token["ink"], token["map_halo"]]
    discs = {
        "circle-radius": _radius(size, scales),
        "circle-color": ["case", ring, token["map_halo"], by_family],
        "circle-stroke-color": ["case", hovered, token["ink"], ["case", ring, by_family, token["map_halo"]]],
        "circle-stroke-width": ["case", ring, RING_PX, ["case", hovered, 2, 1.2]],
    }
    sea = {"icon-color": by_family, "icon-halo-color": edge, "icon-halo-width": ["case", hovered, 2, 1.2]}
    at_sea = ["==", ["get", "shape"], "sea"]
    ranked = {"circle-sort-key": _larger_below(size)}
    selected = {
        "circle-radius": _radius(size, scales, 3.5), "circle-color": "rgba(0,0,0,0)",
        "circle-stroke-color": token["flag"], "circle-stroke-width": 3,
    }  # fmt: skip
    return [
        _layer("cell-discs", "circle", ["!=", ["get", "shape"], "sea"], ranked | _visible(shown), discs),
        _layer("cell-sea", "symbol", at_sea, _sea_layout(size, scales) | _visible(shown), sea),
        _layer("cell-codes", "symbol", None, _code_layout(size) | _visible(shown and codes), _code_paint(token)),
        _layer("cell-selected", "circle", ["in", ["id"], ["literal", []]], _visible(shown), selected)
        | {"metadata": {"slot": "selection", "selection": "key"}},
    ]  # fmt: skip


def _layer(name: str, kind: str, shown: list | None, layout: dict, paint: dict) -> Layer:
    found = {"id": name, "type": kind, "source": SOURCE, "source-layer": SOURCE, "metadata": {"slot": "points", "level": 2},
             "layout": layout, "paint": paint}  # fmt: skip
    return found if shown is None else found | {"filter": shown}


def _visible(shown: bool) -> dict:
    return {"visibility": "visible" if shown else "none"}


def by_substance(values: Mapping[str, Any]) -> list:
    """What each substance has from its family; one that nobody knows is as the last family, "other"."""
    pairs = [part for family in FAMILIES[:-1] for part in (_slugs(family), values[family])]
    return ["match", ["get", "drug"], *pairs, values[FAMILIES[-1]]]


def _slugs(family: str) -> list[str]:
    return [slug for slug, one in DRUGS.items() if one.family == family]


def _amount(size: Size) -> list:
    return ["max", 0, ["get", "kg"]] if size == "mass" else ["get", "n"]


def _larger_below(size: Size) -> list:
    return ["-", 0, _amount(size)]


def _diameter(size: Size, scale: float) -> list:
    """seizures.diameter_px as an expression."""
    stops = [part for amount, px in KNOTS[size] for part in (round(amount**0.5, 6), px)]
    return ["interpolate", ["linear"], ["sqrt", ["/", _amount(size), scale]], *stops]


def _by_zoom(scales: Sequence[float], expression: Callable[[float], Any]) -> list:
    first, *others = scales
    steps = [part for zoom, scale in enumerate(others, start=1) for part in (zoom, expression(scale))]
    return ["step", ["zoom"], expression(first), *steps]


def _radius(size: Size, scales: Sequence[float], more: float = 0) -> list:
    """A ring's line lies outside its radius, so that radius is less by as much."""
    ring = ["case", ["==", ["get", "shape"], "ring"], RING_PX, 0]

    def radius(scale: float) -> list:
        half = ["/", _diameter(size, scale), 2]
        return ["+", half, more] if more else ["-", half, ring]

    return _by_zoom(scales, radius)


def _sea_layout(size: Size, scales: Sequence[float]) -> dict:
    return {
        "icon-image": "sea", "icon-allow-overlap": True, "symbol-sort-key": _larger_below(size),
        "icon-size": _by_zoom(scales, lambda scale: sea_size(_diameter(size, scale))),
    }  # fmt: skip


def sea_size(diameter: list) -> list:
    """The size of the sign for the sea: it is drawn in a box of 24."""
    return ["/", ["*", diameter, SEA_GROWTH], 24]


def _code_layout(size: Size) -> dict:
    """A code stands in the symbol's middle: beside it there is no room where cells touch."""
    return {
        "text-field": by_substance(FAMILY_CODES), "text-font": MAP_FONTS, "text-size": TEXT_PX, "text-padding": 0,
        "symbol-sort-key": _larger_below(size),
    }  # fmt: skip


def _code_paint(token: dict) -> dict:
    return {"text-color": token["ink"], "text-halo-color": token["map_halo"], "text-halo-width": 1.4}


def commands(
    theme: Theme, size: Size, scales: Sequence[float], codes: bool, shown: bool, address: str | None
) -> list[Command]:
    """Everything by which a map that shows other cells, or none, comes to show these."""
    wanted: list[Command] = [] if address is None else [["setTiles", SOURCE, address]]
    for layer in layers(theme, size, scales, codes, shown):
        name = layer["id"]
        wanted += [
            ["setPaintProperty", name, part, value] for part, value in layer["paint"].items() if "radius" in part
        ]
        wanted += [
            ["setLayoutProperty", name, part, value]
            for part, value in layer["layout"].items()
            if part in ("visibility", "icon-size") or part.endswith("sort-key")
        ]
    return wanted


def dim_commands(family: str | None) -> list[Command]:
    """Fades all families but one, as seizures.dim_commands."""
    opacity: Any = 1
    if family is not None:
        opacity = by_substance({one: 1 if one == family else 0.15 for one in FAMILIES})
    return [
        ["setPaintProperty", "cell-discs", "circle-opacity", opacity],
        ["setPaintProperty", "cell-discs", "circle-stroke-opacity", opacity],
        ["setPaintProperty", "cell-sea", "icon-opacity", opacity],
    ]
