"""A map for paper as shapes of a slide, which can be edited and stay sharp on a wall: our own SVG, path by path.

It reads what report_maps writes and nothing else: rect, circle, polygon, paths of M, L, Q, Z and h, and text. Slides have no
clipping, so every path is cut at the map's frame. Pango and a browser are not needed, so slides work without them.
"""

import re
from collections.abc import Sequence
from html import unescape
from xml.etree import ElementTree

import numpy as np
import shapely
from pptx.util import Emu, Pt

from ..vocabulary.report import Picture
from .slides_shapes import Look, Paths, box_text, described, freeform

_SVG = "{http://www.w3.org/2000/svg}"
_PARTS = re.compile(r"([MLQZh])([^MLQZh]*)")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_CURVE = np.linspace(0, 1, 17)[:, None]  # a curve in so many straight pieces
# What the dash arrays of our maps are called on slides.
_DASHES = {"3.3 2.2": "sysDash", "0.1 2.6": "sysDot", "6 4": "dash", "0.1 4.4": "sysDot"}


def add_map(slide, picture: Picture, left: int, top: int, width: int) -> int:
    """Puts the map on a slide as one group with an alternative text; its height in EMU."""
    root = ElementTree.fromstring(picture.svg)
    wide, tall = float(root.attrib["width"]), float(root.attrib["height"])
    unit, before = width / wide, len(slide.shapes)
    # Else each shape looks at all others for a free number; and a group measures all that is in it after each.
    slide.shapes.turbo_add_enabled = True
    frame = shapely.box(0, 0, wide, tall)
    for element in root.iter():
        name = element.tag.removeprefix(_SVG)
        if name in _DRAWN and element.get("id") is None:
            _DRAWN[name](slide, element, frame, (left, top, unit))
    slide.shapes.turbo_add_enabled = False
    group = slide.shapes.add_group_shape(list(slide.shapes)[before:])
    described(group, picture.name, picture.said)
    return int(tall * unit)


Place = tuple[int, int, float]  # left and top in EMU, EMU a unit


def _rect(slide, element, frame, place: Place) -> None:
    x, y, wide, tall = (float(element.get(name, 0)) for name in ("x", "y", "width", "height"))
    _put(slide, [np.array([(x, y), (x + wide, y), (x + wide, y + tall), (x, y + tall)])], True, element, frame, place)


def _circle(slide, element, frame, place: Place) -> None:
    x, y, radius = (float(element.get(name)) for name in ("cx", "cy", "r"))
    turn = np.linspace(0, 2 * np.pi, 24, endpoint=False)
    ring = np.column_stack([x + radius * np.cos(turn), y + radius * np.sin(turn)])
    _put(slide, [ring], True, element, frame, place)


def _polygon(slide, element, frame, place: Place) -> None:
    ring = np.array(_NUMBER.findall(element.get("points")), dtype=float).reshape(-1, 2)
    _put(slide, [ring], True, element, frame, place)


def _path(slide, element, frame, place: Place) -> None:
    runs, closed = _runs(element.get("d"))
    _put(slide, runs, closed, element, frame, place)


def _runs(drawn: str) -> tuple[list[np.ndarray], bool]:
    """The runs of points of a path, and whether they are areas."""
    runs: list[list[tuple[float, float]]] = []
    closed = False
    for letter, numbers in _PARTS.findall(drawn):
        values = [float(one) for one in _NUMBER.findall(numbers)]
        if letter == "M":
            runs.append([(values[0], values[1])])
        elif letter == "L":
            runs[-1].append((values[0], values[1]))
        elif letter == "h":
            runs[-1].append((runs[-1][-1][0] + values[0], runs[-1][-1][1]))
        elif letter == "Q":
            start, bend, end = np.array(runs[-1][-1]), np.array(values[:2]), np.array(values[2:])
            bent = (1 - _CURVE) ** 2 * start + 2 * _CURVE * (1 - _CURVE) * bend + _CURVE**2 * end
            runs[-1].extend(map(tuple, bent[1:].tolist()))
        else:
            closed = True
    return [np.array(run) for run in runs], closed


def _put(slide, runs: Sequence[np.ndarray], closed: bool, element, frame, place: Place) -> None:
    """Cut at the frame, in the element's look. An area is filled without an outline, its outline drawn as a line."""
    fill, stroke = element.get("fill", "none"), element.get("stroke", "none")
    runs = [run for run in runs if len(run) > (2 if closed else 1)]
    if not runs:
        return
    if closed and fill != "none":
        shapes = shapely.intersection(shapely.make_valid(np.array([shapely.Polygon(run) for run in runs])), frame)
        # Of rings that lie in one another every second one is a hole, on slides as in SVG.
        cut = [shapely.get_coordinates(ring)[:-1] for part in shapely.get_parts(shapely.get_parts(shapes))
               if part.geom_type == "Polygon" and not part.is_empty for ring in shapely.get_rings(part)]  # fmt: skip
        freeform(slide, Paths(cut, True), Look(fill=fill, alpha=float(element.get("fill-opacity", 1))), place)
    if stroke != "none":
        lines = np.array([shapely.LineString(np.vstack([run, run[:1]]) if closed else run) for run in runs])
        parts = shapely.get_parts(shapely.intersection(lines, frame))
        cut = [shapely.get_coordinates(part) for part in parts if part.geom_type == "LineString" and not part.is_empty]
        look = Look(
            stroke=stroke, width=float(element.get("stroke-width", 1)), dash=_DASHES.get(element.get("stroke-dasharray", ""), ""),
            alpha=float(element.get("stroke-opacity", 1)),
        )  # fmt: skip
        freeform(slide, Paths(cut, False), look, place)


def _text(slide, element, _frame, place: Place) -> None:
    if element.get("stroke") is not None:  # the halo of the text after it
        return
    left, top, unit = place
    words = re.sub("[\u2066-\u2069]", "", unescape(element.text or ""))
    size = float(element.get("font-size"))
    wide, tall = int((len(words) + 2) * size * 0.62 * unit), int(size * 1.5 * unit)
    x, y = left + float(element.get("x")) * unit, top + (float(element.get("y")) - size * 1.1) * unit
    anchor = element.get("text-anchor", "start")
    x -= {"start": 0, "middle": wide / 2, "end": wide}[anchor]
    box_text(
        slide, words, (Emu(int(x)), Emu(int(y)), Emu(wide), Emu(tall)), size=Pt(size * unit / 12700), ink=element.get("fill"),
        bold=element.get("font-weight") == "600", align={"start": "l", "middle": "ctr", "end": "r"}[anchor],
    )  # fmt: skip


_DRAWN = {"rect": _rect, "circle": _circle, "polygon": _polygon, "path": _path, "text": _text}
