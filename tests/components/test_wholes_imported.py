"""Totals, survey tables and drawn features, from the file into the record and back: rows add up, and twice is once."""

import json

import pytest
from shapely.geometry import LineString, box, mapping
from sqlalchemy import func, select

from monitoring.components.importing import Options, recognised_in, store, vocabulary
from monitoring.settings import settings
from monitoring.sources.files.opened import open_file
from monitoring.store.engine import open_engine
from monitoring.store.migrate import migrate
from monitoring.store.tables import area, observation
from monitoring.store.totals import reported_totals
from tests.sources.made_sheets import write

ANNUAL = ("iso3", "country", "region", "drug", "drug_group", "year", "kilograms")
COCAINE = "Cocaine (total of the above)"


@pytest.fixture
def engine(tmp_path, monkeypatch):
    monkeypatch.setenv("DRUGS_MONITOR_INSTANCE", str(tmp_path))
    settings.cache_clear()
    opened = open_engine(f"sqlite:///{tmp_path / 'record.sqlite'}")
    migrate(opened)
    yield opened
    opened.dispose()
    settings.cache_clear()


def imported(engine, path, work, **options):
    said = Options(**options)
    opened, known = open_file(path, work), vocabulary(engine)
    return store(engine, opened, recognised_in(opened, said, known), said, known)


def twice(engine, path, work, **options):
    """The report of the first import, after the second was found to change nothing."""
    first = imported(engine, path, work / "first", **options)
    second = imported(engine, path, work / "second", **options)
    assert first.adds_up and second.adds_up
    assert (second.accepted, second.rejected) == (0, first.rejected) and second.already_held == first.accepted
    return first


def test_annual_totals_are_held_with_their_edition_and_their_sums_are_not(engine, tmp_path):
    france = ("FRA", "France", "Western & Central Europe")
    path = write(tmp_path / "annex.csv", ANNUAL, [
        (*france, "Cocaine hydrochloride", "Cocaine-type", "2020", "90"),
        (*france, '"Crack" cocaine', "Cocaine-type", "2020", "10"),
        (*france, '"Crack" cocaine', "Cocaine-type", "2020", "10"),
        (*france, COCAINE, "Cocaine-type", "2020", "140"), (*france, "Heroin", "Opioids", "2021", "-3"),
    ])  # fmt: skip
    report = twice(engine, path, tmp_path, edition="WDR 2025")
    assert (report.source, report.edition) == ("annual_seizures", "WDR 2025")
    assert (report.rows_read, report.accepted, report.duplicates_exact, report.left_out, report.rejected) == (
        5,
        2,
        1,
        1,
        1,
    )
    assert report.left_out_rows[0]["reason"] == "subtotal" and report.doubts == 1
    with engine.connect() as db:
        found = reported_totals(db)
    assert found["mass_kg"].sum() == 100 and {*found["edition"]} == {"WDR 2025"} and {*found["country_iso3"]} == {"FRA"}


def test_a_survey_table_brings_observations_of_districts_and_provinces(engine, tmp_path):
    path = write(tmp_path / "survey.csv", ("Province", "District", "2010", "2011"), [
        ("Hilmand", "Nad Ali", "1,200", "p-f"), ("Hilmand", "Garmser", "-", ""), ("Hilmand", "Sangin", "12x", "5"),
        ("Hilmand Total", "", "1,300", "5"), ("", "", "", ""), ("Total", "", "1,300", "5"),
    ])  # fmt: skip
    report = twice(engine, path, tmp_path)
    assert (report.source, report.rows_read, report.accepted, report.rejected, report.left_out) == (
        "opium_survey",
        6,
        3,
        1,
        2,
    )
    o = observation.c
    with engine.connect() as db:
        found = db.execute(select(o.area_reported, o.period, o.state, o.value)).all()
    said = {(area, year): (state, value) for area, year, state, value in found}
    assert said["Hilmand / Nad Ali", "2010"] == ("value", 1200) and said["Hilmand / Nad Ali", "2011"] == (
        "poppy_free",
        None,
    )
    assert said["Hilmand / Garmser", "2010"] == ("zero", 0) and said["Hilmand", "2010"] == ("value", 1300)
    assert report.doubts == 1


def test_drawn_features_are_held_as_areas(engine, tmp_path):
    district = {"name": "Nad Ali", "country": "AFG", "valid_from": "2005"}
    route = LineString([(64, 31), (61, 25)])
    shapes = [(district, box(63, 31, 64, 32)), ({"name": "South"}, route), ({"name": "nowhere"}, None)]
    features = [
        {"type": "Feature", "properties": cells, "geometry": shape and mapping(shape)} for cells, shape in shapes
    ]
    path = tmp_path / "drawn.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    report = twice(engine, path, tmp_path)
    assert (report.source, report.rows_read, report.accepted, report.rejected) == ("features", 3, 2, 1)
    with engine.connect() as db:
        kinds = dict(db.execute(select(area.c.kind, func.count()).group_by(area.c.kind)).all())
    assert kinds == {"boundary": 1, "corridor": 1}
