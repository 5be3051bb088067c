"""Maps for paper: the shipped boundaries in an equal-area projection, written as SVG without a browser.

Plain SVG and not a drawing library's: the text stays text, so that Arabic is shaped and a PDF can be searched, the same
drawing serves page, file and print, and equal data give equal bytes. Order, dashes and dots: the visual design, 2.2.
"""

from functools import cache
from html import escape

import geopandas as gpd
import numpy as np
import shapely

from ..paths import BOUNDARIES
from .report_frame import Frame
from .report_legend import Legend
from .report_map_parts import LOOKS, WIDTH, Class, Colours, Line, Map, Point, isolated
from .report_symbols import scale_bar, symbol

_FONT = "'IBM Plex Sans', 'IBM Plex Sans Arabic', sans-serif"
_LETTER = 0.55  # of the size: how wide a letter is at most on the average


def drawing(what: Map, name: str, token: Colours, said: str) -> str:
    """The map as an SVG document. `name` makes its ids its own; `said` is its text for whom cannot see it."""
    frame = Frame(what.bounds)
    parts = [f'<rect width="{WIDTH}" height="{frame.height}" fill="{token.water}"/>', *_land(what, frame, token, name)]
    parts += _borders(frame, token, what.level)
    parts += _routes(what, frame, token)
    parts += _names(what, frame, token)
    parts += [_dot(point, frame, token) for point in what.points]
    parts.append(Legend(what, name, token).drawn(frame.height))
    if what.scale:
        parts.append(scale_bar(frame, token))
    hatches = "".join(_hatch(f"{name}-{key}", each.hatch) for key, each in what.classes.items() if each.hatch)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {frame.height}" width="{WIDTH}" height="{frame.height}" '
        f'role="img" aria-label="{escape(said)}" font-family="{_FONT}">'
        f'<defs>{hatches}<clipPath id="{name}-frame"><rect width="{WIDTH}" height="{frame.height}"/></clipPath></defs>'
        f'<g clip-path="url(#{name}-frame)">{"".join(parts)}</g>'
        f'<rect x="0.5" y="0.5" width="{WIDTH - 1}" height="{frame.height - 1}" fill="none" stroke="{token.line}"/></svg>'
    )


@cache
def _boundaries(name: str) -> gpd.GeoDataFrame:
    return gpd.read_parquet(BOUNDARIES / f"{name}.parquet")


def _near(frame: Frame, shapes: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    return shapes.assign(geometry=shapely.intersection(shapes.geometry.to_numpy(), frame.reach)).pipe(
        lambda cut: cut[~cut.geometry.is_empty]
    )


def _land(what: Map, frame: Frame, token: Colours, name: str) -> list[str]:
    """Land, then the areas of data in one path a class, their hatches, and the borders of provinces."""
    countries = _near(frame, _boundaries(f"countries-{what.level}"))
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
        rim = f' stroke="{each.outline}" stroke-width="{each.rim:g}"' if each.outline else ""
        parts.append(f'<path d="{path}" fill="{each.fill}"{rim}/>')
        if each.hatch:
            parts.append(f'<path d="{path}" fill="url(#{name}-{key})"/>')
    if what.provinces_of:
        rims = "".join(map(frame.area, shapes.geometry))
        parts.append(
            f'<path d="{rims}" fill="none" stroke="{token.admin1}" stroke-width="0.6" stroke-linejoin="round"/>'
        )
    return parts


def _borders(frame: Frame, token: Colours, level: str) -> list[str]:
    """Casing under all, then solid, dashed (undetermined) and dotted (Line of Control)."""
    lines = _boundaries("lines")
    lines = _near(frame, lines[lines["level"] == level])
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


def _routes(what: Map, frame: Frame, token: Colours) -> list[str]:
    return [part for line in what.lines for part in _curve(line, frame, token)]


def _curve(line: Line, frame: Frame, token: Colours) -> list[str]:
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
        f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="{line.width:g}"{LOOKS[line.look]}/>',
        f'<polygon points="{head}" fill="{colour}"/>',
    ]


def _towards(start: np.ndarray, end: np.ndarray, by: float) -> np.ndarray:
    way = end - start
    return start + way / np.hypot(*way) * by


def _xy(at: np.ndarray) -> str:
    return f"{at[0]:.1f},{at[1]:.1f}"


def _dot(point: Point, frame: Frame, token: Colours) -> str:
    x, y = frame.point(point.lon, point.lat)
    if not frame.inside(x, y):
        return ""
    return symbol(x, y, point.radius, point.look, point.ink or token.accent, token)


def _names(what: Map, frame: Frame, token: Colours) -> list[str]:
    """Names in order, each with a halo of its own; one that would lie on another or under the legend is left out."""
    taken = [Legend(what, "", token).box(frame.height)]
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
        word = isolated(text)
        parts.append(f'<text {at} fill="{halo}" stroke="{halo}" stroke-width="2.4" stroke-linejoin="round">{word}</text>'
                     f'<text {at} fill="{ink}">{word}</text>')  # fmt: skip
    return parts


def _ink(under: Class | None, token: Colours) -> tuple[str, str]:
    """The colours of a name and its halo on a class: white or dark, whichever can be read; on plain land the map's own."""
    if under is None or under.hatch is not None:
        return token.label, token.halo
    red, green, blue = (int(under.fill[at : at + 2], 16) for at in (1, 3, 5))
    return ("#FFFFFF" if 0.299 * red + 0.587 * green + 0.114 * blue < 125 else "#0C161E"), under.fill


def _meet(one: tuple, other: tuple) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _hatch(name: str, colour: str) -> str:
    return (
        f'<pattern id="{name}" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        f'<path d="M0 0V5" stroke="{colour}" stroke-width="1.4"/></pattern>'
    )
