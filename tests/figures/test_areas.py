"""Imported areas: every shape is drawn as given, says who drew it, and is told from the map's own boundaries."""

import json

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from shapely.geometry import LineString, Point, Polygon, box, shape

from monitoring.figures import areas
from monitoring.figures.areas import collection, layers, legend

ORDINARY = {
    "kind": "boundary", "name": "Nad Ali", "code": None, "level": "district", "country_iso3": "AFG", "admin1": None,
    "valid_from": pd.NaT, "valid_until": pd.NaT, "note": None, "source_key": "features-1", "source_title": "Districts",
    "producer": "An office", "licence": "open", "edition": "2020", "geometry": box(63, 31, 64, 32),
}  # fmt: skip


def drawn(*rows: dict) -> gpd.GeoDataFrame:
    listed = [{"area_id": n} | ORDINARY | row for n, row in enumerate(rows)]
    return gpd.GeoDataFrame(listed, columns=["area_id", *ORDINARY], geometry="geometry", crs="EPSG:4326")


def test_shapes_are_drawn_as_they_are():
    shapes = [box(63, 31, 64, 32), LineString([(64, 31), (61, 25)]), Point(64.5, 31.25)]
    features = collection(drawn(*({"geometry": one} for one in shapes)))["features"]
    assert all(shape(one["geometry"]).equals(given) for one, given in zip(features, shapes, strict=True))
    json.dumps(features, allow_nan=False)


def test_the_tip_names_who_has_drawn_it_and_when_it_holds():
    (one,) = collection(drawn({"valid_from": pd.Timestamp("2005-01-01")}))["features"]
    assert one["properties"]["tip"].split("\n") == [
        "Nad Ali", "Boundary", "Afghanistan", "from 1 Jan 2005", "Drawn by An office: Districts",
    ]  # fmt: skip


def test_an_area_without_a_name_has_its_code_or_its_kind():
    tips = [one["properties"]["tip"] for one in
            collection(drawn({"name": None, "code": "AF2305"}, {"name": None, "kind": "corridor"}))["features"]]  # fmt: skip
    assert [tip.split("\n")[0] for tip in tips] == ["AF2305", "Corridor"]


def test_very_many_corners_are_fewer_on_the_map_and_that_is_said(monkeypatch):
    monkeypatch.setattr(areas, "MOST_VERTICES", 1_000)
    turns = np.linspace(0, 2 * np.pi, 5_000)
    circle = Polygon(np.column_stack([60 + np.cos(turns), 30 + np.sin(turns)]))
    (one,) = collection(drawn({"geometry": circle}))["features"]
    assert one["properties"]["tip"].endswith("outline simplified")
    found = shape(one["geometry"])
    assert len(found.exterior.coords) < 500 and found.area == pytest.approx(circle.area, rel=0.01)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_they_lie_below_the_seizures_and_are_off_unless_asked_for(theme):
    made = layers(theme)
    assert {layer["layout"]["visibility"] for layer in made} == {"none"}
    assert {layer["layout"]["visibility"] for layer in layers(theme, True)} == {"visible"}
    assert [layer["id"] for layer in made] == list(areas.LAYERS)
    assert all(layer["metadata"].get("level", 0) < 2 for layer in made)


def test_the_legend_names_the_sources():
    found = drawn({}, {}, *({"source_key": f"s{n}", "source_title": f"T{n}"} for n in range(4)))
    (group,) = legend("light", found)
    labels = [entry["label"] for entry in group["entries"]]
    assert labels == ["Districts, An office", "T0, An office", "T1, An office", "2 more sources"]
    assert legend("light", found.iloc[:0]) == []
