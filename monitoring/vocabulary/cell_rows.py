"""The cells of many rows word for word, kept by their distinct words: a row costs a number a column until it is asked for."""

from collections.abc import Iterator, Sequence
from json.encoder import encode_basestring
from typing import overload

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc


class CellRows(Sequence[tuple[str, ...]]):
    """Rows of cells. `columns`: (of each row a position in the words, the words) from left to right, all of `size` rows."""

    def __init__(self, columns: Sequence[tuple[np.ndarray, Sequence[str]]], size: int):
        self._columns, self._size = columns, size

    def __len__(self) -> int:
        return self._size

    @overload
    def __getitem__(self, at: int) -> tuple[str, ...]: ...

    @overload
    def __getitem__(self, at: slice) -> "CellRows": ...

    def __getitem__(self, at: int | slice) -> "tuple[str, ...] | CellRows":
        if isinstance(at, slice):
            return self.taken(np.arange(self._size)[at])
        if not -self._size <= at < self._size:
            raise IndexError(at)
        return tuple(words[codes[at]] for codes, words in self._columns)

    def __iter__(self) -> Iterator[tuple[str, ...]]:
        columns = [map(words.__getitem__, codes.tolist()) for codes, words in self._columns]
        return zip(*columns) if columns else iter([()] * self._size)

    def taken(self, rows: np.ndarray) -> "CellRows":
        """These rows, in this order."""
        return CellRows([(codes[rows], words) for codes, words in self._columns], len(rows))

    def json_texts(self) -> list[str]:
        """Each row as a JSON list. A word is written as JSON once, however many rows hold it."""
        if not self._columns:
            return ["[]"] * self._size
        written = [
            pa.array(list(map(encode_basestring, words)), pa.utf8()).take(codes) for codes, words in self._columns
        ]
        return pc.binary_join_element_wise("[", pc.binary_join_element_wise(*written, ","), "]", "").to_pylist()
