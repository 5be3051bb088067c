"""A statistician's morning: a table of unknown layout and a file of points come in, are decided, seen on the map, taken back."""

import json
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Watched, open_watched
from tests.browser.test_pages import violations
from tests.running import served

pytestmark = pytest.mark.browser
PATIENCE_MS = 40_000

CUSTOMS = (
    "Datum;Stoff;Menge;Einheit;Land;Zzkol\n"
    "03/04/2019;heroin;2,5;kg;Tajikistan;Dushanbe\n"
    "05/06/2019;opium;12,25;kg;Tajikistan;Khujand\n"
    "07/08/2019;xyzzyne;1,5;kg;Afghanistan;Herat\n"
    "09/10/2019;heroin;-4;kg;Afghanistan;Kabul\n"
    "Total;;12,25;;;\n"
)
POINTS = {
    "type": "FeatureCollection",
    "features": [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [68.78, 38.56]},
            "properties": {"date": "2018-05-17", "drug": "heroin", "quantity": "3", "unit": "kg", "country": "Tajikistan"},
        },
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [62.2, 34.34]},
            "properties": {"date": "2018-06-18", "drug": "opium", "quantity": "40", "unit": "kg", "country": "Afghanistan"},
        },
    ],
}  # fmt: skip


@pytest.fixture(scope="module")
def own_address(facts_database: Path, tmp_path_factory: pytest.TempPathFactory):
    """A dashboard whose record may be changed."""
    database = tmp_path_factory.mktemp("data") / "own.sqlite"
    shutil.copy(facts_database, database)
    with served(database) as there:
        yield there


@pytest.fixture
def data_page(chromium: Browser, own_address: str):
    opened: list[Watched] = []

    def open_(path: str = "/data", **context) -> Page:
        opened.append(open_watched(chromium, own_address, path, **context))
        page = opened[-1].page
        page.wait_for_selector("#coverage, .problem", timeout=PATIENCE_MS)
        return page

    yield open_
    for watched in opened:
        watched.page.context.close()
    for watched in opened:
        watched.check()


def bring(page: Page, name: str, content: str) -> None:
    """Choose a file by the button, as by keyboard, and wait until it has been looked at."""
    with page.expect_file_chooser() as chooser:
        page.locator("#data-choose").press("Enter")
    chooser.value.set_files([{"name": name, "mimeType": "text/plain", "buffer": content.encode()}])
    expect(page.locator(".upload-title")).to_have_text(name, timeout=PATIENCE_MS)
    looked_at(page)


def looked_at(page: Page) -> None:
    expect(page.locator(".upload-head .state")).to_have_text("waits for you", timeout=PATIENCE_MS)


def test_a_table_of_unknown_layout_is_decided_imported_seen_and_taken_back(data_page, own_address):
    page = data_page()
    before = page.request.get(f"{own_address}/healthz").json()["data_version"]
    bring(page, "customs 2019.csv", CUSTOMS)
    expect(page.locator("#data-import")).to_be_disabled()
    page.get_by_label("The column Zzkol is").select_option(label="Place")
    question = page.locator(".question", has_text="In which order are the dates written?")
    expect(question).to_contain_text("03/04/2019 = 3 Apr 2019", timeout=PATIENCE_MS)
    question.get_by_role("button", name="day, month, year").click()
    expect(question).to_have_count(0, timeout=PATIENCE_MS)
    looked_at(page)
    expect(page.locator("#preview td .mark-bad").first).to_contain_text("refused", timeout=PATIENCE_MS)
    page.locator("#preview td .mark-bad").first.focus()
    expect(page.locator("#data-tip")).to_be_visible()
    expect(page.locator("#decide .accounting")).to_contain_text("= 5 rows read", timeout=PATIENCE_MS)
    expect(page.locator(".words-table")).to_contain_text("xyzzyne")
    page.locator("#data-import").click()
    expect(page.locator("#result .accounting")).to_have_text(
        "3 taken + 1 rejected + 0 the same row again + 0 held already + 1 left out = 5 rows read.", timeout=PATIENCE_MS
    )
    with page.expect_download() as saved:
        page.locator("#result").get_by_role("link", name="Download the rejected rows").click()
    assert saved.value.suggested_filename.endswith("rejected.xlsx")
    expect(page.locator("#history")).to_contain_text("customs 2019.csv", timeout=PATIENCE_MS)

    page.get_by_role("link", name="Show on the map").click()
    expect(page.locator("#sentence")).to_contain_text("300 seizures", timeout=PATIENCE_MS)
    assert f"v={page.request.get(f'{own_address}/healthz').json()['data_version']}" in page.url

    page.goto(f"{own_address}/data")
    line = page.locator("#history tr", has_text="customs 2019.csv").first
    line.locator(".menu-button").click()
    line.get_by_role("button", name="Take back import").click()
    expect(page.locator("#data-said")).to_contain_text("Say why", timeout=PATIENCE_MS)
    line.locator("textarea").fill("wrong year")
    line.get_by_role("button", name="Take back import").click()
    expect(page.locator("#data-said")).to_contain_text("is taken back", timeout=PATIENCE_MS)
    expect(line.locator(".state")).to_have_text("taken back", timeout=PATIENCE_MS)
    assert page.request.get(f"{own_address}/healthz").json()["data_version"] == before


def test_points_are_recognised_and_imported(data_page):
    page = data_page()
    bring(page, "points.geojson", json.dumps(POINTS))
    if page.locator("#questions").count():
        page.get_by_role("button", name="The columns are right as they stand below").click()
        expect(page.locator("#questions")).to_have_count(0, timeout=PATIENCE_MS)
        looked_at(page)
    expect(page.locator("#decide .accounting")).to_contain_text("2 taken", timeout=PATIENCE_MS)
    page.locator("#data-import").click()
    expect(page.locator("#result .accounting")).to_contain_text("2 taken", timeout=PATIENCE_MS)
    bring(page, "points.geojson", json.dumps(POINTS))  # the same file again
    if page.locator("#questions").count():
        page.get_by_role("button", name="The columns are right as they stand below").click()
        expect(page.locator("#questions")).to_have_count(0, timeout=PATIENCE_MS)
        looked_at(page)
    expect(page.locator("#decide .accounting")).to_contain_text("2 held already", timeout=PATIENCE_MS)


def test_a_file_that_is_none_is_refused_with_a_remedy_and_can_be_removed(data_page):
    page = data_page()
    with page.expect_file_chooser() as chooser:
        page.locator("#data-choose").click()
    chooser.value.set_files([{"name": "nothing.xlsx", "mimeType": "text/plain", "buffer": b""}])
    expect(page.locator(".upload-head .state")).to_have_text("refused", timeout=PATIENCE_MS)
    expect(page.locator("#data-work .data-problem")).to_contain_text("nothing.xlsx")
    page.get_by_role("button", name="Remove this upload").click()
    expect(page.locator("#data-work")).to_be_empty(timeout=PATIENCE_MS)
    assert "upload=" not in page.url


@pytest.mark.parametrize("look", ["", "theme=dark", "lang=ar"])
def test_axe_finds_nothing_serious(data_page, look):
    page = data_page(f"/data?{look}" if look else "/data", bypass_csp=True)
    bring(page, "axe.csv", CUSTOMS) if not look else None
    assert violations(page) == []


@pytest.mark.parametrize("path", ["/data", "/data?lang=ar", "/data?kind=observations"])
def test_nothing_runs_out_of_a_phone(data_page, path):
    page = data_page(path, viewport={"width": 390, "height": 844})
    assert page.evaluate("() => document.scrollingElement.scrollWidth") <= 390


def test_coverage_says_what_is_missing_and_changes_by_a_link(data_page):
    page = data_page()
    expect(page.locator("#coverage")).to_contain_text("What is missing")
    page.get_by_role("link", name="Reported totals").click()
    expect(page.locator("#coverage .missing")).to_contain_text("Never: Afghanistan", timeout=PATIENCE_MS)
    assert "kind=totals" in page.url
