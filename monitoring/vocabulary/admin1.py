"""Provinces: ISO 3166-2 codes, names, and every spelling we accept of them, country by country.

A word is understood only where it can mean one province: "Tashkent" (city or region?) is left to a person.
"""

import csv
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from ..language import language
from ..paths import GEODATA
from .countries import fold

_KINDS = re.compile(
    r"\b(province|region|oblast|district|governorate|county|viloyati?|velayat|wilayat|welayaty|rayon|state|emirate|of|the)\b"
)


@dataclass(frozen=True)
class Admin1:
    """One row of geodata/admin1.csv. `status` is "iso", or "exception" for a code that ISO 3166-2 does not have.

    `lon`, `lat`: a point inside, None where we have no polygon (then `area_km2` is None too); `name_ar` may be "".
    """

    code: str
    iso3: str
    name_en: str
    name_ar: str
    other_names: tuple[str, ...]
    lon: float | None
    lat: float | None
    area_km2: float | None
    ne_adm1_code: str
    status: str
    note: str


class _Provinces(Mapping[str, Admin1]):
    """Reads the table at the first use, so that importing this module opens no file."""

    def __getitem__(self, code: str) -> Admin1:
        return _table()[code]

    def __iter__(self) -> Iterator[str]:
        return iter(_table())

    def __len__(self) -> int:
        return len(_table())


ADMIN1: Mapping[str, Admin1] = _Provinces()  # by code, in the order of codes


@cache
def _table() -> Mapping[str, Admin1]:
    with (GEODATA / "admin1.csv").open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    return MappingProxyType({line["code"]: _province(line) for line in lines})


def _province(line: dict[str, str]) -> Admin1:
    numbers = {name: float(line[name]) if line[name] else None for name in ("lon", "lat", "area_km2")}
    return Admin1(**{**line, **numbers, "other_names": tuple(filter(None, line["other_names"].split("|")))})  # type: ignore[arg-type]


@cache
def _words(iso3: str) -> tuple[Mapping[str, set[str]], Mapping[str, set[str]]]:
    """Folded words of a country to the codes they may mean: names that we show, and all other spellings."""
    shown, other = defaultdict(set), defaultdict(set)
    for unit in ADMIN1.values():
        if unit.iso3 == iso3:
            for word in (unit.code, unit.name_en, unit.name_ar):
                shown[fold(word)].add(unit.code)
            for word in unit.other_names:
                other[fold(word)].add(unit.code)
    return shown, other


def admin1_name(code: str) -> str:
    """The name in the reader's language, English where we have no other; KeyError for an unknown code."""
    unit = ADMIN1[code]
    return (language() == "ar" and unit.name_ar) or unit.name_en


def find_admin1(iso3: str, word: str) -> str | None:
    """The code of the province of `iso3` that `word` (code or name) means; None where it is none, or could be two.

    A name that we show wins over the same word among other spellings; last, words such as "province" are left out.
    """
    folded = fold(word)
    bare = " ".join(_KINDS.sub(" ", folded).split())
    for candidate in dict.fromkeys((folded, bare)):
        for words in _words(iso3):
            found = words.get(candidate, set()) if candidate else set()
            if found:
                return next(iter(found)) if len(found) == 1 else None
    return None
