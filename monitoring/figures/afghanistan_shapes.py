"""The provinces as small static drawings, for a sheet of all years and for paper: no canvas, no script, no request."""

from collections.abc import Collection, Mapping
from functools import cache
from math import cos, radians

import numpy as np
import shapely

from .afghanistan import label_points, shapes
from .afghanistan_scale import GROWN, NONE, ZERO, fills
from .theme import Theme, colours

WIDTH = 300  # units of the drawing across the country
SIMPLER_DEG = 0.04  # finer than a unit of a small drawing


@cache
def _paths() -> tuple[dict[str, str], dict[str, tuple[int, int]], int]:
    """The path of each province, where its name would stand, and the height of the drawing; neighbours share their edges."""
    simple = shapely.coverage_simplify(shapes().geometry.to_numpy(), SIMPLER_DEG)
    west, south, east, north = shapely.total_bounds(simple)
    narrow = cos(radians((south + north) / 2))
    scale = (WIDTH - 4) / ((east - west) * narrow)

    def place(at: np.ndarray) -> np.ndarray:
        return np.column_stack([2 + (at[:, 0] - west) * narrow * scale, 2 + (north - at[:, 1]) * scale]).round(1)

    paths = {code: _path(shape, place) for code, shape in zip(shapes()["code"], simple, strict=True)}
    points = {code: tuple(place(np.array([at]))[0].astype(int)) for code, at in label_points().items()}
    return paths, points, int(4 + (north - south) * scale)


def _path(shape, place) -> str:
    rings = [ring for part in shapely.get_parts(shape) for ring in shapely.get_rings(part)]
    return "".join(
        "M" + "L".join(f"{x:g},{y:g}" for x, y in place(shapely.get_coordinates(ring))[:-1]) + "Z" for ring in rings
    )


def drawing(steps: Mapping[str, int], show: str, theme: Theme, chosen: Collection[str] = ()) -> str:
    """An SVG of the provinces by their steps; those that `chosen` names are outlined, one without a step has no figure."""
    token, colour = colours(theme), fills(show, theme)
    paths, points, height = _paths()
    hatches = {GROWN: ("g", token["nothing_grown_hatch"], -45), NONE: ("n", token["nothing_no_figure_hatch"], 45)}
    patterns = "".join(
        f'<pattern id="{name}" width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate({lean})">'
        f'<path d="M0 0V4" stroke="{ink}" stroke-width="1.7"/></pattern>'
        for name, ink, lean in hatches.values()
    )
    areas = []
    for code, path in paths.items():
        step = steps.get(code, NONE)
        areas.append(f'<path d="{path}" fill="{colour[step]}"/>')
        if step in hatches:
            areas.append(f'<path d="{path}" fill="url(#{hatches[step][0]})"/>')
    zeros = "".join(
        f'<text x="{points[code][0]}" y="{points[code][1] + 4}">0</text>'
        for code, step in steps.items()
        if step == ZERO
    )
    rings = "".join(f'<path d="{paths[code]}"/>' for code in chosen)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}">'
        f"<defs>{patterns}</defs>"
        f'<g stroke="{token["nothing_free_outline"]}" stroke-width=".6" stroke-linejoin="round">{"".join(areas)}</g>'
        f'<g font-family="sans-serif" font-size="12" text-anchor="middle" fill="{token["ink"]}">{zeros}</g>'
        f'<g fill="none" stroke="{token["flag"]}" stroke-width="2.4" stroke-linejoin="round">{rings}</g></svg>'
    )


@cache
def neighbours(code: str) -> tuple[str, ...]:
    """The provinces that share a border of some length with this one, in order of code."""
    known = dict(zip(shapes()["code"], shapes().geometry, strict=True))
    own = known.pop(code)
    return tuple(other for other, shape in known.items() if shapely.length(shapely.intersection(shape, own)) > 0)
