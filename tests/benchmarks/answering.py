"""Filter to response bytes: the six questions, every side, several sizes; beside them the floor, reading memory."""

import time
from collections.abc import Mapping
from math import exp, log

import numpy as np
from rich.table import Table

from . import figures
from .fed import columns, size_name
from .figures import ANSWERS, Figures
from .questions import QUESTIONS, Question
from .run import Run
from .sides import DUCKDB, GEOPANDAS, OURS, PANDAS, PANDAS_ROWS, POSTGIS, SQLITE, Named, running
from .taking_turns import Taken, compared

FULL = 3_000_000
SMALLER = (100_000,)  # 1M with SIZES=1M: the ratios lie between
ALL_SIDES = [OURS, PANDAS, PANDAS_ROWS, GEOPANDAS, SQLITE, POSTGIS, DUCKDB]
PROMISED = {PANDAS: "faster than pandas, slowest type", POSTGIS: "faster than PostGIS per click, slowest type",
            DUCKDB: "faster than DuckDB, slowest type"}  # fmt: skip
BUDGET_MS = {FULL: 1_500.0}


def run(run: Run) -> None:
    for rows in run.sizes((*SMALLER, FULL)):
        with running(ALL_SIDES, rows) as (sides, absent):
            found = compared(sides, QUESTIONS, BUDGET_MS.get(rows, 300.0))
            memory = {side.named: side.memory_mb() for side in sides}
            run.versions |= {name: version for side in sides for name, version in side.said["versions"].items()}
        run.show(table(rows, found, memory, absent))
        if rows == FULL:
            keep(run.figures, found, absent, *read_floor())


def keep(kept: Figures, found: Mapping[Named, Mapping[str, Taken]], absent: Mapping[Named, str], gb_a_s: float,
         needed: Mapping[str, int]) -> None:  # fmt: skip
    ours = found[OURS]
    for side, what in PROMISED.items():
        if side in absent:
            kept.miss(ANSWERS, what, f"{side.title}: {absent[side]}")
            continue
        ratios = {name: found[side][name].ms / ours[name].ms for name in ours}
        kept.keep(ANSWERS, what, min(ratios.values()), (min(ratios.values()), max(ratios.values())))
        kept.keep(ANSWERS, f"faster than {side.title}, geometric mean", geometric(ratios.values()), unit="x")
    over = {name: ours[name].ms / (needed[name] / gb_a_s / 1e6) for name in ours}
    worst = max(over, key=over.__getitem__)
    kept.keep(ANSWERS, "against reading the bytes it needs, worst type", over[worst], (min(over.values()), over[worst]),
              f"{needed[worst] / gb_a_s / 1e6:.2f} ms for {needed[worst] / 1e6:.1f} MB at {gb_a_s:.1f} GB/s ({worst})")  # fmt: skip
    for name, taken in ours.items():
        kept.keep(ANSWERS, f"ours, {name}", taken.ms, (taken.quarter, taken.three_quarters), unit="ms")


def geometric(values) -> float:
    listed = list(values)
    return exp(sum(map(log, listed)) / len(listed))


def read_floor() -> tuple[float, dict[str, int]]:
    """Gigabytes that one core reads in a second, and the bytes that the answer to each question cannot do without."""
    big = np.ones(64_000_000, dtype=np.int64)
    times = []
    for _ in range(5):
        began = time.perf_counter()
        big.max()
        times.append(time.perf_counter() - began)
    return big.nbytes / min(times) / 1e9, {question.name: bytes_needed(question) for question in QUESTIONS}


def bytes_needed(question: Question, rows: int = FULL) -> int:
    """What is compared of the rows of the period, and what is summed of those that match."""
    from monitoring.measures.kernels import select
    from monitoring.measures.masks import rows_of_days

    copy = columns(rows)
    asked = question.filter()
    start, stop = rows_of_days(copy, asked)
    wide = {name: getattr(copy, name).dtype.itemsize for name in
            ("seizure", "first_day", "span_days", "substance", "country", "kind", "location", "quantity")}  # fmt: skip
    compared_bytes = sum(wide[name] for name, used in
                         (("substance", asked.drug), ("country", asked.country), ("location", asked.bbox or asked.place),
                          ("span_days", asked.from_)) if used)  # fmt: skip
    return (stop - start) * compared_bytes + len(select(copy, asked).rows) * sum(wide.values())


def table(
    rows: int, found: Mapping[Named, Mapping[str, Taken]], memory: Mapping[Named, float], absent: Mapping[Named, str]
) -> Table:
    made = Table(
        title=f"Filter to response bytes, {size_name(rows)} rows: median ms (middle half), and times ours",
        title_justify="left",
    )
    made.add_column("")
    for question in QUESTIONS:
        made.add_column(question.name, justify="right")
    made.add_column("memory MB", justify="right")
    made.add_column("kB, all", justify="right")
    for side, answers in found.items():
        cells = [_cell(each, found[OURS][name].ms, side is OURS) for name, each in answers.items()]
        made.add_row(side.title, *cells, f"{memory[side]:,.0f}", f"{answers['all'].bytes / 1000:,.0f}")
    for side, reason in absent.items():
        made.add_row(side.title, f"absent: {reason}")
    return made


def _cell(taken: Taken, ours_ms: float, is_ours: bool) -> str:
    spread = f"{taken.ms:,.1f} ({taken.quarter:,.1f}-{taken.three_quarters:,.1f})"
    return spread if is_ours else f"{spread}\n{figures.significant(taken.ms / ours_ms):g}x"
