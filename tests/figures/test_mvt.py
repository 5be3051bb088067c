"""Tiles that any reader of the format reads: what goes in comes out."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitoring.figures.mvt import EXTENT, Named, points
from tests.tiles import read_tile

POINT = st.tuples(
    st.integers(0, 2**49 - 1), st.integers(0, EXTENT - 1), st.integers(0, EXTENT - 1), st.integers(0, 2**32),
    st.floats(-1, 1e9, width=32), st.integers(0, 3),
)  # fmt: skip
NAMES = (None, "heroin", "حشيش", "a\nb")


@given(st.lists(POINT, min_size=1, max_size=60))
def test_every_point_comes_back_with_its_number_place_and_properties(given_points):
    ids, x, y, n, kg, name = (np.array(each) for each in zip(*given_points, strict=True))
    layers = read_tile(points("cells", ids, x, y, {"n": n, "kg": kg, "drug": Named(name, NAMES)}))
    (layer,) = layers.values()
    assert (layer.name, layer.version, layer.extent) == ("cells", 2, EXTENT)
    assert [(one["id"], one["at"]) for one in layer.features] == list(zip(ids.tolist(), zip(x.tolist(), y.tolist())))
    found = [one["properties"] for one in layer.features]
    assert [one["n"] for one in found] == n.tolist()
    assert [one["kg"] for one in found] == kg.astype(np.float32).tolist()
    assert [one["drug"] for one in found] == [NAMES[code] or "" for code in name]


@pytest.mark.parametrize("number", [1, 127, 128, 129, 16_383, 16_384, 16_385])
def test_tables_of_any_length_are_read(number):
    ids = np.arange(number)
    (layer,) = read_tile(points("cells", ids, ids % EXTENT, ids % 7, {"n": ids, "kg": ids / 3})).values()
    assert [one["properties"]["n"] for one in layer.features] == ids.tolist()
    assert layer.features[-1]["properties"]["kg"] == np.float32((number - 1) / 3)


def test_nothing_is_an_empty_tile():
    nothing = np.empty(0, np.int64)
    assert points("cells", nothing, nothing, nothing, {"n": nothing}) == b""
