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
from ..vocabulary.columns import CODED, Columns
from ..vocabulary.countries import COUNTRIES, country_name
from ..vocabulary.fields import SORTABLE
from ..vocabulary.filters import Filter
from ..vocabulary.folding import fold
from ..vocabulary.units import KINDS
from .grouping import SEVERAL, Keys, checked_by, column, distinct, keys_of, numbered, seizures_of, several_keys
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


def select(columns: Columns, filter: Filter, members: Members = MappingProxyType({})) -> Selection:
    """The items that meet every condition of the filter. `members`: the countries of each group.

    FilterError for a group that `members` does not have. `filter.v` is not looked at: it chose these columns.
    """
    tests = tests_of(columns, filter, members)
    rows, massless = [], []
    for block in _blocks(*rows_of_days(columns, filter)):
        mask = _meets(tests, block)
        if filter.min_kg is not None and mask.any():
            mass = columns.mass_kg[block]
            massless.append(columns.seizure[block][mask & np.isnan(mass)])
            mask = mask & (mass >= filter.min_kg)
        rows.append((np.flatnonzero(mask) + block.start).astype(np.int32))
    found = np.concatenate(rows) if rows else np.empty(0, dtype=np.int32)
    seizures = columns.seizure[found]
    return Selection(found, distinct(seizures), _not_among(massless, seizures))


def _not_among(massless: Sequence[np.ndarray], seizures: np.ndarray) -> int:
    """How many seizures of the ascending `massless` are none of `seizures`; a table of flags, since sorting is slow."""
    left_out = np.concatenate(massless) if massless else seizures[:0]
    if not len(left_out):
        return 0
    chosen = np.zeros(max(int(left_out[-1]), int(seizures.max(initial=0))) + 1, dtype=bool)
    chosen[seizures] = True
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
    keys = [keys_of(columns, selection.rows, name) for name in names]
    group, codes = numbered(keys)
    groups = len(codes[0])
    quantity = columns.quantity[selection.rows]
    stated = ~np.isnan(quantity)
    sums = np.bincount(group[stated], weights=quantity[stated], minlength=groups)
    sums = np.where(np.bincount(group[stated], minlength=groups) > 0, sums.round(6), np.nan)
    frame = pd.DataFrame({name: _named(name, key, code) for name, key, code in zip(names, keys, codes, strict=True)})
    frame["seizures"] = seizures_of(columns.seizure[selection.rows], group, groups).astype(np.int64)
    frame["quantity"] = sums
    frame["unit"] = pd.Series([KINDS.get(kind) for kind in frame["kind"]], dtype="str", index=frame.index)
    return frame.sort_values(list(names), na_position="last", ignore_index=True)


def _named(name: str, key: Keys, codes: np.ndarray) -> pd.Series:
    # An empty selection has no year to tell the type by.
    return column(key.values, codes).astype("Int64") if name == "year" else column(key.values, codes)


def counts(columns: Columns, selection: Selection, dimension: str) -> pd.DataFrame:
    """Columns: value, seizures; most first, then by value; the not stated (null) last.

    dimension: any of grouping.DIMENSIONS. With transit and destination a seizure counts for each country it lists.
    """
    if dimension in SEVERAL:
        rows, keys = several_keys(columns, selection.rows, dimension)
    else:
        rows, keys = selection.rows, keys_of(columns, selection.rows, dimension)
    group, (codes,) = numbered([keys])
    seizures = seizures_of(columns.seizure[rows], group, len(codes)).astype(np.int64)
    order = np.lexsort((codes, -seizures, codes == 0))
    return pd.DataFrame({"value": _named(dimension, keys, codes[order]), "seizures": seizures[order]})


def years(columns: Columns, selection: Selection) -> pd.DataFrame:
    """Columns: year (Int64), seizures; years with seizures, in order; null last for dates known less exactly."""
    found = counts(columns, selection, "year").rename(columns={"value": "year"})
    return found.sort_values("year", na_position="last", ignore_index=True)


def not_mapped(columns: Columns, selection: Selection) -> pd.Series:
    """Seizures without coordinates, by location precision ("country", "sea_area" ...)."""
    rows = selection.rows[np.isnan(columns.lon[selection.rows])]
    found = counts(columns, Selection(rows, 0), "precision")
    return pd.Series(found["seizures"].to_numpy(), index=found["value"], name="seizures")


_SORTED_BY = {column: dimension for dimension, column in CODED.items()}


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
        return rows[np.argsort(sign * columns.first_day[rows].astype(np.int64), kind="stable")]
    if name in ("quantity", "mass_kg"):
        kind = columns.kind[rows] if name == "quantity" else np.zeros(len(rows), dtype=np.uint8)
        return rows[np.lexsort((sign * getattr(columns, name)[rows], kind, kind == 0))]  # nan sorts last
    ranks = _ranks(columns, name)
    dimension = "country" if name == "country" else _SORTED_BY[name]
    codes = getattr(columns, dimension)[rows]
    return rows[np.lexsort((sign * ranks[codes], codes == 0))]


def _ranks(columns: Columns, name: str) -> np.ndarray:
    """The place of each code in the order of its names; countries by the name that the reader sees."""
    names = columns.names["country" if name == "country" else _SORTED_BY[name]]
    if name == "country":
        names = tuple(country_name(each) if each and each in COUNTRIES else each for each in names)
    ranks = np.empty(len(names), dtype=np.int64)
    ranks[sorted(range(len(names)), key=lambda code: (fold(names[code] or ""), names[code] or ""))] = range(len(names))
    return ranks


def page(rows: np.ndarray, offset: int, limit: int) -> np.ndarray:
    """`limit` rows from `offset` on; fewer at the end, none beyond it."""
    return rows[max(offset, 0) : max(offset, 0) + max(limit, 0)]
