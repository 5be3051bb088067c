"""What the tests of Explore do with the page, in the words of a visitor."""

from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Page, expect

READY = ".map-canvas[data-state='ready']"
PATIENCE_MS = 60_000


def arrived(page: Page, seizures: str | None = None) -> Page:
    """The page once its sentence (ending in the number of `seizures`) and what follows the filter are there."""
    if seizures is not None:
        expect(page.locator("#sentence")).to_contain_text(seizures, timeout=PATIENCE_MS)
    page.wait_for_selector("#summary :is(table, .empty)", timeout=PATIENCE_MS)
    return page


def with_map(page: Page) -> Page:
    page.wait_for_selector(READY, timeout=PATIENCE_MS)
    return page


def query(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def on_map(page: Page) -> set[str]:
    """The seizures that the map holds, from its own source."""
    ids = page.evaluate(
        """() => { const map = window.monitorMap.hosts.get('explore-map').map;
                   return map.getSource('seizures').getData().then(
                     (data) => data.features.flatMap((one) => JSON.parse(one.properties.ids))); }"""
    )
    return set(ids)


def camera(page: Page) -> list[float]:
    return page.evaluate(
        """() => { const map = window.monitorMap.hosts.get('explore-map').map, at = map.getCenter();
                   return [at.lng, at.lat, map.getZoom()]; }"""
    )


def on_screen(page: Page, lon: float, lat: float) -> tuple[float, float]:
    """Where a place stands in the window."""
    x, y = page.evaluate(
        """([lon, lat]) => { const map = window.monitorMap.hosts.get('explore-map').map, p = map.project([lon, lat]),
             box = map.getCanvas().getBoundingClientRect(); return [box.x + p.x, box.y + p.y]; }""",
        [lon, lat],
    )
    return x, y


def idle(page: Page) -> None:
    """Until the map has drawn everything it has."""
    page.wait_for_function("() => window.monitorMap.hosts.get('explore-map').map.loaded()", timeout=PATIENCE_MS)
