"""Legs as GeoJSON: a line each, and an arrowhead at its end that points where the line on the screen ends."""

import json
from collections.abc import Mapping
from typing import Any, Literal

import pandas as pd

from .route_ends import feature
from .route_paths import SAME_PX, Path, Point, along, apart_px, curve, loop, screen_bearing
from .route_scale import By, arrow_px, width_px
from .route_sea import lane
from .route_words import leg_tip

Ink = Literal["one", "group"]
LANE_LEFT_PX = 5.0  # there and back along one lane are twice this apart


def drawable(legs: pd.DataFrame, nodes: Mapping[str, Point]) -> pd.Series:
    """For each leg of the frame whether it can be drawn: its start is a node and its end has a place."""
    return legs["start"].isin(list(nodes)) & legs["end_lon"].notna() & legs["end_lat"].notna()


def leg_path(start: Point, end: Point, arrow: float, sea: bool = False, inside: bool = False) -> tuple[Path, bool]:
    """The line of a leg, and whether it follows a sea lane. A leg `inside` one node, or between two ends that are one
    place, is a loop."""
    if inside or apart_px(start, end) < SAME_PX:
        return loop(start, arrow), False
    way = lane(start, end) if sea else None
    return (along(start, way, end, arrow, LANE_LEFT_PX), True) if way else (curve(start, end, arrow), False)


def line_features(
    legs: pd.DataFrame, nodes: Mapping[str, Point], by: By, ink: Ink, faded: frozenset[str], times: int = 1
) -> tuple[list[dict], list[dict], dict[str, list[float]]]:
    """Lines, arrowheads, and the bearings at which lines touch each node, in the order of the drawable `legs`."""
    lines: list[dict] = []
    arrows: list[dict] = []
    touched: dict[str, list[float]] = {}
    for row in legs.itertuples():
        width = width_px(row.basis, row.seizures, row.mass_kg, by, times)
        end = (float(row.end_lon), float(row.end_lat))
        path, by_lane = leg_path(nodes[row.start], end, arrow_px(width), bool(row.sea), row.start == row.end)
        bearing = screen_bearing(path[-2], path[-1])
        drawn = _drawn(row, width, ink, row.leg in faded)
        lines.append(feature("LineString", path, drawn | _said(row, by_lane)))
        arrows.append(feature("Point", path[-1], drawn | {"bearing": bearing}))
        touched.setdefault(row.start, []).append(screen_bearing(path[0], path[1]))
        touched.setdefault(row.end, []).append((bearing + 180) % 360)
    return lines, arrows, touched


def _drawn(row: Any, width: float, ink: Ink, faded: bool) -> dict:
    """What the layers read. `family` only where the ink is the drug group's, `faded` only where it is."""
    drawn = {"id": row.leg, "basis": row.basis, "width": width}
    if ink == "group" and isinstance(row.family, str):
        drawn["family"] = row.family
    return drawn | ({"faded": True} if faded else {})


def _said(row: Any, by_lane: bool) -> dict:
    loop = {"loop": True} if row.start == row.end else {}
    return {"ids": json.dumps([row.leg]), "tip": leg_tip(row, by_lane), **loop}
