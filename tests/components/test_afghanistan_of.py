"""The shipped numbers of Afghanistan as a page gets them."""

import numpy as np
import pandas as pd
import pytest

from monitoring.components.afghanistan_of import (
    border_of,
    capacity_of,
    checks_of,
    farm_gate_of,
    national_of,
    prices_of,
    provinces_of,
    seizures_of,
)
from monitoring.components.current import data
from monitoring.vocabulary.filters import Filter, parse_filter


@pytest.fixture
def current(on_facts):
    return data()


def figure(current, code: str, year: int) -> pd.Series:
    found = provinces_of(current)
    return found[(found["code"] == code) & (found["year"] == year)].iloc[0]


def test_all_provinces_of_2010_to_2020_have_a_figure_or_are_poppy_free(current):
    found = provinces_of(current)
    years = found[found["year"].between(2010, 2020)]
    assert len(years) == 34 * 11
    assert set(years["state"]) == {"value", "poppy_free"}


def test_daykundi_and_uruzgan_are_not_swapped(current):
    assert (figure(current, "AF-DAY", 2017)["area_ha"], figure(current, "AF-URU", 2017)["area_ha"]) == (1_508, 21_541)


def test_badakhshan_2025_is_a_quotation_and_names_the_other_print(current):
    found = figure(current, "AF-BDS", 2025)
    assert (found["area_ha"], found["quoted"]) == (6_689, True)
    assert "6,639" in found["note"]
    assert not figure(current, "AF-BDS", 2017)["quoted"]


def test_a_status_without_hectares_stays_a_status(current):
    found = figure(current, "AF-BDG", 2025)
    assert (found["state"], found["published_change_pct"], found["class"]) == ("grown_no_figure", -54, -1)
    assert pd.isna(found["area_ha"])


def test_hilmand_2001_is_a_measured_zero(current):
    assert (figure(current, "AF-HEL", 2001)["state"], figure(current, "AF-HEL", 2001)["area_ha"]) == ("zero", 0)


def test_both_estimators_of_2001_stand_side_by_side(current):
    found = national_of(current)
    found = found[(found["year"] == 2001) & (found["indicator"] == "area_ha")]
    assert {"UNODC", "UNDCP", "US Government"} == set(found["estimator"])


@pytest.mark.parametrize(
    ("year", "provinces_ha", "published_ha"),
    [(2014, 224_125, 224_000), (2016, 201_312, 201_000), (2017, 328_304, 328_000)],
)
def test_provinces_add_up_to_the_published_country(current, year, provinces_ha, published_ha):
    found, _texts = checks_of(current)
    row = found[(found["year"] == year) & (found["edition"] == "WDR 2026 edition")].iloc[0]
    assert (row["provinces_ha"], row["published_ha"], row["verdict"]) == (provinces_ha, published_ha, "agrees")
    assert ("212 ha less of the printed national total (unexplained)" in row["note"]) == (year == 2014)


def test_every_complete_year_agrees_with_its_report_and_the_two_known_errors_differ(current):
    found, _texts = checks_of(current)
    differs = found[found["verdict"] == "differs"]
    assert set(zip(differs["year"], differs["published_ha"])) == {(2010, 125_000), (2016, 221_000)}
    assert set(found.loc[found["verdict"] == "cannot say", "year"]) == {2000, 2001, 2005, 2006, 2025}


def test_poppy_free_counts_agree_with_the_texts(current):
    _sums, texts = checks_of(current)
    found = {(row.year, row.what): (row.counted, row.verdict) for row in texts.itertuples()}
    assert found[2010, "affected"] == (14, "agrees")
    assert found[2011, "affected"] == (17, "agrees")
    assert found[2016, "affected"] == (21, "agrees")
    assert found[2017, "affected"] == (24, "agrees")
    assert found[2018, "poppy_free"] == (10, "agrees")
    assert texts["source"].str.startswith("http").all()


def test_shipped_seizures_inside_add_up_over_provinces(current):
    found = seizures_of(current, Filter())
    inside = border_of(current, Filter()).inside
    assert found["seizures"].sum() == inside.seizures == current.select(parse_filter("country=AFG")).seizures
    assert found["mass_kg"].sum() == pytest.approx(np.nansum(current.columns.mass_kg(inside.rows)))


def test_fresh_dry_and_unknown_forms_of_afghan_opium_are_apart(current):
    found = prices_of(current)
    found = found[(found["country_iso3"] == "AFG") & (found["level"] == "farm_gate")]
    assert set(found["form"]) == {"dry", "fresh", "not_stated"}
    dry = found[found["form"] == "dry"].set_index("year")
    assert dry.loc[2010, ["value", "whole_year"]].tolist() == [169, True]
    assert not dry.loc[2021, "whole_year"]


def test_82_carried_values_are_marked(current):
    assert prices_of(current)["carried"].sum() == 82


def test_laboratories_are_counts_of_provinces(current):
    found = capacity_of(current)
    ghor = found[(found["code"] == "AF-GHO") & (found["indicator"] == "laboratories_destroyed")]
    assert ghor["value"].tolist() == [62]
    assert {"IRN", "TJK"} <= set(capacity_of(current, everywhere=True)["country_iso3"])


def test_the_way_outwards_of_a_shipped_province_and_year(current):
    found = {(step.stage, step.key): step for step in farm_gate_of(current, "AF-HEL", 2010)}
    assert found["province", "area"].value == 65_045
    assert (found["country", "area_ha"].value, found["country", "production_t"].value) == (123_000, 3_600)
    assert found["farm_gate", "dry"].value == 169
    assert found["trade", "wholesale_heroin"].without
    assert all(step.source or step.without for step in found.values())
