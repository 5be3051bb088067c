"""Series of prices: what may be joined by a line, and what may not."""

import pandas as pd

from monitoring.measures.afghanistan_prices import FORM_NOT_STATED, latest, price_series, series_list

_TYPES = {
    "place_reported": "str", "country_iso3": "str", "drug": "str", "drug_reported": "str", "form": "str", "level": "str",
    "year": "int64", "period_reported": "str", "value": "float64", "value_low": "float64", "value_high": "float64",
    "unit": "str", "currency": "str", "purity_note": "str", "repeats_year_before": "bool", "confidence": "str",
    "note": "str", "source": "str",
}  # fmt: skip


def priced(*rows: dict) -> pd.DataFrame:
    common = {
        "place_reported": "Afghanistan", "country_iso3": "AFG", "drug": "opium", "level": "farm_gate", "form": "dry",
        "unit": "kg", "currency": "USD", "repeats_year_before": False, "source": "a text", "year": 2010, "value": 169,
    }  # fmt: skip
    made = [common | row for row in rows]
    frame = pd.DataFrame({name: pd.Series([row.get(name) for row in made], dtype="object") for name in _TYPES})
    return price_series(frame.astype(_TYPES))


def test_dry_fresh_unknown_form_and_every_level_are_series_of_their_own():
    found = priced({}, {"form": "fresh"}, {"form": None}, {"level": "not_stated"}, {"level": "wholesale"}, {"value": 2})
    assert found["series"].nunique() == 5
    assert set(found["form"]) == {"dry", "fresh", FORM_NOT_STATED}


def test_carried_values_keep_their_mark():
    found = series_list(priced({"year": 2013}, {"year": 2014, "repeats_year_before": True}))
    assert (found.iloc[0]["prices"], found.iloc[0]["carried"]) == (2, 1)


def test_a_month_or_words_are_not_the_year():
    found = priced(
        {"period_reported": "2010 average"},
        {"period_reported": "August 2010"},
        {"period_reported": "2010, before the ban"},
    )
    assert list(found["whole_year"]) == [True, False, False]


def test_a_range_stays_a_range():
    found = priced({"value": None, "value_low": 30, "value_high": 100}).iloc[0]
    assert pd.isna(found["value"])
    assert (found["low"], found["high"], found["unit"]) == (30, 100, "USD per kg")


def test_a_share_has_no_currency():
    assert priced({"currency": None, "unit": "per cent"}).iloc[0]["unit"] == "per cent"


def test_the_latest_price_is_of_the_year_or_the_last_before_it():
    found = priced(
        {"year": 2010}, {"year": 2018, "value": 94}, {"year": 2018, "value": 80, "period_reported": "May 2018"}
    )
    assert latest(found, 2020)["value"] == 94
    assert latest(found, 2017)["value"] == 169
    assert latest(found, 2009) is None


def test_no_prices_have_the_columns_of_prices():
    assert list(priced()) == list(priced({}))
    assert series_list(priced()).empty
