"""Places on the map: one layer a kind, nothing without a coordinate."""

import geopandas as gpd

from monitoring.figures import places

ROWS = [
    {"place_id": "p1", "name": "Islam Qala / Dogharoun", "kind": "crossing", "country_a": "AFG", "country_b": "IRN",
     "coordinate_kind": "settlement at or near the crossing", "lon": 61.06, "lat": 34.66},
    {"place_id": "p2", "name": "Karachi", "kind": "port", "country_a": "PAK", "country_b": None, "coordinate_kind": None,
     "lon": 66.97, "lat": 24.84},
    {"place_id": "p3", "name": "Somewhere", "kind": "port", "country_a": "PAK", "country_b": None, "coordinate_kind": None,
     "lon": None, "lat": None},
]  # fmt: skip


def test_places_without_a_coordinate_are_left_out():
    found = places.points(gpd.GeoDataFrame(ROWS))["features"]
    assert [f["properties"]["id"] for f in found] == ["p1", "p2"]


def test_the_tip_says_what_the_point_is():
    tip = places.points(gpd.GeoDataFrame(ROWS))["features"][0]["properties"]["tip"]
    assert tip.split("\n")[0] == "Islam Qala / Dogharoun"
    assert "settlement at or near the crossing" in tip


def test_each_kind_has_its_switch():
    shown = {layer["id"]: layer["layout"]["visibility"] for layer in places.layers("light", ("port",))}
    assert shown == {"place-crossing": "none", "place-port": "visible", "place-airport": "none", "place-office": "none"}
    assert ["setLayoutProperty", "place-crossing", "visibility", "visible"] in places.visible_commands(("crossing",))


def test_the_legend_names_only_what_is_shown():
    assert places.legend("light", ()) == []
    assert [entry["sign"] for entry in places.legend("light", ("airport",))[0]["entries"]] == ["airport"]
