"""How much of a handout two pages have room for, by counting lines: laying it out to find that out takes a second each time."""

from collections.abc import Mapping, Sequence
from functools import partial

from ..vocabulary.brief import Brief, Section
from ..vocabulary.report import Cell, Column
from .brief_html import FRONT, LEVELS, rows_of, used

WIDE = 504.0  # of a page without its margins, in points
HALF = (WIDE - 14) / 2
TALL = (
    735.0 + 722.0 - 40.0
) / 0.94  # of both pages, less what is lost at the end of the first; counting says a little too much
SMALL = 0.92  # how much lower smaller type is
_GAP, _TITLE, _SAID, _NOTE, _HEAD = 7.0, 13.0, 11.4, 9.6, 16.0


def level_to_try(brief: Brief) -> int:
    """The first of LEVELS at which the handout should fit; it may be one too low or too high."""
    return next((level for level in range(len(LEVELS)) if tall(brief, level) <= TALL), len(LEVELS) - 1)


def tall(brief: Brief, level: int) -> float:
    """About how high the handout is, in points."""
    rows, small = rows_of(brief, level), SMALL if LEVELS[level][1] else 1.0
    of = {one.key: one for one in brief.sections}
    part = partial(_part, of, rows)
    return small * (
        _front(brief) + sum(part(key, WIDE) for key in ("totals", "pillars", "promises", "groups"))
        + max(part("routes", HALF), part("prices", HALF)) + max(part("assistance", HALF), part("records", HALF))
        + _GAP + _TITLE + sum(12.0 * lines(one, HALF - 11, 8.0) for one in brief.unknown) / 2 + 6
        + _GAP + _TITLE + _sources(brief, rows)
    )  # fmt: skip


def lines(text: str, wide: float, size: float) -> int:
    """How many lines a text takes at most."""
    return max(1, -(-int(sum(map(ems, text)) * size) // max(int(wide), 1)))


def ems(letter: str) -> float:
    """How wide a letter is on the average: a Chinese one as wide as it is high, others about half as much."""
    code = ord(letter)
    return 1.0 if code > 0x2E80 else 0.46 if code > 0x600 else 0.55 if code > 0x400 else 0.5


def _front(brief: Brief) -> float:
    head = 15.0 + 12 + 29 + sum(4 + 11 * lines(note, WIDE, 8.0) for note in brief.notes)
    head += 5 + 15.2 * lines(" ".join(brief.summary), WIDE, 11.0)
    cards = [
        43 + 11 * lines(one.label, 100, 8) + 10.1 * sum(lines(text, 100, 7.6) for text in (one.said, one.rank) if text)
        for one in brief.numbers
    ]  # fmt: skip
    map_ = _GAP + 17 + WIDE / FRONT + _NOTE * lines(" ".join(brief.map.notes), WIDE, 7.2)
    charts = 90.0 if brief.trends else 0.0
    return head + max(cards, default=0) + map_ + _GAP + _TITLE + _SAID * lines(brief.trends_said, WIDE, 8.0) + charts


def _part(of: Mapping[str, Section], rows: Mapping[str, int], key: str, wide: float) -> float:
    section = of.get(key)
    if section is None:
        return 0.0
    most = rows[key]
    said = _SAID * lines(section.said, wide, 8.0) if section.said else 0.0
    listed = _SAID * lines(" · ".join(section.items), wide, 8.0) if section.items else 0.0
    notes, table = list(section.notes), 0.0
    if section.table is not None:
        shown = section.table.rows[:most]
        table = _HEAD + sum(_row(section.table.columns, row, wide, key == "pillars") for row in shown)
        notes += ["·" * 30] if len(section.table.rows) > most else []
    under = _NOTE * lines(" ".join(notes), wide, 7.2) + 2 if notes else 0.0
    return _GAP + _TITLE + said + listed + table + under


def _row(columns: Sequence[Column], row: Sequence[Cell], wide: float, beside: bool) -> float:
    """beside: what stands under a cell elsewhere stands in its line."""
    shares = sum(column.share for column in columns)
    found = []
    for column, cell in zip(columns, row, strict=True):
        own = wide * column.share / shares - 5
        if beside:
            found.append(10.0 * lines(f"{cell.text} {cell.under} {cell.beside}", own, 7.5))
        else:
            under = 9.0 * lines(cell.under, own, 7.0) if cell.under else 0.0
            found.append(10.0 * lines(cell.text + cell.beside, own, 7.8) + under)
    return max(found) + 4.1


def _sources(brief: Brief, rows: Mapping[str, int]) -> float:
    here = used(brief, rows)
    return (
        sum(8.0 * lines(f"{mark} {words}", HALF - 16, 6.2) + 1.5 for mark, words in brief.sources if mark in here) / 2
        + 10
    )
