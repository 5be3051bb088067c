"""Files of features: seizures are taken at their points, lines are corridors, areas are boundaries, and nothing is bent unsaid."""

import json
import math
import tempfile
from datetime import date
from pathlib import Path

import geopandas as gpd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import LineString, MultiPolygon, Point, Polygon, box, mapping

from monitoring.errors import SourceError
from monitoring.sources.features.points import LAT, LON, with_points
from monitoring.sources.features.read import recognise, understand
from monitoring.sources.files.opened import open_file
from monitoring.sources.mapping.model import FileMapping
from monitoring.sources.reading import Asked
from monitoring.sources.recognise import recognise as recognise_file
from monitoring.sources.recognise import understand as understand_file
from monitoring.vocabulary.gazetteer import gazetteer
from monitoring.vocabulary.lookup import lookups
from tests.sources.made_sheets import opened

DISTRICTS = ("NAME_EN", "ADM2_PCODE", "ADM1_EN", "Country", "validFrom", "valid_to")
SEIZURES = ("Date", "Drug", "Quantity", "Unit", "Country", "Place")
BOW = Polygon([(62, 34), (63, 35), (63, 34), (62, 35), (62, 34)])


def drawn(folder, headings, rows, shapes, **kwargs):
    return opened(
        folder,
        headings,
        rows,
        geometry=[None if each is None else shapely.to_wkb(each) for each in shapes],
        kind="geojson",
        **kwargs,
    )


def read(file, **asked):
    found = recognise(file)
    assert found is not None
    (block,) = understand(file, found, Asked(today=date(2026, 1, 1), **asked), lookups(), gazetteer())
    return block


def areas(block):
    return [dict(zip(block.areas, line)) for line in zip(*block.areas.values())]


def geojson(path: Path, features) -> Path:
    said = [{"type": "Feature", "properties": cells, "geometry": shape and mapping(shape)} for cells, shape in features]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": said}), encoding="utf-8")
    return path


def test_a_district_is_a_boundary_with_its_name_code_level_country_province_and_validity(tmp_path):
    (row,) = areas(
        read(
            drawn(
                tmp_path,
                DISTRICTS,
                [("Nad Ali", "AF3002", "Hilmand", "Afghanistan", "2005-01-01", "2012")],
                [box(63, 31, 64, 32)],
            )
        )
    )
    assert (row["kind"], row["name"], row["code"], row["level"]) == ("boundary", "Nad Ali", "AF3002", "district")
    assert (row["country_iso3"], row["admin1"]) == ("AFG", "AF-HEL")
    assert (row["valid_from"], row["valid_until"]) == (date(2005, 1, 1), date(2012, 12, 31))
    assert shapely.from_wkb(row["geometry"]).equals(box(63, 31, 64, 32)) and row["reported"][0] == "Nad Ali"


@pytest.mark.parametrize("heading", ["ADM2_EN", "NAME_2", "DIST_34_NA", "ولسوالی", "район"])
def test_headings_of_several_makers_and_languages_name_a_district(tmp_path, heading):
    (row,) = areas(read(drawn(tmp_path, (heading, "x"), [("Nad Ali", "1")], [box(63, 31, 64, 32)])))
    assert (row["name"], row["level"]) == ("Nad Ali", "district")


def test_the_level_that_a_feature_states_wins(tmp_path):
    (row,) = areas(
        read(
            drawn(tmp_path, ("shapeName", "shapeType", "shapeGroup"), [("Herat", "ADM1", "AFG")], [box(61, 33, 64, 36)])
        )
    )
    assert (row["level"], row["admin1"], row["country_iso3"]) == ("province", "AF-HER", "AFG")


def test_lines_are_corridors_that_keep_their_direction_and_points_without_drugs_are_points(tmp_path):
    line = LineString([(66, 34, 800), (60, 33, 900)])
    corridor, place = areas(
        read(
            drawn(
                tmp_path,
                ("name", "note"),
                [("Western route", "as reported"), ("Islam Qala", "")],
                [line, Point(61, 34)],
            )
        )
    )
    assert (corridor["kind"], corridor["name"], corridor["note"]) == ("corridor", "Western route", "as reported")
    assert list(shapely.from_wkb(corridor["geometry"]).coords) == [(66, 34), (60, 33)]
    assert (place["kind"], place["note"]) == ("point", None)


def test_an_outline_that_crosses_itself_is_mended_and_doubted(tmp_path):
    file = open_file(
        geojson(tmp_path / "bow.geojson", [({"name": "bow"}, BOW), ({"name": "fine"}, box(60, 30, 61, 31))]),
        tmp_path / "work",
    )
    block = read(file)
    (doubt,) = block.doubts
    assert doubt.row == 1 and "mended" in doubt.text and "Self-intersection" in doubt.text
    shape = shapely.from_wkb(areas(block)[0]["geometry"])
    assert shape.is_valid and shape.geom_type == "MultiPolygon" and shape.area == pytest.approx(0.5)


def test_what_is_on_no_map_is_refused_with_its_row_and_reason(tmp_path):
    features = [({"name": "far"}, Point(512, 34)), ({"name": "nowhere"}, None), ({"name": "here"}, Point(62, 34))]
    block = read(open_file(geojson(tmp_path / "far.geojson", features), tmp_path / "work"))
    assert [each.row for each in block.rejected] == [1, 2] and len(areas(block)) == 1
    assert "not on earth" in block.rejected[0].reason and block.rejected[1].reason == "has no geometry"
    assert block.rejected[0].reported["name"] == "far"


def test_a_validity_that_ends_before_it_begins_is_refused_and_an_unreadable_one_is_doubted(tmp_path):
    rows = [("a", "", "", "", "2015-01-01", "2012-01-01"), ("b", "", "", "", "long ago", "2012-01-01")]
    block = read(drawn(tmp_path, DISTRICTS, rows, [box(63, 31, 64, 32)] * 2))
    assert [(each.row, each.column) for each in block.rejected] == [(1, "valid_to")]
    assert [each.column for each in block.doubts] == ["validFrom"] and areas(block)[0]["valid_from"] is None


def test_a_country_that_nobody_has_read_is_counted(tmp_path):
    block = read(drawn(tmp_path, ("name", "country"), [("a", "Atlantis"), ("b", "Atlantis")], [box(0, 0, 1, 1)] * 2))
    assert block.unknown["country", "Atlantis"].count == 2 and areas(block)[0]["country_iso3"] is None


def test_points_with_a_drug_and_a_day_are_seizures_at_their_points(tmp_path):
    features = [
        (
            {
                "Date": "2013-05-17",
                "Drug": "Heroin",
                "Quantity": "12.5",
                "Unit": "kg",
                "Country": "Afghanistan",
                "Place": "Herat",
            },
            Point(62.2, 34.35),
        ),
        (
            {
                "Date": "2013-06-18",
                "Drug": "Opium",
                "Quantity": "7",
                "Unit": "kg",
                "Country": "Afghanistan",
                "Place": "Herat",
            },
            None,
        ),
    ]
    file = open_file(geojson(tmp_path / "cases.geojson", features), tmp_path / "work")
    assert "drug" in recognise(file).why()[0]
    block = read(file)
    assert not block.areas and not block.rejected and block.rows_read == 2
    assert list(block.items["drug"]) == ["heroin", "opium"] and list(block.items["mass_kg"]) == [12.5, 7]
    assert (block.seizures["lon"][0], block.seizures["lat"][0]) == (62.2, 34.35)
    assert (
        block.seizures["location_precision"][0] == "place"
        and block.seizures["location_method"][0] == "coordinates as reported"
    )
    # Without a point of its own the words say where it was.
    assert (
        not math.isnan(block.seizures["lon"][1]) and block.seizures["location_method"][1] != "coordinates as reported"
    )


def test_a_seizure_that_is_drawn_as_an_area_is_taken_by_its_words_and_that_is_said(tmp_path):
    rows = [("2013-05-17", "Heroin", "12.5", "kg", "Afghanistan", "Herat")] * 2
    block = read(drawn(tmp_path, SEIZURES, rows, [Point(62.2, 34.35), box(62, 34, 63, 35)]))
    (doubt,) = [each for each in block.doubts if each.column == "geometry"]
    assert (doubt.row, doubt.value) == (2, "Polygon") and len(block.items["id"]) == 2
    assert block.seizures["location_method"][1] != "coordinates as reported"


def test_features_without_any_property_are_taken_as_drawn(tmp_path):
    found = areas(read(drawn(tmp_path, (), [(), ()], [Point(1, 1), box(0, 0, 1, 1)])))
    assert [row["kind"] for row in found] == ["point", "boundary"] and len({row["key"] for row in found}) == 2


def test_a_layer_with_days_that_may_be_read_in_two_ways_is_asked_about(tmp_path):
    rows = [("03/04/2013", "Heroin", "5", "kg", "Afghanistan", "Herat")] * 3
    file = drawn(tmp_path, SEIZURES, rows, [Point(62.2, 34.3)] * 3)
    assert [each.field for each in recognise(file).questions(Asked())] == ["date_order"]
    with pytest.raises(SourceError):
        read(file)
    assert read(file, date_order="dmy").seizures["seized_on"][0] == date(2013, 4, 3)


@pytest.mark.parametrize("driver,ending", [("GPKG", "gpkg"), ("GeoJSON", "geojson"), ("ESRI Shapefile", "shp.zip")])
def test_every_format_gives_the_same_areas_in_degrees(tmp_path, driver, ending):
    frame = gpd.GeoDataFrame(
        {"name": ["Nad Ali", "Garmser"], "code": ["x1", "x2"]},
        geometry=[box(63, 31, 64, 32), box(64, 31, 65, 32)],
        crs=4326,
    )
    path = tmp_path / f"districts.{ending}"
    frame.to_file(path, driver=driver)
    path = path.rename(tmp_path / "districts.zip") if ending == "shp.zip" else path
    found = areas(read(open_file(path, tmp_path / "work")))
    assert [(row["name"], row["code"], row["kind"]) for row in found] == [
        ("Nad Ali", "x1", "boundary"),
        ("Garmser", "x2", "boundary"),
    ]
    assert all(shapely.from_wkb(row["geometry"]).equals(shape) for row, shape in zip(found, frame.geometry))


def test_a_table_without_geometry_is_none_and_gets_no_points(tmp_path):
    file = opened(tmp_path, SEIZURES, [("2013-05-17", "Heroin", "5", "kg", "Afghanistan", "Herat")])
    assert recognise(file) is None and with_points(file) == file


def test_a_mapping_can_name_the_points_of_features(tmp_path):
    (sheet,) = with_points(drawn(tmp_path, ("a",), [("1",), ("2",)], [Point(62.25, -34), box(0, 0, 1, 1)])).sheets
    assert sheet.headings == ("a", LON, LAT) and sheet.cell_types[1:] == ("number", "number")
    (block,) = sheet.blocks()
    assert block.column("c1").to_pylist() == ["62.25", ""] and block.column("c2").to_pylist() == ["-34", ""]


def test_a_mapping_given_for_features_takes_their_points_as_places(tmp_path):
    rows = [("2013-05-17", "Heroin", "12.5", "kg", "Afghanistan", "Herat")]
    file = drawn(tmp_path, ("a", "b", "c", "d", "e", "f"), rows, [Point(62.2, 34.35)])
    fields = dict(zip("abcdef", ("date", "drug", "quantity", "unit", "country", "place")))
    asked = Asked(mapping=FileMapping("cases", columns={**fields, LON: "lon", LAT: "lat"}))
    known = recognise_file(file, asked, lookups())
    (block,) = understand_file(file, known, asked, lookups(), gazetteer())
    assert (block.seizures["lon"][0], block.seizures["lat"][0]) == (62.2, 34.35)
    assert block.seizures["location_method"][0] == "coordinates as reported"


def test_points_whose_columns_are_not_sure_are_asked_about_with_a_proposal(tmp_path):
    rows = [("2013-05-17", "Heroin", "12.5 kg"), ("2013-05-18", "Opium", "5 kg")]
    known = recognise_file(drawn(tmp_path, ("p", "q", "r"), rows, [Point(62.2, 34.35)] * 2), Asked(), lookups())
    assert [each.field for each in known.questions] == ["columns"]
    assert known.mapping.columns["p"] == "date" and known.mapping.columns[LON] == "lon"


TWO = MultiPolygon([box(0, 0, 1, 1), box(0.5, 0, 2, 1)])
SHAPES = st.sampled_from((
    None, Point(62, 34), Point(0, 0), LineString([(0, 0), (1, 1)]), box(0, 0, 1, 1), BOW, Polygon(), TWO, Point(500, 0),
    LineString([(1, 1), (1, 1)]), shapely.MultiPoint([(0, 0), (1, 1)]),
    shapely.GeometryCollection([Point(0, 0), box(0, 0, 1, 1)]),
))  # fmt: skip
ROW = st.tuples(
    st.sampled_from(("Nad Ali", "", "Herat")), st.sampled_from(("AFG", "", "Atlantis", "Iran")),
    st.sampled_from(("2010", "", "x", "2030")), st.sampled_from(("2020", "", "2001-02-03")), SHAPES,
    st.sampled_from(("", "", "the geometry is no geometry")),
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(ROW, min_size=1, max_size=12))
def test_every_feature_is_an_area_or_refused_or_blank_and_what_is_kept_is_valid(rows):
    with tempfile.TemporaryDirectory() as folder:
        rows = [*rows, ("last", "AFG", "", "", Point(1, 1), "")]
        problems = {at: row[5] for at, row in enumerate(rows) if row[5]}
        shapes = [row[4] for row in rows]
        file = drawn(
            Path(folder),
            ("name", "iso3", "valid_from", "valid_to"),
            [row[:4] for row in rows],
            shapes,
            problems=problems,
        )
        block = read(file)
    kept = areas(block)
    stands = [
        *(row["source_row"] for row in kept),
        *(each.row for each in block.rejected),
        *(each.row for each in block.left_out),
    ]
    assert sorted(stands) == list(range(1, len(rows) + 1)) and block.rows_read == len(rows)
    kinds = {"boundary": "Polygon", "corridor": "LineString", "point": "Point"}
    for row in kept:
        shape = shapely.from_wkb(row["geometry"])
        assert shape.is_valid and not shape.has_z and shape.geom_type.removeprefix("Multi") == kinds[row["kind"]]
        assert row["valid_from"] is None or row["valid_until"] is None or row["valid_from"] <= row["valid_until"]
    assert all(each.reason for each in block.rejected)
    assert not {number for number, row in enumerate(rows, start=1) if row[5] and row[4] in (None, Point(62, 34))} & {
        row["source_row"] for row in kept
    }
