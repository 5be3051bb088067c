"""The matrix is read by keyboard and a cell opens its evidence; map and table agree; a status is stated and taken back."""

import shutil

import pytest
from playwright.sync_api import expect

from monitoring.paths import BROWSER_LIBRARIES
from tests.browser.conftest import open_watched
from tests.browser.explore import PATIENCE_MS
from tests.running import served

pytestmark = pytest.mark.browser
AXE = BROWSER_LIBRARIES / "axe-core" / "axe.min.js"
HEROIN_IRAN = '.fresh [data-pillar-cell="seizure_heroin_kg|IRN"]'


@pytest.fixture(scope="module")
def own(facts_database, tmp_path_factory):
    with served(shutil.copy(facts_database, tmp_path_factory.mktemp("pillars") / "facts.sqlite")) as there:
        yield there


@pytest.fixture
def opened(chromium, own):
    """`opened(path, **context)` is a page of ours; what went wrong on it fails the test."""
    pages = []

    def open_(path="/pillars", **context):
        pages.append(open_watched(chromium, own, path, **context))
        pages[-1].page.wait_for_selector(".fresh", timeout=PATIENCE_MS)
        return pages[-1].page

    yield open_
    for watched in pages:
        watched.page.context.close()
        watched.check()


# Of each country of the table: how it looks on the map, as "fill/hatched"; and which of these the table tells apart.
DRAWN = """() => {
  const map = window.monitorMap.hosts.get('pillars-map').map;
  const fill = map.getPaintProperty('pillar-fill-mid', 'fill-color'), hatch = map.getFilter('pillar-hatch-0-mid')[2][1];
  const ink = (iso3) => {
    for (let at = 2; at < fill.length - 1; at += 2) if (fill[at].includes(iso3)) return fill[at + 1];
    return null;
  };
  const rows = [...document.querySelectorAll('#pillars-twin tbody tr')];
  const of = rows.map((row) => [row.querySelector('[data-pillar-cell]').dataset.pillarCell.split('|')[1], row.dataset.look]);
  const inks = new Map();
  for (const [iso3, look] of of) inks.set(look, [...(inks.get(look) || []), `${ink(iso3)}/${hatch.includes(iso3)}`]);
  return [[...inks.values()].every((all) => new Set(all).size === 1), new Set([...inks.values()].map((all) => all[0])).size];
}"""
TABLED = "() => [true, new Set([...document.querySelectorAll('#pillars-twin tbody tr')].map((row) => row.dataset.look)).size]"


def with_map(page):
    page.wait_for_selector("#pillars-map canvas", timeout=PATIENCE_MS)
    page.wait_for_function(
        "() => window.monitorMap.hosts.get('pillars-map')?.map?.getLayer('pillar-fill-mid')", timeout=PATIENCE_MS
    )


def test_a_cell_is_reached_and_opened_by_keyboard_and_the_link_is_the_state(opened):
    page = opened()
    first = page.locator(".fresh .fresh-cell").first
    first.focus()
    for key in ("ArrowRight", "ArrowRight", "ArrowDown"):
        page.keyboard.press(key)
    expect(page.locator(HEROIN_IRAN)).to_be_focused()
    assert page.locator('.fresh .fresh-cell[tabindex="0"]').count() == 1
    page.keyboard.press("Enter")
    panel = page.locator(".pillar-panel")
    expect(panel.locator("h2")).to_have_text("Heroin seizedIran", timeout=PATIENCE_MS)
    expect(page.locator("#pillars-panel-title")).to_be_focused()
    for said in (
        "How the status follows",
        "Neither more nor less is better",
        "Source:",
        "Confidence:",
        "What is measured",
    ):
        expect(panel).to_contain_text(said)
    expect(page.locator(HEROIN_IRAN)).to_have_attribute("aria-current", "true")
    assert "area=IRN" in page.url and "indicator=seizure_heroin_kg" in page.url
    page.keyboard.press("Escape")
    expect(panel).to_have_count(0, timeout=PATIENCE_MS)
    expect(page.locator(HEROIN_IRAN)).to_be_focused()
    page.go_back()
    expect(panel.locator("h2")).to_have_text("Heroin seizedIran", timeout=PATIENCE_MS)


def test_in_arabic_the_arrow_to_the_left_goes_on(opened):
    page = opened("/pillars?lang=ar")
    page.locator(".fresh .fresh-cell").first.focus()
    page.keyboard.press("ArrowLeft")
    expect(page.locator(".fresh tbody tr").first.locator(".fresh-cell").nth(1)).to_be_focused()


def test_map_and_table_show_the_same_and_follow_the_chosen_year(opened):
    page = opened("/pillars?indicator=seizure_aa_kg")
    with_map(page)
    twin = page.locator("#pillars-twin tbody tr")
    expect(twin).to_have_count(14)
    turkiye = twin.filter(has_text="Türkiye")
    expect(turkiye).to_contain_text("12,136")
    page.locator("#pillars-year").click()
    page.get_by_role("option", name="2012").click()
    expect(turkiye).to_contain_text("1.786 and 177", timeout=PATIENCE_MS)
    assert "year=2012" in page.url
    expect(twin.filter(has_text="Kazakhstan")).to_contain_text("none of this year")
    assert page.evaluate(DRAWN) == page.evaluate(TABLED)
    turkiye.get_by_role("button", name="Türkiye").click()
    expect(page.locator(".pillar-panel")).to_contain_text("1.786 and 177", timeout=PATIENCE_MS)
    assert "178.786" not in page.content()


def test_a_word_of_the_sentence_unfolds_what_may_be_chosen(opened):
    page = opened()
    page.locator("#pillars-sentence summary").nth(1).focus()
    page.keyboard.press("Enter")
    page.locator("#pillars-sentence").get_by_role("link", name="CARICC").click()
    expect(page.locator("#pillars-sentence")).to_contain_text("7 countries: CARICC", timeout=PATIENCE_MS)
    expect(page.locator(".fresh tbody tr")).to_have_count(7, timeout=PATIENCE_MS)
    with page.expect_download() as download:
        page.get_by_text("Download", exact=True).click()
        page.get_by_role("link", name="Freshness matrix").click()
    assert download.value.suggested_filename.startswith("pillars-matrix-")


def test_a_status_is_stated_with_a_reason_and_a_second_tab_is_told_and_loses_nothing(opened):
    path = "/pillars?indicator=seizure_heroin_kg&area=PAK"
    first, second = opened(path), opened(path)
    for page, reason in ((first, ""), (second, "second tab")):
        page.get_by_text("State another status, with a reason").click()
        page.locator("#override-status").click()
        page.get_by_role("option", name="Moderate progress").click()
        for name, value in (("as_of", "2024"), ("said_by", "UNODC"), ("reason", reason)):
            page.locator(f"#override-{name}").fill(value)
    first.locator("#override-save").click()
    expect(first.locator("#override-reason-error")).to_contain_text("Say why", timeout=PATIENCE_MS)
    first.locator("#override-reason").fill("we looked")
    first.locator("#override-save").click()
    expect(first.locator(".pillar-panel .pstat").first).to_have_text(
        "Moderate progress, stated by hand", timeout=PATIENCE_MS
    )
    expect(first.locator("#pillars-cards")).to_contain_text("Moderate progress 1")
    second.locator("#override-save").click()
    expect(second.locator("#override-said")).to_contain_text("Somebody stated", timeout=PATIENCE_MS)
    expect(second.locator("#override-reason")).to_have_value("second tab")
    expect(second.locator("#override-history")).to_contain_text("we looked")


def test_a_commitment_that_is_done_moves_the_list_and_the_pillars(opened, own, chromium):
    page = opened()
    bar = page.locator(".pillar-all .pillar-bar")
    expect(bar).to_have_attribute(
        "aria-label", "All pillars: Done 9, Under way 11, Endorsed 1, Not started 10, Not stated 2"
    )
    form = open_watched(chromium, own, "/recommendations/UN-13")
    there = form.page
    there.locator("#life-status").click()
    there.get_by_role("option", name="Done").click()
    for name, value in (
        ("as_of", "2015-03"),
        ("said_by", "UNODC"),
        ("evidence", "https://example.org/a"),
        ("reason", "out"),
    ):
        there.locator(f"#life-{name}").fill(value)
    there.locator("#life-save").click()
    expect(there.locator("#life-said")).to_contain_text("Added.", timeout=PATIENCE_MS)
    there.get_by_role("link", name="Overview").click()
    moved = "All pillars: Done 10, Under way 11, Endorsed 1, Not started 9, Not stated 2"
    expect(there.locator(".pillar-all .pillar-bar")).to_have_attribute("aria-label", moved, timeout=PATIENCE_MS)
    there.context.close()
    form.check()


def test_an_indicator_added_by_its_form_is_in_the_matrix_without_a_value(opened):
    page = opened()
    page.get_by_role("link", name="Add an indicator").click()
    page.get_by_role("button", name="Save").wait_for(timeout=PATIENCE_MS)
    written = {
        "Short name, as it stands in links": "labs_closed", "Name (needed)": "Laboratories closed", "Unit": "laboratories",
        "Definition: what is counted": "Closed in a year", "Why you change this": "asked for", "Source: address": "UN",
    }  # fmt: skip
    for label, value in written.items():
        page.get_by_label(label).fill(value)
    for label, option in (("Pillar", "III Precursors"), ("Kind", "Amount")):
        page.get_by_role("textbox", name=label).click()
        page.get_by_role("option", name=option, exact=True).click()
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".thing-said")).to_contain_text("Saved.", timeout=PATIENCE_MS)
    page.get_by_role("link", name="Back to where it is shown").last.click()
    cell = page.locator('.fresh [data-pillar-cell="labs_closed|AFG"]')
    expect(cell).to_have_attribute(
        "aria-label", "Laboratories closed, Afghanistan: no value in this data set", timeout=PATIENCE_MS
    )


@pytest.mark.parametrize(
    "path",
    [
        "/pillars",
        "/pillars?theme=dark&indicator=seizure_aa_kg&area=TUR",
        "/pillars?lang=ar&indicator=fatf_grey_list&area=TUR",
    ],
)
def test_axe_finds_nothing_serious(opened, path):
    page = opened(path)
    with_map(page)
    page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate("() => axe.run(document, { resultTypes: ['violations'] })")["violations"]
    assert [
        (one["id"], one["nodes"][0]["html"][:160]) for one in found if one["impact"] in ("serious", "critical")
    ] == []


@pytest.mark.parametrize(
    "path", ["/pillars", "/pillars?indicator=seizure_aa_kg&area=TUR", "/pillars?among=all&once=shown"]
)
def test_on_a_phone_the_matrix_scrolls_inside_and_the_page_does_not(opened, path):
    page = opened(path, viewport={"width": 390, "height": 844})
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 390
    box = page.locator(".fresh-scroll")
    assert box.evaluate("one => one.scrollWidth > one.clientWidth")
    before = page.locator(".fresh tbody th").first.bounding_box()
    box.evaluate("one => { one.scrollLeft = 200; }")
    assert page.locator(".fresh tbody th").first.bounding_box()["x"] == before["x"]
