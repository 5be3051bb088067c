"""What a symbol says: size the amount, shape the precision, nothing where only a country is known."""

import json
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitoring.figures import seizures
from tests.figures.made import items


@pytest.mark.parametrize(("kg", "px"), [(0, 6), (50, 9), (500, 14), (5_000, 22), (14_000, 28), (116_500, 28)])
def test_the_diameters_of_the_visual_design(kg, px):
    assert seizures.diameter_px(kg, "mass") == px


def test_an_unknown_weight_gets_the_smallest_symbol():
    assert seizures.diameter_px(float("nan"), "mass") == 6


@given(st.lists(st.floats(0, 1e9), min_size=2), st.sampled_from(["mass", "count"]))
def test_more_never_looks_smaller(amounts, size):
    widths = [seizures.diameter_px(amount, size) for amount in sorted(amounts)]
    assert all(one <= other for one, other in pairwise(widths))


@pytest.mark.parametrize("size", ["mass", "count"])
def test_the_legend_is_drawn_by_the_function_that_draws_the_map(size):
    amounts = {"mass": (1, 500, 2_000, 10_000), "count": (1, 5, 20, 50)}[size]
    drawn = [entry["diameter_px"] for entry in seizures.legend("light", size)[0]["entries"]]
    assert drawn == [round(seizures.diameter_px(amount, size), 1) for amount in amounts]


def test_a_place_is_a_dot_a_province_a_ring_a_sea_area_a_symbol_of_its_own():
    frame = items({}, {"location_precision": "admin1", "admin1_name": "Herat"},
                  {"location_precision": "sea_area", "sea_area": "Arabian Sea", "country": None})  # fmt: skip
    parts = [(f["properties"]["shape"], f["properties"]["part"]) for f in seizures.points(frame)["features"]]
    assert sorted(parts) == [("dot", "disc"), ("ring", "disc"), ("ring", "hole"), ("sea", "disc")]


def test_a_seizure_known_only_by_country_is_not_drawn():
    frame = items({}, {"location_precision": "country"}, {"lon": None, "lat": None})
    assert len(seizures.points(frame)["features"]) == 1


def test_the_largest_is_drawn_first():
    frame = items({"mass_kg": 1.0}, {"mass_kg": 9_000.0}, {"mass_kg": 90.0, "location_precision": "admin1"})
    drawn = sorted(seizures.points(frame)["features"], key=lambda f: f["properties"]["sort"])
    assert [f["properties"]["id"] for f in drawn] == ["i1", "i2", "i2", "i0"]
    assert drawn[2]["properties"]["part"] == "hole"


def test_at_one_point_a_symbol_is_drawn_only_where_its_colour_can_be_seen():
    many = [{"mass_kg": 1_000.0 + n, "location_precision": "sea_area", "sea_area": "Gulf of Oman"} for n in range(30)]
    drawn = seizures.points(items(*many, {"mass_kg": 1.0, "location_precision": "sea_area"}))["features"]
    widths = [feature["properties"]["d"] for feature in drawn]
    assert len(drawn) == 2 and widths[0] - widths[1] >= seizures.APART_PX


def test_a_symbol_that_is_not_drawn_gives_its_seizures_to_the_one_that_covers_it():
    found = [f["properties"] for f in seizures.points(items({"mass_kg": 900.0}, {"mass_kg": 890.0}))["features"]]
    assert [json.loads(one["ids"]) for one in found] == [["s0", "s1"]]
    assert found[0]["said"] == 1, "the tip tells of the larger one; the map adds how many more there are"


def test_symbols_at_different_points_hide_nothing():
    assert len(seizures.points(items({}, {"lon": 26.4}))["features"]) == 2


def test_with_letters_the_legend_explains_them():
    entries = seizures.legend("light", families=["heroin"], codes=True)[-1]["entries"]
    assert [entry["label"] for entry in entries] == ["He Heroin"]


def test_by_count_the_seizures_of_a_drug_at_a_place_share_a_symbol():
    frame = items({}, {"mass_kg": 6.0}, {"drug": "opium", "lon": 26.4}, {"seizure_id": "s0", "mass_kg": None})
    found = {f["properties"]["id"]: f["properties"] for f in seizures.points(frame, "count")["features"]}
    heroin = found["26.32000,41.72000,heroin"]
    assert json.loads(heroin["ids"]) == ["s0", "s1"]
    assert "2 seizures" in heroin["tip"] and "50" in heroin["tip"]
    assert len(found) == 2


def test_an_empty_frame_draws_nothing():
    assert seizures.points(items())["features"] == []


def test_litres_are_named_and_drawn_at_the_smallest_size():
    frame = items({"drug": "acetic_anhydride", "kind": "volume", "quantity": 20_520.0, "mass_kg": None})
    properties = seizures.points(frame)["features"][0]["properties"]
    assert properties["d"] == 6 and "20,520" in properties["tip"]


def test_every_feature_is_plain_json():
    json.dumps(seizures.points(items({}, {"place_reported": None, "country": None})), allow_nan=False)
