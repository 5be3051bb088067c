"""Our side of the six questions: the kernels over the columnar copy, and the answer in typed arrays as the page gets it."""

import base64
import json
from collections.abc import Callable
from datetime import date
from typing import Any

import numpy as np

from monitoring.figures import seizure_cells
from monitoring.figures.mvt import Named
from monitoring.figures.seizures import SHAPES
from monitoring.measures.grouping import Keys, keys_of
from monitoring.measures.kernels import Selection, page, select
from monitoring.measures.sums import KeyOf, Sums, sums
from monitoring.measures.tiles import PlaceSums, place_sums, tile_cells
from monitoring.vocabulary.columns import Columns
from monitoring.vocabulary.columns import Rows as RowsAt
from monitoring.vocabulary.filters import Filter

from .fed import columns
from .peers import side
from .questions import Question

Answer = Callable[[dict[str, Any]], bytes]
PAGE = 50  # rows
DIMENSIONS = ("country", "drug", "month")


def opened(rows: int) -> Answer:
    asked = Asked(columns(rows))
    return lambda question: asked.answer(question_of(question))


def question_of(said: dict[str, Any]) -> Question:
    days = {
        name: date.fromisoformat(said[key]) if said[key] else None for name, key in (("from_", "from"), ("to", "to"))
    }
    box = tuple(said["bbox"]) if said["bbox"] else None
    lists = {name: tuple(said[name]) for name in ("drug", "country")}
    tile = tuple(said["tile"]) if said["tile"] else None
    return Question(said["name"], said["part"], **days, **lists, bbox=box, place=said["place"], tile=tile)  # type: ignore


class Asked:
    """One copy, and what of its distinct places is worked out once: the half-degree cell of each, 0 for no point."""

    def __init__(self, copy: Columns) -> None:
        self.copy = copy
        self._every_location = np.arange(len(copy.locations))
        self._selections: dict[Question, Selection] = {}
        self._place_sums: dict[Filter, PlaceSums] = {}
        x, y = (np.floor(values * 2) for values in (copy.locations.lon, copy.locations.lat))
        numbered = np.where(np.isnan(x + y), -1, (np.nan_to_num(x) + 360) * 400 + np.nan_to_num(y) + 180).astype(
            np.int32
        )
        self._cells, cell_of_location = np.unique(np.append(numbered, np.int32(-1)), return_inverse=True)
        self._cell_of_location = cell_of_location[:-1].astype(np.uint16 if len(self._cells) < 65_536 else np.int32)

    def answer(self, question: Question) -> bytes:
        if question.tile is not None:
            return self.tile(question)
        if question.part == "page":
            return self.newest(question)
        selection = select(self.copy, question.filter())
        last = self._cell_keys if question.part == "grid" else self._place_keys(selection.rows)
        keys = [*(self._named_keys(name) for name in DIMENSIONS), last]
        *named, placed = sums(self.copy, selection.rows, [[key] for key in keys], self.copy.mass_kg)
        said: dict[str, Any] = {"seizures": selection.seizures, "kg": float(named[0].amount.sum())}
        for dimension, found in zip(DIMENSIONS, named, strict=True):
            (codes,), (values,) = found.codes, found.values
            said[dimension] = {
                dimension: [values[code] for code in codes.tolist()],
                **_columns(found.seizures, found.amount),
            }
        said[question.part] = self._grid(placed) if question.part == "grid" else self._top(placed)
        return json.dumps(said).encode()

    def _named_keys(self, name: str) -> KeyOf:
        return lambda at: keys_of(self.copy, at, name)

    def _cell_keys(self, at: RowsAt) -> Keys:
        return Keys(self._cell_of_location.take(self.copy.location[at]), range(len(self._cells)))

    def _place_keys(self, rows: np.ndarray) -> KeyOf:
        """By location; where rows are few, only the locations that occur are numbered."""
        locations = self.copy.location
        if len(rows) * 8 > len(self._every_location):
            return lambda at: Keys(locations[at], self._every_location)
        known = np.unique(locations[rows])
        return lambda at: Keys(np.searchsorted(known, locations[at]), known)

    def newest(self, question: Question) -> bytes:
        """The rows of a first page of the table, newest first; which rows match is known, as after the filter's answer."""
        if question not in self._selections:
            self._selections[question] = select(self.copy, question.filter())
        rows = page(self.copy, self._selections[question], None, 0, PAGE)
        return json.dumps({"seizures": len(rows), "kg": 0.0, "rows": rows.tolist()}).encode()

    def tile(self, question: Question) -> bytes:
        """A tile of the map, as pages.explore_tiles makes it. Part "warm tile": from sums that another tile left."""
        filter_, (z, x, y) = question.filter(), question.tile or (0, 0, 0)
        if question.part != "warm tile" or filter_ not in self._place_sums:
            self._place_sums = {filter_: place_sums(self.copy, select(self.copy, filter_), tuple(SHAPES))}
        sums = self._place_sums[filter_]
        cells = tile_cells(sums, z, x, y, by_mass=True)
        drug, shapes = self.copy.names["drug"], tuple(SHAPES)
        if question.part == "cells":
            each = zip(
                cells.seizures.tolist(),
                cells.drug.tolist(),
                cells.of_drug.tolist(),
                cells.mass_kg.tolist(),
                cells.shape.tolist(),
            )
            return json.dumps(
                [[n, drug[code], of, None if kg != kg else kg, shapes[shape]] for n, code, of, kg, shape in each]
            ).encode()
        where = [(part[cells.rank] * (1 << z)) - edge for part, edge in ((sums.at.x, x), (sums.at.y, y))]
        return seizure_cells.tile(
            cells.key, *where, cells.seizures, Named(cells.drug, drug), cells.of_drug, cells.mass_kg, cells.shape
        )

    def _grid(self, found: Sums) -> dict[str, Any]:
        placed = found.codes[0] > 0
        west, south = np.divmod(self._cells[found.codes[0][placed]], 400)
        return {
            "x": _typed(west - 360),
            "y": _typed(south - 180),
            **_columns(found.seizures[placed], found.amount[placed]),
        }

    def _top(self, found: Sums) -> dict[str, Any]:
        """The twenty named places with most seizures. Several locations may have one name: they are joined at the end."""
        copy, at = self.copy, np.asarray(found.values[0])[found.codes[0]]
        named = copy.locations.country[at].astype(np.int64) << 32 | copy.locations.place[at]
        names, group = np.unique(named, return_inverse=True)
        # A seizure lies at one location, so that those of different locations may be added.
        held, mass = (
            np.bincount(group, weights=values, minlength=len(names)) for values in (found.seizures, found.amount)
        )
        least = np.partition(held, -20)[-20] if len(held) > 20 else 0
        best = sorted((-int(held[one]), copy.names["country"][names[one] >> 32], copy.names["place"][names[one] & 0xFFFFFFFF],
                       float(mass[one])) for one in np.flatnonzero(held >= least))[:20]  # fmt: skip
        counts, countries, places, kilograms = zip(*best) if best else ((), (), (), ())
        return {"country": countries, "place": places, "seizures": [-count for count in counts], "kg": kilograms}


def _columns(seizures: np.ndarray, kg: np.ndarray) -> dict[str, Any]:
    return {"seizures": _typed(seizures), "kg": _typed(kg)}


def _typed(values: np.ndarray) -> dict[str, str]:
    array = np.asarray(values)
    array = array.astype(np.float64 if array.dtype.kind == "f" else np.int32)
    return {"dtype": array.dtype.str[1:], "bdata": base64.b64encode(array.tobytes()).decode()}


if __name__ == "__main__":
    side.serve(lambda folder: None, lambda folder: opened(int(folder.name)))
