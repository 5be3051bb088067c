"""The projection of a map for paper: longitudes and latitudes to units of the drawing, areas true."""

import numpy as np
import shapely
from pyproj import Transformer

from .report_map_parts import WIDTH


class Frame:
    """The projection of a map: longitudes and latitudes to units of the drawing, areas true."""

    def __init__(self, bounds: tuple[float, float, float, float]):
        west, south, east, north = self.bounds = bounds
        middle = f"+proj=laea +lon_0={(west + east) / 2} +lat_0={(south + north) / 2} +R=6371000"
        self._turn = Transformer.from_crs("EPSG:4326", middle, always_xy=True).transform
        middle_lat = (south + north) / 2
        (left, right), _y = self._turn([west, east], [middle_lat, middle_lat])
        _x, (bottom, top) = self._turn([(west + east) / 2] * 2, [south, north])
        self._left, self._top, self._scale = left, top, WIDTH / (right - left)
        self.height = round((top - bottom) * self._scale)
        # Corners of the drawing lie outside the box of degrees: what is cut must reach them.
        self.reach = shapely.box(west - 25, max(south - 12, -80), east + 25, min(north + 12, 84))

    def units_of(self, km: float) -> float:
        """How long a distance is in the middle of the map."""
        return km * 1_000 * self._scale

    def place(self, at: np.ndarray) -> np.ndarray:
        x, y = self._turn(at[:, 0], at[:, 1])
        return np.column_stack([(x - self._left) * self._scale, (self._top - y) * self._scale])

    def point(self, lon: float, lat: float) -> tuple[float, float]:
        x, y = self.place(np.array([[lon, lat]]))[0]
        return float(x), float(y)

    def inside(self, x: float, y: float, margin: float = 0) -> bool:
        return margin <= x <= WIDTH - margin and margin <= y <= self.height - margin

    def area(self, shape) -> str:
        rings = [
            ring for part in shapely.get_parts(shape) if part.geom_type == "Polygon" for ring in shapely.get_rings(part)
        ]
        return "".join(self._path(shapely.get_coordinates(ring)[:-1]) + "Z" for ring in rings)

    def line(self, shape) -> str:
        lines = [part for part in shapely.get_parts(shape) if part.geom_type == "LineString"]
        return "".join(self._path(shapely.get_coordinates(each)) for each in lines)

    def _path(self, coordinates: np.ndarray) -> str:
        units = self.place(coordinates).round(1)
        kept = np.concatenate([[True], (np.diff(units, axis=0) != 0).any(axis=1)])
        return "M" + "L".join(f"{x:g},{y:g}" for x, y in units[kept])
