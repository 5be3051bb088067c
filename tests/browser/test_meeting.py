"""A meeting as it is held: prepared by keyboard, six countries shown, the plug pulled in the middle, and on to the end."""

import json
import shutil

import pytest
from playwright.sync_api import Page, expect

from monitoring.paths import BROWSER_LIBRARIES
from tests.browser.conftest import Watched, open_watched
from tests.browser.explore import PATIENCE_MS
from tests.running import started

pytestmark = pytest.mark.browser
AXE = BROWSER_LIBRARIES / "axe-core" / "axe.min.js"
WALL = {"width": 1920, "height": 1080}
SIX = "TJK,TUR,XKX,NRU,AFG,PAK"
# Sizes as they are on the wall: of drawings, what their own scale makes of them.
SIZES = """() => [...document.querySelectorAll('#meeting-slide *')]
  .filter((one) => one.getClientRects().length && !one.closest('.slide-foot, caption'))
  .filter((one) => [...one.childNodes].some((each) => each.nodeType === 3 && each.textContent.trim()))
  .map((one) => [parseFloat(getComputedStyle(one).fontSize) * (one.ownerSVGElement ? one.getScreenCTM().a : 1), one.textContent])
  .filter(([px]) => px < 31.99)"""
FOOT = "() => parseFloat(getComputedStyle(document.querySelector('.slide-foot')).fontSize)"


@pytest.fixture
def own(facts_database, tmp_path):
    with started(shutil.copy(facts_database, tmp_path / "facts.sqlite")) as running:
        yield running


def ready(page: Page) -> None:
    expect(page.locator("#meeting-start")).to_be_enabled(timeout=PATIENCE_MS)


def begun(page: Page) -> int:
    """Starts the meeting by keyboard; how many slides it has."""
    ready(page)
    page.locator("#meeting-start").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#meeting-stage")).to_have_attribute("data-open", "yes")
    return int(page.locator(".slide-stamp").text_content().rpartition("/")[2])


def at(page: Page) -> int:
    return int(page.locator("#meeting-stage").get_attribute("data-slide"))


def serious(page: Page) -> list:
    page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate("() => axe.run(document, { resultTypes: ['violations'] })")["violations"]
    return [(one["id"], one["nodes"][0]["html"][:160]) for one in found if one["impact"] in ("serious", "critical")]


def done(watched: Watched) -> None:
    watched.page.context.close()
    watched.check()


def test_six_countries_are_walked_by_keyboard_and_the_server_dies_in_the_middle(chromium, own):
    watched = open_watched(chromium, own.address, f"/meeting?countries={SIX}", viewport=WALL)
    page = watched.page
    page.locator("#meeting-items textarea").first.fill("Thank the hosts")
    expect(page.locator("#meeting-state")).to_contain_text("The live map is ready", timeout=PATIENCE_MS)
    total = begun(page)
    with page.expect_popup() as opened:
        page.keyboard.press("n")
    notes = opened.value
    asked: list[str] = []
    page.context.on("request", lambda request: asked.append(request.url))
    titles = [page.locator(".slide-title").text_content()]
    for place in range(2, total // 2 + 1):
        page.keyboard.press("ArrowRight")
        assert at(page) == place
        titles.append(page.locator(".slide-title").text_content())
    own.kill()
    for place in range(total // 2 + 1, total + 1):
        page.keyboard.press("PageDown")
        assert at(page) == place
        titles.append(page.locator(".slide-title").text_content())
    page.keyboard.press("PageDown")
    assert at(page) == total
    for name in ("Agenda", "Tajikistan", "Türkiye", "Nauru: nothing in this data set", "Afghanistan", "Pakistan"):
        assert name in titles
    expect(notes.locator(".notes-place")).to_have_text(f"{total} of {total}")
    expect(notes.locator(".notes-next")).to_have_text("This is the last slide.")
    # The notes lead, too, and the table and the live map are there without anybody to ask.
    notes.keyboard.press("Home")
    notes.locator(".notes-button").last.click()
    assert at(page) == 2
    expect(notes.locator(".notes-text")).to_have_text("Thank the hosts")
    expect(notes.locator(".notes-next")).to_contain_text("Next: Tajikistan · Heroin")
    page.bring_to_front()
    page.keyboard.press("t")
    expect(page.locator(".slide-behind")).to_be_visible()
    expect(page.locator(".slide-behind")).to_contain_text("422")
    page.keyboard.press("t")
    place = titles.index(next(title for title in titles if title.startswith("What left Tajikistan"))) + 1
    for key in (*str(place), "Enter", "m"):
        page.keyboard.press(key)
    assert at(page) == place
    expect(page.locator("#meeting-live-place")).to_have_attribute("data-shown", "yes")
    lines = "() => window.monitorMap.hosts.get('meeting-live').map.queryRenderedFeatures({ layers: ['route-reported'] }).length"
    page.wait_for_function(f"{lines} > 0", timeout=PATIENCE_MS)
    page.keyboard.press("Escape")
    expect(page.locator("#meeting-live-place")).to_have_attribute("data-shown", "no")
    page.keyboard.press("Home")
    assert at(page) == 1
    assert [url for url in asked if not url.startswith(("data:", "blob:"))] == []
    notes.close()
    done(watched)


def test_every_slide_can_be_read_from_the_last_row_and_axe_finds_nothing_serious(chromium, own):
    watched = open_watched(chromium, own.address, f"/meeting?countries={SIX}", viewport=WALL)
    page = watched.page
    ready(page)
    assert serious(page) == []
    for name in ("routes", "explore", "afghanistan", "pillars"):
        page.locator("#meeting-page").select_option(name)
        page.get_by_role("button", name="Add page").click()
    expect(page.locator("#meeting-start")).to_be_disabled()
    small, cut = {}, []
    for place in range(1, begun(page) + 1):
        assert at(page) == place
        if found := page.evaluate(SIZES):
            small[place] = found
        if page.evaluate(
            "() => { const one = document.querySelector('#meeting-slide'); return one.scrollHeight > one.clientHeight + 1; }"
        ):
            cut.append(place)
        assert page.evaluate(FOOT) >= 24
        if place in (2, 3, 5, 7, 9):
            assert serious(page) == []
        page.keyboard.press("ArrowRight")
    assert (small, cut) == ({}, [])
    # The ratio to the picture stays in a window of another size.
    page.set_viewport_size({"width": 960, "height": 540})
    assert page.evaluate(FOOT) == pytest.approx(12, abs=0.1)
    done(watched)


def test_the_agenda_is_ordered_by_keyboard_kept_and_sent_as_a_file(chromium, own, tmp_path):
    watched = open_watched(chromium, own.address, "/meeting?countries=TJK,ZZZ,PAK")
    page, items = watched.page, watched.page.locator("#meeting-items .meeting-item-head strong")
    expect(items).to_have_text(["Tajikistan", "Pakistan"], timeout=PATIENCE_MS)
    expect(page.locator("#meeting-said")).to_contain_text("ZZZ")
    page.get_by_role("button", name="Move up: Pakistan").focus()
    page.keyboard.press("Enter")
    expect(items).to_have_text(["Pakistan", "Tajikistan"])
    assert page.evaluate("() => document.activeElement.getAttribute('aria-label')") == "Move down: Pakistan"
    page.get_by_role("button", name="Add own slide").click()
    page.keyboard.type("What we ask for")
    ready(page)
    with page.expect_download() as brought:
        page.get_by_role("button", name="Save agenda as file").click()
    file = tmp_path / "agenda.json"
    brought.value.save_as(file)
    kept = json.loads(file.read_text("utf-8"))
    assert [item.get("iso3") or item.get("title") for item in kept["items"]] == ["PAK", "TJK", "What we ask for"]
    # Another day without the link: the browser has kept it.
    page.goto(f"{own.address}/meeting")
    expect(items).to_have_count(3, timeout=PATIENCE_MS)
    # A link of a country takes its place, and it can be had back.
    page.goto(f"{own.address}/meeting?countries=NRU")
    expect(items).to_have_text(["Nauru"], timeout=PATIENCE_MS)
    page.get_by_role("button", name="Bring back the agenda kept before").click()
    expect(items).to_have_text(["Pakistan", "Tajikistan", "What we ask for"])
    kept["items"] = kept["items"][:1]
    file.write_text(json.dumps(kept), "utf-8")
    page.locator("#meeting-file").set_input_files(file)
    expect(items).to_have_text(["Pakistan"], timeout=PATIENCE_MS)
    ready(page)
    done(watched)


def test_a_bad_file_changes_nothing_and_names_the_item(chromium, own, tmp_path):
    watched = open_watched(chromium, own.address, "/meeting?countries=TJK")
    page = watched.page
    ready(page)
    file = tmp_path / "bad.json"
    file.write_text(
        json.dumps({"format": "drugs-monitor-agenda", "version": 2, "items": [{"kind": "page", "page": "x"}]}), "utf-8"
    )
    page.locator("#meeting-file").set_input_files(file)
    expect(page.locator("#meeting-said")).to_contain_text(
        "Item 1: there are no slides of a page “x”", timeout=PATIENCE_MS
    )
    expect(page.locator("#meeting-items > li")).to_have_count(1)
    page.context.close()
    # The browser itself notes an answer of status 422; nothing else may be said.
    assert watched.foreign == [] and all("422" in one for one in watched.complaints)


def test_from_right_to_left_the_left_arrow_leads_on(chromium, own):
    watched = open_watched(chromium, own.address, "/meeting?countries=TJK&lang=ar", viewport=WALL)
    page = watched.page
    ready(page)
    page.locator("#meeting-start").click()
    page.keyboard.press("ArrowLeft")
    assert at(page) == 2
    page.keyboard.press("ArrowRight")
    assert at(page) == 1
    page.evaluate("() => document.dispatchEvent(new KeyboardEvent('keydown', { key: '٣', bubbles: true }))")
    page.keyboard.press("Enter")
    assert at(page) == 3
    assert page.evaluate("() => getComputedStyle(document.querySelector('#meeting-slide')).direction") == "rtl"
    assert page.evaluate("() => document.fonts.check('600 32px \"IBM Plex Sans Arabic\"', 'طاجيكستان')")
    assert serious(page) == []
    page.keyboard.press("b")
    expect(page.locator("#meeting-blank")).to_be_visible()
    page.keyboard.press("b")
    page.keyboard.press("Escape")
    expect(page.locator("#meeting-stage")).to_have_attribute("data-open", "no")
    done(watched)
