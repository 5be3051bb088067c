"""Features (points, lines, areas with properties) on their way to disk; what is no place on earth is said of its row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from ...language import N_
from .heading import headings_of
from .said import Refusal, Said
from .tables import BLOCK, TableFile, described

if TYPE_CHECKING:
    from .child import Work

SLACK = 1e-6  # degrees beyond the edge of the world that come from rounding
CELL_TYPES = {
    frozenset(): "text",
    frozenset({"text"}): "text",
    frozenset({"number"}): "number",
    frozenset({"date"}): "date",
}


class FeatureTable:
    """One layer. `add` features one by one; they are judged and written block by block."""

    def __init__(self, work: Work, headings: Sequence[str]):
        if len(headings) > work.limits.columns:
            raise Refusal(
                Said(N_("it has {n} columns, and at most {most} are read."), n=len(headings), most=work.limits.columns),
                Said(N_("Leave out the columns that are not needed.")),
            )
        self._work, self._headings = work, headings_of(headings, len(headings))
        self._kinds: list[set[str]] = [set() for _ in headings]
        self._file = TableFile(work.table_path(), len(headings), geometry=True)
        self._cells: list[list[str]] = []
        self._shapes: list[Any] = []
        self._problems: dict[int, str] = {}

    def add(self, cells: list[str], kinds: Sequence[str], shape: Any, problem: str = "") -> None:
        """A feature: its cells, what each was ("" for nothing), a shapely geometry in EPSG:4326 or None."""
        for seen, kind in zip(self._kinds, kinds):
            if kind:
                seen.add(kind)
        if problem:
            self._problems[len(self._cells)] = problem
        self._cells.append(cells)
        self._shapes.append(shape)
        if len(self._cells) == BLOCK:
            self._write()

    def described(self, name: str, notes: list[list[Said]]) -> dict[str, Any]:
        self._write()
        self._file.close()
        types = [CELL_TYPES.get(frozenset(seen), "mixed") for seen in self._kinds]
        packed = [[place.packed(), text.packed()] for place, text in notes]
        return described(self._file, name, self._headings, 0, packed, cell_types=types)

    @property
    def features(self) -> int:
        return self._file.written + len(self._cells)

    def _write(self) -> None:
        if not self._cells:
            return
        shapes = np.array(self._shapes, dtype=object)
        problems = not_on_earth(shapes) | self._problems
        for position in problems:
            shapes[position] = None
        # A broken outline stays beside what is said of it: a reader of areas may mend it, and others refuse the row.
        problems |= broken(shapes)
        shapes[shapely.is_empty(shapes)] = None
        first = self._file.written + 1
        count = len(self._cells)
        wkb = shapely.to_wkb(shapely.force_2d(shapes)).tolist()
        self._file.add(range(first, first + count), problems, self._cells, wkb)
        self._work.count(count)
        self._cells, self._shapes, self._problems = [], [], {}


def not_on_earth(shapes: np.ndarray) -> dict[int, str]:
    """What is wrong with geometries in degrees, by position: outside the world."""
    found: dict[int, str] = {}
    west, south, east, north = shapely.bounds(shapes).T  # nan for None and for what is empty
    there = ~(shapely.is_missing(shapes) | shapely.is_empty(shapes))
    # A line may run on beyond the date line, so that it is whole: its reader splits it there, or refuses it.
    edge = np.where(np.isin(shapely.get_type_id(shapes), (1, 5)), 540, 180) + SLACK
    inside = (west >= -edge) & (east <= edge) & (south >= -90 - SLACK) & (north <= 90 + SLACK)
    for position in np.flatnonzero(there & ~inside):
        found[int(position)] = "the geometry is not on earth: longitudes go from -180 to 180, latitudes from -90 to 90"
    return found


def broken(shapes: np.ndarray) -> dict[int, str]:
    """Outlines that are none, by position: they cross themselves, or have holes outside."""
    there = ~(shapely.is_missing(shapes) | shapely.is_valid(shapes))
    return {
        int(position): f"the geometry is broken: {shapely.is_valid_reason(shapes[position])[:120]}"
        for position in np.flatnonzero(there)
    }
