"""The seizures on the Explore map: one by one while they are few, else tiles with a symbol for all those of a cell."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from ..components.current import Data
from ..components.place_sums import sums_by_place
from ..figures import cell_words, seizure_cells, seizures
from ..figures.legends import LegendGroup
from ..figures.seizures import SHAPES
from ..language import _, number
from ..measures import positions, tiles
from ..measures.at_points import drawn_rows, rows_without_point
from ..measures.grouping import distinct
from ..measures.kernels import Selection
from ..vocabulary.filters import Filter
from ..vocabulary.view import View
from .explore_tiles import address

# Measured: 1,000 single items take 0.2 s to be read and put into words, and 28 kB compressed; 5,000 take 0.7 s and 96 kB.
# A tile takes milliseconds, however many there are.
SINGLE_AT_MOST = 1_000
NAMED_AT_MOST = 100  # of the seizures that a symbol stands for; their number is told in any case
NO_SCALES = (1.0,) * (seizure_cells.LAST_ZOOM + 1)
_PRECISIONS = tuple(SHAPES)


@dataclass(frozen=True)
class Found:
    """Seizures that were asked for: the first of them by id, and how many there are."""

    ids: list[str]
    seizures: int


@dataclass(frozen=True)
class Drawing:
    """What the map draws for one link."""

    view: View
    current: Data
    chosen: Filter
    selection: Selection
    in_cells: bool

    @cached_property
    def address(self) -> str | None:
        """Of the tiles; None where single seizures are drawn."""
        return address(self.current, self.chosen, self.view.size) if self.in_cells else None

    @cached_property
    def scales(self) -> tuple[float, ...]:
        """For each zoom of the tiles, what the amounts of cells are divided by before they are sized."""
        if not self.in_cells:
            return NO_SCALES
        zooms, by_mass = range(seizure_cells.LAST_ZOOM + 1), self.view.size == "mass"
        found = tiles.amounts(sums_by_place(self.current, self.chosen), zooms, by_mass)
        return tuple(seizure_cells.scale_of(amounts, self.view.size) for amounts in found)

    def collection(self) -> dict:
        """The single seizures as GeoJSON; none where tiles are drawn."""
        rows = np.empty(0, np.int64) if self.in_cells else drawn_rows(self.current.columns, self.selection, SHAPES)
        return seizures.points(self.current.rows(rows), self.view.size)

    def sizes(self, zoom: float, lat: float) -> LegendGroup | None:
        """What the width of a symbol is, where that is not what it is for single seizures."""
        return cell_words.sizes(self.view.size, self.scales, zoom, lat) if self.in_cells else None

    def extent(self) -> tuple[float, float, float, float] | None:
        """West, south, east, north of all that is drawn; None where nothing is."""
        columns = self.current.columns
        if self.in_cells:
            at = tiles.places_of(sums_by_place(self.current, self.chosen))
            lon, lat = columns.locations.lon[at], columns.locations.lat[at]
        else:
            rows = drawn_rows(columns, self.selection, SHAPES)
            lon, lat = columns.lon(rows), columns.lat(rows)
        return (float(lon.min()), float(lat.min()), float(lon.max()), float(lat.max())) if len(lon) else None

    def behind(self, names: Sequence[str]) -> Found:
        """The seizures for which symbols of tiles stand, heaviest item first; a name of nothing there is passed over."""
        columns = self.current.columns
        keys = [
            int(name[len(seizure_cells.PREFIX) :]) for name in names if name[len(seizure_cells.PREFIX) :].isdecimal()
        ]
        at = positions.positions(columns, _PRECISIONS)
        drawn = tiles.drawn(columns, self.selection, _PRECISIONS)
        there = np.zeros(len(at), dtype=bool)
        for key in keys:
            there[positions.ranks_of(at, key)] = True
        singles = [key for key in keys if key < 1 << 32]  # the number of a seizure that is alone at its point
        rows = drawn.rows[there.take(drawn.rank) | np.isin(columns.seizure[drawn.rows], singles)]
        return _found(self.current, rows)

    def marks(self, seizure_ids: Sequence[str]) -> list[str]:
        """What the map outlines for these seizures: their own ids, or the symbols of tiles that they are part of."""
        if not self.in_cells:
            return list(seizure_ids)
        columns, rows = self.current.columns, self.current.rows_of(seizure_ids)
        drawn = tiles.drawn(columns, Selection(np.sort(rows), 0), _PRECISIONS)
        keys = positions.keys_at(positions.positions(columns, _PRECISIONS), np.unique(drawn.rank))
        return [f"{seizure_cells.PREFIX}{key}" for key in [*keys, *np.unique(columns.seizure[drawn.rows]).tolist()]]

    def note(self) -> str | None:
        """Says that symbols are sums, and from how many items on; None where each item has its own."""
        if not self.in_cells:
            return None
        return _(
            "Here are more than {most} items: a symbol stands for all seizures near it. A narrower filter shows single ones.",
            most=number(SINGLE_AT_MOST),
        )


def blank(view: View, current: Data, chosen: Filter) -> Drawing:
    """No seizures: what the map is mounted with."""
    return Drawing(view, current, chosen, Selection(np.empty(0, np.int32), 0), False)


def drawing(view: View, current: Data, chosen: Filter) -> Drawing:
    """How the map draws a filter: single items up to SINGLE_AT_MOST, tiles above."""
    selection = current.select(chosen)
    many = len(drawn_rows(current.columns, selection, SHAPES)) > SINGLE_AT_MOST
    return Drawing(view, current, chosen, selection, many)


def unmapped(current: Data, selection: Selection) -> Found:
    """The seizures of a selection that have nothing on the map."""
    return _found(current, rows_without_point(current.columns, selection, SHAPES))


def _found(current: Data, rows: np.ndarray) -> Found:
    """The seizures of rows (ascending), heaviest item first, as many as are ever named."""
    columns = current.columns
    heaviest = rows[np.argsort(-np.nan_to_num(columns.mass_kg(rows)), kind="stable")]
    # A seizure has few items, so that these rows name enough of them.
    return Found(current.seizure_ids(heaviest[: 10 * NAMED_AT_MOST])[:NAMED_AT_MOST], distinct(columns.seizure[rows]))
