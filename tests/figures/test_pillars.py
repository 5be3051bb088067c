"""The map of a measure: classes that years share, looks that are never a colour alone, commands that lead to the same layers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitoring.figures.basemap import style, with_data
from monitoring.figures.pillars import (
    CLASSES,
    NONE,
    OTHER_YEAR,
    PAIR,
    SIGNS,
    ZERO,
    commands,
    key_of,
    label_paint,
    labels,
    layers,
    legend,
    steps,
)
from monitoring.figures.theme import THEMES
from monitoring.vocabulary.indicators import STATUSES

KEYS = {"TUR": CLASSES[2], "IRN": CLASSES[0], "KAZ": ZERO, "AZE": PAIR, "PAK": OTHER_YEAR, "AFG": NONE}
AMOUNTS = st.floats(0.001, 1e9)


def fill_of(layer: dict, iso3: str) -> str:
    expression = layer["paint"]["fill-color"]
    pairs = expression[2:-1]
    return next((ink for codes, ink in zip(pairs[::2], pairs[1::2]) if iso3 in codes), expression[-1])


@given(st.lists(AMOUNTS, min_size=1, max_size=40))
def test_classes_are_few_rise_and_hold_every_value(values):
    least = steps(values)
    assert 1 <= len(least) <= len(CLASSES) and list(least) == sorted(set(least)) and least[0] == 0
    assert {key_of(value, value, least) for value in values} <= set(CLASSES)


@given(st.lists(AMOUNTS, min_size=3, max_size=40), AMOUNTS, AMOUNTS)
def test_more_is_never_in_a_paler_class(values, one, other):
    low, high = sorted((one, other))
    least = steps(values)
    assert CLASSES.index(key_of(low, low, least)) <= CLASSES.index(key_of(high, high, least))


def test_zero_is_no_class_and_nothing_known_is_no_zero():
    least = steps([1, 10, 100])
    assert key_of(0, 0, least) == ZERO and steps([]) == () and steps([0.0]) == ()


def test_a_pair_has_a_class_only_where_both_are_in_it():
    least = steps([1, 10, 100, 1000, 10_000, 100_000])
    assert key_of(1.786, 177.0, least) == PAIR and key_of(1.786, 2.0, least) == CLASSES[0]
    assert key_of(float("nan"), 2.0, least) == PAIR


@pytest.mark.parametrize("theme", THEMES)
def test_layers_lie_below_the_borders_and_every_look_has_its_fill_or_hatch(theme):
    drawn = layers(theme, KEYS)
    ids = [layer["id"] for layer in with_data(style(theme, "en"), {}, drawn)["layers"]]
    assert all(ids.index("land-mid") < ids.index(layer["id"]) < ids.index("international-low") for layer in drawn)
    fill = next(layer for layer in drawn if layer["id"] == "pillar-fill-mid")
    inks = {iso3: fill_of(fill, iso3) for iso3 in KEYS}
    assert len({inks["TUR"], inks["IRN"], inks["KAZ"], inks["PAK"]}) == 4 and inks["AFG"] == "rgba(0,0,0,0)"
    hatched = {iso3 for layer in drawn if "hatch" in layer["id"] for iso3 in layer["filter"][2][1]}
    assert hatched == {"AFG", "AZE"}  # AZE has the fill of IRN or its neighbour: its hatch tells them apart


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_commands_lead_an_empty_map_to_the_full_one(theme):
    drawn = {layer["id"]: layer for layer in layers("dark" if theme == "light" else "light", {})}
    drawn["country-labels"] = {"paint": {}, "layout": {}}
    for method, layer, *rest in commands(theme, "en", KEYS, {"TUR": "5"}):
        if method == "setFilter":
            drawn[layer]["filter"] = rest[0]
        else:
            drawn[layer]["paint" if method == "setPaintProperty" else "layout"][rest[0]] = rest[1]
    named = drawn.pop("country-labels")
    assert list(drawn.values()) == layers(theme, KEYS)
    assert named["paint"] == label_paint(theme) and named["layout"]["text-field"] == labels("en", {"TUR": "5"})


def test_every_status_is_told_by_a_word_beside_its_fill():
    assert set(SIGNS) == set(STATUSES) and len(set(SIGNS.values())) == len(STATUSES)


@pytest.mark.parametrize("status", STATUSES)
def test_the_legend_names_each_status_once_with_the_sign_of_the_map(status):
    entries = legend("light", "t", (), {"TUR": status})[0]["entries"]
    assert [SIGNS[status] in entry["label"] for entry in entries] == [True]


def test_the_legend_holds_all_classes_also_where_a_year_has_only_one():
    least = steps([1, 10, 100, 1000])
    entries = legend("light", "kg", least, {"TUR": CLASSES[0], "AFG": NONE})[0]["entries"]
    assert len(entries) == len(least) + 1 and "not a zero" in entries[-1]["label"]


def test_a_yes_has_one_class_in_words():
    entries = legend("light", "t", (0.0,), {"TUR": key_of(1, 1, (0.0,)), "PAK": key_of(0, 0, (0.0,))}, "In force")[0][
        "entries"
    ]
    assert [entry["label"] for entry in entries] == ["In force", "0: a measured zero, or no"]


def test_what_stands_under_a_name_is_under_it():
    expression = labels("ar", {"TUR": "1.786 and 177", "IRN": "12"})
    assert expression[0] == "concat" and expression[2][2:] == ["IRN", "\n12", "TUR", "\n1.786 and 177", ""]
    assert labels("ar", {})[0] == "coalesce"
