"""Drugs, units and dates: what words mean."""

import csv
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitoring.paths import FACTS
from monitoring.vocabulary.dates import parse_period, period_words
from monitoring.vocabulary.drugs import DRUG_GROUPS, DRUGS, FAMILIES, drug_name, find_drug
from monitoring.vocabulary.folding import fold
from monitoring.vocabulary.markings import readable
from monitoring.vocabulary.units import KINDS, amount_full, amount_words, to_canonical, unit_words

NBSP = "\N{NO-BREAK SPACE}"


def test_all_codes_of_the_vocabulary_have_a_public_name_group_and_colour():
    with (FACTS / "drug_vocabulary.csv").open(encoding="utf-8", newline="") as file:
        codes = {row["code"] for row in csv.DictReader(file)}
    assert {drug.code for drug in DRUGS.values()} == codes
    assert all(drug.group in DRUG_GROUPS and drug.family in FAMILIES for drug in DRUGS.values())


def test_every_spelling_means_one_drug():
    for drug in DRUGS.values():
        for word in (drug.slug, drug.code, drug.name, *drug.aliases):
            assert find_drug(word.upper()) == drug, word


@pytest.mark.parametrize(
    ("slug", "code"),
    [("heroin", "OPI-HER"), ("morphine", "OPI-MOR"), ("opium", "OPI-OPM"), ("methamphetamine", "ATS-MET"),
     ("hashish", "CAN-RES"), ("cannabis_herb", "CAN-HRB"), ("acetic_anhydride", "PRE-AAN"), ("cocaine", "COC-UNS"),
     ("other", "OTH-UNK")],
)  # fmt: skip
def test_names_that_links_rely_on_stay(slug, code):
    assert DRUGS[slug].code == code
    assert drug_name(slug)


def test_an_unknown_drug_is_none_and_not_a_guess():
    assert find_drug("heroine hydrochloridum") is None
    assert find_drug("") is None


@given(st.floats(0, 1e9), st.sampled_from(unit_words()))
def test_a_conversion_can_be_followed(quantity, word):
    amount = to_canonical(quantity, word)
    assert amount.unit == KINDS[amount.kind]
    assert amount.quantity == quantity * amount.factor
    assert amount.factor_source


@pytest.mark.parametrize(
    ("quantity", "unit", "kind", "expected"),
    [(2, "t", "mass", 2000), (10, "lb", "mass", 4.53592), (500, "g", "mass", 0.5), (5, "gal", "volume", 18.92705),
     (250, "ml", "volume", 0.25), (3, "Tablets", "count", 3), (7, "plants", "plants", 7), (2, "ha", "area", 20_000)],
)  # fmt: skip
def test_known_conversions(quantity, unit, kind, expected):
    amount = to_canonical(quantity, unit)
    assert (amount.kind, amount.quantity) == (kind, pytest.approx(expected))


@pytest.mark.parametrize(
    ("quantity", "unit"), [(1, "bags"), (-1, "kg"), (float("nan"), "kg"), (float("inf"), "kg"), (1, "")]
)
def test_what_is_not_an_amount_is_refused(quantity, unit):
    with pytest.raises(ValueError):
        to_canonical(quantity, unit)


@pytest.mark.parametrize(
    ("mass_kg", "words"),
    [(0, "0 kg"), (0.4, "400 g"), (0.9999, "1 kg"), (7.54, "7.5 kg"), (33, "33 kg"), (985, "985 kg"), (999.7, "1 t"),
     (1200, "1.2 t"), (9960, "10 t"), (22_400, "22 t"), (116_500, "120 t"), (1.6e6, "1.6 kt")],
)  # fmt: skip
def test_weights_on_the_screen(mass_kg, words):
    assert amount_words(mass_kg, "mass") == words.replace(" ", NBSP)


def test_litres_stay_litres():
    assert amount_words(20_520, "volume") == f"20,520{NBSP}l"
    assert amount_full(116_500, "mass") == f"116,500{NBSP}kg"


@given(st.dates())
def test_a_date_contains_itself(day):
    for text, precision in ((f"{day:%Y-%m-%d}", "day"), (f"{day:%Y-%m}", "month"), (f"{day:%Y}", "year")):
        if len(text.split("-")[0]) == 4:
            period = parse_period(text)
            assert period.first <= day <= period.last
            assert period.precision == precision


@given(st.text(max_size=12))
def test_what_is_not_a_date_is_a_value_error(text):
    try:
        parse_period(text)
    except ValueError:
        return
    assert text.isascii()


def test_periods_are_said_as_coarsely_as_they_allow():
    assert period_words(date(2015, 1, 1), date(2026, 12, 31)) == "2015 to 2026"
    assert period_words(date(2014, 3, 1), date(2014, 3, 31)) == "Mar 2014"
    assert period_words(date(2014, 3, 2), date(2015, 3, 31)) == "2 Mar 2014 to 31 Mar 2015"
    assert period_words(date(2015, 1, 1), None) == "since 2015"
    assert period_words(None, None) == "at any time"


@given(st.text(max_size=30))
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(("one", "other"), [("Kapıkule", "KAPIKULE"), ("Chābahār", "chabahar"), ("تهران", "تِهران")])
def test_spellings_that_mean_the_same_compare_equal(one, other):
    assert fold(one) == fold(other)


def test_no_audience_reads_above_itself():
    assert readable("public") == ("public",)
    assert readable("restricted") == ("public", "partner", "restricted")
    with pytest.raises(KeyError):
        readable("Restricted")
