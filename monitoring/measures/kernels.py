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
from .grouping import checked_by, column, distinct, grouped, keys_of, seizures_of, several_keys
from .masks import Members, Test, place_in_order, rows_of_days, tests_of
from .sums import BLOCK, KeyOf, index_of, sums


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
        """The rows as an index; see sums.index_of."""
        return index_of(self.rows)


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


def totals(columns: Columns, selection: Selection, by: Sequence[str] = (), whole: bool = True) -> pd.DataFrame:
    """Columns: *by, kind, seizures, quantity, unit; one row for each that occurs, in order of `by`, then kind; null last.

    quantity: sum of the items that match, in `unit`, float noise below a milligram rounded away; null when none states
    one. seizures: distinct in that row; a seizure with two drugs is in two rows, so they do not add up. year is Int64,
    month "2014-03": null where the date is known less exactly. FilterError for a dimension that cannot be grouped by.
    whole: False for a part whose sums will be added to others, which are rounded once they are.
    """
    names = (*checked_by(by), "kind")
    by_name = [_keys(columns, name) for name in names]
    (found,) = sums(columns, selection.rows, [by_name], lambda at: columns.quantity[at])
    keys = zip(names, found.values, found.codes, strict=True)
    frame = pd.DataFrame({name: _named(name, values, codes) for name, values, codes in keys})
    frame["seizures"] = found.seizures.astype(np.int64)
    frame["quantity"] = np.where(found.stated > 0, found.amount.round(6) if whole else found.amount, np.nan)
    frame["unit"] = pd.Series([KINDS.get(kind) for kind in frame["kind"]], dtype="str", index=frame.index)
    return frame.sort_values(list(names), na_position="last", ignore_index=True)


def _keys(columns: Columns, name: str) -> KeyOf:
    return lambda at: keys_of(columns, at, name)


def _named(name: str, values: Sequence[str | int | None], codes: np.ndarray) -> pd.Series:
    # An empty selection has no year to tell the type by.
    return column(values, codes).astype("Int64") if name == "year" else column(values, codes)


def counts(columns: Columns, selection: Selection, dimension: str) -> pd.DataFrame:
    """Columns: value, seizures; most first, then by value; the not stated (null) last.

    dimension: any of grouping.DIMENSIONS. With transit and destination a seizure counts for each country it lists.
    """
    if dimension in ROLES:
        rows, keys = several_keys(columns, selection.rows, dimension)
        groups = grouped([keys])
        seizures = seizures_of(columns.seizure[rows], groups.of_row, groups.number)
        codes, values = np.flatnonzero(seizures), keys.values
        seizures = seizures[codes]
    else:
        (found,) = sums(columns, selection.rows, [[_keys(columns, dimension)]])
        (codes,), (values,), seizures = found.codes, found.values, found.seizures
    order = np.lexsort((codes, -seizures, codes == 0))
    return pd.DataFrame(
        {"value": _named(dimension, values, codes[order]), "seizures": seizures[order].astype(np.int64)}
    )


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
    return page(columns, selection, sort, 0, len(selection.rows))


def page(columns: Columns, selection: Selection, sort: str | None, offset: int, limit: int) -> np.ndarray:
    """`limit` rows of that order from `offset` on; fewer at the end, none beyond it.

    The rest is not put in order: the first page of three million rows takes no longer than that of three thousand.
    """
    name, descending = (sort or "-seized_on").removeprefix("-"), (sort or "-").startswith("-")
    if name not in SORTABLE:
        remedy = _("Rows cannot be put in this order. Choose among: {values}.", values=", ".join(SORTABLE))
        raise FilterError("sort", sort or "", remedy)
    rows, start, stop = selection.rows, max(offset, 0), max(offset, 0) + max(limit, 0)
    if name == "seized_on":
        return _by_day(columns, rows, descending, start, stop)
    if name == "quantity":
        return _by_kind(columns, selection, descending, start, stop)
    if name == "mass_kg":
        return rows[_first(_key(columns.mass_kg(selection.at), descending), start, stop)]
    dimension = _SORTED_BY[name]
    codes = _first_listed(columns, rows, dimension) if dimension in ROLES else columns.code(dimension, selection.at)
    known = _ranks(columns, dimension, spoken=name == "country")
    last = len(known)
    ranks = np.where(np.arange(last) == 0, last, last - 1 - known if descending else known)
    return rows[_first(ranks.astype(np.uint32).take(codes), start, stop)]


def largest(columns: Columns, selection: Selection, seizures: int) -> np.ndarray:
    """The selected rows of the `seizures` with the heaviest items, the heaviest seizure first, its heaviest item first."""
    wanted = seizures
    while True:
        rows = page(columns, selection, "-mass_kg", 0, wanted)
        numbers = pd.unique(columns.seizure[rows])[:seizures]
        if len(numbers) == seizures or wanted >= len(selection.rows):
            break
        wanted *= 2
    every = _of_same_seizures(columns, selection, rows[np.isin(columns.seizure[rows], numbers)])
    place = pd.Index(numbers).get_indexer(columns.seizure[every])
    return every[np.lexsort((_key(columns.mass_kg(every), True), place))]


def _of_same_seizures(columns: Columns, selection: Selection, rows: np.ndarray) -> np.ndarray:
    """The selected rows that belong to the seizures of `rows`, ascending; they lie beside them."""
    numbers = columns.seizure
    found = set()
    for row in rows.tolist():
        first = row
        while first > 0 and numbers[first - 1] == numbers[row]:
            first -= 1
        while first < len(columns) and numbers[first] == numbers[row]:
            found.add(first)
            first += 1
    beside = np.array(sorted(found), dtype=np.int64)
    at = np.searchsorted(selection.rows, beside)
    there = at < len(selection.rows)
    there[there] = selection.rows[at[there]] == beside[there]
    return beside[there]


def _by_day(columns: Columns, rows: np.ndarray, descending: bool, start: int, stop: int) -> np.ndarray:
    """Rows are in order of day already; descending, the days from the last to the first, each in the order of the copy."""
    if not descending:
        return rows[start:stop]
    if start >= len(rows) or stop <= start:
        return rows[:0]
    # Whole days from the end back to the one that holds the last row of the page.
    day = columns.first_day[rows[max(len(rows) - stop, 0)]]
    tail = rows[_day_starts(columns, rows, int(day)) :]
    days = columns.first_day[tail]
    starts = np.flatnonzero(np.concatenate([[True], days[1:] != days[:-1]]))
    lengths = np.diff(np.append(starts, len(tail)))
    begins = np.cumsum(lengths[::-1]) - lengths[::-1]
    return tail[np.repeat(starts[::-1] - begins, lengths[::-1]) + np.arange(len(tail))][start:stop]


def _day_starts(columns: Columns, rows: np.ndarray, day: int) -> int:
    """The place in `rows` of the first row of a day: a search in the copy, then one among the rows."""
    return place_in_order(rows, place_in_order(columns.first_day, day, "left"), "left")


def _by_kind(columns: Columns, selection: Selection, descending: bool, start: int, stop: int) -> np.ndarray:
    """Kinds one after the other, those without a kind last; inside each by quantity."""
    found, before = [], 0
    kinds, quantity = columns.kind[selection.at], columns.quantity[selection.at]
    for kind in (*range(1, len(columns.names["kind"])), 0):
        at = np.flatnonzero(kinds == kind)
        here = _first(_key(quantity[at], descending), max(start - before, 0), max(stop - before, 0))
        found.append(selection.rows[at[here]])
        before += len(at)
    return np.concatenate(found)


def _key(amounts: np.ndarray, descending: bool) -> np.ndarray:
    """Amounts so that the smallest key comes first and what is not stated last."""
    return np.where(np.isnan(amounts), np.inf, -amounts if descending else amounts)


def _first(keys: np.ndarray, start: int, stop: int) -> np.ndarray:
    """Places `start` to `stop` of a stable sort of `keys`; only as many as that are put in order."""
    if start >= len(keys) or stop <= start:
        return np.empty(0, dtype=np.int64)
    if stop * 4 >= len(keys):
        return np.argsort(keys, kind="stable")[start:stop]
    last = np.partition(keys, stop - 1)[stop - 1]
    below = np.flatnonzero(keys < last)
    ties = np.flatnonzero(keys == last)[: stop - len(below)]
    return np.concatenate([below[np.argsort(keys[below], kind="stable")], ties])[start:stop]


def _first_listed(columns: Columns, rows: np.ndarray, role: str) -> np.ndarray:
    listing, codes = columns.listed[role]
    at = np.searchsorted(listing, rows)
    stated = at < np.searchsorted(listing, rows, "right")
    return np.where(stated, codes[np.minimum(at, len(codes) - 1)], 0) if len(codes) else np.zeros(len(rows), np.int64)


def _ranks(columns: Columns, dimension: str, spoken: bool) -> np.ndarray:
    """The place of each code in the order of its names; countries by the name that the reader sees where `spoken`."""
    names = columns.names[dimension]
    if spoken:
        names = tuple(country_name(each) if each and each in COUNTRIES else each for each in names)
    ranks = np.empty(len(names), dtype=np.int64)
    ranks[sorted(range(len(names)), key=lambda code: (fold(names[code] or ""), names[code] or ""))] = range(len(names))
    return ranks
