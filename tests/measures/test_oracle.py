"""The check against national totals: a sum of cases above what the country reports is seen, and nothing is mixed."""

from datetime import date

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitoring.measures.oracle import COLUMNS, against_totals

CASE = {
    "country_iso3": "IRN", "drug": "opium", "drug_group": "opioids", "seized_on": date(2019, 5, 1),
    "seized_until": date(2019, 5, 1), "mass_kg": 60.0,
}  # fmt: skip
TOTAL = {
    "country_iso3": "IRN", "admin1": None, "area_reported": None, "drug": "opium", "drug_group": "opioids",
    "first_day": date(2019, 1, 1), "last_day": date(2019, 12, 31), "kind": "mass", "mass_kg": 100.0, "edition": "2019-2023",
}  # fmt: skip


def check(cases, totals, level="drug"):
    found = against_totals(
        pd.DataFrame([CASE | each for each in cases], columns=[*CASE]),
        pd.DataFrame([TOTAL | each for each in totals], columns=[*TOTAL]),
    )
    return found[found["level"] == level].to_dict("records")


def test_cases_that_come_to_more_than_the_country_reports_are_above():
    (row,) = check([{}, {}], [{}])
    assert (row["cases_kg"], row["reported_kg"], row["verdict"]) == (120, 100, "above") and row["ratio"] == 1.2


def test_cases_within_the_total_and_its_rounding_are_within():
    assert [row["verdict"] for row in check([{}], [{}])] == ["within"]
    assert [row["verdict"] for row in check([{"mass_kg": 0.9}], [{"mass_kg": 0.0}])] == ["within"]


def test_parts_of_one_edition_are_summed_and_editions_are_kept_apart():
    found = check([{}, {}], [{"mass_kg": 70}, {"mass_kg": 60}, {"edition": "1970-2020", "mass_kg": 110}])
    assert [(row["edition"], row["reported_kg"], row["verdict"]) for row in found] == [
        ("1970-2020", 110, "above"), ("2019-2023", 130, "within"),
    ]  # fmt: skip


@pytest.mark.parametrize("total", [
    {"kind": "volume", "mass_kg": None}, {"admin1": "IR-13"}, {"area_reported": "ATLANTA FIELD OFFICE"}, {"mass_kg": None},
    {"last_day": date(2019, 11, 30)}, {"country_iso3": "IRQ"}, {"drug": "heroin"}, {"country_iso3": None},
])  # fmt: skip
def test_totals_of_another_kind_area_period_country_or_drug_are_no_totals_of_it(total):
    (row,) = check([{}], [total])
    assert (
        row["verdict"] == "no total"
        and pd.isna(row["reported_kg"])
        and pd.isna(row["ratio"])
        and pd.isna(row["edition"])
    )


def test_amounts_of_other_kinds_are_counted_and_not_weighed():
    (row,) = check([{}, {"mass_kg": None}], [{}])
    assert (row["items"], row["without_mass"], row["cases_kg"]) == (2, 1, 60)


def test_a_date_that_leaves_the_year_open_belongs_to_no_year():
    assert check([{"seized_on": date(2018, 3, 21), "seized_until": date(2019, 3, 20)}], [{}]) == []


def test_drugs_that_the_two_name_differently_are_compared_by_their_group():
    cases = [{"drug": "heroin"}, {"drug": "opium"}]
    (row,) = check(cases, [{"drug": "other_opioids"}], level="drug_group")
    assert (row["drug"], row["cases_kg"], row["verdict"]) == ("opioids", 120, "above")


def test_a_name_that_tells_no_drugs_apart_is_compared_by_its_group_alone():
    cases = [{"drug": "cocaine", "drug_group": "cocaine_type", "mass_kg": 500}]
    totals = [
        {"drug": "cocaine", "drug_group": "cocaine_type", "mass_kg": 3},
        {"drug": "cocaine_hydrochloride", "drug_group": "cocaine_type", "mass_kg": 600},
    ]
    assert check(cases, totals) == []
    assert [row["verdict"] for row in check(cases, totals, level="drug_group")] == ["within"]


def test_what_is_furthest_above_comes_first_and_nothing_gives_an_empty_frame_with_all_columns():
    found = against_totals(
        pd.DataFrame([CASE | {"mass_kg": kg, "country_iso3": iso3} for iso3, kg in (("IRN", 150.0), ("PAK", 900.0))]),
        pd.DataFrame([TOTAL, TOTAL | {"country_iso3": "PAK"}]),
    )
    assert list(found["country_iso3"])[:1] == ["PAK"] and list(found["verdict"]) == ["above"] * 4
    empty = against_totals(pd.DataFrame(columns=[*CASE]), pd.DataFrame(columns=[*TOTAL]))
    assert empty.empty and dict(empty.dtypes.astype(str)) == COLUMNS


KG = st.sampled_from((None, 0.5, 10.0, 200.0))
WHO = {
    "country_iso3": st.sampled_from(("IRN", "PAK", None)),
    "drug": st.sampled_from(("opium", "heroin")),
    "mass_kg": KG,
}
CASES = st.lists(st.fixed_dictionaries(WHO), max_size=8)
TOTALS = st.lists(st.fixed_dictionaries(WHO | {"edition": st.sampled_from(("a", "b"))}), max_size=8)


@settings(max_examples=30, deadline=None)
@given(CASES, TOTALS)
def test_every_row_says_what_adding_by_hand_says(cases, totals):
    seen = set()
    for row in check(cases, totals):
        mine = [each for each in cases if (each["country_iso3"], each["drug"]) == (row["country_iso3"], row["drug"])]
        theirs = [each["mass_kg"] for each in totals
                  if (each["country_iso3"], each["drug"], each["edition"]) == (row["country_iso3"], row["drug"], row["edition"])
                  and each["mass_kg"] is not None]  # fmt: skip
        assert row["cases_kg"] == pytest.approx(sum(each["mass_kg"] or 0 for each in mine)) and row["items"] == len(
            mine
        )
        above = bool(theirs) and row["cases_kg"] > max(sum(theirs) * 1.01, sum(theirs) + 1)
        assert row["verdict"] == ("above" if above else "within" if theirs else "no total")
        seen.add((row["country_iso3"], row["drug"]))
    assert seen == {(each["country_iso3"], each["drug"]) for each in cases if each["country_iso3"]}
