"""What symbols of tiles look like and say: the same widths, colours and words as those of single seizures."""

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitoring.figures import cell_words, playing, seizure_cells
from monitoring.figures.basemap import style, with_data
from monitoring.figures.mvt import Named
from monitoring.figures.seizures import diameter_px
from monitoring.figures.theme import FAMILIES, family_colours
from monitoring.language import use_language
from monitoring.vocabulary.drugs import DRUGS
from tests.tiles import read_tile

SCALES = (50.0, 20.0, 10.0, 5.0, 2.0, 1.0, 1.0, 1.0, 1.0, 1.0)


def evaluated(expression, properties: dict, zoom: float):
    """A MapLibre expression, as far as our layers use them."""
    if not isinstance(expression, list):
        return expression
    name, *parts = expression
    value = lambda part: evaluated(part, properties, zoom)  # noqa: E731
    if name == "get":
        return properties[parts[0]]
    if name == "zoom":
        return zoom
    if name == "case":
        return value(parts[1]) if value(parts[0]) else value(parts[2])
    if name == "step":
        at, found, *stops = parts
        for stop, result in zip(stops[::2], stops[1::2], strict=True):
            found = result if value(at) >= stop else found
        return value(found)
    if name == "interpolate":
        _linear, at, *stops = parts
        return float(np.interp(value(at), stops[::2], stops[1::2]))
    if name == "match":
        at, *pairs, other = parts
        return next(
            (result for names, result in zip(pairs[::2], pairs[1::2], strict=True) if value(at) in names), other
        )
    numbers = [value(part) for part in parts]
    return {"max": max, "==": lambda a, b: a == b, "sqrt": lambda a: a**0.5, "/": lambda a, b: a / b, "-": lambda a, b: a - b,
            "+": lambda a, b: a + b}[name](*numbers)  # fmt: skip


def discs(size) -> dict:
    return seizure_cells.layers("light", size, SCALES, codes=False, shown=True)[0]


@given(st.floats(0, 1e7), st.integers(1, 10**6), st.floats(0, 9.99), st.sampled_from(["mass", "count"]))
def test_a_width_is_that_of_a_single_seizure_of_the_scaled_amount(kg, n, zoom, size):
    amount = {"mass": kg, "count": n}[size]
    radius = evaluated(discs(size)["paint"]["circle-radius"], {"kg": kg, "n": n, "shape": "dot"}, zoom)
    assert 2 * radius == pytest.approx(diameter_px(amount / SCALES[int(zoom)], size), rel=1e-6)


def test_a_ring_is_as_wide_as_a_disc_with_its_line():
    radius = discs("mass")["paint"]["circle-radius"]
    dot, ring = (evaluated(radius, {"kg": 900.0, "n": 1, "shape": shape}, 3) for shape in ("dot", "ring"))
    assert ring + seizure_cells.RING_PX == pytest.approx(dot)


def test_larger_symbols_lie_below_smaller_ones():
    key = discs("mass")["layout"]["circle-sort-key"]
    assert evaluated(key, {"kg": 90.0}, 3) < evaluated(key, {"kg": 9.0}, 3) < evaluated(key, {"kg": -1.0}, 3)


def test_every_substance_has_the_colour_of_its_family_and_an_unknown_one_that_of_others():
    colour = discs("mass")["paint"]["circle-color"]
    known = family_colours("light")
    for slug, drug in DRUGS.items():
        assert evaluated(colour, {"drug": slug, "shape": "dot"}, 3) == known[drug.family]
    assert evaluated(colour, {"drug": "", "shape": "dot"}, 3) == known["other"]


def test_dimming_leaves_one_family():
    ((_method, _layer, _name, opacity), *_others) = seizure_cells.dim_commands("opium")
    left = {DRUGS[slug].family for slug in DRUGS if evaluated(opacity, {"drug": slug}, 3) == 1}
    assert left == {"opium"}


@given(st.lists(st.floats(0, 1e7), max_size=300), st.sampled_from(["mass", "count"]))
def test_at_a_scale_few_amounts_are_wider_than_can_be_told(amounts, size):
    scale = seizure_cells.scale_of(np.array(amounts), size)
    top = {"mass": 14_000, "count": 50}[size]
    assert scale >= 1 and sum(amount / scale > top for amount in amounts) <= len(amounts) * 0.01 + 1


def test_a_tile_says_what_it_was_given():
    one = np.array([1])
    tile = seizure_cells.tile(
        np.array([7 << 44]), np.array([0.5]), np.array([0.999999]), one * 12, Named(one, (None, "heroin")), one * 9,
        np.array([12_345.6]), one,
    )  # fmt: skip
    (feature,) = read_tile(tile)["cells"].features
    assert feature["at"] == (2048, 4095)
    assert feature["properties"] == {"n": 12, "drug": "heroin", "of": 9, "kg": pytest.approx(12_350), "shape": "ring"}


def test_a_mass_that_is_not_stated_is_marked():
    one = np.array([1])
    tile = seizure_cells.tile(
        one, one * 0.1, one * 0.1, one, Named(one, (None, "lsd")), one, np.array([np.nan]), one * 0
    )
    (feature,) = read_tile(tile)["cells"].features
    assert feature["properties"]["kg"] == seizure_cells.NOT_STATED


@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_plural_form_of_a_tip_keeps_its_number_or_is_of_one_or_two(language):
    with use_language(language):
        forms = cell_words.tip_words()["seizures"]
    assert "other" in forms
    assert all("{n}" in form or category in ("zero", "one", "two") for category, form in forms.items())
    assert not any(digit in form for form in forms.values() for digit in "0123456789٠١٢٣")


def test_the_legend_says_the_width_of_a_cell_at_the_zoom_and_circles_in_its_scale():
    far = cell_words.sizes("mass", SCALES, 3.4, 35.0)
    assert "60" in far["title"] and far["entries"][0]["label"] == "5\N{NO-BREAK SPACE}kg"
    near = cell_words.sizes("mass", SCALES, 12.0, 35.0)
    assert "one point" in near["title"] and len(near["by_zoom"]["labels"]) == len(SCALES)
    assert far["by_zoom"]["labels"][3] == [entry["label"] for entry in far["entries"]]


def test_what_the_browser_gets_is_plain_json_and_fits_the_base_map():
    layers = [*seizure_cells.layers("dark", "count", SCALES, True, True), *playing.layers("dark")]
    whole = with_data(style("dark", "en"), {**seizure_cells.sources(None), **playing.sources()}, layers)
    json.dumps(whole, allow_nan=False)
    assert {layer["source"] for layer in layers} <= set(whole["sources"])


def test_classes_of_countries_are_round_and_rise():
    for amounts in ([1], [1, 1, 2, 3], list(range(1, 5000)), []):
        breaks = playing._breaks(np.array(amounts))
        assert breaks == sorted(set(breaks)) and set(breaks) <= set(playing.STEPS)


def test_families_are_those_of_the_vocabulary():
    assert {drug.family for drug in DRUGS.values()} <= set(FAMILIES)
