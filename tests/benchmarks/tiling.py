"""Tiles of the map: ours, and ST_AsMVT of PostGIS with the same cells, from a filter to the bytes of an unpacked tile.

Ours is measured cold, when nothing of the filter is known, and warm, when another tile of the same view was asked before;
the comparison takes the cold one. The cells of both sides are compared before anything is timed.
"""

import json
from itertools import zip_longest
from math import isclose
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from rich.table import Table

from monitoring.measures.tiles import interleaved, mercator

from .fed import columns, size_name
from .figures import TILE
from .questions import QUESTIONS, Question
from .run import Run
from .sides import OURS, POSTGIS, Side, running
from .taking_turns import Mismatch, Taken, taken

ROWS = 3_000_000
ZOOMS = (2, 4, 6, 8)
LEAST, MOST, BUDGET_MS = 3, 7, 3_000.0


def run(run: Run) -> None:
    for rows in run.sizes((ROWS,)):
        tiles = [busiest(rows, zoom) for zoom in ZOOMS]
        with running([OURS, POSTGIS], rows) as (sides, absent):
            ours, *others = sides
            found = []
            for tile in tiles:
                for name, question in (("all", QUESTIONS[3]), ("wide", QUESTIONS[0])):
                    asked = {part: Question(name, part, question.from_, question.to, question.drug, bbox=question.bbox, tile=tile)
                             for part in ("tile", "warm tile", "cells")}  # fmt: skip
                    cells = same_cells(ours, others, asked["cells"]) if others else 0
                    found.append((tile, name, cells, measured(ours, others, asked)))
        show(run, rows, found, absent.get(POSTGIS))
        if rows == ROWS:
            keep(run, found, absent.get(POSTGIS))


def busiest(rows: int, zoom: int) -> tuple[int, int, int]:
    """The tile of a zoom with most rows."""
    copy = columns(rows)
    at = np.isfinite(copy.locations.lon)
    x, y = mercator(copy.locations.lon[at], copy.locations.lat[at])
    tile = interleaved((x * (1 << zoom)).astype(np.int64), (y * (1 << zoom)).astype(np.int64))
    weight = np.bincount(copy.location, minlength=len(copy.locations))[at]
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
        odd = [pair for pair in zip_longest(said[0], other) if not same_cell(*pair)]
        if odd:
            raise Mismatch(
                f"tile {question.tile} of {question.name}: {side.named.title} has other cells, such as {odd[:2]}"
            )
    return len(said[0])


def cells_of(listed: list[list[Any]]) -> list[tuple]:
    """Cells without their places, in an order of their own: shape, seizures, leading drug, its seizures, its mass."""
    return sorted((shape, n, drug, of, -1.0 if kg is None else kg) for n, drug, of, kg, shape in listed)


def same_cell(one: tuple | None, other: tuple | None) -> bool:
    return one is not None and other is not None and one[:4] == other[:4] and isclose(one[4], other[4], rel_tol=1e-9)


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
