"""Cells of tiles: no seizure is lost or counted twice, whatever the zoom, and each cell says what is true of it."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitoring.measures import tiles
from monitoring.measures.kernels import select
from monitoring.measures.positions import FINEST, interleaved, keys_at, mercator, positions, ranks_of
from monitoring.measures.tiles import Cells, PlaceSums, amounts, merged, place_sums, places_of, tile_cells
from monitoring.vocabulary.filters import Filter
from tests.measures.made import FEW, MEMBERS, copy_of, in_copy_order, item_frame, made_frame

DRAWN = ("place", "admin1", "sea_area")
ZOOMS = range(11)


@pytest.fixture(scope="module")
def made():
    frame = made_frame(11, 600)
    near = frame["lon"].notna()
    # Some share a point, some stand a few metres apart, some at the edges of the world.
    frame.loc[near, ["lon", "lat"]] = frame.loc[near, ["lon", "lat"]].round(0)
    frame.loc[near & (frame.index % 5 == 0), ["lon", "lat"]] = [180.0, 89.0]
    frame.loc[near & (frame.index % 7 == 0), ["lon", "lat"]] = [69.2, 34.5]
    return frame, copy_of(frame)


def sums_for(columns, wanted: Filter) -> PlaceSums:
    return place_sums(columns, select(columns, wanted, MEMBERS), DRAWN)


def drawn_items(frame, columns, wanted: Filter) -> pd.DataFrame:
    """The items that the filter selects and the map draws, one by one."""
    rows = in_copy_order(frame).iloc[select(columns, wanted, MEMBERS).rows]
    return rows[rows["location_precision"].isin(DRAWN) & rows["lon"].notna()]


def tiles_with_something(sums: PlaceSums, zoom: int) -> list[tuple[int, int]]:
    ranks = np.flatnonzero(sums.seizures)
    x, y = (np.floor(part[ranks] * (1 << zoom)).astype(int) for part in (sums.at.x, sums.at.y))
    return sorted(set(zip(x.tolist(), y.tolist())))


def all_cells(sums: PlaceSums, zoom: int, by_mass: bool = True) -> list[Cells]:
    return [tile_cells(sums, zoom, x, y, by_mass) for x, y in tiles_with_something(sums, zoom)]


@settings(max_examples=25, deadline=None)
@given(FEW)
def test_the_cells_of_a_zoom_add_up_to_all_drawn_seizures(made, wanted):
    frame, columns = made
    expected = drawn_items(frame, columns, wanted)["seizure_id"].nunique()
    sums = sums_for(columns, wanted)
    for zoom in ZOOMS:
        cells = all_cells(sums, zoom)
        assert sum(int(each.seizures.sum()) for each in cells) == expected
        keys = np.concatenate([each.key for each in cells]) if cells else np.empty(0)
        assert len(set(keys.tolist())) == len(keys), "a key names one cell"


@settings(max_examples=15, deadline=None)
@given(FEW, st.sampled_from([0, 3, 8, 9]), st.booleans())
def test_a_cell_says_what_a_slow_count_of_what_is_behind_it_says(made, wanted, zoom, by_mass):
    frame, columns = made
    sums = sums_for(columns, wanted)
    items = drawn_items(frame, columns, wanted)
    first = items.groupby("seizure_id")[["lon", "lat", "location_precision"]].first()
    x, y = mercator(first["lon"].to_numpy(), first["lat"].to_numpy())
    for cells in all_cells(sums, zoom, by_mass):
        for at, key in enumerate(cells.key.tolist()):
            if key < 1 << 32:
                continue
            level, cell, shape = key >> 44, key >> 2 & (1 << 42) - 1, key & 3
            grid = interleaved(*(np.floor(part * (1 << level)).astype(np.int64) for part in (x, y)))
            ids = first.index[(grid == cell) & (first["location_precision"] == DRAWN[shape])]
            behind = items[items["seizure_id"].isin(ids)]
            by_drug = behind.groupby("drug")
            assert cells.seizures[at] == len(ids)
            drug = columns.names["drug"][cells.drug[at]]
            of_drug, mass = by_drug["seizure_id"].nunique(), by_drug["mass_kg"].sum(min_count=1)
            assert cells.of_drug[at] == of_drug[drug]
            assert cells.mass_kg[at] == pytest.approx(mass[drug], nan_ok=True)
            leads = mass.fillna(0) if by_mass and mass.max() > 0 else of_drug
            assert leads[drug] == pytest.approx(leads.max())


def test_a_seizure_with_items_at_several_points_is_at_the_first_that_is_drawn():
    ordinary = {
        "seizure_id": "s",
        "seized_on": "2014-05-06",
        "seized_until": "2014-05-06",
        "kind": "mass",
        "quantity": 2.0,
    }
    rows = [
        ordinary | {"item_id": "a", "drug": "heroin", "location_precision": "country", "lon": 1.0, "lat": 1.0},
        ordinary | {"item_id": "b", "drug": "heroin", "location_precision": "place", "lon": 26.0, "lat": 41.0},
        ordinary | {"item_id": "c", "drug": "opium", "location_precision": "place", "lon": -60.0, "lat": 0.0},
    ]
    columns = copy_of(item_frame(rows))
    sums = sums_for(columns, Filter())
    for zoom in ZOOMS:
        (cells,) = all_cells(sums, zoom)
        assert cells.seizures.tolist() == [1]
        assert columns.locations.lon[sums.at.location[cells.rank]].tolist() == [26.0]
    assert sorted(columns.names["drug"][code] for code in sums.drug) == ["heroin", "opium"]


def test_places_and_provinces_never_share_a_cell_and_it_is_drawn_at_a_point_of_the_data():
    base = {"seized_on": "2014-05-06", "seized_until": "2014-05-06", "drug": "heroin", "lon": 66.0}
    rows = [
        base | {"seizure_id": f"s{n}", "item_id": f"i{n}", "lat": 34.0 + n / 1000, "location_precision": kind}
        for n, kind in enumerate(["place", "place", "admin1", "sea_area"])
    ] + [base | {"seizure_id": "s9", "item_id": "i9", "lat": 34.001, "location_precision": "place"}]
    columns = copy_of(item_frame(rows))
    sums = sums_for(columns, Filter())
    (cells,) = all_cells(sums, 3)
    assert sorted(zip(cells.shape.tolist(), cells.seizures.tolist())) == [(0, 3), (1, 1), (2, 1)]
    dots = cells.rank[cells.shape == 0]
    assert columns.locations.lat[sums.at.location[dots]].tolist() == [34.001], "where most seizures were made"


def test_from_zoom_nine_a_seizure_alone_at_its_point_has_its_own_number(made):
    _frame, columns = made
    sums = sums_for(columns, Filter())
    alone = 0
    for cells in all_cells(sums, 9):
        assert cells.level == FINEST
        single = cells.seizures == 1
        assert np.isin(cells.key[single], columns.seizure).all() and (cells.key[~single] >= 1 << 32).all()
        alone += int(single.sum())
    assert alone > 50


@settings(max_examples=15, deadline=None)
@given(FEW, st.integers(0, 3))
def test_sums_of_parts_come_to_those_of_the_whole(made, wanted, cuts):
    _frame, columns = made
    edges = [0, *(columns.boundary(len(columns) * (n + 1) // (cuts + 1)) for n in range(cuts)), len(columns)]
    parts = [columns.part(start, stop) for start, stop in pairwise(edges)]
    whole, together = sums_for(columns, wanted), merged([sums_for(part, wanted) for part in parts])
    for name in ("seizures", "rank", "drug", "of_drug"):
        assert getattr(together, name).tolist() == getattr(whole, name).tolist()
    assert together.mass_kg.tolist() == pytest.approx(whole.mass_kg.tolist(), nan_ok=True)
    alone = whole.seizures == 1
    assert together.one[alone].tolist() == whole.one[alone].tolist()


def test_a_tile_never_has_more_cells_than_it_may(monkeypatch, made):
    _frame, columns = made
    monkeypatch.setattr(tiles, "MOST_FEATURES", 20)
    sums = sums_for(columns, Filter())
    (cells,) = all_cells(sums, 0)
    assert 0 < len(cells) <= 20 and cells.seizures.sum() == sums.seizures.sum()


def test_the_key_of_a_cell_leads_back_to_its_places_and_other_numbers_lead_nowhere(made):
    _frame, columns = made
    sums = sums_for(columns, Filter())
    at = positions(columns, DRAWN)
    for zoom in (0, 5, 9):
        for cells in all_cells(sums, zoom):
            for key, rank, seizures in zip(cells.key.tolist(), cells.rank.tolist(), cells.seizures.tolist()):
                if key >= 1 << 32:
                    found = ranks_of(at, key)
                    assert rank in found and sums.seizures[found].sum() == seizures
                    assert key in keys_at(at, np.array([rank]))
    for nonsense in (0, 7, 2**32, 2**49 - 1, 30 << 44, (3 << 42 | 64) << 2, (5 << 42 | 9) << 2 | 3):
        assert len(ranks_of(at, nonsense)) == 0


def test_the_amounts_of_a_zoom_are_those_of_its_tiles(made):
    _frame, columns = made
    sums = sums_for(columns, Filter())
    for zoom, found in zip(ZOOMS, amounts(sums, ZOOMS, by_mass=False)):
        assert sorted(found.tolist()) == sorted(n for cells in all_cells(sums, zoom) for n in cells.seizures.tolist())


def test_nothing_selected_is_nothing_drawn(made):
    _frame, columns = made
    sums = sums_for(columns, Filter(country=("NZL",)))
    assert len(tile_cells(sums, 0, 0, 0, True)) == 0 and len(places_of(sums)) == 0
    assert not len(amounts(sums, [3], True)[0])


def test_an_empty_copy_has_empty_tiles():
    columns = copy_of(item_frame([]))
    assert len(tile_cells(sums_for(columns, Filter()), 0, 0, 0, True)) == 0


def test_positions_are_worked_out_once_for_a_copy_and_its_parts(made):
    _frame, columns = made
    assert positions(columns, DRAWN) is positions(replace(columns, version="x"), DRAWN)
