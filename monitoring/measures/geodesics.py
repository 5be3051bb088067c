"""Shapes on the round earth as GeoJSON: rings that may cross the date line or go round a pole.

Longitudes are unwrapped: a ring across 180 goes on to 190, so that it has no seam. The map draws such a ring whole.
"""

import numpy as np
from pyproj import CRS, Geod, Transformer

GEOD = Geod(ellps="WGS84")
Ring = list[list[float]]


def plane_at(lon: float, lat: float) -> tuple[Transformer, Transformer]:
    """To and from metres east and north of a point, where distances and directions from that point are true."""
    local = CRS.from_proj4(f"+proj=aeqd +lat_0={lat} +lon_0={lon} +datum=WGS84 +units=m")
    there = Transformer.from_crs("EPSG:4326", local, always_xy=True)
    return there, Transformer.from_crs(local, "EPSG:4326", always_xy=True)


def polygon(lon: np.ndarray, lat: np.ndarray) -> dict:
    """A GeoJSON polygon of a ring given once round, counter-clockwise as seen from above; it may hold a pole.

    Around a pole the ring goes along all longitudes and is closed by way of the pole's own edge of the map.
    """
    turned = np.unwrap(np.append(lon, lon[0]), period=360.0)
    north = np.append(lat, lat[0])
    if abs(turned[-1] - turned[0]) > 180:
        pole = 90.0 if turned[-1] > turned[0] else -90.0  # eastwards with the inside at the left
        turned = np.concatenate([turned, [turned[-1], turned[0], turned[0]]])
        north = np.concatenate([north, [pole, pole, north[0]]])
    turned = turned - 360 * np.round((turned.min() + turned.max()) / 720)  # the copy nearest to longitude 0
    return {"type": "Polygon", "coordinates": [_ring(turned, north)]}


def _ring(lon: np.ndarray, lat: np.ndarray) -> Ring:
    return [[round(float(x), 5), round(float(y), 5)] for x, y in zip(lon, lat, strict=True)]


def circle(lon: float, lat: float, km: float, corners: int = 180) -> dict:
    """The GeoJSON polygon of all points within `km` of a point, counter-clockwise."""
    turns = np.linspace(360, 0, corners, endpoint=False)
    at = np.full(corners, 1.0)
    east, north, _back = GEOD.fwd(lon * at, lat * at, turns, km * 1000 * at)
    return polygon(np.asarray(east), np.asarray(north))


def line(lon: float, lat: float, lon2: float, lat2: float, steps: int = 48) -> dict:
    """The shortest way between two points as a GeoJSON line, longitudes unwrapped."""
    between = np.array(GEOD.npts(lon, lat, lon2, lat2, steps - 1)).reshape(-1, 2)
    points = np.concatenate([[[lon, lat]], between, [[lon2, lat2]]])
    return {"type": "LineString", "coordinates": _ring(np.unwrap(points[:, 0], period=360.0), points[:, 1])}
