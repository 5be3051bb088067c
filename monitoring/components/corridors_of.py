"""The corridors of a data version and which of them each seizure belongs to, for all pages."""

from functools import lru_cache

import geopandas as gpd
import numpy as np

from ..measures.corridors import Assigned, assign
from ..measures.kernels import Selection
from ..measures.paths import paths
from ..store.corridors import corridors
from .current import Data, engine


@lru_cache(maxsize=4)
def corridors_in(version: str, number: int) -> gpd.GeoDataFrame:
    """store.corridors.corridors of a data version, by its name and number."""
    with engine().connect() as db:
        return corridors(db, number)


def corridors_of(current: Data) -> gpd.GeoDataFrame:
    """store.corridors.corridors of the data version."""
    return corridors_in(current.version.id, current.version.number)


def assigned_of(current: Data) -> Assigned:
    """The corridor of every seizure of the data version, worked out once."""
    return assign(current.columns, paths(current.columns), corridors_of(current))


def along(current: Data, selection: Selection, corridor: str, branch: str | None = None) -> Selection:
    """The rows of a selection that belong to a corridor (and branch)."""
    rows = assigned_of(current).rows_of(selection.rows, corridor, branch)
    seizure = current.columns.seizure[rows]
    return Selection(rows, int(np.count_nonzero(seizure[1:] != seizure[:-1])) + 1 if len(rows) else 0)
