"""Thirty people at once on three million rows, who think for a second between filter changes; and what the server holds.

Also a seizure's page by its id, on a small record and on a large one: finding one must not take longer among more.
"""

import statistics
import time
from math import log

from rich.table import Table

from .asking import Asked, Connection, asking, choices, our_update, people
from .fed import size_name
from .figures import GROWTH, MEMORY, PEOPLE
from .run import Run
from .servers import Server, ours

ROWS, SMALL = 3_000_000, 10_000
MANY, THINK_S, FOR_S, ALONE = 30, 1.0, 25.0, 30
PAGES = 15


def run(run: Run) -> None:
    for rows in run.sizes((ROWS,)):
        with ours(rows) as server:
            body = our_update(server.address)
            alone = idle(server, body)
            together = people(
                server.address, [asking(body, choices(number, 40)) for number in range(MANY)], FOR_S, THINK_S
            )
            memory = server.memory_mb()
            page_ms = pages_ms(server)
            started = server.started_s
        with ours(SMALL) as small:
            small_ms = pages_ms(small)
        show(run, rows, alone, together, memory, (page_ms, small_ms), started)
        if rows == ROWS:
            keep(run, alone, together, memory, (page_ms, small_ms))


def idle(server: Server, body) -> list[float]:
    """Seconds of filter changes of one person alone, each asked once before by nobody."""
    ask, connection, seconds = asking(body, choices(99, ALONE)), Connection(server.address), []
    for _ in range(ALONE):
        began = time.perf_counter()
        ask(connection)
        seconds.append(time.perf_counter() - began)
    return seconds


def pages_ms(server: Server) -> list[float]:
    connection, ms = Connection(server.address), []
    for number in range(PAGES + 1):
        began = time.perf_counter()
        status, _body = connection.get(f"/seizure/ids-{500 + 37 * number:09d}")
        assert status == 200, status
        ms.append((time.perf_counter() - began) * 1000)
    return ms[1:]


def keep(run: Run, alone: list[float], together: Asked, memory: float, pages: tuple[list[float], list[float]]) -> None:
    median = statistics.median(alone)
    run.figures.keep(
        PEOPLE,
        "p95 of a filter against the idle median",
        together.p95_s / median,
        floor=f"{median * 1000:.0f} ms: the idle median",
    )
    run.figures.keep(PEOPLE, "errors", together.errors, floor=f"{len(together.seconds)} filter changes")
    run.figures.keep(MEMORY, "together", memory)
    large, small = map(statistics.median, pages)
    run.figures.keep(GROWTH, "exponent of a seizure's page by its id, 10 k to 3 M", log(large / small) / log(ROWS / SMALL),
                     floor=f"{small:.1f} ms at 10 k, {large:.1f} ms at 3 M")  # fmt: skip


def show(run: Run, rows: int, alone: list[float], together: Asked, memory: float, pages, started: float) -> None:
    made = Table(
        title=f"{MANY} people on {size_name(rows)} rows, 2 processes of 4 threads, thinking {THINK_S:g} s",
        title_justify="left",
    )
    for at, column in enumerate(("", "median ms", "p95 ms", "a second", "errors")):
        made.add_column(column, justify="left" if at == 0 else "right")
    cuts = statistics.quantiles(alone, n=20, method="inclusive")
    made.add_row("one person, idle", f"{statistics.median(alone) * 1000:,.0f}", f"{cuts[18] * 1000:,.0f}", "", "")
    made.add_row(f"{MANY} people", f"{statistics.median(together.seconds) * 1000:,.0f}", f"{together.p95_s * 1000:,.0f}",
                 f"{together.a_second:,.1f}", str(together.errors))  # fmt: skip
    made.add_row(
        f"a seizure's page at {size_name(rows)}, at 10k", " ".join(f"{statistics.median(each):.1f}" for each in pages)
    )
    made.add_row(f"memory of all processes {memory:,.0f} MB; {started:.1f} s to the first answer")
    run.show(made)
