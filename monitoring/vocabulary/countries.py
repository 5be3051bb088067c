"""Countries and areas: the codes, the names the United Nations uses, and every way of writing them that we accept."""

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from types import MappingProxyType

from ..language import BASES, N_, language, locale_of
from ..paths import GEODATA
from .folding import fold as plain

# What `folding.fold` leaves and names of places differ in: two Arabic letters, signs of transliteration, "&".
_ALIKE = str.maketrans(
    {"ة": "ه", "ى": "ي", "ð": "d", "œ": "oe", "ʼ": "", "ʻ": "", "'": "", "`": "", ".": "", "&": " and "}
)


@dataclass(frozen=True)
class Country:
    """One row of geodata/countries.csv. `iso3` is ISO 3166-1, or XKX; `m49` None where the UN list has no entry.

    `name_en`, `name_ar`: the short forms of the UN; `short_en`: for map labels; `region`, `subregion`: as in M49, "" for
    Antarctica.
    """

    iso3: str
    iso2: str
    m49: str | None
    name_en: str
    short_en: str
    name_ar: str
    region: str
    subregion: str
    note: str
    aliases: tuple[str, ...] = ()


def fold(word: str) -> str:
    """`word` without case, accents, vowel signs and punctuation: what two spellings of one name have in common."""
    return " ".join(re.findall(r"\w+", plain(word).translate(_ALIKE)))


class _Countries(Mapping[str, Country]):
    """Reads the table at the first use, so that importing this module opens no file."""

    def __getitem__(self, iso3: str) -> Country:
        return _table()[iso3]

    def __iter__(self) -> Iterator[str]:
        return iter(_table())

    def __len__(self) -> int:
        return len(_table())


COUNTRIES: Mapping[str, Country] = _Countries()  # by iso3, in the order of iso3


@cache
def _table() -> Mapping[str, Country]:
    with (GEODATA / "countries.csv").open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    return MappingProxyType({line["iso3"]: _country(line) for line in lines})


def _country(line: dict[str, str]) -> Country:
    aliases = tuple(filter(None, line["aliases"].split("|")))
    return Country(**{**line, "m49": line["m49"] or None, "aliases": aliases})  # type: ignore[arg-type]


@cache
def _words() -> Mapping[str, str]:
    """Every accepted spelling, folded, to its iso3. A spelling that two countries share is an error of the table."""
    words: dict[str, str] = {}
    for country in COUNTRIES.values():
        names = (country.iso2, country.iso3, country.name_en, country.short_en, country.name_ar, *country.aliases)
        for word in {fold(name) for name in names}:
            if words.setdefault(word, country.iso3) != country.iso3:
                raise ValueError(f"geodata/countries.csv: {word!r} means {words[word]} and {country.iso3}")
    return words


def country_name(iso3: str) -> str:
    """The UN short name in the reader's language, by CLDR where we have none; English at last. KeyError for an unknown code."""
    return name_in(iso3, language())


def country_label(iso3: str) -> str:
    """The name for a map label or a bar, where the United Nations' short name is too long; KeyError for an unknown code."""
    country, spoken = COUNTRIES[iso3], language()
    if spoken == "en":
        return country.short_en
    if spoken == "ar":
        return country.name_ar if iso3 == "XKX" else country.name_ar.partition(" (")[0]
    name = name_in(iso3, spoken)
    return name if iso3 == "XKX" else name.partition(" (")[0]


def name_in(iso3: str, spoken: str) -> str:
    """The name of today in a language that CLDR knows; KeyError for an unknown code."""
    country = COUNTRIES[iso3]
    if spoken == "en":
        return country.name_en
    if spoken == "ar":
        return country.name_ar
    own = _spoken().get((iso3, spoken)) or _spoken().get((iso3, BASES.get(spoken, spoken)))
    return own or locale_of(spoken).territories.get(country.iso2) or country.name_en


def country_name_on(iso3: str, moment: date) -> str:
    """The name in the reader's language that the United Nations used on a day: "Turkey" before June 2022.

    Only changes of name in geodata/hand/country_names_dated.csv are known; every other name is that of today.
    """
    earlier = [(until, name) for until, name in former_names(iso3) if moment < until]
    return min(earlier)[1] if earlier else country_name(iso3)


def former_names(iso3: str) -> list[tuple[date, str]]:
    """The days from which names were used no more in the reader's language, with the names; the last one first."""
    spoken = language()
    return sorted(_former().get((iso3, BASES.get(spoken, spoken)), ()), reverse=True)


@cache
def _lines() -> tuple[dict[str, str], ...]:
    with (GEODATA / "hand" / "country_names_dated.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def _spoken() -> Mapping[tuple[str, str], str]:
    """iso3 and language -> the name of today, where CLDR's is not the one that the United Nations uses."""
    return {(line["iso3"], line["language"]): line["name"] for line in _lines() if not line["until"]}


@cache
def _former() -> Mapping[tuple[str, str], list[tuple[date, str]]]:
    """iso3 and language -> the days from which names were no longer used, with the names."""
    found: dict[tuple[str, str], list[tuple[date, str]]] = {}
    for line in _lines():
        if line["until"]:
            known = found.setdefault((line["iso3"], line["language"]), [])
            known.append((date.fromisoformat(line["until"]), line["name"]))
    return found


# Codes of ISO 3166-1 that are used no more -> the name then, and the codes that its area has now.
FORMER: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "SUN": (N_("Union of Soviet Socialist Republics"), (
        "ARM", "AZE", "BLR", "EST", "GEO", "KAZ", "KGZ", "LVA", "LTU", "MDA", "RUS", "TJK", "TKM", "UKR", "UZB",
    )),
    "YUG": (N_("Yugoslavia"), ("BIH", "HRV", "MKD", "MNE", "SRB", "SVN")),
    "CSK": (N_("Czechoslovakia"), ("CZE", "SVK")),
    "SCG": (N_("Serbia and Montenegro"), ("MNE", "SRB")),
}  # fmt: skip


def find_country(word: str) -> str | None:
    """The iso3 of a code (two or three letters), an English or Arabic name or a usual alias; None for other words."""
    folded = fold(word)
    return _words().get(folded) or _words().get(folded.removeprefix("the "))
