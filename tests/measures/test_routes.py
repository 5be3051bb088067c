"""Legs, stubs and fates against a slow, obvious reading of the item frame, over generated seizures and filters."""

from collections import Counter

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitoring.measures.kernels import Selection, select
from monitoring.measures.leg_doubts import doubts
from monitoring.measures.nearby import seizures_near
from monitoring.measures.paths import path_sums, paths
from monitoring.measures.routes import ENDS, LEGS, STUBS, routes, rows_of_leg
from monitoring.vocabulary.filters import Filter

from .made import FEW, MEMBERS, copy_of, in_copy_order, item_frame, made_frame

FRAMES = st.builds(made_frame, st.integers(0, 10_000), st.integers(0, 40))
PUBLISHED = pd.DataFrame(
    [("AFG", "IRN", "published", "land"), ("AFG", "IRN", "interpreted", None), ("IRN", "TUR", "interpreted", "sea")],
    columns=["from_iso3", "to_iso3", "basis", "mode"],
)
NOTHING = PUBLISHED.iloc[:0]


def found(columns, wanted=None, ends="seizure", once=False, published=NOTHING):
    known = paths(columns)
    every = path_sums(columns, known, select(columns, Filter(), MEMBERS))
    sums = path_sums(columns, known, select(columns, wanted or Filter(), MEMBERS))
    return routes(columns, known, sums, every.seizures, published, ends, once)


def stated(row, ends) -> list[tuple[str | None, str | None]]:
    """The pairs of one seizure, read from its row without the code under test."""
    listed = {name: row[f"{name}_iso3"].split(";") if isinstance(row[f"{name}_iso3"], str) else [] for name in
              ("origin", "departure", "transit", "destination")}  # fmt: skip
    seized = [row["country_iso3"]] if isinstance(row["country_iso3"], str) else []
    to = seized if ends == "seizure" else listed["destination"]
    if ends == "seizure" and not any(listed.values()):
        return []
    if not listed["departure"] and not to:
        return []
    return [(start, end) for start in listed["departure"] or [None] for end in to or [None]]


def obvious(frame, columns, wanted, ends):
    """Counts of each pair, and of all data; and the pairs of each selected seizure."""
    ordered = in_copy_order(frame).reset_index(drop=True)
    chosen = ordered.iloc[select(columns, wanted, MEMBERS).rows].drop_duplicates("seizure_id")
    every = ordered.drop_duplicates("seizure_id")
    pairs = [list(dict.fromkeys(stated(row, ends))) for _at, row in chosen.iterrows()]
    ever = Counter(pair for _at, row in every.iterrows() for pair in set(stated(row, ends)))
    return Counter(pair for each in pairs for pair in each), ever, pairs


@settings(max_examples=60, deadline=None)
@given(FRAMES, FEW, st.sampled_from(ENDS), st.booleans())
def test_legs_stubs_and_fates_are_what_the_records_state(frame, wanted, ends, once):
    columns = copy_of(frame)
    result = found(columns, wanted, ends, once)
    counted, ever, pairs = obvious(frame, columns, wanted, ends)
    legs = result.legs.set_index("leg")
    assert legs["seizures"].to_dict() == {f"{a}-{b}": n for (a, b), n in counted.items() if a and b}
    assert legs["ever"].to_dict() == {f"{a}-{b}": ever[a, b] for a, b in counted if a and b}
    stubs = {(row.node, row.way): row.seizures for row in result.stubs.itertuples()}
    assert stubs == {(b or a, "from" if b else "to"): n for (a, b), n in counted.items() if not (a and b)}
    fates = Counter(fate(each, ever, once) for each in pairs)
    assert result.fates.__dict__ == {name: fates[name] for name in ("drawn", "hidden", "stub", "none")}


def fate(pairs, ever, once) -> str:
    legs = [pair for pair in pairs if all(pair)]
    if any(once or ever[pair] > 1 for pair in legs):
        return "drawn"
    return "hidden" if legs else "stub" if pairs else "none"


@settings(max_examples=60, deadline=None)
@given(FRAMES, FEW, st.sampled_from(ENDS), st.booleans())
def test_the_four_fates_add_up_to_the_filter(frame, wanted, ends, once):
    columns = copy_of(frame)
    result = found(columns, wanted, ends, once, PUBLISHED)
    assert result.fates.seizures == select(columns, wanted, MEMBERS).seizures
    assert dict(result.legs.dtypes.astype(str)) == dict(
        found(copy_of(item_frame([])), None, ends).legs.dtypes.astype(str)
    )
    assert list(result.legs.columns) == list(LEGS) and list(result.stubs.columns) == list(STUBS)


@settings(max_examples=40, deadline=None)
@given(FRAMES, FEW, st.sampled_from(ENDS))
def test_the_rows_of_a_leg_are_its_seizures_and_its_weight(frame, wanted, ends):
    columns = copy_of(frame)
    selection = select(columns, wanted, MEMBERS)
    for row in found(columns, wanted, ends).legs.itertuples():
        rows = rows_of_leg(paths(columns), ends, row.leg, selection.rows)
        assert len(np.unique(columns.seizure[rows])) == row.seizures
        mass = columns.mass_kg(rows)
        assert np.isclose(np.nansum(mass), row.mass_kg) if (~np.isnan(mass)).any() else np.isnan(row.mass_kg)
        days = columns.first_day[rows].astype("datetime64[D]")
        assert days.min() == row.first_day.to_datetime64().astype("datetime64[D]")


def event(number: int, **values) -> dict:
    day = pd.Timestamp("2014-05-01") + pd.Timedelta(days=number)
    return {
        "seizure_id": f"s{number}", "item_id": f"s{number}-0", "seized_on": day, "seized_until": day, "date_precision": "day",
        "drug": "heroin", "drug_code": "OPI-HER", "drug_group": "opioids", "drug_reported": "heroin", "kind": "mass",
        "quantity": 2.0, "unit": "kg", "mass_kg": 2.0, "location_precision": "country", "source_kind": "press",
        "marking": "public", **values,
    }  # fmt: skip


IRAN_TURKEY = {"departure_iso3": "IRN", "country_iso3": "TUR"}


def test_a_leg_seen_once_is_hidden_by_the_whole_data_and_not_by_the_filter():
    columns = copy_of(
        item_frame(
            [event(1, **IRAN_TURKEY), event(2, **IRAN_TURKEY), event(3, departure_iso3="PAK", country_iso3="IND")]
        )
    )
    one = Filter(from_=pd.Timestamp("2014-05-02").date(), to=pd.Timestamp("2014-05-02").date())
    legs = found(columns, one).legs
    assert legs[["leg", "seizures", "ever", "hidden"]].values.tolist() == [["IRN-TUR", 1, 2, False]]
    assert found(columns).legs.set_index("leg")["hidden"].to_dict() == {"IRN-TUR": False, "PAK-IND": True}
    assert found(columns).fates.hidden == 1 and found(columns, once=True).fates.hidden == 0


def test_a_reported_leg_hides_the_published_one_and_keeps_its_name():
    columns = copy_of(item_frame([event(1, **IRAN_TURKEY)]))
    legs = found(columns, published=PUBLISHED).legs.set_index("leg")
    assert legs.loc["IRN-TUR", ["basis", "also", "seizures", "hidden"]].tolist() == [
        "reported",
        "interpreted",
        1,
        False,
    ]
    assert legs.loc["AFG-IRN", ["basis", "also", "seizures"]].tolist() == ["published", "interpreted", 0]
    assert found(columns, published=PUBLISHED).drawn["leg"].is_unique


def test_several_destinations_are_alternatives_and_not_parts_of_a_sum():
    columns = copy_of(
        item_frame(
            [event(1, departure_iso3="TUR", country_iso3="TUR", destination_iso3="CAN;USA", quantity=9.0, mass_kg=9.0)]
        )
    )
    result = found(columns, ends="destination", once=True)
    assert result.legs.set_index("leg")[["seizures", "mass_kg"]].to_dict("index") == {
        "TUR-CAN": {"seizures": 1, "mass_kg": 9.0}, "TUR-USA": {"seizures": 1, "mass_kg": 9.0},
    }  # fmt: skip
    assert result.fates.seizures == result.fates.drawn == 1


def test_a_route_inside_one_country_and_a_country_twice_in_a_chain_lose_nothing():
    rows = [
        event(1, departure_iso3="PAK", country_iso3="PAK"),
        event(2, departure_iso3="IRN", transit_iso3="TUR;IRN;TUR", country_iso3="IRN"),
    ]
    result = found(copy_of(item_frame(rows)), once=True)
    assert set(result.legs["leg"]) == {"PAK-PAK", "IRN-IRN"} and result.fates.drawn == 2


def test_a_leg_ends_at_the_place_that_all_its_seizures_share_else_the_province_else_the_country():
    kyiv = {"place_reported": "Kyiv", "location_precision": "place", "lon": 30.5, "lat": 50.4}
    helmand = {"admin1": "AF-HEL", "location_precision": "admin1", "lon": 64.0, "lat": 31.0}
    kandahar = {"admin1": "AF-KAN", "location_precision": "admin1", "lon": 65.0, "lat": 31.5}
    leaves = {"departure_iso3": "IRN"}
    one_place = [event(n, **leaves, country_iso3="UKR", **kyiv) for n in (1, 2)]
    two_places = [event(3, **leaves, country_iso3="AFG", **helmand), event(4, **leaves, country_iso3="AFG", **kandahar)]
    legs = found(copy_of(item_frame(one_place + two_places))).legs.set_index("leg")
    assert legs.loc["IRN-UKR", ["end_kind", "end_name", "end_lon"]].tolist() == ["place", "Kyiv", 30.5]
    assert legs.loc["IRN-AFG", "end_kind"] == "country"
    province = found(copy_of(item_frame([*two_places[:1], event(5, **leaves, country_iso3="AFG", **helmand)]))).legs
    assert province[["end_kind", "end_name"]].values.tolist() == [["admin1", "AF-HEL"]]


def test_a_sea_is_an_end_of_its_own():
    rows = [event(n, departure_iso3="IRN", sea_area="Gulf of Oman", location_precision="sea_area") for n in (1, 2)]
    legs = found(copy_of(item_frame(rows))).legs
    assert legs[["leg", "end", "end_kind"]].values.tolist() == [["IRN-gulf_of_oman", "gulf_of_oman", "sea_area"]]


def test_what_speaks_against_a_leg_is_counted():
    rows = [
        event(1, departure_iso3="IRN", country_iso3="AZE", destination_iso3="UKR"),
        event(2, departure_iso3="IRN;TUR", country_iso3="UKR", destination_iso3="UKR"),
        event(3, departure_iso3="UKR", country_iso3="IRN", destination_iso3="IRN"),
    ]
    columns = copy_of(item_frame(rows))
    known, every = paths(columns), select(columns, Filter(), MEMBERS).rows
    rows_of = rows_of_leg(known, "destination", "IRN-UKR", every)
    told = doubts(columns, known, "destination", "IRN-UKR", Selection(rows_of, 2), every)
    assert (told.seizures, told.opposite, told.elsewhere, told.several, told.inexact) == (2, 1, 1, 1, 0)
    assert (told.years, told.last_year, told.silent_years) == (1, 2014, 2)


@pytest.mark.parametrize(("km", "near"), [(25, [2, 0]), (1, [1, 0]), (5000, [2, 2])])
def test_seizures_near_a_point_are_those_of_known_places_within_the_distance(km, near):
    rows = [
        event(1, country_iso3="IRN", location_precision="place", lon=61.0, lat=34.6),
        event(2, country_iso3="IRN", location_precision="place", lon=61.1, lat=34.6),  # 9 km away
        event(3, country_iso3="IRN", location_precision="admin1", lon=61.0, lat=34.6),
    ]
    columns = copy_of(item_frame(rows))
    assert seizures_near(columns, select(columns, Filter(), MEMBERS), [61.0, 70.0], [34.6, 40.0], km).tolist() == near
