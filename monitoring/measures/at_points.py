"""Which of the selected items the map draws, and which seizures it cannot."""

from collections.abc import Collection

import numpy as np

from ..vocabulary.columns import Columns
from .kernels import Selection
from .masks import is_in


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
