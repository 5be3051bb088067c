"""GeoPackage of routes: layers legs, stubs and nodes with the styles that QGIS opens them in, and the tables behind them."""

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyogrio
import shapely

from ..errors import ExportError
from ..language import _
from .about import About, stamp
from .gpkg import EXTENSION_PAGE, EXTENSION_ROW, SCHEMA_EXTENSION
from .route_content import RouteContent, codebook, entries, leg_table
from .route_lines import NODES, STUBS, line_of_leg, points, width_of_leg
from .route_style import legs_qml, nodes_qml, stubs_qml
from .rows import small_table

# As QGIS itself makes it; a style marked as default is applied when the layer is opened.
STYLES = """
CREATE TABLE layer_styles (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, f_table_catalog TEXT, f_table_schema TEXT, f_table_name TEXT,
  f_geometry_column TEXT, styleName TEXT, styleQML TEXT, styleSLD TEXT, useAsDefault BOOLEAN, description TEXT, owner TEXT,
  ui TEXT, update_time DATETIME
);
INSERT INTO gpkg_contents (table_name, data_type, identifier) VALUES ('layer_styles', 'attributes', 'layer_styles');
"""
STYLE_ROW = """
INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, f_geometry_column, styleName, styleQML, styleSLD,
  useAsDefault, description, owner, update_time) VALUES ('', '', ?, 'geom', ?, ?, '', 1, ?, '', ?)
"""


def write_route_gpkg(content: RouteContent, about: About, path: Path) -> None:
    """Layers legs (drawn or not), stubs, nodes; tables evidence, matrix, chains, fates, about, totals, sources, releases,
    codebook. The same link exported at the same moment gives the same content.
    """
    _write_legs(content, about, path)
    _write_points(_node_rows(content), ["id", "name", "kind"], path, "nodes")
    _write_points(_stub_rows(content), ["node", "name", "way", "seizures", "mass_kg", "bearing"], path, "stubs")
    tables = {
        "evidence": content.evidence, "matrix": content.matrix, "chains": content.chains, "fates": content.fates,
        "about": pd.DataFrame(about.lines(), columns=["key", "label", "text"]), "totals": about.totals,
        "sources": about.sources, "releases": about.releases, "codebook": codebook(),
    }  # fmt: skip
    for name, small in tables.items():
        pyogrio.write_arrow(small_table(small), path, layer=name, driver="GPKG")
    with closing(sqlite3.connect(path)) as db:
        _finish(db, content, about)
        _check(db, len(content.legs))


def _write_legs(content: RouteContent, about: About, path: Path) -> None:
    """With what the style reads beside the columns of the codebook: colour and width_px of the line."""
    lines, widths, drawn = line_of_leg(content), width_of_leg(content), content.legs["leg"].tolist()
    shapes = shapely.to_wkb(np.array([lines.get(leg) for leg in drawn], dtype=object))
    found = leg_table(content.legs)
    found = found.append_column("colour", pa.array([content.look.colours.get(leg) for leg in drawn], type=pa.string()))
    found = found.append_column("width_px", pa.array([widths.get(leg) for leg in drawn], type=pa.float64()))
    _write(found.append_column("geom", pa.array(shapes, type=pa.binary())), path, "legs", "LineString", about.sentence)


def _node_rows(content: RouteContent) -> list[tuple[dict, shapely.Point]]:
    return [
        ({"id": said["id"], "name": content.names.get(said["id"]), "kind": said["kind"]}, point)
        for said, point in points(content, NODES)
    ]


def _stub_rows(content: RouteContent) -> list[tuple[dict, shapely.Point | None]]:
    """Every stub; one that the map does not draw (switched off, or no node) has no point."""
    drawn = {(said["node"], said["way"]): (said, point) for said, point in points(content, STUBS)}
    rows: list[tuple[dict, shapely.Point | None]] = []
    for row in content.stubs.to_dict("records"):
        said, point = drawn.get((row["node"], row["way"]), ({}, None))
        rows.append((row | {"bearing": said.get("bearing")}, point))
    return rows


def _write_points(rows: list, names: list[str], path: Path, layer: str) -> None:
    frame = pd.DataFrame([said for said, _point in rows], columns=names)
    shapes = shapely.to_wkb(np.array([point for _said, point in rows], dtype=object))
    table = small_table(frame).append_column("geom", pa.array(shapes, type=pa.binary()))
    _write(table, path, layer, "Point", layer)


def _write(table: pa.Table, path: Path, layer: str, kind: str, description: str) -> None:
    pyogrio.write_arrow(
        table, path, layer=layer, driver="GPKG", geometry_name="geom", geometry_type=kind, crs="EPSG:4326",
        layer_options={"GEOMETRY_NAME": "geom", "DESCRIPTION": description},
    )  # fmt: skip


def _finish(db: sqlite3.Connection, content: RouteContent, about: About) -> None:
    look, when = content.look, stamp(about.exported_at).replace("Z", ".000Z")
    styles: Mapping[str, str] = {"legs": legs_qml(look), "stubs": stubs_qml(look), "nodes": nodes_qml(look)}
    with db:
        db.executescript(SCHEMA_EXTENSION + STYLES)
        for name in ("gpkg_data_columns", "gpkg_data_column_constraints"):
            db.execute(EXTENSION_ROW, (name, EXTENSION_PAGE))
        db.executemany(
            "INSERT INTO gpkg_data_columns VALUES (?, ?, ?, ?, ?, NULL, NULL)",
            [("legs", entry.name, entry.name, entry.title, entry.description) for entry in entries()],
        )
        db.executemany(STYLE_ROW, [(layer, layer, qml, about.sentence, when) for layer, qml in styles.items()])
        db.execute("UPDATE gpkg_contents SET last_change = ?", (when,))


def _check(db: sqlite3.Connection, legs: int) -> None:
    """Not every problem of a disk comes up through GDAL as an error: what was written is counted before it is given."""
    written = db.execute("SELECT count(*) FROM legs").fetchone()[0]
    if written != legs or db.execute("PRAGMA quick_check").fetchone()[0] != "ok":
        raise ExportError(_("The GeoPackage came out incomplete: {n} of {rows} rows.", n=written, rows=legs))
