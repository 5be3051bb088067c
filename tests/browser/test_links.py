"""The view is the link: it opens the same in a fresh browser, its parts change one by one, and a wrong one does no harm."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.desk import MAP, answered, everything_agrees, said, shows, visit
from tests.browser.explore import PATIENCE_MS, READY, arrived, camera, idle, on_map, query

pytestmark = pytest.mark.browser


def everything_on(page: Page) -> dict[str, object]:
    """What a person would compare between two screens."""
    page.wait_for_selector(READY, timeout=PATIENCE_MS)
    idle(answered(page))
    shown = f"""() => ['routes-published', 'place-crossing', 'place-port', 'place-airport'].filter((name) => {MAP}.getLayer(name))
        .map((name) => [name, {MAP}.getLayoutProperty(name, 'visibility') ?? 'visible'])"""
    return {
        "sentence": page.locator("#sentence").inner_text(),
        "summary": page.locator("#summary").inner_text(),
        "legend": page.locator("#legend").inner_text(),
        "cards": page.locator("#largest").inner_text(),
        "rows": page.locator("#table-count").text_content(),
        "ticked": page.locator(".rail input:checked, .map-layers input:checked").evaluate_all(
            "all => all.map((one) => one.value)"
        ),
        "theme": page.locator("#frame").get_attribute("data-theme"),
        "on map": on_map(page),
        "layers": page.evaluate(shown),
        "camera": [round(value, 2) for value in camera(page)],
    }


def test_a_view_made_by_hand_opens_the_same_in_a_fresh_browser(desk, open_page):
    visit(desk)
    desk.evaluate(f"() => {MAP}.jumpTo({{ center: [61.5, 33.25], zoom: 4.75 }})")
    desk.wait_for_function("() => location.search.includes('at=61.500,33.250,4.75')")
    desk.locator(".rail input[value='opium']").click()
    shows(desk, "Opium")
    desk.locator("#f-country").fill("Iran")
    desk.keyboard.press("ArrowDown")
    desk.keyboard.press("Enter")
    shows(desk, "Iran")
    desk.get_by_text("Layers", exact=True).click()
    for layer in ("ports", "airports", "routes"):
        desk.locator(f".map-layers input[value='{layer}']").click()
        desk.wait_for_function("layer => /layers=/.test(location.search) || layer === 'routes'", arg=layer)
    desk.wait_for_function("() => location.search.includes('layers=airports,ports')")
    desk.locator(".map-layers").get_by_text("Number", exact=True).click()
    desk.wait_for_function("() => location.search.includes('size=count')")
    desk.locator("#theme").click()
    desk.wait_for_function("() => location.search.includes('theme=dark')")
    expect(desk.locator("#legend")).to_contain_text("Seizures at one place")
    made = everything_on(desk)
    assert set(query(desk)) == {"at", "drug", "country", "layers", "size", "theme"}
    fresh = open_page(desk.url[desk.url.index("/?") :])
    assert everything_on(fresh) == made
    assert said(fresh) == 15


def test_colours_come_back_with_the_back_button(desk):
    visit(desk, "drug=opium")
    desk.locator("#theme").click()
    expect(desk.locator("#frame")).to_have_attribute("data-theme", "dark")
    assert desk.evaluate("() => document.documentElement.dataset.mantineColorScheme") == "dark"
    desk.go_back()
    expect(desk.locator("#frame")).to_have_attribute("data-theme", "light")
    assert query(desk)["drug"] == ["opium"]


def test_a_refused_filter_changes_only_the_sentence_and_back_works(desk):
    visit(desk, "drug=opium")
    before = desk.locator("#summary").inner_text()
    desk.evaluate("() => dash_clientside.set_props('url', { search: '?drug=unobtainium' })")
    expect(desk.locator("#sentence .problem-inline")).to_contain_text("unobtainium")
    assert desk.locator("#summary").inner_text() == before
    desk.go_back()
    shows(desk, "47 seizures")
    assert {row["drug"] for row in everything_agrees(desk)} == {"opium"}


def test_an_address_typed_wrongly_leaves_the_way_back(chromium, address):
    page = chromium.new_context().new_page()  # watched pages take the status for an error of the page
    page.goto(f"{address}/?drug=opium")
    arrived(page, "47 seizures")
    assert page.goto(f"{address}/?drug=opium&colour=red").status == 400
    expect(page.locator(".problem h1")).to_contain_text("colour", timeout=PATIENCE_MS)
    page.go_back()
    arrived(page, "47 seizures")
    page.context.close()


def test_a_link_to_other_data_offers_the_same_filter_on_the_data_of_today(chromium, address):
    page = chromium.new_context().new_page()
    assert page.goto(f"{address}/?drug=opium&v=000000000000").status == 409
    page.get_by_role("link", name="Show this filter on the data of today").click(timeout=PATIENCE_MS)
    arrived(page, "47 seizures")
    assert query(page) == {"drug": ["opium"]} or set(query(page)) == {"drug", "at"}
    page.context.close()


def test_codes_of_drugs_and_countries_are_understood_and_tick_their_boxes(desk):
    visit(desk, "drug=OPI-HER&country=tr")
    rows = everything_agrees(desk)
    assert {row["drug"] for row in rows} == {"heroin"} and {row["country_iso3"] for row in rows} == {"TUR"}
    expect(desk.locator(".rail input[value='heroin']")).to_be_checked()


def test_another_language_keeps_the_filter_and_turns_the_page(open_page):
    page = arrived(open_page("/?drug=opium&country=IRN"), "15 seizures")
    page.locator("[aria-label^='Language']").click()
    page.locator("[data-language=ar]").click()
    page.wait_for_function("() => document.documentElement.dir === 'rtl'")
    expect(page.locator("#sentence")).to_contain_text("١٥", timeout=PATIENCE_MS)
    assert {name: query(page)[name] for name in ("drug", "country", "lang")} == {
        "drug": ["opium"], "country": ["IRN"], "lang": ["ar"],
    }  # fmt: skip
