"""Lines of a file keep to longitudes from -180 to 180, and lose nothing of their length."""

import pytest
import shapely

from monitoring.exports.route_lines import cut_at_date_line


def test_a_line_inside_the_map_is_left_alone():
    line = shapely.LineString([(50, 30), (70, 40)])
    assert cut_at_date_line(line) is line


@pytest.mark.parametrize("turn", [-360, 0, 360])
def test_a_line_across_the_date_line_is_in_two_parts_that_meet(turn):
    line = shapely.LineString([(170 + turn, 10), (190 + turn, 20)])
    cut = cut_at_date_line(line)
    assert cut.geom_type == "MultiLineString" and cut.length == pytest.approx(line.length)
    first, second = sorted(shapely.get_parts(cut), key=lambda part: -part.bounds[2])
    assert first.bounds == pytest.approx((170, 10, 180, 15)) and second.bounds == pytest.approx((-180, 15, -170, 20))
