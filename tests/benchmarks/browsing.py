"""What a visitor waits for in Chromium: the first map, a filtered map, frames while the time brush is dragged, and bytes.

Software drawing, since no machine of ours has a GPU: read the ratios. A filter is changed by the page's own input, from
inside the page; the time runs until the words have changed and the map is idle.
"""

import statistics
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field

from playwright.sync_api import Browser, Page, sync_playwright
from rich.table import Table

from tests.browser.chromium import arguments, find

from .asking import Choice
from .fed import size_name
from .figures import DRAWN, UPDATE
from .run import Run
from .servers import ours, usual
from .sides import Absent
from .starting import count_bytes
from .taking_turns import taken

US, THEM = "drugs-monitor", "usual Dash app"
FULL, SMALL, USUAL = 3_000_000, 10_000, 100_000
WINDOW = {"width": 1440, "height": 900}
PATIENCE_MS = 120_000
ROUNDS = 2
CHOICES = (
    Choice(("heroin",)),
    Choice(("cocaine",), ("ESP",)),
    Choice((), ("RUS",)),
    Choice((), (), (2014, 2017)),
    Choice(("opium",), ("AFG",)),
)

# The map of the page, whoever drew it; and what tells that the answer has arrived.
OUR_MAP = "window.monitorMap.hosts.get('explore-map').map"
USUAL_MAP = "document.querySelector('#map .js-plotly-plot')._fullLayout.map._subplot.map"
OUR_WORDS, USUAL_WORDS = "#sentence", "#count"
CHANGE = """async ({props, words}) => {
  const before = document.querySelector(words).innerText;
  const frame = () => new Promise(requestAnimationFrame);
  const began = performance.now();
  for (const [one, values] of props) dash_clientside.set_props(one, values);
  while (document.querySelector(words).innerText === before) await frame();
  const said = performance.now() - began;
  await frame(); await frame();
  const at = MAP;
  await new Promise((done) => { at.once('idle', done); at.triggerRepaint(); });
  return {said, drawn: performance.now() - began};
}"""
FRAMES = """() => { window.benchFrames = []; let last = performance.now();
  const next = (now) => { window.benchFrames.push(now - last); last = now; window.benchFrame = requestAnimationFrame(next); };
  window.benchFrame = requestAnimationFrame(next); }"""


@dataclass
class Seen:
    """Milliseconds: to the first drawn map, of each filter change to its words and to its drawn map. kilobytes: of each."""

    first_ms: float = 0.0
    said_ms: list[float] = field(default_factory=list)
    drawn_ms: list[float] = field(default_factory=list)
    kilobytes: list[float] = field(default_factory=list)


@dataclass(frozen=True)
class Visited:
    """A page under test. `props`: what the page's own inputs are set to for a choice."""

    title: str
    address: str
    words: str
    map: str
    props: Callable[[Choice], list]


def run(run: Run) -> None:
    sizes = run.sizes((FULL, SMALL))
    with ExitStack() as stack:
        visited = [Visited(f"{US}, {size_name(rows)}", stack.enter_context(ours(rows)).address, OUR_WORDS, OUR_MAP, _ours)
                   for rows in sizes]  # fmt: skip
        try:
            them = stack.enter_context(usual(USUAL))
            visited.append(Visited(f"{THEM}, {size_name(USUAL)}", them.address, USUAL_WORDS, USUAL_MAP, _usual))
        except Absent as problem:
            run.figures.miss(DRAWN, "faster than the usual app at 100 k", f"{THEM}: {problem}")
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=find(), args=arguments())
            seen = {each.title: visit(browser, each) for each in visited}
            frames = brushed(browser, visited[0])
            one_frame = still(browser)
            browser.close()
    show(run, seen, frames, one_frame)
    keep(run, seen, frames, one_frame)


def _ours(choice: Choice) -> list:
    return [["url", {"search": choice.search()}]]


def _usual(choice: Choice) -> list:
    return [["drug", {"value": list(choice.drugs)}], ["country", {"value": list(choice.countries)}],
            ["years", {"value": list(choice.years)}]]  # fmt: skip


def visit(browser: Browser, visited: Visited) -> Seen:
    page, received = opened(browser)
    seen = Seen()
    began = time.perf_counter()
    page.goto(visited.address)
    page.wait_for_function(
        f"() => {{ try {{ return {visited.map}.loaded() }} catch {{ return false }} }}", timeout=PATIENCE_MS
    )
    seen.first_ms = (time.perf_counter() - began) * 1000
    page.wait_for_load_state("networkidle")
    for _ in range(ROUNDS):
        for choice in (*CHOICES, Choice()):
            received.clear()
            given = {"props": visited.props(choice), "words": visited.words}
            took = page.evaluate(CHANGE.replace("MAP", visited.map), given)  # the page's policy forbids eval
            page.wait_for_load_state("networkidle")
            seen.said_ms.append(took["said"])
            seen.drawn_ms.append(took["drawn"])
            seen.kilobytes.append(sum(received) / 1000)
    page.context.close()
    return seen


def opened(browser: Browser) -> tuple[Page, list[float]]:
    page = browser.new_context(viewport=WINDOW).new_page()
    page.set_default_timeout(PATIENCE_MS)
    return page, count_bytes(page)


def brushed(browser: Browser, visited: Visited) -> list[float]:
    """Milliseconds between frames while a thumb of the time brush is dragged to and fro."""
    page, _ = opened(browser)
    page.goto(visited.address)
    page.wait_for_function(f"() => {{ try {{ return {visited.map}.loaded() }} catch {{ return false }} }}")
    page.wait_for_load_state("networkidle")
    box = page.locator(".brush-slider [role=slider]").first.bounding_box()
    track = page.locator(".brush-slider").bounding_box()
    assert box and track
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.evaluate(FRAMES)
    for step in range(60):
        page.mouse.move(x + track["width"] * 0.8 * (1 - abs(1 - step / 30)), y)
        page.wait_for_timeout(16)
    page.mouse.up()
    page.wait_for_load_state("networkidle")
    found = page.evaluate("() => { cancelAnimationFrame(window.benchFrame); return window.benchFrames; }")
    page.context.close()
    return found[1:]


def still(browser: Browser) -> float:
    """Milliseconds between frames of an empty page."""
    page, _ = opened(browser)
    page.goto("about:blank")
    page.evaluate(FRAMES)
    page.wait_for_timeout(1000)
    found = page.evaluate("() => window.benchFrames")
    page.context.close()
    return statistics.median(found[1:])


def keep(run: Run, seen: dict[str, Seen], frames: list[float], one_frame: float) -> None:
    full, small, them = (
        seen.get(f"{who}, {size_name(rows)}") for who, rows in ((US, FULL), (US, SMALL), (THEM, USUAL))
    )
    if full is None:
        return
    ms = taken(full.drawn_ms)
    run.figures.keep(DRAWN, "ours", ms.ms, (ms.quarter, ms.three_quarters), f"one frame: {one_frame:.1f} ms", "ms")
    run.figures.keep(UPDATE, "over the wire", max(full.kilobytes), (min(full.kilobytes), max(full.kilobytes)),
                     f"pixels: {WINDOW['width'] * WINDOW['height'] * 3 / 1000:,.0f} kB raw")  # fmt: skip
    run.figures.keep(DRAWN, "to the first map", full.first_ms, unit="ms")
    run.figures.keep(DRAWN, "a frame while the time brush is dragged, p95", statistics.quantiles(frames, n=20)[18], unit="ms",
                     floor=f"one frame: {one_frame:.1f} ms")  # fmt: skip
    if small is not None:
        ratios = [one / other for one, other in zip(full.drawn_ms, small.drawn_ms, strict=True)]
        run.figures.keep(DRAWN, "against the same at 10 k", statistics.median(full.drawn_ms) / statistics.median(small.drawn_ms),
                         (min(ratios), max(ratios)), f"one frame: {one_frame:.1f} ms")  # fmt: skip
    if them is not None:
        ratios = [one / other for one, other in zip(them.drawn_ms, full.drawn_ms, strict=True)]
        run.figures.keep(
            DRAWN,
            "faster than the usual app at 100 k",
            statistics.median(them.drawn_ms) / ms.ms,
            (min(ratios), max(ratios)),
        )


def show(run: Run, seen: dict[str, Seen], frames: list[float], one_frame: float) -> None:
    made = Table(
        title=f"Headless Chromium without a GPU, {WINDOW['width']}x{WINDOW['height']}, {len(CHOICES) + 1} filters, {ROUNDS} rounds",
        title_justify="left",
    )
    for at, column in enumerate(("", "first map ms", "words ms", "map ms (middle half)", "most kB a change")):
        made.add_column(column, justify="left" if at == 0 else "right")
    for title, each in seen.items():
        drawn = taken(each.drawn_ms)
        made.add_row(title, f"{each.first_ms:,.0f}", f"{statistics.median(each.said_ms):,.0f}",
                     f"{drawn.ms:,.0f} ({drawn.quarter:,.0f}-{drawn.three_quarters:,.0f})",
                     f"{max(each.kilobytes):,.1f}")  # fmt: skip
    cuts = statistics.quantiles(frames, n=20)
    made.add_row(f"frames while the time brush is dragged: median {statistics.median(frames):.0f} ms, p95 {cuts[18]:.0f} ms, "
                 f"longest {max(frames):.0f} ms; empty page {one_frame:.1f} ms")  # fmt: skip
    run.show(made)
