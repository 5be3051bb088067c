"""What becomes of each row of a file: taken, already held, the same row once more, or in conflict with another row.

A seizure is known by its `id`, and a change of what it says by its key. Rows of this import are in the record as soon as
their block is written, so one question to the database settles both what was held before and what the file said before.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy import Connection, func, select

from .tables import data_version, import_batch, seizure

DUPLICATE, HELD, CONFLICT, ACCEPTED = range(4)  # of the rows of one line the highest is the fate of the line
Ask = Callable[[np.ndarray, np.ndarray], np.ndarray]
AT_ONCE = 10_000  # ids in one question


@dataclass
class Fates:
    """Of each seizure of a block: `fate`; `row`, the row of the record that it meets (0: none); `first`, the position in
    the block where its id stands first; `times`, how often the very same row stands in the block beside the first.
    """

    fate: np.ndarray
    row: np.ndarray
    first: np.ndarray
    times: np.ndarray


@dataclass
class Known:
    """What this import has met so far: the rows of the record that the file repeats, as sorted numbers."""

    number: int  # of the version that this import makes
    held: np.ndarray = field(default_factory=lambda: np.empty(0, dtype=np.int64))
    taken_out: frozenset[str] = frozenset()  # seizures that a person retired: a file does not bring them back
    met: set[str] = field(default_factory=set)  # of these, those that the file has named

    def meet(self, rows: np.ndarray) -> None:
        self.held = np.union1d(self.held, rows)


def taken_out_by_hand(db: Connection) -> frozenset[str]:
    """Seizures without a current row that a person took out of the record, in a change that is in force."""
    s, v, b = seizure.c, data_version.c, import_batch.c
    current = select(s.id).where(s.retired_in.is_(None))
    query = select(s.id).join(data_version, v.id == s.retired_in).join(import_batch, b.id == v.batch_id)
    query = query.where(b.kind == "form", b.status == "current", v.action == "import")
    gone = set(db.scalars(query))
    return frozenset(gone - set(db.scalars(current.where(s.id.in_(gone))))) if gone else frozenset()


def current_rows(db: Connection, ids: Iterable[str]) -> pd.DataFrame:
    """The current rows of these seizures: id, row_id, content_key, added_in."""
    s, wanted = seizure.c, list(ids)
    found: list[Any] = []
    query = select(s.id, s.row_id, s.content_key, s.added_in).where(s.retired_in.is_(None))
    for start in range(0, len(wanted), AT_ONCE):
        found += db.execute(query.where(s.id.in_(_listed(db, wanted[start : start + AT_ONCE])))).all()
    return pd.DataFrame(found, columns=["id", "row_id", "content_key", "added_in"])


def _listed(db: Connection, ids: list[str]) -> Any:
    """The ids for a question: as one text where the database can read it, since a parameter each costs more than the answer."""
    if db.dialect.name != "sqlite":
        return ids
    return select(func.json_each(json.dumps(ids, ensure_ascii=False)).table_valued("value").c.value)


def settle(db: Connection, known: Known, ids: Sequence[str], keys: np.ndarray, same: Ask, agree: Ask | None) -> Fates:
    """The fates of the seizures of one block. `same(positions, rows)`: a mask, which of the seizures at these positions
    say nothing else than these rows of the record although their keys differ. `agree`, where the file says more than the
    keys are made of: which of them say nothing else in that.
    """
    codes, distinct = pd.factorize(np.asarray(ids, dtype=object))
    first_of = np.full(len(distinct), len(codes), dtype=np.int64)
    np.minimum.at(first_of, codes, np.arange(len(codes)))
    first = first_of[codes]
    is_first = first == np.arange(len(codes))
    rows, row_keys, added = _met(db, distinct)
    row, fate = rows[codes], np.full(len(codes), ACCEPTED, dtype=np.int8)
    met = row > 0
    alike = np.where(met, row_keys[codes] == keys, keys[first] == keys)
    unlike = np.flatnonzero(met & ~alike)
    if len(unlike):
        alike[unlike] = same(unlike, row[unlike])
    likely = np.flatnonzero(met & alike)
    if agree and len(likely):
        alike[likely] = agree(likely, row[likely])
    repeated = ~is_first | (met & ((added[codes] == known.number) | np.isin(row, known.held)))
    fate[~alike] = CONFLICT
    fate[alike & met] = HELD
    fate[alike & repeated] = DUPLICATE
    known.meet(row[met & alike & (added[codes] != known.number)])
    _pass_over(known, ids, fate)
    times = np.bincount(first[fate == DUPLICATE], minlength=len(codes))
    return Fates(fate, row, first, times)


def _met(db: Connection, distinct: Sequence[str]) -> tuple[np.ndarray, ...]:
    """Of each distinct id its current row, key and version of the record; row 0 where there is none."""
    frame = current_rows(db, distinct)
    arrays = tuple(np.zeros(len(distinct), dtype=np.int64) for _ in range(3))
    at = pd.Index(distinct).get_indexer(frame["id"]) if len(frame) else np.empty(0, dtype=np.int64)
    for array, name in zip(arrays, ("row_id", "content_key", "added_in")):
        array[at] = frame[name].to_numpy(dtype=np.int64)
    return arrays


def _pass_over(known: Known, ids: Sequence[str], fate: np.ndarray) -> None:
    """What a person took out is held as taken out."""
    if not known.taken_out:
        return
    for at, name in enumerate(ids):
        if fate[at] == ACCEPTED and name in known.taken_out:
            fate[at] = DUPLICATE if name in known.met else HELD
            known.met.add(name)


@dataclass
class Lines:
    """The fates of the lines of one block: a line may stand behind several rows, and has the highest of their fates."""

    sheets: list[str | None] = field(default_factory=list)
    numbers: list[np.ndarray] = field(default_factory=list)
    fates: list[np.ndarray] = field(default_factory=list)

    def add(self, sheet: Sequence[str | None], row: Sequence[int | None], fate: np.ndarray) -> None:
        codes, names = pd.factorize(np.asarray(sheet, dtype=object), use_na_sentinel=False)
        places = []
        for name in names:
            name = name if isinstance(name, str) else None
            if name not in self.sheets:
                self.sheets.append(name)
            places.append(self.sheets.index(name))
        lines = pd.to_numeric(pd.Series(row, dtype=object), errors="coerce").to_numpy(dtype=np.float64)
        # A row that names no line stands for one of its own.
        missing = np.isnan(lines)
        lines[missing] = -np.arange(1, missing.sum() + 1) - sum(map(len, self.numbers))
        self.numbers.append(np.array(places, dtype=np.int64)[codes] * 2**40 + lines.astype(np.int64))
        self.fates.append(fate)

    def settled(self) -> pd.Series:
        """Line (sheet x 2**40 + row) -> its fate."""
        if not self.numbers:
            return pd.Series(dtype=np.int8)
        frame = pd.DataFrame({"line": np.concatenate(self.numbers), "fate": np.concatenate(self.fates)})
        return frame.groupby("line", sort=False)["fate"].max()

    def line(self, sheet: str | None, row: int) -> int:
        return (self.sheets.index(sheet) if sheet in self.sheets else 0) * 2**40 + row
