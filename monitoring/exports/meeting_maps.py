"""Maps for a wall, as SVG in the page: few names, thick lines, a legend that the last row can read, and no city.

The same boundaries, projection and dashes as on paper (report_maps), on a picture 1760 wide; it fits what it shows.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from html import escape

import geopandas as gpd
import numpy as np
import shapely
from pyproj import Transformer

from ..language import direction
from ..paths import BOUNDARIES

WIDTH, HEIGHT = 1760, 680
LOW = 600  # under a title or subtitle of two lines
NAME, LEGEND = 36, 34  # font sizes; 32 is the least that may be left when a long title takes room
_FONT = "'IBM Plex Sans', 'IBM Plex Sans Arabic', sans-serif"
_LETTER = 0.56
_DASHES = {
    "solid": "",
    "dashed": ' stroke-dasharray="16 10"',
    "dotted": ' stroke-dasharray="0.1 13" stroke-linecap="round"',
}
_BORDERS = {
    "international": 'stroke-width="2"', "undetermined": 'stroke-width="2.4" stroke-dasharray="8 5"',
    "line_of_control": 'stroke-width="3" stroke-linecap="round" stroke-dasharray="0.1 6"',
}  # fmt: skip
Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Way:
    """A curve with an arrow's head. look: solid, dashed, dotted."""

    start: tuple[float, float]
    end: tuple[float, float]
    width: float
    look: str


@dataclass(frozen=True)
class Spot:
    """A dot; a ring where only the province, or only the country, is known."""

    lon: float
    lat: float
    radius: float
    ring: bool = False


@dataclass(frozen=True)
class Sign:
    """An entry of the legend. look: solid, dashed, dotted, dot, ring or area (then `fill`, and `hatch` where hatched)."""

    label: str
    look: str
    fill: str = ""
    hatch: str = ""


@dataclass(frozen=True)
class Wall:
    """What a map shows. bounds: west, south, east, north of what must be in it. names: (text, lon, lat), the first first.

    fills: code of a province -> colour, or ("hatch", colour of the lines, ground); written: code -> (lines of text, lon, lat)
    inside it. token: colours by name (figures.theme.colours).
    """

    bounds: Box
    token: Mapping[str, str]
    focus: str = ""
    ways: Sequence[Way] = ()
    spots: Sequence[Spot] = ()
    names: Sequence[tuple[str, float, float]] = ()
    signs: Sequence[Sign] = ()
    provinces_of: str = ""
    fills: Mapping[str, str] = field(default_factory=dict)
    hatches: Mapping[str, str] = field(default_factory=dict)
    written: Sequence[tuple[Sequence[str], float, float]] = ()
    most_names: int = 6
    height: int = HEIGHT


def drawn(what: Wall, said: str, name: str) -> str:
    """`name` makes the drawing's ids its own in a page of many; `said` is for who cannot see it."""
    frame = _Frame(what.bounds, what.height)
    token = what.token
    level = "high" if frame.span < 14 else "mid" if frame.span < 30 else "low"
    parts = [
        f'<rect width="{WIDTH}" height="{what.height}" fill="{token["map_water"]}"/>',
        *_land(what, frame, level, name),
    ]
    parts += _borders(frame, token, level)
    parts += [part for way in what.ways for part in _curve(way, frame, token)]
    parts += [_spot(spot, frame, token) for spot in what.spots]
    legend = _Legend(what, frame, name)
    parts += _names(what, frame, legend.box)
    parts += _written(what, frame, legend.box)
    parts.append(legend.drawn())
    hatches = {ink: f"{name}-hatch{at}" for at, ink in enumerate(_hatches(what))}
    patterns = "".join(
        f'<pattern id="{key}" width="14" height="14" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        f'<path d="M0 0V14" stroke="{ink}" stroke-width="3"/></pattern>'
        for ink, key in hatches.items()
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {what.height}" role="img" aria-label="{escape(said)}" '
        f'font-family="{_FONT}"><defs>{patterns}<clipPath id="{name}-frame">'
        f'<rect width="{WIDTH}" height="{what.height}"/></clipPath></defs>'
        f'<g clip-path="url(#{name}-frame)">{"".join(parts)}</g></svg>'
    )


def _hatches(what: Wall) -> list[str]:
    """The inks of hatches, in the order that their patterns are numbered."""
    return list(dict.fromkeys([*what.hatches.values(), *(sign.hatch for sign in what.signs if sign.hatch)]))


class _Frame:
    """Longitudes and latitudes to units of the picture, areas true; what must be shown stands in the middle with a margin."""

    def __init__(self, bounds: Box, height: int):
        self.height = height
        west, south, east, north = bounds
        middle = f"+proj=laea +lon_0={(west + east) / 2} +lat_0={(south + north) / 2} +R=6371000"
        self._turn = Transformer.from_crs("EPSG:4326", middle, always_xy=True).transform
        edge = shapely.get_coordinates(
            shapely.segmentize(shapely.box(*bounds), max((east - west) / 8, (north - south) / 8, 0.01))
        )
        x, y = self._turn(edge[:, 0], edge[:, 1])
        wide, tall = (x.max() - x.min()) * 1.16, (y.max() - y.min()) * 1.16
        self._scale = min(WIDTH / wide, height / tall)
        self._x, self._y = (x.max() + x.min()) / 2, (y.max() + y.min()) / 2
        metres = WIDTH / self._scale
        self.span = metres / 111_000  # about, in degrees
        lon_reach = self.span / max(0.2, np.cos(np.radians(min(abs(south + north) / 2 + self.span / 5, 80))))
        mid_lon, mid_lat = (west + east) / 2, (south + north) / 2
        self.reach = shapely.box(
            max(mid_lon - lon_reach * 0.75 - 1, -180), max(mid_lat - self.span * 0.4 - 1, -84),
            min(mid_lon + lon_reach * 0.75 + 1, 180), min(mid_lat + self.span * 0.4 + 1, 84),
        )  # fmt: skip

    def place(self, at: np.ndarray) -> np.ndarray:
        x, y = self._turn(at[:, 0], at[:, 1])
        return np.column_stack([(x - self._x) * self._scale + WIDTH / 2, (self._y - y) * self._scale + self.height / 2])

    def point(self, lon: float, lat: float) -> tuple[float, float]:
        x, y = self.place(np.array([[lon, lat]]))[0]
        return float(x), float(y)

    def path(self, shape) -> str:
        made = []
        for part in shapely.get_parts(shape):
            closed = part.geom_type == "Polygon"
            for line in shapely.get_rings(part) if closed else [part] if part.geom_type == "LineString" else []:
                units = self.place(shapely.get_coordinates(line)).round()
                kept = np.concatenate([[True], (np.diff(units, axis=0) != 0).any(axis=1)])
                if kept.sum() > (2 if closed else 1):
                    made.append("M" + "L".join(f"{x:g},{y:g}" for x, y in units[kept]) + ("Z" if closed else ""))
        return "".join(made)


@cache
def _boundaries(name: str) -> gpd.GeoDataFrame:
    return gpd.read_parquet(BOUNDARIES / f"{name}.parquet")


def _near(frame: _Frame, shapes: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    met = shapes[shapely.intersects(shapes.geometry.to_numpy(), frame.reach)]
    return met.assign(geometry=shapely.intersection(met.geometry.to_numpy(), frame.reach))


def _land(what: Wall, frame: _Frame, level: str, name: str) -> list[str]:
    token = what.token
    countries = _near(frame, _boundaries(f"countries-{level}"))
    parts = [f'<path d="{"".join(map(frame.path, countries.geometry))}" fill="{token["map_land"]}"/>']
    focus = countries[countries["shown"] == what.focus]
    if len(focus):
        path = "".join(map(frame.path, focus.geometry))
        parts.append(
            f'<path d="{path}" fill="{token["map_focus"]}" stroke="{token["map_focus_outline"]}" stroke-width="4" '
            f'stroke-linejoin="round"/>'
        )
    if what.provinces_of:
        provinces = _boundaries("admin1")
        mine = provinces[(provinces["iso3"] == what.provinces_of) & (provinces["status"] == "iso")]
        order = _hatches(what)
        for code, shape in zip(mine["code"], mine.geometry, strict=True):
            path = frame.path(shape)
            parts.append(
                f'<path d="{path}" fill="{what.fills.get(code, token["map_land"])}" stroke="#FFFFFF" stroke-width="2"/>'
            )
            if code in what.hatches:
                parts.append(f'<path d="{path}" fill="url(#{name}-hatch{order.index(what.hatches[code])})"/>')
        parts.append(
            f'<path d="{"".join(map(frame.path, mine.geometry))}" fill="none" stroke="{token["map_border"]}" stroke-width="1.5"/>'
        )
    return parts


def _borders(frame: _Frame, token: Mapping[str, str], level: str) -> list[str]:
    lines = _boundaries("lines")
    lines = _near(frame, lines[lines["level"] == level])
    return [
        f'<path d="{path}" fill="none" stroke="{token["map_border"]}" stroke-linejoin="round" {look}/>'
        for kind, look in _BORDERS.items()
        if (path := "".join(map(frame.path, lines[lines["kind"] == kind].geometry)))
    ]


def _curve(way: Way, frame: _Frame, token: Mapping[str, str]) -> list[str]:
    """Bent to the same side of travel, so that two directions part; short of both ends."""
    start, end = np.array(frame.point(*way.start)), np.array(frame.point(*way.end))
    along = end - start
    if float(np.hypot(*along)) < 60:
        return []
    bend = (start + end) / 2 + 0.16 * np.array([along[1], -along[0]])
    size = 14 + 2.1 * way.width
    first, tip = _towards(start, bend, 16), _towards(end, bend, 18)
    last = _towards(tip, bend, size * 0.9)
    colour = token["accent"] if way.look == "solid" else token["ink2"]
    path = f"M{_xy(first)}Q{_xy(bend)} {_xy(last)}"
    direct = (tip - bend) / np.hypot(*(tip - bend))
    across = np.array([-direct[1], direct[0]])
    base = tip - direct * size
    head = " ".join(_xy(at) for at in (tip, base + across * size * 0.42, base - across * size * 0.42))
    casing = (
        f'<path d="{path}" fill="none" stroke="{token["map_halo"]}" stroke-width="{way.width + 5:g}"/>'
        if way.look == "solid"
        else ""
    )
    return [
        casing,
        f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="{way.width:g}"{_DASHES[way.look]}/>',
        f'<polygon points="{head}" fill="{colour}" stroke="{token["map_halo"]}" stroke-width="2"/>',
    ]  # fmt: skip


def _towards(start: np.ndarray, end: np.ndarray, by: float) -> np.ndarray:
    way = end - start
    return start + way / np.hypot(*way) * by


def _xy(at: np.ndarray) -> str:
    return f"{at[0]:.1f},{at[1]:.1f}"


def _spot(spot: Spot, frame: _Frame, token: Mapping[str, str]) -> str:
    x, y = frame.point(spot.lon, spot.lat)
    look = (
        f'fill="{token["map_halo"]}" fill-opacity="0.85" stroke="{token["ink"]}" stroke-width="4"' if spot.ring
        else f'fill="{token["accent"]}" fill-opacity="0.88" stroke="{token["map_halo"]}" stroke-width="3"'
    )  # fmt: skip
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{spot.radius:g}" {look}/>'


def _names(what: Wall, frame: _Frame, legend: Box) -> list[str]:
    """Each on its point where that is free, else beside it: free of other names, of dots and of the legend."""
    taken = [legend, *(_around(frame.point(spot.lon, spot.lat), max(spot.radius, 8)) for spot in what.spots)]
    parts: list[str] = []
    for text, lon, lat in what.names:
        x, y = frame.point(lon, lat)
        wide = len(text) * NAME * _LETTER
        at = [
            (x, y + 12, "middle"), (x + 30, y + 12, "start"), (x - 30, y + 12, "end"), (x, y - 24, "middle"),
            (x, y + 48, "middle"), (x + 22, y + 46, "start"), (x - 22, y - 24, "end"),
        ]  # fmt: skip
        for left_x, base, anchor in at:
            left = left_x - {"start": 0, "middle": wide / 2, "end": wide}[anchor]
            box = (left, base - NAME, left + wide, base + 10)
            if not _inside(box, frame) or any(_meet(box, one) for one in taken):
                continue
            taken.append(box)
            parts.append(_text(text, left_x, base, anchor, NAME, what.token["ink"], what.token["map_halo"]))
            break
        if len(parts) == what.most_names:
            break
    return parts


def _inside(box: Box, frame: _Frame) -> bool:
    return box[0] >= 8 and box[2] <= WIDTH - 8 and box[1] >= 8 and box[3] <= frame.height - 8


def _around(at: tuple[float, float], by: float) -> Box:
    return at[0] - by, at[1] - by, at[0] + by, at[1] + by


def _written(what: Wall, frame: _Frame, legend: Box) -> list[str]:
    """What stands inside an area, in the order given; what would lie on another is left to the table."""
    taken: list[Box] = [legend]
    parts = []
    for lines, lon, lat in what.written:
        x, y = frame.point(lon, lat)
        wide, tall = max(map(len, lines)) * LEGEND * _LETTER, len(lines) * 36
        box = (x - wide / 2, y - tall / 2, x + wide / 2, y + tall / 2)
        if any(_meet(box, one) for one in taken):
            continue
        taken.append(box)
        parts += [
            _text(
                line, x, y - tall / 2 + 30 + 36 * at, "middle", LEGEND, what.token["ink"], "#FFFFFF", 600 if at else 400
            )
            for at, line in enumerate(lines)
        ]
    return parts


def _text(text: str, x: float, y: float, anchor: str, size: int, ink: str, halo: str, weight: int = 400) -> str:
    word = f"\N{RIGHT-TO-LEFT ISOLATE}{text}\N{POP DIRECTIONAL ISOLATE}" if direction() == "rtl" else text
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-size="{size}" font-weight="{weight}" direction="ltr" '
        f'fill="{ink}" stroke="{halo}" stroke-width="8" stroke-linejoin="round" paint-order="stroke">{escape(word)}</text>'
    )


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


class _Legend:
    """A box in the corner where it hides least; of equal ones the lower one where reading starts."""

    _ROW = 48

    def __init__(self, what: Wall, frame: _Frame, name: str):
        self._what, self._name = what, name
        wide = 130 + max((len(sign.label) for sign in what.signs), default=0) * LEGEND * 0.53
        tall = 20 + self._ROW * len(what.signs)
        near, far = (20.0, WIDTH - 20 - wide) if direction() == "ltr" else (WIDTH - 20 - wide, 20.0)
        low, high = frame.height - 20 - tall, 20.0
        corners = [(left, top, left + wide, top + tall) for top in (low, high) for left in (near, far)]
        points = [frame.point(spot.lon, spot.lat) for spot in what.spots]
        points += [frame.point(lon, lat) for _lines, lon, lat in what.written]
        self.box: Box = (
            min(corners, key=lambda box: sum(_meet(_around(at, 14), box) for at in points))
            if what.signs
            else (0, 0, 0, 0)
        )

    def drawn(self) -> str:
        if not self._what.signs:
            return ""
        token, (left, top, right, bottom) = self._what.token, self.box
        mirrored = direction() == "rtl"
        parts = [
            f'<rect x="{left:g}" y="{top:g}" width="{right - left:.1f}" height="{bottom - top:g}" rx="8" fill="{token["raised"]}" '
            f'stroke="{token["line2"]}" stroke-width="2"/>'
        ]
        for at, sign in enumerate(self._what.signs):
            y = top + 10 + self._ROW * (at + 0.5)
            parts.append(self._swatch(sign, right - 98 if mirrored else left + 18, y))
            parts.append(_text(sign.label, right - 116 if mirrored else left + 116, y + 11, "end" if mirrored else "start", LEGEND,
                               token["ink"], token["raised"]))  # fmt: skip
        return "".join(parts)

    def _swatch(self, sign: Sign, x: float, y: float) -> str:
        token = self._what.token
        if sign.look == "area":
            rect = f'x="{x:g}" y="{y - 15:g}" width="80" height="30" rx="3"'
            order = _hatches(self._what)
            hatch = f'<rect {rect} fill="url(#{self._name}-hatch{order.index(sign.hatch)})"/>' if sign.hatch else ""
            return f'<rect {rect} fill="{sign.fill}" stroke="{token["map_border"]}" stroke-width="1.5"/>{hatch}'
        if sign.look in _DASHES:
            colour, wide = (token["accent"], 9) if sign.look == "solid" else (token["ink2"], 5)
            return f'<path d="M{x:g},{y:g}h80" stroke="{colour}" stroke-width="{wide}"{_DASHES[sign.look]}/>'
        spot = (
            f'fill="{token["map_halo"]}" stroke="{token["ink"]}" stroke-width="4"' if sign.look == "ring"
            else f'fill="{token["accent"]}"'
        )  # fmt: skip
        return f'<circle cx="{x + 40:g}" cy="{y:g}" r="13" {spot}/>'
