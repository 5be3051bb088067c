"""Provinces by year and the country's series, on made observations."""

import pandas as pd
import pytest

from monitoring.measures.afghanistan import classes, codes, national, of_districts, provinces, series, years_without

from .made_observations import observation, observations

HILMAND, BALKH = "AF-HEL", "AF-BAL"


def row(frame: pd.DataFrame, code: str, year: int) -> pd.Series:
    return frame[(frame["code"] == code) & (frame["year"] == year)].iloc[0]


def test_every_province_has_a_row_in_every_year_of_the_facts():
    found = provinces(observations(observation(HILMAND, 2016, 80_273), observation(BALKH, 2018, 9)))
    assert list(zip(found["code"], found["year"])) == [(code, year) for code in codes() for year in (2016, 2018)]
    assert len(codes()) == 34
    assert row(found, BALKH, 2016)["state"] == "none"


def test_kinds_of_nothing_are_kept_apart():
    rows = observations(
        observation("AF-BDS", 2001, 0, state="zero"), observation("AF-BGL", 2001, None, state="poppy_free"),
        observation("AF-KAB", 2001, None, state="grown_no_figure"), observation("AF-LOG", 2001, None, state="missing"),
    )  # fmt: skip
    found = provinces(rows).set_index("code")
    states = {"AF-BDS": "zero", "AF-BGL": "poppy_free", "AF-KAB": "grown_no_figure", "AF-LOG": "none", "AF-ZAB": "none"}
    assert {code: found.loc[code, "state"] for code in states} == states
    assert found.loc["AF-BDS", "area_ha"] == 0
    assert found.loc[["AF-BGL", "AF-KAB", "AF-LOG"], "area_ha"].isna().all()


def test_class_breaks_are_fixed():
    assert list(classes(pd.Series([0, 99, 100, 999, 1_000, 5_000, 19_999, 20_000, None]))) == [
        -1, -1, 0, 0, 1, 2, 2, 3, -1,
    ]  # fmt: skip


def test_a_change_needs_a_figure_in_both_years():
    rows = observations(
        observation(HILMAND, 2016, 80_273), observation(HILMAND, 2017, 144_018), observation(BALKH, 2017, 12_116),
        observation(BALKH, 2016, None, state="poppy_free"),
    )  # fmt: skip
    found = provinces(rows)
    assert row(found, HILMAND, 2017)["change_ha"] == 63_745
    assert pd.isna(row(found, BALKH, 2017)["change_ha"])


def test_a_year_apart_is_not_the_year_before():
    found = provinces(observations(observation(HILMAND, 2006, 69_324), observation(HILMAND, 2010, 65_045)))
    assert pd.isna(row(found, HILMAND, 2010)["change_ha"])


def test_shares_are_of_complete_years_only():
    whole = [observation(code, 2016, None, state="poppy_free") for code in codes() if code not in (HILMAND, BALKH)]
    rows = [observation(HILMAND, 2016, 75), observation(BALKH, 2016, 25), observation(HILMAND, 2000, 5)]
    found = provinces(observations(*whole, *rows))
    assert row(found, HILMAND, 2016)["share_pct"] == pytest.approx(75)
    assert pd.isna(row(found, HILMAND, 2000)["share_pct"])


def test_rank_is_among_the_provinces_with_a_figure():
    found = provinces(observations(observation(HILMAND, 2016, 75), observation(BALKH, 2016, 100)))
    assert (row(found, BALKH, 2016)["rank"], row(found, HILMAND, 2016)["rank"]) == (1, 2)
    assert row(found, "AF-KAB", 2016)["rank"] == 0


def test_districts_are_no_provinces():
    rows = observations(observation(HILMAND, 2016, 9), observation(HILMAND, 2016, 4, area="Hilmand / Garmser"))
    assert row(provinces(rows), HILMAND, 2016)["figures"] == 1
    assert list(of_districts(rows)["value"]) == [4]


def test_the_better_graded_of_two_figures_is_drawn_and_both_are_counted():
    rows = observations(
        observation(HILMAND, 2016, 1, confidence="low: press", edition="z"),
        observation(HILMAND, 2016, 2, confidence="medium: OCR", edition="a"),
    )  # fmt: skip
    found = row(provinces(rows), HILMAND, 2016)
    assert (found["area_ha"], found["figures"]) == (2, 2)
    assert row(provinces(rows, edition="z"), HILMAND, 2016)["area_ha"] == 1


def test_a_quotation_is_known_by_its_words():
    rows = observations(
        observation(HILMAND, 2025, 681, confidence="low: third party"),
        observation(BALKH, 2025, 3, confidence="medium: OCR, sums checked"),
    )  # fmt: skip
    found = provinces(rows)
    assert row(found, HILMAND, 2025)["quoted"]
    assert not row(found, BALKH, 2025)["quoted"]


def test_years_between_without_any_figure_are_named():
    rows = observations(observation(HILMAND, 2020, 1), observation(HILMAND, 2024, None, state="grown_no_figure"))
    assert years_without(provinces(rows)) == [2021, 2022, 2023]
    assert years_without(provinces(rows, range(2019, 2026))) == [2021, 2022, 2023]


def test_a_record_without_observations_still_has_the_shape():
    frame = provinces(observations())
    assert frame.empty
    assert {"code", "class", "share_pct"} <= set(frame)
    assert national(observations()).empty
    assert series(national(observations()), "area_ha").empty


def test_parts_of_the_country_are_not_the_country():
    rows = observations(
        observation(None, 2023, 10_800), observation(None, 2023, 16_000, area="14 provinces mapped by Alcis")
    )
    assert list(national(rows)["value"]) == [10_800]


def test_a_line_takes_the_edition_of_most_years_and_never_a_doubted_figure():
    rows = observations(
        observation(None, 2021, 177_000, edition="WDR"), observation(None, 2022, 233_000, edition="WDR"),
        observation(None, 2022, 232_000, edition="survey of 2025"), observation(None, 2010, 1, confidence="low: misprint"),
        observation(None, 2009, 131_000, estimator="US Government"),
    )  # fmt: skip
    found = national(rows)
    assert list(series(found, "area_ha")["value"]) == [177_000, 233_000]
    assert list(series(found, "area_ha", edition="survey of 2025")["value"]) == [232_000]
    assert list(series(found, "area_ha", "US Government")["value"]) == [131_000]
    assert list(found.loc[found["doubted"], "year"]) == [2010]
