"""The diagram of flows: every band has its words, nothing is lost in drawing, and it runs as the page is read."""

import pandas as pd
import plotly.graph_objects as go
import pytest

from monitoring.figures.sankey import STAGES, chain_words, sankey, sankey_words, shown_words
from monitoring.figures.theme import colours
from monitoring.language import use_language
from monitoring.measures.chains import CHAINS, links

ROWS = [
    ("IRN", None, "AZE", "UKR", 3, 10.0),
    ("IRN;TUR", "GEO;BGR", "BGR", None, 2, None),
    (None, None, "gulf_of_oman", "TZA", 1, 700.0),
]


def chained(rows=ROWS) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=list(CHAINS)).astype(CHAINS)


def drawn(theme="light", top=8, by="seizures", rows=ROWS) -> go.Sankey:
    """The diagram as plotly itself understands it, which refuses what is no property of a figure."""
    return go.Figure(sankey(*links(chained(rows), top, by), theme, by)).data[0]


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("by, total", [("seizures", 6), ("mass_kg", 710)])
def test_what_is_drawn_between_two_stages_adds_up(language, by, total):
    with use_language(language):
        diagram = drawn(by=by)
    seen = [ink != "rgba(0,0,0,0)" for ink in diagram.link.color]
    assert sum(value for value, one in zip(diagram.link.value, seen) if one) == total * (len(STAGES) - 1)
    assert sum(value for value, one in zip(diagram.link.value, seen) if not one) == total  # behind the last names
    assert set(diagram.link.source) | set(diagram.link.target) == set(range(len(diagram.node.label)))


def test_read_from_the_right_the_flow_starts_at_the_right():
    assert drawn().direction == "forward"
    with use_language("ar"):
        figure = go.Figure(sankey(*links(chained()), "light"))
    assert figure.data[0].direction == "reversed"
    assert [each.x for each in figure.layout.annotations] == [1, 0.75, 0.5, 0.25]


def test_what_is_not_stated_is_a_grey_band_of_its_own():
    diagram = drawn()
    grey = [label for label, ink in zip(diagram.node.label, diagram.node.color) if ink == colours("light")["mute"]]
    assert grey == ["Not stated  1", "Not stated  4", "Not stated  2"]


def test_alternatives_and_the_way_are_worded_apart():
    assert chain_words("departure", "IRN;TUR") == "Iran or Türkiye"
    assert chain_words("transit", "GEO;BGR") == "Georgia, then Bulgaria"
    assert chain_words("seized", "gulf_of_oman") == "Gulf of Oman"
    assert chain_words("departure", None) == "Not stated"


def test_a_band_carries_what_the_filter_takes_and_alternatives_carry_nothing():
    diagram = drawn()
    said = dict(zip(diagram.node.label, diagram.node.customdata))
    assert said["Iran  3"] == "departure=IRN" and said["Azerbaijan  3"] == "country=AZE"
    assert said["Iran or Türkiye  2"] == "" and said["Gulf of Oman  1"] == ""
    assert "departure=IRN" in diagram.link.customdata


def test_small_bands_share_one_that_says_how_many():
    rows = [(iso3, None, "IRN", None, n, None) for n, iso3 in enumerate(("TUR", "AZE", "PAK", "TKM"), 1)]
    diagram = drawn(top=2, rows=rows)
    assert "2 others  3" in diagram.node.label
    assert shown_words(links(chained(rows), 2).bands) == "Small bands are drawn as one: Left from 2. The table has all."
    assert shown_words(links(chained(rows), 8).bands) == ""


def test_the_words_name_the_largest_flows():
    said = sankey_words(chained())
    assert said == (
        "Flows of 6 seizures; 0 seizures state every stage. "
        "Most: from Iran, seized in Azerbaijan, bound for Ukraine: 3 seizures; "
        "from Iran or Türkiye, by way of Georgia, then Bulgaria, seized in Bulgaria: 2 seizures."
    )
    assert sankey_words(chained([])) == "Flows: no seizure matches."


def test_nothing_draws_nothing():
    figure = sankey(*links(chained([])), "dark")
    assert figure["data"] == [] and go.Figure(figure)
