"""Points, lines and areas come back in degrees with their properties, from every kind of file and every system."""

import io
import json
import subprocess
import sys
import tempfile
import zipfile
from functools import cache
from pathlib import Path

import geopandas as gpd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from monitoring.paths import ROOT
from monitoring.sources.files.opened import Opened

SCALARS = st.one_of(
    st.none(), st.booleans(), st.integers(-(10**20), 10**20), st.floats(allow_nan=False, allow_infinity=False),
    st.text(max_size=8),
)  # fmt: skip
ANYTHING = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
)
POSITION = st.tuples(st.floats(-180, 180), st.floats(-90, 90)).map(list)
GEOMETRY = st.one_of(
    st.none(),
    POSITION.map(lambda at: {"type": "Point", "coordinates": at}),
    st.lists(POSITION, min_size=2, max_size=5, unique_by=tuple).map(lambda line: {"type": "LineString", "coordinates": line}),
    st.tuples(st.floats(-170, 169), st.floats(-80, 79)).map(
        lambda at: {"type": "Polygon", "coordinates": [list(shapely.box(*at, at[0] + 5, at[1] + 5).exterior.coords)]}
    ),
)  # fmt: skip
FEATURE = st.builds(
    lambda geometry, properties: {"type": "Feature", "geometry": geometry, "properties": properties},
    GEOMETRY, st.dictionaries(st.text(min_size=1, max_size=5), SCALARS, max_size=4),
)  # fmt: skip


def document(features: list[dict]) -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False).encode(
        "utf-8", "surrogatepass"
    )


@given(st.lists(FEATURE, min_size=1, max_size=5))
@settings(max_examples=120, deadline=None)
def test_every_feature_of_geojson_comes_back(read_here, features):
    opened = read_here(document(features), "a.geojson")
    (sheet,) = opened.sheets
    rows = sheet.head().to_pylist()
    for feature, row in zip(features, rows):
        geometry = feature["geometry"]
        assert row["problem"] == "" or geometry["type"] != "Point"
        if geometry and not row["problem"]:
            assert shapely.equals(shapely.from_wkb(row["geometry"]), shapely.from_geojson(json.dumps(geometry)))
        assert sum(value not in (None, "") for value in feature["properties"].values()) == sum(
            bool(value) for key, value in row.items() if key[0] == "c" and key[1:].isdigit()
        )
    names = [name.strip() for feature in features for name in feature["properties"]]
    assert len(sheet.headings) == len({name for feature in features for name in feature["properties"]}), names


@given(ANYTHING)
@settings(max_examples=200, deadline=None)
def test_any_json_is_geojson_or_a_refusal(read_here, value):
    for wrapped in (value, {"type": "FeatureCollection", "features": [value]}, {"type": "Feature", "properties": value},
                    {"type": "Feature", "properties": {}, "geometry": value}, {"type": "Point", "coordinates": value}):  # fmt: skip
        text = "{}" if wrapped is None else json.dumps(wrapped)
        assert isinstance(read_here(text.encode() + b" ", "a.geojson"), Opened | str)


@given(st.integers(0, 10_000), st.binary(min_size=1, max_size=3))
@settings(max_examples=150, deadline=None)
def test_broken_geojson_is_read_or_refused(read_here, at, noise):
    whole = document(
        [{"type": "Feature", "geometry": {"type": "Point", "coordinates": [1, 2]}, "properties": {"a": "b"}}] * 2
    )
    place = at % len(whole)
    assert isinstance(read_here(whole[:place] + noise + whole[place + 1 :], "a"), Opened | str)


def test_numbers_stay_as_they_are_written_and_ids_that_nothing_repeats_become_a_column(read_here, cells_of):
    text = (
        b'{"type":"Feature","id":"f-1","geometry":null,"properties":{"n":1.50,"big":12345678901234567890,"l":[1,"x"]}}'
    )
    (sheet,) = read_here(text, "a.geojson").sheets
    assert sheet.headings == ("n", "big", "l", "id")
    assert cells_of(sheet) == [["1.50", "12345678901234567890", '["1", "x"]', "f-1"]]
    assert sheet.cell_types == ("number", "number", "text", "text")


def _frame(crs: int) -> gpd.GeoDataFrame:
    areas = [shapely.box(62, 34, 63, 35), shapely.box(69, 34, 70, 35).union(shapely.box(72, 34, 73, 35)), None]
    columns = {"name": ["Герат", "Kābul", ""], "n": [1, 2, 3], "x": [0.5, None, 2.0]}
    return gpd.GeoDataFrame(columns, geometry=areas, crs=4326).to_crs(crs)


def _zipped(frame: gpd.GeoDataFrame, folder) -> bytes:
    frame.to_file(folder / "a.shp", encoding="utf-8")
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for part in folder.iterdir():
            archive.write(part, part.name)
    return file.getvalue()


@pytest.mark.parametrize("kind", ["gpkg", "shp", "parquet"])
@pytest.mark.parametrize("crs", [4326, 3857, 32642])
def test_areas_come_back_in_degrees(read_here, cells_of, tmp_path, kind, crs):
    frame, path = _frame(crs), tmp_path / f"a.{kind}"
    folder = tmp_path / "parts"
    folder.mkdir()
    if kind == "gpkg":
        frame.to_file(path, layer="areas")
    elif kind == "parquet":
        frame.to_parquet(path)
    content = _zipped(frame, folder) if kind == "shp" else path.read_bytes()
    (sheet,) = read_here(content, "a.zip" if kind == "shp" else path.name).sheets
    at = sheet.headings.index("name")
    assert [cells[at : at + 3] for cells in cells_of(sheet)] == [
        ["Герат", "1", "0.5"],
        ["Kābul", "2", ""],
        ["", "3", "2"],
    ]
    shapes = shapely.from_wkb(sheet.head()["geometry"].to_pylist())
    for found, expected in zip(shapes, _frame(4326).geometry):
        assert (found is None) == (expected is None)
        assert found is None or shapely.hausdorff_distance(found, expected) < 1e-5


@cache
def _geopackage() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.gpkg"
        _frame(4326).to_file(path, layer="areas")
        return path.read_bytes()


@given(st.lists(st.tuples(st.integers(0, 200_000), st.integers(0, 255)), min_size=1, max_size=8))
@settings(max_examples=100, deadline=None)
def test_a_damaged_geopackage_is_read_or_refused(read_here, changes):
    content = bytearray(_geopackage())
    for at, byte in changes:
        content[at % len(content)] = byte
    assert isinstance(read_here(bytes(content), "a"), Opened | str)


def test_gdal_is_left_with_one_driver():
    said = "from monitoring.sources.files.shapefile import gdal; print(sorted(gdal().list_drivers()))"
    found = subprocess.run([sys.executable, "-c", said], capture_output=True, text=True, cwd=ROOT, check=True)
    assert found.stdout.strip() in ("['ESRI Shapefile']", "['ESRI Shapefile', 'MEM']")
