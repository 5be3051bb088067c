"""Archives, names, and the kinds of files that map programs read."""

import json
import sqlite3
import stat
import zipfile
from pathlib import Path

import geopandas as gpd
import pyarrow as pa
import pyarrow.parquet as pq
import shapely

from .cases import SECRET, Case, Ground, cells, notes, problems, written
from .made import CSV, TABLE, packed, zipped, zipped_zeros

POINT = {"type": "Point", "coordinates": [62.2, 34.3]}


def _zip(members: dict[str, str | bytes]):
    def make(ground: Ground) -> Path:
        zipped(ground.folder / "a.zip", members)
        return ground.folder / "a.zip"

    return make


def _symlink(ground: Ground) -> Path:
    link = zipfile.ZipInfo("table.csv")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(ground.folder / "a.zip", "w") as archive:
        archive.writestr(link, str(ground.canary))
    return ground.folder / "a.zip"


def _locked(ground: Ground) -> Path:
    whole = bytearray(packed({"table.csv": CSV}))
    whole[6] |= 1
    whole[whole.rindex(b"PK\x01\x02") + 8] |= 1
    return written(ground.folder, "a.zip", bytes(whole))


def _zip_bomb(ground: Ground) -> Path:
    zipped_zeros(ground.folder / "a.zip", "table.csv", 500)
    return ground.folder / "a.zip"


def _lying_sizes(ground: Ground) -> Path:
    """The list of contents says that the member is small."""
    zipped_zeros(ground.folder / "a.zip", "table.csv", 60)
    whole = bytearray((ground.folder / "a.zip").read_bytes())
    at = whole.rindex(b"PK\x01\x02")
    whole[at + 24 : at + 28] = (1000).to_bytes(4, "little")
    return written(ground.folder, "a.zip", bytes(whole))


def _vrt(name: str):
    def make(ground: Ground) -> Path:
        text = f'<OGRVRTDataSource><OGRVRTLayer name="x"><SrcDataSource>{ground.canary}</SrcDataSource></OGRVRTLayer>'
        text += "</OGRVRTDataSource>"
        if not name.endswith(".zip"):
            return written(ground.folder, name, text)
        inside = "table.shp" if "shp" in name else "table.geojson"
        beside = {f"table.{ending}": "" for ending in ("shx", "dbf")} if "shp" in name else {}
        zipped(ground.folder / name, {inside: text, **beside})
        return ground.folder / name

    return make


def _geojson(document: object):
    text = document if isinstance(document, str) else json.dumps(document)
    return lambda ground: written(ground.folder, "a.geojson", text)


def _collection(*features: object, **more: object) -> dict[str, object]:
    return {"type": "FeatureCollection", "features": list(features), **more}


def _feature(geometry: object, **properties: object) -> dict[str, object]:
    return {"type": "Feature", "geometry": geometry, "properties": properties}


def _frame() -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame({"name": ["Герат"], "n": [7]}, geometry=[shapely.Point(62.2, 34.3)], crs=4326)


def _geopackage(change=None):
    def make(ground: Ground) -> Path:
        path = ground.folder / "a.gpkg"
        _frame().to_file(path, layer="places")
        if change:
            with sqlite3.connect(path) as db:
                change(db, ground)
            db.close()
        return path

    return make


def _attached(db: sqlite3.Connection, ground: Ground) -> None:
    db.execute("ALTER TABLE places RENAME TO kept")
    db.execute("DROP VIEW IF EXISTS places")
    db.execute(f"CREATE VIEW places AS SELECT fid, geom, readfile('{ground.canary}') AS name FROM kept")


def _broken_place(db: sqlite3.Connection, ground: Ground) -> None:
    """A second feature, and of the first only two letters of its place; without the triggers that need a map library."""
    for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        db.execute(f'DROP TRIGGER "{name}"')
    db.execute("INSERT INTO places (fid, geom, name, n) SELECT 2, geom, name, n FROM places")
    db.execute("UPDATE places SET geom = x'4750' WHERE fid = 1")


def _shapefile(*without: str):
    def make(ground: Ground) -> Path:
        folder = ground.folder / "parts"
        folder.mkdir()
        _frame().to_file(folder / "a.shp", encoding="cp1251")
        parts = {file.name: file.read_bytes() for file in folder.iterdir() if file.suffix not in without}
        zipped(ground.folder / "a.zip", parts)
        return ground.folder / "a.zip"

    return make


def _parquet(ground: Ground) -> Path:
    """One value, a hundred million times, in a few kilobytes."""
    path = ground.folder / "a.parquet"
    column = pa.DictionaryArray.from_arrays(pa.array([0] * 2_000_000, pa.int8()), pa.array(["x" * 1000]))
    with pq.ParquetWriter(path, pa.schema([("a", pa.dictionary(pa.int8(), pa.string()))])) as writer:
        for _ in range(3):
            writer.write_table(pa.table({"a": column}))
    return path


def _cut_parquet(ground: Ground) -> Path:
    _frame().to_parquet(ground.folder / "a.parquet")
    whole = (ground.folder / "a.parquet").read_bytes()
    return written(ground.folder, "a.parquet", whole[:-20])


def _there(text: str):
    return lambda ground: Path(text.format(address=ground.address, canary=ground.canary))


def _named(name: str) -> Case:
    def check(opened) -> None:
        assert cells(opened) == [list(row) for row in TABLE[1:]]
        assert not set(opened.name) & set("/\\\0\n\u202e")
        assert 0 < len(opened.name) <= 120

    return Case(f"called {name[:40]!r}", lambda ground: written(ground.folder, "x", CSV), name=name, check=check)


def _same(opened) -> None:
    assert cells(opened) == [list(row) for row in TABLE[1:]]


def _problem(word: str, mendable: bool = False):
    def check(opened) -> None:
        assert word in problems(opened)[1], problems(opened)
        assert (opened.sheets[0].head().to_pylist()[0]["geometry"] is None) is not mendable
        assert 2 not in problems(opened)

    return check


def _place_is_read(opened) -> None:
    row = opened.sheets[0].head().to_pylist()[0]
    assert shapely.from_wkb(row["geometry"]).equals_exact(shapely.Point(62.2, 34.3), 1e-6)
    assert "Герат" in row.values()


def _left_aside(opened) -> None:
    _same(opened)
    assert "README.pdf" in notes(opened)


GOOD = _feature(POINT, name="x")
BOW = {"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [1, 0], [0, 1], [0, 0]]]}
OPEN = {"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [1, 0], [0, 1]]]}
METRES = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::3857"}}
CASES = [
    Case("a zip bomb", _zip_bomb, refused=("unpacks to far more",)),
    Case("a zip that lies about sizes", _lying_sizes, refused=("damaged",)),
    Case("3,000 files in a zip", _zip({f"{at}.txt": "" for at in range(3000)}), refused=("more than 2000 files",)),
    Case("names that climb out of the zip", _zip({"../../../../tmp/evil.csv": CSV}), check=_same),
    Case("absolute names in the zip", _zip({"/etc/cron.d/evil.csv": CSV}), check=_same),
    Case("a link in the zip", _symlink, refused=("link to another file",)),
    Case("a zip in a zip", _zip({"inner.csv": packed({"a.csv": CSV})}), refused=("archive in the archive",)),
    Case("a zip with a password", _locked, refused=("password",)),
    Case("two tables in a zip", _zip({"a.csv": CSV, "b.csv": CSV}), refused=("2 tables", "a.csv, b.csv")),
    Case("no table in a zip", _zip({"a.exe": "x"}), refused=("no table in it",)),
    Case("a zip that is cut off", lambda ground: written(ground.folder, "a.zip", packed({"a.csv": CSV * 50})[:80]),
         refused=("damaged",)),
    Case("a table and other things in a zip", _zip({"a.csv": CSV, "README.pdf": "%PDF"}), check=_left_aside),
    Case("VRT called GeoJSON", _vrt("a.geojson"), refused=("XML",)),
    Case("VRT called GeoPackage", _vrt("a.gpkg"), refused=("XML",)),
    Case("VRT called GeoJSON in a zip", _vrt("a.zip"), refused=("XML",)),
    Case("VRT called Shapefile in a zip", _vrt("shp.zip"), refused=("XML",)),
    Case("a database address as a path", _there("PG:host=127.0.0.1 dbname=x"), refused=("cannot be opened",)),
    Case("a web address as a path", _there("{address}/a.geojson"), refused=("cannot be opened",)),
    Case("a web path of a map library", _there("/vsicurl/{address}/a.geojson"), refused=("cannot be opened",)),
    Case("a zip path of a map library", _there("/vsizip/{canary}/a.csv"), refused=("cannot be opened",)),
    Case("a folder", lambda ground: ground.folder, refused=("not a file",)),
    Case("a device", _there("/dev/zero"), refused=("not a file",)),
    Case("a zero byte in the path", _there("a\0b.csv"), refused=("cannot be opened",)),
    *map(_named, ("../../../etc/passwd", "C:\\Windows\\win.ini", "CON", "http://127.0.0.1/a.csv", "/vsicurl/http://x/a.csv",
                  "a\0b.csv", "gpj\u202ecsv.csv", "é" * 300 + ".csv", "PG:dbname=x", "\ud800.csv", "   ", "a\nb.csv")),
    Case("GeoJSON nested a million deep", _geojson("[" * 1_000_000), refused=("no GeoJSON",)),
    Case("properties nested a million deep", _geojson('{"type":"FeatureCollection","features":[' + "[" * 1_000_000),
         refused=("nests brackets",)),
    Case("GeoJSON that is cut off", _geojson(json.dumps(_collection(GOOD))[:-20]), refused=("broken or cut off", "line 1")),
    Case("JSON that is no GeoJSON", _geojson([1, 2]), refused=("no GeoJSON",)),
    Case("TopoJSON", _geojson({"type": "Topology", "objects": {}}), refused=("no GeoJSON",)),
    Case("coordinates that are no numbers",
         _geojson(_collection(_feature({"type": "Point", "coordinates": ["a", 1]}), GOOD)), check=_problem("numbers")),
    Case("coordinates that are infinite",
         _geojson(json.dumps(_collection(_feature(POINT), GOOD)).replace("62.2", "1e999", 1)), check=_problem("finite")),
    Case("coordinates that are not on earth",
         _geojson(_collection(_feature({"type": "Point", "coordinates": [512, 34]}), GOOD)), check=_problem("not on earth")),
    Case("an outline that crosses itself", _geojson(_collection(_feature(BOW), GOOD)),
         check=_problem("Self-intersection", mendable=True)),
    Case("an outline that is open", _geojson(_collection(_feature(OPEN), GOOD)), check=_problem("does not end")),
    Case("NaN in GeoJSON", _geojson(json.dumps(_collection(_feature(POINT, n=float("nan"))))), refused=("broken",)),
    Case("GeoJSON in metres", _geojson(_collection(GOOD, crs=METRES)), refused=("another system", "EPSG:4326")),
    Case("GeoJSON of 3,000 properties",
         _geojson(_collection(_feature(POINT, **{f"p{at}": at for at in range(3000)}))), refused=("more than 2000 columns",)),
    Case("GeoJSON that names an address", _geojson(_collection(GOOD, link="/vsicurl/http://127.0.0.1:9/x")),
         check=lambda opened: cells(opened) == [["x"]]),
    Case("an SQLite database", lambda ground: _database(ground.folder / "a.gpkg"), refused=("no GeoPackage",)),
    Case("a GeoPackage", _geopackage(), check=_place_is_read),
    Case("a GeoPackage that reads other files", _geopackage(_attached), refused=("damaged",)),
    Case("a GeoPackage of an unknown system", _geopackage(lambda db, _: db.execute("UPDATE gpkg_geometry_columns SET srs_id = -1")),
         refused=("in which system", "EPSG:4326")),
    Case("a GeoPackage with a broken place",
         _geopackage(_broken_place), check=_problem("none of a GeoPackage")),
    Case("a GeoPackage that is cut off", lambda ground: _half(_geopackage()(ground)), refused=("damaged",)),
    Case("a Shapefile without a mark of its encoding", _shapefile(".cpg"), check=_place_is_read),
    Case("a Shapefile of an unknown system", _shapefile(".prj"), refused=("in which system", "EPSG:4326")),
    Case("a Shapefile without its table", _shapefile(".dbf"), refused=("part of the Shapefile is missing",)),
    Case("one part of a Shapefile", lambda ground: _one_part(ground), refused=("several files",)),
    Case("six million rows in a few kilobytes", _parquet, refused=("more than 5000000 rows",)),
    Case("a Parquet file that is cut off", _cut_parquet, refused=("damaged",)),
]  # fmt: skip


def _database(path: Path) -> Path:
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE a (b)")
    db.close()
    return path


def _half(path: Path) -> Path:
    whole = path.read_bytes()
    return written(path.parent, "half.gpkg", whole[: len(whole) // 2])


def _one_part(ground: Ground) -> Path:
    _frame().to_file(ground.folder / "a.shp")
    return ground.folder / "a.shp"


__all__ = ["CASES", "SECRET"]
