"""The rule that assigns seizures to corridors, its bands on the ground, and sums that leave nobody out."""

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import Geod

from monitoring.measures.corridor_bands import band, bands
from monitoring.measures.corridor_shares import displacement, halves, shares
from monitoring.measures.corridors import HOW, assign, by_corridor, by_how, moved, steps_of
from monitoring.measures.kernels import select
from monitoring.measures.paths import paths
from monitoring.vocabulary.filters import Filter

from .made import FEW, MEMBERS, copy_of, item_frame, made_frame

GEOD = Geod(ellps="WGS84")
FAR = "LINESTRING(-60 -50, -59 -50)"


def drawn(*branches):
    """Corridors as the store gives them, of (branch_id, steps, line, different)."""
    rows = [
        {"branch_id": name, "corridor": name.partition("/")[0], "name": name, "steps": tuple(steps), "seas": "", "width_km": 100.0}
        | (more[0] if more else {}) | {"geometry": shapely.from_wkt(line)}
        for name, steps, line, *more in branches
    ]  # fmt: skip
    columns = ["branch_id", "corridor", "name", "steps", "seas", "width_km", "geometry"]
    return gpd.GeoDataFrame(pd.DataFrame(rows, columns=columns), geometry="geometry", crs="EPSG:4326")


TRUNK = ("balkan/trunk", ["AFG-IRN", "IRN-TUR"], "LINESTRING(61 32, 52 35, 44 39)")
CENTRAL = ("balkan/central", ["TUR-BGR", "BGR-SRB"], "LINESTRING(29 41, 23 43)")
NORTHERN = ("balkan/northern", ["TUR-BGR", "BGR-ROU"], "LINESTRING(29 41, 26 44)")
COAST = ("southern/coast", ["AFG-PAK", "AFG-IRN"], "LINESTRING(66 31, 62 25)")
EVERY = (TRUNK, CENTRAL, NORTHERN, COAST)


def seizures(*events):
    """A copy with a seizure of one kilogram for each of the events."""
    day = pd.Timestamp(2014, 5, 1)
    return copy_of(item_frame([
        {"seizure_id": f"s{at}", "item_id": f"s{at}-1", "seized_on": day, "seized_until": day,
         "drug": "heroin", "drug_code": "OPI-HER", "drug_group": "opioids", "kind": "mass", "quantity": 1.0,
         "location_precision": "place" if "lon" in event else "country"} | event
        for at, event in enumerate(events)
    ]))  # fmt: skip


def belongs(event, *branches):
    """Corridor, branch and how of one seizure."""
    columns = seizures(event)
    return assign(columns, paths(columns), drawn(*(branches or EVERY))).meaning(0)


@pytest.mark.parametrize(
    ("event", "meaning"),
    [
        # the most pairs win, wherever the seizure was made
        ({"departure_iso3": "AFG", "country_iso3": "IRN", "destination_iso3": "TUR"}, ("balkan", "balkan/trunk", "legs")),
        ({"departure_iso3": "AFG", "country_iso3": "PAK"}, ("southern", "southern/coast", "legs")),
        # what is on the way counts, step by step
        ({"departure_iso3": "IRN", "transit_iso3": "TUR;BGR", "country_iso3": "ROU"}, ("balkan", "balkan/northern", "legs")),
        # departure to destination, where nothing else is stated
        ({"departure_iso3": "IRN", "destination_iso3": "TUR"}, ("balkan", "balkan/trunk", "legs")),
        # a tie is settled by the place, where that lies in one of the branches that tie
        ({"departure_iso3": "AFG", "country_iso3": "IRN", "lon": 52.0, "lat": 35.0}, ("balkan", "balkan/trunk", "legs")),
        ({"departure_iso3": "AFG", "country_iso3": "IRN"}, ("several", None, "several")),
        # branches of one corridor that tie leave the corridor known
        ({"departure_iso3": "TUR", "country_iso3": "BGR"}, ("balkan", "several", "legs")),
        # steps that fit nothing, or none, leave it to the place
        ({"departure_iso3": "FRA", "country_iso3": "PAK", "lon": 62.0, "lat": 25.0}, ("southern", "southern/coast", "place")),
        ({"country_iso3": "TUR", "lon": 28.9, "lat": 41.0}, ("balkan", "several", "place")),
        ({"country_iso3": "TUR"}, ("none", None, "none")),
        ({"departure_iso3": "FRA", "country_iso3": "GBR"}, ("none", None, "none")),
        # backwards is another way
        ({"departure_iso3": "TUR", "country_iso3": "IRN"}, ("none", None, "none")),
    ],
)  # fmt: skip
def test_the_rule(event, meaning):
    assert belongs(event) == meaning


def test_a_seizure_at_sea_belongs_where_a_branch_names_the_sea_and_its_label_point_says_nothing():
    at_sea = {"sea_area": "Gulf of Oman", "lon": 62.0, "lat": 25.0, "location_precision": "sea_area"}
    assert belongs(at_sea) == ("none", None, "none")
    named = (*TRUNK, {"seas": "red_sea; gulf_of_oman"})
    assert belongs(at_sea, named, COAST) == ("balkan", "balkan/trunk", "place")
    leaving = at_sea | {"departure_iso3": "IRN"}
    by_pair = ("southern/sea", ["IRN-gulf_of_oman"], FAR)
    assert belongs(leaving, named, by_pair) == ("southern", "southern/sea", "legs")


def test_bands_of_two_corridors_that_cross_are_said_to_be_several():
    across = ("southern/across", [], "LINESTRING(52 30, 52 40)")
    assert belongs({"country_iso3": "IRN", "lon": 52.0, "lat": 35.0}, TRUNK, across) == ("several", None, "several")


def test_without_corridors_nothing_is_assigned():
    columns = seizures({"departure_iso3": "AFG", "country_iso3": "IRN"})
    assert assign(columns, paths(columns), drawn()).meaning(0) == ("none", None, "none")


def test_steps_go_by_transit_to_the_place_of_seizure_and_on_and_a_station_is_not_visited_twice():
    events = (
        {"departure_iso3": "AFG;PAK", "transit_iso3": "IRN;TUR", "country_iso3": "TUR", "destination_iso3": "DEU"},
        {"departure_iso3": "ALB", "transit_iso3": "MNE", "country_iso3": "ALB", "destination_iso3": "ITA"},
        {"departure_iso3": "PAK", "country_iso3": "PAK", "destination_iso3": "PAK"},
    )
    columns = seizures(*events)
    known = paths(columns)
    steps = [["-".join(step) for step in steps_of(known, int(path))] for path in known.code]
    assert steps == [["AFG-IRN", "PAK-IRN", "IRN-TUR", "TUR-DEU"], ["ALB-MNE", "MNE-ITA"], []]


@settings(deadline=None)
@given(st.integers(0, 8), FEW)
def test_every_seizure_of_a_filter_is_counted_once(seed, wanted):
    columns = copy_of(made_frame(seed, 60))
    world = ("southern/world", ["IRN-PAK"], "LINESTRING(-170 0, -60 10, 60 -10, 170 0)", {"width_km": 1500.0})
    assigned = assign(columns, paths(columns), drawn(*EVERY, world))
    selection = select(columns, wanted, MEMBERS)
    for step in ("year", "month"):
        frame = by_corridor(columns, selection, assigned, step)
        assert frame["seizures"].sum() == selection.seizures
        mass = columns.mass_kg(selection.at)
        assert frame["mass_kg"].sum() == pytest.approx(np.nansum(mass), abs=1e-6)
    assert sum(by_how(columns, selection, assigned).values()) == selection.seizures
    known = by_corridor(columns, selection, assigned)
    parts = [assigned.rows_of(selection.rows, one) for one in set(known["corridor"])]
    assert sorted(np.concatenate([*parts, []]).tolist()) == selection.rows.tolist()


@settings(deadline=None, max_examples=60)
@given(
    st.lists(st.tuples(st.floats(-175, 175), st.floats(-65, 65)), min_size=2, max_size=4, unique=True),
    st.sampled_from([20.0, 150.0, 900.0]),
    st.floats(0, 1),
    st.floats(0, 360),
)
def test_a_band_reaches_half_its_width_from_its_line_on_the_ground(points, width_km, share, bearing):
    line = shapely.linestrings(points)
    area = band(shapely.to_wkb(line), width_km)
    assert area.is_valid
    at = line.interpolate(share, normalized=True)
    near = GEOD.fwd(at.x, at.y, bearing, width_km * 490)[:2]
    assert area.contains(shapely.points(near))
    # The farthest corner of the band lies at half the width from the line, to one in a hundred.
    corners = shapely.get_coordinates(area)[:: max(1, shapely.get_num_coordinates(area) // 12)]
    close = shapely.get_coordinates(shapely.segmentize(line, 0.02))
    for lon, lat in corners[np.abs(corners[:, 0]) < 179.9]:
        away = GEOD.inv(np.full(len(close), lon), np.full(len(close), lat), close[:, 0], close[:, 1])[2].min() / 1000
        assert away == pytest.approx(width_km / 2, rel=0.012, abs=1.5)


def test_a_band_across_the_date_line_is_on_both_sides_of_it():
    area = band(shapely.to_wkb(shapely.from_wkt("MULTILINESTRING((175 10, 180 10), (-180 10, -175 10))")), 200.0)
    west, _south, east, _north = area.bounds
    assert (west, east) == (-180, 180) and area.geom_type == "MultiPolygon" and area.is_valid
    inside = shapely.contains_xy(area, [179.9, -179.9, 0, 176], [10.5, 10.5, 10, 12])
    assert inside.tolist() == [True, True, False, False]


def test_bands_keep_the_order_of_the_rows():
    areas = bands(drawn(*EVERY))
    assert [
        area.contains(line.interpolate(0.5, normalized=True)) for area, line in zip(areas, drawn(*EVERY).geometry)
    ] == [True] * 4


def test_what_moves_is_named_with_where_it_was_and_where_it_goes():
    columns = seizures(
        {"departure_iso3": "AFG", "country_iso3": "PAK"}, {"country_iso3": "TUR", "lon": 34.0, "lat": 41.0}
    )
    before = assign(columns, paths(columns), drawn(TRUNK, CENTRAL))
    longer = (*CENTRAL[:2], "LINESTRING(35 41, 23 43)")
    after = assign(columns, paths(columns), drawn(TRUNK, longer))
    found = moved(columns, before, after)
    assert len(found) == 1 and columns.lon(found["row"].to_numpy()).tolist() == [34.0]
    assert found.iloc[0].drop("row").to_dict() == {
        "corridor_before": "none", "branch_before": pytest.approx(np.nan, nan_ok=True), "corridor_after": "balkan",
        "branch_after": "balkan/central",
    }  # fmt: skip
    assert moved(columns, after, after).empty


FRAME = pd.DataFrame({
    "corridor": ["balkan", "balkan", "southern", "several", "none", "balkan", "southern"],
    "branch": ["balkan/a", "balkan/b", "southern/a", None, None, "balkan/a", "southern/a"],
    "period": pd.array([2010, 2010, 2010, 2010, 2010, 2012, 2012], dtype="Int64"),
    "seizures": [2, 1, 1, 50, 50, 1, 3], "mass_kg": [10.0, np.nan, 30.0, 5.0, 5.0, 20.0, np.nan],
})  # fmt: skip


def test_shares_are_of_what_belongs_to_one_corridor_and_every_year_has_its_place():
    found = shares(FRAME).set_index(["corridor", "period"])
    assert found["seizures_pct"].round(3).to_dict() == {
        ("balkan", 2010): 75.0, ("balkan", 2011): pytest.approx(np.nan, nan_ok=True), ("balkan", 2012): 25.0,
        ("southern", 2010): 25.0, ("southern", 2011): pytest.approx(np.nan, nan_ok=True), ("southern", 2012): 75.0,
    }  # fmt: skip
    assert found["mass_pct"][("balkan", 2010)] == 25.0 and found["mass_pct"][("southern", 2012)] == 0.0


def test_displacement_is_the_change_of_shares_in_points():
    before, after, split = halves(FRAME)
    assert split == 2011 and len(before) == 5
    found = displacement(before, after).set_index("branch")
    assert found["change_points"].to_dict() == {"southern/a": 50.0, "balkan/a": -25.0, "balkan/b": -25.0}
    assert next(iter(found.index)) == "southern/a" and found["change_points"].sum() == 0


def test_a_side_without_seizures_has_no_shares():
    found = displacement(FRAME, FRAME.iloc[:0])
    assert found["after_pct"].isna().all() and found["change_points"].isna().all() and len(found) == 3
    assert halves(FRAME[FRAME["period"] == 2010])[2] is None
    assert shares(FRAME.iloc[:0]).empty


def test_an_empty_copy_has_empty_answers():
    columns = copy_of(item_frame([]))
    assigned = assign(columns, paths(columns), drawn(*EVERY))
    selection = select(columns, Filter())
    assert by_corridor(columns, selection, assigned).empty and moved(columns, assigned, assigned).empty
    assert by_how(columns, selection, assigned) == dict.fromkeys(HOW, 0)
