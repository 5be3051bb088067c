"""Distance over the earth: against every border point one by one, and each seizure in one band."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitoring.measures.distance import BANDS, EDGES_KM, INSIDE, UNPLACED, border_km, by_distance, within
from monitoring.measures.geodesics import GEOD
from monitoring.measures.kernels import select
from monitoring.vocabulary.filters import Filter

from .made import FEW, MEMBERS, copy_of, item_frame, made_frame

FRAMES = st.builds(made_frame, st.integers(0, 10_000), st.integers(0, 40))
KABUL, HERAT, ISLAM_QALA, TEHRAN, ANKARA, LONDON, SYDNEY = (
    (69.17, 34.53), (62.2, 34.34), (61.07, 34.66), (51.39, 35.69), (32.85, 39.93), (-0.13, 51.5), (151.2, -33.87),
)  # fmt: skip


def seized_at(*points, **more) -> pd.DataFrame:
    day = pd.Timestamp(2014, 1, 1)
    rows = [
        {"seizure_id": f"s{number}", "seized_on": day, "seized_until": day, "drug": "heroin", "kind": "mass",
         "quantity": 10.0, "mass_kg": 10.0, "lon": lon, "lat": lat, "location_precision": "place", **more}
        for number, (lon, lat) in enumerate(points)
    ]  # fmt: skip
    return item_frame(rows)


def test_distance_starts_at_the_border_and_is_nought_inside():
    lon, lat = np.array([KABUL, TEHRAN, (60.0, 34.5)]).T
    inside, tehran, near = border_km("AFG", lon, lat)
    assert inside == 0
    assert tehran == pytest.approx(835, abs=25)
    assert 50 < near < 100


@settings(max_examples=20)
@given(st.floats(-179, 179), st.floats(-85, 85))
def test_no_point_of_the_border_is_nearer(lon, lat):
    from monitoring.measures.distance import _border

    border = _border("AFG")
    (km,) = border_km("AFG", np.array([lon]), np.array([lat]))
    _out, _back, metres = GEOD.inv(np.full(len(border.lon), lon), np.full(len(border.lon), lat), border.lon, border.lat)
    # the sphere that chooses the point and the ellipsoid that measures differ by a few tenths of a per cent
    assert km == 0 or km == pytest.approx(min(metres) / 1000, rel=0.006)


def test_bands_hold_what_lies_in_them():
    columns = copy_of(seized_at(KABUL, HERAT, TEHRAN, ANKARA, LONDON, SYDNEY, (None, None)))
    found = by_distance(columns, select(columns, Filter())).set_index("band")
    assert found["seizures"].to_dict() == {
        INSIDE: 2, "0": 0, "250": 0, "500": 1, "1000": 0, "2000": 1, "4000": 2, UNPLACED: 1,
    }  # fmt: skip
    assert found.loc[INSIDE, "mass_kg"] == 20 and np.isnan(found.loc["0", "mass_kg"])


def test_a_province_is_told_to_be_less_exact_and_a_country_has_no_distance():
    columns = copy_of(pd.concat([
        seized_at(KABUL, location_precision="admin1"), seized_at(HERAT, location_precision="country", seizure_id="c"),
    ], ignore_index=True))  # fmt: skip
    found = by_distance(columns, select(columns, Filter())).set_index("band")
    assert found.loc[INSIDE, ["seizures", "inexact"]].tolist() == [1, 1]
    assert found.loc[UNPLACED, ["seizures", "inexact"]].tolist() == [1, 0]


@settings(max_examples=40, deadline=None)
@given(FRAMES, FEW)
def test_every_seizure_is_in_one_band(frame, wanted):
    columns = copy_of(frame)
    selection = select(columns, wanted, MEMBERS)
    found = by_distance(columns, selection)
    assert found["seizures"].sum() == selection.seizures
    assert found["mass_kg"].sum() == pytest.approx(np.nansum(columns.mass_kg(selection.at)))
    assert len(found) == len(EDGES_KM) + 2 and found.dtypes.astype(str).to_dict() == BANDS


@settings(max_examples=40, deadline=None)
@given(FRAMES, FEW, st.floats(-180, 180), st.floats(-86, 86), st.floats(1, 10_000))
def test_near_is_what_the_earth_says(frame, wanted, lon, lat, km):
    columns = copy_of(frame)
    selection = select(columns, wanted, MEMBERS)
    found = within(columns, selection, lon, lat, km)
    country = columns.codes("precision", ("country",))
    slow, unplaced = set(), set()
    for row in selection.rows:
        at = columns.location[row]
        x, y = columns.locations.lon[at], columns.locations.lat[at]
        if np.isnan(x) or columns.locations.precision[at] in country:
            unplaced.add(columns.seizure[row])
        elif GEOD.inv(lon, lat, x, y)[2] <= km * 1000:
            slow.add(row)
    assert set(found.selection.rows) == slow
    assert (found.selection.seizures, found.unplaced) == (len({columns.seizure[row] for row in slow}), len(unplaced))


def test_across_the_date_line_near_is_near():
    columns = copy_of(seized_at((179.9, 0), (-179.9, 0), (170, 0)))
    assert within(columns, select(columns, Filter()), 180, 0, 50).selection.seizures == 2
