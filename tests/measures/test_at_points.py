"""Items by point: nothing lost, nothing counted twice, and who has no point is named."""

import numpy as np
import pytest
from hypothesis import given, settings

from monitoring.measures.at_points import at_points, drawn_rows, rows_without_point
from monitoring.measures.kernels import select
from monitoring.vocabulary.filters import Filter
from tests.measures.made import FEW, MEMBERS, copy_of, in_copy_order, item_frame, made_frame

DRAWN = ("place", "admin1", "sea_area")


@pytest.fixture(scope="module")
def made():
    frame = made_frame(7, 400)
    near = frame["lon"].notna()
    # Whole degrees, so that many items share a point.
    frame.loc[near, ["lon", "lat"]] = (frame.loc[near, ["lon", "lat"]] / 30).round() * 30
    return frame, copy_of(frame)


@settings(max_examples=25, deadline=None)
@given(FEW)
def test_every_drawn_item_is_in_one_group_and_the_sums_are_those_of_the_slow_way(made, wanted):
    frame, columns = made
    selection = select(columns, wanted, MEMBERS)
    found = at_points(columns, selection, DRAWN)
    rows = in_copy_order(frame).iloc[selection.rows].set_index("item_id")
    slow = rows[rows["location_precision"].isin(DRAWN) & rows["lon"].notna()].groupby(
        ["lon", "lat", "drug", "location_precision"]
    )
    groups = found.groups.set_index(["lon", "lat", "drug", "precision"]).sort_index()
    assert len(found.rows) == len(found.group) == slow.size().sum()
    assert groups["seizures"].tolist() == slow["seizure_id"].nunique().sort_index().tolist()
    assert groups["mass_kg"].tolist() == pytest.approx(
        slow["mass_kg"].sum(min_count=1).sort_index().tolist(), nan_ok=True, abs=1e-6
    )
    assert (
        groups["weighed"].sum()
        == rows.loc[slow["mass_kg"].transform("size").index]
        .dropna(subset="mass_kg")
        .groupby(["lon", "lat", "drug", "location_precision"])["seizure_id"]
        .nunique()
        .sum()
    )


@settings(max_examples=40, deadline=None)
@given(FEW)
def test_a_seizure_is_either_on_the_map_or_named_as_not_on_it(made, wanted):
    _frame, columns = made
    selection = select(columns, wanted, MEMBERS)
    drawn = set(columns.seizure[drawn_rows(columns, selection, DRAWN)].tolist())
    without = rows_without_point(columns, selection, DRAWN)
    named = set(columns.seizure[without].tolist())
    assert drawn | named == set(columns.seizure[selection.rows].tolist())
    assert not drawn & named and len(drawn) + len(named) == selection.seizures


def test_the_row_of_a_group_is_one_of_it(made):
    _frame, columns = made
    found = at_points(columns, select(columns, Filter()), DRAWN)
    first = found.groups["row"].to_numpy()
    assert np.array_equal(columns.lon(first).round(5), found.groups["lon"])
    assert np.array_equal(found.group[np.searchsorted(found.rows, first)], np.arange(len(first)))


def test_a_seizure_with_one_item_on_the_map_is_not_without_point():
    ordinary = {"seizure_id": "s", "seized_on": "2014-05-06", "seized_until": "2014-05-06", "drug": "heroin"}
    there = {"item_id": "a", "location_precision": "place", "lon": 26.0, "lat": 41.0}
    columns = copy_of(item_frame([ordinary | there, ordinary | {"item_id": "b", "location_precision": "country"}]))
    assert not len(rows_without_point(columns, select(columns, Filter()), DRAWN))
