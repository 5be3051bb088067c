"""Answers from the columnar copy: which rows a filter selects, and what they come to.

Plain numpy over blocks of rows; row numbers come last; counts and sums of two halves of the data add up to those of the
whole, because the items of a seizure are never parted. How seizures are counted: architecture.md, "What is counted".
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
import pandas as pd

from ..errors import FilterError
from ..language import _
from ..vocabulary.columns import CODED, ROLES, Columns, Rows
from ..vocabulary.countries import COUNTRIES, country_name
from ..vocabulary.fields import SORTABLE
from ..vocabulary.filters import Filter
from ..vocabulary.folding import fold
from ..vocabulary.units import KINDS
from .grouping import Keys, checked_by, column, distinct, grouped, keys_of, seizures_of, several_keys
from .masks import Members, Test, rows_of_days, tests_of

BLOCK = 262_144  # rows; measured best for counts, sums and grids alike (knowledge of scale: 64k to 256k)


@dataclass(frozen=True, eq=False)
class Selection:
    """rows: ascending row numbers of the matching items. seizures: distinct ones.

    without_mass: further seizures that meet everything but `min_kg` and state no mass, so that nobody can say.
    """

    rows: np.ndarray
    seizures: int
    without_mass: int = 0

    @property
    def at(self) -> Rows:
        """The rows as an index: a slice where none between is left out, which copies nothing."""
        if not len(self.rows):
            return slice(0, 0)
        first, last = int(self.rows[0]), int(self.rows[-1]) + 1
        return slice(first, last) if last - first == len(self.rows) else self.rows


def select(columns: Columns, filter: Filter, members: Members = MappingProxyType({})) -> Selection:
    """The items that meet every condition of the filter. `members`: the countries of each group.

    FilterError for a group that `members` does not have. `filter.v` is not looked at: it chose these columns.
    """
    tests = tests_of(columns, filter, members)
    rows, massless = [], []
    for block in _blocks(*rows_of_days(columns, filter)):
        mask = _meets(tests, block)
        if filter.min_kg is not None and mask.any():
            mass = columns.mass_kg(block)
            massless.append(np.flatnonzero(mask & np.isnan(mass)) + block.start)
            mask = mask & (mass >= filter.min_kg)
        rows.append((np.flatnonzero(mask) + block.start).astype(np.int32))
    found = np.concatenate(rows) if rows else np.empty(0, dtype=np.int32)
    selection = Selection(found, 0)
    seizures = distinct(columns.seizure[selection.at])
    return Selection(found, seizures, _not_among(columns, massless, found))


def _not_among(columns: Columns, massless: Sequence[np.ndarray], found: np.ndarray) -> int:
    """How many seizures of the `massless` rows have no row that was found."""
    rows = np.concatenate(massless) if massless else found[:0]
    if not len(rows):
        return 0
    chosen = np.zeros(int(columns.seizure.max()) + 1, dtype=bool)
    chosen[columns.seizure[found]] = True
    left_out = columns.seizure[rows]
    return distinct(left_out[~chosen[left_out]])


def _blocks(start: int, stop: int) -> Iterator[slice]:
    for first in range(start, stop, BLOCK):
        yield slice(first, min(first + BLOCK, stop))


def _meets(tests: Sequence[Test], block: slice) -> np.ndarray:
    mask = np.ones(block.stop - block.start, dtype=bool)
    for test in tests:
        mask &= test(block)
        if not mask.any():
            break
    return mask


def totals(columns: Columns, selection: Selection, by: Sequence[str] = ()) -> pd.DataFrame:
    """Columns: *by, kind, seizures, quantity, unit; one row for each that occurs, in order of `by`, then kind; null last.

    quantity: sum of the items that match, in `unit`, float noise below a milligram rounded away; null when none states
    one. seizures: distinct in that row; a seizure with two drugs is in two rows, so they do not add up. year is Int64,
    month "2014-03": null where the date is known less exactly. FilterError for a dimension that cannot be grouped by.
    """
    names = (*checked_by(by), "kind")
    keys = [keys_of(columns, selection.at, name) for name in names]
    groups = grouped(keys)
    quantity = columns.quantity[selection.at]
    stated = ~np.isnan(quantity)
    seizures = seizures_of(columns.seizure[selection.at], groups.of_row, groups.number)
    occurs = np.flatnonzero(np.bincount(groups.of_row, minlength=groups.number))
    sums = np.bincount(groups.of_row, weights=np.where(stated, quantity, 0.0), minlength=groups.number)[occurs]
    with_quantity = np.bincount(groups.of_row, weights=stated, minlength=groups.number)[occurs] > 0
    frame = pd.DataFrame(
        {name: _named(name, key, codes[occurs]) for name, key, codes in zip(names, keys, groups.codes, strict=True)}
    )
    frame["seizures"] = seizures[occurs].astype(np.int64)
    frame["quantity"] = np.where(with_quantity, sums.round(6), np.nan)
    frame["unit"] = pd.Series([KINDS.get(kind) for kind in frame["kind"]], dtype="str", index=frame.index)
    return frame.sort_values(list(names), na_position="last", ignore_index=True)


def _named(name: str, key: Keys, codes: np.ndarray) -> pd.Series:
    # An empty selection has no year to tell the type by.
    return column(key.values, codes).astype("Int64") if name == "year" else column(key.values, codes)


def counts(columns: Columns, selection: Selection, dimension: str) -> pd.DataFrame:
    """Columns: value, seizures; most first, then by value; the not stated (null) last.

    dimension: any of grouping.DIMENSIONS. With transit and destination a seizure counts for each country it lists.
    """
    rows: Rows
    if dimension in ROLES:
        rows, keys = several_keys(columns, selection.rows, dimension)
    else:
        rows, keys = selection.at, keys_of(columns, selection.at, dimension)
    groups = grouped([keys])
    seizures = seizures_of(columns.seizure[rows], groups.of_row, groups.number).astype(np.int64)
    codes = np.flatnonzero(seizures)
    order = codes[np.lexsort((codes, -seizures[codes], codes == 0))]
    return pd.DataFrame({"value": _named(dimension, keys, order), "seizures": seizures[order]})


def not_mapped(columns: Columns, selection: Selection) -> pd.Series:
    """Seizures without coordinates, by location precision ("country", "sea_area" ...)."""
    rows = selection.rows[np.isnan(columns.lon(selection.at))]
    found = counts(columns, Selection(rows, 0), "precision")
    return pd.Series(found["seizures"].to_numpy(), index=found["value"], name="seizures")


_SORTED_BY = {
    **{column: dimension for dimension, column in CODED.items()},
    **{f"{role}_iso3": role for role in ROLES},
    "country": "country",
}


def order(columns: Columns, selection: Selection, sort: str | None = None) -> np.ndarray:
    """The selected rows in the order of a column of SORTABLE, "-" before it for descending; None is newest first.

    What is not stated comes last either way; equals keep the order of the copy. Quantities are put in order inside
    their kind, since kilograms and litres cannot be compared.
    """
    name, sign = (sort or "-seized_on").removeprefix("-"), -1 if (sort or "-").startswith("-") else 1
    if name not in SORTABLE:
        remedy = _("Rows cannot be put in this order. Choose among: {values}.", values=", ".join(SORTABLE))
        raise FilterError("sort", sort or "", remedy)
    rows = selection.rows
    if name == "seized_on":
        return rows if sign > 0 else _newest_first(columns, rows)
    if name in ("quantity", "mass_kg"):
        amount = columns.quantity[rows] if name == "quantity" else columns.mass_kg(rows)
        kind = columns.kind[rows] if name == "quantity" else np.zeros(len(rows), dtype=np.uint8)
        return rows[np.lexsort((sign * amount, kind, kind == 0))]  # nan sorts last
    dimension = _SORTED_BY[name]
    ranks = _ranks(columns, dimension, spoken=name == "country")
    codes = _first_listed(columns, rows, dimension) if dimension in ROLES else columns.code(dimension, rows)
    return rows[np.lexsort((sign * ranks[codes], codes == 0))]


def _first_listed(columns: Columns, rows: np.ndarray, role: str) -> np.ndarray:
    listing, codes = columns.listed[role]
    at = np.searchsorted(listing, rows)
    stated = at < np.searchsorted(listing, rows, "right")
    return np.where(stated, codes[np.minimum(at, len(codes) - 1)], 0) if len(codes) else np.zeros(len(rows), np.int64)


def _newest_first(columns: Columns, rows: np.ndarray) -> np.ndarray:
    """The days from the last to the first, and the rows of each in the order of the copy; rows are in order of day already."""
    days = columns.first_day[rows]
    starts = np.flatnonzero(np.concatenate([[True], days[1:] != days[:-1]])) if len(rows) else np.empty(0, np.int64)
    lengths = np.diff(np.append(starts, len(rows)))
    begins = np.cumsum(lengths[::-1]) - lengths[::-1]
    return rows[np.repeat(starts[::-1] - begins, lengths[::-1]) + np.arange(len(rows))]


def _ranks(columns: Columns, dimension: str, spoken: bool) -> np.ndarray:
    """The place of each code in the order of its names; countries by the name that the reader sees where `spoken`."""
    names = columns.names[dimension]
    if spoken:
        names = tuple(country_name(each) if each and each in COUNTRIES else each for each in names)
    ranks = np.empty(len(names), dtype=np.int64)
    ranks[sorted(range(len(names)), key=lambda code: (fold(names[code] or ""), names[code] or ""))] = range(len(names))
    return ranks


def page(rows: np.ndarray, offset: int, limit: int) -> np.ndarray:
    """`limit` rows from `offset` on; fewer at the end, none beyond it."""
    return rows[max(offset, 0) : max(offset, 0) + max(limit, 0)]
