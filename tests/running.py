"""A dashboard of one's own for a test: shipped facts in a database file, served by the real command on a free port."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

COMMAND = [sys.executable, "-c", "from monitoring.commands import main; main()"]
START_LIMIT_S = 90
LIMIT_S = 600  # the real file of individual seizures as a workbook takes a minute or two


def environment(database: Path, **more: str) -> dict[str, str]:
    """The environment of a command that uses `database` and nothing of the developer's."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("DRUGS_MONITOR_", "DASH_"))}
    ours = {"DRUGS_MONITOR_DATABASE_URL": f"sqlite:///{database}", "DRUGS_MONITOR_INSTANCE": str(database.parent)}
    return kept | ours | more


def run(arguments: list[str], database: Path, **more: str) -> subprocess.CompletedProcess[str]:
    """`drugs-monitor` with arguments, to its end."""
    return subprocess.run(
        [*COMMAND, *arguments],
        env=environment(database, **more),
        capture_output=True,
        text=True,
        timeout=LIMIT_S,
        check=False,
    )


def filled(database: Path) -> Path:
    """A database with the shipped facts, made by the commands a user would run."""
    for arguments in (["migrate"], ["import"]):
        done = run(arguments, database)
        assert done.returncode == 0, done.stderr
    return database


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def answer(url: str) -> int:
    try:
        with urllib.request.urlopen(url, timeout=30) as response:
            response.read()
            return response.status
    except urllib.error.HTTPError as problem:
        return problem.code


@contextmanager
def served(database: Path, **more: str) -> Iterator[str]:
    """The address of a dashboard that answers; stopped at the end."""
    with started(database, **more) as running:
        yield running.address


@dataclass(frozen=True)
class Running:
    """A dashboard that answers at `address`, until it is killed."""

    address: str
    process: subprocess.Popen

    def kill(self) -> None:
        """As when somebody pulls the plug: nothing is said to anybody, and nothing answers any more."""
        self.process.kill()
        self.process.wait(15)


@contextmanager
def started(database: Path, **more: str) -> Iterator[Running]:
    """The same as `served`, for a test that kills it."""
    port = free_port()
    env = environment(database, PORT=str(port), HOST="127.0.0.1", **more)
    process = subprocess.Popen(
        [*COMMAND, "serve", "--no-browser"], env=env, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    running = Running(f"http://127.0.0.1:{port}", process)
    try:
        wait_for(running.address, process)
        yield running
    finally:
        process.terminate()
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            process.kill()
        if process.stderr:
            process.stderr.close()


def wait_for(address: str, process: subprocess.Popen) -> None:
    limit = time.monotonic() + START_LIMIT_S
    while time.monotonic() < limit:
        if process.poll() is not None:
            raise AssertionError(f"the server stopped: {process.stderr.read().decode() if process.stderr else ''}")
        try:
            if answer(f"{address}/healthz") == 200:
                return
        except OSError:
            time.sleep(0.05)
    raise AssertionError("the server did not answer in time")
