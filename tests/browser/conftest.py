"""One dashboard, one Chromium; every page of a test may talk to its own host only, and says nothing on the error console."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, sync_playwright

from tests.browser.chromium import arguments, find
from tests.running import served

DESKTOP = {"width": 1440, "height": 900}
BROWSER_TESTS = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A browser test that fails is tried once more: on two busy cores a picture can come later than anybody waits.

    The summary counts reruns; one that comes again is a fault to look for, not luck.
    """
    for item in items:
        if BROWSER_TESTS in item.path.parents:
            item.add_marker(pytest.mark.flaky(reruns=1))


@pytest.fixture(scope="session")
def address(facts_database: Path) -> Iterator[str]:
    with served(facts_database) as there:
        yield there


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    path = find()
    if path is None:
        pytest.fail("No Chromium. Run: python -m tests.browser.chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=arguments())
        yield browser
        browser.close()


class Watched:
    """A page with what went wrong on it."""

    def __init__(self, page: Page):
        self.page = page
        self.foreign: list[str] = []
        self.complaints: list[str] = []

    def check(self) -> None:
        """Fails on what went wrong since the last check."""
        (foreign, self.foreign), (complaints, self.complaints) = (self.foreign, []), (self.complaints, [])
        assert foreign == [], "requests beyond the own host"
        assert complaints == [], "errors on the console"


def open_watched(chromium: Browser, address: str, path: str, **context) -> Watched:
    """A watched page on our server in a context of its own; all other hosts are cut off and reported."""
    made = chromium.new_context(**{"viewport": DESKTOP, "accept_downloads": True, **context})
    page = made.new_page()
    page.set_default_timeout(45_000)
    watched = Watched(page)

    def only_ours(route: Route) -> None:
        if route.request.url.startswith((address, "data:", "blob:")):
            route.continue_()
        else:
            watched.foreign.append(route.request.url)
            route.abort()

    made.route("**/*", only_ours)
    page.on("pageerror", lambda error: watched.complaints.append(str(error)))
    page.on("console", lambda said: watched.complaints.append(said.text) if said.type == "error" else None)
    page.goto(address + path)
    return watched


@pytest.fixture
def open_page(chromium: Browser, address: str) -> Iterator:
    """`open_page(path, **context)` gives the page of `open_watched`; what went wrong on any of them fails the test."""
    opened: list[Watched] = []

    def open_(path: str = "/", **context) -> Page:
        opened.append(open_watched(chromium, address, path, **context))
        return opened[-1].page

    yield open_
    for watched in opened:
        watched.page.context.close()
    for watched in opened:
        watched.check()


@pytest.fixture(scope="module")
def kept(chromium: Browser, address: str) -> Iterator[Watched]:
    """Explore, opened once for the tests of a module: drawing the first map is what takes the time."""
    watched = open_watched(chromium, address, "/")
    yield watched
    watched.page.context.close()


@pytest.fixture
def desk(kept: Watched) -> Iterator[Page]:
    """The module's page of Explore; go to a link of it with `tests.browser.desk.visit`."""
    yield kept.page
    kept.check()
