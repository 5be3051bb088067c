"""Maps for paper: the shipped boundaries in an equal-area projection, written as SVG without a browser.

Plain SVG and not a drawing library's: the text stays text, so that Arabic is shaped and a PDF can be searched, the same
drawing serves page, file and print, and equal data give equal bytes. Order, dashes and dots: the visual design, 2.2.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from html import escape

import geopandas as gpd
import numpy as np
import shapely
from pyproj import Transformer

from ..language import direction
from ..paths import BOUNDARIES

WIDTH = 680  # of every map, in units of the drawing; on paper 170 mm, so that 10 units are 7 points
_FONT = "'IBM Plex Sans', 'IBM Plex Sans Arabic', sans-serif"
_LETTER = 0.55  # of the size: how wide a letter is at most on the average


@dataclass(frozen=True)
class Colours:
    """The base map's colours; components fill it from figures.theme, so that paper and screen agree."""

    water: str
    land: str
    admin1: str
    border: str
    casing: str
    label: str
    halo: str
    ink: str
    ink2: str
    surface: str
    line: str
    accent: str
    hatch: str


@dataclass(frozen=True)
class Class:
    """One kind of area: its fill, how the legend calls it, whether hatched (and in which colour)."""

    fill: str
    label: str
    hatch: str | None = None
    outline: str | None = None


@dataclass(frozen=True)
class Point:
    """A dot of a place; `radius` in units. `ring`: the country is known, the place is not."""

    lon: float
    lat: float
    radius: float
    ring: bool = False


@dataclass(frozen=True)
class Line:
    """A curve from one country or place to another; `look`: solid, dashed or dotted. arrow: it has a direction."""

    start: tuple[float, float]
    end: tuple[float, float]
    width: float
    look: str


@dataclass(frozen=True)
class Sign:
    """A legend entry that is no area: a line of a look, or a dot."""

    label: str
    look: str


@dataclass(frozen=True)
class Map:
    """What one map shows. areas: code (ISO 3166-1, or 3166-2 of provinces) -> name of a class of `classes`.

    names: code -> the name to write and where; those that would lie on one written before are left out, in this order.
    """

    bounds: tuple[float, float, float, float]  # west, south, east, north
    classes: Mapping[str, Class]
    areas: Mapping[str, str]
    names: Mapping[str, tuple[str, float, float]]
    provinces_of: str | None = None
    points: Sequence[Point] = ()
    lines: Sequence[Line] = ()
    signs: Sequence[Sign] = field(default_factory=tuple)
    legend: str = ""


def drawing(what: Map, name: str, token: Colours, said: str) -> str:
    """The map as an SVG document. `name` makes its ids its own; `said` is its text for whom cannot see it."""
    frame = _Frame(what.bounds)
    parts = [f'<rect width="{WIDTH}" height="{frame.height}" fill="{token.water}"/>', *_land(what, frame, token, name)]
    parts += _borders(frame, token)
    parts += _routes(what, frame, token)
    parts += _names(what, frame, token)
    parts += [_dot(point, frame, token) for point in what.points]
    parts.append(_Legend(what, name, token).drawn(frame.height))
    hatches = "".join(_hatch(f"{name}-{key}", each.hatch) for key, each in what.classes.items() if each.hatch)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {frame.height}" width="{WIDTH}" height="{frame.height}" '
        f'role="img" aria-label="{escape(said)}" font-family="{_FONT}">'
        f'<defs>{hatches}<clipPath id="{name}-frame"><rect width="{WIDTH}" height="{frame.height}"/></clipPath></defs>'
        f'<g clip-path="url(#{name}-frame)">{"".join(parts)}</g>'
        f'<rect x="0.5" y="0.5" width="{WIDTH - 1}" height="{frame.height - 1}" fill="none" stroke="{token.line}"/></svg>'
    )


class _Frame:
    """The projection of a map: longitudes and latitudes to units of the drawing, areas true."""

    def __init__(self, bounds: tuple[float, float, float, float]):
        west, south, east, north = self.bounds = bounds
        middle = f"+proj=laea +lon_0={(west + east) / 2} +lat_0={(south + north) / 2} +R=6371000"
        self._turn = Transformer.from_crs("EPSG:4326", middle, always_xy=True).transform
        middle_lat = (south + north) / 2
        (left, right), _y = self._turn([west, east], [middle_lat, middle_lat])
        _x, (bottom, top) = self._turn([(west + east) / 2] * 2, [south, north])
        self._left, self._top, self._scale = left, top, WIDTH / (right - left)
        self.height = round((top - bottom) * self._scale)
        # Corners of the drawing lie outside the box of degrees: what is cut must reach them.
        self.reach = shapely.box(west - 25, max(south - 12, -80), east + 25, min(north + 12, 84))

    def place(self, at: np.ndarray) -> np.ndarray:
        x, y = self._turn(at[:, 0], at[:, 1])
        return np.column_stack([(x - self._left) * self._scale, (self._top - y) * self._scale])

    def point(self, lon: float, lat: float) -> tuple[float, float]:
        x, y = self.place(np.array([[lon, lat]]))[0]
        return float(x), float(y)

    def inside(self, x: float, y: float, margin: float = 0) -> bool:
        return margin <= x <= WIDTH - margin and margin <= y <= self.height - margin

    def area(self, shape) -> str:
        rings = [
            ring for part in shapely.get_parts(shape) if part.geom_type == "Polygon" for ring in shapely.get_rings(part)
        ]
        return "".join(self._path(shapely.get_coordinates(ring)[:-1]) + "Z" for ring in rings)

    def line(self, shape) -> str:
        lines = [part for part in shapely.get_parts(shape) if part.geom_type == "LineString"]
        return "".join(self._path(shapely.get_coordinates(each)) for each in lines)

    def _path(self, coordinates: np.ndarray) -> str:
        units = self.place(coordinates).round(1)
        kept = np.concatenate([[True], (np.diff(units, axis=0) != 0).any(axis=1)])
        return "M" + "L".join(f"{x:g},{y:g}" for x, y in units[kept])


@cache
def _boundaries(name: str) -> gpd.GeoDataFrame:
    return gpd.read_parquet(BOUNDARIES / f"{name}.parquet")


def _near(frame: _Frame, shapes: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    return shapes.assign(geometry=shapely.intersection(shapes.geometry.to_numpy(), frame.reach)).pipe(
        lambda cut: cut[~cut.geometry.is_empty]
    )


def _land(what: Map, frame: _Frame, token: Colours, name: str) -> list[str]:
    """Land, then the areas of data in one path a class, their hatches, and the borders of provinces."""
    countries = _near(frame, _boundaries("countries-low"))
    parts = [f'<path d="{"".join(map(frame.area, countries.geometry))}" fill="{token.land}"/>']
    if what.provinces_of:
        provinces = _boundaries("admin1")
        shapes = provinces[(provinces["iso3"] == what.provinces_of) & (provinces["status"] == "iso")].set_index("code")
    else:
        shapes = countries.drop_duplicates("iso3").set_index("iso3")
        shapes = countries.dissolve("iso3", sort=False) if len(shapes) < len(countries) else shapes
    for key, each in what.classes.items():
        codes = [code for code, found in what.areas.items() if found == key and code in shapes.index]
        if not codes:
            continue
        path = "".join(frame.area(shapes.geometry[code]) for code in codes)
        rim = f' stroke="{each.outline}" stroke-width="0.9"' if each.outline else ""
        parts.append(f'<path d="{path}" fill="{each.fill}"{rim}/>')
        if each.hatch:
            parts.append(f'<path d="{path}" fill="url(#{name}-{key})"/>')
    if what.provinces_of:
        rims = "".join(map(frame.area, shapes.geometry))
        parts.append(
            f'<path d="{rims}" fill="none" stroke="{token.admin1}" stroke-width="0.6" stroke-linejoin="round"/>'
        )
    return parts


def _borders(frame: _Frame, token: Colours) -> list[str]:
    """Casing under all, then solid, dashed (undetermined) and dotted (Line of Control)."""
    lines = _boundaries("lines")
    lines = _near(frame, lines[lines["level"] == "low"])
    kinds = {
        "international": 'stroke-width="0.8" stroke-linecap="round"',
        "undetermined": 'stroke-width="1.1" stroke-dasharray="3.3 2.2"',
        "line_of_control": 'stroke-width="1.4" stroke-linecap="round" stroke-dasharray="0.1 2.6"',
    }
    every = "".join(map(frame.line, lines.geometry))
    parts = [f'<path d="{every}" fill="none" stroke="{token.casing}" stroke-opacity="0.55" stroke-width="2.4"/>']
    for kind, look in kinds.items():
        path = "".join(map(frame.line, lines[lines["kind"] == kind].geometry))
        if path:
            parts.append(f'<path d="{path}" fill="none" stroke="{token.border}" stroke-linejoin="round" {look}/>')
    return parts


_LOOKS = {
    "solid": "",
    "dashed": ' stroke-dasharray="6 4"',
    "dotted": ' stroke-dasharray="0.1 4.4" stroke-linecap="round"',
}


def _routes(what: Map, frame: _Frame, token: Colours) -> list[str]:
    return [part for line in what.lines for part in _curve(line, frame, token)]


def _curve(line: Line, frame: _Frame, token: Colours) -> list[str]:
    """A curve that bends to the same side of travel, cut short of both ends, with its head."""
    start, end = np.array(frame.point(*line.start)), np.array(frame.point(*line.end))
    along = end - start
    length = float(np.hypot(*along))
    if length < 16:
        return []
    bend = (start + end) / 2 + 0.16 * np.array([along[1], -along[0]])
    first, last = _towards(start, bend, 5), _towards(end, bend, 6)
    colour = token.accent if line.look == "solid" else token.ink2
    path = f"M{_xy(first)}Q{_xy(bend)} {_xy(last)}"
    casing = (
        f'<path d="{path}" fill="none" stroke="{token.halo}" stroke-width="{line.width + 2:g}"/>'
        if line.look == "solid"
        else ""
    )
    way = (last - bend) / np.hypot(*(last - bend))
    across, size = np.array([-way[1], way[0]]), 3.4 + 0.9 * line.width
    tip = last + way * 2
    head = " ".join(
        _xy(at)
        for at in (tip, tip - way * size * 1.5 + across * size * 0.6, tip - way * size * 1.5 - across * size * 0.6)
    )
    return [
        casing,
        f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="{line.width:g}"{_LOOKS[line.look]}/>',
        f'<polygon points="{head}" fill="{colour}"/>',
    ]


def _towards(start: np.ndarray, end: np.ndarray, by: float) -> np.ndarray:
    way = end - start
    return start + way / np.hypot(*way) * by


def _xy(at: np.ndarray) -> str:
    return f"{at[0]:.1f},{at[1]:.1f}"


def _dot(point: Point, frame: _Frame, token: Colours) -> str:
    x, y = frame.point(point.lon, point.lat)
    if not frame.inside(x, y):
        return ""
    inner = (f'fill="{token.halo}" stroke="{token.accent}" stroke-width="2"' if point.ring
             else f'fill="{token.accent}" stroke="{token.halo}" stroke-width="1.2"')  # fmt: skip
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{point.radius:g}" {inner}/>'


def _names(what: Map, frame: _Frame, token: Colours) -> list[str]:
    """Names in order, each with a halo of its own; one that would lie on another or under the legend is left out."""
    taken = [_Legend(what, "", token).box(frame.height)]
    size = 9.5 if what.provinces_of is None else 8.5
    parts = []
    for code, (text, lon, lat) in what.names.items():
        x, y = frame.point(lon, lat)
        wide = len(text) * size * _LETTER
        box = (x - wide / 2, y - size * 0.75, x + wide / 2, y + size * 0.45)
        if (
            not frame.inside(box[0], box[1], 2)
            or not frame.inside(box[2], box[3], 2)
            or any(_meet(box, one) for one in taken)
        ):
            continue
        taken.append(box)
        ink, halo = _ink(what.classes.get(what.areas.get(code, "")), token)
        at = f'x="{x:.1f}" y="{y + size * 0.3:.1f}" text-anchor="middle" font-size="{size}"'
        word = _word(text)
        parts.append(f'<text {at} fill="{halo}" stroke="{halo}" stroke-width="2.4" stroke-linejoin="round">{word}</text>'
                     f'<text {at} fill="{ink}">{word}</text>')  # fmt: skip
    return parts


def _ink(under: Class | None, token: Colours) -> tuple[str, str]:
    """The colours of a name and its halo on a class: white or dark, whichever can be read; on plain land the map's own."""
    if under is None or under.hatch is not None:
        return token.label, token.halo
    red, green, blue = (int(under.fill[at : at + 2], 16) for at in (1, 3, 5))
    return ("#FFFFFF" if 0.299 * red + 0.587 * green + 0.114 * blue < 125 else "#0C161E"), under.fill


def _word(text: str) -> str:
    """Text that keeps its own direction: renderers differ in what they do with the direction of an SVG."""
    return (
        f"\N{RIGHT-TO-LEFT ISOLATE}{escape(text)}\N{POP DIRECTIONAL ISOLATE}" if direction() == "rtl" else escape(text)
    )


def _meet(one: tuple, other: tuple) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


class _Legend:
    """A box in the corner where reading starts: classes from the first to the last, then lines and dots."""

    _ROW, _SIZE = 14, 9.5

    def __init__(self, what: Map, name: str, token: Colours):
        self._what, self._name, self._token = what, name, token
        shown = set(what.areas.values())
        self._rows: list[tuple[str, str | None, str]] = [
            (each.label, key, "") for key, each in what.classes.items() if key in shown
        ]
        self._rows += [(each.label, None, each.look) for each in what.signs]

    @property
    def _wide(self) -> float:
        longest = max((len(text) for text in (self._what.legend, *(row[0] for row in self._rows))), default=0)
        return 44 + longest * self._SIZE * 0.49

    def box(self, height: float) -> tuple[float, float, float, float]:
        tall = 12 + self._ROW * (len(self._rows) + bool(self._what.legend))
        left = 8 if direction() == "ltr" else WIDTH - 8 - self._wide
        return left, height - 8 - tall, left + self._wide, height - 8

    def drawn(self, height: float) -> str:
        if not self._rows:
            return ""
        left, top, right, bottom = self.box(height)
        token, mirrored = self._token, direction() == "rtl"
        text_x, swatch = (right - 32, right - 28) if mirrored else (left + 32, left + 8)
        y = top + 14
        parts = [f'<rect x="{left:g}" y="{top:g}" width="{right - left:.1f}" height="{bottom - top:g}" rx="4" '
                 f'fill="{token.surface}" fill-opacity="0.94" stroke="{token.line}"/>']  # fmt: skip
        if self._what.legend:
            at = right - 8 if mirrored else left + 8
            parts.append(self._text(self._what.legend, at, y, True))
            y += self._ROW
        for label, key, look in self._rows:
            parts.append(self._swatch(key, look, swatch, y - 7.5))
            parts.append(self._text(label, text_x, y, False))
            y += self._ROW
        return "".join(parts)

    def _text(self, text: str, x: float, y: float, head: bool) -> str:
        anchor = "end" if direction() == "rtl" else "start"
        weight, ink = (' font-weight="600"', self._token.ink) if head else ("", self._token.ink2)
        at = f'x="{x:.1f}" y="{y:.1f}" font-size="{self._SIZE}" text-anchor="{anchor}"'
        return f'<text {at} fill="{ink}"{weight}>{_word(text)}</text>'

    def _swatch(self, key: str | None, look: str, x: float, y: float) -> str:
        token = self._token
        if key is not None:
            each = self._what.classes[key]
            box = f'x="{x:.1f}" y="{y:.1f}" width="18" height="9" rx="1.5"'
            fill = f'<rect {box} fill="{each.fill}" stroke="{each.outline or token.border}" stroke-width="0.6"/>'
            return fill + (f'<rect {box} fill="url(#{self._name}-{key})"/>' if each.hatch else "")
        if look in _LOOKS:
            colour, width = (token.accent, 2.6) if look == "solid" else (token.ink2, 1.8)
            return f'<path d="M{x:.1f},{y + 4.5:.1f}h18" stroke="{colour}" stroke-width="{width}"{_LOOKS[look]}/>'
        ring = (
            f'fill="{token.halo}" stroke="{token.accent}" stroke-width="2"'
            if look == "ring"
            else f'fill="{token.accent}"'
        )
        return f'<circle cx="{x + 9:.1f}" cy="{y + 4.5:.1f}" r="4" {ring}/>'


def _hatch(name: str, colour: str) -> str:
    return (
        f'<pattern id="{name}" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        f'<path d="M0 0V5" stroke="{colour}" stroke-width="1.4"/></pattern>'
    )


def named(points: Iterable[tuple[str, str, float, float]]) -> dict[str, tuple[str, float, float]]:
    """Code -> name and place, for Map.names, in the order given."""
    return {code: (text, lon, lat) for code, text, lon, lat in points}
