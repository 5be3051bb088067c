"""The seizures on the Explore map: one by one while they are few, else a symbol for those of a substance at a point."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np

from ..components.current import Data
from ..figures import seizure_sums, seizures
from ..figures.seizures import SHAPES
from ..language import _, number
from ..measures.at_points import AtPoints, at_points, drawn_rows, rows_without_point
from ..measures.grouping import seizures_of
from ..measures.kernels import Selection
from ..vocabulary.view import View

# Measured: 5,000 single items at points of their own take 0.5 s to draw and 0.3 MB compressed; both grow with the number.
SINGLE_AT_MOST = 5_000
_NAMED = ["place_reported", "country", "admin1_name", "sea_area", "location_precision"]


@dataclass(frozen=True)
class Drawing:
    """What the map draws for one link. `sums`: the groups of the drawn rows and their symbols; None when each is drawn."""

    view: View
    current: Data
    selection: Selection
    sums: tuple[AtPoints, seizure_sums.Symbols] | None

    @property
    def size_title(self) -> str | None:
        """What the width of a symbol is, where that is not what it is for single seizures."""
        return seizure_sums.size_title(self.view.size, self.sums[1].cell_deg) if self.sums else None

    def collection(self) -> dict:
        """The symbols as GeoJSON."""
        if self.sums is None:
            shown = drawn_rows(self.current.columns, self.selection, SHAPES)
            return seizures.points(self.current.rows(shown), self.view.size)
        at, symbols = self.sums
        held = seizures_of(self.current.columns.seizure[at.rows], self._symbol_of_row(), len(symbols.frame))
        names = self.current.rows(symbols.frame["row"].to_numpy())[_NAMED]
        return seizure_sums.collection(symbols, held, names)

    def _symbol_of_row(self) -> np.ndarray:
        assert self.sums is not None
        at, symbols = self.sums
        return symbols.of_group[at.group]

    def seizures_of(self, symbol_ids: Collection[str]) -> list[str]:
        """The seizures that these symbols stand for, heaviest item first; ids that name no symbol of now are passed over."""
        if self.sums is None:
            return []
        at, symbols = self.sums
        wanted = symbols.frame["id"].isin(list(symbol_ids)).to_numpy()
        rows = at.rows[wanted[self._symbol_of_row()]]
        columns = self.current.columns
        heaviest = rows[np.argsort(-np.nan_to_num(columns.mass_kg(rows)), kind="stable")]
        return self.current.seizure_ids(heaviest)

    def marks(self, seizure_ids: Sequence[str]) -> list[str]:
        """What the map outlines for these seizures: their own ids, or those of the symbols that they are part of."""
        if self.sums is None:
            return list(seizure_ids)
        at, symbols = self.sums
        ours = np.isin(at.rows, self.current.rows_of(seizure_ids))
        return symbols.frame["id"].iloc[np.unique(self._symbol_of_row()[ours])].tolist()

    def note(self) -> str | None:
        """Says that symbols are sums, and from how many items on; None where each item has its own."""
        if self.sums is None:
            return None
        return _(
            "Here are more than {most} items: a symbol is the sum of a substance at one point. A narrower filter shows single "
            "seizures.",
            most=number(SINGLE_AT_MOST),
        )


def drawing(view: View, current: Data, selection: Selection) -> Drawing:
    """How the map draws a selection: single items up to SINGLE_AT_MOST, sums above."""
    columns = current.columns
    if len(drawn_rows(columns, selection, SHAPES)) <= SINGLE_AT_MOST:
        return Drawing(view, current, selection, None)
    at = at_points(columns, selection, SHAPES)
    return Drawing(view, current, selection, (at, seizure_sums.symbols(at.groups, view.size)))


def unmapped(current: Data, selection: Selection) -> list[str]:
    """The seizures of a selection that have nothing on the map."""
    return current.seizure_ids(rows_without_point(current.columns, selection, SHAPES))
