"""The drawings of a country: what they join, what they leave apart, and what they say to who cannot see them."""

from urllib.parse import unquote

import pandas as pd

from monitoring.figures.countries import sparkline, trend, trend_words
from monitoring.figures.theme import family_colours
from monitoring.language import use_language

NAN = float("nan")


def rows(*found, drug="heroin") -> pd.DataFrame:
    """(year, low, high, records)."""
    frame = pd.DataFrame(found, columns=["year", "national_low", "national_high", "records_kg"])
    return frame.assign(drug=drug)


def traces(figure, **wanted):
    return [one for one in figure["data"] if all(one.get(name) == value for name, value in wanted.items())]


def test_a_year_without_a_total_breaks_the_line_and_is_no_zero():
    (line,) = trend(rows((2020, 5.0, 5.0, NAN), (2022, 7.0, 7.0, NAN)), "light")["data"]
    assert line["x"] == [2020, 2021, 2022] and line["y"] == [5.0, None, 7.0]
    assert line["line"]["color"] == family_colours("light")["heroin"]


def test_two_totals_of_a_year_are_drawn_apart_and_never_added():
    figure = trend(rows((2012, 1.786, 177.0, NAN), (2013, 60.0, 60.0, NAN)), "light")
    (pair,) = [one for one in figure["data"] if one["line"].get("dash") == "dot"]
    assert pair["y"][:2] == [1.786, 177.0] and not any(value == 178.786 for one in figure["data"] for value in one["y"])
    assert "neither is chosen" in pair["hovertext"][0]


def test_records_are_a_mark_of_their_own_and_only_where_they_are_asked_for():
    found = rows((2012, 100.0, 100.0, 20.0), (2013, NAN, NAN, 5.0))
    assert len(trend(found, "light")["data"]) == 1
    records = traces(trend(found, "light", with_records=True), mode="markers")
    assert [one["y"] for one in records] == [[20.0, 5.0]] and records[0]["marker"]["symbol"] == "square-open"


def test_first_highest_and_last_are_written_once():
    figure = trend(rows((2010, 985.0, 985.0, NAN), (2016, 88.0, 88.0, NAN), (2023, 422.0, 422.0, NAN)), "light")
    assert [note["text"].replace("\N{NO-BREAK SPACE}", " ") for note in figure["layout"]["annotations"]] == [
        "<b>422 kg</b>",
        "985 kg",
    ]


def test_the_axis_runs_backwards_from_right_to_left():
    found = rows((2010, 9.0, 9.0, NAN), (2020, 4.0, 4.0, NAN))
    with use_language("ar"):
        mirrored = trend(found, "light")["layout"]
    assert mirrored["xaxis"]["range"] == trend(found, "light")["layout"]["xaxis"]["range"][::-1]
    assert mirrored["xaxis"]["ticktext"][-1] == "٢٠٢٠"


def test_the_chart_in_words_names_its_ends_and_both_figures_of_a_pair():
    said = trend_words(rows((2012, 1.786, 177.0, NAN), (2023, 422.0, 422.0, NAN)), "Heroin").replace(
        "\N{NO-BREAK SPACE}", " "
    )
    assert said == (
        "Heroin, national totals of 2 years: 1.786 kg and 177 kg in 2012, 422 kg in 2023. The table holds every year."
    )
    assert trend_words(rows((2012, NAN, NAN, 4.0)), "Heroin") == "Heroin: no national total."


def drawn(values) -> str:
    return unquote(sparkline(values, "#000000"))


def test_a_small_line_leaves_a_gap_where_a_year_is_missing():
    assert drawn([(2010, 1.0), (2011, 2.0), (2013, 1.0), (2014, 3.0)]).count("<polyline") == 2
    assert drawn([(2010, 1.0), (2011, 2.0), (2012, 1.0)]).count("<polyline") == 1


def test_a_small_line_ends_in_a_dot_at_the_newest_year():
    left = drawn([(2010, 1.0), (2011, 0.0)])
    assert 'cx="81.0" cy="17.0"' in left
    with use_language("ar"):
        assert 'cx="3.0" cy="17.0"' in drawn([(2010, 1.0), (2011, 0.0)])
