"""Seizures year by year, for a map that plays time: the cells of a view in each year, or the countries in each year."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from ..vocabulary.columns import Columns
from .grouping import column, grouped, keys_of, seizures_of
from .kernels import Selection
from .positions import Positions, positions
from .tiles import Cells, Drawn, cells_of, drawn, starts_of, sums_of

MOST_FEATURES = 20_000  # cells of all years together: some 130 kB as sent; each picture draws those of one year
COARSER_BY = 2  # levels that the cells may be coarser than those of a tile; beyond, countries tell more


@dataclass(frozen=True)
class Tiles:
    """A stretch of the tiles of a zoom: from the north-west one to the south-east one, both included."""

    zoom: int
    west: int
    north: int
    east: int
    south: int


@dataclass(frozen=True, eq=False)
class YearCells:
    """The cells of one year. at: where their ranks lie."""

    year: int
    at: Positions
    cells: Cells


def cells_by_year(
    columns: Columns, selection: Selection, precisions: Sequence[str], view: Tiles, finest: int, by_mass: bool
) -> list[YearCells] | None:
    """The cells of a view in every year that has one, in order; None where even the coarsest would be too many.

    finest: the level of the grid to begin with. All years have the same grid. Seizures whose date is known less exactly than
    the year are in none. See tiles.cells_of.
    """
    at, found = positions(columns, precisions), drawn(columns, selection, precisions)
    inside = _inside(at, view)
    kept = inside.take(found.rank) & (_years(columns, found.rows) > 0) if len(at) else np.zeros(0, bool)
    rows, rank = found.rows[kept], found.rank[kept]
    year = _years(columns, rows)
    years = np.unique(year)
    ranks = np.flatnonzero(inside)
    there = np.zeros((len(years), len(at)), dtype=bool)
    there[np.searchsorted(years, year), rank] = True
    level = _level(at, ranks, there[:, ranks], finest)
    if level is None:
        return None
    listed = []
    for number, name in enumerate(years.tolist()):
        of_year = year == name
        sums = sums_of(columns, Drawn(rows[of_year], rank[of_year]), at)
        listed.append(YearCells(int(name), at, cells_of(sums, np.flatnonzero(there[number]), level, by_mass)))
    return listed


def _inside(at: Positions, view: Tiles) -> np.ndarray:
    x, y = (np.floor(part * (1 << view.zoom)) for part in (at.x, at.y))
    return (x >= view.west) & (x <= view.east) & (y >= view.north) & (y <= view.south)


def _level(at: Positions, ranks: np.ndarray, there: np.ndarray, finest: int) -> int | None:
    """The finest grid of which all years together have few enough cells."""
    for level in range(finest, max(finest - COARSER_BY, 1) - 1, -1):
        starts = starts_of(at, ranks, level)
        if not len(starts) or np.logical_or.reduceat(there, starts, axis=1).sum() <= MOST_FEATURES:
            return level
    return None


def _years(columns: Columns, rows: np.ndarray) -> np.ndarray:
    """The year of each row; 0 where it is known less exactly."""
    keys = keys_of(columns, rows, "year")
    return np.array([value or 0 for value in keys.values], dtype=np.int32).take(keys.codes)


def countries_by_year(columns: Columns, selection: Selection) -> pd.DataFrame:
    """Columns: year, country, seizures (distinct); in that order. What states no country or no year is left out."""
    keys = [keys_of(columns, selection.at, name) for name in ("year", "country")]
    groups = grouped(keys)
    seizures = seizures_of(columns.seizure[selection.at], groups.of_row, groups.number)
    shown = np.flatnonzero((seizures > 0) & (groups.codes[0] > 0) & (groups.codes[1] > 0))
    return pd.DataFrame({
        "year": column(keys[0].values, groups.codes[0][shown]).astype("Int64"),
        "country": column(keys[1].values, groups.codes[1][shown]), "seizures": seizures[shown].astype(np.int64),
    }).sort_values(["year", "country"], ignore_index=True)  # fmt: skip
