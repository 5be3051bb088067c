"""What a map for paper is made of: areas by class, names, lines, dots, a legend; no drawing yet."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape

from ..language import direction

WIDTH = 680  # of every map, in units of the drawing; on paper 170 mm, so that 10 units are 7 points
LOOKS = {
    "solid": "",
    "dashed": ' stroke-dasharray="6 4"',
    "dotted": ' stroke-dasharray="0.1 4.4" stroke-linecap="round"',
}


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
    """One kind of area: its fill, how the legend calls it, whether hatched (and in which colour), its outline and its width."""

    fill: str
    label: str
    hatch: str | None = None
    outline: str | None = None
    rim: float = 0.9


@dataclass(frozen=True)
class Point:
    """A symbol of a place; `radius` in units. look: dot, ring (known less exactly than a point), or sea (a diamond, a point of
    ours at sea). ink: its colour, the accent where none is given.
    """

    lon: float
    lat: float
    radius: float
    look: str = "dot"
    ink: str = ""


@dataclass(frozen=True)
class Line:
    """A curve from one country or place to another; `look`: solid, dashed or dotted. arrow: it has a direction."""

    start: tuple[float, float]
    end: tuple[float, float]
    width: float
    look: str


@dataclass(frozen=True)
class Sign:
    """A legend entry that is no area: a line of a look, or a symbol of one (`ink`: its colour)."""

    label: str
    look: str
    ink: str = ""


@dataclass(frozen=True)
class Map:
    """What one map shows. areas: code (ISO 3166-1, or 3166-2 of provinces) -> name of a class of `classes`.

    names: code -> the name to write and where; those that would lie on one written before are left out, in this order. scale:
    its bar is drawn, in the corner across from the legend. level: how fine the boundaries are, low, or mid for one country.
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
    scale: bool = False
    level: str = "low"


def named(points: Iterable[tuple[str, str, float, float]]) -> dict[str, tuple[str, float, float]]:
    """Code -> name and place, for Map.names, in the order given."""
    return {code: (text, lon, lat) for code, text, lon, lat in points}


def isolated(text: str) -> str:
    """Text that keeps its own direction: renderers differ in what they do with the direction of an SVG."""
    return (
        f"\N{RIGHT-TO-LEFT ISOLATE}{escape(text)}\N{POP DIRECTIONAL ISOLATE}" if direction() == "rtl" else escape(text)
    )
