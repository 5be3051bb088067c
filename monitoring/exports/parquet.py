"""GeoParquet 1.1: typed columns, a point column, and the codebook inside the schema."""

import json
from collections.abc import Sequence
from itertools import chain
from pathlib import Path

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
    """One row per row; `about` and `codebook` are JSON in the schema's metadata, each field carries its own words."""
    tables = map(_with_points, rows)
    first = next(tables)
    metadata = {
        "geo": _geo(rows.bounds), "about": about.metadata(), "codebook": small_table(codebook()).to_pylist(),
    }  # fmt: skip
    schema = pa.schema(
        [*(_field(entry, first.schema.field(entry.name)) for entry in entries()), first.schema.field("geometry")],
        metadata={name: _json(value) for name, value in metadata.items()},
    )
    # Our own file, so that a full disk is Python's OSError and not the library's.
    with path.open("wb") as file, pq.ParquetWriter(file, schema, compression="zstd") as writer:
        for part in chain([first], tables):
            writer.write_table(part.cast(schema))


def _with_points(frame: pd.DataFrame) -> pa.Table:
    return table(frame).append_column("geometry", pa.array(shapely.to_wkb(points(frame)), type=pa.binary()))


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def _field(entry, field: pa.Field) -> pa.Field:
    words = {"title": entry.title, "description": entry.description, "unit": entry.unit, "empty": entry.empty}
    return field.with_metadata({key: clean(text) or "" for key, text in words.items()})


def _geo(bounds: Sequence[float] | None) -> dict[str, object]:
    """The `geo` member of the GeoParquet specification, which reads points as longitude, latitude in every system."""
    column: dict[str, object] = {
        "encoding": "WKB",
        "geometry_types": ["Point"],
        "crs": CRS.from_epsg(4326).to_json_dict(),
    }
    if bounds is not None:
        column["bbox"] = list(bounds)
    return {"version": "1.1.0", "primary_column": "geometry", "columns": {"geometry": column}}
