"""The page of routes as a researcher uses it: lines, what they rest on, where they lead, and the twins that agree with them."""

import json
import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import open_watched
from tests.browser.explore import PATIENCE_MS, READY

pytestmark = pytest.mark.browser
MAP = "window.monitorMap.hosts.get('routes-map').map"


@pytest.fixture(scope="module")
def visitor(chromium, address) -> Iterator:
    watched = open_watched(chromium, address, "/routes")
    yield watched
    watched.page.context.close()


@pytest.fixture
def routes(visitor, address) -> Iterator:
    """`routes(query)`: the page at a link, with its lines drawn; as a click inside the page would bring it where it is open.

    fresh: loaded anew, with the camera that it opens with.
    """

    def at(query: str = "", fresh: bool = False) -> Page:
        page = visitor.page
        if fresh or urlsplit(page.url).path != "/routes":
            page.goto(f"{address}/routes{query}")
        else:
            page.wait_for_selector(READY, timeout=PATIENCE_MS)
            page.wait_for_function(ANSWERED, timeout=PATIENCE_MS)
            page.evaluate("(search) => window.dash_clientside.set_props('url', { search })", query)
            page.wait_for_function("(search) => window.location.search === search", arg=query)
        page.wait_for_selector(READY, timeout=PATIENCE_MS)
        return drawn(page)

    yield at
    visitor.check()


ANSWERED = """() => {
  const asked = (search) => search.replace('?', '').split('&').filter((part) => part && !part.startsWith('at=')).sort().join('&');
  const anchor = document.querySelector('[data-download-routes=geojson]');
  return document.querySelector('#routes-panel section') && anchor && !document.querySelector('[data-dash-is-loading=true]')
    && asked(new URL(anchor.href).search) === asked(location.search);
}"""


def drawn(page: Page) -> Page:
    """Until what the link asks for is on the page and on the map."""
    page.wait_for_function(ANSWERED, timeout=PATIENCE_MS)
    page.wait_for_function(f"() => {MAP}.loaded()", timeout=PATIENCE_MS)
    return page


def lines(page: Page) -> dict[str, dict]:
    """Leg -> the properties of its line, from the map's own source."""
    data = page.evaluate(f"() => {MAP}.getSource('route-lines').getData()")
    return {one["properties"]["id"]: one["properties"] for one in data["features"]}


def of_basis(page: Page, basis: str) -> set[str]:
    return {leg for leg, line in lines(page).items() if line["basis"] == basis}


def panel(page: Page):
    return page.locator("#routes-panel")


def test_iran_to_ukraine_by_destination_is_one_solid_line_with_four_seizures(routes):
    page = routes("?departure=IRN&destination=UKR&ends=destination")
    assert of_basis(page, "reported") == {"IRN-UKR"}
    expect(page.locator("#routes-sentence")).to_contain_text("4 seizures. 1 leg drawn from records hold 4.")
    page.locator(".matrix .cell", has_text=re.compile("^4$")).click()
    expect(panel(page).locator("#leg-title")).to_have_text("Iran to Ukraine: 4 seizures")
    expect(panel(page)).to_contain_text("3 of 4 were seized in neither of the two.")
    assert "leg=IRN-UKR" in page.url


def test_the_same_filter_by_place_of_seizure_is_azerbaijan_three_and_ukraine_one(routes):
    page = routes("?departure=IRN&destination=UKR")
    found = {leg: line["tip"] for leg, line in lines(page).items() if line["basis"] == "reported"}
    assert set(found) == {"IRN-AZE", "IRN-UKR"}
    assert "3 seizures" in found["IRN-AZE"] and "1 seizure" in found["IRN-UKR"]
    expect(panel(page)).to_contain_text("A leg is where it left and where it was seized.")


def test_a_record_shows_its_whole_chain(routes):
    page = routes("?departure=IRN&destination=UKR&ends=destination&leg=IRN-UKR")
    panel(page).locator(".evidence-rows a", has_text="Jun 2020").click()
    chain = page.locator(".chain li")
    expect(chain.first).to_contain_text("Iran")
    expect(chain.filter(has_text="Seized in")).to_contain_text("Azerbaijan")
    expect(chain.last).to_contain_text("Ukraine")


def test_afghanistan_to_iran_is_dashed_with_its_citation(routes):
    page = routes("?leg=AFG-IRN")
    assert lines(page)["AFG-IRN"]["basis"] == "published"
    assert page.evaluate(f"() => {MAP}.getPaintProperty('route-published', 'line-dasharray')")
    assert page.evaluate(f"() => {MAP}.getPaintProperty('route-reported', 'line-dasharray') ?? null") is None
    expect(panel(page)).to_contain_text("published as a pair of countries")
    expect(panel(page)).to_contain_text("EMCDDA and Europol, EU Drug Markets Report 2019")
    expect(panel(page)).to_contain_text("No seizure of this filter states it")


def test_iran_to_turkiye_is_solid_and_its_evidence_lists_the_published_leg_too(routes):
    page = routes("?leg=IRN-TUR")
    assert lines(page)["IRN-TUR"]["basis"] == "reported"
    expect(panel(page).locator("#leg-title")).to_have_text("Iran to Türkiye: 8 seizures")
    expect(panel(page)).to_contain_text("reported in 8 seizure records, published as a pair of countries")
    expect(panel(page).locator(".evidence-list")).to_contain_text("EMCDDA and Europol")
    assert panel(page).locator(".evidence-rows tbody tr").count() >= 8


def test_a_leg_and_a_route_have_links_of_their_own(routes):
    page = routes("?leg=IRN-AZE")
    page.get_by_role("link", name="This leg's own page").click()
    expect(page.locator("h1")).to_have_text("Iran to Azerbaijan: 13 seizures")
    expect(page.get_by_text("Counted by where it was bound for, the same pair has 7 seizures.")).to_be_visible()
    page.get_by_role("link", name="Balkan, Southern Caucasus offshoot").click()
    expect(page.locator("h1")).to_have_text("Balkan route")
    expect(page.get_by_role("link", name="Afghanistan to Iran")).to_be_visible()


def test_legs_seen_once_are_hidden_counted_and_can_be_shown(routes):
    page = routes()
    before = len(of_basis(page, "reported"))
    hidden = page.get_by_role("button", name=re.compile(r"^\d+ legs seen once, and in no document, are hidden"))
    number = int(hidden.inner_text().split()[0])
    hidden.click()
    page.wait_for_url("**once=shown*")
    expect(page.get_by_role("button", name="legs seen once are shown")).to_be_visible()
    drawn(page)
    assert len(of_basis(page, "reported")) == before + number and "once=shown" in page.url


def test_ten_lines_of_the_opening_page_name_their_source_in_one_click(routes):
    page = routes()
    for leg in sorted(lines(page))[::5][:10]:
        page.evaluate("(leg) => window.monitorLink.visit((query) => query.set('leg', leg))", leg)
        expect(panel(page).locator("#leg-title")).to_be_visible(timeout=PATIENCE_MS)
        page.wait_for_function(
            "(leg) => document.querySelector(`[data-leg=''].back`) && location.search.includes(leg)", arg=leg
        )
        sources = panel(page).locator(".evidence-rows tbody td:last-child, .evidence-source")
        expect(sources.first).not_to_be_empty()


def test_a_line_on_the_map_opens_its_evidence_when_it_is_clicked(routes):
    page = routes(fresh=True)
    x, y = page.evaluate(
        f"""() => {MAP}.getSource('route-lines').getData().then((data) => {{
          const line = data.features.find((one) => one.properties.id === 'IRN-AZE').geometry.coordinates;
          const p = {MAP}.project(line[Math.floor(line.length / 2)]), box = {MAP}.getCanvas().getBoundingClientRect();
          return [box.x + p.x, box.y + p.y]; }})"""
    )
    page.mouse.click(x, y)
    expect(panel(page).locator("#leg-title")).to_have_text("Iran to Azerbaijan: 13 seizures", timeout=PATIENCE_MS)


def test_matrix_list_and_map_hold_the_same_legs(routes):
    page = routes()
    on_map = set(lines(page))
    cells = page.locator(".matrix .cell:not(.stub)")
    in_matrix = set(cells.evaluate_all("(all) => all.map((one) => one.dataset.leg)"))
    page.get_by_role("button", name="List").click()
    page.wait_for_selector(".legs-list tbody tr")
    in_list = set(page.locator(".legs-list [data-leg]").evaluate_all("(all) => all.map((one) => one.dataset.leg)"))
    assert in_matrix == in_list == on_map


def test_the_matrix_is_walked_by_arrow_keys_and_opened_by_enter(routes):
    page = routes()
    page.locator(".matrix .cell[tabindex='0']").focus()
    first = page.evaluate("() => document.activeElement.dataset.leg")
    page.keyboard.press("ArrowRight")
    second = page.evaluate("() => document.activeElement.dataset.leg")
    assert first != second and first.split("-")[0] == second.split("-")[0]
    page.keyboard.press("Enter")
    expect(panel(page).locator("#leg-title")).to_be_visible()
    assert f"leg={second}" in page.url


def test_two_periods_stand_side_by_side_with_one_camera(routes):
    page = routes("?lens=before")
    page.wait_for_selector("#routes-map-after-canvas[data-state='ready']", timeout=PATIENCE_MS)
    expect(page.get_by_text("After: 3 Apr 2022 to 23 Nov 2026")).to_be_visible()
    expect(panel(page)).to_contain_text("Seizures reflect enforcement and reporting as well as flow")
    where = """(name) => { const map = monitorMap.hosts.get(name).map, at = map.getCenter();
      return [at.lng, at.lat, map.getZoom()].map((one) => one.toFixed(4)); }"""
    page.evaluate(f"() => {MAP}.jumpTo({{ center: [70, 35], zoom: 4 }})")
    assert page.evaluate(where, "routes-map") == page.evaluate(where, "routes-map-after")
    later = page.evaluate("() => monitorMap.hosts.get('routes-map-after').map.getSource('route-lines').getData()")
    assert {one["properties"]["id"] for one in later["features"]} != set(lines(page))


def test_a_gate_is_drawn_on_the_map_and_tells_both_sides(routes):
    page = routes("?lens=gate", fresh=True)
    page.get_by_role("button", name="Draw it on the map").click()
    spots = page.evaluate(
        f"""() => [[61.2, 35.6], [61.6, 30.0]].map((at) => {{
            const p = {MAP}.project(at), box = {MAP}.getCanvas().getBoundingClientRect();
            return [box.x + p.x, box.y + p.y]; }})"""
    )
    page.mouse.move(*spots[0])
    page.mouse.down()
    page.mouse.move(*spots[1], steps=6)
    page.mouse.up()
    expect(panel(page)).to_contain_text("East of the line", timeout=PATIENCE_MS)
    expect(panel(page)).to_contain_text("West of the line")
    assert "gate=" in page.url


def test_a_gate_through_nothing_says_so(routes):
    page = routes("?lens=gate&gate=-140,-50,-139,-50")
    expect(panel(page)).to_contain_text("Nothing of this filter was seized within 200 km of this line.")


def test_a_day_without_data_is_an_honest_empty_state(routes):
    page = routes("?lens=before&on=1990-01-01")
    expect(panel(page)).to_contain_text("There is nothing on one side of this day to compare.")


def test_who_did_not_report_is_hatched(routes):
    page = routes("?lens=coverage&from=2015&to=2019")
    expect(panel(page)).to_contain_text("Silence is not absence.")
    assert page.evaluate(f"() => {MAP}.getLayoutProperty('coverage-silent-mid', 'visibility')") == "visible"
    assert page.evaluate(f"() => {MAP}.getPaintProperty('coverage-silent-mid', 'fill-pattern')") == "hatch"


@pytest.mark.parametrize("query", ["?leg=IRN", "?lens=chord", "?gate=1,2", "?layers=rivers", "?on=tomorrow"])
def test_a_link_that_cannot_be_read_says_what_to_write(chromium, address, query):
    page = chromium.new_context().new_page()
    answer = page.goto(f"{address}/routes{query}")
    assert answer.status == 400
    expect(page.locator("h1")).not_to_be_empty()
    page.context.close()


def test_the_files_hold_the_legs_of_the_screen(routes):
    page = routes("?departure=IRN&width=mass")
    answer = page.request.get(page.locator("[data-download-routes=geojson]").evaluate("(one) => one.href"))
    found = json.loads(answer.body())
    legs = {one["properties"]["leg"] for one in found["features"] if one["properties"].get("on_map") in (True, "yes")}
    assert legs == set(lines(page))


def test_focus_goes_to_the_evidence_and_escape_brings_it_back(routes):
    page = routes()
    cell = page.locator(".matrix .cell[data-leg='IRN-AZE']")
    cell.focus()
    page.keyboard.press("Enter")
    expect(panel(page).locator("#leg-title")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".matrix .cell[data-leg='IRN-AZE']")).to_be_focused()


def test_a_seizure_of_several_substances_is_one_row_with_the_words_of_its_source(routes):
    page = routes("?leg=IRN-AZE")
    rows = panel(page).locator(".evidence-rows tbody tr")
    expect(rows).to_have_count(13)
    expect(rows.filter(has_text="20 Mar 2024").first).to_contain_text("marijuana")


def test_the_chains_of_the_flow_are_sorted_and_filtered(routes):
    page = routes("?twin=flow")
    table = page.locator("#twin .legs-list")
    expect(table.locator("tbody tr").first).to_contain_text("Not stated")
    page.get_by_role("button", name="Bound for").click()
    expect(table.locator("th[aria-sort='ascending']")).to_have_text("Bound for")
    assert table.locator("tbody tr td:nth-child(4)").first.inner_text() == "Afghanistan"
    page.locator("#twin .twin-filter").fill("ukra")
    rows = table.locator("tbody tr")
    assert rows.count() > 0 and all("Ukraine" in text for text in rows.all_inner_texts())
