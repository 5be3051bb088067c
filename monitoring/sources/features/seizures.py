"""Points that are seizures: their properties are read as a table is read by a mapping, their places are their points."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from ...errors import MappingError
from ...vocabulary.lookup import lookups
from ..files.opened import Opened, Sheet
from ..mapping.fields import FIELDS, KEPT
from ..mapping.model import FileMapping, checked
from ..mapping.suggest import Draft, suggest
from ..mapping.understand.styles import Styles, infer_styles
from ..reading import Asked
from .points import LAT, LON, point_sheet

_DAYS = frozenset({"date", "year", "day"})
SURE_ENOUGH = 0.7


@dataclass(frozen=True)
class Seizures:
    """A layer of seizures, the mapping that its headings and cells suggest, and the columns nobody can be sure of."""

    sheet: Sheet
    mapping: FileMapping
    unsure: tuple[str, ...]

    def styles(self, opened: Opened, asked: Asked) -> Styles:
        return infer_styles(self.as_file(opened), (self.sheet,), self.mapping, asked)

    def as_file(self, opened: Opened) -> Opened:
        """The file as if it held this layer only."""
        return replace(opened, sheets=(self.sheet,))


def seizures_of(opened: Opened, sheet: Sheet) -> Seizures | None:
    """The layer as seizures: points with a drug and a day (or year); None for any other layer."""
    points = point_sheet(sheet)
    places = points.head().column(f"c{len(points.headings) - 1}").to_pylist()
    draft = suggest(replace(opened, sheets=(points,)), lookups())
    if draft is None or not any(places) or not _is_seizures(draft):
        return None
    try:
        mapping = checked(_by_point(draft.mapping))
    except MappingError:
        return None
    needed = ("drug", *_DAYS, "quantity")
    unsure = [each.heading for each in draft.columns if each.field in needed and each.confidence < SURE_ENOUGH]
    return Seizures(points, mapping, tuple(unsure))


def _is_seizures(draft: Draft) -> bool:
    gives = draft.mapping.gives()
    return draft.mapping.wide is None and "drug" in gives and bool(_DAYS & gives) and "events" not in gives


def _by_point(draft: FileMapping) -> FileMapping:
    """The draft with the geometry as the place; what else says a point is kept and not read."""
    columns: Mapping[str, str] = {
        heading: KEPT if name in ("lon", "lat", "coordinates") or (name and FIELDS[name].only == "totals") else name
        for heading, name in draft.columns.items()
    }
    return replace(draft, what="seizures", columns={**columns, LON: "lon", LAT: "lat"})
