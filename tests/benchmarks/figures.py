"""The figures that a run promises, with their targets; what came of them; benchmarks.json and the README's table."""

import json
import os
import platform
import re
import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal

ROOT = Path(__file__).resolve().parents[2]
JSON = ROOT / "benchmarks.json"
README = ROOT / "README.md"
MARKS = ("<!-- bench -->", "<!-- /bench -->")

ANSWERS = "filter to response bytes at 3 M, six query types"
GROWTH = "growth 1 M to 10 M"
DRAWN = "filter to drawn map in Chromium, 3 M"
UPDATE = "bytes per map update at 3 M"
TILE = "tile at 3 M, busiest"
CALLBACKS = "callbacks a second, 10 k points, equal content"
PEOPLE = "30 people, 3 M, 2 processes, think time 1 s"
FIRST_LOAD = "first load"
MEMORY = "memory for 3 M, 2 processes"
BUILD = "copy build, 3 M"
OPEN = "open a data version in a new worker"
CLUSTER = "Dask, two workers, 10 M"
ROUTES = "routes at 208 k rows on top of the shipped facts"
HANDOUTS = "handouts of a country, CPU time after warm-up"


@dataclass(frozen=True)
class Promise:
    """One figure: the row of the targets it belongs to, what it is, and what it should be at most or at least."""

    row: str
    what: str
    unit: str
    sense: Literal["at least", "at most"]
    target: float

    @property
    def name(self) -> str:
        return f"{self.row}: {self.what}"

    def words(self) -> str:
        return f"{self.sense} {self.target:g} {self.unit}".strip()

    def met(self, value: float) -> bool:
        return value >= self.target if self.sense == "at least" else value <= self.target


def _promised(*rows: tuple[str, str, str, str, float]) -> Mapping[tuple[str, str], Promise]:
    return {(row, what): Promise(row, what, unit, sense, target) for row, what, unit, sense, target in rows}  # type: ignore


PROMISES = _promised(
    (ANSWERS, "faster than pandas, slowest type", "x", "at least", 8),
    (ANSWERS, "faster than PostGIS per click, slowest type", "x", "at least", 15),
    (ANSWERS, "faster than DuckDB, slowest type", "x", "at least", 2),
    (ANSWERS, "against reading the bytes it needs, worst type", "x", "at most", 25),
    (GROWTH, "exponent, worst type", "", "at most", 1.1),
    (GROWTH, "exponent of the newest page", "", "at most", 0.3),
    (GROWTH, "exponent of a seizure's page by its id, 10 k to 3 M", "", "at most", 0.3),
    (GROWTH, "and 10 M to 100 M: exponent, worst type", "", "at most", 1.1),
    (DRAWN, "against the same at 10 k", "x", "at most", 1.3),
    (DRAWN, "faster than the usual app at 100 k", "x", "at least", 3),
    (UPDATE, "over the wire", "kB", "at most", 150),
    (TILE, "faster than ST_AsMVT", "x", "at least", 10),
    (CALLBACKS, "more than the usual app", "x", "at least", 30),
    (PEOPLE, "p95 of a filter against the idle median", "x", "at most", 10),
    (PEOPLE, "errors", "", "at most", 0),
    (FIRST_LOAD, "compressed", "MB", "at most", 2.5),
    (MEMORY, "together", "MB", "at most", 1000),
    (MEMORY, "the copy, a row", "B", "at most", 32),
    (BUILD, "against reading the rows from the record", "x", "at most", 2),
    (OPEN, "to the first answer", "ms", "at most", 100),
    (CLUSTER, "answers that equal the single process's", "of 6", "at least", 6),
    (CLUSTER, "overhead a query", "ms", "at most", 50),
    (CLUSTER, "right answers after kill -9 of a worker", "of 3", "at least", 3),
    (ROUTES, "time of an update against Explore's, slowest", "x", "at most", 1),
    (ROUTES, "bytes of an update over the wire, largest", "kB", "at most", 150),
    (ROUTES, "legs to a figure, faster than plotly express", "x", "at least", 10),
    (ROUTES, "legs to a figure, smaller than plotly express", "x", "at least", 10),
    (HANDOUTS, "a PDF, slowest of three", "s", "at most", 3),
    (HANDOUTS, "slides, slowest of three", "s", "at most", 1.5),
    (HANDOUTS, "memory grown from the tenth to the last of 58", "MB", "at most", 40),
)
PARTS = {  # the part of the bench that gives the figures of a row
    ANSWERS: "answers", GROWTH: "growth", DRAWN: "browser", UPDATE: "browser", TILE: "tiles", CALLBACKS: "callbacks",
    PEOPLE: "people", FIRST_LOAD: "start", MEMORY: "people", BUILD: "copy", OPEN: "copy", CLUSTER: "dask",
    ROUTES: "routes", HANDOUTS: "handouts",
}  # fmt: skip


@dataclass(frozen=True)
class Figure:
    """`spread`: between which the middle half of the measurements lies. `reason`: why there is no value."""

    name: str
    value: float | None
    unit: str
    spread: tuple[float, float] | None
    target: str | None
    floor: str | None
    met: bool | None
    reason: str | None = None

    def plain(self) -> dict[str, Any]:
        values = {name: getattr(self, name) for name in ("name", "value", "unit", "spread", "target", "floor", "met")}
        return values | ({"reason": self.reason} if self.reason else {})


class Figures:
    """What a run has found so far."""

    def __init__(self) -> None:
        self._found: dict[str, Figure] = {}

    def keep(
        self,
        row: str,
        what: str,
        value: float,
        spread: Iterable[float] | None = None,
        floor: str | None = None,
        unit: str = "",
    ) -> None:
        """A value with what it was measured beside. Where nothing was promised it stands without a target."""
        low_high = tuple(map(significant, spread)) if spread is not None else None
        promise = PROMISES.get((row, what))
        self._found[f"{row}: {what}"] = Figure(
            f"{row}: {what}", significant(value), promise.unit if promise else unit, low_high,  # type: ignore[arg-type]
            promise.words() if promise else None, floor, promise.met(value) if promise else None,
        )  # fmt: skip

    def miss(self, row: str, what: str, reason: str) -> None:
        promise = PROMISES[row, what]
        self._found[promise.name] = Figure(promise.name, None, promise.unit, None, promise.words(), None, None, reason)

    def miss_all(self, row_or_part: str, reason: str) -> None:
        """Every promised figure of a part, or row, that has no value yet."""
        for promise in PROMISES.values():
            if row_or_part in (promise.row, PARTS[promise.row]) and promise.name not in self._found:
                self.miss(promise.row, promise.what, reason)

    def all(self) -> list[Figure]:
        """In the order of the targets, each row's promised ones first, then what was found beside them."""
        listed = [self._found[each.name] for each in PROMISES.values() if each.name in self._found]
        others = [each for name, each in self._found.items() if each not in listed]
        rows = list(PARTS)
        order = {
            each.name: (next((at for at, row in enumerate(rows) if each.name.startswith(row)), 99))
            for each in (*listed, *others)
        }
        return sorted([*listed, *others], key=lambda each: order[each.name])


def significant(value: float) -> float:
    """Three digits: more would claim what no run on a shared machine can know."""
    return float(f"{value:.3g}")


def machine() -> str:
    told = Path("/proc/cpuinfo")
    named = re.search(r"model name\s*:\s*(.+)", told.read_text()) if told.is_file() else None
    processor = named[1] if named else platform.processor()
    memory_gib = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    system = f"{platform.system()} {platform.machine()}, Python {platform.python_version()}"
    return f"{os.cpu_count()} cores of {processor}, {memory_gib:.0f} GiB, {system}"


def commit() -> str:
    """The commit that was measured; with a + where the tree had changes."""
    said = [subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=False).stdout.strip()
            for words in (["rev-parse", "--short=12", "HEAD"], ["status", "--porcelain", "--untracked-files=no"])]  # fmt: skip
    return said[0] + ("+" if said[1] else "")


def write(figures: Figures, versions: Mapping[str, str], load: float, path: Path = JSON) -> None:
    """load: processes that wanted a core before the run began; other people's, where it is far above nought."""
    listed = [figure.plain() for figure in figures.all()]
    said = {
        "date": date.today().isoformat(),
        "commit": commit(),
        "machine": machine(),
        "load": significant(load),
        "versions": dict(versions),
        "figures": listed,
    }
    path.write_text(json.dumps(said, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def readme_table(said: Mapping[str, Any]) -> str:
    """The figures that have a target, as the README shows them."""
    where = f"{said['machine']}, load of others before it {said['load']:g}"
    lines = [f"One run of `make bench` on {said['date']} (commit {said['commit']}), {where}:", "",
             "| figure | measured | target | floor beside it | |", "|---|---|---|---|---|"]  # fmt: skip
    for each in said["figures"]:
        if each["target"] is None:
            continue
        measured = f"not measured: {each['reason']}" if each["value"] is None else _words(each["value"], each["unit"])
        met = {True: "met", False: "missed", None: ""}[each["met"]]
        lines.append(f"| {each['name']} | {measured} | {each['target']} | {each['floor'] or ''} | {met} |")
    return "\n".join(lines)


def _words(value: float, unit: str) -> str:
    return f"{value:g} {unit}".strip()


def write_readme(path: Path = README, source: Path = JSON) -> None:
    """Puts the table between the two marks; a README without them is left alone."""
    text = path.read_text(encoding="utf-8")
    before, first, rest = text.partition(MARKS[0])
    _, second, after = rest.partition(MARKS[1])
    if not first or not second:
        return
    said = json.loads(source.read_text(encoding="utf-8"))
    path.write_text(f"{before}{first}\n{readme_table(said)}\n{second}{after}", encoding="utf-8")
