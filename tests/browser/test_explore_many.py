"""Explore with thousands of imported seizures and with imported areas, in a real browser."""

import json
import re

import pytest
from playwright.sync_api import expect
from shapely.geometry import box, mapping

from tests.browser.conftest import open_watched
from tests.browser.explore import arrived, idle, on_screen, query, with_map
from tests.running import filled, run, served
from tests.sources.made_ids import write_ids

pytestmark = pytest.mark.browser
ROWS = 8_000
DISCS = """() => window.monitorMap.hosts.get('explore-map').map.getSource('seizures').getData().then(
             ({ features }) => features.filter(({ properties }) => properties.part === 'disc'))"""


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


def test_symbols_are_sums_that_lose_no_seizure_and_a_click_lists_those_of_one(page):
    note = page.locator("#not-mapped").inner_text()
    assert "a symbol is the sum" in note
    said, without = numbers(page.locator("#sentence").inner_text())[-1], numbers(note)[-1]
    discs = page.evaluate(DISCS)
    assert sum(one["properties"]["n"] for one in discs) >= said - without > 5_000
    expect(page.locator("#legend")).to_contain_text("all seizures of a substance at one point")
    dots = [one for one in discs if one["properties"]["shape"] == "dot"]
    largest = max(dots, key=lambda one: one["properties"]["n"])
    lon, lat = largest["geometry"]["coordinates"]
    page.evaluate("at => window.monitorMap.hosts.get('explore-map').map.jumpTo({ center: at, zoom: 9 })", [lon, lat])
    idle(page)
    page.mouse.click(*on_screen(page, lon, lat))
    expect(page.locator("#record h2")).to_contain_text("seizures here")
    here = [one["properties"]["n"] for one in discs if one["geometry"]["coordinates"] == [lon, lat]]
    assert max(here) <= numbers(page.locator("#record h2").inner_text())[0] <= sum(here)
    page.locator("#record .card-record").first.click()
    expect(page.locator("#record")).to_contain_text("Source")


def test_a_narrow_filter_shows_single_seizures_again(page):
    page.evaluate("() => window.dash_clientside.set_props('url', { search: '?layers=none&drug=opium&country=AFG' })")
    expect(page.locator("#sentence")).to_contain_text("Opium")
    expect(page.locator("#not-mapped")).not_to_contain_text("sum")
    expect(page.locator("#legend")).to_contain_text("Weight of one seizure")
    page.wait_for_function(f"() => ({DISCS})().then((discs) => discs.every((one) => one.properties.n === undefined))")


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
    expect(page.locator("#sentence")).to_contain_text("Afghanistan")
    assert query(page)["country"] == ["AFG"]


def test_about_lists_the_areas(page):
    page.goto(page.url.split("/?")[0] + "/about")
    expect(page.get_by_role("heading", name="Imported areas")).to_be_visible()
    expect(page.locator("table", has_text="Nad Ali")).to_have_count(1)
