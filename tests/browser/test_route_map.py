"""The route map in a real Chromium: an arrow for each line, two maps with one camera, lines and corners drawn by hand."""

from collections.abc import Iterator
from math import cos, radians, sin
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from monitoring.components.map import HATCHES
from monitoring.figures import basemap, routes
from tests.browser.map_app import Serving, build
from tests.browser.map_page import PATIENCE_MS, Opened, square, write_boxes
from tests.figures.made_legs import NODES, leg, legs, stubs

pytestmark = pytest.mark.browser
CAMERA = {"center": [62.0, 30.0], "zoom": 3.2}
LEGS = legs(
    leg("IRN", "TUR", seizures=12, family="heroin"), leg("TUR", "IRN", seizures=3), leg("AFG", "IRN", "published"),
    leg("AFG", "IND", "interpreted"), leg("IRN", "IRN", seizures=5),
    leg("IND", "OMN", seizures=6, end_lon=58.5, end_lat=23.6, end_kind="place"),
)  # fmt: skip
FOUND = routes.collections(LEGS, stubs(("IRN", "to", 7), ("AFG", "from", 12)), NODES)
AREA = {"type": "Feature", "properties": {}, "geometry": {"type": "Polygon", "coordinates": [square(44, 12, 50, 18)]}}


@pytest.fixture(scope="module")
def geodata(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_boxes(tmp_path_factory.mktemp("browser"))


@pytest.fixture
def opened(chromium: Browser, geodata: Path) -> Iterator:
    """`opened("m")` gives a page with the legs on it; with two names it has two maps of one group."""
    running: list = []

    def open_(*maps: str, **context) -> Opened:
        # an area of nothing known, hatched
        hatched = {"type": "geojson", "data": AREA}
        own = [*routes.layers("light", "en"), {"id": "silent", "type": "fill", "source": "silent", "metadata": {"slot": "areas"},
                                               "paint": {"fill-pattern": next(iter(HATCHES))}}]  # fmt: skip
        style = basemap.with_data(basemap.style("light", "en"), {**routes.sources(FOUND), "silent": hatched}, own)
        serving = Serving(build(geodata, style, CAMERA, interactive=routes.ALL_INTERACTIVE, maps=maps))
        address = serving.__enter__()
        made = chromium.new_context(viewport={"width": 900, "height": 600}, **context)
        found = Opened(made.new_page(), address)
        running.append((made, serving))
        for name in maps:
            found.page.wait_for_selector(f"#{name}-canvas[data-state=ready]", state="attached", timeout=PATIENCE_MS)
            found.page.wait_for_function(f"() => monitorMap.hosts.get('{name}').map.loaded()", timeout=PATIENCE_MS)
        return found

    yield open_
    for made, serving in running:
        made.close()
        serving.__exit__()


def rendered(found: Opened, *layers: str) -> set[str]:
    ask = "(layers) => monitorMap.hosts.get('m').map.queryRenderedFeatures({ layers }).map((one) => one.properties.id)"
    return set(found.page.evaluate(ask, list(layers)))


def test_every_line_has_its_own_arrow_its_ends_and_nothing_comes_from_elsewhere(opened):
    found = opened("m")
    lines = rendered(found, *(f"route-{basis}" for basis in routes.BASES))
    assert lines == rendered(found, "route-arrows") == set(LEGS["leg"])
    assert rendered(found, "route-ends") == {"58.5,23.6"}
    assert rendered(found, "route-nodes") == {"AFG", "IRN", "TUR", "IND"}
    assert rendered(found, "route-stubs") == {"IRN:to", "AFG:from"}
    assert found.foreign == [] and found.complaints == []


def test_an_arrow_on_the_screen_points_along_the_end_of_its_line(opened):
    found = opened("m")
    ends = found.page.evaluate(
        """(lines) => lines.map(({ geometry: { coordinates } }) => {
             const map = monitorMap.hosts.get('m').map, [a, b] = coordinates.slice(-2).map((at) => map.project(at));
             return (Math.atan2(b.x - a.x, a.y - b.y) * 180 / Math.PI + 360) % 360; })""",
        FOUND["route-lines"]["features"],
    )
    arrows = [arrow["properties"]["bearing"] for arrow in FOUND["route-arrows"]["features"]]
    assert all(abs((a - b + 180) % 360 - 180) < 0.05 for a, b in zip(ends, arrows, strict=True))


def test_a_basis_is_switched_off_with_its_arrows_and_on_again(opened):
    found = opened("m")
    for bases in (["published"], [*routes.BASES]):
        found.command(*routes.basis_commands(bases))
        wanted = set(LEGS[LEGS["basis"].isin(bases)]["leg"])
        found.page.wait_for_function(
            "([n]) => { const map = monitorMap.hosts.get('m').map; return map.loaded()"
            " && new Set(map.queryRenderedFeatures({ layers: ['route-arrows'] }).map((one) => one.id)).size === n; }",
            arg=[len(wanted)], timeout=PATIENCE_MS,
        )  # fmt: skip
        assert rendered(found, "route-arrows") == wanted


def test_a_line_is_clicked_outlined_and_changed_without_moving_the_map(opened):
    found = opened("m")
    path = FOUND["route-lines"]["features"][0]["geometry"]["coordinates"]
    found.page.mouse.click(**found.at(*path[len(path) // 2]))
    clicked = found.wait_given("m-click")
    assert (clicked["layer"], clicked["ids"]) == ("routes", ["IRN-TUR"])
    found.command(["select", ["IRN-TUR"]])
    found.page.wait_for_function(
        "() => monitorMap.hosts.get('m').map.queryRenderedFeatures({ layers: ['route-selected'] }).length",
        timeout=PATIENCE_MS,
    )
    assert rendered(found, "route-selected") == {"IRN-TUR"}
    before = found.camera()
    fewer = routes.collections(LEGS.iloc[:2], None, NODES, by="mass", ink="group")
    found.command(*routes.commands(fewer))
    found.page.wait_for_function(
        "() => { const map = monitorMap.hosts.get('m').map; return map.loaded()"
        " && new Set(map.querySourceFeatures('route-nodes').map((one) => one.id)).size === 2"
        # symbols that go are rendered until they have faded
        " && new Set(map.queryRenderedFeatures({ layers: ['route-arrows'] }).map((one) => one.id)).size === 2; }",
        timeout=PATIENCE_MS,
    )  # fmt: skip
    assert rendered(found, "route-arrows") == {"IRN-TUR", "TUR-IRN"}
    assert found.camera() == before


def test_a_stub_can_be_pointed_at_and_clicked(opened):
    found = opened("m")
    stub = next(one for one in FOUND["route-stubs"]["features"] if one["properties"]["id"] == "IRN:to")
    at = found.at(*stub["geometry"]["coordinates"])

    turn = radians(stub["properties"]["bearing"])
    at = {"x": at["x"] + 26 * sin(turn), "y": at["y"] - 26 * cos(turn)}
    found.page.mouse.move(**at)
    tip = found.page.locator(".map-tip")
    tip.wait_for(state="visible", timeout=PATIENCE_MS)
    assert "Where it went is not stated" in tip.inner_text() and "7 seizures" in tip.inner_text()
    found.page.mouse.click(**at)
    assert found.wait_given("m-click")["all"]["stubs"] == ["IRN:to"]


CAMERAS = """() => [...monitorMap.hosts.values()].map(({ map }) => {
  const { lng, lat } = map.getCenter(); return [lng, lat, map.getZoom()]; })"""


def test_two_maps_of_a_group_have_one_camera_whichever_is_moved(opened):
    found = opened("a", "b")
    same = "() => { const [a, b] = (" + CAMERAS + ")(); return a.every((one, i) => Math.abs(one - b[i]) < 1e-9); }"
    start = found.page.evaluate(CAMERAS)[0]
    for x in (200, 700):  # one in each map
        found.page.mouse.move(x, 300)
        found.page.mouse.down()
        found.page.mouse.move(x - 60, 340, steps=5)
        assert found.page.evaluate(same)
        found.page.mouse.up()
    found.page.evaluate("() => dash_clientside.set_props('b-commands', { data: [['jumpTo', { zoom: 5 }]] })")
    found.page.wait_for_function("() => monitorMap.hosts.get('a').map.getZoom() === 5", timeout=PATIENCE_MS)
    found.page.wait_for_function(
        "() => ![...monitorMap.hosts.values()].some(({ map }) => map.isMoving())", timeout=PATIENCE_MS
    )
    assert found.page.evaluate(same)
    assert abs(found.page.evaluate(CAMERAS)[0][0] - start[0]) > 1
    assert found.complaints == []


def test_filters_stay_with_their_own_map(opened):
    found = opened("a", "b")
    found.page.evaluate(
        "(commands) => dash_clientside.set_props('a-commands', { data: commands })",
        routes.basis_commands(["published"]),
    )
    seen = (
        "() => [...monitorMap.hosts.values()].map(({ map }) => map.getLayoutProperty('route-reported', 'visibility'))"
    )
    found.page.wait_for_function(f"() => ({seen})()[0] === 'none'", timeout=PATIENCE_MS)
    assert found.page.evaluate(seen) == ["none", "visible"]


def near(found: Opened, ends: list, *wanted: tuple[float, float]) -> bool:
    return all(abs(a - b) < 0.3 for end, want in zip(ends, wanted, strict=True) for a, b in zip(end, want, strict=True))


@pytest.mark.parametrize("way", ["dragged", "clicked"])
def test_a_line_is_drawn_shown_and_told_and_the_map_stays(opened, way):
    found = opened("m")
    before = found.camera()
    found.command(["draw", "line"])
    start, end = found.at(60.0, 20.0), found.at(70.0, 24.0)
    mouse = found.page.mouse
    if way == "dragged":
        mouse.move(**start)
        mouse.down()
        mouse.move(**end, steps=4)
        mouse.up()
    else:
        mouse.click(**start)
        mouse.move(**end, steps=2)
        mouse.click(**end)
    told = found.wait_given("m-drawn")
    assert near(found, told["line"], (60.0, 20.0), (70.0, 24.0)) and told["n"] > 0
    assert found.camera() == before and found.given("m-click") == []
    found.settled()
    shown = "() => monitorMap.hosts.get('m').map.queryRenderedFeatures({ layers: ['host-drawn-line'] }).length"
    assert found.page.evaluate(shown) > 0
    found.command(["draw", None])
    found.page.wait_for_function(
        "() => !monitorMap.hosts.get('m').map.getLayer('host-drawn-line')", timeout=PATIENCE_MS
    )
    mouse.move(**start)
    mouse.down()
    mouse.move(start["x"] + 80, start["y"], steps=4)
    mouse.up()
    found.wait_given("m-view", f"it.lon < {before['lon'] - 1}")  # the map can be moved again
    assert found.complaints == []


def test_escape_stops_the_drawing_and_a_known_line_can_be_shown(opened):
    found = opened("m")
    found.command(["draw", "line"])
    found.page.mouse.click(**found.at(60.0, 20.0))
    found.page.keyboard.press("Escape")
    found.wait_given("m-status", "it.state === 'draw-stopped'")
    assert found.given("m-drawn") == []
    found.command(["draw", [[60.0, 20.0], [70.0, 24.0]]])
    found.page.wait_for_function(
        "() => { const map = monitorMap.hosts.get('m').map; return map.getLayer('host-drawn-line')"
        " && map.queryRenderedFeatures({ layers: ['host-drawn-line'] }).length; }", timeout=PATIENCE_MS,
    )  # fmt: skip


def test_corners_are_dragged_made_and_taken_away(opened):
    found = opened("m")
    found.command(["edit", {"type": "Polygon", "coordinates": [square(60, 10, 70, 20)]}])
    found.page.wait_for_function(
        "() => monitorMap.hosts.get('m').map.getLayer('host-drawn-points')", timeout=PATIENCE_MS
    )
    before = found.camera()

    def drag(start: tuple[float, float], end: tuple[float, float]) -> None:
        found.page.mouse.move(**found.at(*start))
        found.page.mouse.down()
        found.page.mouse.move(**found.at(*end), steps=3)
        found.page.mouse.up()

    drag((70.0, 20.0), (73.0, 23.0))
    (ring,) = found.wait_given("m-drawn")["geometry"]["coordinates"]
    assert near(found, ring[2:3], (73.0, 23.0)) and len(ring) == 5 and ring[0] == ring[-1]
    drag((65.0, 10.0), (65.0, 7.0))
    (ring,) = found.wait_given("m-drawn", "it.geometry.coordinates[0].length === 6")["geometry"]["coordinates"]
    assert near(found, ring[1:2], (65.0, 7.0))
    found.page.mouse.dblclick(**found.at(60.0, 20.0))
    (ring,) = found.wait_given("m-drawn", "it.geometry.coordinates[0].length === 5")["geometry"]["coordinates"]
    assert not any(near(found, [at], (60.0, 20.0)) for at in ring)
    assert found.camera() == before and found.complaints == []
    found.command(["edit", None])
    found.page.wait_for_function(
        "() => !monitorMap.hosts.get('m').map.getLayer('host-drawn-points')", timeout=PATIENCE_MS
    )
