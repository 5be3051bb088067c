"""The way from the farm gate outwards: every stage says a number or that there is none."""

import pandas as pd
import pytest

from monitoring.measures.afghanistan import national, provinces
from monitoring.measures.farm_gate import STAGES, Known, farm_gate

from .made_observations import observation, observations
from .test_afghanistan_prices import priced

VALUES = ["route", "measure", "period", "value", "value_low", "value_high", "unit", "qualifier", "source"]
INSIDE = ["code", "drug", "seizures", "mass_kg"]


def steps(
    code: str = "AF-HEL", year: int = 2017, rows=(), prices=None, values=(), inside=(), across=(0, float("nan"))
) -> dict:
    seen = observations(observation("AF-HEL", 2017, 144_018), *rows)
    known = Known(
        provinces(seen), national(seen), priced() if prices is None else prices, pd.DataFrame(list(inside), columns=INSIDE),
        across, 30.0, {"IRN": 4}, pd.DataFrame(list(values), columns=VALUES), "this record",
    )  # fmt: skip
    found = farm_gate(known, code, year)
    assert list(dict.fromkeys(step.stage for step in found)) == list(STAGES)
    assert all(step.without or step.value is not None or step.low is not None for step in found)
    assert all(step.source or step.without for step in found)
    return {(step.stage, step.key): step for step in found}


def test_with_nothing_known_every_stage_says_so():
    found = steps("AF-KAB", 2030)
    assert {stage for stage, _key in found} == set(STAGES)
    assert [key for key, step in found.items() if step.value is not None] == [("border", "crossings_IRN")]


@pytest.mark.parametrize(("state", "words"), [("poppy_free", "not zero"), ("grown_no_figure", "no hectare figure")])
def test_a_province_without_hectares_says_which_kind_of_nothing(state, words):
    found = steps("AF-BDG", 2025, [observation("AF-BDG", 2025, None, state=state)])
    assert words in found["province", "area"].without


def test_a_quotation_is_marked():
    found = steps("AF-BDS", 2025, [observation("AF-BDS", 2025, 6_689, confidence="low: third party")])
    assert found["province", "area"].marks == {"quoted"}


def test_a_price_of_another_year_says_so_and_forms_stay_apart():
    prices = priced({"year": 2010}, {"year": 2008, "form": "fresh", "value": 55, "period_reported": "November 2008"})
    found = steps(prices=prices)
    assert (found["farm_gate", "dry"].value, found["farm_gate", "dry"].marks) == (169, {"other_year"})
    assert found["farm_gate", "fresh"].marks == {"other_year", "part_of_year"}
    assert found["farm_gate", "not_stated"].without


def test_seizures_inside_are_by_drug_and_silence_is_no_zero():
    found = steps(inside=[("AF-NAN", "heroin", 2, 10.0), ("AF-NAN", "opium", 1, float("nan"))])
    assert found["seizures", "country_heroin"].value == 10
    assert found["seizures", "country_opium"].without == "Seized, without a stated mass."
    assert "not a zero" in found["seizures", "province"].without


def test_published_values_stand_at_their_routes_and_markets():
    values = [
        ("Balkan", "gross income", "2019-2022", None, 13.9, 21.4, "USD billion", None, "a study"),
        ("EU market", "consumed", "2017", 149, None, None, "t", None, "a report"),
        ("precursors", "seized", "2008", 19, None, None, "t", None, "a page"),
    ]
    found = steps(values=values)
    income = found["routes", "Balkan_0"]
    assert (income.value, income.low, income.high, income.period) == (None, 13.9, 21.4, "2019-2022")
    assert found["markets", "value_1"].value == 149
    assert not [step for step in found.values() if "precursors" in step.title]


def test_carried_wholesale_prices_are_marked_and_retail_is_a_range_of_one_unit():
    abroad = {
        "country_iso3": "NLD",
        "drug": "heroin",
        "form": None,
        "year": 2017,
        "unit": "gram",
        "place_reported": "Netherlands",
    }
    prices = priced(
        {**abroad, "level": "wholesale", "value": 22.23, "repeats_year_before": True},
        {**abroad, "level": "retail", "value": 40}, {**abroad, "level": "retail", "value": 90, "country_iso3": "AUT"},
        {**abroad, "level": "retail", "value": 9_000, "unit": "kg", "country_iso3": "FRA"},
    )  # fmt: skip
    found = steps(prices=prices)
    assert found["markets", "wholesale_NLD"].marks == {"carried"}
    assert (found["markets", "retail"].low, found["markets", "retail"].high) == (40, 90)
    assert "France" not in found["markets", "retail"].note
