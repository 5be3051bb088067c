"""Sums over selected rows, block by block: what a block needs stays near the processor, and memory does not grow with the data.

Measured on ten million rows without a filter: half the time that whole columns at once take.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import numpy as np

from ..vocabulary.columns import Columns, Rows
from .grouping import Groups, Keys, going_on, grouped, seizures_of

BLOCK = 262_144  # rows
WORTH = 4  # groups to be added up, all blocks together, for each row; beyond that the adding costs what the blocks save


class Sums(NamedTuple):
    """Of each group that occurs: its code in every key, distinct seizures, the sum of the amounts that are stated, and how
    many rows state one. values: what the codes of every key mean.
    """

    codes: tuple[np.ndarray, ...]
    values: tuple[Sequence[str | int | None], ...]
    seizures: np.ndarray
    amount: np.ndarray
    stated: np.ndarray


KeyOf = Callable[[Rows], Keys]  # what the rows at an index belong to, with the same values whatever the rows


def sums(
    columns: Columns, rows: np.ndarray, groupings: Sequence[Sequence[KeyOf]], amounts: Callable[[Rows], np.ndarray] | None = None
) -> list[Sums]:  # fmt: skip
    """The rows (ascending, all items of a seizure that match) by every combination of the keys of each grouping, in one pass.

    amounts: nan where none is stated; without it, amount and stated are nought.
    """
    found: list[_Adding] = [_Adding(keys) for keys in groupings]
    parts = list(blocks(columns, rows)) or [slice(0, 0)]
    many = [each for each in found if len(parts) > 1 and each.groups * len(parts) > WORTH * len(rows)]
    for at in parts:
        _add(columns, at, [each for each in found if each not in many], amounts)
    if many:
        _add(columns, index_of(rows), many, amounts)
    return [each.done() for each in found]


class Given(NamedTuple):
    """The amounts of a block's rows, nought where none is stated, and which rows these are."""

    amount: np.ndarray
    missing: np.ndarray


class _Adding:
    """The sums of one grouping as they grow, by number of the group."""

    def __init__(self, keys: Sequence[KeyOf]) -> None:
        self._keys = keys
        self._sums: list[np.ndarray] = []
        self._groups: Groups | None = None
        self._values: tuple[Sequence[str | int | None], ...] = ()

    @property
    def groups(self) -> float:
        """How many there may be at most."""
        return float(np.prod([len(key(slice(0, 0)).values) for key in self._keys], dtype=float))

    def add(self, at: Rows, seizure: np.ndarray, inside: np.ndarray, given: Given | None) -> None:
        own = [key(at) for key in self._keys]
        self._groups, self._values = grouped(own), tuple(key.values for key in own)
        group, number = self._groups.of_row, self._groups.number
        here = [seizures_of(seizure, group, number, inside)]
        if given is not None:
            stated = np.bincount(group, minlength=number) - np.bincount(group[given.missing], minlength=number)
            here += [np.bincount(group, weights=given.amount, minlength=number), stated]
        self._sums = [before + more for before, more in zip(self._sums, here, strict=True)] if self._sums else here

    def done(self) -> Sums:
        assert self._groups is not None
        occurs = np.flatnonzero(self._sums[0])
        kept = [each[occurs] for each in self._sums] + [np.zeros(len(occurs))] * (3 - len(self._sums))
        return Sums(tuple(codes[occurs] for codes in self._groups.codes), self._values, *kept)


def _add(columns: Columns, at: Rows, to: Sequence[_Adding], amounts: Callable[[Rows], np.ndarray] | None) -> None:
    if not to:
        return
    seizure = columns.seizure[at]
    inside, given = going_on(seizure), None
    if amounts is not None:
        amount = amounts(at)
        missing = np.flatnonzero(np.isnan(amount))
        given = Given(np.nan_to_num(amount) if len(missing) else amount, missing)
    for each in to:
        each.add(at, seizure, inside, given)


def blocks(columns: Columns, rows: np.ndarray) -> Iterator[Rows]:
    """Ascending rows in blocks, as indices; the items of a seizure are never parted."""
    start = 0
    while start < len(rows):
        stop = min(start + BLOCK, len(rows))
        while stop < len(rows) and columns.seizure[rows[stop]] == columns.seizure[rows[stop - 1]]:
            stop += 1
        yield index_of(rows[start:stop])
        start = stop


def index_of(rows: np.ndarray) -> Rows:
    """Ascending rows as an index: a slice where none between is left out, which copies nothing."""
    if not len(rows):
        return slice(0, 0)
    first, last = int(rows[0]), int(rows[-1]) + 1
    return slice(first, last) if last - first == len(rows) else rows
