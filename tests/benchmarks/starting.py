"""Start, first load and one filter change of the dashboard with the shipped facts, each beside its floor."""

import json
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from gzip import compress
from pathlib import Path

import plotly
from playwright.sync_api import Page, sync_playwright
from rich.table import Table

from tests.browser.chromium import arguments, find
from tests.running import COMMAND, answer, environment, filled, free_port, served

from .figures import FIRST_LOAD
from .run import Run

REPEATS = 5
FILTERS = (
    "drug=heroin",
    "drug=opium",
    "country=IRN",
    "from=2015&to=2020",
    "departure=IRN&destination=UKR",
    "min_kg=100",
)


def run(run: Run) -> None:
    with tempfile.TemporaryDirectory() as place:
        database = filled(Path(place) / "facts.sqlite")
        run.show(start_table(database))
        with served(database) as address:
            run.show(filter_table(address))
            made, loaded_bytes = load_table(address)
            run.show(made)
    bundle = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
    floor = f"{len(compress(bundle.read_bytes(), 6)) / 1e6:.2f} MB: plotly.js whole, its maps with it, gzip"
    run.figures.keep(FIRST_LOAD, "compressed", loaded_bytes / 1e6, floor=floor)


def table(title: str, *columns: str) -> Table:
    made = Table(title=title, title_justify="left")
    for place, column in enumerate(columns):
        made.add_column(column, justify="left" if place == 0 else "right")
    return made


def start_table(database: Path) -> Table:
    """Start of the command to the first answered page; the floor is importing the libraries that any such app imports."""
    ours = [start_s(database) for _ in range(REPEATS)]
    imports = "import dash, plotly.graph_objects, geopandas, pandas, sqlalchemy, dash_mantine_components, dash_ag_grid"
    floor = [timed(lambda: subprocess.run([sys.executable, "-c", imports], check=True)) for _ in range(REPEATS)]
    made = table(f"Start to the first answered request, set-up checkout, {REPEATS} runs", "", "median s", "ratio")
    base = statistics.median(floor)
    for name, seconds in (
        ("drugs-monitor serve, GET / answered", ours),
        ("floor: importing the libraries alone", floor),
    ):
        made.add_row(name, f"{statistics.median(seconds):.2f}", f"{statistics.median(seconds) / base:.2f}")
    return made


def start_s(database: Path) -> float:
    port = free_port()
    env = environment(database, PORT=str(port), HOST="127.0.0.1")
    began = time.perf_counter()
    process = subprocess.Popen(
        [*COMMAND, "serve", "--no-browser"], env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        while True:
            try:
                if answer(f"http://127.0.0.1:{port}/") == 200:
                    return time.perf_counter() - began
            except OSError:
                time.sleep(0.02)
    finally:
        process.kill()  # the start is what is measured
        process.wait(15)


def timed(work) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def filter_table(address: str) -> Table:
    """One filter change: the page's update callback over HTTP; the floor is the smallest answer of the same server."""
    update = filter_update(address)
    took = [timed(lambda query=query: post(address, update, f"?{query}")) for query in FILTERS for _ in range(REPEATS)]
    floor = [timed(lambda: get(f"{address}/healthz")) for _ in range(len(took))]
    size = len(post(address, update, "?drug=heroin"))
    made = table(
        f"One filter change, server, {len(took)} requests, answer {size / 1000:,.0f} kB raw", "", "median ms", "ratio"
    )
    base = statistics.median(floor)
    for name, seconds in (("update callback", took), ("floor: /healthz of the same server", floor)):
        made.add_row(name, f"{statistics.median(seconds) * 1000:.1f}", f"{statistics.median(seconds) / base:.1f}")
    return made


def filter_update(address: str) -> dict:
    """The callback that draws what the link says, as Dash describes it to the browser."""
    every = json.loads(get(f"{address}/_dash-dependencies"))
    return next(one for one in every if "drawn-for.data" in one["output"])


def get(url: str) -> bytes:
    with urllib.request.urlopen(url, timeout=30) as response:
        return response.read()


def post(address: str, update: dict, search: str) -> bytes:
    """The update callback as the browser calls it."""
    named = update["output"].strip(".").split("...")
    outputs = [dict(zip(("id", "property"), name.rsplit(".", 1))) for name in named]
    values = {"search": search, "pathname": "/", "data": True}  # the last: Explore has been opened
    body = {
        "output": update["output"],
        "outputs": outputs,
        "inputs": [{**one, "value": values[one["property"]]} for one in update["inputs"]],
        "state": [{**one, "value": values[one["property"]]} for one in update["state"]],
        "changedPropIds": ["url.search"],
    }
    request = urllib.request.Request(
        f"{address}/_dash-update-component", json.dumps(body).encode(), {"Content-Type": "application/json"}
    )
    return get(request)  # type: ignore[arg-type]


def load_table(address: str) -> tuple[Table, float]:
    """Bytes of the first visit over the wire (also as a number), and what a visitor waits for, in headless Chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find(), args=arguments())
        page = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
        received = count_bytes(page)
        began = time.perf_counter()
        page.goto(address)
        page.wait_for_selector("#sentence .sentence-part")
        words = time.perf_counter() - began
        page.wait_for_selector(".map-canvas[data-state='ready']", timeout=90_000)
        drawn = time.perf_counter() - began
        page.wait_for_load_state("networkidle")
        change = [timed(lambda: change_filter(page)) for _ in range(REPEATS)]
        browser.close()
    made = table("First visit at 1440x900, empty cache, headless Chromium without a GPU", "", "figure", "target")
    made.add_row("bytes over the wire, compressed", f"{sum(received) / 1e6:.2f} MB", "at most 2.5 MB")
    made.add_row("sentence and filters readable", f"{words:.2f} s", "")
    made.add_row("map drawn", f"{drawn:.2f} s", "")
    made.add_row("one filter change, click to new sentence", f"{statistics.median(change) * 1000:.0f} ms", "")
    return made, sum(received)


def count_bytes(page: Page) -> list[float]:
    """What the network delivered, as Chromium's own protocol counts it; the list grows as the page loads."""
    received: list[float] = []
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.on("Network.loadingFinished", lambda event: received.append(event["encodedDataLength"]))
    return received


def change_filter(page: Page) -> None:
    before = page.inner_text("#sentence")
    page.locator(".rail input[value='heroin']").click()
    page.wait_for_function("before => document.querySelector('#sentence').innerText !== before", arg=before)
