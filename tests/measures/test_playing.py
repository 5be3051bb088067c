"""Seizures year by year: each in the one year that is known, in one cell of a view, or in its country."""

import numpy as np
import pytest
from hypothesis import given, settings

from monitoring.measures import playing
from monitoring.measures.kernels import select
from monitoring.measures.playing import Tiles, cells_by_year, countries_by_year
from monitoring.vocabulary.filters import Filter
from tests.measures.made import FEW, MEMBERS, copy_of, in_copy_order, made_frame

DRAWN = ("place", "admin1", "sea_area")
WORLD = Tiles(0, 0, 0, 0, 0)


@pytest.fixture(scope="module")
def made():
    frame = made_frame(5, 500)
    return frame, copy_of(frame)


def of_known_year(frame, columns, wanted):
    """The items that a filter selects and whose year is known, with it."""
    rows = in_copy_order(frame).iloc[select(columns, wanted, MEMBERS).rows]
    known = rows[rows["seized_on"].dt.year == rows["seized_until"].dt.year]
    return known.assign(year=known["seized_on"].dt.year)


@settings(max_examples=25, deadline=None)
@given(FEW)
def test_each_drawn_seizure_is_in_its_year_once(made, wanted):
    frame, columns = made
    items = of_known_year(frame, columns, wanted)
    shown = items[items["location_precision"].isin(DRAWN) & items["lon"].notna()]
    found = cells_by_year(columns, select(columns, wanted, MEMBERS), DRAWN, WORLD, 6, by_mass=True)
    told = {each.year: int(each.cells.seizures.sum()) for each in found}
    assert told == shown.groupby("year")["seizure_id"].nunique().to_dict()
    assert [each.year for each in found] == sorted(told)


def test_the_tiles_of_a_view_part_the_world(made):
    _frame, columns = made
    selection = select(columns, Filter())
    whole = cells_by_year(columns, selection, DRAWN, WORLD, 6, by_mass=False)
    parts = [
        cells_by_year(columns, selection, DRAWN, Tiles(1, x, y, x, y), 7, by_mass=False) for x in (0, 1) for y in (0, 1)
    ]
    for each in whole:
        there = [one.cells.seizures.sum() for part in parts for one in part if one.year == each.year]
        assert sum(there) == each.cells.seizures.sum()


def test_where_cells_are_too_many_they_are_coarser_in_all_years_alike_and_then_none(made, monkeypatch):
    _frame, columns = made
    selection = select(columns, Filter())
    fine = cells_by_year(columns, selection, DRAWN, WORLD, 6, by_mass=True)
    number = sum(len(each.cells) for each in fine)
    monkeypatch.setattr(playing, "MOST_FEATURES", number - 1)
    coarse = cells_by_year(columns, selection, DRAWN, WORLD, 6, by_mass=True)
    assert {each.cells.level for each in coarse} == {5}
    assert sum(len(each.cells) for each in coarse) < number
    monkeypatch.setattr(playing, "MOST_FEATURES", 3)
    assert cells_by_year(columns, selection, DRAWN, WORLD, 6, by_mass=True) is None


@settings(max_examples=25, deadline=None)
@given(FEW)
def test_the_countries_of_a_year_are_those_of_the_slow_way(made, wanted):
    frame, columns = made
    items = of_known_year(frame, columns, wanted).dropna(subset="country_iso3")
    slow = items.groupby(["year", "country_iso3"])["seizure_id"].nunique()
    found = countries_by_year(columns, select(columns, wanted, MEMBERS))
    assert list(zip(found["year"], found["country"], found["seizures"])) == [(*key, n) for key, n in slow.items()]


def test_nothing_selected_has_no_years(made):
    _frame, columns = made
    selection = select(columns, Filter(country=("NZL",)))
    assert cells_by_year(columns, selection, DRAWN, WORLD, 6, by_mass=True) == []
    assert np.array_equal(countries_by_year(columns, selection).columns, ["year", "country", "seizures"])
