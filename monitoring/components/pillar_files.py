"""What is on the page of the pillars as tables for files: standing with its formula, values, matrix."""

import pandas as pd

from ..exports.pillars import frame_csv
from ..language import _
from ..measures.indicator_status import MODERATE_RATE, MODERATE_RATIO, PROGRESS_RATE, PROGRESS_RATIO
from ..vocabulary.filters import Filter
from ..vocabulary.view import View
from .pillar_formula import rule
from .pillar_sentence import words
from .pillars_of import Progress, areas_of, columns_of, fresh, level_of_view

KINDS = ("standing", "values", "matrix")


def pillars_file(kind: str, found: Progress, chosen: Filter, view: View) -> bytes:
    """One of KINDS as CSV, of the areas and measures on the screen; values: of the measure and area that stand open."""
    areas = areas_of(found, chosen, view)
    names = list(columns_of(found, areas, view).shown)
    if kind == "values" and view.indicator:  # what stands open beside the matrix
        names, areas = [view.indicator], [view.area] if view.area else areas
    frame = {"standing": _standing, "values": _values, "matrix": _matrix}[kind](
        found, names, areas, level_of_view(view)
    )
    notes = [_("An empty cell means that this data set has no value; that is not a zero."), rule()]
    return frame_csv(frame, words(found, areas, chosen, view), found.current.version.id, notes)


def _named(frame: pd.DataFrame, found: Progress) -> pd.DataFrame:
    """With the indicator's name and unit beside its code."""
    of = found.indicators.set_index("indicator_id")
    at = list(frame.columns).index("indicator_id") + 1
    frame = frame.copy()
    frame.insert(at, "indicator", frame["indicator_id"].map(of["name"]))
    return frame


def _standing(found: Progress, names: list[str], areas: list[str], level: str) -> pd.DataFrame:
    """A row for each series; the columns of the standing, and the thresholds that make its status."""
    frame = found.standing
    mine = frame[frame["indicator_id"].isin(names) & frame["area"].isin(areas) & (frame["level"] == level)]
    of = found.indicators.set_index("indicator_id")
    wanted = of["baseline_year"] if found.baseline is None else pd.Series(found.baseline, index=of.index)
    return _named(mine, found).assign(
        baseline_wanted=mine["indicator_id"].map(wanted), baseline_window=mine["indicator_id"].map(of["baseline_window"]),
        progress_rate=PROGRESS_RATE, moderate_rate=MODERATE_RATE, progress_ratio=PROGRESS_RATIO,
        moderate_ratio=MODERATE_RATIO,
    )  # fmt: skip


def _values(found: Progress, names: list[str], areas: list[str], level: str) -> pd.DataFrame:
    frame = found.values
    mine = frame[frame["indicator_id"].isin(names) & frame["area"].isin(areas) & (frame["level"] == level)]
    return _named(mine.drop(columns="batch"), found)


def _matrix(found: Progress, names: list[str], areas: list[str], level: str) -> pd.DataFrame:
    """A row an area, a column a measure: the year of the newest value."""
    grid = fresh(found, names, areas)
    table = grid.pivot(index="area", columns="indicator_id", values="newest_year").reindex(index=areas, columns=names)
    return table.reset_index().astype(object).where(lambda frame: frame.notna(), None)
