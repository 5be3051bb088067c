"""Our questions shared out among two Dask workers on this machine: the same answers, what it costs, and a worker killed.

Two workers on two cores cannot show what more machines would bring; they show what asking them costs.
"""

import os
import signal
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, timedelta
from threading import Thread

import pandas as pd
from rich.table import Table

from monitoring.measures.kernels import select
from monitoring.measures.questions import Question as Asked
from monitoring.measures.questions import answer
from monitoring.settings import Settings
from monitoring.vocabulary.columns import Columns
from tests.running import free_port

from .fed import columns, folder, size_name
from .figures import CLUSTER
from .questions import QUESTIONS
from .run import Run
from .sides import Absent, memory_mb

ROWS = 10_000_000
BY = ("country", "drug", "month")
ROUNDS, KILLS = 5, 3
PATIENCE_S = 60
FIRST_DAY = date(2010, 1, 1)


@dataclass
class Workers:
    """A scheduler and its workers, each a process that may be killed."""

    address: str
    copies: dict[str, str]  # the environment of a worker
    processes: list[subprocess.Popen]

    def more(self) -> subprocess.Popen:
        words = ["worker", self.address, "--nthreads", "1", "--nworkers", "1", "--no-dashboard", "--no-nanny"]
        self.processes.append(_dask(words, self.copies))
        return self.processes[-1]


def run(run: Run) -> None:
    try:
        import distributed
    except ImportError:
        raise Absent("dask[distributed] is not installed") from None
    from monitoring.components.cluster import Cluster
    from monitoring.components.cluster_worker import Copy

    run.versions["distributed"] = distributed.__version__
    for rows in run.sizes((ROWS,)):
        copy = columns(rows)
        with started(rows) as workers:
            cluster = Cluster(Settings(cluster=workers.address, cluster_timeout_s=60))  # type: ignore[call-arg]
            client = connected(cluster)
            held = Copy("copy", {"made": rows})
            both = _both(cluster, held, copy)
            found = measured(both)
            empty = [_empty_ms(client) for _ in range(30)]
            right = sum(killed(cluster, held, copy, workers) for _ in range(KILLS))
            memory = sum(memory_mb(process.pid) for process in workers.processes if process.poll() is None)
            client.close()
        show(run, rows, found, statistics.median(empty), right, memory)
        if rows == ROWS:
            keep(run, found, statistics.median(empty), right)


def _both(cluster, held, copy: Columns):
    """Asks the workers, and this process, the same; nothing is remembered between questions."""

    def asked(question: Asked) -> tuple[pd.DataFrame | None, float, pd.DataFrame, float]:
        out: list[pd.DataFrame | None] = []
        there = _ms(lambda: out.append(cluster.answered(held, copy, question, {})))
        here = _ms(lambda: out.append(answer(copy, question, lambda chosen: select(copy, chosen))))
        return out[0], there, out[1], here  # type: ignore[return-value]

    return asked


def measured(both) -> dict[str, tuple[bool, float, float]]:
    """Of each of the six questions: whether all answers were equal, and median ms of the workers and of this process.

    A round begins a day later than the one before, so that no one can remember the selection.
    """
    found: dict[str, list[tuple[bool, float, float]]] = {}
    for round_ in range(ROUNDS + 1):
        for question in QUESTIONS:
            chosen = question.filter()
            chosen = replace(chosen, from_=(chosen.from_ or FIRST_DAY) + timedelta(days=round_))
            there, here, same = 0.0, 0.0, True
            for by in BY:
                said, took_there, expected, took_here = both(Asked("totals", chosen, (by,)))
                same &= said is not None and equal(said, expected)
                there, here = there + took_there, here + took_here
            if round_:
                found.setdefault(question.name, []).append((same, there, here))
    return {name: (all(same for same, _, _ in each), statistics.median(there for _, there, _ in each),
                   statistics.median(here for _, _, here in each)) for name, each in found.items()}  # fmt: skip


def equal(one: pd.DataFrame, other: pd.DataFrame) -> bool:
    try:
        pd.testing.assert_frame_equal(one, other, check_dtype=False, rtol=1e-9, atol=1.5e-6)  # rounded to a milligram
    except AssertionError:
        return False
    return True


def killed(cluster, held, copy: Columns, workers: Workers) -> bool:
    """Whether the answer was right although a worker was killed while it worked; afterwards there are two again."""
    question = Asked("totals", QUESTIONS[3].filter(), ("country", "month"))
    expected = answer(copy, question, lambda chosen: select(copy, chosen))
    usual = _ms(lambda: cluster.answered(held, copy, question, {})) / 1000
    victim = next(process for process in workers.processes[1:] if process.poll() is None)
    timer = Thread(target=lambda: (time.sleep(0.4 * usual), os.kill(victim.pid, signal.SIGKILL)))
    timer.start()
    said = cluster.answered(held, copy, question, {})
    timer.join()
    victim.wait()
    workers.more()
    client = connected(cluster)
    limit = time.monotonic() + PATIENCE_S
    while len(client.scheduler_info()["workers"]) < 2 and time.monotonic() < limit:
        time.sleep(0.1)
    return said is not None and equal(said, expected)


def connected(cluster):
    """The cluster's client once it stands; connecting is done aside."""
    limit = time.monotonic() + PATIENCE_S
    while time.monotonic() < limit:
        client = cluster.client()
        if client is not None and len(client.scheduler_info()["workers"]) >= 1:
            return client
        time.sleep(0.1)
    raise Absent("the workers did not come")


@contextmanager
def started(rows: int) -> Iterator[Workers]:
    port = free_port()
    env = {**os.environ, "DRUGS_MONITOR_COPIES": str(folder(rows))}
    workers = Workers(f"tcp://127.0.0.1:{port}", env, [])
    workers.processes.append(
        _dask(["scheduler", "--host", "127.0.0.1", "--port", str(port), "--no-dashboard", "--no-show"], env)
    )
    try:
        for _ in range(2):
            workers.more()
        yield workers
    finally:
        for process in reversed(workers.processes):
            process.terminate()
        for process in workers.processes:
            try:
                process.wait(15)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _dask(words: list[str], env: dict[str, str]) -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, "-m", "dask", *words], env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


def _empty_ms(client) -> float:
    return _ms(lambda: client.submit(int, pure=False).result())


def _ms(work) -> float:
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


def keep(run: Run, found: dict[str, tuple[bool, float, float]], empty: float, right: int) -> None:
    over = {name: (there - here) / len(BY) for name, (_, there, here) in found.items()}
    run.figures.keep(CLUSTER, "answers that equal the single process's", sum(same for same, _, _ in found.values()))
    run.figures.keep(
        CLUSTER,
        "overhead a query",
        max(over.values()),
        (min(over.values()), max(over.values())),
        f"{empty:.1f} ms: an empty task",
    )
    run.figures.keep(CLUSTER, "right answers after kill -9 of a worker", right)


def show(
    run: Run, rows: int, found: dict[str, tuple[bool, float, float]], empty: float, right: int, memory: float
) -> None:
    made = Table(
        title=f"Three totals ({', '.join(BY)}), {size_name(rows)} rows: two Dask workers and one process, median ms of {ROUNDS}",
        title_justify="left",
    )
    for at, column in enumerate(("", "equal", "two workers", "one process", "more, a query")):
        made.add_column(column, justify="left" if at == 0 else "right")
    for name, (same, there, here) in found.items():
        made.add_row(name, "yes" if same else "NO", f"{there:,.1f}", f"{here:,.1f}", f"{(there - here) / len(BY):,.1f}")
    made.add_row(f"an empty task {empty:.1f} ms; after kill -9: {right} of {KILLS} right; memory {memory:,.0f} MB")
    run.show(made)
