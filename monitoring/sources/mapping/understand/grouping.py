"""Which rows are one seizure: those with the same reference on the same day at the same place, or the cells of one wide line.

A reference alone is not enough: many offices begin each year with number 1. A row without a reference is a seizure of its
own. The very same row twice in a seizure is a copy of it, so that the store counts it as a duplicate and not as a second drug.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd
import pyarrow as pa

from ...files.opened import Sheet
from ..model import FileMapping
from .cells import Cells, columns_of, together
from .keys import canonical, digest, row_keys

SAME = ("source_ref", "date", "fiscal_year", "year", "month", "day", "country", "iso3", "admin1", "place")


@dataclass(frozen=True)
class Events:
    """`of`: the event of each row in hand, numbered as they first stand. `name` and `key`: two 64-bit numbers of each event."""

    of: np.ndarray
    name: np.ndarray
    key: np.ndarray


def several(mapping: FileMapping) -> bool:
    """Whether a seizure may have more than one row."""
    return mapping.wide is not None or bool(mapping.headings("source_ref"))


def events_in(cells: Cells, keys: np.ndarray) -> Events:
    """The events of the rows in hand, which have all rows of each (see whole_events)."""
    if not several(cells.mapping):
        return Events(np.arange(len(cells)), keys, keys)
    group, names = _groups(cells)
    rows = pd.DataFrame({"group": group, "key": keys})
    copy = rows.groupby(["group", "key"], sort=False).cumcount().to_numpy()
    whole = np.zeros(len(names), dtype=np.uint64)
    np.add.at(whole, group[copy == 0], keys[copy == 0].view(np.uint64))
    of, firsts = pd.factorize(group.astype(np.int64) * (int(copy.max(initial=0)) + 1) + copy)
    groups = firsts // (int(copy.max(initial=0)) + 1)
    key = whole[groups].view(np.int64)
    own = np.array([0 if name is None else name for name in names] or [0], dtype=np.uint64)[groups]
    named = np.array([name is not None for name in names] or [False], dtype=bool)[groups]
    return Events(of, np.where(named, own.view(np.int64), key), key)


def groups_of(cells: Cells) -> np.ndarray:
    """The number of the seizure that each row is of, copies counted as one."""
    return _groups(cells)[0]


def _groups(cells: Cells) -> tuple[np.ndarray, list[int | None]]:
    """The group of each row, and for each group a number made of its reference; None where it has none."""
    columns = [found for name in SAME if (found := cells.of(name)) is not None]
    if not cells.mapping.headings("source_ref"):
        group, lines = pd.factorize(cells.line)
        return group, [None] * len(lines)
    codes, sets = together(*(each for _heading, each in columns))
    stated = (
        np.array([bool(words[0].strip()) for words in sets] or [False], dtype=bool)[codes] if len(codes) else codes > 0
    )
    group, firsts = pd.factorize(np.where(stated, codes, len(sets) + cells.line))
    return group, [
        digest("event", "\0".join(canonical(word.strip()) for word in sets[at])) if at < len(sets) else None
        for at in firsts
    ]


def whole_events(sheet: Sheet, mapping: FileMapping, size: int) -> Iterator[pa.Table]:
    """The lines of a sheet, about `size` at a time, all lines of a seizure together and never in two parts."""
    if not mapping.headings("source_ref") or not sheet.rows:
        yield from sheet.blocks(size)
        return
    group = pd.factorize(np.concatenate(list(_identities(sheet, mapping, size))))[0]
    order = np.argsort(group, kind="stable")
    in_order = bool((np.diff(order) == 1).all())
    table = pa.concat_tables(sheet.blocks(size))
    start = 0
    while start < len(order):
        end = min(start + size, len(order))
        while end < len(order) and group[order[end]] == group[order[end - 1]]:
            end += 1
        yield table.slice(start, end - start) if in_order else table.take(pa.array(order[start:end]))
        start = end


def _identities(sheet: Sheet, mapping: FileMapping, size: int) -> Iterator[np.ndarray]:
    """A number for the reference, day and place of each line; a line without a reference has a number of its own."""
    wanted = [heading for name in SAME for heading in mapping.headings(name)]
    reference = mapping.headings("source_ref")[0]
    done = 0
    for block in sheet.blocks(size):
        columns = columns_of(sheet, block)
        numbers = row_keys({heading: columns[heading] for heading in wanted}, {}, dict.fromkeys(wanted, _stripped))
        stated = columns[reference].each(lambda word: bool(word.strip()), bool)
        yield np.where(stated, numbers, np.arange(done, done + len(numbers)))
        done += len(numbers)


def _stripped(word: str) -> str:
    return canonical(word.strip())
