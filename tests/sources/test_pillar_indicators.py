"""Indicators, their values and the items of the declaration as they ship: every line with its date, its unit and whose it is."""

import csv
import io
from collections import Counter
from datetime import date

import pandas as pd
import pytest

from monitoring.measures.indicator_intervals import intervals
from monitoring.measures.pillars import cells, standing
from monitoring.paths import FACTS
from monitoring.sources.pillar_indicators.read import read
from monitoring.sources.registry import HERE
from monitoring.sources.table import beside
from monitoring.store.indicators import declaration_items, indicator_values, indicators, overrides
from monitoring.vocabulary.indicators import DIRECTIONS, KINDS
from monitoring.vocabulary.rows import Rejected

READ = HERE / "pillar_indicators" / "read.py"


def lines():
    with (FACTS / "pillar_indicators.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def read_one(**different):
    """What the reader makes of the first line with other cells."""
    line = lines()[0] | different
    text = io.StringIO()
    writer = csv.DictWriter(text, list(line))
    writer.writeheader()
    writer.writerow(line)
    text.seek(0)
    return next(iter(read(text)))


def observed(**different):
    return [row for name, row in read_one(**different).facts if name == "observation"]


@pytest.fixture(scope="module")
def known(imported):
    with imported[0].connect() as db:
        return indicators(db)


@pytest.fixture(scope="module")
def values(imported):
    with imported[0].connect() as db:
        return indicator_values(db)


@pytest.fixture(scope="module")
def stands(imported, known, values):
    with imported[0].connect() as db:
        return standing(known, values, overrides(db))


def test_every_code_of_the_file_is_an_indicator_and_the_afghan_series_are_two_more(known):
    codes = {line["indicator_code"] for line in lines()} - {"eradication_ha"}
    assert set(known["indicator_id"]) == codes | {"opium_eradication", "opium_cultivation", "opium_production"}
    assert len(known) == 50 and known["name"].is_unique and known["definition"].str.len().gt(30).all()
    assert set(known["kind"]) == set(KINDS) and set(known["direction"]) == set(DIRECTIONS)
    assert (known["baseline_year"] == 2014).all() and known["target"].isna().all()


def test_the_items_of_indicators_are_items_of_the_declaration_of_the_same_pillar(db, known):
    items = declaration_items(db).set_index("item_id")
    assert known["item_id"].isin(items.index).all()
    assert (known["item_id"].map(items["pillar"]) == known["pillar"]).all()


def test_the_declaration_has_four_titles_and_twenty_items_of_which_three_were_not_read(db):
    found = declaration_items(db)
    assert len(found) == 24 and list(found["item_id"][:2]) == ["I.0", "I.1"]
    assert {"I.7-8", "II.4+", "III.3+", "IV.5+"} <= set(found["item_id"])
    assert set(found.loc[found["gist"].isna(), "item_id"]) == {"I.7-8", "II.4+", "IV.5+"}
    assert (found["completeness"] == "title").sum() == 4


def test_more_seized_is_neither_better_nor_worse(known, stands):
    seized = known[known["indicator_id"].str.startswith("seizure_")]
    assert len(seized) == 5 and set(seized["direction"]) == {"none"}
    rows = stands[stands["indicator_id"].str.startswith("seizure_")]
    assert set(rows["status"]) == {"not_measurable"} and set(rows["why"]) == {"neither"}


def test_every_line_is_a_value_two_months_are_two_and_no_figure_comes_twice(values):
    ours = values[~values["indicator_id"].isin(["opium_cultivation", "opium_production"])]
    elsewhere = ours["indicator_id"].eq("opium_eradication") & ours["year"].isin([2013, 2014, 2017, 2018])
    # 927 lines, one of two months, and two that afghanistan_subnational.csv has from the same page.
    assert (~elsewhere).sum() == 927 + 1 - 2
    assert not ours.duplicated(["indicator_id", "area", "period", "value", "value_low", "value_high", "source"]).any()


def test_turkish_acetic_anhydride_of_2012_is_a_pair_and_never_a_sum(known, values):
    found = cells(known, values)
    cell = found[(found["indicator_id"] == "seizure_aa_kg") & (found["area"] == "TUR") & (found["year"] == 2012)].iloc[
        0
    ]
    assert (cell["low"], cell["high"], cell["several"], cell["estimator"]) == (1.786, 177.0, True, "UNODC")
    assert not found["low"].between(178.7, 178.9).any() and not found["high"].between(178.7, 178.9).any()


def test_two_rows_of_a_source_have_no_value_between_them(values):
    reported = [line for line in lines() if line["value_low"]]
    pairs = values[
        values["value_low"].notna() & values["value"].isna() & ~values["indicator_id"].str.startswith("opium_")
    ]
    assert len(pairs) == len(reported) and pairs["value_high"].notna().all()


def test_a_line_without_a_year_is_of_the_day_on_which_it_was_read(values):
    undated = values[values["period"] == "undated"]
    assert set(undated["indicator_id"]) == {"ccp_trained", "pcu_count", "opiate_market_value", "route_value"}
    assert undated["year"].isna().all() and set(undated["first_day"]) == set(undated["last_day"]) == {
        pd.Timestamp(2026, 11, 23)
    }


def test_units_that_are_dates_or_remarks_became_days_and_notes(known, values):
    units = known.set_index("indicator_id")["unit"]
    other = values[values["unit"] != values["indicator_id"].map(units)]
    assert set(other["indicator_id"]) == {"seizure_aa_kg"} and set(other["unit"]) == {
        "kg"
    }  # no kilogram equivalent is made of it
    party = values[values["indicator_id"] == "untoc_party"].set_index("area")
    assert party.loc["AFG", "first_day"] == pd.Timestamp(2005, 3, 15) and "15 March 2005" in party.loc["AFG", "note"]
    assert party.loc["RUS", "first_day"] == pd.Timestamp(2004, 5, 26)
    assert values.loc[values["indicator_id"] == "afg_provinces_affected", "note"].eq("of 34 provinces").all()


def test_what_a_period_says_besides_is_kept(values):
    reported = Counter(line["period_detail"] for line in lines() if line["period_detail"])
    kept = {row["period_detail"]: row for row in beside(str(READ), "periods.csv")}
    assert set(reported) <= set(kept)
    for words in ("since launch, page undated", "removed June 2024", "listed March and October 2022", "10 cities"):
        assert values["note"].fillna("").str.contains(words, regex=False).any()
    due = values[values["indicator_id"] == "mutual_evaluation_due"].set_index("area")
    assert due.loc["CHN", "period"] == "2027-02" and due.loc["CHN", "note"].startswith("third round: on-site June 2026")


def test_listings_are_intervals_that_say_no_more_than_their_sources(known, values):
    found = intervals(known, values)
    grey = found[found["indicator_id"] == "fatf_grey_list"].set_index("area")
    turkey = grey.loc["TUR"]
    assert (turkey["from_day"], turkey["from_known"]) == (pd.Timestamp(2021, 10, 21), True)
    assert (turkey["to_day"], turkey["to_known"]) == (pd.Timestamp(2024, 6, 1), True)
    albania = grey.loc["ALB"]
    assert not albania["from_known"] and albania["to_day"] == pd.Timestamp(2023, 10, 27)
    assert albania["as_of"] == pd.Timestamp(2022, 10, 31)
    malta = grey.loc["MLT"]
    assert (malta["from_known"], malta["to_known"], malta["as_of"]) == (False, False, pd.Timestamp(2022, 3, 31))
    member = found[found["indicator_id"] == "eag_member_since"].set_index("area").loc["IND"]
    assert (member["from_day"], member["as_of"]) == (pd.Timestamp(2010, 1, 1), pd.Timestamp(2026, 11, 23))


def test_the_afghan_series_count_as_indicators_from_the_file_that_ships_them(stands):
    found = stands.set_index(["indicator_id", "area"])
    area = found.loc[("opium_cultivation", "AFG")]
    assert (area["baseline_year"], area["baseline_low"], area["latest_year"], area["latest_high"]) == (
        2014,
        224_000,
        2025,
        10_200,
    )
    assert area["status"] == "progress" and (found.loc[("opium_production", "AFG"), "latest_low"]) == 296
    eradicated = found.loc[("opium_eradication", "AFG")]
    assert set(eradicated["why"]) == {"neither"}


def test_most_of_what_ships_is_not_measurable_and_says_why(stands):
    assert stands["status"].value_counts().to_dict() == {
        "not_measurable": 253, "target_met": 9, "progress": 2, "deterioration": 1,
    }  # fmt: skip
    assert stands.loc[stands["status"] == "not_measurable", "why"].ne("").all()


def test_every_source_of_the_file_was_read_by_a_person():
    assert {line["source"] for line in lines()} == {row["source"] for row in beside(str(READ), "estimators.csv")}


def test_areas_are_countries_regions_or_the_world(values):
    assert set(values.loc[values["level"] == "global", "area"]) == {"World"}
    assert set(values.loc[values["level"] == "region", "area"]) == {
        line["country_or_area"] for line in lines() if not line["country_iso3"]
    } - {"World"}
    assert values.loc[values["level"] == "country", "area"].str.fullmatch("[A-Z]{3}").all()


@pytest.mark.parametrize("different", [
    {"indicator_code": "made_up"}, {"unit": "stone"}, {"period_detail": "some time ago"}, {"source": "hearsay"}, {"pillar": "4"},
    {"pillar": "all"}, {"country_iso3": "ZZZ"}, {"value": "many"}, {"year": "MMXI"},
])  # fmt: skip
def test_what_nobody_has_reviewed_is_refused(different):
    found = read_one(**different)
    assert (
        isinstance(found, Rejected)
        and found.column == next(iter(different))
        and found.value == next(iter(different.values()))
    )


def test_the_name_in_the_file_is_kept_where_it_is_another_one():
    (row,) = observed(indicator="Provinces with some poppy")
    assert row["note"] == "of 34 provinces; Provinces with some poppy" and row["first_day"] == date(2009, 1, 1)
