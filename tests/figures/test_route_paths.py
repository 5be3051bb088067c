"""A line heads for its end and is drawn whole; there and back are two lines; a loop comes back."""

from itertools import pairwise
from math import atan2, cos, degrees, hypot, log, pi, radians, tan

from hypothesis import given
from hypothesis import strategies as st

from monitoring.figures import route_paths as paths

NODES = {"AFG": (66.0, 34.0), "IRN": (54.3, 32.5), "JPN": (138.0, 36.5), "USA": (-98.5, 39.5)}
places = st.tuples(st.floats(-180, 180), st.floats(-70, 78))
arrows = st.sampled_from([0.0, 12.0, 24.75])


def on_map(point):
    """Web Mercator again, from its definition, so that a mistake in the module is not repeated here."""
    lon, lat = point
    return radians(lon), -log(tan(pi / 4 + radians(lat) / 2))


def on_screen(start, end) -> float:
    (x0, y0), (x1, y1) = on_map(start), on_map(end)
    return degrees(atan2(x1 - x0, -(y1 - y0))) % 360


def apart(one: float, other: float) -> float:
    return abs((one - other + 180) % 360 - 180)


def far(one, other) -> float:
    (x0, y0), (x1, y1) = on_map(one), on_map(other)
    return hypot((x1 - x0 + pi) % (2 * pi) - pi, y1 - y0)


@given(places, places, arrows)
def test_a_curve_heads_for_its_end_the_short_way_and_stops_short_of_it(start, end, arrow):
    if paths.apart_px(start, end) < 5:
        return
    path = paths.curve(start, end, arrow)
    assert abs(path[-1][0] - path[0][0]) <= 180.5
    assert apart(on_screen(path[-2], path[-1]), on_screen(path[0], path[-1])) < 45
    gaps = [far(point, end) for point in path[len(path) // 2 :]]
    assert all(one > other for one, other in pairwise(gaps)) and gaps[-1] > 0


@given(places, places, arrows)
def test_the_bearing_is_the_direction_of_the_last_piece_on_the_map(start, end, arrow):
    path = paths.curve(start, end, arrow) if paths.apart_px(start, end) >= paths.SAME_PX else paths.loop(start, arrow)
    assert apart(paths.screen_bearing(path[-2], path[-1]), on_screen(path[-2], path[-1])) < 0.02


@given(places, places, arrows)
def test_there_and_back_never_lie_on_one_another(start, end, arrow):
    if paths.apart_px(start, end) < 5:
        return
    there, back = paths.curve(start, end, arrow), paths.curve(end, start, arrow)
    middle = there[len(there) // 2]
    assert min(far(middle, point) for point in back) > 0.1 * far(there[0], there[-1]) * cos(radians(45))


def test_a_line_across_180_degrees_is_drawn_whole():
    for start, end in (("JPN", "USA"), ("USA", "JPN")):
        path = paths.curve(NODES[start], NODES[end])
        assert abs(path[-1][0]) > 180
        assert all(abs(b[0] - a[0]) < 10 for a, b in pairwise(path))


@given(places, arrows)
def test_a_loop_leaves_its_node_comes_back_and_has_room_inside(at, arrow):
    path = paths.loop(at, arrow)
    reach = max(far(at, point) for point in path)
    assert far(at, path[0]) < 0.5 * reach and far(at, path[-1]) < 0.8 * reach
    assert apart(on_screen(at, path[0]), on_screen(at, path[-1])) > 30
    assert far(at, path[-1]) < far(at, path[-2])  # the arrow points back at the node


def test_a_way_is_followed_and_its_two_directions_lie_apart():
    way = ((57.0, 25.0), (60.0, 22.0), (66.0, 18.0), (72.0, 17.0))
    there = paths.along((54.0, 29.0), way, (75.0, 20.0), 12.0, 5.0)
    back = paths.along((75.0, 20.0), way[::-1], (54.0, 29.0), 12.0, 5.0)
    for middle in way[1:-1]:
        assert min(far(middle, point) for point in there) < radians(1.2)
    centre = there[len(there) // 2]
    assert min(far(centre, point) for point in back) * paths.WORLD_PX / (2 * pi) > 7


def test_a_way_across_180_degrees_stays_whole():
    way = ((170.0, 10.0), (179.0, 12.0), (190.0, 14.0))
    path = paths.along((140.0, 36.0), way, (-98.5, 39.5))
    assert all(abs(b[0] - a[0]) < 30 for a, b in pairwise(path))
    assert path[-1][0] > 180
