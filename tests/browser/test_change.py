"""A proposal is rewritten in two tabs, and the second is told; a meeting is added by its form and stands in the list."""

import shutil

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import open_watched
from tests.browser.explore import PATIENCE_MS
from tests.running import served

pytestmark = pytest.mark.browser
PROPOSAL = "/change/proposal/interactive-map-of-afghanistan"


@pytest.fixture(scope="module")
def own(facts_database, tmp_path_factory):
    with served(shutil.copy(facts_database, tmp_path_factory.mktemp("things") / "facts.sqlite")) as there:
        yield there


def test_the_second_of_two_tabs_is_told_and_its_words_stay(chromium, own):
    first, second = (open_watched(chromium, own, PROPOSAL) for _tab in range(2))
    for tab, words in ((first, "first words"), (second, "second words")):
        page = tab.page
        page.get_by_label("What is proposed, in own words").fill(words, timeout=PATIENCE_MS)
        page.get_by_label("Why you change this").fill("a newer text")
    first.page.get_by_role("button", name="Save").click()
    expect(first.page.locator(".thing-said")).to_contain_text("Saved.", timeout=PATIENCE_MS)
    second.page.get_by_role("button", name="Save").click()
    expect(second.page.locator(".thing-said")).to_contain_text("Somebody changed this", timeout=PATIENCE_MS)
    expect(second.page.get_by_label("What is proposed, in own words")).to_have_value("second words")
    expect(second.page.locator("#thing-proposal-history")).to_contain_text("first words")
    second.page.get_by_role("button", name="Save").click()
    expect(second.page.locator(".thing-said")).to_contain_text("Saved.", timeout=PATIENCE_MS)
    second.page.get_by_role("link", name="Back to where it is shown").first.click()
    expect(second.page.locator(".data-facts")).to_contain_text("second words", timeout=PATIENCE_MS)
    for tab in (first, second):
        tab.page.context.close()
        tab.check()


def test_a_meeting_is_added_and_what_is_missing_is_said_at_its_field(chromium, own):
    watched = open_watched(chromium, own, "/meetings")
    page = watched.page
    page.get_by_role("link", name="Add a meeting").click(timeout=PATIENCE_MS)
    page.get_by_label("Name (needed)").fill("Expert working group on hawala", timeout=PATIENCE_MS)
    page.get_by_label("First day").fill("2026-11")
    page.get_by_label("City").fill("Tashkent")
    page.get_by_label("Why you change this").fill("from the invitation")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert").filter(has_text="This is needed: Kind")).to_be_visible(timeout=PATIENCE_MS)
    for label, option in (("Kind", "Expert working group"), ("Country", "Uzbekistan (UZB)")):
        page.get_by_role("textbox", name=label).click()
        page.get_by_role("option", name=option, exact=True).click()
    page.locator(".mantine-MultiSelect-input").click()
    page.get_by_role("option", name="II Financial flows", exact=True).click()
    page.keyboard.press("Escape")
    page.get_by_label("Source: address of a document").fill("the invitation")
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".thing-said")).to_contain_text("Saved.", timeout=PATIENCE_MS)
    page.locator(".thing-said a").click()
    expect(page.get_by_role("heading", name="Expert working group on hawala")).to_be_visible(timeout=PATIENCE_MS)
    expect(page.locator(".data-facts")).to_contain_text("Tashkent")
    page.context.close()
    watched.check()
