"""Bands round centre lines: half the width on each side, as far as the ground is and not as far as degrees look.

A line is taken in pieces short enough that a flat map centred on the piece keeps distances to better than one in a hundred,
widened there, and the pieces are put together again.
"""

from collections.abc import Iterator
from functools import lru_cache

import geopandas as gpd
import numpy as np
import shapely
from pyproj import Geod, Proj

PIECE_KM = (
    700  # 350 km from the centre of an azimuthal equidistant map, widths are 0.05 % wrong; with 750 km more, 0.5 %
)
STEP_DEG = 0.25  # between vertices a line runs straight in degrees, as GeoJSON says and maps draw it
CORNERS = 12  # of a quarter of a round end
_EARTH = Geod(ellps="WGS84")


def bands(corridors: gpd.GeoDataFrame) -> gpd.GeoSeries:
    """The bands of `geometry` (lines, EPSG:4326) with `width_km`: areas between -180 and 180, in the order of the rows."""
    wkb = shapely.to_wkb(corridors.geometry.to_numpy())
    shapes = [band(line, float(width)) for line, width in zip(wkb, corridors["width_km"], strict=True)]
    return gpd.GeoSeries(shapes, index=corridors.index, crs=corridors.crs)


@lru_cache(maxsize=256)
def band(line_wkb: bytes, width_km: float) -> shapely.Geometry:
    """One band. Remembered: an edit changes one branch, and the others are asked for again."""
    lines = shapely.get_parts(shapely.from_wkb(line_wkb))
    wide = [_widened(piece, width_km * 500) for line in lines for piece in _pieces(line)]
    return _on_one_world(shapely.union_all(wide))


def _pieces(line: shapely.LineString) -> Iterator[np.ndarray]:
    """The vertices of a line, close together, in pieces that share an end."""
    points = shapely.get_coordinates(shapely.segmentize(line, STEP_DEG))
    lon, lat = points.T
    run = np.concatenate([[0], np.cumsum(_EARTH.inv(lon[:-1], lat[:-1], lon[1:], lat[1:])[2])])
    number = np.floor(run / (PIECE_KM * 1000)).astype(int)
    for each in range(number[-1] + 1):
        at = np.flatnonzero(number == each)
        if len(at):
            piece = points[at[0] : at[-1] + 2]  # and the first vertex of the next
            if len(piece) > 1:
                yield piece


def _widened(points: np.ndarray, metres: float) -> shapely.Geometry:
    """The area within `metres` of a short line; longitudes near its middle, so that they may run beyond 180."""
    middle = points[len(points) // 2]
    flat = Proj(proj="aeqd", lon_0=middle[0], lat_0=middle[1], ellps="WGS84")
    area = shapely.linestrings(np.column_stack(flat(points[:, 0], points[:, 1]))).buffer(metres, quad_segs=CORNERS)

    def in_degrees(corners: np.ndarray) -> np.ndarray:
        lon, lat = flat(corners[:, 0], corners[:, 1], inverse=True)
        return np.column_stack([middle[0] + (lon - middle[0] + 180) % 360 - 180, lat])

    return shapely.transform(area, in_degrees)


def _on_one_world(area: shapely.Geometry) -> shapely.Geometry:
    """The area with what lies beyond 180 put where it is."""
    west, _south, east, _north = area.bounds
    if west >= -180 and east <= 180:
        return area
    parts = [
        shapely.transform(
            area.intersection(shapely.box(k * 360 - 180, -90, k * 360 + 180, 90)), lambda xy, k=k: xy - (k * 360, 0)
        )
        for k in (-1, 0, 1)
    ]
    return shapely.union_all(parts)
