"""For whoever uses a keyboard, a screen reader, a small window or a phone."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from monitoring.paths import BROWSER_LIBRARIES
from tests.browser.conftest import Watched, open_watched
from tests.browser.desk import answered, visit
from tests.browser.explore import PATIENCE_MS, READY, arrived, camera

pytestmark = pytest.mark.browser
AXE = (BROWSER_LIBRARIES / "axe-core" / "axe.min.js").read_text("utf-8")


@pytest.fixture(scope="module")
def kept(chromium: Browser, address: str) -> Iterator[Watched]:
    """Explore, opened once; the content policy is lifted to let the examiner in."""
    watched = open_watched(chromium, address, "/", bypass_csp=True)
    yield watched
    watched.page.context.close()


def serious(page: Page) -> list[str]:
    """What axe calls serious or critical, by WCAG's rules."""
    page.evaluate(AXE)
    found = page.evaluate("() => axe.run(document, { resultTypes: ['violations'] })")["violations"]
    grave = [one for one in found if one["impact"] in ("serious", "critical")]
    return [f"{one['id']}: {node['html'][:160]}" for one in grave for node in one["nodes"]]


def test_an_open_record_and_all_unfolded_boxes_are_accessible(desk):
    visit(desk, "drug=opium")
    desk.get_by_text("Layers", exact=True).click()
    desk.locator("#chart-country-twin summary").click()
    assert serious(desk) == []
    desk.locator(".card-record").first.click()
    expect(desk.locator("#record h2")).to_be_visible()
    desk.locator(".sentence-actions .menu-button").click()
    expect(desk.locator("#save-picture")).to_be_visible()
    assert serious(desk) == []
    desk.locator(".sentence-actions .menu-button").click()
    desk.get_by_text("Layers", exact=True).click()
    desk.locator(".back").click()


def test_the_table_with_its_choice_of_columns_is_accessible(desk):
    visit(desk, "drug=opium")
    desk.locator("#arrangement").get_by_text("Table").click()
    desk.locator(".ag-center-cols-container .ag-row").first.wait_for(timeout=PATIENCE_MS)
    desk.locator(".table-bar").get_by_text("Columns", exact=True).first.click()
    expect(desk.locator(".columns-choice input").first).to_be_visible()
    assert serious(desk) == []
    desk.locator(".table-bar").get_by_text("Columns", exact=True).first.click()
    desk.locator("#arrangement").get_by_text("Map", exact=True).click()


def test_an_empty_view_is_accessible(desk):
    visit(desk, "drug=morphine&country=FRA")
    expect(desk.locator("#summary")).to_contain_text("No seizure matches.")
    assert serious(desk) == []


@pytest.mark.parametrize("look", ["", "?theme=dark", "?lang=ar"])
def test_a_page_that_says_what_is_wrong_is_accessible(chromium, address, look):
    page = chromium.new_context(bypass_csp=True).new_page()
    assert page.goto(f"{address}/nowhere{look}").status == 404
    page.locator(".problem h1").wait_for(timeout=PATIENCE_MS)
    assert serious(page) == []
    page.context.close()


NOW = """() => { const now = document.activeElement, box = now.closest('.rail, .panel, .map-host, .header, .sentence-bar, .brush, .map-box');
  return [box?.className.split(' ').at(-1) ?? '', now.getAttribute('aria-label') ?? now.innerText ?? '']; }"""


def test_the_tab_key_goes_through_the_page_in_the_order_of_reading(desk):
    visit(desk)
    desk.evaluate("() => { document.activeElement.blur(); getSelection().removeAllRanges(); scrollTo(0, 0); }")
    desk.locator(".skip-link").focus()
    passed = []
    for _step in range(60):
        desk.keyboard.press("Tab")
        passed.append(desk.evaluate(NOW)[0])
    order = list(dict.fromkeys(name for name in passed if name))
    assert order[:4] == ["header", "sentence-bar", "rail", "map-host"], order
    assert {"brush", "panel"} <= set(order)


def test_the_skip_link_leads_to_the_content(desk):
    visit(desk)
    desk.locator(".skip-link").focus()
    expect(desk.locator(".skip-link")).to_be_in_viewport()
    desk.keyboard.press("Enter")
    assert desk.evaluate("() => document.activeElement.id") == "content"
    visit(desk)


def test_the_map_has_a_name_moves_by_keyboard_and_shows_where_the_focus_is(desk):
    visit(desk)
    canvas = desk.locator("#explore-map canvas")
    assert "Map of seizures" in (canvas.get_attribute("aria-label") or "")
    before = camera(desk)
    canvas.focus()
    desk.keyboard.press("ArrowRight")
    desk.wait_for_function("lon => Number(location.search.match(/at=([-0-9.]+)/)?.[1]) > lon + 0.5", arg=before[0])
    width = desk.evaluate(
        "() => { const look = getComputedStyle(document.activeElement); return [look.outlineStyle, look.outlineWidth]; }"
    )
    assert width == ["solid", "3px"]


def test_every_control_has_a_name(desk):
    visit(desk)
    nameless = desk.evaluate(
        """() => [...document.querySelectorAll('button, input, summary, a[href], [role=slider]')]
             .filter((one) => one.offsetParent && one.type !== 'hidden')
             .filter((one) => !(one.getAttribute('aria-label') || one.getAttribute('aria-labelledby') || one.labels?.length
                               || one.innerText?.trim() || one.title))
             .map((one) => one.outerHTML.slice(0, 120))"""
    )
    assert nameless == []


BOXES = """selector => [...document.querySelectorAll(selector)].map((one) => [one, one.getBoundingClientRect()])
  .filter(([, box]) => box.width && box.height).map(([one, box]) => [one.className, box.left, box.top, box.right, box.bottom])"""


def overlaps(boxes: list[list]) -> list[tuple[str, str]]:
    return [
        (one[0], other[0])
        for place, one in enumerate(boxes)
        for other in boxes[place + 1 :]
        if min(one[3], other[3]) - max(one[1], other[1]) > 1 and min(one[4], other[4]) - max(one[2], other[2]) > 1
    ]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_at_1280_px_nothing_covers_anything_in_the_header_and_below_it(open_page, language):
    page = arrived(open_page(f"/?lang={language}", viewport={"width": 1280, "height": 800}))
    header = page.evaluate(BOXES, ".header .name, .header .tab, .header-end > *")
    assert overlaps(header) == []
    assert all(0 <= left and right <= 1280 for _name, left, _top, right, _bottom in header)
    assert overlaps(page.evaluate(BOXES, ".header, .sentence-bar, .rail, .stage, .panel")) == []
    assert overlaps(page.evaluate(BOXES, ".sentence, .sentence-actions > *")) == []
    page.wait_for_selector(READY, timeout=PATIENCE_MS)
    assert overlaps(page.evaluate(BOXES, ".map-box, .map-foot, .maplibregl-ctrl-group")) == []
    assert page.evaluate("() => document.scrollingElement.scrollWidth") <= 1280


def test_a_phone_shows_map_table_and_filters_without_sideways_scrolling(open_page):
    page = arrived(open_page("/", viewport={"width": 390, "height": 844}, has_touch=True), "297 seizures")
    answered(page)
    wide = "() => document.scrollingElement.scrollWidth"
    for words in ("Table", "Both", "Map"):
        page.locator("#arrangement").get_by_text(words, exact=True).click()
        assert page.evaluate(wide) <= 390
    page.locator(".sentence-actions .menu-button").click()
    assert page.evaluate(wide) <= 390
    box = page.locator(".sentence-actions .menu-box").bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= 390
    page.locator(".sentence-actions .menu-button").click()
    page.locator(".rail input[value='heroin']").click()
    expect(page.locator("#sentence")).to_contain_text("224 seizures")
    small = page.evaluate(
        """() => [...document.querySelectorAll('.page *')].filter((one) => one.offsetParent && one.innerText?.trim() && !one.children.length)
             .filter((one) => parseFloat(getComputedStyle(one).fontSize) < 12).map((one) => one.outerHTML.slice(0, 100))"""
    )
    assert small == []
