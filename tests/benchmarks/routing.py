"""The routes at the size of UNODC's individual seizures: each update beside Explore's, and the legs beside plotly express.

CPU time of the processes that answer, since a wall clock on a shared machine measures the neighbours. The two pages are
asked in turn in one process with nothing remembered, as after a filter that nobody chose before; for a lens the filter is
the one that is open, so that its legs are known and the answer is not.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import brotli
from rich.table import Table

from tests.running import environment

from .fed import BUILD
from .figures import ROUTES
from .routed import record
from .run import Run
from .sides import PEER_PYTHON, PEERS, ROOT, Named, Side, _line
from .taking_turns import Mismatch, Taken, taken

ROUNDS, PEER_ROUNDS = 7, 5
FILTER = "?drug=heroin"
UPDATES: Mapping[str, tuple[str, bool]] = {  # what changes -> the link, and whether the page is only opened by it
    "first answer": ("", True),
    "lens: share": ("?lens=share", False),
    "lens: before and after 2013": ("?lens=before&on=2013-01-01", False),
    "lens: gate": ("?lens=gate&gate=61.2,35.6,61.6,30.0", False),
    "lens: distance": ("?lens=distance&near=69.17,34.53,300", False),
    "lens: who reported": ("?lens=coverage", False),
    "legs lead to destinations": ("?ends=destination", False),
    "legs seen once, too": ("?once=shown", False),
    "filter: heroin": (FILTER, False),
}
OURS, USUAL = Named("drugs-monitor", None), Named("plotly express", "arcs_usual")
WAYS = {
    "geo": "px.line_geo, a trace a leg",
    "map": "px.line_map, a trace a leg",
    "hand": "graph_objects by hand, a trace a width",
}


def run(run: Run) -> None:
    path = record()
    own = [sys.executable, "-m", "tests.benchmarks.routed_ours", "answer", str(path.parent)]
    with _started(OURS, own, environment(path)) as ours:
        _updates(run, ours)
        if not PEER_PYTHON.is_file():
            for what in ("faster", "smaller"):
                run.figures.miss(
                    ROUTES, f"legs to a figure, {what} than plotly express", "not installed: run `make bench-peers`"
                )
            return
        with tempfile.TemporaryDirectory() as place:
            ours.ask({"do": "given"}, Path(place) / "given.json")
            usual = [str(PEER_PYTHON), str(PEERS / "arcs_usual.py"), "answer", place]
            with _started(USUAL, usual, dict(os.environ)) as peer:
                _figures(run, ours, peer, Path(place))


@contextmanager
def _started(named: Named, command: list[str], env: dict[str, str]) -> Iterator[Side]:
    errors = (BUILD / f"routes-{named.script or 'ours'}.log").open("w+")
    process = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors, text=True, cwd=ROOT, env=env
    )
    try:
        process.stderr = errors
        yield Side(named, process, _line(process, named))
    finally:
        if process.stdin:
            process.stdin.close()
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        errors.close()


def _updates(run: Run, ours: Side) -> None:
    explore: dict[str, list[float]] = {search: [] for search in ("", FILTER)}
    tiles: list[float] = []
    found: dict[str, list[float]] = {name: [] for name in UPDATES}
    sizes: dict[str, tuple[int, int]] = {}
    for page in ("explore", "routes"):  # what a process reads once
        ours.ask({"do": "note", "page": page, "search": "", "first": True})
    for name, (search, first) in UPDATES.items():
        _open(ours, first)
        ours.ask(asked := {"do": "update", "page": "routes", "search": search, "first": first})
        sizes[name] = _sizes(ours, asked)
    beside = _explore_sizes(ours)
    for _round in range(ROUNDS):
        for name, (search, first) in UPDATES.items():
            if name.startswith(("first", "filter")):
                ours.ask({"do": "forget"})
                explore[search].append(ours.ask({"do": "update", "page": "explore", "search": search})["cpu_ms"])
            if first:
                ours.ask({"do": "forget"})
                tiles.append(ours.ask({"do": "update", "page": "explore", "search": "", "tiles": True})["cpu_ms"])
            _open(ours, first)
            found[name].append(ours.ask({"do": "update", "page": "routes", "search": search, "first": first})["cpu_ms"])
    _keep_updates(run, found, explore, tiles, sizes, beside)


def _open(ours: Side, first: bool) -> None:
    """Nothing is remembered; then, unless the page is `first` opened, it is open without a filter."""
    ours.ask({"do": "forget"})
    if not first:
        ours.ask({"do": "note", "page": "routes", "search": "", "first": True})


def _explore_sizes(ours: Side) -> dict[str, tuple[int, int]]:
    """Bytes of Explore's answer, plain and packed: alone, filtered, and with the tiles of its first view."""
    asked = {"": {}, FILTER: {}, "tiles": {"tiles": True}}
    return {
        name: _sizes(ours, {"do": "update", "page": "explore", "search": name.removeprefix("tiles"), **more})
        for name, more in asked.items()
    }


def _sizes(ours: Side, asked: dict[str, Any]) -> tuple[int, int]:
    """Bytes of one answer, plain and packed."""
    return ours.ask({**asked, "packing": ""})["bytes"], ours.ask({**asked, "packing": "br"})["bytes"]


def _keep_updates(
    run: Run, found: Mapping[str, list[float]], explore: Mapping[str, list[float]], tiles: list[float],
    sizes: Mapping[str, tuple[int, int]], beside: Mapping[str, tuple[int, int]],
) -> None:  # fmt: skip
    made = _table("Updates of the routes beside those of Explore, nothing remembered", ("CPU ms", "middle half", "of Explore",
                  "raw kB", "sent kB", "sent, of Explore with tiles"))  # fmt: skip
    for name, times, size in (("Explore, first answer", explore[""], beside[""]),
                              ("Explore, first answer with the map's tiles", tiles, beside["tiles"]),
                              ("Explore, filter: heroin", explore[FILTER], beside[FILTER])):  # fmt: skip
        made.add_row(name, *_times(taken(times)), "", *_kilobytes(size), "")
    ratios: dict[str, list[float]] = {}
    for name, times in found.items():
        other = explore[FILTER if name.startswith("filter") else ""]
        ratios[name] = [one / two for one, two in zip(times, other, strict=True)]
        made.add_row(f"Routes, {name}", *_times(taken(times)), f"{statistics.median(ratios[name]):.2f}",
                     *_kilobytes(sizes[name]), f"{sizes[name][1] / beside['tiles'][1]:.2f}")  # fmt: skip
    run.show(made)
    worst = max(ratios, key=lambda name: statistics.median(ratios[name]))
    spread = taken(ratios[worst])
    run.figures.keep(ROUTES, "time of an update against Explore's, slowest", spread.ms, (spread.quarter, spread.three_quarters),
                     f"{taken(explore['']).ms:.0f} ms: Explore's first answer ({worst})")  # fmt: skip
    largest = max(sizes, key=lambda name: sizes[name][1])
    run.figures.keep(ROUTES, "bytes of an update over the wire, largest", sizes[largest][1] / 1000,
                     floor=f"{beside['tiles'][1] / 1000:.0f} kB: Explore's with its tiles ({largest})")  # fmt: skip


def _figures(run: Run, ours: Side, peer: Side, place: Path) -> None:
    held = _same(ours, peer, place)
    cold, warm = [], []
    theirs: dict[str, list[float]] = {way: [] for way in WAYS}
    for _round in range(PEER_ROUNDS):
        ours.ask({"do": "forget", "geometry": True})
        ours.ask({"do": "find"})
        cold.append(ours.ask({"do": "legs"})["cpu_ms"])
        warm.append(ours.ask({"do": "legs"})["cpu_ms"])
        for way in WAYS:
            theirs[way].append(peer.ask({"way": way})["cpu_ms"])
    mine = _packed(ours, {"do": "legs"}, place)
    sizes = {way: _packed(peer, {"way": way}, place) for way in WAYS}
    made = _table(f"{held['legs']:,} legs of {held['points']:,} points to the JSON of a map", ("CPU ms", "middle half",
                  "ours is faster", "raw kB", "ours is smaller", "brotli kB", "ours is smaller"))  # fmt: skip
    made.add_row("drugs-monitor, no line drawn before", *_times(taken(cold)), "", f"{mine[0] / 1000:,.0f}", "",
                 f"{mine[1] / 1000:,.0f}", "")  # fmt: skip
    made.add_row("drugs-monitor, its lines known", *_times(taken(warm)), *[""] * 5)
    for way, name in WAYS.items():
        raw, packed = sizes[way]
        made.add_row(name, *_times(taken(theirs[way])), f"{_ratio(theirs[way], cold):.1f}", f"{raw / 1000:,.0f}",
                     f"{raw / mine[0]:.1f}", f"{packed / 1000:,.0f}", f"{packed / mine[1]:.1f}")  # fmt: skip
    run.show(made)
    usual = ("geo", "map")
    quickest = min(usual, key=lambda way: statistics.median(theirs[way]))
    by_round = taken([one / other for one, other in zip(theirs[quickest], cold, strict=True)])
    by_hand = f"{statistics.median(theirs['hand']):,.0f} ms: graph_objects by hand"
    run.figures.keep(ROUTES, "legs to a figure, faster than plotly express", by_round.ms,
                     (by_round.quarter, by_round.three_quarters), by_hand)  # fmt: skip
    smallest = min(sizes[way][0] for way in usual)
    run.figures.keep(ROUTES, "legs to a figure, smaller than plotly express", smallest / mine[0],
                     floor=f"{sizes['hand'][0] / mine[0]:.1f} x: graph_objects by hand")  # fmt: skip
    run.figures.keep(ROUTES, "legs to a figure, smaller than plotly express, both packed with brotli",
                     min(sizes[way][1] for way in usual) / mine[1], unit="x")  # fmt: skip


def _same(ours: Side, peer: Side, place: Path) -> dict[str, int]:
    """What both sides draw: as many legs, points, arrowheads, nodes and stubs, with the same words. Mismatch otherwise."""
    from .routed_figures import in_a_figure, in_commands

    ours.ask({"do": "legs"}, place / "ours.json")
    held = in_commands(json.loads((place / "ours.json").read_bytes()))
    for way in WAYS:
        peer.ask({"way": way}, place / f"{way}.json")
        said = in_a_figure(json.loads((place / f"{way}.json").read_bytes()))
        if said != held:
            raise Mismatch(f"{WAYS[way]} draws {said}, our map {held}")
    return held


def _packed(side: Side, question: dict[str, str], place: Path) -> tuple[int, int]:
    """Plain, and with brotli as our server sends answers."""
    side.ask(question, place / "body.json")
    body = (place / "body.json").read_bytes()
    return len(body), len(brotli.compress(body, quality=5))


def _ratio(slow: Sequence[float], quick: Sequence[float]) -> float:
    return statistics.median(one / other for one, other in zip(slow, quick, strict=True))


def _times(found: Taken) -> tuple[str, str]:
    return f"{found.ms:,.0f}", f"{found.quarter:,.0f} to {found.three_quarters:,.0f}"


def _kilobytes(size: tuple[int, int]) -> tuple[str, str]:
    return f"{size[0] / 1000:,.0f}", f"{size[1] / 1000:,.1f}"


def _table(title: str, columns: Sequence[str]) -> Table:
    made = Table(title=title, title_justify="left")
    made.add_column("")
    for column in columns:
        made.add_column(column, justify="right")
    return made
