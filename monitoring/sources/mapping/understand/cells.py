"""The cells of some rows, column by column, each column by its distinct words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from ...distinct import Distinct, distinct
from ...files.opened import Sheet
from ..model import FileMapping, Wide


@dataclass
class Cells:
    """Rows in hand: `numbers` of the spreadsheet, `line` the position of each among the lines of the block.

    In a wide table several rows have one line: one for each filled cell. `value`: the cells of the wide columns.
    """

    mapping: FileMapping
    columns: Mapping[str, Distinct]
    numbers: np.ndarray
    line: np.ndarray
    wide: np.ndarray | None = None  # of each row, the position in mapping.wide.columns
    value: Distinct | None = None

    def __len__(self) -> int:
        return len(self.numbers)

    @property
    def joined(self) -> str:
        """All headings of the wide columns: what their cells are known under until one of them is told."""
        return " · ".join(self.mapping.wide.columns) if self.mapping.wide else ""

    def of(self, name: str) -> tuple[str, Distinct] | None:
        """(heading, cells) of the field: from the wide columns, a column, or the words for the whole file."""
        layout = self.mapping.wide
        if layout is not None and self.wide is not None and self.value is not None:
            headings = list(layout.columns)
            if name == layout.cells:
                return self.joined, self.value
            said = [layout.columns[heading].get(name, "") for heading in headings]
            if any(said):
                return self.joined, Distinct(self.wide, said)
        headings = self.mapping.headings(name)
        if headings:
            return headings[0], self.columns[headings[0]]
        if name in self.mapping.defaults:
            return "", Distinct(np.zeros(len(self), dtype=np.int32), (self.mapping.defaults[name],))
        return None

    def all_of(self, name: str) -> list[tuple[str, Distinct]]:
        """As `of`, for a field that several columns may be."""
        return [(heading, self.columns[heading]) for heading in self.mapping.headings(name)]

    def words(self, name: str) -> np.ndarray:
        """The cell of each row without spaces around it, None where it is empty or there is no such column."""
        found = self.of(name)
        return (
            np.full(len(self), None, dtype=object)
            if found is None
            else found[1].each(lambda word: word.strip() or None)
        )

    def taken(self, rows: np.ndarray) -> Cells:
        """Only these rows."""
        if len(rows) == len(self):
            return self
        columns = {heading: Distinct(each.codes[rows], each.words) for heading, each in self.columns.items()}
        wide = None if self.wide is None else self.wide[rows]
        value = None if self.value is None else Distinct(self.value.codes[rows], self.value.words)
        return Cells(self.mapping, columns, self.numbers[rows], self.line[rows], wide, value)


def columns_of(sheet: Sheet, block: pa.Table) -> dict[str, Distinct]:
    """Every column of the block by its heading, its cells as they stand."""
    return {heading: distinct(block, position) for position, heading in enumerate(sheet.headings)}


def padded(columns: Mapping[str, Distinct], widths: Mapping[str, int]) -> dict[str, Distinct]:
    """The columns, with codes that lost leading zeros given them back."""
    return {
        heading: Distinct(cells.codes, [_padded(word, widths[heading]) for word in cells.words])
        if heading in widths
        else cells
        for heading, cells in columns.items()
    }


def _padded(word: str, width: int) -> str:
    """A whole number with its leading zeros; a workbook may have made 7.0 of 007."""
    bare = word.strip().removesuffix(".0")
    return bare.zfill(width) if bare.isascii() and bare.isdecimal() else word


def narrow(mapping: FileMapping, columns: Mapping[str, Distinct], numbers: np.ndarray, lines: np.ndarray) -> Cells:
    """The lines at `lines` as rows, one each."""
    if len(lines) == len(numbers):
        return Cells(mapping, columns, numbers, lines)
    taken = {heading: Distinct(cells.codes[lines], cells.words) for heading, cells in columns.items()}
    return Cells(mapping, taken, numbers[lines], lines)


def widened(cells: Cells, layout: Wide, filled: Callable[[str], bool]) -> Cells:
    """A row for each cell of the wide columns that is filled, in the order of lines and then of columns."""
    used: list[np.ndarray] = []
    codes: list[np.ndarray] = []
    words: list[str] = []
    for heading in layout.columns:
        column = cells.columns[heading]
        used.append(column.each(filled, bool))
        codes.append(column.codes.astype(np.int64) + len(words))
        words.extend(column.words)
    standing = np.column_stack(used)
    rows, wide = np.nonzero(standing)
    value = Distinct(np.column_stack(codes)[rows, wide], words)
    taken = {heading: Distinct(each.codes[rows], each.words) for heading, each in cells.columns.items()}
    return Cells(cells.mapping, taken, cells.numbers[rows], cells.line[rows], wide.astype(np.int32), value)


def together(*columns: Distinct) -> tuple[np.ndarray, list[tuple[str, ...]]]:
    """Several columns as one: for each row a code, and for each code the words beside one another."""
    codes, sets = together_codes([(each.codes, len(each.words)) for each in columns])
    return codes, [tuple(column.words[at] for column, at in zip(columns, each)) for each in sets]


def together_codes(columns: Sequence[tuple[np.ndarray, int]]) -> tuple[np.ndarray, list[tuple[int, ...]]]:
    """The same for columns that are codes already: (codes, how many there may be)."""
    joined = np.zeros(len(columns[0][0]), dtype=np.int64)
    for codes, count in columns:
        joined = joined * count + codes
    found, uniques = pd.factorize(joined)
    parts: list[np.ndarray] = []
    left = np.asarray(uniques)
    for _codes, count in reversed(columns):
        parts.append(left % count)
        left = left // count
    return found, [tuple(int(part) for part in each) for each in zip(*reversed(parts))]


def spread(codes: np.ndarray, values: Sequence[Any], dtype: Any = object) -> np.ndarray:
    """values[code] for each code; objects are kept as they are, whatever they hold."""
    found = np.empty(len(values), dtype=dtype)
    for at, value in enumerate(values):
        found[at] = value
    return found[codes]
