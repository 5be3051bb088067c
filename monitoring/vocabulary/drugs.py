"""Drugs by their public name (slug), vocabulary code, group and colour family.

The vocabulary is geodata/facts/drug_vocabulary.csv: codes with the spellings seen in international reporting; its `note`
column says where a spelling is doubtful. Everyday words and other spellings are in lookups/drugs.csv, each with its reason
where there is one to give. Here are only the names that links rely on.
"""

import csv
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from ..language import N_, _
from ..paths import FACTS
from .folding import fold, slug
from .word_lists import lines, word_set


@dataclass(frozen=True)
class Drug:
    """One substance. `name` is English; `family` is the colour key (see FAMILIES); `group` a slug of DRUG_GROUPS."""

    slug: str
    code: str
    name: str
    group: str
    family: str
    aliases: tuple[str, ...]


FAMILIES = ("heroin", "morphine", "opium", "amphetamines", "cannabis", "precursors", "cocaine", "other")

DRUG_GROUPS: Mapping[str, str] = {
    "opioids": N_("Opioids"),
    "cocaine_type": N_("Cocaine-type"),
    "amphetamine_type_stimulants": N_("Amphetamine-type stimulants"),
    "ecstasy_type": N_("Ecstasy-type substances"),
    "cannabis_type": N_("Cannabis-type"),
    "sedatives_and_tranquillizers": N_("Sedatives and tranquillizers"),
    "hallucinogens": N_("Hallucinogens"),
    "new_psychoactive_substances": N_("New psychoactive substances"),
    "precursors": N_("Precursors"),
    "other": N_("Other substances"),
}

# Names that links, exports and charts rely on: (public name, name shown).
_FIXED = {
    "OPI-HER": ("heroin", N_("Heroin")),
    "OPI-MOR": ("morphine", N_("Morphine")),
    "OPI-OPM": ("opium", N_("Opium")),
    "ATS-MET": ("methamphetamine", N_("Methamphetamine")),
    "CAN-RES": ("hashish", N_("Hashish")),
    "CAN-HRB": ("cannabis_herb", N_("Cannabis herb")),
    "PRE-AAN": ("acetic_anhydride", N_("Acetic anhydride")),
    "COC-UNS": ("cocaine", N_("Cocaine")),
    "OTH-UNK": ("other", N_("Other or not stated")),
}

_GROUP_OF_PREFIX = dict(
    zip(("OPI", "COC", "ATS", "ECS", "CAN", "SED", "HAL", "NPS", "PRE", "OTH"), DRUG_GROUPS, strict=True)
)
_FAMILY_OF_PREFIX = {"ATS": "amphetamines", "CAN": "cannabis", "PRE": "precursors", "COC": "cocaine"}
_FAMILY_OF_CODE = {
    "OPI-HER": "heroin", "OPI-6MA": "heroin",  # 6-monoacetylmorphine is what heroin becomes
    "OPI-MOR": "morphine",
    "OPI-OPM": "opium", "OPI-AOP": "opium", "OPI-STR": "opium", "OPI-PLT": "opium",
}  # fmt: skip


def _drug(row: Mapping[str, str]) -> Drug:
    code, prefix = row["code"], row["code"].partition("-")[0]
    public, name = _FIXED.get(code, (slug(row["name"]), row["name"]))
    aliases = (row["name"], *filter(None, row["aliases"].split("|")), *_more_words().get(code, ()))
    family = _FAMILY_OF_CODE.get(code) or _FAMILY_OF_PREFIX.get(prefix, "other")
    return Drug(public, code, name, _GROUP_OF_PREFIX[prefix], family, tuple(dict.fromkeys(aliases)))


@cache
def _more_words() -> Mapping[str, list[str]]:
    """code -> the words of lookups/drugs.csv: everyday names and spellings that the vocabulary file does not carry."""
    words: dict[str, list[str]] = {}
    for line in lines("drugs"):
        words.setdefault(line["code"], []).append(line["word"])
    return words


def _read() -> Mapping[str, Drug]:
    with (FACTS / "drug_vocabulary.csv").open(encoding="utf-8", newline="") as file:
        drugs = [_drug(row) for row in csv.DictReader(file)]
    return MappingProxyType({each.slug: each for each in drugs})


class _Lazy(Mapping[str, Drug]):
    """The vocabulary, read when first asked: importing this module touches no disk."""

    @staticmethod
    @cache
    def _all() -> Mapping[str, Drug]:
        return _read()

    def __getitem__(self, key: str) -> Drug:
        return self._all()[key]

    def __iter__(self):
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())


DRUGS: Mapping[str, Drug] = _Lazy()


def drug(slug: str) -> Drug:
    """The drug of a public name; KeyError when there is none."""
    return DRUGS[slug]


@cache
def _by_code() -> Mapping[str, Drug]:
    return {each.code: each for each in DRUGS.values()}


def drug_of_code(code: str | None) -> Drug | None:
    """The drug of a vocabulary code such as `OPI-HER`, or None."""
    return _by_code().get(code or "")


@cache
def _by_word() -> Mapping[str, Drug]:
    # Public names, codes and names win over aliases, whatever the order of the file.
    strong = {key: each for each in DRUGS.values() for key in _keys((each.slug, each.code, each.name))}
    weak = {key: each for each in reversed(tuple(DRUGS.values())) for key in _keys(each.aliases)}
    return weak | strong


def _keys(words: Iterable[str]) -> list[str]:
    return [_key(word) for word in words]


def _key(word: str) -> str:
    return " ".join(fold(word).replace("_", " ").replace("-", " ").replace('"', " ").split())


def find_drug(word: str) -> Drug | None:
    """The drug that `word` means (public name, code, name or any alias, whatever the case); None when nobody knows."""
    return _by_word().get(_key(word))


def without_form(word: str) -> str | None:
    """`word` without the words that say only form or colour ("heroin powder", "cocaine (liquid)"); None when none did.

    Only words of lookups/drug_forms.csv go: what else stands in brackets may name another substance.
    """
    parts = _key(re.sub(r"[(),/]", " ", word)).split()
    left = [part for part in parts if part not in word_set("drug_forms")]
    return " ".join(left) if left and len(left) < len(parts) else None


def drug_name(slug: str) -> str:
    """The drug's name in the reader's language; an unknown public name is shown as it is."""
    return _(DRUGS[slug].name) if slug in DRUGS else slug


def drug_group_name(slug: str) -> str:
    """The group's name in the reader's language; an unknown group is shown as it is."""
    return _(DRUG_GROUPS[slug]) if slug in DRUG_GROUPS else slug
