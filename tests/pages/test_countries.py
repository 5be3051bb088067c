"""`/countries` on the shipped facts: groups as of a day, the order of the link, and comparisons of like with like."""

import json
import re

import pandas as pd
import pytest
from plotly.utils import PlotlyJSONEncoder

from monitoring.components.countries_of import NEIGHBOURS, read
from monitoring.errors import FilterError
from monitoring.pages import countries
from monitoring.vocabulary.pillar_words import ON_THE_ROUTES

pytestmark = pytest.mark.usefixtures("on_facts")


def words(drawn) -> str:
    return json.dumps(drawn, cls=PlotlyJSONEncoder, ensure_ascii=False).replace("\N{NO-BREAK SPACE}", " ")


def rows_of(search: str) -> list[str]:
    """The countries of the table, in its order."""
    drawn = words(countries.show(search=search, pathname="/countries")["rows"])
    return re.findall(r'"href": "/country/([A-Z]{3})', drawn)


def test_the_page_opens_with_the_countries_on_the_routes():
    assert rows_of("") == list(ON_THE_ROUTES)


@pytest.mark.parametrize(
    ("search", "n"),
    [
        ("?group=paris_pact_partners", 58),
        ("?group=rp_afghanistan_neighbours", 8),
        ("?among=neighbours", len(NEIGHBOURS)),
    ],
)
def test_every_group_has_its_countries(search, n):
    assert len(set(rows_of(search))) == n


def test_membership_is_as_of_a_day():
    group = "?group=rp_south_eastern_europe_2012_2015"
    assert rows_of(group) == [] and len(rows_of(f"{group}&on=2014-06-30")) == 7
    said = words(countries.show(search=group, pathname="/countries")["head"])
    assert "had no member on 23 Nov 2026: it had not begun, or had ended." in said


def test_a_group_without_dates_says_so():
    assert "Of 58 no dates are stated." in words(countries.layout("?group=paris_pact_partners"))


@pytest.mark.parametrize("name", ["heroin", "opium", "morphine", "acetic_anhydride", "records", "newest", "price"])
def test_the_order_is_the_links_and_what_has_no_figure_comes_last_both_ways(name):
    for search, up in (
        (f"?group=paris_pact_partners&ranked={name}", True),
        (f"?group=paris_pact_partners&ranked=-{name}", False),
    ):
        column = read(search)[0].frame[name]
        known = column.dropna()
        assert (known.is_monotonic_increasing if up else known.is_monotonic_decreasing) and len(known)
        assert column.tail(int(column.isna().sum())).isna().all()


def test_a_head_that_orders_turns_round_when_it_is_used_again():
    drawn = words(countries.show(search="?ranked=-heroin", pathname="/countries")["rows"])
    assert '"aria-sort": "descending"' in drawn and '"/countries?ranked=heroin"' in drawn


def test_what_is_missing_is_said_and_is_no_zero():
    frame = read("?group=paris_pact_partners")[0].frame.set_index("iso3")
    assert pd.isna(frame["heroin"]["CHN"]) and frame["acetic_anhydride"]["KAZ"] == 0
    assert "no value" in words(countries.layout("?group=paris_pact_partners"))


def test_a_comparison_gives_each_value_its_year_and_edition_and_the_range_of_the_group():
    drawn = words(countries.layout("?group=paris_pact_partners&compare=TJK,TUR"))
    assert "Tajikistan and Türkiye compared" in drawn and "2023; World Drug Report 2025, annex 7.1" in drawn
    assert "Range in: Paris Pact partner countries" in drawn and ", median " in drawn


def test_a_comparison_says_what_must_not_be_compared():
    drawn = words(countries.layout("?compare=TJK,TUR"))
    for said in ("Records must not be compared across countries", "More seized is neither better nor worse",
                 "Only figures of one estimator stand in a row", "Prices of different levels"):  # fmt: skip
        assert said in drawn


def test_one_chosen_country_waits_for_another():
    drawn = words(countries.layout("?compare=TJK"))
    assert "Add from one to five more" in drawn and "compared-totals" not in drawn


def test_six_are_enough():
    drawn = words(countries.layout("?compare=AFG,IRN,PAK,TJK,UZB,KAZ"))
    assert "six at most" in drawn
    with pytest.raises(FilterError):
        countries.status("?compare=AFG,IRN,PAK,TJK,UZB,KAZ,TKM")


def test_a_country_outside_the_table_can_be_compared():
    assert "not in this table" in words(countries.layout("?compare=TJK,NRU"))


def test_the_map_follows_the_order_of_the_table():
    assert (
        countries.mapped(read("?ranked=-routes")[2]) == "routes"
        and countries.mapped(read("?ranked=newest")[2]) == "heroin"
    )
    first = countries.show(search="?ranked=-heroin", pathname="/countries")
    other = countries.show(search="?ranked=-records", pathname="/countries")
    assert first["map"] != other["map"] and "Seizures in the record" in words(other["map_head"])


def test_two_groups_at_once_are_refused():
    with pytest.raises(FilterError):
        countries.status("?group=caricc,paris_pact_partners")


def test_another_page_changes_nothing_here():
    assert all(value is countries.no_update for value in countries.show(search="", pathname="/data").values())
