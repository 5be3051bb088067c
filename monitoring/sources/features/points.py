"""Sheets of features as tables: the point of each feature becomes two more columns, so that a mapping can name them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa
import shapely

from ..files.opened import Opened, Sheet

LON, LAT = "lon (geometry)", "lat (geometry)"


@dataclass(frozen=True)
class PointSheet(Sheet):
    """A sheet of features whose last two columns are the longitude and latitude of its points, "" where it is no point."""

    features: Sheet | None = None

    def blocks(self, size: int = 50_000) -> Iterator[pa.Table]:
        assert self.features is not None
        for block in self.features.blocks(size):
            yield _with_point(block, len(self.features.headings))

    def head(self, n: int = 200) -> pa.Table:
        assert self.features is not None
        return _with_point(self.features.head(n), len(self.features.headings))


def has_geometry(sheet: Sheet) -> bool:
    return "geometry" in sheet.head(1).column_names


def point_sheet(sheet: Sheet) -> Sheet:
    """The sheet with two more columns; any other sheet, and one that has been given them, as it is."""
    if isinstance(sheet, PointSheet) or not has_geometry(sheet):
        return sheet
    said = {name: getattr(sheet, name) for name in Sheet.__dataclass_fields__}
    types = (*(sheet.cell_types or ("text",) * len(sheet.headings)), "number", "number")
    return PointSheet(**said | {"headings": (*sheet.headings, LON, LAT), "cell_types": types}, features=sheet)


def with_points(opened: Opened) -> Opened:
    """The file with the points of its features as columns; a file without features as it is."""
    return replace(opened, sheets=tuple(point_sheet(sheet) for sheet in opened.sheets))


def other_shapes(sheet: Sheet) -> dict[int, str]:
    """Row -> what its geometry is, of the features whose geometry is something else than one point."""
    found: dict[int, str] = {}
    for block in sheet.features.blocks() if isinstance(sheet, PointSheet) and sheet.features else ():
        shapes = shapes_of(block)
        kinds = shapely.get_type_id(shapes)
        single = (kinds == 0) | ((kinds == 4) & (shapely.get_num_geometries(shapes) == 1))
        rows = block.column("row").to_numpy()
        found |= {int(rows[at]): shapes[at].geom_type for at in np.flatnonzero(~single & (kinds >= 0)).tolist()}
    return found


def _with_point(block: pa.Table, columns: int) -> pa.Table:
    shapes = shapes_of(block)
    single = shapely.get_num_geometries(shapes) == 1
    parts = np.where(single & (shapely.get_type_id(shapes) == 4), shapely.get_geometry(shapes, 0), shapes)
    at = shapely.get_x(parts), shapely.get_y(parts)  # nan for what is no point
    for position, values in enumerate(at, start=columns):
        block = block.append_column(f"c{position}", pa.array([_degrees(value) for value in values.tolist()], pa.utf8()))
    return block


def shapes_of(block: pa.Table) -> np.ndarray:
    """The shapely geometries of a block, None where there is none."""
    wkb = np.array([*block.column("geometry").to_pylist(), None], dtype=object)[:-1]
    return shapely.from_wkb(wkb, on_invalid="ignore")


def _degrees(value: float) -> str:
    return "" if np.isnan(value) else f"{value:.9f}".rstrip("0").rstrip(".")
