"""Selected items by the point they lie at: what the map draws when single items are too many, and what it cannot draw."""

from collections.abc import Collection
from typing import NamedTuple

import numpy as np
import pandas as pd

from ..vocabulary.columns import Columns
from .grouping import Keys, column, grouped, keys_of, seizures_of
from .kernels import Selection
from .masks import is_in

DECIMALS = 5  # of a degree: points nearer than a metre are one


class AtPoints(NamedTuple):
    """`groups` has one row for the items of one drug at one point that is known equally exactly, in no particular order.

    Columns: lon, lat, drug, precision, seizures (distinct), weighed (those of them with a mass), mass_kg (their sum; null
    where none states a mass), row (the first of its rows in the copy). rows: the selected rows that have a point,
    ascending; group: of each of them, its number in `groups`.
    """

    groups: pd.DataFrame
    rows: np.ndarray
    group: np.ndarray


def drawn_rows(columns: Columns, selection: Selection, precisions: Collection[str]) -> np.ndarray:
    """The selected rows with coordinates that are known as exactly as one of `precisions` says, ascending."""
    places = columns.locations
    wanted = is_in(places.precision, columns.codes("precision", precisions)) & ~np.isnan(places.lon + places.lat)
    return selection.rows[wanted.take(columns.location[selection.at])]


def rows_without_point(columns: Columns, selection: Selection, precisions: Collection[str]) -> np.ndarray:
    """The selected rows whose seizure has no item among `drawn_rows`, ascending."""
    drawn = np.zeros(int(columns.seizure.max(initial=0)) + 1, dtype=bool)
    drawn[columns.seizure[drawn_rows(columns, selection, precisions)]] = True
    return selection.rows[~drawn[columns.seizure[selection.at]]]


def at_points(columns: Columns, selection: Selection, precisions: Collection[str]) -> AtPoints:
    """The drawn rows of a selection, by drug, point and precision. Every drawn row is in exactly one group."""
    rows = drawn_rows(columns, selection, precisions)
    lon, lat = columns.lon(rows).round(DECIMALS) + 0.0, columns.lat(rows).round(DECIMALS) + 0.0
    keys = [keys_of(columns, rows, "drug"), keys_of(columns, rows, "precision"), _numbers(lon), _numbers(lat)]
    groups = grouped(keys)
    numbers, group = np.unique(groups.of_row, return_inverse=True)
    drug, precision = (codes[numbers] for codes in groups.codes[:2])
    number = len(drug)
    seizure, mass = columns.seizure[rows], columns.mass_kg(rows)
    weighed = ~np.isnan(mass)
    first = _first_of(group, number)
    sums = np.bincount(group[weighed], weights=mass[weighed], minlength=number)
    with_mass = seizures_of(seizure[weighed], group[weighed], number)
    groups = pd.DataFrame({
        "lon": lon[first], "lat": lat[first], "drug": column(keys[0].values, drug),
        "precision": column(keys[1].values, precision), "seizures": seizures_of(seizure, group, number),
        "weighed": with_mass, "mass_kg": np.where(with_mass > 0, sums.round(6), np.nan), "row": rows[first],
    })  # fmt: skip
    return AtPoints(groups, rows, group)


def _numbers(values: np.ndarray) -> Keys:
    codes, distinct = pd.factorize(values)
    return Keys(codes, distinct if len(distinct) else (None,))  # a dimension has at least one value


def _first_of(group: np.ndarray, groups: int) -> np.ndarray:
    first = np.empty(groups, dtype=np.int64)
    first[group[::-1]] = np.arange(len(group))[::-1]  # the last to be written is the first of each
    return first
