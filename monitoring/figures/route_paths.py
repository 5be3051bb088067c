"""The lines of the route map as points: curves, loops and ways along given points, and the direction at their end.

Everything is made in the map's own projection (Web Mercator), so that an arrow at the end points where the line on the
screen ends. Paths are (lon, lat), from start to end; a longitude may pass 180, so that a line is drawn whole.
"""

from functools import lru_cache
from itertools import pairwise
from math import atan, atan2, cos, degrees, hypot, log, pi, radians, sin, sinh, tan

from shapely import LineString

Point = tuple[float, float]
Path = tuple[Point, ...]

DESIGN_ZOOM = 3.8  # px are right here; they are ground distances, so they grow and shrink with the zoom
WORLD_PX = 512 * 2**DESIGN_ZOOM
BOW = 0.16  # distance of the control point from the chord, in chord lengths, always left of travel
NODE_GAP_PX = 8.0  # a line starts and ends so far from its node
SAME_PX = 0.5  # ends that are nearer than this are one place: there is no way to draw between them
_LOOP_PX = 58.0  # from the node to the control points of a loop; half of it is about the loop's height
_LOOP_TOWARDS, _LOOP_SPREAD = radians(45), radians(38)
_MOST_STEPS, _FEWEST_STEPS, _STEP_PX = 24, 8, 30
_EDGE_LAT = 85.0  # the map's own end


def to_mercator(point: Point) -> Point:
    """Lon and lat to Web Mercator with the world 1 wide, y downwards as on the screen; lon may pass 180."""
    lon, lat = point
    lat = max(-_EDGE_LAT, min(_EDGE_LAT, lat))
    return (lon + 180) / 360, 0.5 - log(tan(pi / 4 + radians(lat) / 2)) / (2 * pi)


def from_mercator(point: Point) -> Point:
    x, y = point
    return round(x * 360 - 180, 4), round(degrees(atan(sinh(pi * (1 - 2 * y)))), 4)


def screen_bearing(start: Point, end: Point) -> float:
    """The direction from `start` to `end` as drawn, degrees clockwise from up, 0 to 360."""
    (x0, y0), (x1, y1) = to_mercator(start), to_mercator(end)
    return round(degrees(atan2(x1 - x0, y0 - y1)) % 360, 2)


def nearest_copy(end: Point, start: Point) -> Point:
    """The copy of `end` (both in Mercator) that is nearest to `start` on a map that repeats the world."""
    return end[0] + round(start[0] - end[0]), end[1]


def apart_px(start: Point, end: Point) -> float:
    """How far two places are from each other on the map at DESIGN_ZOOM, the shorter way round."""
    a = to_mercator(start)
    b = nearest_copy(to_mercator(end), a)
    return hypot(b[0] - a[0], b[1] - a[1]) * WORLD_PX


@lru_cache(maxsize=20_000)
def curve(start: Point, end: Point, arrow_px: float = 0.0) -> Path:
    """A bowed line between two places, the shorter way round the world, short of both; `arrow_px` are kept free."""
    a = to_mercator(start)
    return _short_of_ends(bowed(a, nearest_copy(to_mercator(end), a)), arrow_px)


@lru_cache(maxsize=2_000)
def loop(at: Point, arrow_px: float = 0.0) -> Path:
    """A way that leaves a node and comes back to it, for a leg inside one country."""
    x, y = to_mercator(at)
    reach = (_LOOP_PX + 1.5 * arrow_px) / WORLD_PX
    out, back = (
        (x + reach * sin(turn), y - reach * cos(turn))
        for turn in (_LOOP_TOWARDS - _LOOP_SPREAD, _LOOP_TOWARDS + _LOOP_SPREAD)
    )
    steps = [i / _MOST_STEPS for i in range(_MOST_STEPS + 1)]
    return _short_of_ends([_cubic(t, (x, y), out, back) for t in steps], arrow_px)


@lru_cache(maxsize=5_000)
def along(start: Point, way: Path, end: Point, arrow_px: float = 0.0, left_px: float = 0.0) -> Path:
    """From `start` in a curve to the first point of `way`, along it, and in a curve to `end`; short of both.

    way: at least two points, longitudes unwrapped. The way is rounded and moved `left_px` to the left of travel, so that
    there and back are two lines.
    """
    first = to_mercator(start)
    points = [to_mercator(point) for point in way]
    turns = round(first[0] - points[0][0])
    points = [(x + turns, y) for x, y in points]
    last = nearest_copy(to_mercator(end), points[-1])
    middle = _moved_left(_rounded(points, 9), left_px / WORLD_PX)
    whole = _rounded([*bowed(first, middle[0])[:-1], *middle, *bowed(middle[-1], last)[1:]], 4)
    return _short_of_ends(list(LineString(whole).simplify(0.2 / WORLD_PX).coords), arrow_px)


def bowed(start: Point, end: Point) -> list[Point]:
    """A quadratic curve in Mercator, both ends included; no longer than one step for ends that are one place."""
    (x0, y0), (x1, y1) = start, end
    dx, dy = x1 - x0, y1 - y0
    px = hypot(dx, dy) * WORLD_PX
    if px < SAME_PX:
        return [start, end]
    cx, cy = (x0 + x1) / 2 + BOW * dy, (y0 + y1) / 2 - BOW * dx
    steps = min(_MOST_STEPS, _FEWEST_STEPS + int(px / _STEP_PX))
    made = []
    for i in range(steps + 1):
        t = i / steps
        a, b, c = (1 - t) ** 2, 2 * t * (1 - t), t * t
        made.append((a * x0 + b * cx + c * x1, a * y0 + b * cy + c * y1))
    return made


def _cubic(t: float, node: Point, out: Point, back: Point) -> Point:
    a, b, c = (1 - t) ** 3 + t**3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t)
    return a * node[0] + b * out[0] + c * back[0], a * node[1] + b * out[1] + c * back[1]


def _rounded(points: list[Point], reach_px: float) -> list[Point]:
    """Corners cut, but no farther than `reach_px` from each: a lane must not be drawn over a cape. The ends stay."""
    made = [points[0]]
    for (x0, y0), (x1, y1) in pairwise(points):
        part = min(0.25, reach_px / WORLD_PX / (hypot(x1 - x0, y1 - y0) or 1.0))
        dx, dy = part * (x1 - x0), part * (y1 - y0)
        made += [(x0 + dx, y0 + dy), (x1 - dx, y1 - dy)]
    return [*made, points[-1]]


def _moved_left(points: list[Point], far: float) -> list[Point]:
    """Each point moved across the direction between its neighbours; y runs down, so left of (dx, dy) is (dy, -dx)."""
    made = []
    for i, (x, y) in enumerate(points):
        (x0, y0), (x1, y1) = points[max(i - 1, 0)], points[min(i + 1, len(points) - 1)]
        length = hypot(x1 - x0, y1 - y0) or 1.0
        made.append((x + far * (y1 - y0) / length, y - far * (x1 - x0) / length))
    return made


def _short_of_ends(points: list[Point], arrow_px: float) -> Path:
    """As lon and lat, cut so that node and arrowhead have room, but never by more than a fifth and a third."""
    total = sum(hypot(x1 - x0, y1 - y0) for (x0, y0), (x1, y1) in pairwise(points))
    first = min(NODE_GAP_PX / WORLD_PX, 0.2 * total)
    last = min((NODE_GAP_PX + 0.75 * arrow_px) / WORLD_PX, 0.35 * total)
    cut = _without_first(_without_first(points, first)[::-1], last)[::-1]
    made = [from_mercator(point) for point in cut]
    return tuple(point for i, point in enumerate(made) if i == 0 or point != made[i - 1])


def _without_first(points: list[Point], far: float) -> list[Point]:
    """Without the first `far` of its length; what is left starts at the cut."""
    for i, ((x0, y0), (x1, y1)) in enumerate(pairwise(points)):
        step = hypot(x1 - x0, y1 - y0)
        if step > far:
            part = far / step
            rest = points[i + 1 :]
            # a stump before the next point would turn the arrow by the rounding of its coordinates
            rest = rest[1:] if part > 0.7 and len(rest) > 1 else rest
            return [(x0 + part * (x1 - x0), y0 + part * (y1 - y0)), *rest]
        far -= step
    return points
