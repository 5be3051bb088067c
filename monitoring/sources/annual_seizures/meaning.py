"""What the words of a row mean: its country, its drug and group, its amount. Each distinct cell is read once."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from ...vocabulary.countries import COUNTRIES
from ...vocabulary.drugs import drug_of_code
from ...vocabulary.folding import fold
from ...vocabulary.lookup import Lookups
from ..columns.numbers import NumberStyle, read_number
from ..table import Unreadable, beside

NOT_SAID = "OTH-UNK"  # the code of a drug that is not stated, or that nobody has read


@dataclass(frozen=True, slots=True)
class Where:
    """`unknown`: the word that nobody has read; `doubt`: why a person should look."""

    iso3: str | None
    unknown: str | None = None
    doubt: str | None = None


@dataclass(frozen=True, slots=True)
class What:
    reported: str
    slug: str
    code: str
    group: str
    unknown: str | None = None


@dataclass(frozen=True, slots=True)
class Amount:
    """`kg` None and no reason: the cell says that nothing is known."""

    kg: float | None
    reason: str | None = None


def where(words: Lookups, code: str, name: str) -> Where:
    """The country of a code and a name: the code wins where it is one, and a name that says otherwise is a doubt."""
    by_name, iso3 = words.look("country", name), code.strip().upper()
    by_code = iso3 if iso3 in COUNTRIES else words.find("country", code)
    if by_code is None:
        unread = not by_name.known and (name.strip() or code.strip())
        return Where(by_name.code, unread or None)
    if by_name.code not in (None, by_code):
        return Where(by_code, None, f"the code says {by_code}, the name says {by_name.code}; the code was taken")
    return Where(by_code)


def what(words: Lookups, group: str, drug: str) -> What:
    """The drug of a row. Without a word for the drug the group is what was reported; the code then says as much."""
    reported = drug.strip() or group.strip()
    meaning = words.look("drug", reported)
    found = drug_of_code(meaning.code or NOT_SAID)
    assert found is not None  # every code of the vocabulary is a drug
    own = groups().get(fold(group)) if found.code == NOT_SAID else None
    return What(reported, found.slug, found.code, own or found.group, None if meaning.known else reported)


@cache
def groups() -> Mapping[str, str]:
    """Folded names of drug groups in any edition to our slugs: groups.csv."""
    return {fold(line["word"]): line["group"] for line in beside(__file__, "groups.csv")}


def amount(words: Lookups, style: NumberStyle, column: str, cell: str) -> Amount:
    """Kilograms of a cell; below zero, endless and unreadable ones come with the reason why they are refused."""
    if words.missing("unit", cell):
        return Amount(None)
    try:
        kg = read_number(cell, style, column=column)
    except Unreadable as problem:
        return Amount(None, problem.reason)
    return Amount(kg) if math.isfinite(kg) else Amount(None, "is not a finite number")
