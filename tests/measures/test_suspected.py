"""Seizures that may be one: the quick search finds what the slow and obvious one finds."""

import time

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitoring.measures.suspected import COLUMNS, NEIGHBOURS, suspected_duplicates

BASE = {
    "seizure": "a", "seized_on": pd.Timestamp("2011-06-29"), "country_iso3": "MUS", "admin1": None, "place": "grand port",
    "lon": None, "lat": None, "drug_code": "OPI-BUP", "kind": "mass", "quantity": 2.786, "quantity_reported": 2.786,
    "channel": "customs",
}  # fmt: skip


def frame(*changes: dict) -> pd.DataFrame:
    rows = [BASE | {"seizure": f"s{at}"} | change | {"row": at + 10} for at, change in enumerate(changes)]
    found = pd.DataFrame(rows, columns=["row", *BASE])
    return found.astype({"lon": float, "lat": float, "quantity": float, "quantity_reported": float})


def pairs(items, **given):
    return [
        tuple(line) for line in suspected_duplicates(items, **given)[["first", "second", "why", "where"]].to_numpy()
    ]


def test_tablets_pasted_as_a_weight_are_suspected():
    items = frame({"kind": "count", "quantity": 2786, "quantity_reported": 2786}, {"channel": "police"})
    assert pairs(items) == [(10, 11, "same_digits", "place")]


def test_amounts_within_two_per_cent_at_one_place_are_suspected():
    items = frame(*({"quantity": kg, "quantity_reported": kg} for kg in (100, 101.9, 104.5)))
    assert pairs(items) == [(10, 11, "near_amount", "place")]


@pytest.mark.parametrize("change", [
    {"seized_on": pd.Timestamp("2011-06-30")}, {"place": "port louis"}, {"drug_code": "OPI-HER"}, {"country_iso3": "MDG"},
    {"quantity": 3.0, "quantity_reported": 3.0}, {"seizure": "s0"}, {"quantity": np.nan, "quantity_reported": np.nan},
])  # fmt: skip
def test_another_day_place_drug_country_or_amount_and_items_of_one_seizure_are_not(change):
    assert pairs(frame({}, change)) == []


def test_a_place_that_only_one_names_is_made_up_for_by_the_province():
    assert pairs(frame({"admin1": "MU-GP"}, {"admin1": "MU-GP", "place": ""})) == [(10, 11, "same_amount", "admin1")]
    assert pairs(frame({"admin1": "MU-GP", "place": ""}, {"admin1": "MU-GP", "place": None})) == []
    assert pairs(frame({"admin1": "MU-GP"}, {"admin1": "MU-PL", "place": ""})) == []


def test_one_point_under_two_names_is_one_place():
    at = {"lon": 57.7, "lat": -20.4}
    assert pairs(frame(at, {**at, "place": "mahebourg"})) == [(10, 11, "same_amount", "point")]


def test_short_numbers_in_another_unit_are_no_sign():
    assert (
        pairs(frame({"quantity": 5, "quantity_reported": 5}, {"kind": "count", "quantity": 5, "quantity_reported": 5}))
        == []
    )


def test_another_channel_counts_for_more_and_the_likeliest_stand_first():
    found = suspected_duplicates(
        frame(
            {}, {"channel": "police"}, {"place": "x"}, {"place": "x"}, {"place": "y"}, {"place": "y", "quantity": 2.79}
        )
    )
    assert found["score"].is_monotonic_decreasing and found["score"].nunique() == 3
    assert list(found["first"]) == [10, 12, 14]


def test_only_pairs_that_touch_new_items_are_given_when_asked():
    items = frame({}, {}, {"place": "x"}, {"place": "x"})
    assert pairs(items, only_new=np.array([False, False, True, False])) == [(12, 13, "same_amount", "place")]
    assert pairs(items, only_new=np.zeros(4, dtype=bool)) == []


def test_no_items_give_an_empty_frame_with_all_columns():
    found = suspected_duplicates(frame())
    assert found.empty and dict(found.dtypes.astype(str)) == COLUMNS


ITEM = st.fixed_dictionaries({
    "seizure": st.sampled_from("abcdefgh"), "seized_on": st.sampled_from((pd.Timestamp("2020-01-01"), pd.Timestamp("2020-01-02"))),
    "country_iso3": st.sampled_from(("AFG", None)), "admin1": st.sampled_from(("AF-HEL", "AF-KAN", None)),
    "place": st.sampled_from(("kabul", "herat", "", None)), "lon": st.sampled_from((None, 60.0, 61.0)),
    "kind": st.sampled_from(("mass", "count", None)), "quantity": st.sampled_from((1.0, 1.01, 2.786, 2786.0, 2780.0, 0.0, None)),
    "channel": st.sampled_from(("customs", "police", None)),
})  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(st.lists(ITEM, max_size=NEIGHBOURS + 1), st.integers(0, 2**32))
def test_what_the_slow_and_obvious_way_finds_is_found_and_nothing_else(changes, seed):
    items = frame(*({**each, "lat": each["lon"], "quantity_reported": each["quantity"]} for each in changes))
    new = np.random.default_rng(seed).random(len(items)) < 0.5
    assert sorted(pairs(items, only_new=new)) == sorted(slowly(items, new))


def slowly(items: pd.DataFrame, new: np.ndarray):
    rows = items.astype(object).where(items.notna(), None).to_dict("records")
    for at, one in enumerate(rows):
        for after in range(at + 1, len(rows)):
            other = rows[after]
            same = all(one[name] == other[name] for name in ("seized_on", "country_iso3", "drug_code"))
            if same and one["seizure"] != other["seizure"] and (new[at] or new[after]):
                where, why = _where(one, other), _why(one, other)
                if where and why:
                    yield one["row"], other["row"], why, where


def _where(one, other):
    if one["place"] and one["place"] == other["place"]:
        return "place"
    if one["lon"] is not None and (one["lon"], one["lat"]) == (other["lon"], other["lat"]):
        return "point"
    return (
        "admin1"
        if one["admin1"] and one["admin1"] == other["admin1"] and bool(one["place"]) != bool(other["place"])
        else None
    )


def _why(one, other):
    a, b = one["quantity"], other["quantity"]
    if not (a and b and one["kind"] and other["kind"]):
        return None
    if one["kind"] == other["kind"] and abs(a - b) <= 0.02 * max(a, b):
        return "same_amount" if a == b else "near_amount"
    digits = [f"{value:.8e}".partition("e")[0].replace(".", "").rstrip("0") for value in (a, b)]
    return "same_digits" if digits[0] == digits[1] and len(digits[0]) >= 3 else None


def test_two_hundred_thousand_items_are_searched_within_seconds_also_when_they_are_all_alike():
    rng, count = np.random.default_rng(3), 200_000
    items = pd.DataFrame({
        "row": np.arange(count), "seizure": np.arange(count),
        "seized_on": pd.Timestamp("2011-01-01") + pd.to_timedelta(rng.integers(0, 1460, count), "D"),
        "country_iso3": rng.choice(["COL", "AFG", "RUS"], count), "admin1": rng.choice(["CO-ANT", "AF-HEL"], count),
        "place": rng.choice([*map(str, range(400)), ""], count),
        "lon": np.nan, "lat": np.nan, "drug_code": rng.choice(["COC-UNS", "OPI-HER"], count),
        "kind": "mass", "quantity": rng.choice([1.0, 2.0, 2.5, 7.25], count), "channel": None,
    })  # fmt: skip
    items["quantity_reported"] = items["quantity"]
    for case in (items, items.assign(seized_on=pd.Timestamp("2011-01-01"), place="bogota", country_iso3="COL")):
        start = time.process_time()
        found = suspected_duplicates(case)
        assert time.process_time() - start < 4  # of the processor, so that a busy machine changes little; 1.3 are usual
        assert 0 < len(found) <= 2 * NEIGHBOURS * count
