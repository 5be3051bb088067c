"""Columns of a sheet by their distinct cells: each cell is read once, however many rows hold it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa


@dataclass(frozen=True)
class Distinct:
    """The cells of one column: `words` without repeats, `codes` the position in `words` for each row."""

    codes: np.ndarray
    words: Sequence[str]

    def each(self, read: Callable[[str], Any], dtype: Any = object) -> np.ndarray:
        """What `read` makes of the cell of each row; it is asked once for each word."""
        found = np.empty(len(self.words), dtype=dtype)
        for position, word in enumerate(self.words):
            found[position] = read(word)
        return found[self.codes]

    def cells(self) -> np.ndarray:
        """The cell of each row, as it stands."""
        return np.array([*self.words, ""], dtype=object)[:-1][self.codes]

    def counts(self) -> np.ndarray:
        """On how many rows each word stands."""
        return np.bincount(self.codes, minlength=len(self.words))


def distinct(block: pa.Table, position: int) -> Distinct:
    """Column `position` (of the sheet's headings) of a block of a Sheet."""
    column = block.column(f"c{position}").combine_chunks().dictionary_encode()
    if isinstance(column, pa.ChunkedArray):
        column = column.combine_chunks()
    return Distinct(column.indices.to_numpy(zero_copy_only=False), column.dictionary.to_pylist())
