"""Bars that filter: the value a click gives, the years outside the range, the words for who cannot see them."""

import pandas as pd
import plotly.graph_objects as go
import pytest

from monitoring.figures import charts
from monitoring.figures.theme import colours, family_colours
from monitoring.language import use_language

YEARS = pd.DataFrame({"year": pd.array([2013, 2014, 2016, None], dtype="Int64"), "seizures": [3, 10, 1, 2]})
COUNTRIES = pd.DataFrame({"value": ["IRN", None, "PAK"], "seizures": [5, 9, 7]})


def drawn(make, *given) -> go.Figure:
    """The chart as plotly itself understands it, which refuses what is no property of a figure."""
    return go.Figure(make(*given))


def test_every_year_has_its_place_and_years_outside_the_range_are_pale():
    bar = drawn(charts.years, YEARS, 2014, None, "light").data[0]
    token = colours("light")
    assert (list(bar.x), list(bar.y)) == ([2013, 2014, 2015, 2016], [3, 10, 0, 1])
    assert list(bar.marker.color) == [token["mute"]] + 3 * [token["accent"]]
    assert list(bar.customdata) == [2013, 2014, 2015, 2016]


def test_the_tallest_year_carries_its_number():
    assert list(drawn(charts.years, YEARS, None, None, "light").data[0].text) == ["", "10", "", ""]


def test_bars_have_the_short_names_of_maps():
    counts = pd.DataFrame({"value": ["GBR", "IRN"], "seizures": [2, 1]})
    assert list(drawn(charts.by_country, counts, "light").layout.yaxis.ticktext) == ["United Kingdom", "Iran"]


def test_no_year_gives_an_empty_chart():
    assert len(drawn(charts.years, YEARS.iloc[:0], None, None, "dark").data[0].x or ()) == 0
    assert charts.years_words(YEARS.iloc[3:], None, None) == "Seizures by year: none."


def test_a_bar_carries_the_value_that_the_filter_takes():
    bar = drawn(charts.by_country, COUNTRIES, "light").data[0]
    assert list(bar.customdata) == ["PAK", "IRN", "none"]
    assert list(bar.text) == ["7", "5", "9"]  # what nobody stated is no place in the ranking


def test_bars_outside_the_choice_are_pale():
    bar = drawn(charts.by_country, COUNTRIES, "light", ["PAK"]).data[0]
    assert list(bar.marker.color) == [colours("light")[name] for name in ("accent", "mute", "mute")]


def test_drugs_keep_their_colour():
    counts = pd.DataFrame({"value": ["opium", "heroin"], "seizures": [2, 1]})
    known = family_colours("dark")
    assert list(drawn(charts.by_drug, counts, "dark").data[0].marker.color) == [known["opium"], known["heroin"]]


def test_what_does_not_fit_is_counted():
    many = pd.DataFrame({"value": [f"x{n}" for n in range(14)], "seizures": range(14)})
    assert len(drawn(charts.by_drug, many, "light").data[0].x) == 10
    assert charts.hidden(many) == 4


def test_in_arabic_bars_grow_from_the_right():
    with use_language("ar"):
        figure = drawn(charts.by_country, COUNTRIES, "light")
    first, last = figure.layout.xaxis.range
    assert first > last and figure.layout.yaxis.side == "right"


@pytest.mark.parametrize("make", [charts.by_country, charts.by_drug, charts.by_mode])
def test_an_empty_selection_draws_no_bar(make):
    assert len(drawn(make, COUNTRIES.iloc[:0], "light").data[0].x) == 0


def test_the_words_say_what_the_bars_show():
    assert charts.years_words(YEARS, None, None) == "Seizures by year, 2013 to 2016; most in 2014, 10."
    words = charts.bars_words(
        "By drug", pd.DataFrame({"value": ["heroin", "opium"], "seizures": [4, 2]}), charts.drug_name
    )
    assert words == "By drug, 2 values; most: Heroin 4, Opium 2."
