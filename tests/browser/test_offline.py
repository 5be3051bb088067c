"""The whole page comes from the own host, under its own policy, with its own fonts; and the map is really drawn."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.explore import PATIENCE_MS, READY, arrived, idle
from tests.browser.pictures import colours_of

pytestmark = pytest.mark.browser

WATCH = """
window.refusals = [];
addEventListener('securitypolicyviolation', (event) => refusals.push(`${event.violatedDirective} ${event.blockedURI}`));
"""


@pytest.fixture
def visited(chromium, address):
    """`visited(path)` is a page with all that it asked for in `asked` (address, status), itself not hindered in anything."""
    opened = []

    def visit(path: str) -> tuple[Page, list[tuple[str, int]]]:
        context = chromium.new_context(viewport={"width": 1440, "height": 900})
        opened.append(context)
        asked: list[tuple[str, int]] = []
        context.add_init_script(WATCH)
        page = context.new_page()
        page.set_default_timeout(PATIENCE_MS)
        context.on("request", lambda request: asked.append((request.url, 0)))
        context.on("response", lambda response: asked.append((response.url, response.status)))
        page.goto(address + path)
        page.wait_for_selector(READY, timeout=PATIENCE_MS)
        idle(arrived(page))
        return page, asked

    yield visit
    for context in opened:
        context.close()


def faces(page: Page) -> set[str]:
    found = page.evaluate("() => [...document.fonts].filter((one) => one.status === 'loaded').map((one) => one.family)")
    return {name.strip("\"'") for name in found}


def test_the_first_visit_asks_nobody_else_and_breaks_no_rule(visited, address):
    page, asked = visited("/")
    assert [url for url, _status in asked if not url.startswith((f"{address}/", "data:", "blob:"))] == []
    assert [(url, status) for url, status in asked if status >= 400] == []
    assert page.evaluate("() => refusals") == []
    assert {"IBM Plex Sans"} <= faces(page)
    for part in ("#legend", ".maplibregl-ctrl-scale", ".map-foot-attribution", ".map-disclaimer", ".data-date"):
        expect(page.locator(part)).to_be_visible()
    version = page.request.get(f"{address}/healthz").json()["data_version"]
    expect(page.locator(".data-date")).to_have_attribute("title", f"Data version {version}")
    canvas = page.locator("#explore-map canvas.maplibregl-canvas")
    # Water, land, borders, names and symbols; a map that failed is one colour.
    assert colours_of(page, canvas.screenshot()) > 200
    assert page.evaluate("() => [document.cookie, localStorage.length]") == ["", 0]


def test_arabic_comes_with_its_own_letters_from_the_own_host(visited, address):
    page, asked = visited("/?lang=ar")
    assert [url for url, _status in asked if not url.startswith((f"{address}/", "data:", "blob:"))] == []
    assert page.evaluate("() => refusals") == []
    assert {"IBM Plex Sans", "IBM Plex Sans Arabic"} <= faces(page)
    assert page.evaluate("() => getComputedStyle(document.body).direction") == "rtl"
    labels = (
        "() => window.monitorMap.hosts.get('explore-map').map.queryRenderedFeatures({ layers: ['country-labels'] })"
    )
    names = page.evaluate(f"{labels}.map((one) => one.properties.name_ar)".replace("() => ", "() => ", 1))
    assert any("\u0600" <= letter <= "\u06ff" for name in names for letter in name)
