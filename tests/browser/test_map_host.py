"""The map host in a real Chromium: own files only, a strict policy, the camera left alone, clicks that name records."""

from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from monitoring.components.map import picture, select_commands
from monitoring.figures import basemap, seizures
from monitoring.figures.theme import colours
from monitoring.language import use_language
from tests.browser.map_app import LABEL, Serving, build, with_seizures
from tests.browser.map_page import PATIENCE_MS, Opened, write_boxes
from tests.figures.made import items

pytestmark = pytest.mark.browser
CAMERA = {"center": [60.0, 33.0], "zoom": 4.2}
FRAME = items(
    {"lon": 60.0, "lat": 33.0, "mass_kg": 9_000.0}, {"lon": 60.0, "lat": 33.0, "mass_kg": 12.0, "drug": "opium"},
    {"lon": 66.0, "lat": 34.0, "location_precision": "admin1", "admin1_name": "Ghor", "mass_kg": 700.0},
    {"lon": 62.0, "lat": 23.0, "location_precision": "sea_area", "sea_area": "Arabian Sea", "mass_kg": 5_000.0},
    {"location_precision": "country", "lon": None, "lat": None},
)  # fmt: skip


@pytest.fixture(scope="module")
def geodata(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_boxes(tmp_path_factory.mktemp("browser"))


@pytest.fixture
def opened(chromium: Browser, geodata: Path) -> Iterator:
    """`opened(theme=..., language=...)` gives a map with FRAME on it, in a page that may talk to its own server only."""
    running: list = []

    def open_(theme: str = "light", language: str = "en", wait: bool = True, **context) -> Opened:
        with use_language(language):
            style = with_seizures(theme, language, seizures.points(FRAME))
            serving = Serving(build(geodata, style, CAMERA, language, theme))
        address = serving.__enter__()
        made = chromium.new_context(viewport={"width": 800, "height": 600}, accept_downloads=True, **context)
        found = Opened(made.new_page(), address)
        running.append((made, serving))
        if wait:
            found.drawn()
        return found

    yield open_
    for made, serving in running:
        made.close()
        serving.__exit__()


# Reads a PNG with the browser's own decoder: no picture library is needed for the tests alone.
READ = """async ([text, places]) => {
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
  const context = new OffscreenCanvas(image.width, image.height).getContext('2d');
  context.drawImage(image, 0, 0);
  const all = new Uint32Array(context.getImageData(0, 0, image.width, image.height).data.buffer);
  const at = places.map(([x, y]) => [...context.getImageData(x, y, 1, 1).data]);
  return { width: image.width, height: image.height, colours: new Set(all).size, at };
}"""


def read(page: Page, png: bytes, *places: tuple[int, int]) -> dict:
    """width, height, the number of different colours, and the colours `at` the places."""
    return page.evaluate(READ, [b64encode(png).decode(), [list(place) for place in places]])


def test_a_map_is_drawn_with_own_files_only_under_a_strict_policy(opened):
    found = opened()
    assert found.foreign == []
    assert found.complaints == []
    assert read(found.page, found.page.screenshot())["colours"] > 20
    assert found.given("m-status")[-1] == {"state": "ready", "text": ""}


def test_the_fine_boundaries_come_when_somebody_goes_near(opened):
    found = opened()
    assert not found.page.evaluate("() => monitorMap.hosts.get('m').arrived")
    found.command(["jumpTo", {"zoom": 7}])
    found.page.wait_for_function(
        "() => monitorMap.hosts.get('m').map.getLayer('land-mid').maxzoom < 6", timeout=PATIENCE_MS
    )
    found.settled()
    drawn = "() => monitorMap.hosts.get('m').map.queryRenderedFeatures({ layers: ['land-high'] }).length"
    found.page.wait_for_function(f"() => ({drawn})() > 0", timeout=PATIENCE_MS)
    assert found.foreign == [] and found.complaints == []


def test_the_canvas_has_a_name_and_the_keyboard_moves_the_map(opened):
    found = opened()
    canvas = found.page.get_by_role("region", name=LABEL).locator("canvas")
    assert canvas.get_attribute("aria-label") == LABEL
    before = found.camera()
    canvas.focus()
    found.page.keyboard.press("ArrowRight")
    found.wait_given("m-view", f"it.lon > {before['lon'] + 0.5}")
    found.page.keyboard.press("+")
    found.wait_given("m-view", f"it.zoom > {before['zoom'] + 0.5}")


def test_a_click_names_every_record_there_and_the_country(opened):
    found = opened()
    found.page.mouse.click(**found.at(60.0, 33.0))
    clicked = found.wait_given("m-click")
    assert (clicked["layer"], sorted(clicked["ids"]), clicked["all"]["countries"]) == (
        "seizures",
        ["s0", "s1"],
        ["IRN"],
    )
    assert clicked["lngLat"]["lon"] == pytest.approx(60, abs=0.2)


def test_a_click_on_land_names_the_country_and_one_on_water_nothing(opened):
    found = opened()
    found.page.mouse.click(**found.at(65.0, 20.0))
    found.page.mouse.click(**found.at(70.0, 30.0))
    assert found.wait_given("m-click")["ids"] == ["AFG"]
    assert len(found.given("m-click")) == 1


def test_the_symbol_of_a_sea_area_can_be_clicked(opened):
    found = opened()
    found.page.mouse.click(**found.at(62.0, 23.0))
    assert found.wait_given("m-click")["ids"] == ["s3"]


def test_hovering_shows_text_and_never_markup(opened):
    found = opened()
    nasty = items({"lon": 60.0, "lat": 33.0, "place_reported": "<img src=x onerror=alert(1)>"})
    found.command(["setData", "seizures", seizures.points(nasty)])
    found.settled()
    found.page.mouse.move(**found.at(60.0, 33.0))
    tip = found.page.locator(".map-tip")
    tip.wait_for(state="visible", timeout=PATIENCE_MS)
    assert "<img src=x" in tip.inner_text()
    assert tip.locator("img").count() == 0


def test_new_data_after_a_pan_keeps_the_camera(opened):
    found = opened()
    found.page.mouse.move(400, 300)
    found.page.mouse.down()
    found.page.mouse.move(250, 380, steps=4)
    found.page.mouse.up()
    found.wait_given("m-view", "it.lon > 61")
    found.settled()
    before = found.camera()
    found.command(["setData", "seizures", seizures.points(FRAME.iloc[:1])], *basemap.focus_commands(["IRN"]))
    found.page.wait_for_function(
        "() => monitorMap.hosts.get('m').map.querySourceFeatures('seizures').length === 1", timeout=PATIENCE_MS
    )
    found.settled()
    assert found.camera() == before


def test_theme_and_language_change_without_a_new_map(opened):
    found = opened()
    found.page.evaluate("() => { monitorMap.hosts.get('m').map.sameMap = true; }")
    light, dark = (with_seizures(*look, seizures.points(FRAME)) for look in (("light", "en"), ("dark", "ar")))
    found.command(*basemap.changes(light, dark))
    found.settled()
    state = found.page.evaluate(
        "() => { const map = monitorMap.hosts.get('m').map; return [map.sameMap, map.getPaintProperty('water', 'background-color'),"
        " map.getLayoutProperty('country-labels', 'text-field')]; }"
    )
    assert state == [True, colours("dark")["map_water"], basemap.label_text("ar")]
    assert found.foreign == [] and found.complaints == []


def test_a_row_outlines_its_symbol_and_flies_there_at_once_when_motion_is_unwanted(opened):
    found = opened(reduced_motion="reduce")
    found.command(*select_commands(["s2"], (66.0, 34.0), 5))
    found.page.wait_for_function("() => monitorMap.hosts.get('m').map.getZoom() === 5", timeout=PATIENCE_MS)
    found.settled()
    query = "monitorMap.hosts.get('m').map.queryRenderedFeatures({ layers: ['seizure-selected'] })"
    shown = f"() => {query}.map((one) => one.properties.id)"
    found.page.wait_for_function(f"() => ({shown})().length > 0", timeout=PATIENCE_MS)
    assert set(found.page.evaluate(shown)) == {"i2"}


def test_commands_off_the_list_and_foreign_addresses_are_refused(opened):
    found = opened()
    elsewhere = "https://example.org/data.json"
    for command in (["addSource", "x", {}], ["setStyle", elsewhere], ["setData", "seizures", elsewhere], ["remove"]):
        with found.page.expect_console_message(lambda said: "refused" in said.text, timeout=PATIENCE_MS):
            found.command(command)
    found.settled()
    assert found.foreign == []


@pytest.mark.parametrize(("theme", "language"), [("light", "en"), ("dark", "ar")])
def test_the_exported_picture_shows_what_the_screen_shows(opened, tmp_path, theme, language):
    found = opened(theme, language)
    with use_language(language):
        pieces = picture(theme, "All substances. 4 seizures.", seizures.legend(theme), ["A note."], "map.png")
    with found.page.expect_download(timeout=PATIENCE_MS) as download:
        found.command(["exportPng", pieces])
    assert download.value.suggested_filename == "map.png"
    download.value.save_as(tmp_path / "map.png")
    spot = found.at(66.0, 34.0)  # a ring, with nothing of the page above it
    across = [(round(spot["x"]) + dx, round(spot["y"])) for dx in (-60, -6, 0, 6, 60)]
    title = 16 + 24 + 8  # px above the map: margin, one line, gap
    made = read(found.page, (tmp_path / "map.png").read_bytes(), *((x, y + title) for x, y in across))
    screen = read(found.page, found.page.locator("#m-canvas canvas").screenshot(), *across)
    assert made["at"] == screen["at"]
    assert len({tuple(colour) for colour in made["at"]}) >= 3
    assert made["width"] == screen["width"] and made["height"] > screen["height"] + title + 80


def test_a_lost_context_leaves_a_sentence(opened):
    found = opened()
    found.page.evaluate(
        "() => { const canvas = monitorMap.hosts.get('m').map.getCanvas();"
        " canvas.getContext('webgl2').getExtension('WEBGL_lose_context').loseContext(); }"
    )
    message = found.page.locator("#m-message")
    message.wait_for(state="visible", timeout=PATIENCE_MS)
    assert "The table shows the same rows" in message.inner_text()
    assert found.wait_given("m-status", "it.state === 'failed'")


def test_without_webgl_the_page_says_so(opened):
    found = opened(wait=False)
    found.page.add_init_script("HTMLCanvasElement.prototype.getContext = () => null;")
    found.page.reload()
    found.page.locator("#m-message").wait_for(state="visible", timeout=PATIENCE_MS)


def test_a_map_that_leaves_the_page_is_taken_down(opened):
    found = opened()
    found.page.evaluate("() => { window.oldMap = monitorMap.hosts.get('m').map; }")
    found.page.locator("#toggle").click()
    found.page.wait_for_function("() => monitorMap.hosts.size === 0 && oldMap._removed", timeout=PATIENCE_MS)
