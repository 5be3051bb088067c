"""GeoPackage: a point layer that QGIS opens with titles as aliases, and tables that say what it is."""

import sqlite3
from contextlib import closing
from itertools import chain
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyogrio
import shapely

from ..errors import ExportError
from ..language import _
from .about import About, stamp
from .codebook import codebook, entries
from .rows import Rows, points, small_table, table

LAYER = "seizures"
# The Schema extension of the GeoPackage standard: titles and descriptions of columns.
SCHEMA_EXTENSION = """
CREATE TABLE gpkg_data_columns (
  table_name TEXT NOT NULL, column_name TEXT NOT NULL, name TEXT, title TEXT, description TEXT, mime_type TEXT,
  constraint_name TEXT, CONSTRAINT pk_gdc PRIMARY KEY (table_name, column_name),
  CONSTRAINT gdc_tn UNIQUE (table_name, name)
);
CREATE TABLE gpkg_data_column_constraints (
  constraint_name TEXT NOT NULL, constraint_type TEXT NOT NULL, value TEXT, min NUMERIC, min_is_inclusive BOOLEAN,
  max NUMERIC, max_is_inclusive BOOLEAN, description TEXT,
  CONSTRAINT gdcc_ntv UNIQUE (constraint_name, constraint_type, value)
);
"""
EXTENSION_ROW = "INSERT INTO gpkg_extensions VALUES (?, NULL, 'gpkg_schema', ?, 'read-write')"
EXTENSION_PAGE = "http://www.geopackage.org/spec121/#extension_schema"


def write_gpkg(rows: Rows, about: About, path: Path) -> None:
    """Layer `seizures`, one feature per row in order, rows without a point too; tables about, totals, sources,
    releases, codebook. The same selection exported at the same moment gives the same content.
    """
    tables = map(_with_points, rows)
    first = next(tables)
    batches = (batch for each in chain([first], tables) for batch in each.to_batches())
    pyogrio.write_arrow(
        pa.RecordBatchReader.from_batches(first.schema, batches), path, layer=LAYER, driver="GPKG", geometry_name="geom",
        geometry_type="Point", crs="EPSG:4326",
        layer_options={"GEOMETRY_NAME": "geom", "DESCRIPTION": about.sentence},
    )  # fmt: skip
    words = {
        "about": pd.DataFrame(about.lines(), columns=["key", "label", "text"]),
        "totals": about.totals,
        "sources": about.sources,
        "releases": about.releases,
        "codebook": codebook(),
    }
    for name, small in words.items():
        pyogrio.write_arrow(small_table(small), path, layer=name, driver="GPKG")
    with closing(sqlite3.connect(path)) as db:
        _finish(db, about)
        _check(db, len(rows))


def _with_points(frame: pd.DataFrame) -> pa.Table:
    return table(frame).append_column("geom", pa.array(shapely.to_wkb(points(frame)), type=pa.binary()))


def _finish(db: sqlite3.Connection, about: About) -> None:
    with db:
        db.executescript(SCHEMA_EXTENSION)
        for name in ("gpkg_data_columns", "gpkg_data_column_constraints"):
            db.execute(EXTENSION_ROW, (name, EXTENSION_PAGE))
        db.executemany(
            "INSERT INTO gpkg_data_columns VALUES (?, ?, ?, ?, ?, NULL, NULL)",
            [(LAYER, entry.name, entry.name, entry.title, entry.description) for entry in entries()],
        )
        db.execute("UPDATE gpkg_contents SET last_change = ?", (stamp(about.exported_at).replace("Z", ".000Z"),))


def _check(db: sqlite3.Connection, rows: int) -> None:
    """Not every problem of a disk comes up through GDAL as an error: what was written is counted before it is given."""
    written = db.execute(f"SELECT count(*) FROM {LAYER}").fetchone()[0]
    state = db.execute("PRAGMA quick_check").fetchone()[0]
    if written != rows or state != "ok":
        raise ExportError(_("The GeoPackage came out incomplete: {n} of {rows} rows.", n=written, rows=rows))
