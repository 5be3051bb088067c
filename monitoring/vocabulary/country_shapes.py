"""Whether a point can be in the stated country; and where it would be if longitude and latitude were exchanged."""

from functools import cache
from math import isfinite
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import shapely

from ..paths import BOUNDARIES
from .placed import PointCheck

TOLERANCE = 0.35  # degrees: our coasts are coarse, and a port's roads and a border post lie a little outside
# Areas whose country is undetermined (geodata/hand/disputed_lines.geojson): a report from either side fits.
CLAIMED = {"XJK": ("IND", "PAK"), "XAC": ("IND", "CHN"), "XAB": ("SDN", "SSD")}
NOWHERE = 1e-4  # degrees around 0, 0: what programs write for "not known"


class Countries:
    """The outlines of countries, each prepared when it is first asked for."""

    def __init__(self, folder: Path = BOUNDARIES) -> None:
        table = pq.ParquetFile(folder / "countries-high.parquet").read(["shown", "geometry"])
        self._codes = table["shown"].to_pylist()
        self._shapes = dict(zip(self._codes, shapely.from_wkb(table["geometry"].to_pylist())))
        self._tree = shapely.STRtree(list(self._shapes.values()))
        self._prepared = cache(self._prepare)

    def country_at(self, lon: float, lat: float) -> str:
        """The iso3 of the country that the point lies in, "" at sea and in undetermined areas."""
        found = self._tree.query(shapely.Point(lon, lat), predicate="intersects")
        codes = sorted(self._codes[row] for row in found)
        return codes[0] if codes and codes[0] not in CLAIMED else ""

    def near(self, lon: float, lat: float, iso3: str) -> bool:
        """Whether the point lies in the country or at most TOLERANCE outside; False for a country without an outline."""
        return any(shapely.dwithin(shape, shapely.Point(lon, lat), TOLERANCE) for shape in self._prepared(iso3))

    def check(self, lon: float, lat: float, iso3: str | None) -> PointCheck:
        """See PointCheck. Without a country only the numbers are judged; a country without an outline fits everything."""
        if not (isfinite(lon) and isfinite(lat)):
            return PointCheck("impossible")
        exists = _exists(lon, lat)
        if not iso3 or not self._prepared(iso3):
            suggestion = (lat, lon) if not exists and _exists(lat, lon) else None
            return PointCheck("fits", self.country_at(lon, lat)) if exists else PointCheck("impossible", "", suggestion)
        if exists and self.near(lon, lat, iso3):
            return PointCheck("fits", iso3)
        if _exists(lat, lon) and self.near(lat, lon, iso3):
            return PointCheck("swapped", self.country_at(lon, lat) if exists else "", (lat, lon))
        others = ((-lon, lat), (lon, -lat), (-lon, -lat), (lon - 360, lat), (-lat, lon), (lat, -lon), (-lat, -lon))
        meant = next((one for one in others if _exists(*one) and self.near(*one, iso3)), None)
        return (
            PointCheck("elsewhere", self.country_at(lon, lat), meant) if exists else PointCheck("impossible", "", meant)
        )

    def box(self, iso3: str) -> tuple[float, float, float, float] | None:
        """West, south, east, north of the largest part of a country; None for one without an outline."""
        if iso3 not in self._shapes:
            return None
        parts = shapely.get_parts(self._shapes[iso3])
        west, south, east, north = parts[np.argmax(shapely.area(parts))].bounds
        return west, south, east, north

    def _prepare(self, iso3: str) -> tuple[shapely.Geometry, ...]:
        codes = (iso3, *(area for area, sides in CLAIMED.items() if iso3 in sides))
        shapes = np.array([self._shapes[code] for code in codes if code in self._shapes])
        shapely.prepare(shapes)
        return tuple(shapes) if iso3 in self._shapes else ()


def _exists(lon: float, lat: float) -> bool:
    return abs(lon) <= 180 and abs(lat) <= 90 and max(abs(lon), abs(lat)) > NOWHERE
