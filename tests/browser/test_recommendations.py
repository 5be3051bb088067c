"""The list is narrowed and ordered by keyboard, an event is added and moves the list, the second tab is told."""

import shutil

import pytest
from playwright.sync_api import expect

from monitoring.paths import BROWSER_LIBRARIES
from tests.browser.conftest import open_watched
from tests.browser.explore import PATIENCE_MS
from tests.running import served

pytestmark = pytest.mark.browser
AXE = BROWSER_LIBRARIES / "axe-core" / "axe.min.js"


@pytest.fixture(scope="module")
def own(facts_database, tmp_path_factory):
    with served(shutil.copy(facts_database, tmp_path_factory.mktemp("mechanism") / "facts.sqlite")) as there:
        yield there


def fill(page, evidence):
    page.locator("#life-status").click()
    page.get_by_role("option", name="Done").click()
    for name, value in (("as_of", "2015-03"), ("said_by", "UNODC"), ("evidence", evidence), ("reason", "it came out")):
        page.locator(f"#life-{name}").fill(value)


def test_the_list_is_narrowed_and_ordered_by_keyboard_and_the_link_is_the_state(chromium, own):
    watched = open_watched(chromium, own, "/recommendations")
    page, rows = watched.page, watched.page.locator(".life-list tbody tr")
    expect(rows).to_have_count(63, timeout=PATIENCE_MS)
    page.locator(".pillar-strip").focus()
    page.keyboard.press("Enter")
    expect(rows).to_have_count(33, timeout=PATIENCE_MS)
    assert "pillar=all" in page.url
    page.locator("#recommendations-words").fill("report")
    expect(page.locator(".life-sentence")).to_contain_text("with the words: report", timeout=PATIENCE_MS)
    page.get_by_role("link", name="Due", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.locator("th[aria-sort]")).to_have_text("Due", timeout=PATIENCE_MS)
    kept = rows.count()
    link = page.url.removeprefix(own)
    page.go_back()
    expect(page.locator("th[aria-sort]")).to_have_text("No.", timeout=PATIENCE_MS)
    other = open_watched(chromium, own, link)
    expect(other.page.locator(".life-list tbody tr")).to_have_count(kept, timeout=PATIENCE_MS)
    expect(other.page.locator("#recommendations-words")).to_have_value("report")
    for one in (watched, other):
        one.page.context.close()
        one.check()


def test_an_event_is_added_with_evidence_and_the_second_tab_is_told_and_loses_nothing(chromium, own):
    first, second = (open_watched(chromium, own, "/recommendations/UN-13") for _tab in range(2))
    for tab, evidence in ((first, ""), (second, "E/CN.7/2015/CRP.1")):
        expect(tab.page.locator("#life-save")).to_be_visible(timeout=PATIENCE_MS)
        fill(tab.page, evidence)
    first.page.locator("#life-save").click()
    expect(first.page.locator("#life-evidence-error")).to_contain_text("needs evidence", timeout=PATIENCE_MS)
    first.page.locator("#life-evidence").fill("https://example.org/first")
    first.page.locator("#life-save").click()
    expect(first.page.locator("#life-said")).to_contain_text("Added.", timeout=PATIENCE_MS)
    expect(first.page.locator("#life-facts")).to_contain_text("Mar 2015")
    second.page.locator("#life-save").click()
    expect(second.page.locator("#life-said")).to_contain_text("Somebody changed", timeout=PATIENCE_MS)
    expect(second.page.locator("#life-evidence")).to_have_value("E/CN.7/2015/CRP.1")
    expect(second.page.locator("#life-events")).to_contain_text("example.org/first")
    for tab in (first, second):
        tab.page.context.close()
        tab.check()


@pytest.mark.parametrize(
    "path", ["/recommendations", "/recommendations/UN-25?theme=dark", "/meetings?lang=ar", "/meetings/pcg-2012-09-03"]
)
def test_axe_finds_nothing_serious(chromium, own, path):
    watched = open_watched(chromium, own, path)
    page = watched.page
    page.wait_for_selector(".life-page h1", timeout=PATIENCE_MS)
    page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate("() => axe.run(document, { resultTypes: ['violations'] })")["violations"]
    assert [
        (one["id"], one["nodes"][0]["html"][:160]) for one in found if one["impact"] in ("serious", "critical")
    ] == []
    page.context.close()
    watched.check()


@pytest.mark.parametrize(
    "path", ["/recommendations", "/recommendations/UN-25", "/meetings", "/meetings/pcg-2012-09-03"]
)
def test_on_a_phone_nothing_is_wider_than_the_window(chromium, own, path):
    watched = open_watched(chromium, own, path, viewport={"width": 390, "height": 844})
    watched.page.wait_for_selector(".life-page h1", timeout=PATIENCE_MS)
    assert watched.page.evaluate("() => document.documentElement.scrollWidth") <= 390
    watched.page.context.close()
    watched.check()
