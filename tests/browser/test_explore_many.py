"""Explore with thousands of imported seizures and with imported areas, in a real browser."""

import json
import re

import pytest
from playwright.sync_api import expect
from shapely.geometry import box, mapping

from monitoring.language import use_language
from monitoring.vocabulary.units import amount_words
from tests.browser.conftest import open_watched
from tests.browser.explore import PATIENCE_MS, arrived, idle, on_screen, query, with_map
from tests.running import filled, run, served
from tests.sources.made_ids import write_ids

pytestmark = pytest.mark.browser
ROWS = 8_000
MAP = "window.monitorMap.hosts.get('explore-map').map"
CELLS = f"""() => {MAP}.queryRenderedFeatures({{ layers: ['cell-discs', 'cell-sea'] }}).map((one) => (
             {{ id: one.id, at: one.geometry.coordinates, ...one.properties }}))"""
KILOGRAMS = [
    0,
    0.0004,
    0.0095,
    0.4,
    0.9996,
    1,
    9.94,
    9.96,
    12.5,
    999.4,
    999.6,
    1234.5,
    9_940,
    9_960,
    22_400,
    999_000,
    1.56e6,
]


@pytest.fixture(scope="module")
def crowded(tmp_path_factory):
    """The address of a dashboard with the shipped facts, thousands of generated seizures and one drawn district."""
    folder = tmp_path_factory.mktemp("crowded")
    database = filled(folder / "facts.sqlite")
    seizures, areas = folder / "ids.csv", folder / "districts.geojson"
    write_ids(seizures, ROWS, seed=3)
    district = {
        "type": "Feature",
        "properties": {"name": "Nad Ali", "country": "AFG"},
        "geometry": mapping(box(62, 30, 65, 33)),
    }
    areas.write_text(json.dumps({"type": "FeatureCollection", "features": [district]}))
    for file in (seizures, areas):
        done = run(["import", str(file), "--json"], database)
        assert done.returncode in (0, 3), done.stderr
    with served(database) as address:
        yield address


@pytest.fixture
def page(chromium, crowded):
    watched = open_watched(chromium, crowded, "/?layers=none")
    idle(with_map(arrived(watched.page)))
    yield watched.page
    watched.page.context.close()
    watched.check()


def numbers(text: str) -> list[int]:
    return [int(found.replace(",", "")) for found in re.findall(r"[\d,]*\d", text)]


def test_a_symbol_says_what_is_behind_it_and_a_click_lists_it(page):
    expect(page.locator("#not-mapped")).to_contain_text("stands for all seizures near it")
    expect(page.locator("#legend")).to_contain_text("within about")
    page.evaluate(f"() => {MAP}.jumpTo({{ zoom: 9, center: [69.2, 34.5] }})")
    idle(page)
    expect(page.locator("#legend")).to_contain_text("at one point")
    page.evaluate(f"() => {MAP}.jumpTo({{ zoom: 4 }})")
    idle(page)
    largest = max((one for one in page.evaluate(CELLS) if one["shape"] == "dot"), key=lambda one: one["n"])
    page.evaluate(f"at => {MAP}.jumpTo({{ center: at, zoom: 8.5 }})", largest["at"])
    idle(page)
    here = [one for one in page.evaluate(CELLS) if one["at"] == pytest.approx(largest["at"], abs=0.05)]
    at = on_screen(page, *max(here, key=lambda one: one["n"])["at"])
    page.mouse.move(*at)
    tip = page.locator("#explore-map .map-tip")
    expect(tip).to_contain_text("seizure")
    behind = sum(
        numbers(line)[-1] for line in tip.inner_text().splitlines()[1:] if "of all" in line or "more here" in line
    )
    page.mouse.click(*at)
    heading = page.locator("#record h2")
    expect(heading).to_contain_text("seizures here")
    assert numbers(heading.inner_text())[0] >= behind > 1
    outlined = f"() => {MAP}.queryRenderedFeatures({{ layers: ['cell-selected'] }}).length"
    page.wait_for_function(f"() => ({outlined})() > 0")
    page.locator("#record .card-record").first.click()
    expect(page.locator("#record")).to_contain_text("Source")
    page.wait_for_function(f"() => ({outlined})() === 1")


def test_the_symbols_of_the_whole_world_add_up(page):
    said = numbers(page.locator("#sentence").inner_text())[-1]
    without = numbers(page.locator("#not-mapped").inner_text())[-1]
    page.set_viewport_size({"width": 1900, "height": 1200})
    page.evaluate(f"() => {MAP}.jumpTo({{ center: [0, 10], zoom: 1 }})")
    idle(page)
    found = {one["id"]: one["n"] for one in page.evaluate(CELLS)}  # the world may be seen twice
    assert sum(found.values()) == said - without > 5_000


def test_a_filter_asks_for_other_tiles(page):
    asked = []
    page.on("request", lambda request: asked.append(request.url) if "/tiles/" in request.url else None)
    go = "search => window.dash_clientside.set_props('url', { search })"
    page.evaluate(go, "?layers=none&drug=heroin")
    page.wait_for_function(f"() => {MAP}.getSource('cells').tiles[0].includes('drug=heroin')")
    idle(page)
    assert {one["drug"] for one in page.evaluate(CELLS)} == {"heroin"}
    assert asked and all("drug=heroin" in url for url in asked)


def test_a_narrow_filter_shows_single_seizures_again(page):
    page.evaluate(
        "() => window.dash_clientside.set_props('url', { search: '?layers=none&drug=opium&country=AFG&from=2014-06-01' })"
    )
    expect(page.locator("#sentence")).to_contain_text("Opium")
    expect(page.locator("#not-mapped")).not_to_contain_text("near it")
    expect(page.locator("#legend")).to_contain_text("Weight of one seizure")
    page.wait_for_function(f"() => {MAP}.getSource('seizures').getData().then(({{ features }}) => features.length > 0)")
    assert page.evaluate(f"() => {MAP}.getLayoutProperty('cell-discs', 'visibility')") == "none"


def test_all_that_is_drawn_can_be_brought_on_the_map(page):
    page.evaluate(f"() => {MAP}.jumpTo({{ center: [0, 0], zoom: 8 }})")
    page.get_by_role("button", name="Show all on the map").click()
    page.wait_for_function(f"() => {MAP}.getZoom() < 4 && !{MAP}.isMoving()")
    idle(page)
    assert len(page.evaluate(CELLS)) > 20


def test_symbols_are_dimmed_lettered_and_recoloured_as_single_seizures_are(page):
    page.locator(".drug-table .row-button").get_by_text("Opium", exact=True).hover()
    page.wait_for_function(
        f"() => JSON.stringify({MAP}.getPaintProperty('cell-discs', 'circle-opacity')).includes('opium')"
    )
    page.get_by_text("Layers", exact=True).click()
    page.locator(".map-layers input[value='letters']").click()
    page.wait_for_function(f"() => {MAP}.getLayoutProperty('cell-codes', 'visibility') === 'visible'")
    page.locator("#theme").click()
    page.wait_for_function(
        f"() => JSON.stringify({MAP}.getPaintProperty('cell-discs', 'circle-color')).includes('#EBA44C')"
    )
    page.locator("#size").get_by_text("Number").click()
    page.wait_for_function(
        f"() => JSON.stringify({MAP}.getPaintProperty('cell-discs', 'circle-radius')).includes('\"n\"')"
    )
    page.wait_for_function(f"() => {MAP}.getSource('cells').tiles[0].includes('size=count')")
    expect(page.locator("#legend")).to_contain_text("Seizures within about")


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_tip_writes_amounts_as_the_rest_of_the_page_does(page, language):
    if language == "ar":
        page.goto(page.url.split("?")[0] + "?layers=none&lang=ar")
        idle(with_map(arrived(page)))
    written = page.evaluate(
        """kilograms => { const { spec } = window.monitorMap.hosts.get('explore-map'), words = spec.tips['cell-discs'];
             return kilograms.map((kg) => window.monitorMapParts.mass(kg, words, spec.digits)); }""",
        KILOGRAMS,
    )
    with use_language(language):
        assert written == [amount_words(kg, "mass") for kg in KILOGRAMS]


def test_imported_areas_are_switched_on_say_who_drew_them_and_let_the_country_be_clicked(page):
    page.get_by_text("Layers", exact=True).click()
    page.locator(".map-layers input[value='areas']").click()
    page.wait_for_function("() => location.search.includes('layers=areas')")
    expect(page.locator("#legend")).to_contain_text("Imported areas")
    page.wait_for_function(
        "() => window.monitorMap.hosts.get('explore-map').map.getSource('imported-areas').getData()"
        ".then(({ features }) => features.length === 1)"
    )
    page.evaluate("() => window.monitorMap.hosts.get('explore-map').map.jumpTo({ center: [63.5, 31.5], zoom: 8 })")
    idle(page)
    at = on_screen(page, 63.2, 31.75)
    page.mouse.move(*at)
    expect(page.locator("#explore-map .map-tip")).to_contain_text("Drawn by")
    page.mouse.click(*at)
    expect(page.locator("#sentence")).to_contain_text("Afghanistan", timeout=PATIENCE_MS)
    assert query(page)["country"] == ["AFG"]


def test_about_lists_the_areas(page):
    page.goto(page.url.split("/?")[0] + "/about")
    expect(page.get_by_role("heading", name="Imported areas")).to_be_visible()
    expect(page.locator("table", has_text="Nad Ali")).to_have_count(1)
