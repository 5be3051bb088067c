"""Lines and their arrowheads as they travel to the map: points as steps of a thousandth of a degree, each leg once.

As GeoJSON the same curves take twice the bytes, most of it digits. The map's host takes them apart again
(assets/map/lines.mjs does what `unpacked` does).
"""

import json
from itertools import chain, pairwise
from typing import Any

PER_DEGREE = 1000  # 0.001 degree is 111 m at most: nothing on the scale of a country
Row = list[Any]  # [properties of the line, bearing of its head, [lon, lat, step lon, step lat, ...] in thousandths]


def packed(lines: list[dict], arrows: list[dict]) -> list[Row]:
    """Features of figures.routes.collections, lines and their arrowheads in one order, as rows."""
    return [
        [
            {name: value for name, value in line["properties"].items() if name != "ids"},
            arrow["properties"]["bearing"],
            _steps(line["geometry"]["coordinates"]),
        ]
        for line, arrow in zip(lines, arrows, strict=True)
    ]


def _steps(points: list) -> list[int]:
    whole = [(round(lon * PER_DEGREE), round(lat * PER_DEGREE)) for lon, lat in points]
    steps = ((lon2 - lon, lat2 - lat) for (lon, lat), (lon2, lat2) in pairwise(whole))
    return [*whole[0], *chain.from_iterable(steps)]


def unpacked(rows: list[Row]) -> tuple[list[dict], list[dict]]:
    """The lines and the arrowheads of rows. An arrowhead has what its line has, but for the tip, and its bearing."""
    lines, arrows = [], []
    for properties, bearing, steps in rows:
        points = _points(steps)
        head = {name: value for name, value in properties.items() if name not in LINE_ONLY} | {"bearing": bearing}
        lines.append(_feature("LineString", points, properties | {"ids": json.dumps([properties["id"]])}))
        arrows.append(_feature("Point", points[-1], head))
    return lines, arrows


LINE_ONLY = ("tip", "loop")


def _points(steps: list[int]) -> list[list[float]]:
    lon = lat = 0
    points = []
    for at in range(0, len(steps), 2):
        lon, lat = lon + steps[at], lat + steps[at + 1]
        points.append([lon / PER_DEGREE, lat / PER_DEGREE])
    return points


def _feature(kind: str, coordinates: list, properties: dict) -> dict:
    return {"type": "Feature", "geometry": {"type": kind, "coordinates": coordinates}, "properties": properties}
