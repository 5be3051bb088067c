"""Corridors from files: what is taken and how it is kept, and that hostile or mistaken ones are refused with the remedy."""

import json
from itertools import pairwise

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import LineString, MultiLineString, Point, box, mapping

from monitoring.errors import FileRefused, SourceError
from monitoring.sources.corridors.lines import kept_line
from monitoring.sources.corridors.read import read_line, read_opened
from monitoring.sources.files.opened import open_file
from monitoring.sources.registry import describe
from monitoring.sources.table import Unreadable
from monitoring.vocabulary.corridors import BRANCHES, MOST_VERTICES
from monitoring.vocabulary.rows import Accepted

SAID = {"corridor": "balkan", "branch": "trunk", "name": "Trunk", "width_km": 100, "pairs": "AFG-IRN;IRN-gulf_of_oman"}
LINE = LineString([(61, 31), (52, 35), (29, 41)])


@pytest.fixture
def opened(tmp_path):
    """What a file of these (properties, geometry) features is once it is opened."""

    def made(*features, name="corridors.geojson"):
        listed = [
            {"type": "Feature", "properties": said, "geometry": None if shape is None else mapping(shape)}
            for said, shape in features
        ]
        path = tmp_path / name
        path.write_text(json.dumps({"type": "FeatureCollection", "features": listed}), encoding="utf-8")
        return open_file(path, tmp_path / f"work-{len(list(tmp_path.iterdir()))}")

    return made


def line_of(wkb):
    return shapely.from_wkb(wkb)


def test_every_branch_that_ships_is_taken_and_has_a_name_that_is_translated():
    lines = list(describe("corridors").read())
    rows = [dict(fact) for line in lines for _table, fact in line.facts]
    assert all(isinstance(line, Accepted) for line in lines)
    assert [row["name"] for row in rows] == list(BRANCHES)
    assert {row["corridor"] for row in rows} == {"balkan", "northern", "southern"}
    assert all(row["source"] and row["note"] for row in rows)


def test_a_feature_is_a_branch_with_its_line_rule_and_width(opened):
    (row,) = read_opened(opened((SAID, LINE)))
    assert row["branch_id"] == "balkan/trunk" and row["width_km"] == 100.0
    assert row["pairs"] == "AFG-IRN; IRN-gulf_of_oman"
    assert line_of(row["geometry"]).equals(LINE)


def test_a_branch_without_a_slug_is_called_after_its_name(opened):
    (row,) = read_opened(opened((SAID | {"branch": None, "name": "By the sea"}, LINE)))
    assert row["branch_id"] == "balkan/by_the_sea"


@pytest.mark.parametrize(
    ("said", "shape", "words"),
    [
        (SAID | {"corridor": "atlantic"}, LINE, "is no known corridor. Write one of balkan, northern, southern"),
        (SAID | {"name": " "}, LINE, "Give the branch a name"),
        (SAID | {"width_km": "wide"}, LINE, "Write kilometres from 1 to 1500"),
        (SAID | {"width_km": -4}, LINE, "Write kilometres from 1 to 1500"),
        (SAID | {"width_km": 1e400}, LINE, "JSON"),
        (SAID | {"pairs": "AFG-XYZ"}, LINE, "“AFG-XYZ” is no pair of known countries"),
        (SAID | {"pairs": "AFG-AFG"}, LINE, "is no pair of known countries"),
        (SAID | {"seas": "sea_of_stars"}, LINE, "is no known sea area"),
        (SAID | {"legs": "trunk"}, LINE, "Write them as balkan/trunk"),
        (SAID | {"note": "n" * 5000}, LINE, "Shorten it"),
        (SAID, None, "Draw the centre line"),
        (SAID, LineString(), "Draw the centre line"),
        (SAID, Point(61, 31), "“Point” is no line"),
        (SAID, box(61, 31, 62, 32), "“Polygon” is no line"),
        (SAID, LineString([(61, 31), (61, 31)]), "two vertices or more"),
        (SAID, LineString([(61, 31), (61, 91)]), "not on earth"),
        (SAID, LineString([(61, 31), (700, 31)]), "not on earth"),
        (SAID, LineString([(61, 31), (61, 85)]), "would meet a pole"),
        (SAID, LineString([(170, 31), (-170, 31)]), "let one part end at longitude 180 and the next begin at -180"),
        (SAID, LineString([(i / 100, i % 3) for i in range(MOST_VERTICES + 1)]), "Simplify the line"),
    ],
)  # fmt: skip
def test_what_cannot_be_taken_is_refused_with_its_file_feature_and_remedy(opened, said, shape, words):
    with pytest.raises((SourceError, FileRefused)) as refused:
        read_opened(opened((SAID | {"branch": "other"}, LINE), (said, shape)))
    assert words in str(refused.value) and str(refused.value).startswith("corridors.geojson")
    if isinstance(refused.value, SourceError):
        assert refused.value.row == 2


def test_nothing_of_a_file_is_taken_when_a_feature_is_refused_and_the_others_are_counted(opened):
    wrong = SAID | {"corridor": "x"}
    with pytest.raises(SourceError, match="2 more features"):
        read_opened(opened((SAID, LINE), (wrong, LINE), (wrong, LINE), (wrong, LINE)))


def test_one_branch_twice_in_a_file_is_refused(opened):
    with pytest.raises(SourceError, match="balkan/trunk stands in it twice"):
        read_opened(opened((SAID, LINE), (SAID | {"name": "Other"}, LINE)))


def test_a_table_without_geometry_is_no_file_of_corridors(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("corridor,branch\nbalkan,trunk\n")
    with pytest.raises(SourceError, match="holds no features"):
        read_opened(open_file(path, tmp_path / "work"))


def test_a_line_that_runs_on_beyond_180_is_split_at_the_date_line(opened):
    (row,) = read_opened(opened((SAID, LineString([(170, 0), (190, 20)]))))
    parts = [list(part.coords) for part in line_of(row["geometry"]).geoms]
    assert parts == [[(170, 0), (180, 10)], [(-180, 10), (-170, 20)]]


def test_a_line_split_at_the_date_line_stays_as_it_is(opened):
    split = MultiLineString([[(170, 0), (180, 10)], [(-180, 10), (-170, 20)]])
    (row,) = read_opened(opened((SAID, split)))
    assert line_of(row["geometry"]).equals_exact(split, 0)


@given(
    st.lists(st.tuples(st.floats(-300, 300), st.floats(-70, 70)), min_size=2, max_size=6).filter(
        lambda points: all(abs(a[0] - b[0]) <= 179 for a, b in pairwise(points))
    )
)
def test_what_is_kept_is_on_earth_and_kept_again_is_the_same(points):
    try:
        wkb = kept_line(LineString(points))
    except Unreadable as wrong:
        assert "one place only" in wrong.reason
        return
    west, south, east, north = line_of(wkb).bounds
    assert -180 <= west <= east <= 180 and -70.1 <= south <= north <= 70.1
    assert kept_line(line_of(wkb)) == wkb


def test_a_redrawn_line_is_all_lines_of_the_file_whatever_their_properties(opened):
    wkb = read_line(opened(({}, LINE), ({"id": 7}, LineString([(52, 35), (60, 27)]))), "balkan/trunk")
    assert line_of(wkb).geom_type == "MultiLineString" and len(line_of(wkb).geoms) == 2


def test_of_a_file_of_all_branches_a_redrawn_line_takes_its_own(opened):
    file = opened((SAID, LINE), (SAID | {"branch": "other"}, LineString([(1, 1), (2, 2)])))
    assert line_of(read_line(file, "balkan/trunk")).equals(LINE)
    with pytest.raises(SourceError, match="no line for balkan/third, only for balkan/trunk, balkan/other"):
        read_line(file, "balkan/third")
