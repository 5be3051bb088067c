"""The running text of a copy: an FTS5 table of words in a file of its own, whose rows have the numbers of the seizures."""

import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path
from threading import Lock

import numpy as np

from ...vocabulary.said import words

NAME = "said.sqlite"


def write_said(folder: Path, texts: Iterable[Sequence[tuple[int, str]]]) -> None:
    """Writes the index. Words are folded and parted here, so that the table's own reading adds nothing (`ascii`)."""
    db = sqlite3.connect(folder / NAME)
    try:
        db.execute("PRAGMA journal_mode = OFF")
        db.execute("PRAGMA synchronous = OFF")
        db.execute("CREATE VIRTUAL TABLE said USING fts5(words, content='', tokenize='ascii')")
        for block in texts:
            db.executemany("INSERT INTO said(rowid, words) VALUES (?, ?)", [(n, words(text)) for n, text in block])
        db.execute("INSERT INTO said(said) VALUES ('optimize')")
        db.commit()
    finally:
        db.close()


class SaidIndex:
    """See vocabulary.columns.Said. Opened when first asked; safe to share between threads."""

    def __init__(self, folder: Path) -> None:
        self._file, self._lock = folder / NAME, Lock()
        self._db: sqlite3.Connection | None = None

    def seizures(self, phrase: str) -> np.ndarray:
        wanted = words(phrase)
        if not wanted:
            return np.empty(0, dtype=np.uint32)
        with self._lock:
            if self._db is None:
                address = f"{self._file.resolve().as_uri()}?mode=ro&immutable=1"
                self._db = sqlite3.connect(address, uri=True, check_same_thread=False)
            # Only letters, digits and spaces are left in `wanted`: nothing of the query language.
            # One text of all numbers comes three times as fast as a row for each.
            query = "SELECT group_concat(rowid) FROM said WHERE said MATCH ?"
            (found,) = self._db.execute(query, (f'"{wanted}" *',)).fetchone()
        return np.fromstring(found or "", dtype=np.uint32, sep=",")
