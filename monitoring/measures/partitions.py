"""The rows that a question touches, cut into parts of equal size for as many workers; no seizure is parted.

What is cut is the period of the filter, not the copy: every worker has its share of every question.
"""

from itertools import pairwise

from ..vocabulary.columns import Columns
from ..vocabulary.filters import Filter
from .masks import rows_of_days


def touched(columns: Columns, filter: Filter) -> int:
    """How many rows must be looked at to answer: those of the filter's period."""
    start, stop = rows_of_days(columns, filter)
    return stop - start


def cuts(columns: Columns, filter: Filter, parts: int) -> list[tuple[int, int]]:
    """First and last + 1 of the rows of each part, at most `parts` of them, none empty; one part where no row is touched."""
    start, stop = rows_of_days(columns, filter)
    start = columns.boundary(start)
    between = {columns.boundary(start + (stop - start) * part // parts) for part in range(1, parts)}
    edges = sorted({start, columns.boundary(stop), *between})
    return list(pairwise(edges)) or [(start, start)]
