"""What may stand in a coded column of our own workbook: each code with the words a person chooses it by.

Every code is written in words of the language in use and read in any of them: a workbook made in one language, filled in in
a second and imported in a third says the same.
"""

import csv
import re
from collections.abc import Callable, Mapping
from functools import cache

from ..language import LANGUAGES, N_, _, language, use_language
from ..paths import GEODATA
from .countries import COUNTRIES, country_name
from .drugs import DRUGS, drug_name
from .folding import fold
from .grades import GRADES
from .markings import MARKINGS
from .modes import MODES
from .precisions import PRECISIONS
from .roles import ROLES
from .source_kinds import SOURCE_KINDS
from .units import KIND_NAMES
from .word_lists import lines

BASES = {"stated": N_("stated"), "presumed": N_("presumed")}
CALENDARS = {"gregorian": N_("Gregorian"), "solar_hijri": N_("Solar Hijri"), "hijri": N_("Hijri")}
DATE_PRECISIONS = {"day": N_("day"), "month": N_("month"), "year": N_("year")}
DIRECTIONS = {
    "inbound": N_("coming in"), "outbound": N_("going out"), "transit": N_("passing through"),
    "domestic": N_("inside the country"), "international": N_("in international waters"),
}  # fmt: skip
PLACE_TYPES = {
    "aircraft": N_("aircraft"), "airport": N_("airport"), "at_sea": N_("at sea"), "border": N_("border"),
    "building": N_("building"), "business": N_("business premises"), "checkpoint": N_("checkpoint"),
    "dwelling": N_("dwelling"), "farm": N_("farm"), "health": N_("hospital or pharmacy"), "laboratory": N_("laboratory"),
    "official": N_("official building"), "open_air": N_("open country"), "other": N_("another place"),
    "person": N_("on a person"), "port": N_("port"), "post": N_("post or courier"), "prison": N_("prison"),
    "rail": N_("railway"), "road": N_("road"), "settlement": N_("settlement"), "station": N_("station"),
    "street": N_("street"), "vehicle": N_("vehicle"), "vessel": N_("vessel"), "warehouse": N_("warehouse"),
}  # fmt: skip
RELATIONS = {"exact": N_("exact"), "about": N_("about"), "over": N_("more than"), "under": N_("less than")}
STATUSES = {"reported": N_("reported"), "verified": N_("verified"), "duplicate": N_("duplicate of another seizure")}
YES_NO = {"yes": N_("yes"), "no": N_("no")}

_CODE_IN_BRACKETS = re.compile(r"\(([A-Z]{3})\)\s*$")
_ARABIC_WORD = re.compile("[\u0621-\u064a ]+")


def _translated(words: Mapping[str, str]) -> Callable[[], dict[str, str]]:
    return lambda: {code: _(word) for code, word in words.items()}


def _countries() -> dict[str, str]:
    """`Afghanistan (AFG)`, by name."""
    named = {code: f"{country_name(code)} ({code})" for code in COUNTRIES}
    return dict(sorted(named.items(), key=lambda each: fold(each[1])))


def _drugs() -> dict[str, str]:
    """By public name; the fixed names of the interface first, which are the usual drugs, then all others by name."""
    named = {slug: drug_name(slug) for slug in DRUGS}
    usual = [slug for slug in named if named[slug] != DRUGS[slug].name or slug in _USUAL]
    rest = sorted(named.keys() - set(usual), key=lambda slug: fold(named[slug]))
    return {slug: named[slug] for slug in (*usual, *rest)}


_USUAL = frozenset({"heroin", "morphine", "opium", "methamphetamine", "hashish", "cannabis_herb", "cocaine"})


def _units() -> dict[str, str]:
    """Code of lookups/units.csv -> a word that the same table understands."""
    found = {}
    for line in lines("units"):
        if line["kind"]:
            words = [word for word in line["words"].split("|") if word] or [line["code"]]
            own = [word for word in words if language() == "ar" and _ARABIC_WORD.fullmatch(word)]
            found[line["code"]] = (own or words)[0]
    return found


def _sea_areas() -> dict[str, str]:
    """`place.id` of a sea area -> its name."""
    column = "name_ar" if language() == "ar" else "name"
    return {f"sea-area/{line['id']}": line[column] or line["name"] for line in _sea_area_lines()}


@cache
def _sea_area_lines() -> tuple[dict[str, str], ...]:
    with (GEODATA / "sea_areas.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


CHOICES: Mapping[str, Callable[[], dict[str, str]]] = {
    "basis": _translated(BASES),
    "calendar": _translated(CALENDARS),
    "country": _countries,
    "date_precision": _translated(DATE_PRECISIONS),
    "direction": _translated(DIRECTIONS),
    "drug": _drugs,
    "grade": _translated(GRADES),
    "kind": _translated(KIND_NAMES),
    "marking": _translated(MARKINGS),
    "mode": _translated(MODES),
    "place_type": _translated(PLACE_TYPES),
    "precision": _translated(PRECISIONS),
    "relation": _translated(RELATIONS),
    "role": _translated({code: name for code, name in ROLES.items() if code != "seized_in"}),
    "sea_area": _sea_areas,
    "source_kind": _translated(SOURCE_KINDS),
    "status": _translated(STATUSES),
    "unit": _units,
    "yes_no": _translated(YES_NO),
}


def choices(name: str) -> dict[str, str]:
    """Code -> words in the language in use, in the order of the list; KeyError for a list that does not exist."""
    return CHOICES[name]()


def choice(name: str, words: str) -> str | None:
    """The code that `words` mean in the list `name`: the code itself, or its words in any language; None for others."""
    if name == "country" and (found := _CODE_IN_BRACKETS.search(words)):
        return found[1] if found[1] in COUNTRIES else None
    return _words(name).get(fold(words))


@cache
def _words(name: str) -> Mapping[str, str]:
    """Folded words to codes. A word that two codes share (in two languages) means neither."""
    meanings: dict[str, set[str]] = {}
    for each in LANGUAGES:
        with use_language(each):
            for code, words in choices(name).items():
                meanings.setdefault(fold(words), set()).add(code)
    single = {words: next(iter(codes)) for words, codes in meanings.items() if len(codes) == 1}
    return single | {fold(code): code for code in choices(name)}
