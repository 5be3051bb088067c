"""The sides of a comparison as processes: made ready once, started together, asked in turn, measured in the same minutes."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .fed import BUILD, folder, table

ROOT = Path(__file__).resolve().parents[2]
PEERS = ROOT / "tests" / "benchmarks" / "peers"
PEER_PYTHON = ROOT / ".venv-peers" / "bin" / "python"
PREPARE_LIMIT_S = 1_800


@dataclass(frozen=True)
class Named:
    """A side by its name in tables. script: of a peer, in peers/; None is us. `env`: what it is started with."""

    title: str
    script: str | None
    env: tuple[tuple[str, str], ...] = ()


OURS = Named("drugs-monitor", None)
PANDAS = Named("pandas", "pandas_usual")
PANDAS_ROWS = Named("pandas, rows counted", "pandas_usual", (("PANDAS_COUNTS", "rows"),))
GEOPANDAS = Named("GeoPandas", "geopandas_usual")
SQLITE = Named("SQLite per click", "sqlite_click")
POSTGIS = Named("PostGIS per click", "postgis_click")
DUCKDB = Named("DuckDB", "duckdb_click")


class Absent(Exception):
    """Why a side cannot take part, in words for the table."""


@dataclass
class Side:
    """A side that answers. `opened_ms`: from its start to its first question, libraries loaded before."""

    named: Named
    process: subprocess.Popen
    said: dict[str, Any]

    def ask(self, question: dict[str, Any], keep: Path | None = None) -> dict[str, Any]:
        assert self.process.stdin
        self.process.stdin.write(json.dumps({"ask": question, "keep": str(keep) if keep else None}) + "\n")
        self.process.stdin.flush()
        return _line(self.process, self.named)

    def memory_mb(self) -> float:
        return sum(map(memory_mb, (self.process.pid, *self.said["servers"])))


def _line(process: subprocess.Popen, named: Named) -> dict[str, Any]:
    assert process.stdout
    line = process.stdout.readline()
    if not line:
        raise Absent(f"{named.title} ended: {_last_error(process)}")
    return json.loads(line)


def _last_error(process: subprocess.Popen) -> str:
    if process.stderr:
        process.stderr.seek(0)
    told = (process.stderr.read() if process.stderr else "").strip().splitlines()
    return told[-1][:200] if told else f"exit code {process.wait()}"


def command(named: Named, what: str, rows: int) -> list[str]:
    if named.script is None:
        return [sys.executable, "-m", "tests.benchmarks.ours", what, str(rows)]
    if not PEER_PYTHON.is_file():
        raise Absent("not installed: run `make bench-peers`")
    return [str(PEER_PYTHON), str(PEERS / f"{named.script}.py"), what, str(folder(rows))]


def prepare(named: Named, rows: int) -> None:
    """What a peer builds from the Parquet file: its database with its indexes. Once; Absent with the reason if it cannot."""
    ready = folder(rows) / f"{named.script}.ready"
    if named.script is None or ready.is_file():
        return
    table(rows)
    done = subprocess.run(
        command(named, "prepare", rows), capture_output=True, text=True, check=False, timeout=PREPARE_LIMIT_S
    )
    if done.returncode:
        raise Absent(f"could not be made ready: {(done.stderr.strip().splitlines() or ['?'])[-1][:200]}")
    ready.touch()


@contextmanager
def running(names: list[Named], rows: int) -> Iterator[tuple[list[Side], dict[Named, str]]]:
    """The sides that can take part, started; and why the others cannot."""
    absent: dict[Named, str] = {}
    sides = []
    with ExitStack() as stack:
        for named in names:
            try:
                prepare(named, rows)
                sides.append(stack.enter_context(_started(named, rows)))
            except (Absent, OSError) as problem:
                absent[named] = str(problem)
        yield sides, absent


@contextmanager
def _started(named: Named, rows: int) -> Iterator[Side]:
    errors = (BUILD / f"{named.script or 'ours'}.log").open("w+")
    process = subprocess.Popen(
        command(named, "answer", rows), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors, text=True, cwd=ROOT,
        env={**os.environ, **dict(named.env)},
    )  # fmt: skip
    try:
        process.stderr = errors
        yield Side(named, process, _line(process, named))
    finally:
        if process.stdin:
            process.stdin.close()  # its input ends: it stops what it started, and then itself
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        errors.close()


def memory_mb(pid: int) -> float:
    """What a process and those it started hold together: shared pages are shared out among their users."""
    return sum(_pss_mb(each) for each in (pid, *descendants(pid)))


def descendants(pid: int) -> list[int]:
    parents: dict[int, list[int]] = {}
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = status.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        parents.setdefault(int(fields[1]), []).append(int(status.parent.name))
    found, todo = [], list(parents.get(pid, []))
    while todo:
        found.append(todo.pop())
        todo += parents.get(found[-1], [])
    return found


def _pss_mb(pid: int) -> float:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:")), 0.0)
