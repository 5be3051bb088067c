"""Charts of a measure by area: every value is drawn where it stands, two of a year both, and nothing between or beyond them."""

from datetime import date

import pandas as pd

from monitoring.figures.pillar_charts import answers, panels, panels_words, spells
from monitoring.language import use_language

NAMES = {"TUR": "Türkiye", "IRN": "Iran", "AFG": "Afghanistan"}
CELLS = pd.DataFrame(
    [("TUR", 2011, 3434.0, 3434.0), ("TUR", 2012, 1.786, 177.0), ("IRN", 2013, 5.0, 5.0), ("IRN", 2014, None, None)],
    columns=["area", "year", "low", "high"],
)
SPELLS = pd.DataFrame(
    {
        "area": ["TUR", "IRN"], "from_day": pd.to_datetime(["2021-10-21", "2024-01-01"]), "from_known": [True, False],
        "to_day": pd.to_datetime(["2024-06-01", None]), "to_known": [True, False],
        "as_of": pd.to_datetime(["2021-10-21", "2024-12-31"]),
    }
)  # fmt: skip


def drawn(figure, axis):
    return [
        (x, y) for one in figure["data"] if one["xaxis"] == axis for x, y in zip(one["x"], one["y"]) if y is not None
    ]


def test_a_panel_an_area_in_the_order_of_the_names_and_none_without_a_value():
    figure = panels(CELLS, NAMES, "light")
    titles = [note["text"] for note in figure["layout"]["annotations"] if "<b>" in note["text"]]
    assert [title.partition("</b>")[0] for title in titles] == ["<b>Türkiye", "<b>Iran"]
    assert "highest 3,434" in titles[0] and "highest 5" in titles[1]
    assert drawn(figure, "x") == [(2011, 3434.0), (2012, 1.786), (2012, 177.0)] and drawn(figure, "x2") == [(2013, 5.0)]


def test_two_values_of_a_year_are_named_and_their_sum_and_middle_are_nowhere():
    figure = panels(CELLS, NAMES, "light")
    assert "1.786 and 177" in [note["text"] for note in figure["layout"]["annotations"]]
    heights = {y for one in figure["data"] for y in one["y"]}
    assert 178.786 not in heights and (1.786 + 177) / 2 not in heights
    assert "Türkiye 2012: 1.786 and 177" in panels_words(CELLS, NAMES)


def test_years_run_from_right_to_left_where_the_page_does():
    with use_language("ar"):
        turned = panels(CELLS, NAMES, "dark")["layout"]
    straight = panels(CELLS, NAMES, "dark")["layout"]
    assert turned["xaxis"]["range"] == straight["xaxis"]["range"][::-1]
    assert turned["xaxis"]["domain"][0] > turned["xaxis2"]["domain"][0]


def test_no_value_at_all_is_an_empty_chart():
    assert panels(CELLS.iloc[:0], NAMES, "light")["data"] == []


def test_a_spell_ends_filled_where_a_source_names_its_end_and_open_where_it_was_merely_seen():
    line, dots = spells(SPELLS, NAMES, date(2026, 11, 23), "light")["data"]
    assert dots["x"] == ["2021-10-21", "2024-06-01", "2024-01-01", "2024-12-31"]
    assert dots["marker"]["symbol"] == ["circle", "circle", "circle-open", "circle-open"]
    assert line["x"] == ["2021-10-21", "2024-06-01", None, "2024-01-01", "2024-12-31", None]


def test_an_answer_is_a_dot_or_a_ring_and_sources_that_differ_are_neither():
    cells = pd.DataFrame(
        [("TUR", 2024, 1.0, 1.0), ("IRN", 2024, 0.0, 0.0), ("AFG", 2024, 0.0, 1.0)],
        columns=["area", "year", "low", "high"],
    )
    dots = answers(cells, NAMES, "light")["data"][0]
    assert dots["marker"]["symbol"] == ["circle", "circle-open", "diamond"] and dots["y"] == [2, 1, 0]
