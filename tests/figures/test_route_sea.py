"""A lane keeps to the sea that its ends lie on, is the same way there and back, and is given up where it would be absurd."""

from itertools import pairwise
from math import hypot

from hypothesis import given, settings
from hypothesis import strategies as st

from monitoring.figures import routes
from monitoring.figures.route_paths import screen_bearing
from monitoring.figures.route_sea import lane
from tests.figures.made_legs import NODES, leg, legs
from tests.figures.test_route_paths import apart, on_screen

IRN, SOM, AZE, USA, JPN, KAZ = (54.3, 32.5), (47.0, 2.0), (47.5, 40.4), (-98.5, 39.5), (138.0, 36.5), (67.0, 48.0)
places = st.tuples(st.integers(-180, 180).map(float), st.integers(-60, 70).map(float))


def test_a_country_on_two_seas_takes_the_one_that_leads_there():
    assert all(lat < 30 for _lon, lat in lane(IRN, SOM))
    assert all(lat > 35 for _lon, lat in lane(IRN, AZE))


def test_there_is_the_way_back_turned_round():
    there = lane(IRN, SOM)
    assert there is not None and lane(SOM, IRN) == there[::-1]


def test_a_lane_over_180_degrees_is_whole_both_ways():
    for start, end in ((JPN, USA), (USA, JPN)):
        assert all(abs(b[0] - a[0]) < 90 for a, b in pairwise(lane(start, end)))


def test_no_ship_leaves_the_caspian_sea():
    assert lane(AZE, SOM) is None or all(lon < 46 or lat < 36 for lon, lat in lane(AZE, SOM))


def test_where_no_lane_leads_the_line_is_a_curve_and_does_not_say_lane():
    inland = {"KAZ": KAZ, "UZB": (63.0, 41.8)}
    assert lane(*inland.values()) is None
    row = leg("KAZ", "UZB", sea=True, end_lon=63.0, end_lat=41.8)
    (line,) = routes.collections(legs(row), None, inland)["route-lines"]["features"]
    assert "Sea lane" not in line["properties"]["tip"]


def test_a_leg_by_sea_goes_round_the_land_and_says_that_the_way_is_drawn_by_rule():
    row = leg("IRN", "IND", sea=True)
    (line,) = routes.collections(legs(row), None, NODES)["route-lines"]["features"]
    assert line["properties"]["tip"].endswith("Sea lane drawn by rule, not the ship's course")
    path = line["geometry"]["coordinates"]
    assert any(lat < 25.5 and 57 < lon < 70 for lon, lat in path)
    assert len(path) < 120


def test_two_directions_of_a_lane_are_two_lines():
    rows = (leg("IRN", "IND", sea=True), leg("IND", "IRN", sea=True))
    there, back = (
        one["geometry"]["coordinates"]
        for one in routes.collections(legs(*rows), None, NODES)["route-lines"]["features"]
    )
    at_sea = [point for point in there if 60 < point[0] < 68]
    assert at_sea and all(min(hypot(a - c, b - d) for c, d in back) > 0.2 for a, b in at_sea)


@settings(deadline=None)  # the first answer reads the network
@given(places, places)
def test_an_arrow_at_the_end_of_a_lane_points_along_it(start, end):
    there = {"AFG": start, "IRN": end}
    found = routes.collections(legs(leg("AFG", "IRN", sea=True, end_lon=end[0], end_lat=end[1])), None, there)
    (line,), (arrow,) = found["route-lines"]["features"], found["route-arrows"]["features"]
    path = line["geometry"]["coordinates"]
    assert arrow["geometry"]["coordinates"] == list(path[-1])
    assert apart(arrow["properties"]["bearing"], on_screen(path[-2], path[-1])) < 0.02
    assert apart(arrow["properties"]["bearing"], screen_bearing(path[-2], path[-1])) < 0.02
    assert all(abs(b[0] - a[0]) < 180 for a, b in pairwise(path))  # the longest lane has a piece of 100
