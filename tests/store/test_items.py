"""The item frame: one row per item, in order, with every column and its type, empty or not."""

from datetime import date

import geopandas as gpd
import pandas as pd

from monitoring.language import use_language
from monitoring.store.items import item_frame
from monitoring.vocabulary.fields import DTYPES
from monitoring.vocabulary.rows import Accepted

from .made import made_seizure


def test_an_empty_record_gives_every_column_with_its_type(db):
    frame = item_frame(db, "public")
    assert isinstance(frame, gpd.GeoDataFrame) and frame.crs == "EPSG:4326" and frame.empty
    assert {name: str(frame[name].dtype) for name in DTYPES} == {
        name: str(pd.Series(dtype=t).dtype) for name, t in DTYPES.items()
    }


def test_columns_and_types_are_the_same_with_rows(db, load):
    empty = item_frame(db, "public").dtypes
    load(made_seizure())
    assert item_frame(db, "public").dtypes.equals(empty)


def test_rows_are_in_order_of_day_then_seizure_then_item(db, load):
    load([
        *made_seizure("b", drugs=("opium", "heroin")), *made_seizure("a", drugs=("morphine",)),
        *made_seizure("z", seized_on=date(2019, 1, 1)),
    ])  # fmt: skip
    assert list(item_frame(db, "public")["item_id"]) == ["z/heroin", "a/morphine", "b/opium", "b/heroin"]


def test_asking_for_some_items_gives_them_in_the_same_order(db, load):
    load([*made_seizure("b"), *made_seizure("a")])
    assert list(item_frame(db, "public", ["b/heroin", "x", "a/heroin"])["item_id"]) == ["a/heroin", "b/heroin"]


def test_asking_for_very_many_items_is_no_problem(db, load):
    load(made_seizure("a"))
    assert len(item_frame(db, "public", [*(f"no-{n}" for n in range(40_000)), "a/heroin"])) == 1


def test_a_month_has_its_first_and_last_day(db, load):
    load(made_seizure(seized_on=date(2020, 2, 1), seized_until=date(2020, 2, 29), date_precision="month"))
    row = item_frame(db, "public").iloc[0]
    assert (row["seized_on"], row["seized_until"]) == (pd.Timestamp(2020, 2, 1), pd.Timestamp(2020, 2, 29))


def test_a_country_alone_gets_no_point(db, load):
    load(made_seizure())
    row = item_frame(db, "public").iloc[0]
    assert row.geometry is None and pd.isna(row["lon"]) and row["country"] == "Afghanistan"


def test_a_sea_area_gets_a_label_point_that_says_what_it_is(db, load):
    load(made_seizure(country_iso3=None, location_precision="sea_area", sea_area="sea-area/gulf"))
    area = {"id": "sea-area/gulf", "kind": "sea_area", "name": "The Gulf", "lon": 58.0, "lat": 25.0, "source": "us"}
    arabic = {"place_id": "sea-area/gulf", "position": 1, "name": "الخليج", "language": "ar"}
    load([Accepted(2, [("place", area), ("place_name", arabic)], {})], key="seas")
    row = item_frame(db, "public").iloc[0]
    assert (row["lon"], row["lat"], row["sea_area"]) == (58.0, 25.0, "The Gulf")
    assert "not the position of the seizure" in row["location_method"]
    assert pd.isna(row["country"])
    with use_language("ar"):
        assert item_frame(db, "public").iloc[0]["sea_area"] == "الخليج"


def test_legs_are_joined_in_their_order_and_arrests_added_up(db, load):
    lines = made_seizure()
    legs = [
        {"seizure_id": "a-1", "role": "transit", "position": at, "country_iso3": code, "basis": "stated", "alternative": False}
        for at, code in ((2, "TUR"), (3, "ARM"))
    ]  # fmt: skip
    load([*lines, Accepted(3, [("seizure_leg", leg) for leg in legs], {}),
          Accepted(4, [("seizure_arrests", {"seizure_id": "a-1", "nationality_iso3": "IRN", "number": 3})], {})])  # fmt: skip
    row = item_frame(db, "public").iloc[0]
    assert row["transit_iso3"] == "IRN;TUR;ARM" and row["arrests"] == 5 and pd.isna(row["origin_iso3"])
