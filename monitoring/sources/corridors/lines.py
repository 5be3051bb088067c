"""Centre lines as they are kept: two dimensions, degrees to five decimals, parts that end at the date line and not beyond.

What cannot be kept is refused with the remedy: a person who draws in QGIS has to know what to change there.
"""

from collections.abc import Sequence
from itertools import pairwise
from math import floor

import numpy as np
import shapely

from ...language import _
from ...vocabulary.corridors import MOST_LAT, MOST_VERTICES
from ..table import Unreadable

DECIMALS = 5  # about a metre


def kept_line(found: shapely.Geometry | None, problem: str = "") -> bytes:
    """WKB of a LineString or MultiLineString, EPSG:4326. Longitudes may run beyond 180 and are brought back, the line split.

    `problem`: what the reader of the file said of it. Unreadable names what is wrong and what to do about it.
    """
    if found is None or found.is_empty:
        raise Unreadable("geometry", "", problem or _("is empty. Draw the centre line of the corridor."))
    if found.geom_type not in ("LineString", "MultiLineString"):
        raise Unreadable(
            "geometry", found.geom_type,
            _("is no line. A corridor is the centre line of its band: draw a line; its width is a number beside it."),
        )  # fmt: skip
    if shapely.get_num_coordinates(found) > MOST_VERTICES:
        text = _("has more than {n} vertices. Simplify the line: its band is many kilometres wide.", n=MOST_VERTICES)
        raise Unreadable("geometry", str(shapely.get_num_coordinates(found)), text)
    parts = [part for line in shapely.get_parts(found) for part in _at_date_line(_vertices(line))]
    lines = [shapely.linestrings(part) for part in parts]
    whole = lines[0] if len(lines) == 1 else shapely.multilinestrings(lines)
    return shapely.to_wkb(whole, byte_order=1)


def _vertices(line: shapely.LineString) -> np.ndarray:
    """The vertices, those that repeat the one before left out."""
    points = shapely.get_coordinates(line).round(DECIMALS) + 0.0
    if not np.isfinite(points).all():
        raise Unreadable("geometry", "", _("has a coordinate that is no number."))
    if np.abs(points[:, 0]).max() > 540 or np.abs(points[:, 1]).max() > 90:
        raise Unreadable(
            "geometry", "", _("is not on earth: longitudes go from -180 to 180, latitudes from -90 to 90.")
        )
    if np.abs(points[:, 1]).max() > MOST_LAT:
        raise Unreadable(
            "geometry", "", _("runs beyond {n} degrees of latitude, where its band would meet a pole.", n=MOST_LAT)
        )
    kept = np.concatenate([[True], (np.diff(points, axis=0) != 0).any(axis=1)])
    if kept.sum() < 2:
        raise Unreadable("geometry", "", _("has a part of one place only. Give every part two vertices or more."))
    return points[kept]


def _at_date_line(points: np.ndarray) -> list[list[tuple[float, float]]]:
    """The line in parts that lie between -180 and 180."""
    jumps = np.flatnonzero(np.abs(np.diff(points[:, 0])) > 180)
    if len(jumps):
        from_, to = points[jumps[0], 0], points[jumps[0] + 1, 0]
        raise Unreadable(
            "geometry", f"{from_:g} → {to:g}",
            _("crosses the date line in one step. Split it there: let one part end at longitude 180 and the next begin at "
              "-180; or let longitudes run on beyond 180."),
        )  # fmt: skip
    parts: list[list[tuple[float, float]]] = []
    last = None
    for start, end in pairwise(points.tolist()):
        for first, second in pairwise([start, *_crossings(start, end), end]):
            world = floor(((first[0] + second[0]) / 2 + 180) / 360)  # 0 is ours, 1 the copy to the east of it
            if world != last:
                parts.append([_brought_back(first, world)])
                last = world
            parts[-1].append(_brought_back(second, world))
    return parts


def _crossings(start: Sequence[float], end: Sequence[float]) -> list[tuple[float, float]]:
    """Where the way from `start` to `end` meets the edges of our world, in its order."""
    low, high = sorted((start[0], end[0]))
    edges = sorted((edge for edge in (-180.0, 180.0) if low < edge < high), reverse=end[0] < start[0])
    slope = (end[1] - start[1]) / (end[0] - start[0]) if edges else 0.0
    return [(edge, round(start[1] + slope * (edge - start[0]), DECIMALS)) for edge in edges]


def _brought_back(point: Sequence[float], world: int) -> tuple[float, float]:
    return round(point[0] - world * 360, DECIMALS), point[1]
