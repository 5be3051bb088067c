"""Seizures by province and at the border, against a slow reading of the same rows."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitoring.errors import FilterError
from monitoring.measures.afghanistan_seizures import at_border, seizures_by_province
from monitoring.measures.kernels import select
from monitoring.vocabulary.filters import Filter

from .made import FEW, MEMBERS, copy_of, item_frame, made_frame, matching

DAY = pd.Timestamp(2014, 1, 1)
FRAMES = st.builds(made_frame, st.integers(0, 10_000), st.integers(0, 60))


def seized(*rows: dict) -> pd.DataFrame:
    common = {"seized_on": DAY, "seized_until": DAY, "drug": "heroin", "kind": "mass", "location_precision": "place"}
    return item_frame([common | {"seizure_id": f"s{at}"} | row for at, row in enumerate(rows)])


@settings(max_examples=40, deadline=None)
@given(FRAMES, FEW)
def test_provinces_have_the_seizures_and_masses_of_their_rows(frame, wanted):
    columns = copy_of(frame)
    found = seizures_by_province(columns, select(columns, wanted, MEMBERS))
    rows = frame[matching(frame, wanted).to_numpy(dtype=bool)] if len(frame) else frame
    if wanted.min_kg is not None:
        rows = rows[rows["mass_kg"] >= wanted.min_kg]
    rows = rows[rows["country_iso3"] == "AFG"]
    expected = {
        None if pd.isna(code) else code: (part["seizure_id"].nunique(), part["mass_kg"].sum(min_count=1))
        for code, part in rows.groupby("admin1", dropna=False)
    }
    got = {None if pd.isna(row.code) else row.code: row for row in found.itertuples()}
    assert set(got) == set(expected)
    for code, (seizures, mass_kg) in expected.items():
        assert got[code].seizures == seizures
        assert got[code].mass_kg == pytest.approx(mass_kg, nan_ok=True)


def test_by_drug_and_year_each_have_their_row():
    found = seizures_by_province(
        *_all(seized(
            {"country_iso3": "AFG", "admin1": "AF-HEL", "mass_kg": 5.0, "quantity": 5.0},
            {"country_iso3": "AFG", "admin1": "AF-HEL", "drug": "opium", "mass_kg": 7.0, "quantity": 7.0},
            {"country_iso3": "AFG", "admin1": "AF-HEL", "drug": "opium", "kind": None},
        )), ("drug", "year"),
    )  # fmt: skip
    assert [tuple(row) for row in found.itertuples(index=False)] == [
        ("AF-HEL", "heroin", 2014, 1, 5.0), ("AF-HEL", "opium", 2014, 2, 7.0),
    ]  # fmt: skip


def test_without_seizures_the_frame_has_its_columns():
    found = seizures_by_province(*_all(seized()), ("drug", "year"))
    assert list(found) == ["code", "drug", "year", "seizures", "mass_kg"]
    assert found.empty


def test_only_drug_and_year_divide_provinces():
    with pytest.raises(FilterError):
        seizures_by_province(*_all(seized()), ("mode",))


def test_near_the_border_are_places_across_it_and_no_points_of_provinces():
    taybad, tehran, khorasan = (60.9, 34.6), (51.39, 35.69), (61.0, 34.7)
    found = at_border(*_all(seized(
        {"country_iso3": "AFG", "lon": 62.2, "lat": 34.34}, {"country_iso3": "AFG", "location_precision": "country"},
        {"country_iso3": "IRN", "lon": taybad[0], "lat": taybad[1]}, {"country_iso3": "IRN", "lon": tehran[0], "lat": tehran[1]},
        {"country_iso3": "IRN", "lon": khorasan[0], "lat": khorasan[1], "location_precision": "admin1"},
    )))  # fmt: skip
    assert (found.inside.seizures, found.across.seizures, found.inexact) == (2, 1, 1)


def _all(frame: pd.DataFrame):
    columns = copy_of(frame)
    return columns, select(columns, Filter())
