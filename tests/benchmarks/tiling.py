"""Tiles of the map: ours, and ST_AsMVT of PostGIS with the same cells, from a filter to the bytes of an unpacked tile.

Ours is measured cold, when nothing of the filter is known, and warm, when another tile of the same view was asked before;
the comparison takes the cold one. The cells of both sides are compared before anything is timed.
"""

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from rich.table import Table

from monitoring.measures.kernels import select
from monitoring.measures.positions import interleaved, mercator

from .fed import columns, size_name
from .figures import TILE
from .questions import QUESTIONS, Question
from .run import Run
from .sides import OURS, POSTGIS, Side, running
from .taking_turns import Mismatch, Taken, taken

ROWS = 3_000_000
ZOOMS = (2, 4, 6, 8)
LEAST, MOST, BUDGET_MS = 3, 5, 3_000.0
AT_EDGES = 0.005


def run(run: Run) -> None:
    for rows in run.sizes((ROWS,)):
        with running([OURS, POSTGIS], rows) as (sides, absent):
            ours, *others = sides
            found = []
            for zoom in ZOOMS:
                for name, question in (("all", QUESTIONS[3]), ("wide", QUESTIONS[0])):
                    tile = busiest(rows, zoom, question)
                    asked = {part: Question(name, part, question.from_, question.to, question.drug, bbox=question.bbox, tile=tile)
                             for part in ("tile", "warm tile", "cells")}  # fmt: skip
                    cells = same_cells(ours, others, asked["cells"]) if others else 0
                    found.append((tile, name, cells, measured(ours, others, asked)))
        show(run, rows, found, absent.get(POSTGIS))
        if rows == ROWS:
            keep(run, found, absent.get(POSTGIS))


def busiest(rows: int, zoom: int, question: Question) -> tuple[int, int, int]:
    """The tile of a zoom with most rows that a question selects."""
    copy = columns(rows)
    selected = select(copy, question.filter()).at
    at = np.isfinite(copy.locations.lon)
    x, y = mercator(copy.locations.lon[at], copy.locations.lat[at])
    tile = interleaved((x * (1 << zoom)).astype(np.int64), (y * (1 << zoom)).astype(np.int64))
    weight = np.bincount(copy.location[selected], minlength=len(copy.locations))[at]
    most = int(np.argmax(np.bincount(tile, weights=weight)))
    first = int(np.flatnonzero(tile == most)[0])
    return zoom, int(x[first] * (1 << zoom)), int(y[first] * (1 << zoom))


def measured(ours: Side, others: list[Side], asked: dict[str, Question]) -> dict[str, Taken]:
    ms: dict[str, list[float]] = {"ours": [], "ours, warm": []} | {side.named.title: [] for side in others}
    sizes: dict[str, int] = {}

    def ask(name: str, side: Side, question: Question) -> None:
        said = side.ask(question.plain())
        ms[name].append(said["ms"])
        sizes[name] = said["bytes"]

    for _ in range(MOST):
        ask("ours", ours, asked["tile"])
        ask("ours, warm", ours, asked["warm tile"])
        for side in others:
            before = ms[side.named.title]
            if len(before) < LEAST or sum(before) < BUDGET_MS:
                ask(side.named.title, side, asked["tile"])
    return {name: taken(each, sizes[name]) for name, each in ms.items()}


def same_cells(ours: Side, others: list[Side], question: Question) -> int:
    """How many cells both sides have; Mismatch when one says something else of a cell."""
    with TemporaryDirectory() as place:
        said = []
        for number, side in enumerate((ours, *others)):
            kept = Path(place) / str(number)
            side.ask(question.plain(), kept)
            said.append(cells_of(json.loads(kept.read_bytes())))
    for side, other in zip(others, said[1:], strict=True):
        odd = different(said[0], other)
        # A town on the very edge of a cell, or of the tile, may fall on either side of it.
        if len(odd) > AT_EDGES * len(said[0]):
            told = f"{len(odd)} cells, such as {list(odd.items())[:2]}"
            raise Mismatch(f"tile {question.tile} of {question.name}: {side.named.title} has other {told}")
    return sum(map(len, said[0].values()))


Cells = dict[
    tuple, list[float]
]  # shape, seizures, leading drug and its seizures -> the masses of the cells that say so


def cells_of(listed: list[list[Any]]) -> Cells:
    found: Cells = {}
    for n, drug, of, kg, shape in listed:
        found.setdefault((shape, n, drug, of), []).append(-1.0 if kg is None else kg)
    return {key: sorted(masses) for key, masses in found.items()}


def different(one: Cells, other: Cells) -> dict[tuple, tuple[list[float], list[float]]]:
    pairs = {key: (one.get(key, []), other.get(key, [])) for key in one.keys() | other.keys()}
    return {key: (left, right) for key, (left, right) in pairs.items()
            if len(left) != len(right) or not np.allclose(left, right, rtol=1e-9)}  # fmt: skip


def show(run: Run, rows: int, found, absent: str | None) -> None:
    made = Table(
        title=f"The busiest tile of each zoom, {size_name(rows)} rows: median ms (middle half), bytes unpacked",
        title_justify="left",
    )
    for at, column in enumerate(("", "cells", "ours, cold", "ours, warm", "ST_AsMVT", "times", "kB", "kB")):
        made.add_column(column, justify="left" if at == 0 else "right")
    for (z, x, y), name, cells, each in found:
        us, warm, them = each["ours"], each["ours, warm"], each.get(POSTGIS.title)
        beside = (
            (_ms(them), f"{them.ms / us.ms:,.1f}", f"{us.bytes / 1000:,.0f}", f"{them.bytes / 1000:,.0f}")
            if them
            else (f"absent: {absent}", "", f"{us.bytes / 1000:,.0f}", "")
        )
        made.add_row(f"{z}/{x}/{y}, {name}", f"{cells:,}", _ms(us), _ms(warm), *beside)
    run.show(made)


def _ms(taken: Taken) -> str:
    return f"{taken.ms:,.1f} ({taken.quarter:,.1f}-{taken.three_quarters:,.1f})"


def keep(run: Run, found, absent: str | None) -> None:
    if absent is not None:
        run.figures.miss(TILE, "faster than ST_AsMVT", f"PostGIS: {absent}")
        return
    ratios = {(tile, name): each[POSTGIS.title].ms / each["ours"].ms for tile, name, _, each in found}
    (z, x, y), _name, _, each = found[0]  # of the first zoom, without a filter: the one with most seizures
    run.figures.keep(TILE, "faster than ST_AsMVT", next(iter(ratios.values())), (min(ratios.values()), max(ratios.values())),
                     f"{each[POSTGIS.title].ms:,.0f} ms: ST_AsMVT of {z}/{x}/{y}")  # fmt: skip
    run.figures.keep(TILE, "faster than ST_AsMVT, least of eight", min(ratios.values()), unit="x")
    run.figures.keep(
        TILE,
        "ours, nothing remembered",
        each["ours"].ms,
        (each["ours"].quarter, each["ours"].three_quarters),
        unit="ms",
    )
    run.figures.keep(TILE, "ours, sums remembered", each["ours, warm"].ms, unit="ms")
