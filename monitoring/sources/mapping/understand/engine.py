"""The engine: sheets of lines in, blocks for the store out, some tens of thousands of lines at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from ....language import number
from ....vocabulary.blocks import Block
from ....vocabulary.cell_rows import CellRows
from ....vocabulary.lookup import Lookups, says_nothing
from ....vocabulary.rows import Doubt, LeftOut, Rejected
from ...columns.dates import read_date
from ...columns.numbers import NumberStyle
from ...distinct import Distinct
from ...files.opened import Opened, Sheet
from ...table import Unreadable
from ..model import FileMapping
from .cells import Cells, columns_of, narrow, padded, widened
from .findings import Findings
from .grouping import groups_of, several, whole_events
from .keys import canonical, digest, row_keys
from .lines import Sums, left_out
from .making import seizure_tables, total_tables
from .styles import Styles, sheets_of
from .words import Words

if TYPE_CHECKING:
    from ....vocabulary.gazetteer import Gazetteer

ROWS_A_BLOCK = 50_000
Fault = tuple[str | None, str | None, str]  # column, value, reason
SHOWN = 120  # characters of a line that was left out


@dataclass(frozen=True)
class Reading:
    """All that is the same for every block of a file. `release`: what is known of the document, by names of source.toml."""

    mapping: FileMapping
    styles: Styles
    words: Words
    places: Gazetteer
    release: Mapping[str, Any]


def understand(
    opened: Opened,
    mapping: FileMapping,
    styles: Styles,
    words: Lookups,
    places: Gazetteer,
    *,
    release: Mapping[str, Any] | None = None,
    progress: Callable[[int], None] | None = None,
) -> Iterator[Block]:
    """Every line of the sheets that the mapping fits, in order. `progress` hears the lines understood so far."""
    reading = Reading(mapping, styles, Words(mapping, words), places, release or mapping.source)
    done = 0
    for sheet in sheets_of(opened, mapping):
        sums = Sums()
        for table in whole_events(sheet, mapping, ROWS_A_BLOCK):
            yield understand_block(reading, sheet, table, sums)
            done += table.num_rows
            if progress is not None:
                progress(done)


def understand_block(reading: Reading, sheet: Sheet, table: pa.Table, sums: Sums) -> Block:
    """The lines of one block. A line with a cell that cannot be read is rejected as a whole."""
    mapping, lines = reading.mapping, table.num_rows
    stated = columns_of(sheet, table)
    columns = padded(stated, mapping.zero_pad)
    numbers = table.column("row").to_numpy()
    problems = table.column("problem").to_pylist()
    style = reading.styles.numbers.get(mapping.wide.cells if mapping.wide else "quantity", NumberStyle())
    left = left_out(columns, lines, problems, mapping, sums, style)
    rejected: dict[int, Fault] = {
        at: (None, None, problem) for at, problem in enumerate(problems) if problem and at not in left
    }
    standing = np.ones(lines, dtype=bool)
    standing[[*left, *rejected]] = False
    cells = narrow(mapping, columns, numbers, np.flatnonzero(standing))
    keys = _keys(reading, columns)
    if mapping.wide is not None:
        cells = widened(cells, mapping.wide, lambda word: not says_nothing("quantity", word))
        empty = np.setdiff1d(np.flatnonzero(standing), cells.line)
        left |= dict.fromkeys(empty.tolist(), "note")
        keys = _wide_keys(keys, cells)
    else:
        keys = keys[cells.line]
    findings = Findings()
    make = seizure_tables if mapping.what == "seizures" else total_tables
    tables = make(cells, keys, reading.styles, reading.words, reading.places, findings)
    findings.name_headings(cells)
    for at, (column, value, reason) in findings.bad.items():
        rejected.setdefault(int(cells.line[at]), (column, value, reason))
    if mapping.what == "seizures" and several(mapping):
        _refuse_whole_events(cells, rejected)
    kept = np.ones(lines, dtype=bool)
    kept[list(rejected)] = False
    kept_rows = kept[cells.line]
    as_stated = [stated[heading] for heading in sheet.headings]
    reported = CellRows([(each.codes, each.words) for each in as_stated], lines)
    block = tables.block(kept_rows, cells, reported, sheet.name, reading.release, mapping.key)
    block.rows_read = lines
    block.headings = {sheet.name: sheet.headings}
    block.unknown = findings.unknown_kept(kept_rows, cells.numbers)
    block.rejected = _rejected(rejected, numbers, reported, sheet)
    block.left_out = [
        LeftOut(int(numbers[at]), why, sheet.name, _shown(reported[at])) for at, why in sorted(left.items())
    ]
    block.doubts = [
        Doubt(int(cells.numbers[at]), column or None, value, name, text, suggestion, sheet.name)
        for at, column, value, name, text, suggestion in sorted(findings.doubts, key=lambda each: each[0]) if kept_rows[at]
    ]  # fmt: skip
    block.doubts += [
        Doubt(
            int(numbers[at]), heading, cell, "total",
            f"is printed as a total, and the rows above make {number(made)}; neither is changed", None, sheet.name,
        )
        for at, heading, cell, made in sums.wrong
    ]  # fmt: skip
    sums.wrong.clear()
    return block


def _refuse_whole_events(cells: Cells, rejected: dict[int, Fault]) -> None:
    """A seizure is taken with all its rows or not at all: half of one would be a wrong fact."""
    refused = np.isin(cells.line, list(rejected))
    if not refused.any():
        return
    of = groups_of(cells)
    first: dict[int, int] = {}
    for at in np.flatnonzero(refused):
        first.setdefault(int(of[at]), int(at))
    for at in np.flatnonzero(~refused & np.isin(of, list(first))):
        cause = first[int(of[at])]
        column, _value, reason = rejected[int(cells.line[cause])]
        text = f"is of a seizure that is left out: row {cells.numbers[cause]}, {column or 'the row'} {reason}"
        rejected.setdefault(int(cells.line[at]), (column or next(iter(cells.columns)), "", text))


def _keys(reading: Reading, columns: Mapping[str, Distinct]) -> np.ndarray:
    """A key for each line, of all its cells."""
    mapping = reading.mapping
    names = {heading: name for heading, name in mapping.columns.items() if name and len(mapping.headings(name)) == 1}
    days = {heading: _day_of(heading, reading) for heading in mapping.headings("date")}
    return row_keys(columns, names, days)


def _day_of(heading: str, reading: Reading) -> Callable[[str], str]:
    def say(word: str) -> str:
        try:
            return read_date(word, reading.styles.dates, column=heading).iso if word.strip() else word
        except Unreadable:
            return canonical(word)

    return say


def _wide_keys(keys: np.ndarray, cells: Cells) -> np.ndarray:
    """Of the rows that one line becomes, each has the line's key and its column's."""
    layout = cells.mapping.wide
    if layout is None or cells.wide is None:
        return keys
    added = np.array([digest("wide", heading) for heading in layout.columns], dtype=np.uint64)
    return (keys[cells.line].view(np.uint64) + added[cells.wide]).view(np.int64)


def _rejected(rejected: Mapping[int, Fault], numbers: np.ndarray, reported: CellRows, sheet: Sheet) -> list[Rejected]:
    return [
        Rejected(int(numbers[at]), reason, column or None, value, dict(zip(sheet.headings, reported[at])), sheet.name)
        for at, (column, value, reason) in sorted(rejected.items())
    ]


def _shown(cells: Sequence[str]) -> str:
    text = " · ".join(cell.strip() for cell in cells if cell.strip())
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"
