"""What is drawn together of a country: ranks and ranges of single values, products side by side, legs by direction."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitoring.measures.countries import (
    SEIZED,
    compared,
    headline,
    named_in,
    national_totals,
    overview,
    side_by_side,
    touching,
)

NAMES = list(SEIZED)
AREAS = ["AFG", "IRN", "TJK", "TUR"]
cell = st.tuples(
    st.sampled_from(NAMES[:2]), st.sampled_from(AREAS), st.sampled_from([2019, 2020, 2021]), st.floats(0, 1e6),
    st.sampled_from([0.0, 5.0]),
)  # fmt: skip


def frame(cells):
    rows = {(name, area, year): (low, low + more) for name, area, year, low, more in cells}
    return pd.DataFrame(
        [
            {
                "indicator_id": name,
                "area": area,
                "level": "country",
                "estimator": "UNODC",
                "year": year,
                "low": low,
                "high": high,
            }
            for (name, area, year), (low, high) in rows.items()
        ],
        columns=["indicator_id", "area", "level", "estimator", "year", "low", "high"],
    )


@given(st.lists(cell, max_size=30))
def test_the_headline_is_the_newest_value_and_its_rank_counts_larger_single_values_of_the_same_year(cells):
    known = frame(cells)
    found = headline(known, "TJK", AREAS, NAMES)
    for row in found.itertuples():
        own = known[(known["indicator_id"] == row.indicator_id) & (known["area"] == "TJK")].sort_values("year")
        newest = own.iloc[-1]
        assert (row.year, row.low, row.high) == (newest["year"], newest["low"], newest["high"])
        assert (row.before_year is pd.NA) == (len(own) == 1)
        others = known[
            (known["indicator_id"] == row.indicator_id) & (known["year"] == row.year) & (known["low"] == known["high"])
        ]
        single = newest["low"] == newest["high"]
        if not single or len(others) < 2:
            assert row.rank is pd.NA
        else:
            assert (row.rank, row.of) == (1 + (others["low"] > newest["low"]).sum(), len(others))
    assert set(found["indicator_id"]) == set(known[known["area"] == "TJK"]["indicator_id"])


@given(st.lists(cell, max_size=30))
def test_a_group_has_the_range_of_its_newest_single_values_and_who_has_none_is_missing(cells):
    known = frame(cells)
    found = compared(known, AREAS, AREAS[:3], NAMES[:2])
    assert found[["indicator_id", "area"]].values.tolist() == [[name, area] for name in NAMES[:2] for area in AREAS]
    for row in found.itertuples():
        own = known[(known["indicator_id"] == row.indicator_id) & (known["area"] == row.area)]
        assert (row.year is pd.NA) == own.empty and np.isnan(row.low) == own.empty
        newest = known[known["indicator_id"] == row.indicator_id].sort_values("year").groupby("area").tail(1)
        single = newest[newest["area"].isin(AREAS[:3]) & (newest["low"] == newest["high"])]["low"]
        assert row.group_n == len(single)
        if len(single):
            assert (row.group_min, row.group_max) == (single.min(), single.max())
            assert row.group_median == pytest.approx(single.median())


def test_estimators_are_never_compared_with_each_other():
    known = frame([(NAMES[0], "TJK", 2020, 5.0, 0.0), (NAMES[0], "AFG", 2020, 9.0, 0.0)])
    known = pd.concat([known, known.assign(estimator="other", low=1e9, high=1e9, year=2021).iloc[:1]])
    found = compared(known, ["TJK", "AFG"], ["TJK", "AFG"], NAMES[:1])
    assert found["low"].tolist() == [5.0, 9.0] and found["group_max"].tolist() == [9.0, 9.0]


def test_national_totals_and_records_stand_beside_each_other_and_are_never_added():
    totals = national_totals(
        frame(
            [
                (NAMES[0], "TUR", 2020, 100.0, 0.0),
                (NAMES[0], "TUR", 2021, 1.786, 5.0),
                (NAMES[0], "AFG", 2020, 7.0, 0.0),
            ]
        ),
        ["TUR"],
    )
    records = pd.DataFrame(
        {"drug": ["heroin", "heroin", "heroin", "hashish"], "year": [2020, 2020, 2019, 2020],
         "kind": ["mass", "volume", "mass", "mass"], "seizures": [3, 1, 1, 9], "quantity": [40.0, 11.0, 5.0, 900.0]}
    )  # fmt: skip
    found = side_by_side(totals, records).set_index(["drug", "year"])
    assert found.loc[("heroin", 2020)].tolist() == [100.0, 100.0, 40.0]
    assert found.loc[("heroin", 2021), ["national_low", "national_high"]].tolist() == [1.786, 6.786]
    assert np.isnan(found.loc[("heroin", 2021), "records_kg"]) and np.isnan(found.loc[("heroin", 2019), "national_low"])
    assert len(found) == 3


def test_legs_into_and_out_of_a_country_are_told_apart_and_those_within_it_are_in_neither():
    legs = pd.DataFrame(
        {
            "leg": ["A-B", "B-C", "B-B", "D-B"],
            "start": ["A", "B", "B", "D"],
            "end": ["B", "C", "B", "B"],
            "seizures": [1, 4, 9, 7],
        }
    )
    into, out = touching(legs, "B")
    assert (into["leg"].tolist(), out["leg"].tolist()) == (["D-B", "A-B"], ["B-C"])


@pytest.mark.parametrize(
    ("text", "names", "found"),
    [("KAZ; KGZ; TJK", ["TJK"], True), ("Niger", ["Nigeria"], False), ("Nigeria", ["Niger"], False), (None, ["TJK"], False),
     ("Côte d'Ivoire and others", ["Côte d'Ivoire"], True), ("many", ["a.b"], False)],
)  # fmt: skip
def test_a_country_is_named_by_whole_words_only(text, names, found):
    assert named_in(pd.Series([text], dtype="str"), names).tolist() == [found]


def test_a_country_of_which_nothing_is_known_has_empty_frames_of_the_same_shape():
    empty = frame([])
    assert headline(empty, "NRU", [], NAMES).empty and national_totals(empty, ["NRU"]).empty
    assert compared(empty, ["NRU"], [], NAMES[:1])["year"].isna().all()


def test_an_overview_counts_what_is_there_and_leaves_null_what_is_not():
    cells = frame([(NAMES[0], "TJK", 2019, 5.0, 0.0), (NAMES[0], "TJK", 2021, 7.0, 0.0)])
    values = pd.DataFrame({"area": ["TJK", "TJK", "TUR"], "indicator_id": [NAMES[0], "date_of_something", NAMES[0]]})
    counted = pd.DataFrame({"value": ["TJK", None], "seizures": [15, 2]})
    legs = pd.DataFrame({"start": ["AFG", "TJK", "TJK"], "end": ["TJK", "UZB", "TJK"]})
    prices = pd.DataFrame(
        {
            "country_iso3": ["TJK", "TJK", "TJK"], "drug": ["heroin", "heroin", "opium"], "level": ["retail", "mark_up", "retail"],
            "year": [2000, 2009, 2010], "value": [1.85, 400.0, 3.0], "unit": "gram", "currency": "USD",
        }
    )  # fmt: skip
    promised = pd.DataFrame({"iso3": ["TJK"], "open": [3]})
    found = overview(["TJK", "NRU"], cells, values, counted, legs, prices, promised).set_index("iso3")
    mine = found.loc["TJK"]
    assert (mine["records"], mine["measures"], mine["newest"], mine["routes"], mine["open"]) == (15, 2, 2021, 2, 3)
    assert (mine["price"], mine["price_year"]) == (1.85, 2000)
    none = found.loc["NRU"]
    assert (
        (none["records"], none["routes"], none["open"]) == (0, 0, 0)
        and pd.isna(none["newest"])
        and pd.isna(none["price_year"])
    )
