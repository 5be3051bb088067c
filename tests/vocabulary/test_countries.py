from datetime import date

import pycountry
import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitoring.language import LANGUAGES, use_language
from monitoring.vocabulary.countries import (
    COUNTRIES,
    FORMER,
    country_name,
    country_name_on,
    find_country,
    fold,
    name_in,
)


def test_every_iso_country_is_there_and_kosovo_with_its_note():
    assert set(COUNTRIES) == {country.alpha_3 for country in pycountry.countries} | {"XKX"}
    assert "1244" in COUNTRIES["XKX"].note and COUNTRIES["XKX"].m49 is None


def test_every_country_has_codes_and_names():
    for country in COUNTRIES.values():
        assert len(country.iso2) == 2 and country.name_en and country.short_en and country.name_ar, country
        assert country.region or country.iso3 == "ATA"
    assert {c.iso3 for c in COUNTRIES.values() if c.m49 is None} == {"TWN", "XKX"}


def test_arabic_names_carry_no_vowel_signs():
    assert not [c.name_ar for c in COUNTRIES.values() if any("\u064b" <= letter <= "\u0652" for letter in c.name_ar)]


@pytest.mark.parametrize("iso3, name", [("TUR", "Türkiye"), ("MKD", "North Macedonia"), ("CZE", "Czechia"),
                                        ("IRN", "Iran (Islamic Republic of)"), ("XKX", "Kosovo (under UNSCR 1244)"),
                                        ("SWZ", "Eswatini"), ("VNM", "Viet Nam")])  # fmt: skip
def test_names_are_those_the_united_nations_use(iso3, name):
    assert country_name(iso3) == name


def test_a_name_is_said_in_the_language_of_the_reader():
    with use_language("ar"):
        assert country_name("AFG") == "أفغانستان"


@pytest.mark.parametrize("word, iso3", [
    ("Iran", "IRN"), ("IRAN (ISLAMIC REPUBLIC OF)", "IRN"), ("Turkey", "TUR"), ("turkiye", "TUR"), ("Tanzania", "TZA"),
    ("UK", "GBR"), ("United Kingdom", "GBR"), ("USA", "USA"), ("U.S.A.", "USA"), ("af", "AFG"), ("afg", "AFG"),
    ("أفغانستان", "AFG"), ("افغانستان", "AFG"), ("إيران", "IRN"), ("Kosovo under UNSCR 1244", "XKX"), ("XK", "XKX"),
    ("the former Yugoslav Republic of Macedonia", "MKD"), ("The Netherlands", "NLD"), ("Cote d’Ivoire", "CIV"),
    ("China (The People's Republic of)", "CHN"), ("Bosnia & Herzegovina", "BIH"), ("DRC", "COD"), ("سوريا", "SYR"),
])  # fmt: skip
def test_usual_ways_of_writing_a_country_are_understood(word, iso3):
    assert find_country(word) == iso3


@pytest.mark.parametrize("word", ["", "Korea", "Europe", "Atlantis", "Virgin Islands", "none"])
def test_what_is_not_one_country_is_not_guessed(word):
    assert find_country(word) is None


@given(st.sampled_from(sorted(COUNTRIES)))
def test_every_code_and_name_leads_back_to_its_country(iso3):
    country = COUNTRIES[iso3]
    for word in (country.iso2, country.iso3, country.name_en, country.short_en, country.name_ar, *country.aliases):
        assert find_country(word) == iso3 and find_country(word.upper()) == iso3


@given(st.text())
def test_folding_twice_is_folding_once(word):
    assert fold(fold(word)) == fold(word)


@pytest.mark.parametrize(
    ("iso3", "day", "name"),
    [
        ("TUR", date(2022, 5, 31), "Turkey"), ("TUR", date(2022, 6, 1), "Türkiye"),
        ("MKD", date(2019, 2, 11), "the former Yugoslav Republic of Macedonia"), ("MKD", date(2019, 2, 12), "North Macedonia"),
        ("TJK", date(1999, 1, 1), "Tajikistan"),
    ],
)  # fmt: skip
def test_a_name_is_the_one_of_its_day(iso3, day, name):
    assert country_name_on(iso3, day) == name


def test_a_name_that_did_not_change_in_a_language_is_constant_there():
    with use_language("ar"):
        assert country_name_on("TUR", date(2010, 1, 1)) == country_name("TUR") == "تركيا"


@pytest.mark.parametrize("spoken", sorted(LANGUAGES))
def test_every_country_has_a_name_in_every_language_of_the_interface(spoken):
    assert all(name_in(iso3, spoken) for iso3 in COUNTRIES)


def test_our_own_names_win_over_those_of_cldr():
    assert name_in("FRA", "ru") == "Франция" and name_in("RUS", "ru") == "Российская Федерация"
    assert "1244" in name_in("XKX", "fr") and name_in("CIV", "en") == "Côte d'Ivoire"


def test_codes_of_the_past_lead_to_codes_of_today():
    for code, (name, after) in FORMER.items():
        assert code not in COUNTRIES and name and after and set(after) <= set(COUNTRIES)
