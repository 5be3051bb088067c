"""Filters, sentence, panel and charts say the same thing, and the link says it too."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.desk import click_bar
from tests.browser.explore import arrived, camera, idle, on_map, query, with_map

pytestmark = pytest.mark.browser


def test_the_first_visit_shows_297_seizures_with_all_that_belongs_to_a_map(open_page):
    page = with_map(arrived(open_page("/"), "297 seizures"))
    idle(page)
    assert len(on_map(page)) > 250
    for words in (
        "Legend",
        "place known",
        "at map centre",
        "Natural Earth",
        "do not imply official endorsement",
        "Data of 23 Nov 2026",
    ):
        expect(page.locator("body")).to_contain_text(words)
    assert page.evaluate("() => document.fonts.check('400 14px \"IBM Plex Sans\"')")
    assert page.title() == "Drugs monitor"


def test_ticking_a_substance_changes_sentence_link_panel_map_and_downloads_and_back_undoes_it(open_page):
    page = with_map(arrived(open_page("/"), "297 seizures"))
    idle(page)
    before = on_map(page)
    page.locator(".rail input[value='heroin']").click()
    expect(page.locator("#sentence")).to_contain_text("224 seizures")
    assert query(page)["drug"] == ["heroin"]
    expect(page.locator(".drug-table tbody tr")).to_have_count(1)
    page.wait_for_function(
        "(n) => window.monitorMap.hosts.get('explore-map').map.getSource('seizures').getData().then((d) => d.features.length < n)",
        arg=len(before),
    )
    assert on_map(page) < before
    expect(page.locator("[data-download=xlsx]")).to_have_attribute("href", re.compile("[?&]drug=heroin"))
    page.go_back()
    expect(page.locator("#sentence")).to_contain_text("297 seizures")
    expect(page.locator(".rail input[value='heroin']")).not_to_be_checked()


def test_a_pan_followed_by_a_filter_keeps_the_camera_and_the_link_gives_it_to_a_fresh_browser(open_page):
    page = with_map(arrived(open_page("/"), "297 seizures"))
    page.evaluate("() => window.monitorMap.hosts.get('explore-map').map.jumpTo({ center: [69, 34.5], zoom: 5.2 })")
    page.wait_for_function("() => location.search.includes('at=69')")
    page.locator(".rail input[value='opium']").click()
    expect(page.locator("#sentence")).to_contain_text("47 seizures")
    assert camera(page) == pytest.approx([69, 34.5, 5.2], abs=0.01)
    fresh = with_map(arrived(open_page(page.url[page.url.index("/?") :]), "47 seizures"))
    assert camera(fresh) == pytest.approx([69, 34.5, 5.2], abs=0.01)


def test_kapitan_andreevo_heroin_is_six_seizures_with_their_sources(open_page):
    page = arrived(open_page("/?place=Kapitan Andreevo&drug=heroin"), "6 seizures")
    expect(page.locator(".card-record")).to_have_count(6)
    assert all(text.strip() for text in page.locator(".card-source").all_inner_texts())
    expect(page.locator(".drug-table tbody")).to_contain_text("1.5\u00a0t")
    page.get_by_text("Table", exact=True).first.click()
    expect(page.locator("#table-count")).to_contain_text("6 rows")
    cells = page.wait_for_function(
        """() => { const cells = [...document.querySelectorAll('.ag-center-cols-container [col-id=quantity]')];
                   const texts = cells.map((one) => one.innerText);
                   return texts.length === 6 && texts.every((text) => /[0-9]/.test(text)) ? texts : null; }"""
    ).json_value()
    kg = [float(re.search(r"[\d,.]+", text)[0].replace(",", "")) for text in cells]
    assert round(sum(kg), 2) == 1465.78


def test_from_iran_bound_for_ukraine_is_four_seizures(open_page):
    page = arrived(open_page("/?departure=IRN&destination=UKR"), "4 seizures")
    expect(page.locator("#sentence")).to_contain_text("left from Iran")
    expect(page.locator("#sentence")).to_contain_text("bound for Ukraine")


def test_a_click_on_a_bar_filters_and_widens_again(open_page):
    page = arrived(open_page("/"), "297 seizures")
    page.locator("#chart-mode .bars .point").first.wait_for()
    bar = page.locator("#chart-mode .bars .point path").first.bounding_box()
    page.mouse.click(bar["x"] + bar["width"] / 2, bar["y"] + bar["height"] / 2)
    expect(page.locator("#sentence")).to_contain_text("by sea")
    assert query(page)["mode"] == ["sea"]
    assert page.locator("#chart-mode .bars .point").count() > 1  # the chart still offers the other modes


def test_the_time_brush_moves_by_keyboard_and_a_year_can_be_clicked(open_page):
    page = arrived(open_page("/"), "297 seizures")
    first = page.get_by_role("slider", name="First year")
    first.focus()
    for _ in range(3):
        first.press("ArrowRight")
    expect(page.locator("#sentence")).to_contain_text("2005")
    assert query(page)["from"] == ["2005"]
    click_bar(page, "years", "2015")
    # In any order: the map may have written where it stands before or after the first filter.
    page.wait_for_function(
        "() => ['from=2015', 'to=2015'].every((one) => location.search.slice(1).split('&').includes(one))"
    )


def test_weight_place_and_words_filter_and_all_can_be_cleared(open_page):
    page = arrived(open_page("/"), "297 seizures")
    page.locator("#f-min_kg").get_by_text("1 t").click()
    expect(page.locator("#sentence")).to_contain_text("at least 1,000")
    page.locator("#f-place").fill("Karachi")
    expect(page.locator("#sentence")).to_contain_text("at Karachi")
    page.get_by_role("button", name="Clear all filters").first.click()
    expect(page.locator("#sentence")).to_contain_text("297 seizures")
    expect(page.locator("#f-place")).to_have_value("")


def test_nothing_matches_says_which_filter_to_take_out(open_page):
    page = open_page("/?drug=morphine&country=FRA")
    expect(page.locator("#summary")).to_contain_text("No seizure matches.")
    page.locator("[data-remove]").first.click()
    expect(page.locator("#summary table")).to_be_visible()


def test_a_bold_word_of_the_sentence_opens_its_control(open_page):
    page = arrived(open_page("/"), "297 seizures")
    page.get_by_role("button", name="any country").press("Enter")
    page.wait_for_function(
        "() => document.activeElement.closest('.mantine-MultiSelect-root, .mantine-InputWrapper-root')"
    )


def test_seizures_without_a_place_can_be_listed(open_page):
    page = arrived(open_page("/"), "297 seizures")
    count = int(page.locator("#not-mapped").inner_text().split()[0])
    page.get_by_role("button", name="List them").click()
    expect(page.locator("#record .card-record")).to_have_count(count)
    page.get_by_role("button", name="Back to the view").click()
    expect(page.locator("#summary")).to_be_visible()
