"""The map of Afghanistan in a real Chromium: it plays without asking, says what the table says, and is used by keyboard."""

import csv
import random
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from monitoring.figures.afghanistan import label_points
from monitoring.figures.afghanistan_scale import fills
from monitoring.measures.afghanistan import codes
from monitoring.paths import FACTS
from tests.browser.conftest import Watched, open_watched
from tests.browser.test_pages import violations

pytestmark = pytest.mark.browser
PATIENCE_MS = 60_000
READY = """() => { const host = monitorMap?.hosts.get('af-map');
  return host?.ready && host.map.loaded() && document.getElementById('af-slider')
    && document.getElementById('af-finding').textContent; }"""


@pytest.fixture(scope="module")
def opened(chromium: Browser, address: str) -> Iterator[Watched]:
    """The page, opened once: drawing its map is what takes the time."""
    watched = open_watched(chromium, address, "/afghanistan?year=2010")
    ready(watched.page)
    yield watched
    watched.page.context.close()


@pytest.fixture
def page(opened: Watched) -> Iterator[Page]:
    yield opened.page
    opened.check()


def ready(page: Page) -> Page:
    page.wait_for_function(READY, timeout=PATIENCE_MS)
    return page


def go(page: Page, year: int) -> None:
    """To a year, as a hand on the slider."""
    page.evaluate(
        "(year) => { const slider = document.getElementById('af-slider'); slider.value = year;"
        " slider.dispatchEvent(new Event('input', { bubbles: true })); }", year,
    )  # fmt: skip
    expect(page.locator("#af-year-number")).to_have_text(str(year))


def step_of(page: Page, code: str) -> int | None:
    return page.evaluate(
        "(code) => monitorMap.hosts.get('af-map').map.getFeatureState({ source: 'admin1', id: code }).k", code
    )


def facts() -> dict[tuple[str, int], tuple[str, float | None]]:
    """What the shipped table says of each province and year: its words in a tip, and hectares."""
    said = {
        "poppy_free": "poppy-free: under 100 ha, not zero",
        "grown_no_figure": "grown; no hectare figure in our sources",
    }
    found = {}
    with (FACTS / "afghanistan_opium_province.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            area = float(row["cultivation_ha"]) if row["cultivation_ha"] else None
            words = said.get(row["status"]) or (f"{area:,.0f} ha" if area else "0 ha: measured, none found")
            found[row["iso_3166_2"], int(row["year"])] = words, area
    return found


def tip_at(page: Page, code: str) -> list[str]:
    """The lines under a pointer that is moved over a province."""
    lon, lat = label_points()[code]
    at = page.evaluate(
        "(at) => { const host = monitorMap.hosts.get('af-map'), { x, y } = host.map.project(at);"
        " const box = host.container.getBoundingClientRect(); return [box.left + x, box.top + y]; }", [lon, lat],
    )  # fmt: skip
    page.mouse.move(at[0] + 1, at[1] + 1)
    page.wait_for_function(
        "(code) => { const map = monitorMap.hosts.get('af-map').map;"
        " return map.getFeatureState({ source: 'admin1', id: code }).hover; }", arg=code, timeout=PATIENCE_MS,
    )  # fmt: skip
    return page.locator("#af-map .map-tip > div").all_inner_texts()


def test_playing_the_years_asks_for_nothing_and_keeps_frames_coming(page):
    go(page, 2010)
    page.evaluate("() => document.getElementById('af-slider').blur()")
    page.wait_for_timeout(600)  # what the step before has asked for, if anything
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.evaluate(
        """() => { window.seen = []; window.frames_drawn = 0;
          const map = monitorMap.hosts.get('af-map').map;
          map.on('render', () => { window.frames_drawn += 1; });
          const number = document.getElementById('af-year-number');
          window.watch?.disconnect();
          window.watch = new MutationObserver(() => window.seen.push(number.textContent));
          window.watch.observe(number, { childList: true, characterData: true, subtree: true }); }"""
    )
    page.locator("#af-play").click()
    expect(page.locator("#af-year-number")).to_have_text("2020", timeout=PATIENCE_MS)
    assert asked == []
    page.locator("#af-play").click()
    assert [year for year in page.evaluate("window.seen") if year <= "2020"] == [
        str(year) for year in range(2011, 2021)
    ]
    assert page.evaluate("window.frames_drawn") >= 5, "of ten years, on two busy cores without a graphics card"


def test_what_is_under_the_pointer_is_what_the_table_says_for_thirty_provinces_and_years(page):
    known = facts()
    chance = random.Random(6)
    chosen = chance.sample([key for key in known if key[1] >= 2010], 24)
    chosen += chance.sample([key for key, (words, _area) in known.items() if words.startswith("poppy-free")], 5)
    chosen.append(("AF-HEL", 2001))  # a measured zero
    for code, year in sorted(chosen, key=lambda one: one[1]):
        go(page, year)
        name, value, *_rest = tip_at(page, code)
        assert value == f"{year}: {known[code, year][0]}", (name, code, year)
        cell = page.evaluate(
            "([code, year]) => { const shown = document.querySelector(`#af-table tr[data-code='${code}'] td[data-year='${year}']`);"
            " return shown?.getAttribute('aria-label') ?? null; }", [code, year],
        )  # fmt: skip
        assert cell is None or cell.endswith(f"{year}: {known[code, year][0]}")


def test_daykundi_and_uruzgan_are_themselves(page):
    go(page, 2017)
    assert tip_at(page, "AF-DAY")[:2] == ["Daykundi", "2017: 1,508 ha"]
    assert tip_at(page, "AF-URU")[:2] == ["Uruzgan", "2017: 21,541 ha"]


def test_four_values_and_four_kinds_of_nothing_paint_each_their_own(page):
    go(page, 2017)
    made = {"AF-BAL": 0, "AF-HEL": 1, "AF-KAN": 2, "AF-BDS": 3, "AF-HER": -1, "AF-GHO": -2, "AF-FRA": -3, "AF-NIM": -4}
    drawn = page.evaluate(
        """(made) => { const map = monitorMap.hosts.get('af-map').map, found = {};
          for (const [code, k] of Object.entries(made)) map.setFeatureState({ source: 'admin1', id: code }, { k });
          return new Promise((done) => map.once('idle', () => {
            for (const feature of map.queryRenderedFeatures({ layers: ['af-fill', 'af-grown', 'af-none'] }))
              if (feature.properties.code in made) (found[feature.properties.code] ??= {})[feature.layer.id] =
                feature.layer.id === 'af-fill' ? feature.layer.paint['fill-color'] : feature.layer.paint['fill-opacity'];
            done(found); })); }""",
        made,
    )
    colour = {code: tuple(round(drawn[code]["af-fill"][part] * 255) for part in "rgb") for code in made}
    wanted = {
        code: tuple(int(fills("ha", "light")[k][at : at + 2], 16) for at in (1, 3, 5)) for code, k in made.items()
    }
    assert colour == wanted
    assert {code for code in made if drawn[code]["af-grown"]} == {"AF-FRA"}
    assert {code for code in made if drawn[code]["af-none"]} == {"AF-NIM"}
    go(page, 2016)
    assert step_of(page, "AF-BDS") == 2, "the year brings back what is true"


def test_every_province_of_a_year_is_on_the_map_with_its_step(page):
    known = facts()
    go(page, 2025)
    for code in codes():
        words, area = known[code, 2025]
        wanted = {"p": -2, "g": -3}.get(words[0]) if area is None else (2 if area >= 5_000 else 0)
        assert step_of(page, code) == wanted, code


def test_a_quoted_figure_looks_quoted(page):
    go(page, 2025)
    row = page.locator("#af-ranking [data-af-province=AF-BDS]")
    expect(row).to_contain_text("quoted")
    assert "Quoted by a third party; not seen in the survey itself." in tip_at(page, "AF-BDS")
    assert any("6,639" in line for line in tip_at(page, "AF-BDS"))


def test_the_keyboard_alone_changes_year_show_and_province_and_reads_the_value(page):
    go(page, 2016)
    if page.locator("#af-table table").is_visible():  # of a run before
        page.locator("#af-table-button").click()
    page.locator("#af-slider").focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator("#af-year-number")).to_have_text("2017", timeout=PATIENCE_MS)
    page.locator("#af-show").focus()
    page.keyboard.press("ArrowDown")
    expect(page.locator("#af-finding")).to_contain_text("more in 20 provinces, less in 1", timeout=PATIENCE_MS)
    page.keyboard.press("ArrowUp")
    page.locator("#af-table-button").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#af-table table")).to_be_visible(timeout=PATIENCE_MS)
    page.locator("#af-table tbody tr[data-code=AF-DAY] th button").focus()
    for _step in range(11):
        page.keyboard.press("ArrowRight")
    said = page.evaluate("document.activeElement.getAttribute('aria-label')")
    assert said.startswith("Daykundi, 20")
    page.keyboard.press("Enter")
    expect(page.locator("#af-status")).to_contain_text("Daykundi", timeout=PATIENCE_MS)
    assert "admin1=AF-DAY" in page.url and "twin=matrix" in page.url
    page.locator("#af-table-button").click()
    page.locator("#af-card [data-af-province='']").click()
    expect(page.locator("#af-card")).to_be_hidden(timeout=PATIENCE_MS)


def test_the_table_sorts_by_a_year_with_those_without_a_number_last(page):
    go(page, 2017)
    page.locator("#af-table-button").click()
    page.locator("#af-table [data-af-sort='2017']").click()
    first, *rest = page.locator("#af-table tbody tr").evaluate_all("(rows) => rows.map((row) => row.dataset.code)")
    assert first == "AF-HEL" and len(rest) == 33
    cells = page.locator("#af-table tbody td[data-year='2017']").all_inner_texts()
    numbers = [int(cell.replace(",", "")) for cell in cells if cell[0].isdigit()]
    assert numbers == sorted(numbers, reverse=True) and cells[len(numbers) :] == ["<100 ha"] * 10
    page.locator("#af-table-button").click()


def test_two_years_stand_side_by_side_with_one_camera_and_their_difference(open_page):
    page = ready(open_page("/afghanistan?year=2020&against=2025&show=change"))
    page.wait_for_function("() => monitorMap.hosts.get('af-map-other')?.ready", timeout=PATIENCE_MS)
    page.wait_for_function(
        "() => monitorMap.hosts.get('af-map-other').map.getFeatureState({ source: 'admin1', id: 'AF-HEL' }).k === 0",
        timeout=PATIENCE_MS,
    )
    other = "(code) => monitorMap.hosts.get('af-map-other').map.getFeatureState({ source: 'admin1', id: code }).k"
    assert [page.evaluate(other, code) for code in ("AF-BDS", "AF-KAN", "AF-PAN")] == [4, -4, -2]
    assert step_of(page, "AF-KAN") == 3, "the first map shows the hectares of its own year"
    expect(page.locator("#af-ranking")).to_contain_text("−114,916")
    expect(page.locator("#af-ranking")).to_contain_text("Status only: no hectares in one of the years (21)")
    page.evaluate("monitorMap.hosts.get('af-map').map.jumpTo({ center: [66, 33], zoom: 6 })")
    same = page.evaluate(
        "() => ['af-map', 'af-map-other'].map((id) => { const { map } = monitorMap.hosts.get(id);"
        " return [map.getCenter().lng, map.getCenter().lat, map.getZoom()].map((one) => one.toFixed(6)).join(); })"
    )
    assert same[0] == same[1]


def test_a_reader_who_wants_no_motion_steps_through_the_years(open_page):
    page = ready(open_page("/afghanistan?year=2010", reduced_motion="reduce"))
    expect(page.locator("#af-play")).to_be_hidden()
    page.locator("#af-on").click()
    expect(page.locator("#af-year-number")).to_have_text("2011")


@pytest.mark.parametrize("look", ["", "theme=dark", "lang=ar"])
@pytest.mark.parametrize(
    "path",
    ["/afghanistan?year=2025&admin1=AF-BDS&twin=matrix", "/afghanistan/AF-HEL?year=2017", "/afghanistan/years?show=ha"],
)
def test_axe_finds_nothing_serious(open_page, path, look):
    page = open_page(f"{path}&{look}" if look else path, bypass_csp=True)
    if path.startswith("/afghanistan?"):
        ready(page)
        page.locator("#af-table table").wait_for()
    page.locator("h1").wait_for()
    assert violations(page) == []


def test_the_sheet_has_every_year_with_figures_on_one_landscape_page(open_page):
    page = open_page("/afghanistan/years")
    page.locator(".af-sheet li").first.wait_for()
    assert page.locator(".af-sheet img").count() == len({year for _code, year in facts()})
    pages = page.pdf(prefer_css_page_size=True).count(b"/Type /Page\n")
    assert pages == 1
