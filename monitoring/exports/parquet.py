"""GeoParquet 1.1: typed columns, a point column, and the codebook inside the schema."""

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import shapely
from pyproj import CRS

from ..vocabulary.writable import clean
from .about import About
from .codebook import codebook, entries
from .rows import Rows, points, small_table, table


def write_parquet(rows: Rows, about: About, path: Path) -> None:
    """One row per row; `about` and `codebook` are JSON in the file's metadata, each field carries its own words."""
    frames = iter(rows)
    first, where = _with_points(next(frames))
    metadata = {"about": about.metadata(), "codebook": small_table(codebook()).to_pylist()}
    schema = pa.schema(
        [*(_field(entry, first.schema.field(entry.name)) for entry in entries()), first.schema.field("geometry")],
        metadata={name: _json(value) for name, value in metadata.items()},
    )
    bounds = [_bounds(where)]
    with path.open("wb") as file, pq.ParquetWriter(file, schema, compression="zstd") as writer:
        # Our own file, so that a full disk is Python's OSError and not the library's.
        writer.write_table(first.cast(schema))
        for more, where in map(_with_points, frames):
            writer.write_table(more.cast(schema))
            bounds.append(_bounds(where))
        writer.add_key_value_metadata({"geo": _json(_geo(np.array(bounds)))})


def _with_points(frame: pd.DataFrame) -> tuple[pa.Table, np.ndarray]:
    where = points(frame)
    return table(frame).append_column("geometry", pa.array(shapely.to_wkb(where), type=pa.binary())), where


def _bounds(where: np.ndarray) -> np.ndarray:
    return shapely.total_bounds(where) if len(where) else np.full(4, np.nan)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def _field(entry, field: pa.Field) -> pa.Field:
    words = {"title": entry.title, "description": entry.description, "unit": entry.unit, "empty": entry.empty}
    return field.with_metadata({key: clean(text) or "" for key, text in words.items()})


def _geo(bounds: np.ndarray) -> dict[str, object]:
    """The `geo` member of the GeoParquet specification, which reads points as longitude, latitude in every system.

    bounds: west, south, east, north of each part; nan where it has no point.
    """
    column: dict[str, object] = {
        "encoding": "WKB",
        "geometry_types": ["Point"],
        "crs": CRS.from_epsg(4326).to_json_dict(),
    }
    known = bounds[np.isfinite(bounds).all(axis=1)]
    if len(known):
        column["bbox"] = [*known[:, :2].min(axis=0).tolist(), *known[:, 2:].max(axis=0).tolist()]
    return {"version": "1.1.0", "primary_column": "geometry", "columns": {"geometry": column}}
