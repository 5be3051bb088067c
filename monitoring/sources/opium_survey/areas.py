"""Whose figures a row holds: a district's, a province's, the country's; and which rows are sums of others."""

import re
from dataclasses import dataclass
from functools import cache

from rapidfuzz import fuzz, process

from ...vocabulary.admin1 import ADMIN1, find_admin1
from ...vocabulary.folding import fold
from ..columns.plain import plain

COUNTRY = "AFG"
_SUM = re.compile(
    r"\b(grand |national |provincial |regional |sub[- ]?)?(totals?|итого|всего|المجموع|مجموع|اجمالي)\b[:.]?",
    re.IGNORECASE,
)
_OF_ALL = re.compile(r"\b(grand|national) total", re.IGNORECASE)
_WHOLE = frozenset({"", "afghanistan", "country", "national", "all", "of afghanistan", "for afghanistan"})
_LOOKS_ALIKE = 80
_NUMBER = re.compile(r"[\d.,'\s]+")


@dataclass(frozen=True, slots=True)
class Area:
    """`level`: district, province, country, region, or none when the names make no area (then `reason` says why).

    `printed_sum`: the row is called a total. `likely`: (code, name) of the province that an unread name looks like.
    """

    level: str
    province: str = ""
    district: str = ""
    admin1: str | None = None
    printed_sum: bool = False
    likely: tuple[str, str] | None = None
    reason: str | None = None

    @property
    def name(self) -> str:
        """`Province / District`, so that the two levels are told apart wherever they stand together."""
        return f"{self.province} / {self.district}" if self.level == "district" else self.province or "Afghanistan"


def area_of(province: str, district: str, above: str) -> Area:
    """The area of a row; `above` is the province of the rows before it, for tables that name it once."""
    province, district = plain(province), plain(district)
    if _is_number(province) or _is_number(district):
        return Area("none", reason="a number where a name belongs: the row seems shifted by a column")
    if not province and not above and district and code(district):
        return Area("none", reason="no province, and a province in the column of districts: the row seems shifted")
    if province and district and not code(_bare(province)) and code(district):
        return Area("none", reason="a province in the column of districts: the row seems shifted by a column")
    is_sum = bool(_SUM.search(province) or _SUM.search(district))
    if not is_sum:
        return _place(province or above, district)
    # A sum is of the province in the column of districts ("Hilmand Total" may stand in either), else of its own row.
    if _OF_ALL.search(f"{province} {district}"):
        return Area("country", printed_sum=True)
    named = _bare(province) or (above if _bare(district) == "" and not province else "")
    name = _bare(district) if code(_bare(district)) else named
    if fold(name) in _WHOLE:
        return Area("country", printed_sum=True)
    if code(name) is None and likely(name) is None:
        return Area("region", name, printed_sum=True)
    return Area("province", name, "", code(name), True, likely(name))


def _place(province: str, district: str) -> Area:
    if not province:
        return Area("none", reason="no province is named")
    if fold(province) in _WHOLE and not district:
        return Area("country", printed_sum=True)
    level = "district" if district else "province"
    return Area(level, province, district, code(province), False, likely(province))


def _bare(name: str) -> str:
    """A name without the words that make it a total."""
    return " ".join(_SUM.sub(" ", name).split()).strip(" -:/")


def _is_number(text: str) -> bool:
    return bool(text) and any(letter.isdigit() for letter in text) and bool(_NUMBER.fullmatch(text))


@cache
def code(name: str) -> str | None:
    """ISO 3166-2 of an Afghan province, None for any other word."""
    return find_admin1(COUNTRY, name) if name else None


@cache
def likely(name: str) -> tuple[str, str] | None:
    """(code, name) of the province that a name nobody has read looks like, for a person to decide; None for none."""
    if not name or code(name):
        return None
    names = {
        fold(word): each
        for each in ADMIN1.values()
        if each.iso3 == COUNTRY
        for word in (each.name_en, *each.other_names)
    }
    found = process.extractOne(fold(name), names.keys(), scorer=fuzz.ratio, score_cutoff=_LOOKS_ALIKE)
    return (names[found[0]].code, names[found[0]].name_en) if found else None
