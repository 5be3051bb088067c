"""Units as sources write them, turned into one unit a kind of quantity. Litres never become kilograms.

The words are in lookups/units.csv. Every factor is a row of geodata/facts/unit_factors.csv, or says whence it is. For volumes
that file gives kilograms per unit at 1 kg per litre, so its number is also litres per unit: it is read as litres here.
"""

import csv
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from ..language import N_, _, number
from ..paths import FACTS
from .folding import fold
from .word_lists import lines, word_list

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


@dataclass(frozen=True)
class Unit:
    """One line of lookups/units.csv that has a kind: one reported unit is `factor` of the kind's own unit."""

    code: str
    kind: str
    factor: float
    factor_source: str


_AS_COUNTED = "as reported"


@cache
def _factors() -> Mapping[str, float]:
    with (FACTS / "unit_factors.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["applies_to"] == "any" and row["kg_per_unit_typical"]]
    return {row["unit"]: float(row["kg_per_unit_typical"]) for row in rows}


@cache
def _units() -> Mapping[str, Unit]:
    found = {}
    for line in lines("units"):
        if line["kind"]:
            row = line["factor_row"]
            factor = float(line["factor"]) if line["factor"] else _factors()[row]
            source = f"unit_factors.csv: {row}" if row else line["factor_source"] or _AS_COUNTED
            found[line["code"]] = Unit(line["code"], line["kind"], factor, source)
    return found


def unit_words() -> tuple[str, ...]:
    """Every unit word that `to_canonical` understands."""
    return tuple(word for word, line in word_list("units").items() if line["kind"])


def find_unit(word: str) -> Unit | None:
    """The unit that `word` means; None for a word that nobody has read and for one that names no kind of quantity."""
    folded = fold(word)
    line = word_list("units").get(folded) or word_list("units").get(folded.rstrip("."))
    return _units().get(line["code"]) if line else None


def to_canonical(quantity: float, unit_word: str) -> Amount:
    """`quantity` of a reported unit in the one unit of its kind; ValueError for an unknown unit or a number below zero."""
    unit = find_unit(unit_word)
    if unit is None:
        raise ValueError(f"unknown unit {unit_word!r}")
    if not math.isfinite(quantity) or quantity < 0:
        raise ValueError(f"{quantity!r} is not an amount")
    return Amount(unit.kind, quantity * unit.factor, KINDS[unit.kind], unit.factor, unit.factor_source)


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
