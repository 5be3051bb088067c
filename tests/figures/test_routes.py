"""A leg points where it goes, on the screen, whichever way it runs; and what it rests on is never mixed up."""

import json
from math import atan2, degrees, log, pi, radians, tan

import pandas as pd
import pytest

from monitoring.figures import routes
from monitoring.figures.basemap import SLOTS
from monitoring.figures.theme import family_colours
from monitoring.language import use_language
from tests.figures.made_legs import NODES, leg, legs, stubs


def made(*rows: dict, unknown=None, **how) -> dict[str, list[dict]]:
    found = routes.collections(legs(*rows), unknown, NODES, **how)
    return {name.removeprefix("route-"): one["features"] for name, one in found.items()}


def on_screen(start, end) -> float:
    x0, x1 = radians(start[0]), radians(end[0])
    y0, y1 = (log(tan(pi / 4 + radians(lat) / 2)) for _lon, lat in (start, end))
    return degrees(atan2(x1 - x0, y1 - y0)) % 360


def apart(one: float, other: float) -> float:
    return abs((one - other + 180) % 360 - 180)


def test_every_arrow_stands_at_the_end_of_its_own_line_and_points_along_it():
    found = made(*(leg(a, b, seizures=n) for a in NODES for n, b in enumerate(NODES)))
    assert len(found["arrows"]) == len(NODES) ** 2
    for line, arrow in zip(found["lines"], found["arrows"], strict=True):
        path = line["geometry"]["coordinates"]
        assert arrow["properties"]["id"] == line["properties"]["id"]
        assert tuple(arrow["geometry"]["coordinates"]) == tuple(path[-1])
        assert apart(arrow["properties"]["bearing"], on_screen(path[-2], path[-1])) < 0.02


def test_a_westbound_arrow_points_west():
    assert 225 < made(leg("AFG", "TUR"))["arrows"][0]["properties"]["bearing"] < 315


def test_a_leg_inside_one_country_is_a_loop_and_is_called_so():
    (line,) = made(leg("IRN", "IRN"))["lines"]
    path = line["geometry"]["coordinates"]
    assert max(abs(lon - NODES["IRN"][0]) for lon, _lat in path) > 1
    assert line["properties"]["tip"].startswith("Inside Iran")


def test_a_line_ends_at_the_known_place_with_a_dot_and_starts_at_a_ring():
    town = {"end_lon": 61.5, "end_lat": 36.2, "end_kind": "place"}
    found = made(
        leg("AFG", "IRN", **town), leg("TUR", "IRN", **town), leg("IND", "IRN", end_lon=60.0, end_kind="admin1")
    )
    kinds = {one["properties"]["id"]: one["properties"]["kind"] for one in found["nodes"]}
    assert kinds == {"AFG": "country", "TUR": "country", "IND": "country", "61.5,36.2": "place", "60.0,32.5": "admin1"}
    lon, lat = found["lines"][0]["geometry"]["coordinates"][-1]
    assert abs(lon - 61.5) < 2 and abs(lat - 36.2) < 2


def test_a_sea_area_is_a_ring_with_its_own_name_in_both_languages():
    area = "sea-area/arabian_sea"
    (found,) = [
        one["properties"]
        for one in made(leg("IRN", area, end_kind="sea_area"))["nodes"]
        if one["properties"]["id"] == area
    ]
    assert (found["kind"], found["name_en"], found["name_ar"]) == ("sea_area", "Arabian Sea", "بحر العرب")
    assert routes.node_iso3s(routes.collections(legs(leg("IRN", area)), None, NODES)) == ["IRN"]


def test_a_stub_keeps_to_the_side_where_no_line_is():
    found = made(leg("IRN", "AFG"), leg("AFG", "IRN"), unknown=stubs(("IRN", "to", 7), ("IRN", "from", 12)))
    assert [one["properties"]["id"] for one in found["stubs"]] == ["IRN:from", "IRN:to"]  # most seizures first
    bearings = [one["properties"]["bearing"] for one in found["stubs"]]
    assert apart(*bearings) >= 60
    towards = on_screen(NODES["IRN"], NODES["AFG"])
    assert all(apart(bearing, towards) > 50 for bearing in bearings)
    assert found["stubs"][0]["properties"]["label"] == "12"


def test_a_stub_alone_still_has_its_node():
    found = made(unknown=stubs(("TUR", "to", 1)))
    assert [one["properties"]["id"] for one in found["nodes"]] == ["TUR"]


def test_a_leg_without_a_place_for_an_end_is_told_apart_and_not_drawn():
    rows = (leg("AFG", "IRN"), leg("ZZZ", "IRN"), leg("AFG", "ZZZ"))
    assert routes.drawable(legs(*rows), NODES).tolist() == [True, False, False]
    assert [line["properties"]["id"] for line in made(*rows)["lines"]] == ["AFG-IRN"]


def test_no_legs_give_four_empty_collections():
    assert [*made().values()] == [[], [], [], []]


@pytest.mark.parametrize(("seizures", "px"), [(1, 1.5), (2, 2.8), (4, 2.8), (5, 4.8), (9, 4.8), (10, 7.5), (99, 7.5)])
def test_only_reported_lines_have_a_volume(seizures, px):
    found = made(leg("AFG", "IRN", seizures=seizures), leg("IRN", "TUR", "published"), leg("TUR", "BIH", "interpreted"))
    assert [line["properties"]["width"] for line in found["lines"]] == [px, 1.8, 2.3]


@pytest.mark.parametrize(
    ("kg", "px"), [(None, 1.0), (0.4, 1.8), (100.0, 2.8), (999.0, 2.8), (1_000.0, 4.8), (10_000.0, 7.5)]
)
def test_by_mass_the_width_is_the_weight_stated(kg, px):
    (line,) = made(leg("AFG", "IRN", mass_kg=kg), by="mass")["lines"]
    assert line["properties"]["width"] == px


def test_faded_legs_stay_and_are_marked():
    found = made(leg("AFG", "IRN"), leg("IRN", "TUR"), faded=frozenset({"IRN-TUR"}))
    assert [one["properties"].get("faded") for one in found["lines"] + found["arrows"]] == [None, True] * 2


def test_the_ink_is_the_drug_group_only_where_asked_for():
    rows = (leg("AFG", "IRN", family="heroin"), leg("IRN", "TUR"))
    assert [one["properties"].get("family") for one in made(*rows)["arrows"]] == [None, None]
    assert [one["properties"].get("family") for one in made(*rows, ink="group")["lines"]] == ["heroin", None]
    layers = {layer["id"]: layer for layer in routes.layers("dark", "en")}
    assert family_colours("dark")["heroin"] in json.dumps(layers["route-arrows"]["paint"]["icon-color"])


def test_a_tip_says_who_to_whom_on_what_how_much_and_what_else():
    (line,) = made(leg("IRN", "TUR", seizures=3, mass_kg=1200.0, family="heroin", also="published"))["lines"]
    assert line["properties"]["tip"].split("\n") == [
        "Iran (Islamic Republic of) to Türkiye", "Reported in seizure records", "3 seizures",
        "Weight stated: 1.2\N{NO-BREAK SPACE}t", "Most often: Heroin", "Also published as a pair of countries",
    ]  # fmt: skip


def test_each_basis_has_its_own_layer_and_pattern():
    layers = {layer["id"]: layer for layer in routes.layers("light", "en")}
    assert set(layers) == set(routes.LAYERS)
    assert len({str(layers[f"route-{basis}"]["paint"].get("line-dasharray")) for basis in routes.BASES}) == 3
    assert all(layer["metadata"]["slot"] in SLOTS for layer in layers.values())


def test_the_commands_bring_data_for_every_source_and_name_no_country_twice():
    found = routes.collections(legs(leg("AFG", "IRN")), None, NODES)
    commands = routes.commands(found)
    brought = [name for command in commands for name in command[1:3] if command[0] in ("setData", "setLines")]
    assert [name for name in brought if isinstance(name, str)] == list(routes.SOURCES)
    assert "AFG" in json.dumps(commands[-1])


def test_a_basis_switched_off_takes_its_arrows_with_it():
    commands = routes.basis_commands(["published"], stubs=False)
    hidden = {command[1] for command in commands if command[-1] == "none"}
    assert hidden == {"route-reported", "route-casing", "route-interpreted", "route-stubs"}
    (arrows,) = [command for command in commands if command[0] == "setFilter"]
    assert arrows[2][-1] == ["literal", ["published"]]


def test_the_published_list_is_one_leg_a_pair_by_its_strongest_basis():
    rows = [("Balkan", "AFG", "IRN", "interpreted"), ("Balkan", "AFG", "IRN", "published"), ("Balkan", "IRN", "TUR", "published"),
            ("Balkan", "AFG", "ZZZ", "published")]  # fmt: skip
    listed = [
        dict(zip(("route", "from_iso3", "to_iso3", "basis"), row, strict=True)) | {"mode": "land"} for row in rows
    ]
    found = routes.published(pd.DataFrame(listed), NODES)
    assert [*zip(found["leg"], found["basis"], found["also"], strict=True)] == [
        ("AFG-IRN", "published", "interpreted"), ("IRN-TUR", "published", ""),
    ]  # fmt: skip
    (line, _) = routes.collections(found, None, NODES)["route-lines"]["features"]
    assert line["properties"]["tip"].endswith("Route: Balkan\nland")


def test_the_published_list_may_be_empty():
    columns = ["route", "from_iso3", "to_iso3", "basis", "mode"]
    assert len(routes.published(pd.DataFrame([], columns=columns), NODES)) == 0


def test_tips_and_counts_are_in_the_reader_s_digits():
    with use_language("ar"):
        found = made(leg("IRN", "TUR", seizures=3), unknown=stubs(("IRN", "to", 12)))
    assert "٣" in found["lines"][0]["properties"]["tip"]
    assert found["stubs"][0]["properties"]["label"] == "١٢"
