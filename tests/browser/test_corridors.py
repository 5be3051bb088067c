"""A corridor is redrawn on the map: the text follows the drawing, what moves is shown first, and saving is a data version."""

import json
import shutil

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import open_watched
from tests.browser.explore import PATIENCE_MS
from tests.running import served

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def own(facts_database, tmp_path_factory):
    with served(shutil.copy(facts_database, tmp_path_factory.mktemp("corridors") / "facts.sqlite")) as there:
        yield there


def until(page, holds):
    """Asks again and again: the page lets no script be made of text, so Playwright cannot wait inside it."""
    for _attempt in range(100):
        if page.evaluate(holds):
            return
        page.wait_for_timeout(200)
    raise AssertionError(holds)


def corner_drawn(page, corner):
    """Where on the page the corner is drawn as a handle: before that a drag would move the map, not the corner."""
    for _attempt in range(300):
        at = page.evaluate(
            """([lon, lat]) => {
                const { map, tool } = window.monitorMap.hosts.get('corridor-map'), box = map.getCanvas().getBoundingClientRect();
                const { x, y } = map.project([lon, lat]);
                const drawn = tool && !map.isMoving() && map.getLayer('host-drawn-points')
                    && map.queryRenderedFeatures([x, y], { layers: ['host-drawn-points'] }).length;
                return drawn ? [box.left + x, box.top + y] : null;
            }""",
            corner,
        )
        if at:
            return at
        page.wait_for_timeout(200)
    raise AssertionError("the corner was never drawn")


def test_a_corner_is_dragged_what_moves_is_seen_and_the_corridor_is_saved(chromium, own):
    watched = open_watched(chromium, own, "/corridors/balkan/trunk")
    page = watched.page
    text = page.locator("#corridor-line")
    shown = text.input_value(timeout=PATIENCE_MS)
    before = json.loads(shown)
    until(page, "() => window.monitorMap?.hosts.get('corridor-map')?.ready")
    page.locator("#corridor-part").click()
    page.get_by_role("option", name="Part 2 of 3").click()
    corner = before["coordinates"][1][2]
    at = corner_drawn(page, corner)
    page.mouse.move(*at)
    page.mouse.down()
    page.mouse.move(at[0] + 10, at[1] - 60, steps=4)
    page.mouse.up()
    expect(text).not_to_have_value(shown, timeout=PATIENCE_MS)
    after = json.loads(text.input_value())["coordinates"]
    assert after[0] == before["coordinates"][0] and after[2] == before["coordinates"][2]
    assert after[1][2][1] > corner[1] + 0.2 and len(after[1]) == len(before["coordinates"][1])
    page.locator("#corridor-see").click()
    expect(page.locator("#corridor-moves")).to_contain_text("would belong elsewhere", timeout=PATIENCE_MS)
    page.locator("#corridor-save").click()
    expect(page.locator("#corridor-reason-error")).to_contain_text("Say why", timeout=PATIENCE_MS)
    page.locator("#corridor-reason").fill("the pass is closed in winter")
    page.locator("#corridor-save").click()
    expect(page.locator("#corridor-said")).to_contain_text("Saved.", timeout=PATIENCE_MS)
    expect(page.locator("#corridor-history")).to_contain_text("the pass is closed in winter")
    page.context.close()
    watched.check()
