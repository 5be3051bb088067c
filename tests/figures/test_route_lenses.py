"""Charts of the lenses: the numbers they say, what is apart, and the side that they are read from."""

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import pytest

from monitoring.figures.route_lenses import by_distance, changes, changes_words, distance_words
from monitoring.figures.theme import THEMES, colours
from monitoring.language import use_language
from monitoring.measures.distance import BANDS

ROWS = [
    ("inside", 0, 0, 14, 32_736.3, 3), ("0", 0, 250, 40, 1_300.0, 1), ("250", 250, 500, 0, np.nan, 0),
    ("4000", 4000, np.nan, 9, np.nan, 0), ("unplaced", np.nan, np.nan, 61, 5.0, 0),
]  # fmt: skip
DISTANCES = pd.DataFrame(ROWS, columns=list(BANDS)).astype(BANDS)
COMPARED = pd.DataFrame({"before": [9, 1, 2], "after": [2, 4, 2], "difference": [-7, 3, 0]})
NAMES = ["Iran to Azerbaijan", "Afghanistan to Tajikistan", "Pakistan to India"]


@pytest.mark.parametrize("theme", THEMES)
def test_counts_and_mass_stand_side_by_side(theme):
    figure = go.Figure(by_distance(DISTANCES, theme))
    counts, mass = figure.data
    assert list(counts.text) == ["14", "40", "0", "9", "61"]
    assert list(mass.text) == [
        "33\N{NO-BREAK SPACE}t",
        "1.3\N{NO-BREAK SPACE}t",
        "none stated",
        "none stated",
        "5\N{NO-BREAK SPACE}kg",
    ]
    assert list(figure.layout.yaxis.ticktext) == [
        "inside the country", "0 to 250 km", "250 to 500 km", "4,000 km and more", "place not known",
    ]  # fmt: skip
    assert figure.layout.xaxis.domain[1] < figure.layout.xaxis2.domain[0]
    assert counts.marker.color[-1] == colours(theme)["mute"] != counts.marker.color[0]


def test_read_from_the_right_the_first_chart_is_at_the_right():
    with use_language("ar"):
        layout = go.Figure(by_distance(DISTANCES, "light")).layout
    assert layout.xaxis.domain[0] > layout.xaxis2.domain[1]
    assert layout.xaxis.range[0] > layout.xaxis.range[1] and layout.yaxis.side == "right"
    assert layout.margin.r > layout.margin.l == 0


def test_the_distances_in_words_say_what_is_not_exact():
    assert distance_words(DISTANCES) == (
        "By distance from the border; most: 0 to 250 km 40, inside the country 14, 4,000 km and more 9. "
        "61 seizures have no known place. The points of 4 stand for a province or a sea area."
    )
    nothing = DISTANCES.assign(seizures=0, inexact=0)
    assert distance_words(nothing) == "By distance: no seizure matches."


def test_before_and_after_have_one_scale_and_a_signed_difference():
    figure = go.Figure(changes(NAMES, COMPARED, "light", "2020 to 2022", "2022 to 2024"))
    before, after, difference = figure.data
    assert (list(before.text), list(after.text)) == (["9", "1", "2"], ["2", "4", "2"])
    signs = [text.strip("\N{LEFT-TO-RIGHT ISOLATE}\N{POP DIRECTIONAL ISOLATE}") for text in difference.text]
    assert signs == ["\N{MINUS SIGN}7", "+3", "0"]
    assert figure.layout.xaxis.range == figure.layout.xaxis2.range == figure.layout.xaxis3.range
    assert len(set(difference.marker.color)) == 3


def test_the_largest_changes_in_words():
    said = changes_words(NAMES, COMPARED)
    assert "Iran to Azerbaijan" in said and "Pakistan" not in said
    assert changes_words([], COMPARED.iloc[:0]) == "Before and after: no seizure in either period."
    assert changes_words(NAMES[2:], COMPARED.iloc[2:]) == "Before and after: no difference."


def test_nothing_draws_empty_charts():
    assert go.Figure(changes([], COMPARED.iloc[:0], "dark", "a", "b")).data[0].x in (None, ())
