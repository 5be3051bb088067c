"""Servers under test: ours with several processes on a made record, and the usual Dash app with the same rows."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.running import environment, free_port

from .fed import BUILD, table
from .record import record
from .sides import PEER_PYTHON, PEERS, ROOT, Absent, memory_mb

PATIENCE_S = 240  # the first start of all makes the copy


@dataclass
class Server:
    address: str
    pid: int
    started_s: float

    def memory_mb(self) -> float:
        """Of all its processes together."""
        return memory_mb(self.pid)


@contextmanager
def ours(rows: int, processes: int = 2, threads: int = 4) -> Iterator[Server]:
    """Our server as its documents say to run it, on the record of `rows` rows."""
    env = environment(record(rows))
    with _gunicorn(
        [sys.executable, "-m", "gunicorn"], "app:server", ROOT, env, processes, threads, "/healthz"
    ) as server:
        yield server


@contextmanager
def usual(rows: int, processes: int = 2, threads: int = 4) -> Iterator[Server]:
    """The usual app with the same rows. Absent where the peers are not installed."""
    if not PEER_PYTHON.is_file():
        raise Absent("not installed: run `make bench-peers`")
    env = {**os.environ, "SEIZURES": str(table(rows))}
    with _gunicorn(
        [str(PEER_PYTHON), "-m", "gunicorn"], "dash_usual:server", PEERS, env, processes, threads, "/"
    ) as server:
        yield server


@contextmanager
def _gunicorn(
    python: list[str], app: str, folder: Path, env: dict[str, str], processes: int, threads: int, first: str
) -> Iterator[Server]:
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    BUILD.mkdir(parents=True, exist_ok=True)
    began = time.perf_counter()
    with (BUILD / f"{app.partition(':')[0]}.log").open("w") as log:
        process = subprocess.Popen(
            [*python, "-w", str(processes), "--threads", str(threads), "-b", f"127.0.0.1:{port}", "--timeout", "300",
             "--no-control-socket", app],
            cwd=folder, env=env, stdout=log, stderr=log,
        )  # fmt: skip
        try:
            _wait(f"{address}{first}", process)
            yield Server(address, process.pid, time.perf_counter() - began)
        finally:
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _wait(url: str, process: subprocess.Popen) -> None:
    from tests.running import answer

    limit = time.monotonic() + PATIENCE_S
    while time.monotonic() < limit:
        if process.poll() is not None:
            raise RuntimeError(f"the server stopped with {process.returncode}; see {BUILD}")
        try:
            if answer(url) == 200:
                return
        except OSError:
            time.sleep(0.05)
    raise RuntimeError(f"{url} did not answer within {PATIENCE_S} s")
