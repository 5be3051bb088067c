"""The years are played over the map: one request, then none; paused, stepped, left, and still for who wants no motion."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import open_watched
from tests.browser.explore import PATIENCE_MS, arrived, idle, on_screen, with_map

pytestmark = pytest.mark.browser
MAP = "window.monitorMap.hosts.get('explore-map').map"
YEAR = "() => window.monitorPlay.year()"
SHOWN = f"""() => {MAP}.queryRenderedFeatures({{ layers: ['play-a-discs', 'play-b-discs', 'play-c-discs'].filter((name) =>
             {MAP}.getPaintProperty(name, 'circle-opacity') === 1) }}).map(({{ geometry, properties }}) => (
             {{ at: geometry.coordinates, ...properties }}))"""


@pytest.fixture
def opened(chromium, address):
    """A function that opens Explore with a map that is drawn."""
    running = []

    def open_(**context):
        watched = open_watched(chromium, address, "/?layers=none", **context)
        running.append(watched)
        idle(with_map(arrived(watched.page, "297 seizures")))
        return watched.page

    yield open_
    for watched in running:
        watched.page.context.close()
        watched.check()


def asked_of(page) -> list[str]:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.split("?")[0].split("/", 3)[3]))
    return asked


def test_playing_asks_once_and_shows_year_after_year(opened):
    page = opened()
    asked = asked_of(page)
    page.get_by_role("button", name="Play the years").click()
    expect(page.locator("#map-year")).to_be_visible(timeout=PATIENCE_MS)
    first = page.evaluate(YEAR)
    page.wait_for_function(f"first => ({YEAR})() >= first + 3", arg=first, timeout=PATIENCE_MS)
    assert [one for one in asked if not one.startswith("map/years")] == []
    assert len(asked) == 1
    expect(page.locator(".map-year-count")).to_contain_text("seizure")
    assert page.evaluate(f"() => {MAP}.getLayoutProperty('seizure-discs', 'visibility')") == "none"
    page.wait_for_function(f"() => ({SHOWN})().length > 0", timeout=PATIENCE_MS)


def test_it_is_paused_stepped_and_left_and_the_map_is_as_before(opened):
    page = opened()
    page.get_by_role("button", name="Play the years").click()
    page.get_by_role("button", name="Pause").click(timeout=PATIENCE_MS)
    year = page.evaluate(YEAR)
    page.wait_for_timeout(1_500)
    assert page.evaluate(YEAR) == year
    expect(page.locator(".map-year-number")).to_have_text(str(year))
    expect(page.locator("#map-year")).to_have_attribute("aria-live", "polite")
    page.get_by_role("button", name="Next year").click()
    page.wait_for_function(f"year => ({YEAR})() === year + 1", arg=year)
    page.get_by_role("button", name="Year before").click()
    page.wait_for_function(f"year => ({YEAR})() === year", arg=year)
    page.keyboard.press("Escape")
    expect(page.locator("#map-year")).to_be_hidden()
    assert page.evaluate(f"() => {MAP}.getLayoutProperty('seizure-discs', 'visibility')") != "none"
    expect(page.locator("#legend")).to_contain_text("Weight of one seizure")


def test_who_wants_no_motion_steps_from_year_to_year(opened):
    page = opened(reduced_motion="reduce")
    page.get_by_role("button", name="Play the years").click()
    expect(page.locator("#map-year")).to_be_visible(timeout=PATIENCE_MS)
    first = page.evaluate(YEAR)
    expect(page.get_by_role("button", name="Pause")).to_be_hidden()
    page.wait_for_timeout(1_500)
    assert page.evaluate(YEAR) == first
    page.get_by_role("button", name="Next year").click()
    page.wait_for_function(f"first => ({YEAR})() === first + 1", arg=first)


def test_a_click_opens_the_seizures_of_the_year_that_is_shown(opened):
    page = opened(reduced_motion="reduce")
    page.get_by_role("button", name="Play the years").click()
    before = page.get_by_role("button", name="Year before")
    before.click(timeout=PATIENCE_MS)  # from the first year to the last
    page.wait_for_function(f"() => ({YEAR})() > 2020", timeout=PATIENCE_MS)
    last = page.evaluate(YEAR)
    before.click()
    page.wait_for_function(f"last => ({YEAR})() === last - 1", arg=last, timeout=PATIENCE_MS)
    page.wait_for_function(f"() => ({SHOWN})().some(({{ shape }}) => shape === 'dot')", timeout=PATIENCE_MS)
    year = page.evaluate(YEAR)
    there = next(one for one in page.evaluate(SHOWN) if one["shape"] == "dot")["at"]
    with page.expect_response("**/map/years/**", timeout=PATIENCE_MS):  # the years of what is seen now
        page.evaluate(f"at => {MAP}.jumpTo({{ center: at, zoom: 5 }})", there)
    near = "({ at }) => Math.hypot(at[0] - there[0], at[1] - there[1]) < 0.1"
    page.wait_for_function(f"there => ({SHOWN})().some({near})", arg=there, timeout=PATIENCE_MS)
    page.mouse.click(*on_screen(page, *page.evaluate(f"there => ({SHOWN})().find({near}).at", there)))
    record = page.locator("#record")
    expect(record).to_contain_text("Back to the view", timeout=PATIENCE_MS)
    expect(record).to_contain_text(str(year))


def test_another_filter_ends_it(opened):
    page = opened()
    page.get_by_role("button", name="Play the years").click()
    expect(page.locator("#map-year")).to_be_visible(timeout=PATIENCE_MS)
    page.evaluate("() => window.dash_clientside.set_props('url', { search: '?layers=none&drug=opium' })")
    expect(page.locator("#map-year")).to_be_hidden(timeout=PATIENCE_MS)
    assert page.evaluate(f"() => {MAP}.getLayoutProperty('seizure-discs', 'visibility')") != "none"


def test_countries_are_played_where_cells_would_be_too_many(opened):
    page = opened(reduced_motion="reduce")
    labels = ["under 2", "2 to 4", "5 to 9", "10 and more"]
    classes = {"kind": "countries", "years": [2014, 2015], "classes": {"2014": {"AFG": 3, "IRN": 0}, "2015": {"IRN": 2}},
               "words": {"2014": ["2014", "9 seizures"], "2015": ["2015", "2 seizures"]},
               "legend": {"title": "Seizures in the year, by country", "labels": labels}}  # fmt: skip
    page.route("**/map/years/**", lambda route: route.fulfill(json=classes))
    page.get_by_role("button", name="Play the years").click()
    expect(page.locator(".map-year-classes")).to_contain_text("10 and more", timeout=PATIENCE_MS)
    state = f"code => {MAP}.getFeatureState({{ source: 'countries-mid', id: code }}).class ?? null"
    assert [page.evaluate(state, code) for code in ("AFG", "IRN")] == [3, 0]
    page.get_by_role("button", name="Next year").click()
    page.wait_for_function(f"() => ({state})('IRN') === 2")
    assert page.evaluate(state, "AFG") is None
    page.get_by_role("button", name="All years").click()
    page.wait_for_function(f"() => ({state})('IRN') === null")


def test_what_cannot_be_had_is_said(opened):
    page = opened()
    page.route("**/map/years/**", lambda route: route.fulfill(status=204, body=""))
    page.get_by_role("button", name="Play the years").click()
    expect(page.locator("#play-problem")).not_to_be_empty(timeout=PATIENCE_MS)
    expect(page.locator("#map-year")).to_be_hidden()
