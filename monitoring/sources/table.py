"""Reading a comma-separated table so that nothing is lost: every cell is taken out, and what is left is an error."""

import csv
import math
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TextIO, TypeVar

from ..errors import SourceError
from ..vocabulary.countries import COUNTRIES
from ..vocabulary.rows import Accepted, Rejected

T = TypeVar("T")


class Unreadable(ValueError):
    """A cell that cannot be understood: `column`, `value`, and the reason in words."""

    def __init__(self, column: str, value: str, reason: str):
        self.column, self.value, self.reason = column, value, reason
        super().__init__(f"{column}={value!r}: {reason}")


class MissingColumn(Exception):
    """The heading lacks a column that the reader takes."""


class Line:
    """One line whose cells are taken out one by one; `left` are the columns that nobody has taken."""

    def __init__(self, row: int, cells: dict[str, str]):
        self.row, self.reported = row, dict(cells)
        self._cells = cells

    @property
    def left(self) -> list[str]:
        return list(self._cells)

    def reported_in(self, column: str) -> str:
        """The cell word for word, whether or not it has been taken."""
        if column not in self.reported:
            raise MissingColumn(column)
        return self.reported[column]

    def text(self, column: str) -> str | None:
        """The cell without spaces around it; None when it is empty."""
        return self._take(column) or None

    def need(self, column: str) -> str:
        found = self.text(column)
        if found is None:
            raise Unreadable(column, "", "is empty")
        return found

    def number(self, column: str) -> float | None:
        """A finite number; None when the cell is empty."""
        found = self.text(column)
        try:
            value = float(found) if found is not None else None
        except ValueError:
            raise Unreadable(column, found or "", "is not a number") from None
        if value is not None and not math.isfinite(value):
            raise Unreadable(column, found or "", "is not a finite number")
        return value

    def whole(self, column: str) -> int | None:
        value = self.number(column)
        if value is not None and value != int(value):
            raise Unreadable(column, self.reported[column], "is not a whole number")
        return None if value is None else int(value)

    def flag(self, column: str) -> bool:
        """`yes` or `no`."""
        return self.one_of(column, {"yes": True, "no": False})

    def one_of(self, column: str, meanings: dict[str, T]) -> T:
        """What the word in the cell means; a word that nobody has read is refused."""
        word = self._take(column)
        if word not in meanings:
            raise Unreadable(column, word, f"is none of {', '.join(map(repr, meanings))}")
        return meanings[word]

    def country(self, column: str) -> str | None:
        """An ISO 3166-1 alpha-3 code (or XKX) that exists; None when the cell is empty."""
        code = self.text(column)
        return None if code is None else self._known(column, code)

    def countries(self, column: str) -> list[str]:
        """Codes separated by semicolons, in the order of the source."""
        return [self._known(column, part.strip()) for part in (self.text(column) or "").split(";") if part.strip()]

    def _take(self, column: str) -> str:
        if column not in self._cells:
            raise MissingColumn(column)
        return self._cells.pop(column).strip()

    def _known(self, column: str, code: str) -> str:
        if code not in COUNTRIES:
            raise Unreadable(column, code, "is not an ISO 3166-1 alpha-3 code")
        return code


def read_lines(source: str, file: TextIO, understand: Callable[[Line], list]) -> Iterator[Accepted | Rejected]:
    """One Accepted or Rejected per line. `understand` turns a Line into (table, row) pairs, or raises Unreadable.

    SourceError when a line is longer or shorter than the heading, or when a column is left that nobody has taken:
    when a source changes, a person reads it before we do.
    """
    table = csv.reader(file, strict=True)
    heading = next(table, None)
    if heading is None:
        raise SourceError(source, None, "the file is empty")
    for row, cells in enumerate(table, start=2):
        if len(cells) != len(heading):
            raise SourceError(source, row, f"{len(cells)} cells under {len(heading)} headings")
        line = Line(row, dict(zip(heading, cells, strict=True)))
        try:
            facts = understand(line)
        except Unreadable as problem:
            yield Rejected(row, problem.reason, problem.column, problem.value, line.reported)
            continue
        except MissingColumn as problem:
            raise SourceError(source, row, f"the column {problem} is missing") from problem
        if line.left:
            raise SourceError(source, row, f"columns nobody has read: {', '.join(line.left)}")
        yield Accepted(row, facts, line.reported)


def beside(module_file: str, name: str) -> list[dict[str, str]]:
    """The lines of a reviewed table that lies beside a reader."""
    with (Path(module_file).parent / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))
