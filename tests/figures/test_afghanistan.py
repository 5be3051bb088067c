"""Provinces on the map: every step has its look, classes do not depend on the year, names lie inside their provinces."""

import pytest
import shapely

from monitoring.figures.afghanistan import label_points, layers, paints, shapes
from monitoring.figures.afghanistan_scale import (
    FREE,
    GROWN,
    NONE,
    SCALES,
    ZERO,
    contrast,
    fills,
    inks,
    kind_of,
    ramp,
    signs,
)
from monitoring.measures.afghanistan import BREAKS_HA, codes

SHOWS = ("ha", "change", "share", "seizures", "mass-heroin")
NOTHINGS = (ZERO, FREE, GROWN, NONE)


def test_a_name_lies_inside_its_province():
    for code, shape in zip(shapes()["code"], shapes().geometry, strict=True):
        assert shape.contains(shapely.Point(label_points()[code])), code
    assert tuple(shapes()["code"]) == codes()


@pytest.mark.parametrize("show", SHOWS)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_step_has_a_colour_of_its_own_and_a_name_that_can_be_read(show, theme):
    colour = fills(show, theme)
    classes = [colour[step] for step in range(len(ramp(show, theme)))]
    assert len(set(classes)) == len(classes) == len(SCALES[kind_of(show)].breaks) + 1
    assert {colour[GROWN], colour[NONE], colour[FREE]}.isdisjoint(classes)
    assert all(contrast(ink, colour[step]) >= 4.4 for step, ink in inks(show, theme).items() if step >= 0)


def test_kinds_of_nothing_differ_by_pattern_not_by_colour_alone():
    made = {layer["id"]: layer for layer in layers("light", "ha")}
    patterns = {made[name]["paint"]["fill-pattern"] for name in ("af-grown", "af-none")}
    assert len(patterns) == 2
    assert made["af-zero"]["layout"]["text-field"] == "0"


def test_classes_of_hectares_break_where_the_measure_breaks():
    assert SCALES["ha"].breaks == BREAKS_HA[1:]
    assert [SCALES["ha"].step(value) for value in (100, 999, 1_000, 4_999, 5_000, 20_000)] == [0, 0, 1, 1, 2, 3]


def test_a_change_of_a_hundred_hectares_is_little_both_ways():
    step = SCALES["change"].step
    assert [step(value) for value in (-5_001, -5_000, -1_000, -101, -100, 0, 100, 101, 1_000, 5_000, 5_001)] == [
        0, 1, 2, 2, 3, 3, 3, 4, 4, 5, 6,
    ]  # fmt: skip


@pytest.mark.parametrize("show", SHOWS)
def test_the_legend_has_every_step_that_the_map_can_take(show):
    steps = [sign.step for sign in signs(show)]
    assert steps[: len(ramp(show, "light"))] == list(range(len(ramp(show, "light"))))[::-1], "from high to low"
    assert steps[-1] == NONE
    if show == "ha":
        assert set(steps) >= set(NOTHINGS)


def test_another_show_recolours_what_the_layers_draw():
    made = {layer["id"]: layer for layer in layers("dark", "share")}
    assert all(made[layer]["paint"][name] == value for _method, layer, name, value in paints("dark", "share"))
