"""Circles on the round earth: they hold their centre, have their area, and run the right way round."""

from math import cos, pi, radians

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from monitoring.measures.geodesics import GEOD, circle, line

CENTRES = [(64.0, 31.6), (179.5, 36.0), (-179.9, -20.0), (20.0, 80.0), (140.0, 85.0), (-70.0, -88.0), (0.0, 0.0)]


def shape_of(polygon: dict) -> shapely.Geometry:
    return shapely.geometry.shape(polygon)


def holds(polygon: dict, lon: float, lat: float) -> bool:
    """Whether any copy of the point lies inside."""
    return any(shape_of(polygon).covers(shapely.Point(lon + turn, lat)) for turn in (-720, -360, 0, 360, 720))


def area_km2(polygon: dict) -> float:
    """Of the sphere that a polygon of unwrapped degrees covers: the sum of thin strips of latitude."""
    shape, total, step = shape_of(polygon), 0.0, 0.25
    for south in np.arange(-90, 90, step):
        middle = south + step / 2
        strip = shapely.LineString([(-800, middle), (800, middle)]).intersection(shape)
        total += strip.length * cos(radians(middle)) * step
    return total * (pi / 180 * 6371.0088) ** 2


@pytest.mark.parametrize(("lon", "lat"), CENTRES)
def test_a_circle_holds_its_centre_and_has_its_area(lon, lat):
    made = circle(lon, lat, 2000)
    assert shape_of(made).is_valid
    assert holds(made, lon, lat)
    assert area_km2(made) == pytest.approx(12.46e6, rel=0.01)


@given(st.floats(-180, 180), st.floats(-86, 86), st.floats(1, 5000), st.floats(0, 360), st.floats(0.05, 1.95))
def test_what_is_nearer_than_the_radius_is_inside(lon, lat, km, azimuth, part):
    if abs(part - 1) < 0.02:  # corners of a ring of 180 lie on the circle, its sides a little inside
        return
    east, north, _back = GEOD.fwd(lon, lat, azimuth, km * 1000 * part)
    assert holds(circle(lon, lat, km), east, north) == (part < 1)


@pytest.mark.parametrize(("lon", "lat"), CENTRES)
def test_rings_run_counter_clockwise(lon, lat):
    assert shape_of(circle(lon, lat, 500)).exterior.is_ccw


def test_a_line_across_the_date_line_goes_on():
    east = [at[0] for at in line(170, 50, -170, 52)["coordinates"]]
    assert east[0] == 170 and east[-1] == 190 and all(np.diff(east) > 0)
