"""Symbols that are sums: nothing lost, nothing moved to where nothing was seized, never too many, and said to be sums."""

import json

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitoring.figures import seizure_sums
from monitoring.figures.seizure_sums import MOST_FEATURES, collection, size_title, symbols

AT = st.sampled_from([20.0, 20.04, 20.2, 55.5, -70.0])
GROUP = st.fixed_dictionaries({
    "lon": AT, "lat": AT, "drug": st.sampled_from(["heroin", "opium", "cocaine"]),
    "precision": st.sampled_from(["place", "admin1", "sea_area"]), "seizures": st.integers(1, 300),
    "mass_kg": st.none() | st.floats(0.001, 50_000),
})  # fmt: skip


def groups_of(rows: list[dict]) -> pd.DataFrame:
    """Groups as measures.at_points gives them, each point, drug and precision once."""
    keys = ["lon", "lat", "drug", "precision"]
    frame = pd.DataFrame(rows, columns=[*keys, "seizures", "mass_kg"]).drop_duplicates(keys, ignore_index=True)
    frame["mass_kg"] = frame["mass_kg"].astype("float64")
    frame["weighed"] = np.where(frame["mass_kg"].notna(), frame["seizures"], 0)
    frame["row"] = np.arange(len(frame))
    return frame.astype({"seizures": "int64"})


def many(number: int, **different) -> pd.DataFrame:
    """Groups at as many points, a fiftieth of a degree apart."""
    side = int(number**0.5) + 1
    return groups_of([
        {"lon": n % side / 50, "lat": n // side / 50, "drug": "heroin", "precision": "place", "seizures": 1 + n % 7,
         "mass_kg": float(n % 100)} | different
        for n in range(number)
    ])  # fmt: skip


def drawn(found, groups) -> list[dict]:
    """The properties of the discs of a collection."""
    held = np.bincount(found.of_group, weights=groups["seizures"], minlength=len(found.frame)).astype(int)
    names = pd.DataFrame(
        {"place_reported": "Bogotá", "country": "Colombia", "admin1_name": None, "sea_area": None,
         "location_precision": found.frame["precision"]}
    )  # fmt: skip
    features = collection(found, held, names)["features"]
    json.dumps(features, allow_nan=False)
    return [one["properties"] for one in features if one["properties"]["part"] == "disc"]


@settings(max_examples=40, deadline=None)
@given(st.lists(GROUP, max_size=40), st.sampled_from(["mass", "count"]))
def test_the_seizures_of_all_symbols_are_those_of_all_groups(rows, size):
    groups = groups_of(rows)
    found = symbols(groups, size)
    assert sum(one["n"] for one in drawn(found, groups)) == groups["seizures"].sum()
    assert found.cell_deg is None


@settings(max_examples=40, deadline=None)
@given(st.lists(GROUP, max_size=40), st.sampled_from(["mass", "count"]))
def test_a_group_is_shown_at_its_own_point_and_precision(rows, size):
    groups = groups_of(rows)
    found = symbols(groups, size)
    for name in ("lon", "lat", "precision"):
        assert groups[name].tolist() == found.frame[name].iloc[found.of_group].tolist()


@pytest.mark.parametrize("size", ["mass", "count"])
def test_beyond_the_limit_the_points_of_a_cell_share_one_that_is_in_the_data_and_no_seizure_is_lost(size, monkeypatch):
    monkeypatch.setattr(seizure_sums, "MOST_FEATURES", 300)
    groups = many(3_000)
    found = symbols(groups, size)
    assert 0 < len(found.frame) <= 300 and found.cell_deg
    assert found.frame["seizures"].sum() == groups["seizures"].sum()
    assert found.frame["points"].sum() == len(groups)
    assert found.frame["mass_kg"].sum() == pytest.approx(groups["mass_kg"].sum())
    at = set(zip(groups["lon"], groups["lat"]))
    assert set(zip(found.frame["lon"], found.frame["lat"])) <= at
    away = found.frame[["lon", "lat"]].to_numpy()[found.of_group] - groups[["lon", "lat"]].to_numpy()
    assert np.abs(away).max() <= found.cell_deg
    assert any("more points within" in one["tip"] for one in drawn(found, groups))
    assert "within" in size_title(size, found.cell_deg) and "one point" in size_title(size, None)


def test_there_are_never_more_features_than_the_limit():
    for precision in ("place", "admin1"):
        found = symbols(many(3 * MOST_FEATURES, precision=precision), "count")
        features = len(found.frame) * (2 if precision == "admin1" else 1)
        assert features <= MOST_FEATURES


def test_substances_and_precisions_never_share_a_symbol_of_a_cell(monkeypatch):
    monkeypatch.setattr(seizure_sums, "MOST_FEATURES", 20)
    opium = many(400, drug="opium")
    opium["lon"] += 0.005  # so that one is not covered by the other
    groups = pd.concat([many(400), opium, many(400, precision="sea_area")], ignore_index=True)
    found = symbols(groups, "count")
    shown = found.frame.iloc[found.of_group]
    assert (shown["precision"].to_numpy() == groups["precision"].to_numpy()).all()
    assert (shown["drug"].to_numpy() == groups["drug"].to_numpy()).all() and found.cell_deg


def test_a_symbol_says_how_many_how_much_and_how_many_state_no_weight():
    groups = groups_of(
        [{"lon": 1.0, "lat": 2.0, "drug": "heroin", "precision": "place", "seizures": 12, "mass_kg": 44.0}]
    )
    groups["weighed"] = 9
    (one,) = drawn(symbols(groups, "mass"), groups)
    assert one["tip"].split("\n") == [
        "Heroin: 12 seizures",
        "44\N{NO-BREAK SPACE}kg together",
        "3 without a weight",
        "Bogotá, Colombia",
    ]
    assert json.loads(one["ids"]) == [one["id"]] and one["id"].startswith(seizure_sums.PREFIX)


def test_a_symbol_counts_what_it_covers_beyond_what_its_tip_says():
    rows = [{"lon": 1.0, "lat": 2.0, "drug": slug, "precision": "place", "seizures": 5, "mass_kg": mass}
            for slug, mass in (("heroin", 100.0), ("opium", 99.0))]  # fmt: skip
    groups = groups_of(rows)
    (one,) = drawn(symbols(groups, "mass"), groups)
    assert (one["said"], one["n"]) == (5, 10)
    assert one["tip"].split("\n")[-1] == "covers Opium"


def test_nothing_is_drawn_of_nothing():
    assert drawn(symbols(groups_of([]), "mass"), groups_of([])) == []
