"""What has a point is drawn, and who has none is named."""

import pytest
from hypothesis import given, settings

from monitoring.measures.at_points import drawn_rows, rows_without_point
from monitoring.measures.kernels import select
from monitoring.vocabulary.filters import Filter
from tests.measures.made import FEW, MEMBERS, copy_of, item_frame, made_frame

DRAWN = ("place", "admin1", "sea_area")


@pytest.fixture(scope="module")
def made():
    return copy_of(made_frame(7, 400))


@settings(max_examples=40, deadline=None)
@given(FEW)
def test_a_seizure_is_either_on_the_map_or_named_as_not_on_it(made, wanted):
    columns = made
    selection = select(columns, wanted, MEMBERS)
    drawn = set(columns.seizure[drawn_rows(columns, selection, DRAWN)].tolist())
    without = rows_without_point(columns, selection, DRAWN)
    named = set(columns.seizure[without].tolist())
    assert drawn | named == set(columns.seizure[selection.rows].tolist())
    assert not drawn & named and len(drawn) + len(named) == selection.seizures


def test_a_seizure_with_one_item_on_the_map_is_not_without_point():
    ordinary = {"seizure_id": "s", "seized_on": "2014-05-06", "seized_until": "2014-05-06", "drug": "heroin"}
    there = {"item_id": "a", "location_precision": "place", "lon": 26.0, "lat": 41.0}
    columns = copy_of(item_frame([ordinary | there, ordinary | {"item_id": "b", "location_precision": "country"}]))
    assert not len(rows_without_point(columns, select(columns, Filter()), DRAWN))
