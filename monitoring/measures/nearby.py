"""Seizures near points: crossings and ports sized by what was seized within some kilometres of them."""

from collections.abc import Sequence

import numpy as np

from ..vocabulary.columns import Columns
from .grouping import going_on
from .kernels import Selection

EARTH_KM = 6371.0088  # mean radius; a sphere is right to 0.5 %, which is less than places are known to
NEAR_KM = 25.0
_AT_ONCE = 64  # points


def seizures_near(
    columns: Columns, selection: Selection, lon: Sequence[float], lat: Sequence[float], km: float = NEAR_KM
) -> np.ndarray:
    """Distinct seizures within `km` of each point, of those whose place (not only the province) is known."""
    places = columns.locations
    exact = np.isin(places.precision, columns.codes("precision", ("place",)))
    at = np.flatnonzero(exact & ~np.isnan(places.lon + places.lat))
    seizure = columns.seizure[selection.at]
    first = np.ones(len(seizure), dtype=bool)
    first[going_on(seizure)] = False
    counted = np.bincount(columns.location[selection.at][first], minlength=len(places))[at]
    at, counted = at[counted > 0], counted[counted > 0]
    found = np.zeros(len(lon), dtype=np.int64)
    where = _on_sphere(places.lon[at], places.lat[at])
    points = _on_sphere(np.asarray(lon, dtype=float), np.asarray(lat, dtype=float))
    near = np.cos(km / EARTH_KM)
    for start in range(0, len(points), _AT_ONCE):
        close = points[start : start + _AT_ONCE] @ where.T >= near
        found[start : start + _AT_ONCE] = close @ counted
    return found


def _on_sphere(lon: np.ndarray, lat: np.ndarray) -> np.ndarray:
    lon, lat = np.radians(lon), np.radians(lat)
    return np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)], axis=1)
