"""Rows in groups: numbers for what a row belongs to, and seizures counted once in each group."""

from collections.abc import Sequence
from itertools import count
from typing import NamedTuple

import numpy as np
import pandas as pd

from ..errors import FilterError
from ..language import _
from ..vocabulary.columns import CODED, Columns

SEVERAL = ("transit", "destination")  # a row may list several countries, or none
TIMES = {"year": "Y", "month": "M"}
DIMENSIONS = (*CODED, *SEVERAL, *TIMES)
BY = ("drug", "drug_group", "country", "admin1", "mode", "year", "month", "source_kind")  # what totals are made by
_DENSE = 4_000_000  # cells; up to here counting them all beats sorting the rows


class Keys(NamedTuple):
    """A number a row, 0 for "not stated", and the value of each number."""

    codes: np.ndarray
    values: Sequence[str | int | None]


def keys_of(columns: Columns, rows: np.ndarray, dimension: str) -> Keys:
    """What each row belongs to in a dimension that gives one value a row; FilterError for any other name."""
    if dimension in CODED:
        return Keys(getattr(columns, dimension)[rows].astype(np.int64), columns.names[dimension])
    if dimension in TIMES:
        return _time_keys(columns, rows, TIMES[dimension])
    raise FilterError("by", dimension, _("Choose among: {values}.", values=", ".join((*CODED, *TIMES))))


def checked_by(by: Sequence[str]) -> tuple[str, ...]:
    """`by` as it is; FilterError for a name outside BY or given twice."""
    for place, name in enumerate(by):
        if name not in BY or name in by[:place]:
            raise FilterError("by", name, _("Choose among, each once: {values}.", values=", ".join(BY)))
    return tuple(by)


def _time_keys(columns: Columns, rows: np.ndarray, unit: str) -> Keys:
    """Years or months since 1970; 0 where the date is known less exactly than that."""
    first, last = (days[rows].astype("datetime64[D]").astype(f"datetime64[{unit}]").astype(np.int64)
                   for days in (columns.first_day, columns.last_day))  # fmt: skip
    earliest = int(first.min()) if len(first) else 0
    codes = np.where(first == last, first - earliest + 1, 0)
    numbers = range(earliest, earliest + int(codes.max(initial=0)))
    if unit == "Y":
        return Keys(codes, (None, *(1970 + number for number in numbers)))
    return Keys(codes, (None, *(f"{1970 + number // 12:04d}-{number % 12 + 1:02d}" for number in numbers)))


def several_keys(columns: Columns, rows: np.ndarray, dimension: str) -> tuple[np.ndarray, Keys]:
    """Rows repeated once for each country that they list (once when they list none), with the countries."""
    offsets, codes = getattr(columns, f"{dimension}_offsets"), getattr(columns, f"{dimension}_codes")
    starts = offsets[rows].astype(np.int64)
    listed = offsets[rows + 1] - starts
    lengths = np.maximum(listed, 1)
    repeated = np.repeat(rows, lengths)
    within = np.arange(len(repeated)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    stated = np.repeat(listed > 0, lengths)
    found = np.zeros(len(repeated), dtype=np.int64)
    found[stated] = codes[(np.repeat(starts, lengths) + within)[stated]]
    return repeated, Keys(found, columns.names["country"])


def numbered(keys: Sequence[Keys]) -> tuple[np.ndarray, list[np.ndarray]]:
    """The group of each row (0, 1, 2 ... without gaps), and for each of `keys` the code of every group."""
    sizes = [len(key.values) for key in keys]
    cell = np.ravel_multi_index(tuple(key.codes for key in keys), sizes)
    if np.prod(sizes, dtype=float) <= _DENSE:
        occurs = np.bincount(cell, minlength=1) > 0
        cells, group = np.flatnonzero(occurs), (np.cumsum(occurs) - 1)[cell]
    else:
        cells, group = np.unique(cell, return_inverse=True)
    return group, list(np.unravel_index(cells, sizes))


def distinct(seizure: np.ndarray) -> int:
    """How many seizures ascending seizure numbers name."""
    return int(np.count_nonzero(seizure[1:] != seizure[:-1])) + 1 if len(seizure) else 0


def seizures_of(seizure: np.ndarray, group: np.ndarray, groups: int) -> np.ndarray:
    """Distinct seizures of each group; `seizure` ascends, so equals lie together and a few shifts find the repeats."""
    repeats = np.zeros(len(seizure), dtype=bool)
    for step in count(1):
        same = seizure[step:] == seizure[:-step]
        if not same.any():
            return np.bincount(group[~repeats], minlength=groups)
        repeats[step:] |= same & (group[step:] == group[:-step])
    raise AssertionError  # count() does not end


def column(values: Sequence[str | int | None], codes: np.ndarray) -> pd.Series:
    """The values of codes as a typed column: Int64 for years, str for all else; null for code 0."""
    numbers = len(values) > 1 and isinstance(values[1], int)
    return pd.Series([values[code] for code in codes], dtype="Int64" if numbers else "str")
