"""The base map asks nobody else for anything, keeps its order, and changes theme and language by commands alone."""

import json

import pytest

from monitoring.addresses import geometry
from monitoring.figures import basemap, places, routes, seizures
from monitoring.figures.theme import THEMES, colours


def addresses(style: dict) -> list[str]:
    return [word for word in json.dumps(style).split('"') if "://" in word or word.startswith("//")]


@pytest.mark.parametrize("theme", THEMES)
def test_the_style_names_no_other_host_and_no_glyphs(theme):
    style = basemap.style(theme, "en")
    assert addresses(style) == []
    assert not {"glyphs", "sprite"} & set(style)
    files = [source["data"] for source in style["sources"].values() if isinstance(source["data"], str)]
    assert all(file.startswith(geometry()) for file in files) and len(files) >= 7


def test_what_comes_late_is_told_to_the_host_and_its_layers_exist():
    style = basemap.style("light", "en")
    names = {layer["id"] for layer in style["layers"]}
    for late in style["metadata"]["late"]:
        assert style["sources"][late["source"]]["data"]["features"] == []
        assert {name for name, *_ in late["ranges"]} <= names


def test_every_layer_has_its_source_and_its_own_name():
    style = basemap.style("light", "en")
    names = [layer["id"] for layer in style["layers"]]
    assert len(names) == len(set(names))
    assert {layer["source"] for layer in style["layers"] if "source" in layer} == set(style["sources"])


def test_areas_lie_below_borders_lines_below_names_points_above():
    mark = {"type": "circle"}
    data = [mark | {"id": slot, "metadata": {"slot": slot}} for slot in reversed(basemap.SLOTS)]
    order = [layer["id"] for layer in basemap.with_data(basemap.style("light", "en"), {}, data)["layers"]]
    wanted = ["land-low", "rivers", "areas", "admin1", "casing-low", "international-low", "sea-labels", "lines",
              "country-labels", "city-labels", "points", "selection"]  # fmt: skip
    assert sorted(wanted, key=order.index) == wanted


def test_within_a_slot_the_level_decides_then_the_order_given():
    data = [{"id": name, "type": "circle", "metadata": {"slot": "points", "level": level}}
            for name, level in [("top", 2), ("first", 0), ("second", 0)]]  # fmt: skip
    order = [layer["id"] for layer in basemap.with_data(basemap.style("light", "en"), {}, data)["layers"]]
    assert [name for name in order if name in ("top", "first", "second")] == ["first", "second", "top"]


def obey(style: dict, commands: list) -> dict:
    """What the host does with the commands, on the style itself."""
    layers = {layer["id"]: json.loads(json.dumps(layer)) for layer in style["layers"]}
    for method, name, *rest in commands:
        part = {"setPaintProperty": "paint", "setLayoutProperty": "layout"}.get(method)
        if part:
            layers[name].setdefault(part, {})[rest[0]] = rest[1]
        else:
            layers[name]["filter"] = rest[0]
    return style | {"layers": list(layers.values())}


def whole(theme: str, language: str) -> dict:
    data = [*routes.layers(theme, language), *places.layers(theme, ("port",)), *seizures.layers(theme)]
    return basemap.with_data(basemap.style(theme, language), {}, data)


@pytest.mark.parametrize("before", [("light", "en"), ("dark", "ar")])
@pytest.mark.parametrize("after", [("dark", "en"), ("light", "ar"), ("print", "en")])
def test_the_commands_lead_from_one_look_to_another(before, after):
    old, new = whole(*before), whole(*after)
    assert obey(old, basemap.changes(old, new)) == json.loads(json.dumps(new))


def test_nothing_changes_nothing():
    assert basemap.changes(whole("light", "en"), whole("light", "en")) == []


def test_theme_and_language_have_commands_of_their_own():
    old, new = basemap.style("light", "en"), basemap.style("dark", "ar")
    commands = [*basemap.theme_commands("dark"), *basemap.language_commands("ar")]
    assert obey(old, commands)["layers"][0]["paint"]["background-color"] == colours("dark")["map_water"]
    labels = {layer["id"]: layer for layer in obey(old, commands)["layers"]}["country-labels"]
    assert labels["layout"]["text-field"] == basemap.label_text("ar")
    assert set(new["sources"]) == set(old["sources"])


def test_dashes_and_dots_tell_the_kinds_of_border_apart():
    layers = {layer["id"]: layer for layer in basemap.style("light", "en")["layers"]}
    assert "line-dasharray" not in layers["international-mid"]["paint"]
    dashed, dotted = (layers[f"{kind}-mid"]["paint"]["line-dasharray"] for kind in ("undetermined", "line_of_control"))
    assert dashed != dotted


def test_dropped_names_come_back():
    gone, back = (basemap.unlabelled_commands(which)[0] for which in (["IRN"], []))
    assert "IRN" in json.dumps(gone) and "IRN" not in json.dumps(back)
