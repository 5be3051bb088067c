"""Rows that are no single seizures: totals, observations and areas, known by their key within one edition of one source."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy import Connection, func, or_, select, update

from ..vocabulary.blocks import AREA, OBSERVATION, TOTAL
from .block_rows import digest_of, insert_rows, kept
from .fates import ACCEPTED, DUPLICATE, HELD, Lines
from .identity import length, row_keys
from .load_batch import Release
from .tables import area, import_batch, observation, reported_total, source_release

_WHERE = ("key", "sheet", "source_row", "reported")
WHOLES = {"totals": (reported_total, TOTAL), "observations": (observation, OBSERVATION), "areas": (area, AREA)}


class Wholes:
    """What is taken of one of these tables, block by block.

    Another edition of a source says the same again in its own right; so a row is held only when the same edition, or the same
    file, brought it.
    """

    def __init__(self, db: Connection, release: Release, batch: int, number: int, name: str):
        self._db, self._release, self._batch, self._number = db, release, batch, number
        self._table, columns = WHOLES[name]
        self._columns = [each for each in columns if each not in _WHERE]
        self._held: np.ndarray | None = None
        self._seen = np.empty(0, dtype=np.int64)  # keys of the file, sorted
        self._ids = np.empty(0, dtype=np.int64)  # their rows, 0 for one that was held
        self._next = 0
        self.taken = 0

    def take(self, rows: Mapping[str, Any], lines: Lines) -> bytes:
        """Writes the new rows of a block; a checksum of what was written."""
        size = length(rows)
        if not size:
            return b""
        if self._held is None:
            self._held = self._current_keys()
            self._next = (self._db.scalar(select(func.max(self._table.c.id))) or 0) + 1
        keys = np.asarray(rows["key"], dtype=np.int64) if "key" in rows else row_keys(rows, self._columns)
        codes, distinct = pd.factorize(keys)
        first_of = np.full(len(distinct), size, dtype=np.int64)
        np.minimum.at(first_of, codes, np.arange(size))
        is_first = first_of[codes] == np.arange(size)
        place, seen = _find(self._seen, keys)
        fate = np.full(size, ACCEPTED, dtype=np.int8)
        fate[np.isin(keys, self._held)] = HELD
        fate[seen | ~is_first] = DUPLICATE
        new = fate == ACCEPTED
        ids = np.zeros(size, dtype=np.int64)
        ids[new] = np.arange(self._next, self._next + int(new.sum()))
        self._next += int(new.sum())
        self.taken += int(new.sum())
        times = np.bincount(codes[fate == DUPLICATE], minlength=len(distinct))
        columns = {name: kept(values, new) for name, values in rows.items() if name != "key"}
        lines.add(_listed(rows, "sheet", size), _listed(rows, "source_row", size), fate)
        told = {name: values for name, values in columns.items() if name not in _WHERE}
        digested = digest_of(told, int(new.sum())) + keys[new].tobytes() if new.any() else b""
        ours = self._ours(ids[new], keys[new], times[codes[new]], columns)
        insert_rows(self._db, self._table, columns | ours, int(new.sum()))
        self._repeat(place[seen], seen)
        self._remember(keys[is_first & ~seen], ids[is_first & ~seen])
        return digested

    def _current_keys(self) -> np.ndarray:
        t, b, r = self._table.c, import_batch.c, source_release.c
        query = select(t.content_key).join(import_batch, b.id == t.batch_id).join(source_release, r.id == b.release_id)
        same = or_(r.edition == self._release.edition, r.sha256 == self._release.sha256)
        query = query.where(t.retired_in.is_(None), t.content_key.is_not(None), r.key == self._release.key, same)
        return np.array(self._db.scalars(query).all(), dtype=np.int64)

    def _ours(self, ids: np.ndarray, keys: np.ndarray, more: np.ndarray, columns: Mapping[str, Any]) -> dict[str, Any]:
        ours: dict[str, Any] = {"id": ids, "batch_id": self._batch, "added_in": self._number, "content_key": keys}
        if "times_reported" in self._table.c:
            ours["times_reported"] = more + 1
        if self._table is observation:
            named = columns.get("source", [None] * len(ids))
            ours |= {"edition": self._release.edition, "source": [said or self._release.citation for said in named]}
        return ours

    def _repeat(self, places: np.ndarray, seen: np.ndarray) -> None:
        """A row of an earlier block that stands in the file once more."""
        if "times_reported" not in self._table.c or not seen.any():
            return
        t = self._table.c
        for row, times in zip(*np.unique(self._ids[places], return_counts=True)):
            if row:
                more = {"times_reported": t.times_reported + int(times)}
                self._db.execute(update(self._table).where(t.id == int(row)).values(**more))

    def _remember(self, keys: np.ndarray, ids: np.ndarray) -> None:
        together = np.concatenate([self._seen, keys])
        order = np.argsort(together, kind="stable")
        self._seen, self._ids = together[order], np.concatenate([self._ids, ids])[order]


def _find(ordered: np.ndarray, keys: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Of each key its place among the sorted ones, and whether it is there."""
    if not len(ordered):
        return np.zeros(len(keys), dtype=np.int64), np.zeros(len(keys), dtype=bool)
    place = np.minimum(np.searchsorted(ordered, keys), len(ordered) - 1)
    return place, ordered[place] == keys


def _listed(rows: Mapping[str, Any], name: str, size: int) -> Sequence[Any]:
    return rows.get(name, [None] * size)
