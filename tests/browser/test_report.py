"""The annual report in the browser: pictures are there, both files come, an editor's text is seen, saved and in the file."""

import shutil
from io import BytesIO
from pathlib import Path

import pypdf
import pytest
from playwright.sync_api import expect

from monitoring.paths import BROWSER_LIBRARIES
from tests.browser.conftest import open_watched
from tests.browser.explore import PATIENCE_MS
from tests.running import served

pytestmark = pytest.mark.browser
AXE = BROWSER_LIBRARIES / "axe-core" / "axe.min.js"
MAKING_MS = 120_000  # a PDF takes seconds to lay out, and longer on a busy machine


@pytest.fixture(scope="module")
def own(facts_database, tmp_path_factory):
    with served(shutil.copy(facts_database, tmp_path_factory.mktemp("report") / "facts.sqlite")) as there:
        yield there


def open_report(chromium, own, path="/report/2014", **context):
    watched = open_watched(chromium, own, path, **context)
    watched.page.wait_for_selector(".report-page h1", timeout=PATIENCE_MS)
    return watched


def download(page, name: str) -> bytes:
    with page.expect_download(timeout=MAKING_MS) as coming:
        page.get_by_role("link", name=name).click()
    return Path(coming.value.path()).read_bytes()


def test_the_years_lead_to_a_report_whose_pictures_are_all_there(chromium, own):
    watched = open_report(chromium, own, "/report")
    page = watched.page
    page.get_by_role("link", name="Annual report 2014").click()
    expect(page.locator(".report-chapter")).to_have_count(13, timeout=PATIENCE_MS)
    page.wait_for_function(
        "() => [...document.querySelectorAll('.report-picture')].length === 9 &&"
        " [...document.querySelectorAll('.report-picture')].every((one) => one.complete && one.naturalWidth > 300)",
        timeout=MAKING_MS,
    )
    page.get_by_role("link", name="Afghanistan", exact=True).last.click()
    expect(page.locator("#chapter-afghanistan")).to_be_in_viewport()
    page.context.close()
    watched.check()


def test_a_text_is_looked_at_saved_and_stands_in_the_page_and_both_files_and_the_second_tab_is_told(chromium, own):
    first, second = (open_report(chromium, own, "/report/2014/summary") for _tab in range(2))
    for tab, text in ((first, "Words **of the editor** <b>plain</b>"), (second, "Words of somebody else")):
        tab.page.locator("#report-markdown").fill(text)
        tab.page.locator("#report-reason").fill("for the meeting")
    page = first.page
    page.locator("#report-look").click()
    expect(page.locator("#report-preview strong")).to_have_text("of the editor", timeout=PATIENCE_MS)
    expect(page.locator("#report-preview")).to_contain_text("<b>plain</b>")
    page.locator("#report-save").click()
    expect(page.locator("#report-said")).to_contain_text("Saved.", timeout=PATIENCE_MS)
    second.page.locator("#report-save").click()
    expect(second.page.locator("#report-said")).to_contain_text("Somebody changed this", timeout=PATIENCE_MS)
    expect(second.page.locator("#report-markdown")).to_have_value("Words of somebody else")
    expect(second.page.locator("#report-history")).to_contain_text("for the meeting")
    page.locator("#report-said").get_by_role("link", name="Annual report 2014").click()
    expect(page.locator("#chapter-summary .report-words strong")).to_have_text("of the editor", timeout=PATIENCE_MS)
    html = download(page, "Download as HTML").decode()
    assert "<strong>of the editor</strong> &lt;b&gt;plain&lt;/b&gt;" in html
    pdf = pypdf.PdfReader(BytesIO(download(page, "Download as PDF")))
    assert "Words of the editor <b>plain</b>" in " ".join(pdf.pages[2].extract_text().split())
    for tab in (first, second):
        tab.page.context.close()
        tab.check()


@pytest.mark.parametrize("path", ["/report", "/report/2019?theme=dark", "/report/2014?lang=ar", "/report/2014/method"])
def test_axe_finds_nothing_serious(chromium, own, path):
    watched = open_report(chromium, own, path)
    page = watched.page
    page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate("() => axe.run(document, { resultTypes: ['violations'] })")["violations"]
    assert [
        (one["id"], one["nodes"][0]["html"][:160]) for one in found if one["impact"] in ("serious", "critical")
    ] == []
    page.context.close()
    watched.check()


@pytest.mark.parametrize("path", ["/report", "/report/2014", "/report/2014/method"])
def test_on_a_phone_nothing_is_wider_than_the_window(chromium, own, path):
    watched = open_report(chromium, own, path, viewport={"width": 390, "height": 844})
    assert watched.page.evaluate("() => document.documentElement.scrollWidth") <= 390
    watched.page.context.close()
    watched.check()


def test_the_html_file_is_whole_without_any_server(chromium, own, tmp_path):
    watched = open_report(chromium, own, "/report/2019")
    file = tmp_path / "report.html"
    file.write_bytes(download(watched.page, "Download as HTML"))
    watched.page.context.close()
    watched.check()
    made = chromium.new_context(offline=True)
    page = made.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(file.as_uri())
    expect(page.locator("h2")).to_have_count(14)
    assert page.locator("figure svg").count() == 9
    assert page.evaluate(
        "async () => { await document.fonts.ready; return document.fonts.check('16px \"IBM Plex Sans\"'); }"
    )
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    made.close()
