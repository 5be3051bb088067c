"""Where lines of the route map begin and end: nodes, known places, and stubs for ends that nobody stated."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from ..language import number
from .route_paths import Point
from .route_words import is_sea_area, label_names, stub_tip

_NAME_BEARING = 180.0  # the name of a node stands below it where it can
STUB_SIDES = 12  # a stub leaves its node at one of so many directions, clockwise from up
ENDS = (
    "country",
    "sea_area",
    "admin1",
    "place",
)  # what an end can be: node, label point of a sea, in a province, known


def feature(kind: str, coordinates: Iterable, properties: dict) -> dict:
    return {
        "type": "Feature",
        "geometry": {"type": kind, "coordinates": list(coordinates)},
        "properties": properties,
    }


def nodes(legs: pd.DataFrame, stubs: pd.DataFrame, places: Mapping[str, Point]) -> list[dict]:
    """A point for each node and each other end of `legs` and `stubs`, drawn once each. `places`: node -> (lon, lat).

    Properties: id (node, or "lon,lat" of an end that is none), kind (ENDS); of nodes also iso3 and the names.
    """
    whole = legs.loc[legs["end_kind"] == "country", "end"]
    used = [node for node in dict.fromkeys([*legs["start"], *whole, *stubs["node"]]) if node in places]
    made = [_node(node, places[node]) for node in sorted(used)]
    taken = {tuple(one["geometry"]["coordinates"]) for one in made}
    for row in legs[legs["end_kind"] != "country"].itertuples():
        at = (round(float(row.end_lon), 4), round(float(row.end_lat), 4))
        named = row.end_kind == "sea_area" and row.end in places
        if at not in taken:
            taken.add(at)
            made.append(_node(row.end, at) if named else _end(row.end_kind, at))
    return made


def _node(node: str, at: Point) -> dict:
    kind = "sea_area" if is_sea_area(node) else "country"
    return feature("Point", at, {"id": node, "ids": json.dumps([node]), "kind": kind, **label_names(node)})


def _end(kind: str, at: Point) -> dict:
    key = f"{at[0]},{at[1]}"
    return feature("Point", at, {"id": key, "ids": json.dumps([key]), "kind": kind})


def stub_features(stubs: pd.DataFrame, places: Mapping[str, Point], busy: Mapping[str, list[float]]) -> list[dict]:
    """A point at the node for each stub, most seizures first. `busy`: node -> bearings at which lines touch it.

    Properties: id ("IRN:to"), ids, way, side (0 to STUB_SIDES - 1: the freest direction), bearing, label, seizures, tip.
    """
    made = []
    taken = {node: list(bearings) for node, bearings in busy.items()}
    for row in stubs.sort_values("seizures", ascending=False, kind="stable").itertuples():
        if row.node in places:
            around = taken.setdefault(row.node, [])
            side = freest_side([*around, _NAME_BEARING])
            around.append(side * 360 / STUB_SIDES)
            made.append(feature("Point", places[row.node], _stub(row, side)))
    return made


def _stub(row: Any, side: int) -> dict:
    key = f"{row.node}:{row.way}"
    return {
        "id": key, "ids": json.dumps([key]), "node": row.node, "way": row.way, "side": side,
        "bearing": side * 360 / STUB_SIDES, "label": number(int(row.seizures)), "seizures": int(row.seizures),
        "tip": stub_tip(row),
    }  # fmt: skip


def freest_side(bearings: Iterable[float]) -> int:
    """The side that is farthest from all `bearings` (degrees, at least one), the first of equals."""
    taken = list(bearings)
    return max(range(STUB_SIDES), key=lambda side: min(_between(side * 360 / STUB_SIDES, one) for one in taken))


def _between(one: float, other: float) -> float:
    return abs((one - other + 180) % 360 - 180)
