"""The cells of a sheet of annual seizures by their columns, and what they mean row by row."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pyarrow as pa

from ...vocabulary.lookup import Lookups
from ..columns.numbers import NumberStyle
from ..distinct import Distinct, distinct
from .headings import year_of
from .meaning import amount, what, where
from .parts import is_sum

_TEXT = 200  # letters of a line that is left out


@dataclass(frozen=True)
class Reading:
    """How to read a sheet: role -> column, the style of its numbers, the words, the day after which a year is doubtful."""

    sheet: str
    headings: Sequence[str]
    roles: Mapping[str, int]
    style: NumberStyle
    words: Lookups
    today: date

    def heading(self, role: str) -> str:
        return self.headings[self.roles[role]] if role in self.roles else role


@dataclass(frozen=True)
class Cells:
    """The block's columns by their distinct cells, and its row numbers."""

    rows: np.ndarray
    problems: np.ndarray
    columns: Sequence[Distinct]
    roles: Mapping[str, int]

    @classmethod
    def of_table(cls, table: pa.Table, reading: Reading) -> "Cells":
        columns = [distinct(table, position) for position in range(len(reading.headings))]
        problems = np.array([*table.column("problem").to_pylist(), ""], dtype=object)[:-1]
        return cls(table.column("row").to_numpy(), problems, columns, reading.roles)

    def of(self, role: str) -> Distinct:
        """The column of a role; empty cells where the sheet has none."""
        if role not in self.roles:
            return Distinct(np.zeros(len(self.rows), dtype=np.int64), ("",))
        return self.columns[self.roles[role]]

    def text(self, at: int) -> str:
        """The line in one, shortened."""
        said = " · ".join(cell.strip() for cell in self.line(at) if cell.strip())
        return said[:_TEXT]

    def line(self, at: int) -> list[str]:
        return [column.words[column.codes[at]] for column in self.columns]


@dataclass(frozen=True)
class Meanings:
    """For each row: its country, drug, amount and year (0 when it is none), and whether its drug or country is a sum."""

    where: np.ndarray
    what: np.ndarray
    amount: np.ndarray
    year: np.ndarray
    sum_of_drugs: np.ndarray
    sum_of_places: np.ndarray


def meanings(cells: Cells, reading: Reading) -> Meanings:
    words = reading.words
    kg = reading.heading("kg")
    return Meanings(
        _pairs(cells.of("code"), cells.of("country"), lambda code, name: where(words, code, name)),
        _pairs(cells.of("group"), cells.of("drug"), lambda group, drug: what(words, group, drug)),
        cells.of("kg").each(lambda cell: amount(words, reading.style, kg, cell)),
        cells.of("year").each(lambda cell: year_of(cell) or 0, np.int64),
        cells.of("drug").each(is_sum, bool) | cells.of("group").each(is_sum, bool),
        cells.of("country").each(is_sum, bool) | cells.of("region").each(is_sum, bool),
    )


def _pairs(first: Distinct, second: Distinct, read: Callable[[str, str], object]) -> np.ndarray:
    """What `read` makes of two cells of each row, asked once for each pair."""
    width = max(len(second.words), 1)
    pairs, codes = np.unique(first.codes.astype(np.int64) * width + second.codes, return_inverse=True)
    found = np.empty(len(pairs), dtype=object)
    for position, pair in enumerate(pairs):
        found[position] = read(first.words[pair // width], second.words[pair % width])
    return found[codes]
