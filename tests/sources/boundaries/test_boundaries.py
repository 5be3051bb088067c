"""Boundaries of districts as an agency has them: codes with their scheme, provinces by ISO 3166-2, contradictions asked about."""

import json
from datetime import date

import geopandas as gpd
import pytest
from shapely.geometry import Point, box, mapping

from monitoring.components.opening import Options
from monitoring.errors import SourceError
from monitoring.sources.files.opened import open_file
from monitoring.sources.reading import Asked
from monitoring.sources.recognise import recognise, understand
from monitoring.vocabulary.gazetteer import gazetteer
from monitoring.vocabulary.lookup import lookups

# Seats of the four provinces whose codes Natural Earth has wrong, and one more: lon, lat.
SEATS = {
    "Bazarak": (69.515, 35.313), "Nili": (66.130, 33.721), "Sharan": (68.730, 33.175), "Gardez": (69.226, 33.597),
    "Argo": (70.45, 37.03),
}  # fmt: skip
DISTRICTS = [
    ("Bazarak", "AF0801", "Panjshir", "AF08"), ("Nili", "AF2401", "Daykundi", "AF24"),
    ("Sharan", "AF1201", "Paktika", "AF12"), ("Gardez", "AF1301", "Paktya", "AF13"), ("Argo", "AF1703", "Badakhshan", "AF17"),
]  # fmt: skip
SAID = Asked(source="boundaries", level="2", scheme="cod-ab", valid_from=date(2010, 1, 1))


def frame(*rows: tuple[str, str, str, str]) -> gpd.GeoDataFrame:
    names = ("ADM2_EN", "ADM2_PCODE", "ADM1_EN", "ADM1_PCODE")
    cells = [dict(zip(names, row)) | {"ADM0_EN": "Afghanistan", "ADM0_PCODE": "AF"} for row in rows]
    shapes = [box(lon - 0.01, lat - 0.01, lon + 0.01, lat + 0.01) for lon, lat in (SEATS[row[0]] for row in rows)]
    return gpd.GeoDataFrame(cells, geometry=shapes, crs="EPSG:4326")


@pytest.fixture
def read(tmp_path):
    def run(rows=DISTRICTS, asked=SAID, name="afg_admbnda_adm2.geojson", made=None):
        made = frame(*rows) if made is None else made
        made.to_file(tmp_path / name)
        opened = open_file(tmp_path / name, tmp_path / "work")
        found = recognise(opened, asked, lookups())
        blocks = list(understand(opened, found, asked, lookups(), gazetteer()))
        assert not [reason for block in blocks for reason in block.rejected]
        return [dict(zip(block.areas, line)) for block in blocks for line in zip(*block.areas.values())], blocks

    return run


@pytest.mark.parametrize("name", ["adm2.geojson", "adm2.gpkg", "adm2.shp.zip"])
def test_districts_of_every_kind_of_file_know_their_province_and_their_scheme(read, name):
    areas, _blocks = read(name=name)
    assert {area["code"]: (area["name"], area["admin1"]) for area in areas} == {
        "cod-ab:AF0801": ("Bazarak", "AF-PAN"), "cod-ab:AF2401": ("Nili", "AF-DAY"), "cod-ab:AF1201": ("Sharan", "AF-PKA"),
        "cod-ab:AF1301": ("Gardez", "AF-PIA"), "cod-ab:AF1703": ("Argo", "AF-BDS"),
    }  # fmt: skip
    assert {(area["level"], area["valid_from"], area["country_iso3"]) for area in areas} == {
        ("district", date(2010, 1, 1), "AFG")
    }


@pytest.mark.parametrize(("asked", "words"), [
    (Asked(source="boundaries", scheme="cod-ab"), "--level"), (Asked(source="boundaries", level="2"), "--scheme"),
    (Asked(source="boundaries", level="3", scheme="x y"), "--scheme"),
])  # fmt: skip
def test_level_and_scheme_are_asked_for_and_never_guessed(read, asked, words):
    with pytest.raises(SourceError, match=words):
        read(asked=asked)


def test_provinces_alone_are_no_districts(read):
    made = frame(*DISTRICTS).drop(columns=["ADM2_EN", "ADM2_PCODE"])
    with pytest.raises(SourceError, match="no column has the codes of this level"):
        read(made=made)


@pytest.mark.parametrize(("row", "words"), [
    (("Argo", "AF1503", "Badakhshan", "AF15"), "AF15 is Badakhshan here and Kunar in the scheme cod-ab"),
    (("Argo", "AF2403", "Badakhshan", "AF17"), "does not begin with its province's code AF17"),
    (("Argo", "AF2403", "Badakhshan", "AF24"), "AF24 is at once Badakhshan, Daykundi"),
    (("Argo", "AF1301", "Badakhshan", "AF17"), "AF1301 stands at 2 features"),
])  # fmt: skip
def test_codes_that_contradict_are_named_and_asked_about(read, row, words):
    with pytest.raises(SourceError, match=words) as asked:
        read([*DISTRICTS[:4], row])
    assert "--accept codes" in str(asked.value)
    areas, _blocks = read([*DISTRICTS[:4], row], Asked(**{**vars_of(SAID), "accept": ("codes",)}))
    assert areas[-1]["admin1"] == "AF-BDS"


def test_another_scheme_may_number_otherwise(read):
    areas, _blocks = read([("Argo", "AF1503", "Badakhshan", "AF15")], Asked(**{**vars_of(SAID), "scheme": "fips"}))
    assert (areas[0]["code"], areas[0]["admin1"]) == ("fips:AF1503", "AF-BDS")


def test_a_district_in_another_province_is_asked_about(read):
    swapped = [*DISTRICTS[:2], ("Sharan", "AF1301", "Paktya", "AF13")]
    with pytest.raises(SourceError, match="Sharan names Paktya and lies in Paktika") as asked:
        read(swapped)
    assert "--accept places" in str(asked.value)


def test_without_a_name_a_known_code_of_the_scheme_tells_the_province_and_an_unknown_one_stays_open(read):
    made = frame(*DISTRICTS).drop(columns="ADM1_EN")
    areas, blocks = read(made=made)
    assert [area["admin1"] for area in areas] == [None, "AF-DAY", None, "AF-PIA", "AF-BDS"]
    doubts = [doubt for block in blocks for doubt in block.doubts]
    assert [doubt.value for doubt in doubts] == ["AF08", "AF12"]


def test_an_unknown_spelling_is_a_doubt_and_no_province(read):
    areas, blocks = read([("Argo", "AF9903", "Badakhshanistan", "AF99")])
    assert areas[0]["admin1"] is None
    assert blocks[0].doubts[0].field == "admin1"


def test_points_are_no_boundaries(read, tmp_path):
    made = frame(*DISTRICTS)
    made.loc[0, "geometry"] = Point(*SEATS["Bazarak"])
    with pytest.raises(SourceError, match="lines or points"):
        read(made=made)


def test_boundaries_are_never_recognised_unasked(tmp_path):
    path = tmp_path / "adm2.geojson"
    shape = mapping(box(66, 33, 66.1, 33.1))
    said = {"ADM2_EN": "Nili", "ADM2_PCODE": "AF2401"}
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [
        {"type": "Feature", "properties": said, "geometry": shape}]}))  # fmt: skip
    assert recognise(open_file(path, tmp_path / "work"), Asked(), lookups()).key == "features"


def test_a_day_that_is_none_is_refused():
    assert Options(valid_from="2010").asked().valid_from == date(2010, 1, 1)
    with pytest.raises(SourceError, match="--valid-from"):
        Options(valid_from="soon").asked()


def vars_of(asked: Asked) -> dict:
    return {name: getattr(asked, name) for name in asked.__dataclass_fields__}
