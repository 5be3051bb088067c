"""Rows in groups: numbers for what a row belongs to, and seizures counted once in each group."""

from collections.abc import Sequence
from itertools import count
from typing import NamedTuple

import numpy as np
import pandas as pd

from ..errors import FilterError
from ..language import _
from ..vocabulary.columns import CODED, ROLES, Columns, Rows

TIMES = {"year": "Y", "month": "M"}
DIMENSIONS = (*CODED, *ROLES, *TIMES)
BY = ("drug", "drug_group", "country", "admin1", "mode", "year", "month", "source_kind")  # what totals are made by
_DENSE = 4_000_000  # cells; up to here counting them all beats sorting the rows


class Keys(NamedTuple):
    """A number a row, 0 for "not stated", and the value of each number."""

    codes: np.ndarray
    values: Sequence[str | int | None]


class Groups(NamedTuple):
    """The group of each row, how many groups there may be, and the codes of a group's number by dimension."""

    of_row: np.ndarray
    number: int
    codes: tuple[np.ndarray, ...]


def keys_of(columns: Columns, rows: Rows, dimension: str) -> Keys:
    """What each row belongs to in a dimension that gives one value a row; FilterError for any other name."""
    if dimension in CODED:
        return Keys(columns.code(dimension, rows), columns.names[dimension])
    if dimension in TIMES:
        return _time_keys(columns, rows, TIMES[dimension])
    raise FilterError("by", dimension, _("Choose among: {values}.", values=", ".join((*CODED, *TIMES))))


def checked_by(by: Sequence[str]) -> tuple[str, ...]:
    """`by` as it is; FilterError for a name outside BY or given twice."""
    for place, name in enumerate(by):
        if name not in BY or name in by[:place]:
            raise FilterError("by", name, _("Choose among, each once: {values}.", values=", ".join(BY)))
    return tuple(by)


def _time_keys(columns: Columns, rows: Rows, unit: str) -> Keys:
    """Years or months since 1970; 0 where the date is known less exactly than that."""
    if not len(columns):
        return Keys(np.zeros(0, np.int64), (None,))
    # A period for each day that occurs, looked up: a division for each row would take ten times as long.
    start, end = int(columns.first_day[0]), int(columns.first_day.max()) + columns.longest_days
    periods = np.arange(start, end + 1).astype("datetime64[D]").astype(f"datetime64[{unit}]").astype(np.int64)
    first_days = columns.first_day[rows].astype(np.int32) - np.int32(start)
    earliest = int(periods[0])
    codes = (periods - earliest + 1).astype(np.int16 if len(periods) < 30_000 else np.int32)
    first = codes.take(first_days)
    if columns.longest_days:
        first = np.where(codes.take(first_days + columns.span_days[rows]) == first, first, codes.dtype.type(0))
    numbers = range(earliest, int(periods[-1]) + 1)
    if unit == "Y":
        return Keys(first, (None, *(1970 + number for number in numbers)))
    return Keys(first, (None, *(f"{1970 + number // 12:04d}-{number % 12 + 1:02d}" for number in numbers)))


def several_keys(columns: Columns, rows: np.ndarray, dimension: str) -> tuple[np.ndarray, Keys]:
    """Rows repeated once for each country that they list (once when they list none), with the countries."""
    listing, codes = columns.listed[dimension]
    starts, ends = (np.searchsorted(listing, rows, side) for side in ("left", "right"))
    listed = ends - starts
    lengths = np.maximum(listed, 1)
    repeated = np.repeat(rows, lengths)
    within = np.arange(len(repeated)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    stated = np.repeat(listed > 0, lengths)
    found = np.zeros(len(repeated), dtype=np.int64)
    found[stated] = codes[(np.repeat(starts, lengths) + within)[stated]]
    return repeated, Keys(found, columns.names["country"])


def grouped(keys: Sequence[Keys]) -> Groups:
    """Rows by every combination of their keys; groups without a row may be among the numbers."""
    sizes = [max(len(key.values), 1) for key in keys]
    number = int(np.prod(sizes, dtype=float))
    if len(keys) == 1:
        return Groups(keys[0].codes, number, (np.arange(number),))
    narrow = np.int32 if number < 2**31 else np.int64
    cell: np.ndarray = keys[0].codes.astype(narrow)
    for size, key in zip(sizes[1:], keys[1:], strict=True):
        np.multiply(cell, size, out=cell)
        np.add(cell, key.codes, out=cell, casting="unsafe")
    if number > _DENSE:
        cells, cell = np.unique(cell, return_inverse=True)
    else:
        cells = np.arange(number)
    return Groups(cell, len(cells), tuple(np.asarray(codes) for codes in np.unravel_index(cells, sizes)))


def distinct(seizure: np.ndarray) -> int:
    """How many seizures the numbers of rows in order name; those of one seizure lie together."""
    return int(np.count_nonzero(seizure[1:] != seizure[:-1])) + 1 if len(seizure) else 0


def going_on(seizure: np.ndarray) -> np.ndarray:
    """The places of rows that go on with the seizure of the row before."""
    return np.flatnonzero(seizure[1:] == seizure[:-1]) + 1


def seizures_of(seizure: np.ndarray, group: np.ndarray, groups: int, inside: np.ndarray | None = None) -> np.ndarray:
    """Distinct seizures of each group; the rows of a seizure lie together and are few, so that repeats are few too.

    inside: going_on(seizure), where it is known already.
    """
    found = np.bincount(group, minlength=groups)
    inside = going_on(seizure) if inside is None else inside
    repeats = np.zeros(len(inside), dtype=bool)
    going = np.arange(len(inside))
    for step in count(1):
        if not len(going):
            return found - np.bincount(group[inside[repeats]], minlength=groups) if len(inside) else found
        rows = inside[going]
        repeats[going] |= group[rows] == group[rows - step]
        further = rows > step
        going = going[further][seizure[rows[further] - step - 1] == seizure[rows[further]]]
    raise AssertionError  # count() does not end


def column(values: Sequence[str | int | None], codes: np.ndarray) -> pd.Series:
    """The values of codes as a typed column: Int64 for years, str for all else; null for code 0."""
    numbers = len(values) > 1 and isinstance(values[1], int)
    return pd.Series([values[code] for code in codes], dtype="Int64" if numbers else "str")
