"""The map answers clicks, flies to rows, switches layers and colours, and saves what is on the screen."""

import struct
from itertools import combinations
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.explore import arrived, camera, idle, on_screen, query, with_map

pytestmark = pytest.mark.browser


@pytest.fixture
def page(open_page):
    page = with_map(arrived(open_page("/?layers=none"), "297 seizures"))
    idle(page)
    return page


def test_a_click_on_a_country_filters_by_it_and_a_second_takes_it_back(page):
    page.mouse.click(*on_screen(page, 59.0, 39.5))
    expect(page.locator("#sentence")).to_contain_text("Turkmenistan")
    assert query(page)["country"] == ["TKM"]
    page.mouse.click(*on_screen(page, 59.0, 39.5))
    expect(page.locator("#sentence")).to_contain_text("297 seizures")


def test_a_click_on_a_symbol_opens_its_record_and_leaves_the_camera(page):
    before = camera(page)
    lon, lat = page.evaluate(
        """() => window.monitorMap.hosts.get('explore-map').map.getSource('seizures').getData().then((data) => data.features
             .find(({ properties }) => properties.id.startsWith('tur-') && properties.shape === 'dot').geometry.coordinates)"""
    )
    page.evaluate(
        "([lon, lat]) => window.monitorMap.hosts.get('explore-map').map.jumpTo({ center: [lon, lat], zoom: 6 })",
        [lon, lat],
    )
    idle(page)
    page.mouse.click(*on_screen(page, lon, lat))
    expect(page.locator("#record")).to_contain_text("Back to the view")
    assert camera(page)[:2] == pytest.approx([lon, lat], abs=0.01)
    assert before != camera(page)


def test_a_card_opens_the_record_and_the_map_flies_there(page):
    before = camera(page)
    page.locator(".card-record").first.click()
    expect(page.locator("#record")).to_contain_text("Source")
    page.wait_for_function(
        "([x]) => Math.abs(window.monitorMap.hosts.get('explore-map').map.getCenter().lng - x) > 1", arg=before
    )
    page.get_by_role("link", name="Open the record's own page").click()
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator("#citation")).to_contain_text("data version")


def test_layers_are_switched_and_are_in_the_link(page):
    page.get_by_text("Layers", exact=True).click()
    page.locator(".map-layers input[value='crossings']").click()
    page.wait_for_function("() => location.search.includes('layers=crossings')")
    expect(page.locator("#legend")).to_contain_text("Border crossing")
    page.wait_for_function(
        "() => window.monitorMap.hosts.get('explore-map').map.getLayoutProperty('place-crossing', 'visibility') === 'visible'"
    )
    page.locator("#size").get_by_text("Number").click()
    expect(page.locator("#legend")).to_contain_text("Seizures at one place")
    assert query(page)["size"] == ["count"]


def test_letters_of_the_substances_are_switched_and_explained(page):
    page.get_by_text("Layers", exact=True).click()
    page.locator(".map-layers input[value='letters']").click()
    page.wait_for_function("() => location.search.includes('layers=letters')")
    expect(page.locator("#legend").get_by_text("He Heroin")).to_be_visible()
    page.wait_for_function(
        "() => window.monitorMap.hosts.get('explore-map').map.getLayoutProperty('seizure-codes', 'visibility') === 'visible'"
    )


def test_pointing_at_a_substance_dims_the_others(page):
    opacity = (
        "() => JSON.stringify(window.monitorMap.hosts.get('explore-map').map"
        ".getPaintProperty('seizure-discs', 'circle-opacity'))"
    )
    page.locator(".drug-table .row-button").get_by_text("Opium").hover()
    page.wait_for_function(f"() => ({opacity})().includes('opium')")
    page.locator("#sentence").hover()
    page.wait_for_function(f"() => ({opacity})() === '1'")


@pytest.mark.parametrize("width", [1280, 1440])
def test_nothing_over_the_map_covers_anything_else_over_it(open_page, width):
    page = with_map(arrived(open_page("/", viewport={"width": width, "height": 800}), "297 seizures"))
    names = (".map-legend", ".map-note", ".map-layers", ".map-fit", ".map-foot", ".maplibregl-ctrl-group")
    boxes = {name: page.locator(name).bounding_box() for name in names}
    for one, other in combinations(names, 2):
        a, b = boxes[one], boxes[other]
        apart_x = a["x"] + a["width"] <= b["x"] or b["x"] + b["width"] <= a["x"]
        assert apart_x or a["y"] + a["height"] <= b["y"] or b["y"] + b["height"] <= a["y"], (one, other)


def test_a_change_of_colours_keeps_the_map(page):
    page.evaluate("() => { document.querySelector('#explore-map canvas').dataset.same = 'yes'; }")
    page.locator("#theme").click()
    page.wait_for_function(
        "() => window.monitorMap.hosts.get('explore-map').map.getPaintProperty('land-mid', 'fill-color') === '#212C35'"
    )
    assert query(page)["theme"] == ["dark"]
    assert page.locator("#explore-map canvas[data-same=yes]").count() == 1
    expect(page.locator("#frame")).to_have_attribute("data-theme", "dark")


def test_the_picture_of_the_map_is_a_png_with_something_on_it(page):
    page.locator(".sentence-actions .menu-button").click()
    with page.expect_download(timeout=60_000) as saved:
        page.locator("#save-picture").click()
    assert saved.value.suggested_filename.endswith(".png")
    content = Path(saved.value.path()).read_bytes()
    width, height = struct.unpack(">II", content[16:24])
    assert content.startswith(b"\x89PNG") and width > 700 and height > 500
    assert len(content) > 60_000  # a blank picture of that size packs to a few kB


def test_all_that_the_filter_leaves_can_be_brought_on_the_map(open_page):
    page = with_map(arrived(open_page("/?place=Kapitan Andreevo&drug=heroin"), "6 seizures"))
    assert camera(page)[0] > 50
    page.get_by_role("button", name="Show all on the map").click()
    page.wait_for_function("() => window.monitorMap.hosts.get('explore-map').map.getCenter().lng < 30")
    idle(page)
    assert camera(page)[:2] == pytest.approx([26.4, 41.7], abs=0.3)
