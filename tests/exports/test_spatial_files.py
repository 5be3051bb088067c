"""GeoJSON, GeoPackage and GeoParquet as other programs see them."""

import json
import sqlite3
from contextlib import closing

import geopandas as gpd
import pyarrow as pa
import pyarrow.parquet as pq
import pyogrio
import pytest

from monitoring.exports.codebook import entries
from monitoring.exports.formats import write
from tests.exports.counted import in_pieces

NOWHERE = {"lon": None, "lat": None, "location_precision": "country"}


@pytest.fixture
def written(make_frame, about_of, tmp_path):
    """Writes a selection of one row with and one without a point; gives the path."""

    def make(suffix):
        frame = make_frame({}, NOWHERE)
        write(in_pieces(frame), about_of(frame), tmp_path / f"out.{suffix}")
        return tmp_path / f"out.{suffix}"

    return make


def test_geojson_is_rfc_7946(written):
    document = json.loads(written("geojson").read_text(encoding="utf-8"))
    assert document["type"] == "FeatureCollection" and "crs" not in document
    first, second = document["features"]
    assert first["geometry"] == {"type": "Point", "coordinates": [26.32, 41.72]}
    assert second["geometry"] is None and second["properties"]["title"] == "Heroin in a lorry"
    assert [field["name"] for field in document["metadata"]["codebook"]] == list(first["properties"])
    assert document["metadata"]["totals"] == [
        {"drug": "heroin", "kind": "mass", "seizures": 1, "quantity": 88.0, "unit": "kg"}
    ]


@pytest.mark.parametrize("suffix", ["geojson", "gpkg"])
def test_gdal_reads_both_rows_and_the_place(written, suffix):
    frame = gpd.read_file(written(suffix), layer="seizures")
    assert frame.crs == "EPSG:4326"
    assert frame.geometry.isna().tolist() == [False, True]


def test_a_geopackage_has_points_and_tables(written):
    layers = dict(pyogrio.list_layers(written("gpkg")).tolist())
    assert layers == dict.fromkeys(["about", "totals", "sources", "releases", "codebook"]) | {"seizures": "Point"}


def test_a_geopackage_keeps_the_rules_of_the_standard(written):
    with closing(sqlite3.connect(written("gpkg"))) as db:
        assert db.execute("PRAGMA application_id").fetchone()[0] == 0x47504B47  # "GPKG"
        assert db.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        assert not db.execute("PRAGMA foreign_key_check").fetchall()
        kinds = dict(db.execute("SELECT table_name, data_type FROM gpkg_contents"))
        assert kinds.pop("seizures") == "features" and set(kinds.values()) == {"attributes"}
        assert db.execute("SELECT srs_id FROM gpkg_geometry_columns").fetchall() == [(4326,)]
        extensions = {name for (name,) in db.execute("SELECT extension_name FROM gpkg_extensions")}
        assert extensions == {"gpkg_rtree_index", "gpkg_schema"}
        titles = dict(db.execute("SELECT column_name, title FROM gpkg_data_columns WHERE table_name = 'seizures'"))
        assert titles == {entry.name: entry.title for entry in entries()}
        types = {row[1]: row[2] for row in db.execute("PRAGMA table_info(seizures)")}
        assert (types["seized_from"], types["quantity"], types["arrests"]) == ("DATE", "REAL", "INTEGER")


def test_the_same_export_is_the_same_geopackage(written):
    with closing(sqlite3.connect(written("gpkg"))) as db:
        first = list(db.iterdump())
    with closing(sqlite3.connect(written("gpkg"))) as db:
        assert list(db.iterdump()) == first


def test_geoparquet_names_its_point_column_and_its_fields(written):
    schema = pq.read_schema(written("parquet"))
    geo = json.loads(schema.metadata[b"geo"])
    assert (geo["version"], geo["primary_column"]) == ("1.1.0", "geometry")
    assert geo["columns"]["geometry"]["bbox"] == [26.32, 41.72, 26.32, 41.72]
    assert json.loads(schema.metadata[b"about"])["data_version"] == "0123456789ab"
    for entry in entries():
        assert schema.field(entry.name).metadata[b"description"].decode() == entry.description
    assert schema.field("seized_from").type == pa.date32() and schema.field("arrests").type == pa.int64()


def test_geopandas_reads_the_geoparquet(written):
    frame = gpd.read_parquet(written("parquet"))
    assert frame.crs == "EPSG:4326"
    assert frame.geometry.isna().tolist() == [False, True]


@pytest.mark.parametrize("suffix", ["gpkg", "parquet"])
def test_an_empty_selection_has_all_columns_and_types(suffix, make_frame, about_of, tmp_path):
    path, frame = tmp_path / f"out.{suffix}", make_frame()
    write(in_pieces(frame), about_of(frame), path)
    found = gpd.read_parquet(path) if suffix == "parquet" else gpd.read_file(path, layer="seizures")
    assert len(found) == 0
    assert [name for name in found if name not in ("geom", "geometry")] == [entry.name for entry in entries()]
    kinds = {entry.name: entry.kind for entry in entries()}
    assert all(found[name].dtype == "float64" for name, kind in kinds.items() if kind == "number")
