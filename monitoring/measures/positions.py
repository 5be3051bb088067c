"""Where the locations of a copy lie on the web map: worked out once a copy, in the order of a Z-curve.

In that order a cell of any grid, and so a tile of any zoom, is one stretch of places.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from weakref import WeakKeyDictionary

import numpy as np

from ..vocabulary.columns import Columns, Locations

FINEST = 20  # the grid of single points: 2**20 cells round the world, 38 m at the equator
_MOST_NORTH = 85.0511287798066  # where the square of the web map ends


@dataclass(frozen=True, eq=False)
class Positions:
    """Where the drawn locations of a copy lie; arrays in order of shape, then along the Z-curve: by rank.

    rank: of each location of the copy, -1 where it has no point or is known less exactly. x, y: 0 to 1 from the north-west
    corner of the web map. curve: the number of the FINEST cell. starts: where each shape begins (and the last ends).
    location: the number in the copy.
    """

    rank: np.ndarray
    x: np.ndarray
    y: np.ndarray
    curve: np.ndarray
    starts: np.ndarray
    location: np.ndarray

    def __len__(self) -> int:
        return len(self.curve)

    def shape(self, ranks: np.ndarray) -> np.ndarray:
        """Which of the precisions each rank has."""
        return np.searchsorted(self.starts, ranks, "right") - 1

    def within(self, level: int, cell: int, shapes: Sequence[int]) -> np.ndarray:
        """The ranks of these shapes in a cell (number along the curve) of the grid of a level, ascending."""
        shift = 2 * (FINEST - level)
        parts = []
        for shape in shapes:
            start, stop = self.starts[shape], self.starts[shape + 1]
            ends = np.searchsorted(self.curve[start:stop], (cell << shift, (cell + 1) << shift))
            parts.append(np.arange(start + ends[0], start + ends[1]))
        return np.concatenate(parts)


_positions: "WeakKeyDictionary[Locations, dict[tuple[str, ...], Positions]]" = WeakKeyDictionary()


def positions(columns: Columns, precisions: Sequence[str]) -> Positions:
    """The positions of a copy's locations known as exactly as one of `precisions` says; worked out once a copy."""
    known = _positions.setdefault(columns.locations, {})
    wanted = tuple(precisions)
    if wanted not in known:
        known[wanted] = _placed(columns, wanted)
    return known[wanted]


def _placed(columns: Columns, precisions: tuple[str, ...]) -> Positions:
    places = columns.locations
    shape_of = np.full(len(columns.names["precision"]), -1)
    for number, name in enumerate(precisions):
        shape_of[list(columns.codes("precision", (name,)))] = number
    shape = np.where(np.isnan(places.lon + places.lat), -1, shape_of.take(places.precision))
    drawn = np.flatnonzero(shape >= 0)
    x, y = mercator(places.lon[drawn], places.lat[drawn])
    curve = interleaved(_grid(x), _grid(y))
    order = np.lexsort((curve, shape[drawn]))
    rank = np.full(len(places), -1, dtype=np.int32)
    rank[drawn[order]] = np.arange(len(drawn))
    starts = np.searchsorted(shape[drawn][order], np.arange(len(precisions) + 1))
    return Positions(rank, x[order], y[order], curve[order], starts, drawn[order])


def mercator(lon: np.ndarray, lat: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Positions on the square of the web map, 0 to 1; what lies beyond its edge is on the edge."""
    sine = np.sin(np.radians(np.clip(lat, -_MOST_NORTH, _MOST_NORTH)))
    within = np.nextafter(1.0, 0.0)
    y = 0.5 - np.log((1 + sine) / (1 - sine)) / (4 * np.pi)
    return np.clip(lon / 360 + 0.5, 0, within), np.clip(y, 0, within)


def _grid(part: np.ndarray) -> np.ndarray:
    return (part * (1 << FINEST)).astype(np.int64)


def interleaved(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """The numbers of cells along the Z-curve: bits of x and y by turns, y first."""
    return _spread(np.asarray(x)) | (_spread(np.asarray(y)) << 1)


def _spread(value: np.ndarray) -> np.ndarray:
    """Every bit with a nought before it (for up to 2**31)."""
    value = value.astype(np.int64)
    for shift, mask in ((16, 0x0000FFFF0000FFFF), (8, 0x00FF00FF00FF00FF), (4, 0x0F0F0F0F0F0F0F0F),
                        (2, 0x3333333333333333), (1, 0x5555555555555555)):  # fmt: skip
        value = (value | (value << shift)) & mask
    return value


def key_of(level: int, curve: np.ndarray, shape: np.ndarray) -> np.ndarray:
    """The number that names a cell: of its grid, along the curve, and its shape; above every number of a seizure."""
    return (np.int64(level) << 42 | curve >> 2 * (FINEST - level)) << 2 | shape


def ranks_of(at: Positions, key: int) -> np.ndarray:
    """The ranks in the cell that a key names; none for a number that names no cell."""
    level, cell, shape = key >> 44, key >> 2 & (1 << 42) - 1, key & 3
    if not 0 < level <= FINEST or cell >> 2 * level or shape >= len(at.starts) - 1:
        return np.empty(0, dtype=np.int64)
    return at.within(level, cell, (shape,))


def keys_at(at: Positions, ranks: np.ndarray) -> list[int]:
    """The keys of all cells that may stand for a seizure at one of these ranks: one for each grid that a tile can have."""
    shape = at.shape(ranks)
    return sorted({key for level in range(1, FINEST + 1) for key in key_of(level, at.curve[ranks], shape).tolist()})
