"""A gate: what lies on which side, by its name, and the shapes that show it."""

import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from monitoring.errors import FilterError
from monitoring.measures.gate import bands, compass, gate, side_name, told
from monitoring.measures.kernels import select
from monitoring.vocabulary.filters import Filter

from .made import FEW, MEMBERS, copy_of, item_frame, made_frame

ALONG_A_MERIDIAN = (61.0, 33.0, 61.0, 35.0)  # northwards, so that left is west
FRAMES = st.builds(made_frame, st.integers(0, 10_000), st.integers(0, 60))
GATES = st.tuples(st.floats(-180, 180), st.floats(-60, 60), st.floats(-20, 20), st.floats(-20, 20)).map(
    lambda drawn: (drawn[0], drawn[1], (drawn[0] + drawn[2] + 180) % 360 - 180, drawn[1] + drawn[3])
)


def seized_at(*points, **more) -> pd.DataFrame:
    day = pd.Timestamp(2014, 1, 1)
    return item_frame(
        [
            {"seizure_id": f"s{number}", "seized_on": day, "seized_until": day, "drug": "heroin", "kind": "mass",
             "quantity": 10.0, "unit": "kg", "mass_kg": 10.0, "lon": lon, "lat": lat, "location_precision": "place",
             "place_reported": f"p{number}", **more}
            for number, (lon, lat) in enumerate(points)
        ]
    )  # fmt: skip


def found(frame, across, km=200.0):
    columns = copy_of(frame)
    return columns, gate(columns, select(columns, Filter()), across, km)


def test_each_side_has_what_lies_on_it():
    frame = seized_at((60.5, 34), (60.0, 34), (61.5, 34), (61.5, 40), (None, None), departure_iso3="AFG")
    columns, made = found(frame, ALONG_A_MERIDIAN)
    assert [(side.compass, side.selection.seizures) for side in made.sides] == [("west", 2), ("east", 1)]
    assert (made.beyond, made.unplaced) == (1, 1)
    west = told(columns, made.sides[0])
    assert west.amounts[["kind", "seizures", "quantity"]].values.tolist() == [["mass", 2, 20.0]]
    assert west.departures.values.tolist() == [["AFG", 2]]
    assert west.destinations["value"].isna().tolist() == [True] and west.destinations["seizures"].tolist() == [2]


def test_the_middle_of_a_province_is_counted_as_less_exact_and_that_of_a_country_not_at_all():
    frame = pd.concat(
        [
            seized_at((61.5, 34)),
            seized_at((61.6, 34), location_precision="admin1", seizure_id="a"),
            seized_at((61.6, 34), location_precision="country", seizure_id="c"),
        ]
    )
    _columns, made = found(frame.reset_index(drop=True), ALONG_A_MERIDIAN)
    assert (made.sides[1].selection.seizures, made.sides[1].inexact, made.unplaced) == (2, 1, 1)


@pytest.mark.parametrize(
    ("across", "sides"),
    [
        (ALONG_A_MERIDIAN, ("west", "east")),
        ((61.0, 35.0, 61.0, 33.0), ("east", "west")),
        ((60.0, 10.0, 62.0, 10.0), ("north", "south")),
        ((60.0, 0.0, 62.0, 2.0), ("northwest", "southeast")),
        ((179.0, 10.0, -179.0, 10.0), ("north", "south")),
    ],
)
def test_sides_are_named_by_where_they_lie(across, sides):
    assert compass(across) == sides
    assert side_name(sides[0]).endswith("of the line")


@settings(max_examples=60, deadline=None)
@given(FRAMES, FEW, GATES, st.floats(10, 1500))
def test_a_point_is_counted_where_it_is_drawn(frame, wanted, across, km):
    try:
        shapes = bands(across, km)["features"]
    except FilterError:
        return
    columns = copy_of(frame)
    selection = select(columns, wanted, MEMBERS)
    made = gate(columns, selection, across, km)
    rows = [side.selection.rows for side in made.sides]
    assert not set(rows[0]) & set(rows[1])
    precise = columns.names["precision"]
    for number, side in enumerate(rows):
        shape = shapely.geometry.shape(shapes[number]["geometry"])
        rim = shape.boundary
        for row in selection.rows:
            location = columns.location[row]
            lon, lat = columns.locations.lon[location], columns.locations.lat[location]
            if np.isnan(lon) or precise[columns.locations.precision[location]] == "country":
                assert row not in side
                continue
            copies = [shapely.Point(lon + turn, lat) for turn in (-360, 0, 360)]
            if min(rim.distance(copy) for copy in copies) > 0.2:  # edges are drawn in steps
                assert (row in side) == any(shape.contains(copy) for copy in copies)


def test_bands_meet_at_the_line_and_have_their_area():
    left, right, drawn = bands((-1.0, 0.0, 1.0, 0.0), 111.0)["features"]
    shapes = [shapely.geometry.shape(one["geometry"]) for one in (left, right)]
    assert all(shape.exterior.is_ccw and shape.area == pytest.approx(2, rel=0.01) for shape in shapes)
    assert shapes[0].intersection(shapes[1]).area == pytest.approx(0, abs=1e-6)
    assert (left["properties"]["compass"], drawn["properties"]["part"]) == ("north", "line")


def test_nothing_there_gives_empty_frames_of_the_full_shape():
    columns, made = found(seized_at((0, 0)), ALONG_A_MERIDIAN)
    empty, full = told(columns, made.sides[0]), found(seized_at((60.5, 34)), ALONG_A_MERIDIAN)
    for frame, other in zip(empty, told(full[0], full[1].sides[0]), strict=True):
        assert frame.empty and list(frame.columns) == list(other.columns)
    assert made.beyond == 1


@pytest.mark.parametrize("across", [(61.0, 33.0, 61.0, 33.0), (0.0, 0.0, 100.0, 0.0)])
def test_a_line_that_is_none_says_what_to_draw(across):
    with pytest.raises(FilterError, match="Draw a line between two places"):
        bands(across)
