"""Map, matrix, flows and files of routes have the same rows, for generated filters on the shipped facts."""

import csv
import io
import json
import sqlite3
from contextlib import closing
from datetime import date
from xml.etree import ElementTree

import geopandas as gpd
import pyogrio
import pytest
from flask import Flask
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from monitoring.components.current import data
from monitoring.components.exporting_routes import content_of, export_routes, fates_words
from monitoring.components.routes_of import routes_of
from monitoring.exports.route_content import FIELDS
from monitoring.exports.route_csv import NOT_STATED, SAID
from monitoring.exports.routes import ROUTE_FORMATS
from monitoring.measures.routes import Fates
from monitoring.pages.download_routes import serve_route_downloads
from monitoring.vocabulary.filters import Filter, parse_filter
from monitoring.vocabulary.view import View

pytestmark = pytest.mark.usefixtures("on_facts")
# the record is only read, so that one is enough for all examples
GENERATED = settings(
    max_examples=12, deadline=None, phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)  # fmt: skip
COUNTRIES = st.lists(st.sampled_from(["IRN", "AFG", "TUR", "UKR", "PAK", "AZE", "BGR"]), max_size=2).map(tuple)
FILTERS = st.one_of(
    st.builds(Filter, departure=COUNTRIES, destination=COUNTRIES),
    st.builds(Filter, country=COUNTRIES, drug=st.sampled_from([(), ("heroin",), ("acetic_anhydride",)])),
    st.builds(Filter, min_kg=st.sampled_from([None, 5.0, 100.0]), from_=st.none() | st.dates(date(2005, 1, 1), date(2025, 1, 1))),
)  # fmt: skip
VIEWS = st.builds(
    View, ends=st.sampled_from([None, "destination"]), once=st.sampled_from([None, "shown"]),
    width=st.sampled_from([None, "mass"]), layers=st.sampled_from([None, (), ("published", "stubs")]),
    top=st.sampled_from([None, 3]),
)  # fmt: skip


def written(chosen, view, suffix) -> bytes:
    target = io.BytesIO()
    export_routes(chosen, view, target, suffix)
    return target.getvalue()


def rows_of(text: bytes) -> list[dict]:
    return list(csv.DictReader(io.StringIO(text.decode("utf-8-sig"), newline="")))


@GENERATED
@given(FILTERS, VIEWS)
def test_map_matrix_flows_and_legs_agree_to_the_row(chosen, view):
    current = data()
    content, found = content_of(current, chosen, view), routes_of(current, chosen, view)
    seizures = current.select(chosen).seizures
    legs = content.legs.set_index("leg")["seizures"]
    assert legs.to_dict() == found.legs.set_index("leg")["seizures"].to_dict()
    drawn = {one["properties"]["id"] for one in content.collections["route-lines"]["features"]}
    on_map = content.legs[content.legs["on_map"]]
    placed = on_map[on_map["end_lon"].notna()]
    assert drawn == set(placed["leg"])
    cells = content.matrix.dropna(subset=["start", "end"])
    assert {f"{row.start}-{row.end}": row.seizures for row in cells.itertuples()} == on_map.set_index("leg")[
        "seizures"
    ].to_dict()
    unknown = content.matrix[content.matrix[["start", "end"]].isna().any(axis=1)]
    assert sorted(unknown["seizures"]) == sorted(found.stubs["seizures"])
    assert content.chains["seizures"].sum() == content.fates["seizures"].sum() == seizures
    end = "destination" if view.ends == "destination" else "seized"
    apart = content.chains.dropna(subset=["departure", end])
    for name in ("departure", end):
        apart = apart.assign(**{name: apart[name].str.split(";")}).explode(name)
    counted = apart.groupby(["departure", end])["seizures"].sum()
    assert {f"{start}-{to}": n for (start, to), n in counted.items()} == legs[legs > 0].to_dict()


@GENERATED
@given(FILTERS, VIEWS)
def test_every_leg_names_the_documents_of_all_its_seizures(chosen, view):
    content = content_of(data(), chosen, view)
    reported = content.evidence[content.evidence["basis"] == "reported"]
    sums = reported.groupby("leg")["seizures"].sum()
    legs = content.legs.set_index("leg")["seizures"]
    assert sums.to_dict() == legs[legs > 0].to_dict()
    published = content.evidence[content.evidence["basis"] != "reported"]
    named = content.legs[(content.legs["basis"] != "reported") | content.legs["also"].fillna("").ne("")]
    assert set(published["leg"]) == set(named["leg"])
    assert content.legs["sources"].notna().all()


@settings(GENERATED, max_examples=4)
@given(FILTERS, VIEWS)
def test_the_files_hold_the_rows_of_the_screen(tmp_path_factory, chosen, view):
    content = content_of(data(), chosen, view)
    wanted = dict(zip(content.legs["leg"], content.legs["seizures"]))
    table = rows_of(written(chosen, view, "legs.csv"))
    assert {row["leg"]: int(row["seizures"]) for row in table} == wanted
    document = json.loads(written(chosen, view, "geojson"))
    features = [one["properties"] for one in document["features"] if one["properties"]["layer"] == "leg"]
    assert {one["leg"]: one["seizures"] for one in features} == wanted
    path = tmp_path_factory.mktemp("routes") / "routes.gpkg"
    path.write_bytes(written(chosen, view, "gpkg"))
    layer = gpd.read_file(path, layer="legs")
    assert dict(zip(layer["leg"], layer["seizures"])) == wanted
    drawn = {one["properties"]["id"] for one in content.collections["route-lines"]["features"]}
    assert set(layer.loc[layer.geometry.notna(), "leg"]) == drawn
    grid = rows_of(written(chosen, view, "matrix.csv"))
    cells = {(row["start"], end): int(row[end]) for row in grid for end in row
             if end not in ("start", "start_name", *SAID) and row[end]}  # fmt: skip
    matrix = content.matrix.fillna({"start": NOT_STATED, "end": NOT_STATED})
    assert cells == {(row.start, row.end): row.seizures for row in matrix.itertuples()}
    chained = rows_of(written(chosen, view, "chains.csv"))
    assert sum(int(row["seizures"]) for row in chained) == data().select(chosen).seizures


IRAN_UKRAINE = "departure=IRN&destination=UKR"


def test_the_pair_of_the_contract_by_both_meanings():
    chosen = parse_filter(IRAN_UKRAINE)
    bound = rows_of(written(chosen, View(ends="destination", layers=()), "matrix.csv"))
    assert [(row["start"], row["UKR"]) for row in bound] == [("IRN", "4")]
    seized = rows_of(written(chosen, View(once="shown", layers=()), "matrix.csv"))
    assert [(row["start"], row["AZE"], row["UKR"]) for row in seized] == [("IRN", "3", "1")]


def test_a_geopackage_opens_as_the_map_looks(tmp_path):
    path = tmp_path / "routes.gpkg"
    path.write_bytes(written(Filter(), View(), "gpkg"))
    kinds = dict(pyogrio.list_layers(path).tolist())
    assert {name: kind for name, kind in kinds.items() if kind} == {
        "legs": "LineString",
        "nodes": "Point",
        "stubs": "Point",
    }
    with closing(sqlite3.connect(path)) as db:
        styles = db.execute(
            "SELECT f_table_name, f_geometry_column, useAsDefault, styleQML FROM layer_styles"
        ).fetchall()
        said = dict(db.execute("SELECT key, text FROM about").fetchall())
        assert not db.execute("PRAGMA foreign_key_check").fetchall()
        assert db.execute("SELECT count(*) FROM evidence WHERE source IS NULL").fetchone() == (0,)
    assert sorted(row[:3] for row in styles) == [("legs", "geom", 1), ("nodes", "geom", 1), ("stubs", "geom", 1)]
    for *_names, qml in styles:
        ElementTree.fromstring(qml)
    assert said["data_version"] == data().version.id and said["sentence"] and "Seizures show work done" in str(said)
    legs = gpd.read_file(path, layer="legs")
    rules = ElementTree.fromstring(next(row[3] for row in styles if row[0] == "legs")).iter("rule")
    widths = {float(rule.get("filter").split("= ")[-1]) for rule in rules if "width_px" in rule.get("filter")}
    drawn = legs[legs.geometry.notna() & (legs["basis"] == "reported")]
    assert set(drawn["width_px"]) <= widths  # no line without a rule


def test_a_leg_names_its_sources_and_every_row_its_selection():
    row = next(row for row in rows_of(written(Filter(), View(), "legs.csv")) if row["leg"] == "AFG-IRN")
    assert list(row) == [*FIELDS, *SAID]
    assert row["basis"] == "published" and "EMCDDA" in row["sources"] and row["seizures"] == "0"
    assert data().version.id in row["citation"] and "resolution 1244" in row["notes"]


def test_a_link_is_downloaded_and_an_unknown_kind_is_named():
    server = Flask(__name__)
    serve_route_downloads(server)
    client = server.test_client()
    for suffix, kind in ROUTE_FORMATS.items():
        answer = client.get(f"/download/routes.{suffix}?{IRAN_UKRAINE}&ends=destination&lang=ar")
        assert answer.status_code == 200 and answer.mimetype == kind.mimetype
        assert answer.headers["Content-Disposition"].endswith(f".{suffix}")
    assert client.get("/download/routes.shp").status_code == 404


def test_nothing_selected_gives_whole_and_empty_files():
    chosen = parse_filter("departure=NZL&destination=FJI")
    for suffix in ROUTE_FORMATS:
        assert written(chosen, View(layers=(), lang="en"), suffix)
    assert content_of(data(), chosen, View()).fates["seizures"].sum() == 0


def test_the_fates_in_words_add_up():
    assert fates_words(Fates(3, 1, 2, 4)) == (
        "10 seizures, each counted once: 3 on a drawn line, 1 on a hidden line, 2 with one end not stated, "
        "4 that state no route."
    )
