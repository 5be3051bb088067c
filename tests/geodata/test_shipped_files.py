import csv
import gzip
import hashlib
import json
import tomllib

import pytest

from monitoring.paths import BROWSER_GEODATA, FACTS, GEODATA
from monitoring.vocabulary.admin1 import ADMIN1
from monitoring.vocabulary.countries import COUNTRIES

FILES = sorted(BROWSER_GEODATA.glob("*.json"))
# Upper bounds in kilobytes, compressed: what the first view needs, and what is fetched only when one looks closer or away.
FIRST = {"countries-mid": 180, "admin1": 150, "lines": 58, "labels": 40, "lakes": 10, "rivers": 28}
LATER = {"countries-low": 75, "countries-high": 820, "lines-high": 160}


@pytest.fixture(scope="module")
def sources():
    return tomllib.loads((GEODATA / "SOURCES.toml").read_text("utf-8"))


def features(name):
    return json.loads((BROWSER_GEODATA / f"{name}.json").read_text("utf-8"))["features"]


def test_checksums_in_sources_toml_are_those_of_the_files(sources):
    for one in sources["artefact"]:
        assert hashlib.sha256((GEODATA / one["file"]).read_bytes()).hexdigest() == one["sha256"], one["file"]
        assert set(one["packages"]) <= set(sources["package"]) and one["licence"] and one["transformation"]


def test_every_built_file_is_named_in_sources_toml(sources):
    named = {one["file"] for one in sources["artefact"]}
    folders = ("boundaries/*", "browser/*", "hand/*", "*.csv", "*.parquet")
    built = [path for pattern in folders for path in GEODATA.glob(pattern)]
    assert {str(path.relative_to(GEODATA)) for path in built} == named


def test_packages_are_those_of_the_lock_file(sources):
    lock = json.loads((GEODATA / "package-lock.json").read_text("utf-8"))["packages"]
    for name, package in sources["package"].items():
        if package["kind"] == "npm":
            locked = lock[f"node_modules/{name}"]
            assert (locked["version"], locked["integrity"]) == (package["version"], f"sha512-{package['sha512']}")
    assert not [name for name, entry in lock.items() if "resolved" in entry]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_browser_files_stay_small_and_lead_nowhere(path):
    text = path.read_bytes()
    assert len(gzip.compress(text, 6)) < ({**FIRST, **LATER}[path.stem] * 1000)
    assert b"http" not in text and b"glyph" not in text and b"//" not in text


def test_the_first_view_takes_under_450_kilobytes():
    first = [BROWSER_GEODATA / f"{name}.json" for name in FIRST]
    assert sum(len(gzip.compress(path.read_bytes(), 6)) for path in first) < 450_000


def test_countries_carry_their_code_and_names_at_every_level():
    for level in ("low", "mid", "high"):
        properties = [one["properties"] for one in features(f"countries-{level}")]
        assert {one["iso3"] for one in properties} - {None} == set(COUNTRIES) - {"TKL"}
        assert all(one["name_en"] == COUNTRIES[one["iso3"]].short_en for one in properties if one["iso3"])


def test_provinces_on_the_map_are_known_and_leave_the_line_of_control_alone():
    codes = {one["properties"]["code"] for one in features("admin1")}
    assert codes <= set(ADMIN1) and {"AF-HEL", "IR-11", "TR-30", "UA-43"} <= codes
    assert not codes & {"IN-JK", "IN-LA", "PK-JK", "PK-GB"}


def test_lines_have_a_kind_and_a_level():
    seen = {
        (one["properties"]["kind"], one["properties"]["level"]) for one in features("lines") + features("lines-high")
    }
    assert seen == {(kind, level) for kind in ("international", "undetermined", "line_of_control")
                    for level in ("low", "mid", "high")}  # fmt: skip


def test_labels_name_every_kind_in_both_languages_with_a_zoom():
    labels = [one["properties"] for one in features("labels")]
    assert {one["kind"] for one in labels} == {"country", "sea", "city"}
    assert all(one["name_en"] and one["min_zoom"] is not None and one["rank"] for one in labels)
    assert all(one["name_ar"] for one in labels if one["kind"] != "city")
    kosovo = next(one for one in labels if one["kind"] == "country" and one["iso3"] == "XKX")
    assert "1244" in kosovo["name_en"] and "1244" in kosovo["name_ar"]


def test_sea_areas_say_that_they_are_label_points_and_claim_no_word_twice():
    with (GEODATA / "sea_areas.csv").open(encoding="utf-8", newline="") as file:
        areas = list(csv.DictReader(file))
    words = [word.casefold() for area in areas for word in dict.fromkeys(area["matches"].casefold().split("|"))]
    assert all("label point drawn by us" in area["note"] for area in areas) and len(words) == len(set(words))
    with (FACTS / "seizure_events.csv").open(encoding="utf-8", newline="") as file:
        reported = {line["place_as_reported"].casefold() for line in csv.DictReader(file) if not line["country_iso3"]}
    assert reported - set(words) == {"international waters, middle east (ctf 150 area)"}  # names no sea
