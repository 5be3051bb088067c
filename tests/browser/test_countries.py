"""Countries in a real browser: the pages ask nobody else, the table sorts and compares by keyboard, nothing is in anybody's way."""

import pytest
from playwright.sync_api import expect

from monitoring.paths import BROWSER_LIBRARIES
from tests.browser.explore import PATIENCE_MS

pytestmark = pytest.mark.browser
AXE = BROWSER_LIBRARIES / "axe-core" / "axe.min.js"
FIRST = ".countries-table tbody tr:first-child th"


def ready(page, map_id: str) -> None:
    page.wait_for_selector(f"#{map_id}-canvas[data-state='ready'], #{map_id}-canvas canvas", timeout=PATIENCE_MS)


def test_the_page_of_a_country_is_drawn_and_asks_nobody_else(open_page):
    page = open_page("/country/TJK")
    expect(page.locator("#country-summary")).to_contain_text("422", timeout=PATIENCE_MS)
    ready(page, "country-map")
    expect(page.locator(".trend-chart .main-svg").first).to_be_visible(timeout=PATIENCE_MS)
    expect(page.locator("#country-legs tbody tr")).to_have_count(4)
    for card in page.locator(".headline").all():
        assert card.bounding_box()["y"] + card.bounding_box()["height"] < 320
    assert page.locator("#panel-map").bounding_box()["y"] < 420


def test_a_leg_of_a_country_leads_to_its_evidence_and_back(open_page):
    page = open_page("/country/TJK")
    page.get_by_role("link", name="Afghanistan to Tajikistan").click(timeout=PATIENCE_MS)
    expect(page.locator("#leg-title")).to_contain_text("Afghanistan to Tajikistan", timeout=PATIENCE_MS)
    page.go_back()
    expect(page.locator(".country h1")).to_have_text("Tajikistan", timeout=PATIENCE_MS)


def test_the_table_sorts_by_keyboard_and_the_link_is_the_state(open_page):
    page = open_page("/countries")
    expect(page.locator(FIRST)).to_have_text("Afghanistan", timeout=PATIENCE_MS)
    for wanted in ("descending", "ascending"):
        page.get_by_role("link", name="Seizures in the record").focus()
        page.keyboard.press("Enter")
        expect(page.locator(f"th[aria-sort='{wanted}']")).to_contain_text("Seizures in the record", timeout=PATIENCE_MS)
    assert "ranked=records" in page.url
    other = open_page(page.url[page.url.index("/countries") :])
    expect(other.locator(FIRST)).to_have_text(page.locator(FIRST).text_content(), timeout=PATIENCE_MS)
    page.go_back()
    expect(page.locator("th[aria-sort='descending']")).to_be_visible(timeout=PATIENCE_MS)


def test_countries_are_chosen_for_a_comparison_and_taken_out_by_keyboard(open_page):
    page = open_page("/countries")
    for name in ("Tajikistan", "Türkiye"):
        page.get_by_role("link", name=f"Add {name}").focus(timeout=PATIENCE_MS)
        page.keyboard.press("Enter")
        expect(page.get_by_role("link", name=f"Take out {name}")).to_be_visible(timeout=PATIENCE_MS)
    expect(page.locator("#countries-compared h2")).to_have_text("Tajikistan and Türkiye compared", timeout=PATIENCE_MS)
    expect(page.locator("#compared-totals thead th")).to_have_count(4)
    expect(page.locator("#countries-compared")).to_contain_text("Records must not be compared across countries")
    page.get_by_role("link", name="Clear the comparison").click()
    expect(page.locator("#countries-compared")).to_have_count(0, timeout=PATIENCE_MS)
    assert "compare=" not in page.url


def test_a_group_is_as_of_the_day_of_the_link(open_page):
    page = open_page("/countries?group=rp_south_eastern_europe_2012_2015&on=2014-06-30")
    expect(page.locator(".countries-table tbody tr")).to_have_count(7, timeout=PATIENCE_MS)
    expect(page.locator(".countries-sentence")).to_contain_text("members on 30 Jun 2014")


@pytest.mark.parametrize(
    "path",
    [
        "/country/TJK", "/country/TUR?theme=dark", "/country/PAK?lang=ar", "/country/NRU", "/countries?compare=TJK,TUR",
        "/countries?theme=dark&ranked=-heroin", "/countries?lang=ar",
    ],
)  # fmt: skip
def test_axe_finds_nothing_serious(open_page, path):
    page = open_page(path)
    page.wait_for_selector(".country h1, .countries h1", timeout=PATIENCE_MS)
    ready(page, "country-map" if "/country/" in path else "countries-map")
    page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate("() => axe.run(document, { resultTypes: ['violations'] })")["violations"]
    assert [
        (one["id"], one["nodes"][0]["html"][:160]) for one in found if one["impact"] in ("serious", "critical")
    ] == []


@pytest.mark.parametrize(
    "path", ["/country/TUR", "/country/PRK", "/country/TJK?lang=ar", "/countries?compare=TJK,TUR,PAK"]
)
def test_on_a_phone_nothing_is_wider_than_the_window(open_page, path):
    page = open_page(path, viewport={"width": 390, "height": 844})
    page.wait_for_selector(".country h1, .countries h1", timeout=PATIENCE_MS)
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 390


def test_another_theme_redraws_the_page_that_is_there(open_page):
    page = open_page("/country/TJK")
    expect(page.locator(".trend-chart .main-svg").first).to_be_visible(timeout=PATIENCE_MS)
    before = page.locator("#country-legs img").first.get_attribute("src")
    page.locator("#theme").click()
    expect(page.locator("#country-legs img").first).not_to_have_attribute("src", before, timeout=PATIENCE_MS)
    expect(page.locator("#frame")).to_have_attribute("data-theme", "dark")
