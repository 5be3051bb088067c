"""What the words in somebody's file mean: one place to ask, for every field, with an operator's decisions on top.

The words are data, in `lookups/` (see docs/importing.md) and in the tables of drugs and countries; nothing here guesses. A word
is *known* when somebody has read it, also when it has no code on purpose (a state that is gone, "other transport").
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from rapidfuzz import fuzz, process

from .countries import COUNTRIES, find_country
from .countries import fold as fold_place
from .drugs import DRUGS, find_drug, without_form
from .folding import fold
from .indicators import Counted
from .word_lists import word_list

# field -> the file of lookups/ that holds its words. Drugs and countries have tables of their own besides.
FILES = {
    "drug": "drugs", "unit": "units", "mode": "modes", "country": "countries", "place_type": "place_types",
    "direction": "directions", "concealment": "concealments",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a word means. `code` None with `known` True: without a code on purpose, `reason` says why.

    `how`: "decision" (of the operator), "word" (as written in a table), "form" (without a word for the form of a drug),
    "missing" (the word says that nothing is known) or "" (nobody has read the word).
    """

    code: str | None
    known: bool
    reason: str = ""
    how: str = ""


UNKNOWN = Meaning(None, False)


@dataclass(frozen=True)
class Lookups:
    """The shipped words and the operator's decisions, which win. Answers are remembered per distinct word.

    indicators: those of the record by short name and by name, folded.
    """

    own: Mapping[tuple[str, str], str] = field(default_factory=dict)
    indicators: Mapping[str, Counted] = field(default_factory=dict)
    _seen: dict[tuple[str, str], Meaning] = field(default_factory=dict, compare=False, repr=False)

    def find(self, field: str, word: str) -> str | None:
        """The code of `word`, or None: unknown, missing, or without a code on purpose (`look` tells which)."""
        return self.look(field, word).code

    def look(self, field: str, word: str) -> Meaning:
        """What `word` means in a column of `field` (a key of FILES); KeyError for a field that has no words."""
        key = (field, word)
        found = self._seen.get(key)
        if found is None:
            found = self._seen[key] = self._look(field, word)
        return found

    def known(self, field: str, word: str) -> bool:
        """Whether somebody has read the word: False belongs in the review queue."""
        return self.look(field, word).known

    def missing(self, field: str, word: str) -> bool:
        """Whether the cell says that nothing is known ("", "--", "n/a"); `NA` is Namibia in a column of countries."""
        return says_nothing(field, word)

    def _look(self, field: str, word: str) -> Meaning:
        folded = fold(word)
        decided = self.own.get((field, folded))
        if decided is not None:
            return Meaning(decided or None, True, "decided by an operator", "decision")
        return _shipped(field, word, folded)

    def suggest(self, field: str, word: str, limit: int = 5) -> list[tuple[str, str, float]]:
        """Up to `limit` (code, spelling, score 0 to 1) that look like `word`, best first: for a person to choose from."""
        found = process.extract(fold(word), _spellings(field), scorer=fuzz.WRatio, limit=limit * 4, score_cutoff=60)
        best: dict[str, tuple[str, str, float]] = {}
        for spelling, score, (code, _at) in found:
            best.setdefault(code, (code, spelling, round(score / 100, 3)))
        return list(best.values())[:limit]


def lookups(
    own: Mapping[tuple[str, str], str] | None = None, indicators: Mapping[str, Counted] | None = None
) -> Lookups:
    """The lookups with decisions `own`: (field, folded word) -> code, "" for a word that shall have no code.

    indicators: by any word that means one.
    """
    decided = {(field, fold(word)): code for (field, word), code in (own or {}).items()}
    return Lookups(decided, {fold(word): each for word, each in (indicators or {}).items()})


def says_nothing(field: str, word: str) -> bool:
    """Whether a cell is empty or holds a word for "not known" that is no word of `field` itself."""
    folded = fold(word)
    if not folded:
        return True
    said = word_list("missing").get(folded)
    return said is not None and field not in said["not_in"].split()


def _shipped(field: str, word: str, folded: str) -> Meaning:
    if says_nothing(field, word):
        return Meaning(None, True, "the cell says that it is not known", "missing")
    if field == "drug":
        return _drug(word)
    if field == "country":
        return _country(word)
    said = word_list(FILES[field]).get(folded) or word_list(FILES[field]).get(folded.rstrip("."))
    return Meaning(said["code"] or None, True, said.get("reason", said.get("note", "")), "word") if said else UNKNOWN


def _drug(word: str) -> Meaning:
    found = find_drug(word)
    if found is not None:
        reason = word_list("drugs").get(fold(word), {}).get("reason", "")
        return Meaning(found.code, True, reason, "word")
    bare = without_form(word)
    found = find_drug(bare) if bare else None
    return Meaning(found.code, True, f"read as {bare!r}: the rest says its form", "form") if found else UNKNOWN


def _country(word: str) -> Meaning:
    said = word_list("countries", fold_place).get(fold_place(word))
    if said is not None:
        return Meaning(said["code"] or None, True, said["reason"], "word")
    code = find_country(word) or country_names().get(fold_place(word))
    return Meaning(code, True, "", "word") if code else UNKNOWN


@cache
def country_names() -> Mapping[str, str]:
    """Names of countries in many languages, folded, to iso3: lookups/country_names.csv."""
    return {key: line["code"] for key, line in word_list("country_names", fold_place).items()}


@cache
def _spellings(field: str) -> Mapping[tuple[str, int], str]:
    """Every spelling of a field under (code, number): what a word that nobody has read is compared with."""
    if field == "drug":
        pairs = [(word, each.code) for each in DRUGS.values() for word in (each.name, *each.aliases)]
    elif field == "country":
        pairs = [(word, each.iso3) for each in COUNTRIES.values() for word in (each.name_en, *each.aliases)]
        pairs += list(country_names().items())
    else:
        pairs = [(word, line["code"]) for word, line in word_list(FILES[field]).items()]
    return {(code, at): fold(word) for at, (word, code) in enumerate(pairs) if code}
