"""GeoJSON for the map, in as few bytes as the level of detail needs: rounded, without repeated points, no spaces."""

import json
from collections.abc import Sequence
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely


def write(frame: gpd.GeoDataFrame, columns: Sequence[str], path: Path, decimals: int) -> None:
    """A FeatureCollection of `frame`, order kept; the properties are `columns`, missing values null."""
    features = []
    for values, geometry in zip(frame[list(columns)].to_dict("records"), frame.geometry, strict=True):
        properties = {name: None if pd.isna(value) or value == "" else value for name, value in values.items()}
        if shape := rounded(geometry, decimals):
            features.append({"type": "Feature", "properties": properties, "geometry": shape})
    text = json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False, separators=(",", ":"))
    path.write_text(text + "\n", encoding="utf-8")


def rounded(geometry: shapely.Geometry, decimals: int) -> dict | None:
    """The GeoJSON of `geometry`, or None where nothing is left of a line. Rounding moves both sides of an edge alike."""
    kind = geometry.geom_type
    if kind == "Point":
        return {"type": kind, "coordinates": numbers(shapely.get_coordinates(geometry), decimals)[0]}
    if kind.endswith("LineString"):
        lines = [numbers(shapely.get_coordinates(part), decimals) for part in shapely.get_parts(geometry)]
        lines = [line for line in lines if len(line) > 1]
        return {"type": "MultiLineString", "coordinates": lines} if lines else None
    polygons = []
    for part in shapely.get_parts(geometry):
        rings = [numbers(shapely.get_coordinates(ring), decimals) for ring in shapely.get_rings(part)]
        if len(rings[0]) > 3:
            polygons.append([ring for ring in rings if len(ring) > 3])
    if not polygons:  # the Holy See, say: a square as small as the decimals allow
        cell = geometry.representative_point().buffer(0.6 / 10**decimals, cap_style="square")
        polygons = [[numbers(shapely.get_coordinates(cell), decimals)]]
    if len(polygons) == 1:
        return {"type": "Polygon", "coordinates": polygons[0]}
    return {"type": "MultiPolygon", "coordinates": polygons}


def numbers(points: np.ndarray, decimals: int) -> list[list[float]]:
    """The points rounded, without repeats; whole numbers without their ".0"."""
    grid = np.round(points * 10**decimals).astype(np.int64)
    new = np.concatenate(([True], (grid[1:] != grid[:-1]).any(axis=1)))
    return [[plain(x / 10**decimals), plain(y / 10**decimals)] for x, y in grid[new].tolist()]


def plain(value: float) -> float | int:
    return int(value) if value == int(value) else value
