"""The map while it plays time: sets of layers take turns, one showing a year, one fading out, one made ready for the next.

Answers are plain lists, which the browser makes into features: a year is a few kilobytes so.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd

from ..language import _, number
from .basemap import LEVELS, Layer
from .cell_words import scale_words
from .legends import LegendEntry, LegendGroup
from .seizure_cells import RING_PX, by_substance, four_digits, scale_of, sea_size
from .seizures import KNOTS, Size
from .theme import COUNT_RAMP, Theme, colours, family_colours

TURNS = ("play-a", "play-b", "play-c")
INTERACTIVE = {f"{turn}-{kind}": "seizures" for turn in reversed(TURNS) for kind in ("sea", "discs")}
COUNTRY_LAYERS = tuple(f"play-countries-{level}" for level in LEVELS)
_FADE_MS = 320  # a year comes in while the one before stands, and only then does that one go
_NOTHING = {"type": "FeatureCollection", "features": []}
STEPS = (2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000, 200_000, 500_000)


@dataclass(frozen=True, eq=False)
class Year:
    """The cells of a year: x and y in cells of the grid `grid_level`; the rest as in measures.tiles.Cells."""

    year: int
    level: int
    x: np.ndarray
    y: np.ndarray
    seizures: np.ndarray
    drug: Sequence[str]
    of_drug: np.ndarray
    mass_kg: np.ndarray
    shape: np.ndarray


def grid_level(zoom: int, level: int) -> int:
    """How finely places are told: to half a pixel at the zoom, and never more coarsely than the cells are."""
    return max(zoom + 10, level)


def cells(years: Sequence[Year], tiles: Any, size: Size) -> dict[str, Any]:
    """tiles: the view, as measures.playing.Tiles. One scale for all years, or else no two could be compared.

    cells: by year lists x, y (from the north-west corner, in the grid's cells), n, of, drug (into drugs), kg, shape.
    """
    amounts = [np.nan_to_num(each.mass_kg) if size == "mass" else each.seizures for each in years]
    scale = scale_of(np.concatenate(amounts), size) if years else 1.0
    drugs = sorted({slug for each in years for slug in each.drug})
    code = {slug: number for number, slug in enumerate(drugs)}
    level = years[0].level if years else tiles.zoom
    grid = grid_level(tiles.zoom, level)
    corner = [edge << (grid - tiles.zoom) for edge in (tiles.west, tiles.north)]
    return {
        "kind": "cells", "years": _every([each.year for each in years]), "level": level, "grid": grid, "corner": corner,
        "size": size, "scale": scale, "knots": [[amount * scale, px] for amount, px in KNOTS[size]], "drugs": drugs,
        "legend": scale_words(size, scale, level),
        "cells": {str(each.year): {
            "x": (each.x - corner[0]).tolist(), "y": (each.y - corner[1]).tolist(), "n": each.seizures.tolist(),
            "of": each.of_drug.tolist(), "drug": [code[slug] for slug in each.drug], "shape": each.shape.tolist(),
            "kg": [-1 if np.isnan(kg) else float(f"{kg:.4g}") for kg in four_digits(each.mass_kg).tolist()],
        } for each in years},
    }  # fmt: skip


def countries(by_year: pd.DataFrame) -> dict[str, Any]:
    """by_year: as measures.playing.countries_by_year. classes: by year, country -> 0 to 3, classes the same in all years."""
    breaks = _breaks(by_year["seizures"].to_numpy())
    found: dict[str, dict[str, int]] = {}
    for row in by_year.itertuples():
        found.setdefault(str(row.year), {})[row.country] = int(np.searchsorted(breaks, row.seizures, "right"))
    return {
        "kind": "countries", "years": _every(sorted(by_year["year"].unique().tolist())), "classes": found, "breaks": breaks,
        "legend": {"title": _countries_title(), "labels": _classes(breaks)},
    }  # fmt: skip


def countries_legend(breaks: Sequence[int], theme: Theme) -> LegendGroup:
    """The classes of countries for a picture."""
    entries: list[LegendEntry] = [
        {"sign": "dot", "label": label, "colour": colour, "diameter_px": 14}
        for label, colour in zip(_classes(breaks), COUNT_RAMP[theme], strict=True)
    ]
    return {"title": _countries_title(), "entries": entries}


def _countries_title() -> str:
    return _("Seizures in the year, by country")


def _classes(breaks: Sequence[int]) -> list[str]:
    between = [_("{low} to {high}", low=number(low), high=number(high - 1)) for low, high in pairwise(breaks)]
    return [_("under {n}", n=number(breaks[0])), *between, _("{n} and more", n=number(breaks[-1]))]


def _breaks(seizures: np.ndarray) -> list[int]:
    """Three round numbers that part countries and years into four classes as even as round numbers can."""
    wanted = np.quantile(seizures, (0.25, 0.5, 0.8)) if len(seizures) else (2, 5, 10)
    found: list[int] = []
    for each in wanted:
        later = [step for step in STEPS if not found or step > found[-1]]
        found.append(min(later, key=lambda step: abs(np.log(step) - np.log(max(each, 1)))))
    return found


def _every(years: Sequence[int]) -> list[int]:
    """All years from the first to the last: one without a seizure is shown as such."""
    return list(range(years[0], years[-1] + 1)) if years else []


def sources() -> dict[str, dict]:
    return {turn: {"type": "geojson", "data": _NOTHING, "promoteId": "id"} for turn in TURNS}


def layers(theme: Theme) -> list[Layer]:
    """Nothing is shown until the browser shows it: opacities of symbols begin at 0, classes of countries have no state."""
    return [*_country_layers(theme), *(layer for turn in TURNS for layer in _of_turn(turn, theme))]


def _country_layers(theme: Theme) -> list[Layer]:
    state = ["feature-state", "class"]
    ramp = COUNT_RAMP[theme]
    colour = [
        "match",
        ["coalesce", state, -1],
        *(part for at, ink in enumerate(ramp) for part in (at, ink)),
        "rgba(0,0,0,0)",
    ]
    return [
        {"id": f"play-countries-{level}", "type": "fill", "source": f"countries-{level}", "minzoom": first, "maxzoom": end,
         "metadata": {"slot": "areas"}, "layout": {"visibility": "none"}, "paint": {"fill-color": colour}}
        for level, (first, end) in LEVELS.items()
    ]  # fmt: skip


def _of_turn(turn: str, theme: Theme) -> list[Layer]:
    token, by_family = colours(theme), by_substance(family_colours(theme))
    ring, hovered = ["==", ["get", "shape"], "ring"], ["boolean", ["feature-state", "hover"], False]
    edge = ["case", hovered, token["ink"], token["map_halo"]]
    fade = {"duration": _FADE_MS, "delay": 0}
    common: Layer = {"source": turn, "metadata": {"slot": "points", "level": 2}}
    discs = {
        "circle-radius": ["-", ["/", ["get", "d"], 2], ["case", ring, RING_PX, 0]],
        "circle-color": ["case", ring, token["map_halo"], by_family],
        "circle-stroke-color": ["case", hovered, token["ink"], ["case", ring, by_family, token["map_halo"]]],
        "circle-stroke-width": ["case", ring, RING_PX, ["case", hovered, 2, 1.2]],
        "circle-opacity": 0, "circle-opacity-transition": fade, "circle-stroke-opacity": 0,
        "circle-stroke-opacity-transition": fade,
    }  # fmt: skip
    sea = {
        "icon-color": by_family, "icon-halo-color": edge, "icon-halo-width": ["case", hovered, 2, 1.2], "icon-opacity": 0,
        "icon-opacity-transition": fade,
    }  # fmt: skip
    below = ["-", 0, ["get", "d"]]
    hidden = {"visibility": "none"}
    return [
        {"id": f"{turn}-discs", "type": "circle", **common, "filter": ["!=", ["get", "shape"], "sea"], "paint": discs,
         "layout": {"circle-sort-key": below, **hidden}},
        {"id": f"{turn}-sea", "type": "symbol", **common, "filter": ["==", ["get", "shape"], "sea"], "paint": sea,
         "layout": {"icon-image": "sea", "icon-allow-overlap": True, "symbol-sort-key": below,
                    "icon-size": sea_size(["get", "d"]), **hidden}},
    ]  # fmt: skip
