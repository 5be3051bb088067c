"""What else somebody might pick for the same table, as far as it runs here: Datasette with its map, pydeck, lonboard.

They answer less, or another question: Datasette counts rows in facets and draws the rows of a filter, the two others export
one picture. So their figures stand in a table of their own, without ratios.
"""

import json
import statistics
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import sync_playwright
from rich.table import Table

from tests.browser.chromium import arguments, find
from tests.running import free_port

from .asking import Connection
from .browsing import opened
from .fed import folder, size_name, table
from .run import Run
from .sides import PEER_PYTHON, PEERS, SQLITE, Absent, prepare

ROWS = 100_000
FILTER = "/seizures/seizures{}?drug=heroin&_facet=country&_facet=drug&_facet=mode"
REPEATS = 5


def run(run: Run) -> None:
    made = Table(title=f"Other ways to look at {size_name(ROWS)} rows", title_justify="left")
    for at, column in enumerate(("", "ms", "kB", "")):
        made.add_column(column, justify="left" if at in (0, 3) else "right")
    for rows in (_datasette, _exports):
        try:
            for line in rows():
                made.add_row(*line)
        except Absent as problem:
            made.add_row(rows.__name__.strip("_"), "", "", f"absent: {problem}")
    run.show(made)


def _datasette() -> Iterator[tuple[str, ...]]:
    if not PEER_PYTHON.is_file():
        raise Absent("not installed: run `make bench-peers`")
    prepare(SQLITE, ROWS)
    with datasette() as address:
        connection, ms, size = Connection(address), [], 0
        for _ in range(REPEATS):
            began = time.perf_counter()
            status, body = connection.get(FILTER.format(".json") + "&_size=1000")
            assert status == 200, status
            ms.append((time.perf_counter() - began) * 1000)
            size = len(body)
        yield (
            "Datasette: filter to 1,000 rows and three facets",
            f"{statistics.median(ms):,.0f}",
            f"{size / 1000:,.0f}",
            "counts rows, sums nothing",
        )
        yield (
            "Datasette: its map of one drug in Chromium",
            f"{first_points_ms(address):,.0f}",
            "",
            "1,000 points of 11,000; more on request",
        )


@contextmanager
def datasette() -> Iterator[str]:
    port = free_port()
    process = subprocess.Popen(
        [str(PEER_PYTHON), "-m", "datasette", "serve", str(folder(ROWS) / "seizures.sqlite"), "-p", str(port),
         "--setting", "sql_time_limit_ms", "20000"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        limit = time.monotonic() + 60
        while time.monotonic() < limit:
            try:
                Connection(f"http://127.0.0.1:{port}").get("/-/versions.json")
                break
            except OSError:
                time.sleep(0.1)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(20)


def first_points_ms(address: str) -> float:
    """From the visit to the markers of the plugin's first thousand rows, without the internet's base map."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find(), args=arguments())
        page, _ = opened(browser)
        page.route("**/*", lambda route: route.continue_() if route.request.url.startswith(address) else route.abort())
        began = time.perf_counter()
        page.goto(address + FILTER.format(""))
        page.wait_for_selector(".leaflet-marker-icon")
        took = time.perf_counter() - began
        browser.close()
    return took * 1000


def _exports() -> Iterator[tuple[str, ...]]:
    if not PEER_PYTHON.is_file():
        raise Absent("not installed: run `make bench-peers`")
    for name in ("pydeck", "lonboard"):
        done = subprocess.run(
            [str(PEER_PYTHON), str(PEERS / "drawn_files.py"), name, str(table(ROWS))],
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            yield f"{name}: export", "", "", f"absent: {done.stderr.strip().splitlines()[-1][:100]}"
            continue
        said = json.loads(done.stdout.strip().splitlines()[-1])
        told = "draws without the internet" if said["offline"] else "its file needs the internet to draw"
        yield f"{name}: export of all points as a page", f"{said['ms']:,.0f}", f"{said['bytes'] / 1000:,.0f}", told
