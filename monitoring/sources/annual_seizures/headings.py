"""Which column of a sheet is which: every edition has other headings, in another order (headings.csv)."""

import re
from collections.abc import Mapping, Sequence
from functools import cache

import numpy as np

from ...vocabulary.folding import fold
from ..columns.plain import plain
from ..distinct import distinct
from ..files.opened import Sheet
from ..table import beside

NEEDED = frozenset({"drug", "year", "kg"})
_YEAR = re.compile(r"(\d{4})(?:\.0+)?")
FIRST_YEAR, LAST_YEAR = 1900, 2100


def roles_of(headings: Sequence[str]) -> dict[str, int] | None:
    """role -> column, or None when the headings are not those of national totals a year in kilogram equivalents."""
    found: dict[str, int] = {}
    for position, heading in enumerate(headings):
        role = _roles().get(_bare(heading))
        if role is not None:
            found.setdefault(role, position)
    return found if set(found) >= NEEDED and ({"country", "code"} & set(found)) else None


@cache
def _roles() -> Mapping[str, str]:
    return {_bare(line["heading"]): line["role"] for line in beside(__file__, "headings.csv")}


def _bare(heading: str) -> str:
    """A heading without case, spaces and underscores: `ISO Code` and `iso_code` are one."""
    return re.sub(r"[\s_\-]+", "", fold(heading))


def year_of(cell: str) -> int | None:
    """The calendar year of a cell, or None for anything else: `2013`, `2013.0`, `٢٠١٣`."""
    found = _YEAR.fullmatch(plain(cell))
    year = int(found[1]) if found else 0
    return year if FIRST_YEAR <= year <= LAST_YEAR else None


def years_of(sheet: Sheet, roles: Mapping[str, int]) -> tuple[int, int] | None:
    """The first and the last year of a sheet; None when its column of years does not hold years for the most part."""
    seen: set[int] = set()
    rows = readable = 0
    for block in sheet.blocks():
        column = distinct(block, roles["year"])
        years = [year_of(word) for word in column.words]
        filled = np.array([bool(word.strip()) for word in column.words], dtype=bool)
        counts = column.counts()
        rows += int(counts[filled].sum())
        readable += int(counts[[year is not None for year in years]].sum()) if years else 0
        seen.update(year for year in years if year is not None)
    return (min(seen), max(seen)) if seen and 2 * readable > rows else None
