"""What one cell of a survey table says: hectares, none, free of poppy, or no figure and why."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from ...vocabulary.folding import fold
from ...vocabulary.lookup import says_nothing
from ..columns.numbers import NumberStyle, read_number
from ..columns.plain import plain
from ..table import Unreadable, beside

_PART_OF = "part of "
POPPY_FREE_BELOW_HA = 100.0


@dataclass(frozen=True, slots=True)
class Said:
    """`state`: value, zero, poppy_free or missing; `value` in hectares, None for the last two. `reason`: of a refusal."""

    state: str
    value: float | None = None
    note: str | None = None
    reason: str | None = None


def say(cell: str, style: NumberStyle, column: str) -> Said:
    """What a cell says; a dash is none (measured and found none), an empty cell is no figure."""
    written = plain(cell)
    said = _words().get(fold(written))
    if said is not None:
        zero = said["state"] == "zero"
        return Said(said["state"], 0.0 if zero else None, f"printed {cell.strip()!r}: none" if zero else None)
    if says_nothing("unit", written):
        return Said("missing")
    if fold(written).startswith(_PART_OF):
        return Said("missing", None, cell.strip())
    try:
        value = read_number(written, style, column=column)
    except Unreadable as problem:
        return Said("missing", None, None, problem.reason)
    return Said("value" if value else "zero", value)


@cache
def _words() -> Mapping[str, Mapping[str, str]]:
    return {fold(line["word"]): line for line in beside(__file__, "cells.csv")}
