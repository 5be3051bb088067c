"""Which places have a point that may be measured from, and how exactly it is known."""

import numpy as np

from ..vocabulary.columns import Columns
from .grouping import distinct

PLACED = ("place", "admin1", "sea_area")  # precisions that the map draws; a country's middle is no place


def placed(columns: Columns) -> np.ndarray:
    """Of each location whether it has a point that stands for less than a country."""
    places = columns.locations
    return np.isin(places.precision, columns.codes("precision", PLACED)) & ~np.isnan(places.lon + places.lat)


def inexact(columns: Columns, rows: np.ndarray) -> int:
    """How many seizures of `rows` have a point that stands for a province or a sea area."""
    exact = np.isin(columns.code("precision", rows), columns.codes("precision", ("place",)))
    return distinct(columns.seizure[rows[~exact]])
