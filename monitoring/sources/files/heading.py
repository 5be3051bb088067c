"""Which row of a table holds its headings, and how the columns are called after it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from statistics import median

from ...language import N_
from .said import Refusal, Said, row

SAMPLE = 200  # rows looked at
SEARCHED = 50  # rows among which the headings are sought
FOLLOWING = 30
FULL = 0.7  # a heading names at least this share of the cells that the rows below it fill
LIKE_HEADING = 0.8
NUMBER = re.compile(r"[\s+\-()$€£<>~]*\d[\d.,'’٫٬\s%]*", re.UNICODE)
DATE = re.compile(r"\d{1,4}[-/.]\d{1,2}([-/.]\d{1,4})?([T\s].*)?", re.UNICODE)
YEAR = re.compile(r"(1[3-9]|20|21)\d\d", re.ASCII)


def find_heading(rows: Sequence[Sequence[str]]) -> int | None:
    """The position of the headings: the first row that looks like one above rows that it names; None when none does."""
    filled = [sum(1 for cell in cells if cell.strip()) for cells in rows]
    for position in range(min(len(rows), SEARCHED)):
        below = [count for count in filled[position + 1 :] if count][:FOLLOWING]
        usual = median(below) if below else filled[position]
        enough = max(1 if usual <= 1 else 2, FULL * usual)
        if filled[position] >= enough and looks_like_heading(rows[position]):
            return position
    return None


def looks_like_heading(cells: Sequence[str]) -> bool:
    """Words, nearly all different; years among them are headings of columns, other numbers and dates are not."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    years = sum(1 for cell in filled if YEAR.fullmatch(cell))
    words = sum(1 for cell in filled if not NUMBER.fullmatch(cell) and not DATE.fullmatch(cell))
    if not words and years < 3:
        return False
    return words + years >= LIKE_HEADING * len(filled) and len(set(filled)) >= LIKE_HEADING * len(filled)


def headings_of(cells: Sequence[str], width: int) -> list[str]:
    """A name for each of `width` columns, no two alike."""
    names: list[str] = []
    taken: set[str] = set()
    for position in range(width):
        name = plain = (cells[position].strip() if position < len(cells) else "") or f"column {position + 1}"
        count = 1
        while name in taken:
            count += 1
            name = f"{plain} ({count})"
        taken.add(name)
        names.append(name)
    return names


def choose_heading(
    rows: Sequence[Sequence[str]], numbers: Sequence[int], asked: int | None
) -> tuple[int, list[list[Said]]]:
    """The position of the headings among `rows`, and what is to be said about it. `asked` counts as a spreadsheet does."""
    if asked is not None:
        if asked not in numbers or not any(cell.strip() for cell in rows[list(numbers).index(asked)]):
            raise Refusal(
                Said(N_("there are no headings in row {n}."), n=asked),
                Said(N_("Name the row with the headings, from 1 to {n}."), n=SAMPLE),
            )
        position = list(numbers).index(asked)
        return position, above(rows, numbers, position)
    found = find_heading(rows)
    if found is not None:
        return found, above(rows, numbers, found)
    first = next(position for position, cells in enumerate(rows) if any(cell.strip() for cell in cells))
    note = Said(
        N_("No row looks like headings; this one is taken. If it holds values, name the row with the headings.")
    )
    return first, [[row(numbers[first]), note]]


def above(rows: Sequence[Sequence[str]], numbers: Sequence[int], position: int) -> list[list[Said]]:
    """What stands over the headings is not part of the table, but somebody may need to read it."""
    found = []
    for number, cells in zip(numbers[:position], rows[:position]):
        text = " · ".join(cell.strip() for cell in cells if cell.strip())
        if text:
            found.append([row(number), Said(N_("Above the headings, not part of the table: {text}"), text=text[:300])])
    return found
