"""Units as sources write them, turned into one unit a kind of quantity. Litres never become kilograms.

Every factor is a row of geodata/facts/unit_factors.csv and says so. For volumes that file gives kilograms per unit at
1 kg per litre, so its number is also litres per unit: it is read as litres here.
"""

import csv
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from ..language import N_, _, number
from ..paths import FACTS
from .folding import fold

KINDS: Mapping[str, str] = {"mass": "kg", "volume": "l", "count": "units", "plants": "plants", "area": "m2"}

KIND_NAMES = {
    "mass": N_("Mass"), "volume": N_("Volume"), "count": N_("Count"), "plants": N_("Plants"), "area": N_("Area"),
}  # fmt: skip


@dataclass(frozen=True)
class Amount:
    """`quantity` in `unit`, the one unit of `kind`; = reported quantity x `factor`, which `factor_source` names."""

    kind: str
    quantity: float
    unit: str
    factor: float
    factor_source: str


class _Rule(NamedTuple):
    kind: str
    row: str | None  # the row of unit_factors.csv, when the file has one
    factor: float | None  # used when the row's number is not the factor
    words: str


_AS_COUNTED = "as reported"
_RULES = (
    _Rule("mass", "Kilogram", None, "kg|kgs|kilo|kilos|kilogram|kilograms|kilogramme|kilogrammes|kilogram gross"),
    _Rule("mass", "Gram", None, "g|gr|gram|grams|gramme|grammes"),
    _Rule("mass", "Ton", None, "t|ton|tons|tonne|tonnes|metric ton|metric tons"),
    _Rule("mass", "Pound", None, "lb|lbs|pound|pounds"),
    _Rule("mass", "Viss", None, "viss"),
    _Rule("mass", "Picul", None, "picul|piculs"),
    _Rule("mass", "Block (350gr)", None, "block (350gr)"),
    _Rule("volume", "Litre", None, "l|ltr|litre|litres|liter|liters"),
    _Rule("volume", "Millilitre", None, "ml|millilitre|millilitres|milliliter|milliliters"),
    _Rule("volume", "Gallons (US, liquid)", None, "gal|gallon|gallons|us gallon|us gallons|gallons (us, liquid)"),
    _Rule(
        "count",
        None,
        1,
        "unit|units|tablet|tablets|pill|pills|capsule|capsules|ampoule|ampoules|piece|pieces|dose|doses",
    ),
    _Rule("plants", None, 1, "plant|plants|bush|bushes"),
    _Rule("area", None, 1, "m2|m²|square metre|square metres|square meter|square meters"),
    _Rule("area", None, 10_000, "ha|hectare|hectares"),
    _Rule("area", "Acre", 4046.86, "acre|acres"),  # 0.404686 ha in the note of the row, which has no number column
)


@cache
def _factors() -> Mapping[str, float]:
    with (FACTS / "unit_factors.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["applies_to"] == "any" and row["kg_per_unit_typical"]]
    return {row["unit"]: float(row["kg_per_unit_typical"]) for row in rows}


@cache
def _rules() -> Mapping[str, _Rule]:
    return {fold(word): rule for rule in _RULES for word in rule.words.split("|")}


def unit_words() -> tuple[str, ...]:
    """Every unit word that `to_canonical` understands."""
    return tuple(_rules())


def to_canonical(quantity: float, unit_word: str) -> Amount:
    """`quantity` of a reported unit in the one unit of its kind; ValueError for an unknown unit or a number below zero."""
    rule = _rules().get(fold(unit_word).rstrip("."))
    if rule is None:
        raise ValueError(f"unknown unit {unit_word!r}")
    if not math.isfinite(quantity) or quantity < 0:
        raise ValueError(f"{quantity!r} is not an amount")
    factor = rule.factor if rule.factor is not None else _factors()[rule.row or ""]
    source = f"unit_factors.csv: {rule.row}" if rule.row else _AS_COUNTED
    return Amount(rule.kind, quantity * factor, KINDS[rule.kind], factor, source)


# No-break spaces: a number never parts from its unit. The thin one is read as none.
_WRITTEN = {
    "g": N_("{amount}\N{NO-BREAK SPACE}g"),
    "kg": N_("{amount}\N{NO-BREAK SPACE}kg"),
    "t": N_("{amount}\N{NO-BREAK SPACE}t"),
    "kt": N_("{amount}\N{NO-BREAK SPACE}kt"),
    "l": N_("{amount}\N{NO-BREAK SPACE}l"),
    "units": N_("{amount}\N{NO-BREAK SPACE}units"),
    "plants": N_("{amount}\N{NO-BREAK SPACE}plants"),
    "m2": N_("{amount}\N{NO-BREAK SPACE}m²"),
}


def written(amount: float, unit: str) -> str:
    """A number with its unit in the reader's language, nothing rounded beyond three decimals."""
    return _(_WRITTEN[unit], amount=number(amount))


def amount_words(quantity: float, kind: str) -> str:
    """The short form for screens: `400 g`, `985 kg`, `1.2 t`, `22 t`, `1.6 kt`, `20,520 l`."""
    if kind != "mass":
        return written(round(quantity, 1) if quantity < 10 else round(quantity), KINDS[kind])
    if quantity and round(quantity, 3) < 1:
        grams = quantity * 1000
        return written(round(grams) if grams >= 10 else round(grams, 1), "g")
    if round(quantity) < 1000:
        return written(round(quantity, 1) if quantity < 10 else round(quantity), "kg")
    tonnes = quantity / 1000
    if round(tonnes, 1) >= 10:
        tonnes = float(f"{tonnes:.2g}")
    return written(round(tonnes, 1), "t") if tonnes < 1000 else written(round(tonnes / 1000, 1), "kt")


def amount_full(quantity: float, kind: str) -> str:
    """The whole figure in the kind's own unit: `116,500 kg`, for tooltips and exports."""
    return written(quantity, KINDS[kind])


def kind_name(kind: str) -> str:
    return _(KIND_NAMES[kind])
