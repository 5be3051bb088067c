"""Seizures by place on the web map: sums by location once for a selection, then the cells of any tile from these.

A seizure has one place: that of its first item that is drawn, so that it is in exactly one cell of one tile of a zoom and
the cells of a zoom add up to all drawn seizures. Sums of parts merge (Columns.part).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ..vocabulary.columns import Columns
from .grouping import seizures_of
from .kernels import Selection
from .positions import FINEST, Positions, interleaved, key_of, positions

CELLS_LEVEL = 6  # a tile has 2**6 cells a side
CELLS_UP_TO_ZOOM = 8  # from the next zoom on every point stands for itself
MOST_FEATURES = 10_000  # in a tile
_DENSE = 16_000_000  # pairs of place and drug; up to here, where rows are many, counting them all beats sorting


@dataclass(frozen=True, eq=False)
class PlaceSums:
    """The drawn seizures of a selection by place. seizures, one: by rank; one is the number of a seizure there.

    The rest has one entry for each drug at a rank, in order of both: its seizures (distinct) and their mass_kg (nan where
    none states a mass).
    """

    at: Positions
    seizures: np.ndarray
    one: np.ndarray
    rank: np.ndarray
    drug: np.ndarray
    of_drug: np.ndarray
    mass_kg: np.ndarray

    @property
    def nbytes(self) -> int:
        return sum(each.nbytes for each in (self.seizures, self.one, self.rank, self.drug, self.of_drug, self.mass_kg))


@dataclass(frozen=True, eq=False)
class Drawn:
    """The drawn rows of a selection, ascending, and the rank of the seizure of each."""

    rows: np.ndarray
    rank: np.ndarray


def drawn(columns: Columns, selection: Selection, precisions: Sequence[str]) -> Drawn:
    """Rows with a point that is known as exactly as one of `precisions` says; all of a seizure at the place of its first."""
    rank = positions(columns, precisions).rank.take(columns.location[selection.at])
    shown = rank >= 0
    rows, rank = (selection.rows, rank) if shown.all() else (selection.rows[shown], rank[shown])
    seizure = columns.seizure[Selection(rows, 0).at]
    goes_on = seizure[1:] == seizure[:-1]
    if (goes_on & (rank[1:] != rank[:-1])).any():
        first = np.flatnonzero(np.concatenate([[True], ~goes_on]))
        rank = np.repeat(rank[first], np.diff(np.append(first, len(rank))))
    return Drawn(rows, rank)


def place_sums(columns: Columns, selection: Selection, precisions: Sequence[str]) -> PlaceSums:
    """The sums of a selection (or of the selection of a part) by place."""
    return sums_of(columns, drawn(columns, selection, precisions), positions(columns, precisions))


def sums_of(columns: Columns, found: Drawn, at: Positions) -> PlaceSums:
    rows, rank = Selection(found.rows, 0).at, found.rank
    seizure, drugs = columns.seizure[rows], len(columns.names["drug"])
    first = np.concatenate([[True], seizure[1:] != seizure[:-1]]) if len(seizure) else np.zeros(0, bool)
    one = np.zeros(len(at), dtype=np.uint32)
    one[rank[first]] = seizure[first]
    pair = rank.astype(np.int32 if len(at) * drugs < 2**31 else np.int64) * drugs + columns.code("drug", rows)
    pairs, group, number = None, pair, len(at) * drugs
    if number > min(_DENSE, 8 * len(pair)):
        pairs, group = np.unique(pair, return_inverse=True)
        number = len(pairs)
    of_drug = seizures_of(seizure, group, number)
    kept = np.flatnonzero(of_drug)
    mass = columns.mass_kg(rows)
    stated = np.flatnonzero(~np.isnan(mass))
    weighed, group = mass[stated], group[stated]
    sums = np.bincount(group, weights=weighed, minlength=number)[kept]
    known = np.zeros(number, dtype=bool)
    known[group] = True
    pair = kept if pairs is None else pairs[kept]
    rank_of, drug = np.divmod(pair, drugs)
    return PlaceSums(
        at, np.bincount(rank[first], minlength=len(at)).astype(np.int32), one, rank_of.astype(np.int32),
        drug.astype(np.int16), of_drug[kept].astype(np.int32), np.where(known[kept], sums, np.nan),
    )  # fmt: skip


def merged(parts: Sequence[PlaceSums]) -> PlaceSums:
    """The sums of the whole from those of its parts; all speak of the same positions."""
    rank, drug, of_drug, mass_kg = (
        np.concatenate([getattr(part, name) for part in parts]) for name in ("rank", "drug", "of_drug", "mass_kg")
    )
    pairs, group = np.unique(rank.astype(np.int64) << 16 | drug, return_inverse=True)
    weighed = np.bincount(group, weights=~np.isnan(mass_kg), minlength=len(pairs)) > 0
    sums = np.bincount(group, weights=np.nan_to_num(mass_kg), minlength=len(pairs))
    return PlaceSums(
        parts[0].at, np.sum([part.seizures for part in parts], axis=0).astype(np.int32),
        np.max([part.one for part in parts], axis=0), (pairs >> 16).astype(np.int32), (pairs & 0xFFFF).astype(np.int16),
        np.bincount(group, weights=of_drug, minlength=len(pairs)).astype(np.int32), np.where(weighed, sums, np.nan),
    )  # fmt: skip


@dataclass(frozen=True, eq=False)
class Cells:
    """The cells of a tile, or of a view, in no order that means anything.

    key: names the cell (positions.key_of), or is the number of its only seizure where `level` is FINEST. shape: the precision.
    rank: the place in it with most seizures, where it is drawn. seizures: all in it. drug: the code of its leading drug;
    of_drug, mass_kg: seizures and mass of that one.
    """

    level: int
    key: np.ndarray
    shape: np.ndarray
    rank: np.ndarray
    seizures: np.ndarray
    drug: np.ndarray
    of_drug: np.ndarray
    mass_kg: np.ndarray

    def __len__(self) -> int:
        return len(self.key)


def tile_cells(sums: PlaceSums, zoom: int, x: int, y: int, by_mass: bool) -> Cells:
    """The cells of a tile: of its grid up to CELLS_UP_TO_ZOOM, then single points; of a coarser grid where too many.

    by_mass: the leading drug is the one with most mass, else (and where none has a mass) the one with most seizures.
    """
    inside = sums.at.within(zoom, int(interleaved(np.array(x), np.array(y))), range(len(sums.at.starts) - 1))
    inside = inside[sums.seizures[inside] > 0]
    level = min(zoom + CELLS_LEVEL, FINEST) if zoom <= CELLS_UP_TO_ZOOM else FINEST
    return cells_of(sums, inside, _fitting(sums.at, inside, level, MOST_FEATURES), by_mass)


def _fitting(at: Positions, ranks: np.ndarray, level: int, most: int) -> int:
    """The finest grid, no finer than `level`, of which these ranks take at most `most` cells."""
    while level > 0 and len(starts_of(at, ranks, level)) > most:
        level -= 1
    return level


def starts_of(at: Positions, ranks: np.ndarray, level: int) -> np.ndarray:
    """Where each cell begins among ranks that ascend."""
    cell, shape = at.curve[ranks] >> 2 * (FINEST - level), at.shape(ranks)
    differs = (cell[1:] != cell[:-1]) | (shape[1:] != shape[:-1])
    return np.flatnonzero(np.concatenate([[True], differs])) if len(ranks) else np.empty(0, np.int64)


def cells_of(sums: PlaceSums, ranks: np.ndarray, level: int, by_mass: bool) -> Cells:
    """The cells of a grid that hold these ranks (ascending, each with a seizure)."""
    at, starts = sums.at, starts_of(sums.at, ranks, level)
    lengths = np.diff(np.append(starts, len(ranks)))
    cell = np.repeat(np.arange(len(starts)), lengths)
    there = sums.seizures[ranks]
    seizures = np.add.reduceat(there, starts) if len(starts) else there
    best = np.flatnonzero(there == np.repeat(np.maximum.reduceat(there, starts), lengths)) if len(starts) else starts
    rank = ranks[best[np.concatenate([[True], cell[best][1:] != cell[best][:-1]])]] if len(starts) else ranks
    drug, of_drug, mass_kg = _leading(sums, ranks, cell, len(starts), by_mass)
    key = key_of(level, at.curve[rank], at.shape(rank))
    if level == FINEST:
        key = np.where(seizures == 1, sums.one[rank], key)
    return Cells(level, key, at.shape(rank), rank, seizures, drug, of_drug, mass_kg)


def _leading(sums: PlaceSums, ranks: np.ndarray, cell: np.ndarray, cells: int, by_mass: bool) -> tuple[np.ndarray, ...]:
    if not cells:
        return np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0)
    numbers = np.full(int(ranks[-1]) - int(ranks[0]) + 2, -1, dtype=np.int32)
    numbers[ranks - ranks[0]] = cell
    first, last = np.searchsorted(sums.rank, (ranks[0], ranks[-1] + 1))
    of = numbers[sums.rank[first:last] - ranks[0]]
    inside = np.flatnonzero(of >= 0) + first
    drugs = int(sums.drug[inside].max()) + 1
    pair, mass = of[inside - first].astype(np.int64) * drugs + sums.drug[inside], sums.mass_kg[inside]
    stated = ~np.isnan(mass)
    shape = (cells, drugs)
    seizures = np.bincount(pair, weights=sums.of_drug[inside], minlength=cells * drugs).reshape(shape)
    masses = np.bincount(pair[stated], weights=mass[stated], minlength=cells * drugs).reshape(shape)
    weighed = np.bincount(pair[stated], minlength=cells * drugs).reshape(shape) > 0
    lead = np.argmax(masses + seizures * 1e-9 if by_mass else seizures, axis=1)
    rows = np.arange(cells)
    found = np.where(weighed[rows, lead], masses[rows, lead], np.nan)
    return lead, seizures[rows, lead].astype(np.int64), found


def places_of(sums: PlaceSums) -> np.ndarray:
    """The numbers in the copy of the locations where something was seized."""
    return sums.at.location[np.flatnonzero(sums.seizures)]


def amounts(sums: PlaceSums, zooms: Sequence[int], by_mass: bool) -> list[np.ndarray]:
    """For each zoom the amounts (seizures, or kg of all drugs) of all cells that its tiles have."""
    ranks = np.flatnonzero(sums.seizures)
    found = sums.seizures[ranks]
    if by_mass:
        found = np.bincount(sums.rank, weights=np.nan_to_num(sums.mass_kg), minlength=len(sums.at))[ranks]
    listed = []
    for zoom in zooms:
        starts = starts_of(sums.at, ranks, zoom + CELLS_LEVEL if zoom <= CELLS_UP_TO_ZOOM else FINEST)
        listed.append(np.add.reduceat(found, starts) if len(starts) else found)
    return listed
