"""What the properties of a drawn feature say: its name, code, level, country, and from when to when it holds."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from ...vocabulary.folding import fold
from ...vocabulary.lookup import Lookups, Meaning, says_nothing
from ..table import beside

# The finest of these that a layer names is what its features are; the others say in what they lie.
_FINEST = ("district", "province", "country")


@dataclass(frozen=True)
class Roles:
    """role -> column; only the first column of a role is taken."""

    columns: Mapping[str, int]

    def cell(self, role: str, cells: Sequence[str]) -> str:
        """The cell of a role without spaces around it; "" where there is none or it says that nothing is known."""
        at = self.columns.get(role)
        word = cells[at].strip() if at is not None else ""
        return "" if says_nothing("country" if role == "country" else "place_type", word) else word

    def name(self, cells: Sequence[str]) -> str | None:
        return self._first(("name", *_FINEST), cells)

    def code(self, cells: Sequence[str]) -> str | None:
        return self._first(("district_code", "province_code", "code"), cells)

    def level(self, cells: Sequence[str]) -> str | None:
        """As the feature says, in our words; else as the columns tell: a layer with codes of districts is of districts."""
        known = _levels().get(fold(self.cell("level", cells)))
        if known:
            return known
        for level in _FINEST[:2]:
            if f"{level}_code" in self.columns or (level in self.columns and "name" not in self.columns):
                return level
        return "country" if "country" in self.columns and not {"name", "province"} & set(self.columns) else None

    def country(self, cells: Sequence[str], words: Lookups) -> tuple[str, Meaning]:
        """The word for the country and what it means."""
        word = self.cell("country", cells)
        return word, words.look("country", word)

    def _first(self, roles: Sequence[str], cells: Sequence[str]) -> str | None:
        return next((word for role in roles if (word := self.cell(role, cells))), None)


def roles_of(headings: Sequence[str]) -> Roles:
    """Which columns of a layer are which, by headings.csv."""
    found: dict[str, int] = {}
    for position, heading in enumerate(headings):
        role = _headings().get(_bare(heading))
        if role:
            found.setdefault(role, position)
    return Roles(found)


@cache
def _headings() -> Mapping[str, str]:
    return {_bare(line["heading"]): line["role"] for line in beside(__file__, "headings.csv")}


def _bare(heading: str) -> str:
    return re.sub(r"[\s_\-.:]+", "", fold(heading))


@cache
def _levels() -> Mapping[str, str]:
    return {fold(line["word"]): line["level"] for line in beside(__file__, "levels.csv")}
