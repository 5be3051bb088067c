"""Names that are spelt or sound nearly like a word: when one may be taken for it, and when it is only offered."""

import re
from collections.abc import Iterator

from rapidfuzz.distance import OSA

from .gazetteer_choice import Choice, Hit, choose
from .gazetteer_table import Table
from .place_sounds import romanised, sounds

_LETTERS = range(4, 41)  # of a name that is compared letter by letter
_ARABIC = re.compile(r"[\u0600-\u06ff]")
_HOW = {0: "by name", 1: "by name, a letter differs", 2: "by name, 2 letters differ", 3: "by its sound"}


def called(table: Table, iso3: str, key: str, score: float, how: str = "by name") -> Iterator[Hit]:
    """The places of the country (of all without one), and the sea areas, whose name is exactly `key`."""
    for row, main in table.rows(key):
        if not iso3 or table.iso3[row] in (iso3, ""):
            yield Hit(row, score if main else score - 0.01, main, how)


def nearly(table: Table, iso3: str, key: str, within: frozenset[int], prefer: str) -> Choice:
    """What is nearly called `key`: taken for it only where one large enough place is, else offered as `others`."""
    if len(key) not in _LETTERS:
        return Choice()
    near = dict(table.similar(key, iso3, 1 if len(key) < 6 else 2))
    near |= {word: 3 for word in table.alike(key, iso3) if word not in near and _readable_as(key, word)}
    sound, offered = sounds(key), list[Hit]()
    for distance in sorted(set(near.values())):
        words = [word for word, far in near.items() if far == distance]
        hits = [hit for word in words for hit in called(table, iso3, word, 0.9 - 0.1 * distance, _HOW[distance])]
        choice = choose(table, hits, within, prefer)
        if choice.best is None:
            offered += choice.others
            continue
        alike = sound in map(sounds, words)
        if distance and _large_enough(table, choice, choice.best, len(key), distance, bool(within), alike):
            return choice
        offered += [choice.best, *choice.others]
    return Choice(others=tuple(offered))


def _large_enough(
    table: Table, choice: Choice, best: Hit, letters: int, distance: int, within: bool, alike: bool
) -> bool:
    """Whether a misspelt name may be taken for this place: the larger it must be, the less else speaks for it.

    letters, distance: of the word, and how many of them differ; within: a province is stated; alike: the two sound so.
    The numbers were set on UNODC's individual seizures, see docs/places.md.
    """
    people = table.people(best.row)
    province = choice.area is not None or table.kind[best.row] == "admin1"
    if distance == 1 and alike:
        if within or province:
            return province or people >= (500 if letters >= 7 else 10_000)
        return people >= (20_000 if letters >= 7 else 200_000)
    if distance == 1:
        if within:
            return letters >= 5 and people >= (500 if letters >= 7 else 5_000)
        return letters >= 7 and (people >= 200_000 or (province and letters >= 8))
    if alike and letters >= 8:
        return province or people >= (500 if within else 20_000)
    return distance == 2 and within and letters >= 10 and people >= 5_000


def _readable_as(key: str, word: str) -> bool:
    """Whether a name of one sound may be the other in another script: by its vowels too where both scripts write them."""
    if key.isascii() or not word.isascii():
        return False
    return len(sounds(key)) >= 4 if _ARABIC.match(key) else OSA.distance(romanised(key), romanised(word)) <= 2
