"""Which table is an opium survey: provinces of Afghanistan down, years across (or a year and hectares on each row)."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from ...vocabulary.folding import fold
from ..columns.plain import plain
from ..distinct import distinct
from ..files.opened import Opened, Sheet
from ..table import beside
from .areas import area_of

_YEAR = re.compile(r"((?:19[5-9]|20)\d\d)(?:\.0+)?\*?(?:\s*\(?(?:ha|hectares?)\)?)?")
_SUBJECT = re.compile(r"opium|poppy|p-f|cultivation|کوکنار|خشخاش|تریاک|опи|мак", re.IGNORECASE)
_OTHER_SUBJECT = re.compile(r"eradicat|production|price|yield|seiz|population|wheat", re.IGNORECASE)
_SURE = 0.6  # so many of the rows name a province of the country


@dataclass(frozen=True)
class Layout:
    """One sheet: role -> column, and for a wide table the year of each column of figures."""

    sheet: Sheet
    roles: Mapping[str, int]
    years: Mapping[int, int]  # column -> year; empty for a long table
    numbers: tuple[str, ...]  # distinct cells of figures

    @property
    def wide(self) -> bool:
        return bool(self.years)

    @property
    def figures(self) -> tuple[int, ...]:
        """The columns that hold figures."""
        return tuple(self.years) or (self.roles["value"],)


def layout_of(opened: Opened, sheet: Sheet) -> Layout | None:
    """The layout of a sheet, or None when it is no opium survey of Afghanistan by province."""
    roles, years = _roles(sheet.headings)
    if "province" not in roles or not (len(years) >= 2 or {"year", "value"} <= set(roles)):
        return None
    found = Layout(sheet, roles, {} if {"year", "value"} <= set(roles) else years, ())
    cells = _distinct(sheet, found.figures)
    if _share_of_provinces(sheet, roles) < _SURE or not _is_poppy(opened, sheet, roles, cells):
        return None
    return Layout(found.sheet, found.roles, found.years, tuple(cells))


def _roles(headings: Sequence[str]) -> tuple[dict[str, int], dict[int, int]]:
    roles: dict[str, int] = {}
    years: dict[int, int] = {}
    for position, heading in enumerate(headings):
        role = _headings().get(_bare(heading))
        year = year_of(heading)
        if role:
            roles.setdefault(role, position)
        elif year and year not in years.values():
            years[position] = year
    return roles, years


@cache
def _headings() -> Mapping[str, str]:
    return {_bare(line["heading"]): line["role"] for line in beside(__file__, "headings.csv")}


def _bare(heading: str) -> str:
    return re.sub(r"[\s_\-]+", " ", fold(heading)).strip()


def year_of(text: str) -> int | None:
    """The year of a heading or cell (`2013`, `2013 (ha)`), None for anything else."""
    found = _YEAR.fullmatch(plain(text))
    return int(found[1]) if found else None


def _distinct(sheet: Sheet, positions: Iterable[int]) -> dict[str, None]:
    seen: dict[str, None] = {}
    for block in sheet.blocks():
        for position in positions:
            seen |= dict.fromkeys(distinct(block, position).words)
    return seen


def _share_of_provinces(sheet: Sheet, roles: Mapping[str, int]) -> float:
    """The share of the rows with a name in the column of provinces whose name is one, or a total."""
    rows = known = provinces = 0
    for block in sheet.blocks():
        column = distinct(block, roles["province"])
        for word, count in zip(column.words, column.counts().tolist()):
            if word.strip():
                area = area_of(word, "", "")
                rows += count
                provinces += count if area.admin1 else 0
                known += count if area.admin1 or area.printed_sum or area.likely else 0
    return known / rows if provinces else 0.0


def _is_poppy(opened: Opened, sheet: Sheet, roles: Mapping[str, int], cells: Mapping[str, None]) -> bool:
    """Figures by province may be of anything: the words of the survey, or its layout by districts, tell."""
    said = " ".join((opened.name, sheet.name, *sheet.headings, *(note.text for note in sheet.notes)))
    if _OTHER_SUBJECT.search(said):
        return False
    own_words = {"p-f", "pf", "poppy-free", "poppy free"}
    by_district = "district" in roles
    return by_district or bool(_SUBJECT.search(said)) or any(fold(plain(cell)) in own_words for cell in cells)
