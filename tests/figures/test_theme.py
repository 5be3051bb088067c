"""Colours are read where they stand: the contrasts that the visual design promises, computed."""

import plotly.graph_objects as go
import pytest

from monitoring.figures.theme import FAMILIES, THEMES, colours, family_colours, mirrored, template
from monitoring.language import use_language
from monitoring.vocabulary.drugs import FAMILIES as WORD_FAMILIES


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("ground", ["map_land", "map_water"])
def test_every_substance_stands_out_from_land_and_water(theme, ground):
    under = colours(theme)[ground]
    weak = {family: contrast(colour, under) for family, colour in family_colours(theme).items()}
    assert {family: ratio for family, ratio in weak.items() if ratio < 3} == {}


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(
    ("text", "ground"),
    [("ink", "surface"), ("ink2", "surface"), ("ink3", "surface"), ("accent", "surface"), ("flag", "map_land"),
     ("map_country_label", "map_land"), ("map_city_label", "map_land"), ("map_sea_label", "map_water")],
)  # fmt: skip
def test_every_word_can_be_read(theme, text, ground):
    token = colours(theme)
    assert contrast(token[text], token[ground]) >= 4.45


def test_the_palette_has_a_colour_for_every_family_of_the_vocabulary():
    assert set(FAMILIES) == set(WORD_FAMILIES)


def test_no_two_families_share_a_colour():
    for theme in THEMES:
        assert len(set(family_colours(theme).values())) == len(FAMILIES)


def test_charts_lie_on_transparent_paper_without_outlines():
    made = go.layout.Template(template("dark"))
    assert made.layout.paper_bgcolor == "rgba(0,0,0,0)"
    assert made.data.bar[0].marker.line.width == 0


def test_a_chart_turns_round_with_the_page():
    with use_language("ar"):
        turned = mirrored({"data": [], "layout": {"xaxis": {"range": [0, 9]}, "margin": {"l": 1, "r": 2}}})
    figure = go.Figure(turned)
    assert (tuple(figure.layout.xaxis.range), figure.layout.margin.l, figure.layout.yaxis.side) == ((9, 0), 2, "right")
