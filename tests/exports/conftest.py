"""Selections to export, and readers that are not ours: every format comes back as (rows, points), to be compared."""

import csv
import io
import json
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path

import geopandas as gpd
import openpyxl
import pandas as pd
import pyarrow.parquet as pq
import pyogrio
import pytest
import shapely
from hypothesis import strategies as st

from monitoring.exports.about import describe
from monitoring.exports.codebook import entries
from monitoring.exports.text import unshield
from monitoring.vocabulary.fields import DTYPES
from tests.exports.counted import counted

EXPORTED_AT = datetime(2026, 11, 23, 10, 15, tzinfo=UTC)
ORDINARY = {
    "seizure_id": "s1", "seized_on": "2014-05-06", "seized_until": "2014-05-06", "date_precision": "day",
    "date_reported": "2014-05-06", "calendar": "gregorian", "country_iso3": "BGR", "country": "Bulgaria",
    "place_reported": "Kapitan Andreevo", "lon": 26.32, "lat": 41.72, "location_precision": "place",
    "drug_reported": "heroin", "drug": "heroin", "drug_code": "OPI-HER", "drug_group": "opioids",
    "quantity_reported": 44.0, "unit_reported": "kg", "quantity_relation": "exact", "kind": "mass", "quantity": 44.0,
    "unit": "kg", "mass_kg": 44.0, "factor": 1.0, "arrests": 2, "title": "Heroin in a lorry",
    "source_key": "seizure_events", "source_name": "Customs Agency", "source_url": "https://example.org/a",
    "source_kind": "official", "source_grade": "original", "marking": "public", "status": "reported",
}  # fmt: skip
NASTY = [
    "=1+1", "=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "＝1+1", "－1", "＠x",
    "'quoted'", "''", "a\x0bb", "\x00=1", "\x1b[31m", "a\r\nb", "a\rb", "سلام، دنیا", "\u202e=1", "😀" * 3, "\ufffe",
    "_x000D_", "_x0041_", "NA", "null", "007", "1e5", "2014-05-06", "http://example.org", "mailto:a@b", "x" * 300,
    " x ", "", "a,b;c\"d",
]  # fmt: skip


@pytest.fixture(scope="session")
def make_frame():
    """A frame as `item_frame` gives it, one row for each dict, which says only what is not ordinary about it."""

    def make(*rows: dict) -> gpd.GeoDataFrame:
        blank = dict.fromkeys(DTYPES)
        listed = [blank | ORDINARY | {"item_id": f"i{place}"} | row for place, row in enumerate(rows)]
        frame = pd.DataFrame(listed, columns=list(DTYPES), dtype=object)
        for name, dtype in DTYPES.items():
            frame[name] = pd.to_datetime(frame[name]).astype(dtype) if dtype.startswith("datetime") else frame[name]
            frame[name] = frame[name].astype(dtype)
        points = gpd.points_from_xy(frame["lon"].astype(float), frame["lat"].astype(float))
        points = [None if pd.isna(lon) else point for lon, point in zip(frame["lon"], points)]
        return gpd.GeoDataFrame(frame, geometry=gpd.GeoSeries(points, crs="EPSG:4326", index=frame.index))

    return make


@pytest.fixture(scope="session")
def about_of():
    """What is said about a frame, with every word fixed."""

    def make(frame, **words):
        said = {
            "sentence": "Heroin seized in Bulgaria", "query": "country=BGR&drug=heroin", "data_version": "0123456789ab",
            "data_date": date(2026, 9, 1), "publisher": "Agency of Tests", "exported_at": EXPORTED_AT,
        }  # fmt: skip
        return describe(counted(frame), **said | words)

    return make


@pytest.fixture(scope="session")
def frames(make_frame):
    """A strategy: up to six rows whose texts are anything, whose numbers are any, and which leave things unsaid."""
    text = st.none() | st.sampled_from(NASTY) | st.text(max_size=20)
    amount = st.none() | st.floats(-1e15, 1e15, allow_nan=False)
    precision = st.sampled_from(
        [
            ("day", "2014-05-06", "2014-05-06"),
            ("month", "2002-08-01", "2002-08-31"),
            ("year", "1899-01-01", "1899-12-31"),
        ]
    )

    def row(texts, numbers, when, point, drug, kind, seizure, arrests):
        dated = dict(zip(("date_precision", "seized_on", "seized_until"), when))
        place = {"lon": None, "lat": None} if point is None else {"lon": point[0], "lat": point[1]}
        return texts | numbers | dated | place | {"drug": drug, "kind": kind, "seizure_id": seizure, "arrests": arrests}

    names = (
        "title",
        "note",
        "place_reported",
        "agency",
        "source_name",
        "source_url",
        "country",
        "date_reported",
        "unit",
    )
    rows = st.builds(
        row,
        st.fixed_dictionaries(dict.fromkeys(names, text)),
        st.fixed_dictionaries(dict.fromkeys(("quantity", "quantity_reported", "mass_kg", "factor"), amount)),
        precision,
        st.none() | st.tuples(st.floats(-180, 180), st.floats(-90, 90)),
        st.sampled_from(["heroin", "opium", "acetic_anhydride"]),
        st.sampled_from(["mass", "volume", "count"]),
        st.sampled_from(["s1", "s2", "s3"]),
        st.none() | st.integers(0, 2**40),
    )
    return st.lists(rows, max_size=6).map(lambda listed: make_frame(*listed))


@pytest.fixture(scope="session")
def read_back():
    """`read_back(path)` reads a file with a reader that is not ours: a list of dicts as in the codebook, None for
    nothing, days as ISO text; and the points as (lon, lat) or None where the format has them."""
    return lambda path: READERS[path.suffix](path)


def _csv(text: str):
    kinds = {entry.name: entry.kind for entry in entries()}
    numbers = {"number": float, "integer": int}
    rows = [
        {name: numbers.get(kinds[name], unshield)(cell) if cell else None for name, cell in row.items()}
        for row in csv.DictReader(io.StringIO(text, newline=""))
    ]
    return rows, None


def _read_csv(path: Path):
    return _csv(path.read_bytes().decode("utf-8-sig"))


def _read_zip(path: Path):
    with zipfile.ZipFile(path) as bundle:
        assert bundle.testzip() is None
        return _csv(bundle.read("seizures.csv").decode("utf-8-sig"))


def _read_xlsx(path: Path):
    header, *rows = openpyxl.load_workbook(path)["Seizures"].iter_rows(values_only=True)
    return [{name: _iso(value) for name, value in zip(header, row, strict=True)} for row in rows], None


def _read_geojson(path: Path):
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    points = [feature["geometry"] and tuple(feature["geometry"]["coordinates"]) for feature in features]
    return [feature["properties"] for feature in features], points


def _read_gpkg(path: Path):
    frame = pyogrio.read_dataframe(path, layer="seizures", datetime_as_string=True)
    return _rows(frame.drop(columns="geometry")), [_pair(point) for point in frame["geometry"]]


def _read_parquet(path: Path):
    found = pq.read_table(path)
    points = [_pair(point) for point in shapely.from_wkb(found["geometry"].to_numpy(zero_copy_only=False))]
    return [{name: _iso(value) for name, value in row.items()} for row in found.drop("geometry").to_pylist()], points


READERS = {
    ".csv": _read_csv, ".zip": _read_zip, ".xlsx": _read_xlsx, ".geojson": _read_geojson, ".gpkg": _read_gpkg,
    ".parquet": _read_parquet,
}  # fmt: skip


def _rows(frame: pd.DataFrame) -> list[dict]:
    return [
        {name: None if pd.isna(value) else value for name, value in row.items()} for row in frame.to_dict("records")
    ]


def _iso(value):
    return value.strftime("%Y-%m-%d") if isinstance(value, date) else value


def _pair(point):
    return None if point is None else (point.x, point.y)


@pytest.fixture(scope="session")
def all_text():
    """Everything that can be read in the files of a folder: packed members unpacked, JSON and XML unescaped."""

    def read(folder: Path) -> str:
        return "\n".join(_text_of(file.name, file.read_bytes()) for file in sorted(folder.iterdir()) if file.is_file())

    return read


def _text_of(name: str, content: bytes) -> str:
    if name.endswith((".zip", ".xlsx")):
        with zipfile.ZipFile(io.BytesIO(content)) as bundle:
            return "\n".join(part + "\n" + _text_of(part, bundle.read(part)) for part in bundle.namelist())
    text = content.decode("utf-8", "ignore")
    for escaped, character in (('\\"', '"'), ("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">"), ('""', '"')):
        text = text.replace(escaped, character)
    return text
