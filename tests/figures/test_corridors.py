"""Corridors drawn: soft bands that say what they are, and charts of their shares that mark what says little."""

from datetime import date

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from shapely.geometry import shape

from monitoring.figures import corridors
from monitoring.figures.corridor_charts import (
    displacement_chart,
    is_partial,
    row_name,
    share_chart,
    share_words,
    signed,
)
from monitoring.language import use_language

LINE = shapely.from_wkt("LINESTRING(61 32, 52 35, 44 39)")
FRAME = gpd.GeoDataFrame(
    [{"branch_id": "balkan/trunk", "corridor": "balkan", "name": "Balkan route, trunk", "source": "A report", "geometry": LINE}],
    geometry="geometry", crs="EPSG:4326",
)  # fmt: skip
BANDS = gpd.GeoSeries([LINE.buffer(0.7)], crs="EPSG:4326")
SHARES = pd.DataFrame({
    "corridor": ["balkan"] * 3 + ["southern"] * 3, "period": pd.array([2014, 2015, 2016] * 2, dtype="Int64"),
    "seizures": [6, 0, 1, 2, 0, 1], "mass_kg": [40.0, np.nan, np.nan, 60.0, np.nan, 5.0],
    "seizures_pct": [75.0, np.nan, 50.0, 25.0, np.nan, 50.0], "mass_pct": [40.0, np.nan, 0.0, 60.0, np.nan, 100.0],
})  # fmt: skip
MID_2016 = date(2016, 6, 1)


def test_a_corridor_is_a_band_and_a_line_that_say_that_they_are_an_interpretation():
    found = corridors.collections(FRAME, BANDS)
    (area,), (line,), (label,) = (found[name]["features"] for name in corridors.SOURCES)
    assert shape(label["geometry"]).hausdorff_distance(LINE) < 1 and label["properties"] == line["properties"]
    assert shape(line["geometry"]).equals(LINE) and shape(area["geometry"]).is_valid
    assert shape(area["geometry"]).symmetric_difference(BANDS[0]).area < 0.02 * BANDS[0].area
    assert area["properties"]["tip"].split("\n") == [
        "Balkan route, trunk", "Corridor, drawn by us: an interpretation", "Follows: A report",
    ]  # fmt: skip


def test_names_are_in_the_language_in_use():
    with use_language("ar"):
        (line,) = corridors.collections(FRAME, BANDS)["corridor-lines"]["features"]
    assert line["properties"]["name"]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_bands_lie_under_every_line_and_are_switched_as_one(theme):
    made = corridors.layers(theme)
    assert [layer["id"] for layer in made] == list(corridors.LAYERS)
    assert {layer["layout"]["visibility"] for layer in made} == {"none"}
    assert {layer["metadata"]["slot"] for layer in made if layer["type"] != "symbol"} == {"areas"}
    assert [command[1] for command in corridors.visible_commands(True)] == list(corridors.LAYERS)
    (group,) = corridors.legend(theme)
    assert group["entries"][0]["label"] == corridors.interpretation()


def test_a_source_without_data_is_empty():
    assert corridors.sources()["corridor-bands"]["data"]["features"] == []
    assert corridors.sources({"corridor-bands": "/a"})["corridor-bands"]["data"] == "/a"


def test_there_is_a_panel_a_corridor_over_the_same_years_and_a_year_without_any_has_no_bar():
    figure = share_chart(SHARES, "seizures", MID_2016, "light")
    assert [trace["x"] for trace in figure["data"]] == [[2014, 2016]] * 2
    assert [trace["y"] for trace in figure["data"]] == [[75.0, 50.0], [25.0, 50.0]]
    assert figure["data"][0]["yaxis"] == "y" and figure["data"][1]["yaxis"] == "y2"
    assert figure["layout"]["yaxis"]["domain"][0] > figure["layout"]["yaxis2"]["domain"][1]
    assert [note["text"] for note in figure["layout"]["annotations"]] == [
        "Balkan route: 7 seizures",
        "Southern route: 3 seizures",
    ]


def test_years_with_few_seizures_are_pale_and_the_one_that_is_not_over_is_hatched():
    (first, _second) = share_chart(SHARES, "seizures", MID_2016, "light")["data"]
    assert first["marker"]["color"][0] != first["marker"]["color"][1]
    assert first["marker"]["pattern"]["shape"] == ["", "/"]
    assert first["hovertext"][0] == "2014: 75.0 %, 6 of 8 seizures"
    assert first["hovertext"][1].endswith("(the year is not over)")
    assert not is_partial(2016, date(2016, 12, 31))


def test_weights_are_said_as_weights():
    figure = share_chart(SHARES, "mass_kg", MID_2016, "light")
    assert figure["layout"]["annotations"][0]["text"] == "Balkan route: 40\N{NO-BREAK SPACE}kg"
    assert "40 kg of 100 kg" in figure["data"][0]["hovertext"][0].replace("\N{NO-BREAK SPACE}", " ")


def test_the_words_name_the_span_and_the_shares():
    assert share_words(SHARES, "seizures") == (
        "Share of seizures by corridor, 2014 to 2016: Balkan route 70.0 %, Southern route 30.0 %."
    )
    assert share_words(SHARES.iloc[:0], "seizures") == "Shares of corridors: none."


def test_nothing_to_draw_is_a_figure_without_bars():
    assert share_chart(SHARES.iloc[:0], "seizures", MID_2016, "light")["data"] == []


def test_time_runs_to_the_left_where_the_page_does():
    with use_language("ar"):
        figure = share_chart(SHARES, "seizures", MID_2016, "light")
    assert figure["layout"]["xaxis"]["range"] == [2016.6, 2013.4]


def test_displacement_is_drawn_with_its_sign_and_sides_that_have_no_share_are_left_out():
    frame = pd.DataFrame({
        "corridor": ["balkan", "balkan", "southern"], "branch": ["balkan/trunk", "several", "southern/a"],
        "before": [1.0, 1.0, 0.0], "after": [3.0, 0.0, 1.0], "before_pct": [50.0, 50.0, 0.0], "after_pct": [75.0, 0.0, np.nan],
        "change_points": [25.0, -50.0, np.nan],
    })  # fmt: skip
    figure = displacement_chart(frame, {"balkan/trunk": "Balkan route, trunk"}, "light")
    assert figure["data"][0]["text"] == ["+25.0", "−50.0"]
    assert figure["layout"]["yaxis"]["ticktext"] == ["Balkan route, trunk", "Balkan route, several branches fit"]
    assert (signed(0.0), row_name("none", None, {})) == ("0.0", "Not assigned")
