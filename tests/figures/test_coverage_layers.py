"""The layer of reporting: every country in its class, hatches for silence, and commands that lead to the same layers."""

import pandas as pd
import pytest

from monitoring.figures.basemap import style, with_data
from monitoring.figures.coverage_layers import LAYERS, commands, coverage_words, layers, legend, ramp, steps
from monitoring.figures.theme import THEMES
from monitoring.measures.who_reported import REPORTED

FEW = pd.DataFrame([("IRN", 40), ("TUR", 12), ("AZE", 3), ("BGR", 2)], columns=list(REPORTED)).astype(REPORTED)
NONE = FEW.iloc[:0]


def colour_of(expression: list, iso3: str) -> str:
    pairs = expression[2:-1]
    return next((ink for codes, ink in zip(pairs[::2], pairs[1::2]) if iso3 in codes), expression[-1])


def test_each_country_has_the_colour_of_its_class():
    expression = layers("light", FEW, ("PAK",))[0]["paint"]["fill-color"]
    assert [colour_of(expression, code) for code in ("BGR", "TUR", "IRN", "PAK")] == [*ramp("light"), "rgba(0,0,0,0)"]


@pytest.mark.parametrize(
    ("most", "last"), [(1, 20), (119, 20), (120, 100), (600, 1000), (208_172, 30_000), (3_000_000, 30_000)]
)
def test_classes_follow_the_largest_number(most, last):
    assert steps(pd.DataFrame({"iso3": ["IRN"], "seizures": [most]}))[-1] == last


@pytest.mark.parametrize("theme", THEMES)
def test_layers_fit_the_base_map_below_its_borders(theme):
    whole = with_data(style(theme, "en"), {}, layers(theme, FEW, ("PAK",)))
    ids = [layer["id"] for layer in whole["layers"]]
    assert set(LAYERS) <= set(ids)
    assert max(map(ids.index, LAYERS)) < ids.index("international-low") and ids.index("land-mid") < min(
        map(ids.index, LAYERS)
    )
    assert {layer["source"] for layer in whole["layers"] if layer["id"] in LAYERS} <= set(whole["sources"])


def test_commands_lead_an_empty_layer_to_the_full_one():
    drawn = {layer["id"]: layer for layer in layers("dark", NONE, (), shown=False)}
    for method, layer, *rest in commands("dark", FEW, ("PAK", "AFG")):
        if method == "setFilter":
            drawn[layer]["filter"] = rest[0]
        else:
            drawn[layer]["paint" if method == "setPaintProperty" else "layout"][rest[0]] = rest[1]
    assert list(drawn.values()) == layers("dark", FEW, ("PAK", "AFG"))


def test_the_legend_names_the_classes_that_occur_and_the_hatch():
    labels = [entry["label"] for entry in legend("light", FEW)[0]["entries"]]
    assert labels == ["1 to 4", "5 to 19", "20 and more", "No record in these years; that is not a zero"]
    assert len(legend("dark", NONE)[0]["entries"]) == 1


def test_silence_is_put_into_words():
    assert coverage_words(FEW, ("PAK",)).startswith(
        "4 countries have a seizure in the record in these years, 1 have none."
    )
