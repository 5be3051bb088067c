"""A selection as files by year, for programs that read many files side by side."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np

from ..exports.about import SUMS, About
from ..exports.partitions import UNKNOWN, refuse_used, write_partitioned
from ..exports.rows import Rows
from ..language import _
from ..measures.grouping import distinct, keys_of
from ..measures.kernels import Selection, totals
from ..vocabulary.filter_parse import parse_filter
from ..vocabulary.filters import Filter
from .current import Data, data, version_asked
from .exporting import describe, rows_of


def export_years(query: str, target: Path) -> tuple[int, int, int]:
    """Write the rows of `query` to the new folder `target`, a file a year; gives rows, seizures and files."""
    refuse_used(target)  # before anything is read
    current = data(version_asked(query))
    chosen = parse_filter(query, current.known)
    selection = current.select(chosen)
    files = write_partitioned(_years(current, chosen, selection), target)
    return len(selection.rows), selection.seizures, files


def _years(current: Data, chosen: Filter, selection: Selection) -> Iterator[tuple[str, Rows, About]]:
    """Each year that occurs with its rows, in order, the unknown one first; where no row is chosen, that one alone."""
    codes, values = keys_of(current.columns, selection.at, "year")
    for code in np.unique(codes) if len(codes) else [0]:
        rows = selection.rows[codes == code]
        year = str(values[code]) if code else UNKNOWN
        yield year, rows_of(current, rows), _described(current, chosen, rows, year)


def _described(current: Data, chosen: Filter, rows: np.ndarray, year: str) -> About:
    part = Selection(rows, distinct(current.columns.seizure[rows]))
    about = describe(current, chosen, part)
    note = _(
        "Part year={year} of a selection that was written by year; numbers and sums are those of this file.", year=year
    )
    sums = totals(current.columns, part, ["drug"])[SUMS]
    return replace(about, totals=sums, disclaimer=(*about.disclaimer, note))
