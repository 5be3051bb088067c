"""What was seized inside Afghanistan, province by province, and just across its border."""

from collections.abc import Sequence
from dataclasses import dataclass
from weakref import WeakKeyDictionary

import numpy as np
import pandas as pd

from ..errors import FilterError
from ..language import _
from ..vocabulary.columns import Columns, Rows
from .afghanistan import COUNTRY
from .distance import border_km
from .grouping import Keys, column, distinct, keys_of
from .kernels import Selection
from .sums import sums

BORDER_KM = 30.0
BY = ("drug", "year")


@dataclass(frozen=True, eq=False)
class AtBorder:
    """inside: all that was seized in the country. across: what other countries seized at most `km` from its border, where
    the place itself is known. inexact: seizures of other countries that may lie so near, for all that is known: their point
    stands for a province or a sea area and lies within `km`.
    """

    inside: Selection
    across: Selection
    inexact: int
    km: float


def seizures_by_province(columns: Columns, selection: Selection, by: Sequence[str] = ()) -> pd.DataFrame:
    """Columns: code, *by (drug, year), seizures, mass_kg; of what was seized in Afghanistan, in order of code, then of `by`.

    code: ISO 3166-2, null where the source names no province (last). year is null where the date is known less exactly.
    seizures: distinct in that row, so that those of several drugs do not add up. mass_kg: null where no row states a mass;
    nothing else than mass is added up. Provinces in which nothing was seized have no row. FilterError for another `by`.
    """
    if not set(by) <= set(BY):
        raise FilterError("by", ",".join(by), _("Choose among, each once: {values}.", values=", ".join(BY)))
    names = ("admin1", *by)
    keys = [lambda at, name=name: _keys(columns, at, name) for name in names]
    (found,) = sums(columns, inside(columns, selection).rows, [keys], lambda at: columns.mass_kg(at))
    parts = zip(("code", *by), found.values, found.codes, strict=True)
    frame = pd.DataFrame({name: column(values, codes) for name, values, codes in parts})
    frame["seizures"] = found.seizures.astype(np.int64)
    frame["mass_kg"] = np.where(found.stated > 0, found.amount.round(6), np.nan)
    if "year" in by:
        frame["year"] = frame["year"].astype("Int64")
    return frame.sort_values(["code", *by], na_position="last", ignore_index=True)


def inside(columns: Columns, selection: Selection) -> Selection:
    """What of a selection was seized in Afghanistan, as reported."""
    return _chosen(columns, selection, _in_country(columns, selection))


def at_border(columns: Columns, selection: Selection, km: float = BORDER_KM) -> AtBorder:
    """What was seized in Afghanistan, and by others within `km` of its border."""
    near = (_from_border(columns) <= km).take(columns.location[selection.at])
    exact = np.isin(columns.code("precision", selection.at), columns.codes("precision", ("place",)))
    ours = _in_country(columns, selection)
    around = _chosen(columns, selection, near & ~exact & ~ours).rows
    across = _chosen(columns, selection, near & exact & ~ours)
    return AtBorder(_chosen(columns, selection, ours), across, distinct(columns.seizure[around]), km)


_distances: "WeakKeyDictionary[Columns, np.ndarray]" = WeakKeyDictionary()


def _from_border(columns: Columns) -> np.ndarray:
    """Kilometres of each location of a copy from the border, worked out once; endless where there is no point."""
    if columns not in _distances:
        places = columns.locations
        at = np.flatnonzero(~np.isnan(places.lon + places.lat))
        distance = np.full(len(places), np.inf)
        distance[at] = border_km(COUNTRY, places.lon[at], places.lat[at])
        _distances[columns] = distance
    return _distances[columns]


def _keys(columns: Columns, at: Rows, name: str) -> Keys:
    return keys_of(columns, at, name)


def _in_country(columns: Columns, selection: Selection) -> np.ndarray:
    return np.isin(columns.code("country", selection.at), columns.codes("country", (COUNTRY,)))


def _chosen(columns: Columns, selection: Selection, mask: np.ndarray) -> Selection:
    rows = selection.rows[mask]
    return Selection(rows, distinct(columns.seizure[rows]))
