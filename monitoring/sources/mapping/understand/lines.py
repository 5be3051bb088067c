"""Lines that are no rows: blank ones, headings once more, notes, and totals of the rows above. Each is left out with its reason."""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

import numpy as np

from ....vocabulary.folding import fold
from ....vocabulary.lookup import says_nothing
from ....vocabulary.word_lists import word_list
from ...columns.numbers import NumberStyle
from ...distinct import Distinct
from ...table import Unreadable
from ..model import FileMapping
from .amounts import quantity_in

# Where a word for a total may stand: what a row is about, not where it happened ("Total" is also a petrol station).
LABELS = ("date", "year", "fiscal_year", "month", "drug", "country", "iso3", "admin1", "unit")
_CLOSE = 1e-9


@dataclass
class Sums:
    """What the rows add up to, by heading of the column of numbers: those since the last total, and all. It lives as long
    as the sheet. `wrong`: (line of the block, heading, cell, what the rows above make) of totals that do not add up.
    """

    above: dict[str, float] = field(default_factory=dict)
    whole: dict[str, float] = field(default_factory=dict)
    rows: int = 0
    wrong: list[tuple[int, str, str, float]] = field(default_factory=list)

    def start_again(self) -> None:
        self.above, self.rows = {}, 0


def left_out(
    columns: Mapping[str, Distinct],
    lines: int,
    problems: Sequence[str],
    mapping: FileMapping,
    sums: Sums,
    style: NumberStyle,
) -> dict[int, str]:
    """Position of a line -> why it is no row (a key of blocks.LEFT_OUT)."""
    filled = np.zeros(lines, dtype=np.int32)
    headings = np.ones(lines, dtype=bool)
    for heading, cells in columns.items():
        there = cells.each(lambda word: bool(word.strip()), bool)
        again = cells.each(_says(heading), bool)
        filled += there
        headings &= again
    spoilt = np.array([bool(problem) for problem in problems], dtype=bool)
    found = dict.fromkeys(np.flatnonzero((filled == 0) & ~spoilt).tolist(), "blank")
    found |= dict.fromkeys(np.flatnonzero(headings & (filled > 1)).tolist(), "heading")
    found |= dict.fromkeys(np.flatnonzero(_note(columns, filled, mapping) & ~spoilt).tolist(), "note")
    if mapping.leave_out_totals:
        taken = np.zeros(lines, dtype=bool)
        taken[list(found)] = True
        found |= _totals(columns, taken | spoilt, mapping, sums, style)
    return found


def _says(heading: str) -> Callable[[str], bool]:
    wanted = heading.strip().casefold()
    return lambda word: not (said := word.strip()) or said.casefold() == wanted


def _note(columns: Mapping[str, Distinct], filled: np.ndarray, mapping: FileMapping) -> np.ndarray:
    """A line with one cell of words, in a table whose rows need at least three: "Source: ...", "* provisional"."""
    single = (filled == 1) & (len(columns) > 2)
    if not single.any():
        return single
    text = np.zeros(len(filled), dtype=bool)
    for cells in columns.values():
        text |= cells.each(_wordy, bool)
    needed = {"date", "year", "fiscal_year", "quantity", "events", "drug"} & {
        name for name in mapping.columns.values() if name
    }
    return single & text & (len(needed) > 1)


def _wordy(word: str) -> bool:
    letters = sum(map(str.isalpha, word))
    return letters > 3 and letters * 2 > len(word.strip()) and total_word(word) is None


def _totals(
    columns: Mapping[str, Distinct], taken: np.ndarray, mapping: FileMapping, sums: Sums, style: NumberStyle
) -> dict[int, str]:
    labels = [heading for heading, name in mapping.columns.items() if name in LABELS]
    plain = [heading for heading in columns if mapping.columns.get(heading, "") == "" and _is_text(columns[heading])]
    named = np.zeros(len(taken), dtype=bool)
    for heading in labels + (plain if _first(columns) in plain else []):
        named |= columns[heading].each(lambda word: total_word(word) is not None, bool)
    dated = [columns[heading] for heading in labels if mapping.columns[heading] in ("date", "year", "fiscal_year")]
    without_day = np.ones(len(taken), dtype=bool)
    for cells in dated:
        without_day &= cells.each(lambda word: says_nothing("date", word) or total_word(word) is not None, bool)
    # A row of seizures that has its day is a seizure, whatever its words; a row of totals may be one for a year as well.
    is_total = named & ~taken & (without_day if mapping.what == "seizures" and dated else True)
    unlabelled = ~taken & ~is_total & without_day & bool(dated)
    for heading in labels:
        unlabelled &= columns[heading].each(lambda word: says_nothing("date", word), bool)
    numbers = {heading: _values(columns[heading], style) for heading in _counted(mapping) if heading in columns}
    found: dict[int, str] = {}
    start = 0
    for at in np.flatnonzero(is_total | unlabelled).tolist():
        _add(sums, numbers, taken, start, at)
        start = at + 1
        equal = bool(numbers) and _fits(sums, numbers, at)
        if not is_total[at] and not (equal and sums.rows > 1):
            continue
        found[at] = "subtotal" if is_total[at] and dated and not without_day[at] else "total"
        if found[at] == "total":
            if not equal and _comparable(mapping):
                sums.wrong += _wrong(sums, numbers, columns, at)
            sums.start_again()
    _add(sums, numbers, taken, start, len(taken))
    return found


def _comparable(mapping: FileMapping) -> bool:
    """Whether a printed total can be held against the rows above: all amounts are in one unit, and each row has its label."""
    return mapping.what == "totals" and not mapping.headings("unit")


def _wrong(
    sums: Sums, numbers: Mapping[str, np.ndarray], columns: Mapping[str, Distinct], at: int
) -> Iterator[tuple[int, str, str, float]]:
    for heading, values in numbers.items():
        made = sums.above.get(heading, 0.0)
        if sums.rows > 1 and not math.isnan(values[at]) and not _close(values[at], made, sums.whole.get(heading, 0.0)):
            yield at, heading, columns[heading].words[columns[heading].codes[at]], made


def _first(columns: Mapping[str, Distinct]) -> str:
    return next(iter(columns), "")


def _is_text(cells: Distinct) -> bool:
    return any(any(map(str.isalpha, word)) for word in cells.words)


def _counted(mapping: FileMapping) -> list[str]:
    wide = list(mapping.wide.columns) if mapping.wide else []
    return wide + [heading for heading, name in mapping.columns.items() if name in ("quantity", "events")]


def _values(cells: Distinct, style: NumberStyle) -> np.ndarray:
    def read(word: str) -> float:
        try:
            return math.nan if says_nothing("quantity", word) else quantity_in(word, style, "").value
        except Unreadable:
            return math.nan

    return cells.each(read, float)


def _add(sums: Sums, numbers: Mapping[str, np.ndarray], taken: np.ndarray, start: int, end: int) -> None:
    for heading, values in numbers.items():
        part = float(np.nansum(values[start:end][~taken[start:end]]))
        sums.above[heading] = sums.above.get(heading, 0.0) + part
        sums.whole[heading] = sums.whole.get(heading, 0.0) + part
    sums.rows += end - start


def _fits(sums: Sums, numbers: Mapping[str, np.ndarray], at: int) -> bool:
    """Whether every number of the line is the sum of those above it since the last total, or of all, and there is one."""
    said = {heading: values[at] for heading, values in numbers.items() if not math.isnan(values[at])}
    return bool(said) and all(
        _close(value, sums.above.get(heading, 0.0), sums.whole.get(heading, 0.0)) for heading, value in said.items()
    )


def _close(value: float, *sums: float) -> bool:
    return any(abs(value - made) <= max(_CLOSE * abs(value), 0.005) for made in sums)


@cache
def total_word(text: str) -> str | None:
    """The word of lookups/totals.csv that makes `text` the label of a total; None when it is none."""
    said = fold(text).strip(" .:*()-")
    for word, line in word_list("totals").items() if said else ():
        how = line["how"]
        rest = said[len(word) :]
        starts = said.startswith(word) and not rest[:1].isalnum()
        if (
            (how == "whole" and said == word)
            or (how in ("start", "first word") and starts)
            or (how == "inside" and word in said)
        ):
            return word
    return None
