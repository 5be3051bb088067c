"""What a visit and a click ask of the server: each once, no more than needed, and nothing that nobody waits for."""

from collections.abc import Iterator

import brotli
import pytest
from playwright.sync_api import Page, Request, Route, expect

from tests.browser.desk import answered, shows
from tests.browser.explore import PATIENCE_MS, READY, idle

pytestmark = pytest.mark.browser

CALLBACK = "/_dash-update-component"


class Asking:
    """The requests of a page since `fresh` was last called, other than those that the browser answered itself."""

    def __init__(self, page: Page):
        self.page = page
        self.every: list[Request] = []
        page.context.on("request", lambda request: self.every.append(request))

    def fresh(self) -> None:
        self.page.wait_for_load_state("networkidle")
        self.every.clear()

    def callbacks(self, at_least: int = 0) -> list[str]:
        """The outputs of the callbacks that the server was asked to run, in order, once there are so many."""
        for _ in range(200):
            if sum(CALLBACK in one.url for one in self.every) >= at_least:
                break
            self.page.wait_for_timeout(50)
        self.page.wait_for_load_state("networkidle")
        return [one.post_data_json["output"] for one in self.every if CALLBACK in one.url]

    def paths(self) -> list[str]:
        return [one.url.split("?")[0].split("/", 3)[3] for one in self.every]


@pytest.fixture
def asking(chromium, address: str) -> Iterator[Asking]:
    context = chromium.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.set_default_timeout(PATIENCE_MS)
    watched = Asking(page)
    page.goto(address)
    page.wait_for_selector(READY)
    idle(answered(page))
    yield watched
    context.close()


def tick(page: Page, drug: str) -> None:
    page.locator(f".rail input[value='{drug}']").click()


def test_a_first_visit_asks_for_the_page_and_for_what_fills_it_and_no_file_twice(asking):
    outputs = asking.callbacks()
    assert len(outputs) == 2 and outputs[0] == "page.children" and "drawn-for.data" in outputs[1]
    paths = asking.paths()
    assert [path for path in paths if path.startswith(("_dash-layout", "_dash-dependencies"))] == []
    files = [path for path in paths if path.startswith(("static/", "map/")) and not path.endswith("favicon.svg")]
    assert len(files) == len(set(files)) and len(files) <= 36
    assert not [path for path in files if "ag_grid" in path], "the table's code comes when the table is wanted"
    assert [path for path in paths if not path.startswith(("static/", "map/", CALLBACK[1:])) and path] == []


def test_one_filter_change_is_one_request(asking):
    asking.fresh()
    tick(asking.page, "heroin")
    shows(answered(asking.page), "Heroin")
    outputs = asking.callbacks()
    assert len(outputs) == 1 and "drawn-for.data" in outputs[0]


def test_where_the_table_is_shown_its_rows_are_the_second_request(asking):
    asking.page.locator("#arrangement").get_by_text("Both").click()
    asking.page.wait_for_selector("#items .ag-row")
    asking.fresh()
    tick(asking.page, "heroin")
    shows(answered(asking.page), "Heroin")
    outputs = asking.callbacks(2)
    assert len(outputs) == 2 and outputs[1] == "items.getRowsResponse"
    asking.page.locator("#arrangement").get_by_text("Map", exact=True).click()
    asking.fresh()
    tick(asking.page, "opium")
    shows(answered(asking.page), "Heroin and opium")
    assert len(asking.callbacks(1)) == 1, "a hidden table asks for no rows"
    asking.page.locator("#arrangement").get_by_text("Both").click()
    assert asking.callbacks(2)[1:] == ["items.getRowsResponse"], "once it is seen it shows the new rows"


def test_a_second_visit_fetches_no_file(asking):
    asking.page.goto(asking.page.url.split("?")[0])
    asking.page.wait_for_selector(READY)
    answered(asking.page)
    fetched = "() => performance.getEntriesByType('resource').filter((one) => one.transferSize).map((one) => one.name)"
    assert [name for name in asking.page.evaluate(fetched) if CALLBACK not in name] == []


def test_the_charts_are_drawn_by_our_part_of_plotly(asking):
    plotly = [path for path in asking.paths() if "plotly" in path]
    assert len(plotly) == 1 and plotly[0].startswith("static/") and plotly[0].endswith("/plotly/plotly.min.js")
    assert asking.page.evaluate("() => Plotly.traces.sort()") == ["bar", "heatmap", "sankey", "scatter"]
    assert asking.page.evaluate("() => document.querySelectorAll('.js-plotly-plot .bars .point').length") > 5
    drawn = """async () => {
      const place = document.createElement('div');
      document.body.append(place);
      const links = { source: [0, 0], target: [1, 2], value: [3, 4] };
      await Plotly.newPlot(place, [{ type: 'sankey', node: { label: ['a', 'b', 'c'] }, link: links }]);
      const found = [place.querySelectorAll('.sankey-node').length, place.querySelectorAll('.sankey-link').length];
      await Plotly.newPlot(place, [{ type: 'heatmap', z: [[1, 2], [3, 4]] }, { type: 'scatter', x: [0, 1], y: [0, 1] }]);
      found.push(place.querySelectorAll('.hm').length, place.querySelectorAll('.scatterlayer .trace').length);
      place.remove();
      return found;
    }"""
    assert asking.page.evaluate(drawn) == [3, 2, 1, 1]


class Held:
    """Answers that are held back until the test lets them go; asks for the view's update only."""

    def __init__(self, page: Page):
        self.routes: list[Route] = []
        self.given_up: list[str] = []
        page.route(f"**{CALLBACK}*", self.hold)
        page.on(
            "requestfailed", lambda one: self.given_up.append(one.post_data_json["state"][0]["value"] and one.failure)
        )

    def hold(self, route: Route) -> None:
        if "drawn-for.data" in route.request.post_data_json["output"]:
            self.routes.append(route)
        else:
            route.continue_()

    def wait_for(self, page: Page, number: int) -> None:
        for _ in range(200):
            if len(self.routes) >= number:
                return
            page.wait_for_timeout(50)
        raise AssertionError(f"{len(self.routes)} of {number} questions came")


def test_a_question_that_a_newer_one_replaces_is_given_up(asking):
    page, held = asking.page, Held(asking.page)
    tick(page, "heroin")
    held.wait_for(page, 1)
    tick(page, "opium")
    held.wait_for(page, 2)
    page.wait_for_timeout(200)
    assert held.given_up == ["net::ERR_ABORTED"]
    held.routes[1].continue_()
    shows(page, "Heroin and opium")
    assert not page.locator("#trouble").count()


def test_an_older_answer_never_overwrites_a_newer_one(asking):
    """Even in a browser that cannot give up a question."""
    page, held = asking.page, Held(asking.page)
    page.evaluate("() => { AbortController.prototype.abort = () => undefined; }")
    tick(page, "heroin")
    held.wait_for(page, 1)
    tick(page, "opium")
    held.wait_for(page, 2)
    held.routes[1].continue_()
    shows(page, "Heroin and opium")
    held.routes[0].continue_()
    page.wait_for_timeout(1500)
    shows(page, "Heroin and opium")
    assert "drug=heroin,opium" in page.url


@pytest.mark.parametrize(("status", "words"), [(500, "could not answer this"), (0, "does not answer")])
def test_a_page_that_cannot_be_drawn_says_so_and_can_be_tried_again(chromium, address, status, words):
    page = chromium.new_context().new_page()
    broken = [True]

    def break_(route: Route) -> None:
        if not broken[0]:
            route.continue_()
        elif status:
            route.fulfill(status=status, body="<html>oops</html>")
        else:
            route.abort()

    page.route(f"**{CALLBACK}*", break_)
    page.goto(f"{address}/about")
    expect(page.get_by_role("alert")).to_contain_text(words)
    expect(page.get_by_text("Loading the dashboard")).to_have_count(0)
    broken[0] = False
    page.get_by_role("button", name="Try again").click()
    expect(page.locator("main h1").first).to_be_visible()
    expect(page.get_by_role("alert")).to_have_count(0)
    page.context.close()


def test_the_page_comes_without_data(client):
    """What follows the filter is sent once, by the update."""
    from dash._utils import to_json

    from monitoring.pages import explore

    page = to_json(explore.layout(search="?drug=heroin"))
    assert len(brotli.compress(page.encode(), quality=5)) < 16_000, "controls, and the style of the map"
    assert '"features":[{' not in page and '"ids"' not in page.split('"layers"')[0]
