"""A leg points where it goes: the arrow, on the screen, whichever way it runs; and what it rests on is never mixed up."""

from itertools import pairwise
from math import atan2, degrees, hypot

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitoring.figures import routes

NODES = {"AFG": (66.0, 34.0), "IRN": (54.3, 32.5), "TUR": (35.4, 39.1), "RUS": (97.0, 62.0), "USA": (-98.5, 39.5),
         "JPN": (138.0, 36.5), "BIH": (17.8, 44.2), "MNE": (19.2, 42.8)}  # fmt: skip
places = st.tuples(st.floats(-179, 179), st.floats(-70, 75))


def frame(*rows: tuple[str, str, str]) -> pd.DataFrame:
    listed = [
        {"route": "Balkan", "from_iso3": a, "to_iso3": b, "basis": c, "mode": "land", "seizures": 4} for a, b, c in rows
    ]
    return pd.DataFrame(listed, columns=["route", "from_iso3", "to_iso3", "basis", "mode", "seizures"])


def on_screen(start, end) -> float:
    (x0, y0), (x1, y1) = routes.to_mercator(start), routes.to_mercator(end)
    return degrees(atan2(x1 - x0, -(y1 - y0))) % 360


def apart(one: float, other: float) -> float:
    return abs((one - other + 180) % 360 - 180)


def test_every_arrow_points_along_the_end_of_its_line_westward_too():
    pairs = [(a, b, "published") for a in NODES for b in NODES if a != b]
    made = routes.legs(frame(*pairs), NODES)
    assert len(made["route-arrows"]["features"]) == len(pairs)
    for line, arrow in zip(made["route-lines"]["features"], made["route-arrows"]["features"], strict=True):
        path = line["geometry"]["coordinates"]
        assert arrow["properties"]["id"] == line["properties"]["id"]
        assert arrow["geometry"]["coordinates"] == path[-1]
        assert apart(arrow["properties"]["bearing"], on_screen(path[-2], path[-1])) < 0.02


def test_a_westbound_arrow_points_west():
    made = routes.legs(frame(("AFG", "TUR", "published")), NODES)
    assert 225 < made["route-arrows"]["features"][0]["properties"]["bearing"] < 315


@given(places, places)
def test_a_curve_heads_for_its_end_the_short_way_and_stops_short_of_it(start, end):
    if hypot(start[0] - end[0], start[1] - end[1]) < 0.5:
        return
    path = routes.curve(start, end, 20)
    assert abs(path[-1][0] - path[0][0]) <= 180.5
    chord = on_screen(path[0], path[-1])
    assert apart(routes.screen_bearing(path[-2], path[-1]), chord) < 45
    copy = min((end[0] + 360 * n for n in (-1, 0, 1)), key=lambda lon: abs(lon - path[-1][0]))
    x, y = routes.to_mercator((copy, end[1]))
    gaps = [hypot(x - a, y - b) for a, b in map(routes.to_mercator, path)]
    assert all(one > other for one, other in pairwise(gaps)) and gaps[-1] > 0


def test_a_leg_across_180_degrees_is_drawn_whole():
    path = routes.legs(frame(("JPN", "USA", "published")), NODES)["route-lines"]["features"][0]["geometry"][
        "coordinates"
    ]
    assert path[-1][0] > 180
    assert all(abs(b[0] - a[0]) < 10 for a, b in pairwise(path))


def test_there_and_back_are_two_lines_apart():
    there, back = routes.curve(NODES["AFG"], NODES["IRN"]), routes.curve(NODES["IRN"], NODES["AFG"])
    (x0, y0), (x1, y1) = (routes.to_mercator(path[len(path) // 2]) for path in (there, back))
    assert hypot(x1 - x0, y1 - y0) * 512 * 2**4 > 10


def test_a_reported_pair_hides_the_published_one_and_that_our_reading():
    made = routes.legs(frame(("AFG", "IRN", "interpreted"), ("AFG", "IRN", "published"), ("AFG", "IRN", "reported"),
                             ("IRN", "TUR", "interpreted"), ("IRN", "TUR", "published")), NODES)  # fmt: skip
    found = {f["properties"]["id"]: f["properties"]["basis"] for f in made["route-lines"]["features"]}
    assert found == {"AFG-IRN": "reported", "IRN-TUR": "published"}


@pytest.mark.parametrize(("seizures", "px"), [(1, 1.5), (2, 2.8), (4, 2.8), (5, 4.8), (9, 4.8), (10, 7.5), (99, 7.5)])
def test_only_reported_lines_have_a_volume(seizures, px):
    assert routes.width_px("reported", seizures) == px
    assert routes.width_px("published", seizures) == 1.8


def test_a_leg_without_a_known_end_is_not_drawn():
    assert routes.legs(frame(("AFG", "ZZZ", "published")), NODES)["route-lines"]["features"] == []


def test_no_legs_give_three_empty_collections():
    assert [made["features"] for made in routes.legs(frame(), NODES).values()] == [[], [], []]


def test_each_basis_has_its_own_pattern():
    layers = {layer["id"]: layer for layer in routes.layers("light", "en")}
    patterns = [str(layers[f"route-{basis}"]["paint"].get("line-dasharray")) for basis in routes.BASES]
    assert len(set(patterns)) == 3
