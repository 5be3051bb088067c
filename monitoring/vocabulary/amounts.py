"""Amounts as reported: their kind, the one unit of that kind, and what they may weigh, kept apart from one another.

A kilogram equivalent is an estimate by a convention (so many grams a tablet, one kilogram a litre). It never replaces a
quantity and is never added to one: it has columns of its own, its source, and the edition of the factors.
"""

import csv
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from ..language import number
from ..paths import FACTS
from .drugs import drug_of_code
from .units import KINDS, Unit, find_unit
from .word_lists import lines

# Of unit_factors.csv, drug_vocabulary.csv and the tables of units and tablets in lookups/. A test holds their checksum to
# it: whoever changes a factor gives the edition a new name, and figures of two editions can be told apart.
FACTORS_EDITION = "2026-11-24"


@dataclass(frozen=True)
class Equivalent:
    """Kilograms by a convention; `kg_low` and `kg_high` None where the source gives one figure and no range."""

    kg_low: float | None
    kg_typical: float | None
    kg_high: float | None
    factor_source: str


@dataclass(frozen=True)
class Rule:
    """What one reported unit of one drug is: `factor` of `unit`, the one unit of `kind`; and kilograms by a convention.

    For a mass the kilograms are the factor itself. `kg_typical` None: no convention is known, and no equivalent is made.
    """

    kind: str
    unit: str
    factor: float
    factor_source: str
    kg_low: float | None = None
    kg_typical: float | None = None
    kg_high: float | None = None
    kg_source: str | None = None

    def equivalent(self, quantity: float) -> Equivalent | None:
        """Kilogram equivalents of a *reported* quantity; None when no convention is known."""
        if self.kg_typical is None or self.kg_source is None:
            return None
        low, typical, high = (
            None if kg is None else kg * quantity for kg in (self.kg_low, self.kg_typical, self.kg_high)
        )
        return Equivalent(low, typical, high, self.kg_source)


@cache
def amount_rule(unit_word: str, drug_code: str | None) -> Rule | None:
    """The rule for a reported unit (a word or a code of lookups/units.csv) and a drug code; None for an unknown unit.

    A unit that names no kind ("other") has no rule either. An unknown drug has a rule without kilogram equivalents.
    """
    unit = find_unit(unit_word)
    if unit is None:
        return None
    return Rule(unit.kind, KINDS[unit.kind], unit.factor, unit.factor_source, *_kilograms(unit, drug_code or ""))


def _kilograms(unit: Unit, code: str) -> tuple[float | None, float | None, float | None, str | None]:
    nothing = (None, None, None, None)
    facts = _facts().get(code, {})
    if unit.kind == "mass":
        return unit.factor, unit.factor, unit.factor, unit.factor_source
    if unit.kind == "volume" and facts.get("kg_per_litre"):
        kg = unit.factor * float(facts["kg_per_litre"])
        return kg, kg, kg, f"drug_vocabulary.csv: {code}, {facts['kg_per_litre']} kg a litre is a convention"
    if unit.kind == "count" and facts.get("tablet_g_typical") and _counted(unit) in _as_tablets(code):
        low, typical, high = (
            float(facts[f"tablet_g_{end}"]) / 1000 * unit.factor if facts[f"tablet_g_{end}"] else None
            for end in ("low", "typical", "high")
        )
        return low, typical, high, f"drug_vocabulary.csv: {code}, {facts['tablet_g_typical']} g a tablet is typical"
    return nothing


def _counted(unit: Unit) -> str:
    """What a thousand of something is a thousand of."""
    return {"thousand_tablets": "tablet", "thousand_doses": "dose", "hundred_units": "unit"}.get(unit.code, unit.code)


@cache
def _facts() -> Mapping[str, Mapping[str, str]]:
    with (FACTS / "drug_vocabulary.csv").open(encoding="utf-8", newline="") as file:
        return {row["code"]: row for row in csv.DictReader(file)}


@cache
def _as_tablets(code: str) -> frozenset[str]:
    """The units that the factor of a tablet is given for, for a drug: lookups/tablet_like.csv."""
    found = [line for line in lines("tablet_like") if any(code.startswith(each) for each in line["drugs"].split("|"))]
    return frozenset(unit for line in found for unit in line["units"].split("|"))


def implausible(kind: str, drug_code: str | None, quantity: float) -> str | None:
    """Why a quantity (in the kind's own unit) cannot be one seizure, in words; None when it may be. It is never changed."""
    limit = _limit(kind, drug_code or "")
    if limit is None or not math.isfinite(quantity) or quantity <= float(limit["largest"]):
        return None
    unit, found = KINDS[kind], drug_of_code(drug_code)
    name = found.name if found else "this drug"
    said = (
        f"{number(quantity)} {unit} of {name} is more than {number(float(limit['largest']))} {unit}, {limit['reason']}"
    )
    tablets = kind == "mass" and (_facts().get(drug_code or "", {}).get("tablet_g_typical") or "") != ""
    return f"{said}; surely a number of tablets written as a weight" if tablets and _whole(quantity) else said


def _whole(quantity: float) -> bool:
    return quantity == int(quantity)


@cache
def _limit(kind: str, code: str) -> Mapping[str, str] | None:
    """The line of lookups/plausible.csv for the longest beginning of the code; "" is for every drug."""
    fitting = [line for line in lines("plausible") if line["kind"] == kind and code.startswith(line["drugs"])]
    return max(fitting, key=lambda line: len(line["drugs"]), default=None)
