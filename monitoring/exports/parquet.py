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
from .rows import points, small_table, table


def write_parquet(frame: pd.DataFrame, about: About, path: Path) -> None:
    """One row per row; `about` and `codebook` are JSON in the schema's metadata, each field carries its own words."""
    where = points(frame)
    rows = table(frame).append_column("geometry", pa.array(shapely.to_wkb(where), type=pa.binary()))
    fields = [_field(entry, rows.schema.field(entry.name)) for entry in entries()]
    metadata = {"geo": _geo(where), "about": about.metadata(), "codebook": small_table(codebook()).to_pylist()}
    schema = pa.schema(
        [*fields, rows.schema.field("geometry")],
        metadata={name: json.dumps(value, ensure_ascii=False, allow_nan=False) for name, value in metadata.items()},
    )
    with path.open("wb") as file:  # our own file, so that a full disk is Python's OSError and not the library's
        pq.write_table(rows.cast(schema), file, compression="zstd")


def _field(entry, field: pa.Field) -> pa.Field:
    words = {"title": entry.title, "description": entry.description, "unit": entry.unit, "empty": entry.empty}
    return field.with_metadata({key: clean(text) or "" for key, text in words.items()})


def _geo(where: np.ndarray) -> dict[str, object]:
    """The `geo` member of the GeoParquet specification, which reads points as longitude, latitude in every system."""
    column: dict[str, object] = {
        "encoding": "WKB",
        "geometry_types": ["Point"],
        "crs": CRS.from_epsg(4326).to_json_dict(),
    }
    bounds = shapely.total_bounds(where) if len(where) else np.array([np.nan])
    if np.isfinite(bounds).all():
        column["bbox"] = [float(bound) for bound in bounds]
    return {"version": "1.1.0", "primary_column": "geometry", "columns": {"geometry": column}}
