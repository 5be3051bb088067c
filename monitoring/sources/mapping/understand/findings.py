"""What is noticed while a stretch of rows is read: cells that refuse their row, doubts, words nobody knows, open places."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np

from ....vocabulary.blocks import UnknownWord
from ...distinct import Distinct
from .cells import Cells

EXAMPLES = 5


@dataclass
class Findings:
    """Positions are those of the cells in hand (`Cells`), whatever line they are of. The first fault of a row is told."""

    bad: dict[int, tuple[str, str, str]] = field(default_factory=dict)  # position -> column, value, reason
    doubts: list[tuple[int, str, str, str, str, str | None]] = field(default_factory=list)
    unknown: dict[tuple[str, str], list[int]] = field(default_factory=dict)

    def refuse(self, at: int, column: str, value: str, reason: str) -> None:
        self.bad.setdefault(at, (column, value, reason))

    def doubt(self, at: int, column: str, value: str, name: str, text: str, suggestion: str | None = None) -> None:
        self.doubts.append((at, column, value, name, text, suggestion))

    def refuse_words(self, column: str, cells: Distinct, reasons: Mapping[int, str]) -> None:
        """Refuse every row that holds one of these words (position in `cells.words` -> reason)."""
        for code, rows in rows_of(cells.codes, reasons):
            for at in rows:
                self.refuse(int(at), column, cells.words[code], reasons[code])

    def doubt_words(self, column: str, name: str, cells: Distinct, texts: Mapping[int, str]) -> None:
        for code, rows in rows_of(cells.codes, texts):
            for at in rows:
                self.doubt(int(at), column, cells.words[code], name, texts[code])

    def name_headings(self, cells: Cells) -> None:
        """In a wide table, say which of the columns a fault or a doubt is in."""
        layout = cells.mapping.wide
        if layout is None or cells.wide is None:
            return
        headings = list(layout.columns)
        for at, (column, value, reason) in self.bad.items():
            self.bad[at] = (headings[cells.wide[at]] if column == cells.joined else column, value, reason)
        self.doubts = [
            (each[0], headings[cells.wide[each[0]]] if each[1] == cells.joined else each[1], *each[2:])
            for each in self.doubts
        ]

    def unknown_words(self, name: str, cells: Distinct, codes: Iterable[int]) -> None:
        for code, rows in rows_of(cells.codes, set(codes)):
            self.unknown.setdefault((name, cells.words[code].strip()), []).extend(rows.tolist())

    def unknown_kept(self, kept: np.ndarray, numbers: np.ndarray) -> dict[tuple[str, str], UnknownWord]:
        """The unknown words on the rows that are kept, with the first row numbers of the file."""
        found = {}
        for key, rows in self.unknown.items():
            standing = [int(numbers[at]) for at in rows if kept[at]]
            if standing:
                found[key] = UnknownWord(len(standing), tuple(standing[:EXAMPLES]))
        return found


def rows_of(codes: np.ndarray, wanted: Iterable[int]) -> Iterable[tuple[int, np.ndarray]]:
    """(code, positions) of the wanted codes that occur; costs nothing when none is wanted."""
    sought = np.fromiter(wanted, dtype=np.int64)
    if not len(sought):
        return
    standing = np.flatnonzero(np.isin(codes, sought))
    order = standing[np.argsort(codes[standing], kind="stable")]
    values, starts = np.unique(codes[order], return_index=True)
    for value, rows in zip(values, np.split(order, starts[1:])):
        yield int(value), rows
