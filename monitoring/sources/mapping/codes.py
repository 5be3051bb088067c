"""The codes that a mapping may give to a word, by field."""

from functools import cache

from ...vocabulary.choices import DIRECTIONS, PLACE_TYPES
from ...vocabulary.countries import COUNTRIES
from ...vocabulary.drugs import DRUGS, drug_of_code
from ...vocabulary.markings import MARKINGS
from ...vocabulary.modes import MODES
from ...vocabulary.units import find_unit
from ...vocabulary.word_lists import lines
from .fields import FIELDS


def code_of(name: str, code: str) -> str | None:
    """The code as the record knows it (of a drug also by its public name); None when there is none.

    For a unit every word of the table of units will do: a person writes "kg".
    """
    words = FIELDS[name].words
    if words == "drug":
        found = DRUGS.get(code) or drug_of_code(code)
        return found.code if found else None
    if words == "unit":
        unit = find_unit(code)
        return unit.code if unit else code if code == "unstated" else None
    return code if code in _codes(words) else None


@cache
def _codes(words: str) -> frozenset[str]:
    listed = {
        "country": COUNTRIES, "place_type": PLACE_TYPES, "mode": MODES, "direction": DIRECTIONS, "marking": MARKINGS,
    }.get(words)  # fmt: skip
    return frozenset(listed if listed is not None else (line["code"] for line in lines(words)))
