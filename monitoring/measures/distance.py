"""Distance over the earth: what was seized within so many kilometres of a point, and how far from Afghanistan."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import NamedTuple
from weakref import WeakKeyDictionary

import numpy as np
import pandas as pd
import pyarrow.parquet as pq
import shapely

from ..paths import BOUNDARIES
from ..vocabulary.columns import Columns
from .geodesics import GEOD
from .grouping import distinct
from .kernels import Selection
from .placed import inexact, placed

FROM = "AFG"
BANDS = {
    "band": "str", "from_km": "float64", "to_km": "float64", "seizures": "int64", "mass_kg": "float64", "inexact": "int64",
}  # fmt: skip
INSIDE, UNPLACED = "inside", "unplaced"
EDGES_KM = (0, 250, 500, 1000, 2000, 4000)  # the last band has no end
_STEP_M = 5_000.0  # between the points that stand for a border: the error at 250 km is 12 m
_AT_ONCE = 2_000  # locations compared with the whole border in one step


@dataclass(frozen=True, eq=False)
class Near:
    """inexact: seizures among the selected whose point stands for a province or a sea area. unplaced: seizures of the filter
    that have no point, so that nobody can say.
    """

    selection: Selection
    inexact: int
    unplaced: int


def within(columns: Columns, selection: Selection, lon: float, lat: float, km: float) -> Near:
    """What of a selection has its point at most `km` from a point. The circle on the map is geodesics.circle."""
    places, somewhere = columns.locations, placed(columns)
    at = np.flatnonzero(somewhere)
    near = np.zeros(len(places), dtype=bool)
    _out, _back, metres = GEOD.inv(np.full(len(at), lon), np.full(len(at), lat), places.lon[at], places.lat[at])
    near[at] = np.asarray(metres) <= km * 1000
    location = columns.location[selection.at]
    rows = selection.rows[near.take(location)]
    return Near(
        Selection(rows, distinct(columns.seizure[rows])),
        inexact(columns, rows),
        distinct(columns.seizure[selection.rows[~somewhere.take(location)]]),
    )


def by_distance(columns: Columns, selection: Selection, iso3: str = FROM) -> pd.DataFrame:
    """BANDS: a row for each band of distance from a country's border, the nearest first, empty ones too, each seizure in one.

    band: INSIDE the country, "0", "250" ... for EDGES_KM (where it begins), or UNPLACED: without a point. to_km: null for
    the last. mass_kg: null where no row states one. inexact: seizures whose point stands for a province or a sea area.
    """
    band = _band_of_location(columns, iso3).take(columns.location[selection.at])
    first = np.ones(len(selection.rows), dtype=bool)
    first[1:] = np.diff(columns.seizure[selection.at]) != 0
    # a seizure of several places counts in the band of its first row; its mass goes with it
    of_seizure = band[np.flatnonzero(first)].repeat(np.diff(np.append(np.flatnonzero(first), len(band))))
    mass = columns.mass_kg(selection.at)
    stated, size = ~np.isnan(mass), len(EDGES_KM) + 2
    exact = np.isin(columns.code("precision", selection.rows), columns.codes("precision", ("place",)))
    sums = np.bincount(of_seizure, weights=np.where(stated, mass, 0.0), minlength=size).round(6)
    frame = pd.DataFrame(
        {
            "band": [INSIDE, *map(str, EDGES_KM), UNPLACED],
            "from_km": [0.0, *EDGES_KM, np.nan],
            "to_km": [0.0, *EDGES_KM[1:], np.nan, np.nan],
            "seizures": np.bincount(of_seizure[first], minlength=size),
            "mass_kg": np.where(np.bincount(of_seizure[stated], minlength=size) > 0, sums, np.nan),
            "inexact": np.bincount(of_seizure[first & ~exact], minlength=size),
        }
    )
    frame.loc[size - 1, "inexact"] = 0  # nothing is said of their place
    return frame.astype(BANDS)


_bands: "WeakKeyDictionary[Columns, dict[str, np.ndarray]]" = WeakKeyDictionary()


def _band_of_location(columns: Columns, iso3: str) -> np.ndarray:
    """The row of BANDS of each location of a copy, worked out once."""
    known = _bands.setdefault(columns, {})
    if iso3 not in known:
        band = np.full(len(columns.locations), len(EDGES_KM) + 1, dtype=np.int64)
        at = np.flatnonzero(placed(columns))
        km = border_km(iso3, columns.locations.lon[at], columns.locations.lat[at])
        band[at] = np.where(km == 0, 0, np.searchsorted(EDGES_KM, km, "right"))
        known[iso3] = band
    return known[iso3]


def border_km(iso3: str, lon: np.ndarray, lat: np.ndarray) -> np.ndarray:
    """Kilometres to the nearest point of a country's border along the shortest way; 0 inside the country."""
    border = _border(iso3)
    found = np.zeros(len(lon))
    outside = np.flatnonzero(~shapely.contains_xy(border.shape, lon, lat))
    for start in range(0, len(outside), _AT_ONCE):
        at = outside[start : start + _AT_ONCE]
        nearest = (_unit(lon[at], lat[at]) @ border.unit.T).argmax(axis=1)
        _out, _back, metres = GEOD.inv(lon[at], lat[at], border.lon[nearest], border.lat[nearest])
        found[at] = np.asarray(metres) / 1000
    return found


class _Border(NamedTuple):
    """A country's shape, and points along its border as degrees and as unit vectors."""

    shape: shapely.Geometry
    lon: np.ndarray
    lat: np.ndarray
    unit: np.ndarray


@cache
def _border(iso3: str) -> _Border:
    """KeyError for a country without a shape."""
    table = pq.read_table(BOUNDARIES / "countries-high.parquet", columns=["shown", "geometry"])
    shapes = dict(zip(table["shown"].to_pylist(), table["geometry"].to_pylist(), strict=True))
    shape = shapely.from_wkb(shapes[iso3])
    shapely.prepare(shape)
    lon, lat = (np.array(part) for part in zip(*_along(shapely.get_parts(shape)), strict=True))
    return _Border(shape, lon, lat, _unit(lon, lat))


def _along(polygons: Iterable[shapely.Polygon]) -> Iterable[tuple[float, float]]:
    """Corners of all rings, with points between those that are far apart."""
    for part in polygons:
        for ring in (part.exterior, *part.interiors):
            corners = shapely.get_coordinates(ring)
            for (lon, lat), (lon2, lat2) in pairwise(corners):
                yield lon, lat
                _out, _back, metres = GEOD.inv(lon, lat, lon2, lat2)
                if metres > _STEP_M:
                    yield from GEOD.npts(lon, lat, lon2, lat2, int(metres // _STEP_M))


def _unit(lon: np.ndarray, lat: np.ndarray) -> np.ndarray:
    east, north = np.radians(lon), np.radians(lat)
    return np.stack([np.cos(north) * np.cos(east), np.cos(north) * np.sin(east), np.sin(north)], axis=1)
