import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitoring.language import use_language
from monitoring.paths import FACTS
from monitoring.vocabulary.admin1 import ADMIN1, admin1_name, find_admin1
from monitoring.vocabulary.countries import COUNTRIES


def test_every_province_named_in_the_seizures_is_found():
    with (FACTS / "seizure_events.csv").open(encoding="utf-8", newline="") as file:
        pairs = {(line["country_iso3"], line["admin1"]) for line in csv.DictReader(file) if line["admin1"]}
    assert len(pairs) > 50
    assert not [pair for pair in sorted(pairs) if find_admin1(*pair) is None]


@pytest.mark.parametrize("iso3, word, code", [
    ("IRN", "Sistan and Baluchestan", "IR-11"), ("IRN", "Tehran", "IR-23"), ("IRN", "Khorasan-e Razavi", "IR-09"),
    ("UZB", "Surxondaryo", "UZ-SU"), ("UZB", "Surkhandarya", "UZ-SU"), ("GBR", "England", "GB-ENG"),
    ("TJK", "Leninabad", "TJ-SU"), ("TJK", "Viloyati Khatlon", "TJ-KT"), ("KAZ", "South Kazakhstan", "KZ-61"),
    ("KAZ", "Shymkent", "KZ-79"), ("AFG", "Helmand Province", "AF-HEL"), ("AFG", "Hilmand", "AF-HEL"),
    ("AFG", "Paktia", "AF-PIA"), ("AFG", "Paktiya", "AF-PIA"), ("AFG", "Paktika", "AF-PKA"),
    ("AFG", "Daikundi", "AF-DAY"), ("AFG", "Panjshir", "AF-PAN"), ("AFG", "Parwan", "AF-PAR"),
    ("AFG", "هلمند", "AF-HEL"), ("PAK", "FATA", "PK-KP"), ("PAK", "Baluchistan", "PK-BA"), ("KEN", "Mombasa", "KE-28"),
    ("RUS", "Moscow", "RU-MOW"), ("RUS", "Moscow region", "RU-MOS"), ("UKR", "Kiev", "UA-30"), ("UKR", "Odessa", "UA-51"),
    ("AZE", "Nakhchivan", "AZ-NX"), ("BGR", "Sofia", "BG-23"), ("LKA", "Western", "LK-1"), ("UKR", "Crimea", "UA-43"),
])  # fmt: skip
def test_usual_spellings_lead_to_the_code_of_today(iso3, word, code):
    assert find_admin1(iso3, word) == code


@pytest.mark.parametrize("iso3, word", [
    ("UZB", "Tashkent"), ("KAZ", "Almaty"), ("MOZ", "Maputo"), ("AFG", "Southern Province"), ("AFG", "Tehran"),
    ("IRN", ""), ("AFG", "province"), ("XXX", "Kabul"), ("AZE", "Lankaran"), ("IRN", "Khorasan"),
])  # fmt: skip
def test_what_could_be_two_provinces_or_none_is_not_guessed(iso3, word):
    assert find_admin1(iso3, word) is None


def test_shown_names_are_unique_within_a_country():
    named = [(unit.iso3, unit.name_en) for unit in ADMIN1.values()]
    assert not sorted({pair for pair in named if named.count(pair) > 1})


@given(st.sampled_from(sorted(ADMIN1)))
def test_every_code_and_shown_name_leads_back_to_its_province(code):
    unit = ADMIN1[code]
    assert find_admin1(unit.iso3, code) == code and find_admin1(unit.iso3, unit.name_en.upper()) == code
    assert unit.iso3 in COUNTRIES and unit.status in ("iso", "exception")


def test_a_name_is_said_in_arabic_where_there_is_one():
    with use_language("ar"):
        assert admin1_name("AF-HEL") == "هلمند" and admin1_name("KZ-62") == "Ulytau"
