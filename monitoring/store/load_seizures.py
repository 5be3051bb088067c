"""The seizures of a file: known or new, and if new written with their items, legs, arrests, figures and documents."""

from collections import Counter
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy import Connection, bindparam, func, select, update

from ..language import _
from ..vocabulary.blocks import Block
from ..vocabulary.rows import Rejected
from .block_rows import digest_of, insert_rows, kept
from .fates import ACCEPTED, CONFLICT, Fates, Known, Lines, settle, taken_out_by_hand
from .held import carried_details, details_agree, held_content, says_the_same
from .identity import Content, content, length
from .load_batch import Release
from .load_suspects import Compared
from .own_titles import without_made_titles
from .tables import document, seizure, seizure_arrests, seizure_item, seizure_item_figure, seizure_leg

OF_DOCUMENT = ("source_name", "source_url", "source_kind", "source_grade", "source_grade_reason")
_NOT_COLUMNS = {"key", "of", *OF_DOCUMENT}


class Seizures:
    """What is taken of the table `seizures` and its parts, block by block. `compared` gathers what is new, where there is
    somebody who looks for suspected duplicates.
    """

    def __init__(
        self, db: Connection, release: Release, batch: int, number: int, marking: str, compared: Compared | None = None
    ):
        self._db, self._release, self._batch, self._number, self._marking = db, release, batch, number, marking
        self._compared = compared
        self._next = {
            table: (db.scalar(select(func.max(table.c.row_id))) or 0) + 1 for table in (seizure, seizure_item)
        }
        self.held_before = self._next[seizure] - 1  # at most: row numbers of those that are gone are not used again
        self._known = Known(number, taken_out=taken_out_by_hand(db))
        self._documents: set[str] = set()
        self._repeats: Counter[int] = Counter()
        self.taken = 0
        self.unplaced = 0
        self.precisions: Counter[str] = Counter()

    def take(
        self, block: Block, lines: Lines, conflicts: list[Rejected], headings: Mapping[str, Sequence[str]]
    ) -> bytes:
        """Writes the new seizures of the block; a checksum of what was written."""
        size = length(block.seizures)
        if not size:
            return b""
        table: dict[str, Any] = dict(block.seizures)
        table["marking"] = _filled(table.get("marking"), self._marking, size)
        table |= self._documented(table, size)
        if "key" not in table and "title" in table:  # of our own export, or our workbook
            table["title"] = without_made_titles(table, block.items)
        said = _Said(table, block)
        keys = np.asarray(table["key"], dtype=np.int64) if "key" in table else said.content.keys()
        ids = [str(name) for name in table["id"]]

        def same(positions: np.ndarray, rows: np.ndarray) -> np.ndarray:
            distinct, at = np.unique(rows, return_inverse=True)  # two lines of a file may mean one row
            return says_the_same(said.content, positions, held_content(self._db, distinct.tolist()), at)

        carried = {} if "key" in table else carried_details(block)

        def agree(positions: np.ndarray, rows: np.ndarray) -> np.ndarray:
            return details_agree(self._db, block, carried, positions, rows)

        fates = settle(self._db, self._known, ids, keys, same, agree if carried else None)
        of = np.asarray(block.items["of"], dtype=np.int64) if length(block.items) else np.empty(0, dtype=np.int64)
        lines.add(_column(block.items, "sheet", len(of)), _column(block.items, "source_row", len(of)), fates.fate[of])
        self._count_repeats(fates)
        conflicts += self._conflicts(block, ids, fates, of, headings)
        return self._write(table, keys, fates, block, of)

    def _documented(self, table: Mapping[str, Any], size: int) -> dict[str, Any]:
        ordinary = {"source_name": self._release.producer, "source_kind": "official", "source_grade": "original"}
        return {name: _filled(table.get(name), ordinary.get(name), size) for name in OF_DOCUMENT}

    def _count_repeats(self, fates: Fates) -> None:
        """Rows that stand in the file again although an earlier block of it was written already."""
        again = (fates.row > 0) & (fates.times > 0)
        new_before = again & (fates.row >= self._first_row)
        for row, times in zip(fates.row[new_before].tolist(), fates.times[new_before].tolist()):
            self._repeats[row] += times

    @property
    def _first_row(self) -> int:
        return self._next[seizure] - self.taken

    def count_repeats(self) -> None:
        """Adds to `times_reported` what later blocks said once more."""
        if self._repeats:
            query = update(seizure).where(seizure.c.row_id == bindparam("row"))
            query = query.values(times_reported=seizure.c.times_reported + bindparam("times"))
            self._db.execute(query, [{"row": row, "times": times} for row, times in self._repeats.items()])

    def _write(self, table: dict[str, Any], keys: np.ndarray, fates: Fates, block: Block, of: np.ndarray) -> bytes:
        new = fates.fate == ACCEPTED
        size = int(new.sum())
        if not size:
            return b""
        row_ids = np.zeros(len(new), dtype=np.int64)
        row_ids[new] = np.arange(self._next[seizure], self._next[seizure] + size)
        self._next[seizure] += size
        self.taken += size
        reported = np.asarray(_filled(table.get("times_reported"), 1, len(new)), dtype=np.int64) + fates.times
        columns = {name: kept(values, new) for name, values in table.items() if name not in _NOT_COLUMNS}
        columns["times_reported"] = reported[new]
        documents = self._write_documents({name: kept(table[name], new) for name in OF_DOCUMENT})
        self._count_places(columns)
        digested = [digest_of(columns, size), keys[new].tobytes()]
        ours = {
            "row_id": row_ids[new], "batch_id": self._batch, "added_in": self._number, "content_key": keys[new],
            "document_id": documents,
        }  # fmt: skip
        insert_rows(self._db, seizure, columns | ours, size)
        items, of_parts = self._write_parts(block, of, new, row_ids)
        if self._compared is not None and items:
            channel = kept(table["source_name"], new)
            self._compare(
                columns | {"seizure": row_ids[new], "channel": channel}, items, (np.cumsum(new) - 1)[of[new[of]]]
            )
        return b"".join([*digested, *of_parts])

    def _compare(self, seizures: dict[str, Any], items: dict[str, Any], of: np.ndarray) -> None:
        named = dict(seizures) | {"place": seizures.get("place_reported")}
        single = np.asarray(seizures["status"], dtype=object)[of] != "duplicate"
        if not single.all():
            of, items = of[single], {name: kept(values, single) for name, values in items.items()}
        assert self._compared is not None
        self._compared.add(of, named, items, new=True)

    def _write_parts(
        self, block: Block, of: np.ndarray, new: np.ndarray, row_ids: np.ndarray
    ) -> tuple[dict[str, Any], list[bytes]]:
        """The items that were written, and checksums of all parts."""
        digested, items = [], dict[str, Any]()
        item_rows = np.zeros(len(of), dtype=np.int64)
        if len(of):
            mask = new[of]
            size = int(mask.sum())
            item_rows[mask] = np.arange(self._next[seizure_item], self._next[seizure_item] + size)
            self._next[seizure_item] += size
            columns = {name: kept(values, mask) for name, values in block.items.items() if name != "of"}
            told = {name: values for name, values in columns.items() if name != "reported"}
            digested.append(digest_of(told, size))
            columns.setdefault("reported", [{}] * size)
            ours = {"row_id": item_rows[mask], "seizure_row": row_ids[of[mask]]}
            insert_rows(self._db, seizure_item, columns | ours, size)
            items = told | {"row": item_rows[mask]}
        for part, target, name, rows in (
            (block.legs, seizure_leg, "seizure_row", row_ids), (block.arrests, seizure_arrests, "seizure_row", row_ids),
            (block.figures, seizure_item_figure, "item_row", item_rows),
        ):  # fmt: skip
            if length(part):
                wholes = rows[np.asarray(part["of"], dtype=np.int64)]
                mask = wholes > 0
                columns = {each: kept(values, mask) for each, values in part.items() if each != "of"}
                digested.append(digest_of(columns, int(mask.sum())))
                insert_rows(self._db, target, columns | {name: wholes[mask]}, int(mask.sum()))
        return items, digested

    def _write_documents(self, parts: Mapping[str, Sequence[Any]]) -> Sequence[str]:
        """The document of each row; one that says the same as another is written once."""
        codes, rows = _distinct_rows([parts[name] for name in OF_DOCUMENT])
        names = [f"document/{sha256(repr(row).encode()).hexdigest()[:32]}" for row in rows]
        new = [at for at, name in enumerate(names) if name not in self._documents]
        held = {
            name for start in range(0, len(new), 500) for name in self._db.scalars(
                select(document.c.id).where(document.c.id.in_([names[at] for at in new[start : start + 500]]))
            )
        }  # fmt: skip
        self._documents |= set(names)
        missing = [at for at in new if names[at] not in held]
        columns = {
            part.removeprefix("source_"): [rows[at][place] for at in missing] for place, part in enumerate(OF_DOCUMENT)
        }
        ours = {"id": [names[at] for at in missing], "batch_id": self._batch}
        insert_rows(self._db, document, columns | ours, len(missing))
        return np.array(names, dtype=object)[codes].tolist()

    def _count_places(self, columns: Mapping[str, Any]) -> None:
        precisions = np.asarray(columns["location_precision"], dtype=object)
        self.precisions.update(precisions.tolist())
        nowhere = pd.isna(pd.Series(columns["lon"], dtype=object)).to_numpy() if "lon" in columns else True
        self.unplaced += int((nowhere & (precisions != "sea_area")).sum())

    def _conflicts(
        self, block: Block, ids: Sequence[str], fates: Fates, of: np.ndarray, headings: Mapping[str, Sequence[str]]
    ) -> list[Rejected]:
        """A refused row for each item of a seizure that the record, or the file above, has with other content."""
        found: list[Rejected] = []
        if not (fates.fate == CONFLICT).any():
            return found
        sheets, rows = _column(block.items, "sheet", len(of)), _column(block.items, "source_row", len(of))
        cells = _column(block.items, "reported", len(of))
        first_items = pd.Series(np.arange(len(of))).groupby(of).first()
        held = self._versions(fates.row[fates.fate == CONFLICT])
        for at in np.flatnonzero(fates.fate[of] == CONFLICT).tolist():
            event = int(of[at])
            if fates.row[event] and held.get(int(fates.row[event])) != self._number:
                reason = _(
                    "is in the record with other content. Correct the seizure there, or take back the import that brought "
                    "it and import this file again."
                )
            else:
                above = rows[first_items[fates.first[event]]] if not fates.row[event] else None
                reason = _("stands on row {row} with other content; give each seizure a reference of its own.", row=above) if (
                    above is not None
                ) else _("stands higher up in the file with other content; give each seizure a reference of its own.")  # fmt: skip
            told = cells[at] if cells[at] is not None else {}
            said = dict(told) if isinstance(told, Mapping) else dict(zip(headings.get(sheets[at], ()), told))
            found.append(Rejected(int(rows[at] or 0), reason, None, ids[event], said, sheets[at]))
        return found

    def _versions(self, rows: np.ndarray) -> dict[int, int]:
        wanted = [int(row) for row in np.unique(rows) if row]
        s = seizure.c
        found: dict[int, int] = {}
        for start in range(0, len(wanted), 5_000):
            query = select(s.row_id, s.added_in).where(s.row_id.in_(wanted[start : start + 5_000]))
            found |= {row.row_id: row.added_in for row in self._db.execute(query)}
        return found


class _Said:
    """What the seizures of a block say, worked out when somebody asks: rows with a key of their own seldom need it."""

    def __init__(self, table: Mapping[str, Any], block: Block):
        self._table, self._block = table, block
        self._content: Content | None = None

    @property
    def content(self) -> Content:
        if self._content is None:
            self._content = content(self._table, self._block.items, self._block.legs, self._block.arrests)
        return self._content


def _distinct_rows(columns: Sequence[Sequence[Any]]) -> tuple[np.ndarray, list[tuple]]:
    """Of each row the number of its distinct row, and these, with None for what is empty."""
    together = np.zeros(len(columns[0]), dtype=np.int64)
    for values in columns:
        codes, distinct = pd.factorize(pd.Series(values, dtype=object), use_na_sentinel=False)
        together = pd.factorize(together * len(distinct) + codes)[0]
    first = np.unique(together, return_index=True)[1].tolist()
    return together, [tuple(None if values[at] != values[at] else values[at] for values in columns) for at in first]


def _column(table: Mapping[str, Any], name: str, size: int) -> Sequence[Any]:
    if name not in table:
        return [None] * size
    values = table[name]
    return values.tolist() if isinstance(values, np.ndarray) else values


def _filled(column: Any, value: Any, size: int) -> np.ndarray:
    """The column with `value` where it is empty."""
    if column is None:
        return np.full(size, value, dtype=object)
    series = pd.Series(column, dtype=object)
    return (series if value is None else series.where(series.notna(), value)).to_numpy(dtype=object)
