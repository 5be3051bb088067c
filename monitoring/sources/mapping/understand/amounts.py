"""Drugs and amounts of rows: the drug by its word, the quantity in the one unit of its kind, and what it may weigh."""

import math
import re
from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from ....vocabulary.amounts import Rule, amount_rule, implausible
from ....vocabulary.drugs import drug, drug_of_code
from ....vocabulary.lookup import says_nothing
from ...columns.numbers import NumberStyle, Quantity, read_quantity
from ...distinct import Distinct
from ...table import Unreadable
from .cells import Cells, spread, together_codes
from .findings import Findings
from .keys import rounded
from .words import Words

OTHER = "OTH-UNK"
EQUIVALENTS = ("kg_low", "kg_typical", "kg_high")
_PLAIN = re.compile(r"[0-9]{1,15}(?:\.[0-9]{1,17})?", re.ASCII)


def drugs_of(cells: Cells, words: Words, findings: Findings) -> dict[str, np.ndarray]:
    """drug_reported, drug, drug_code, drug_group of every row; `other` where nobody has read the word."""
    column = cells.of("drug") or ("", Distinct(np.zeros(len(cells), dtype=np.int32), ("",)))
    codes = pd.Series(words.codes("drug", column, len(cells), findings)).fillna(OTHER).to_numpy()
    at, known = pd.factorize(codes)
    found = [drug_of_code(code) or drug("other") for code in known]
    return {
        "drug_reported": column[1].each(str.strip),
        "drug": spread(at, [each.slug for each in found]),
        "drug_code": spread(at, [each.code for each in found]),
        "drug_group": spread(at, [each.group for each in found]),
    }


def amounts_of(
    cells: Cells, drug_code: np.ndarray, styles: Mapping[str, NumberStyle], words: Words, findings: Findings
) -> dict[str, Any]:
    """The columns of an amount. Below zero or not finite refuses the row; zero is kept as reported, without a quantity."""
    column = cells.of("quantity")
    value, relation, of_cell = _read(column, len(cells), styles, findings)
    unit_column = _units(cells, of_cell)
    unit = words.codes("unit", unit_column, len(cells), findings)
    unit_reported = np.full(len(cells), None, dtype=object)
    if unit_column is not None:
        unit_reported = unit_column[1].each(lambda word: None if says_nothing("unit", word) else word.strip())
    rule_at, rules = _rules(unit, drug_code)
    factor = spread(rule_at, [rule.factor if rule else math.nan for rule in rules], float)
    with np.errstate(over="ignore"):
        quantity = np.where(value == 0, math.nan, value) * factor
    kind = spread(rule_at, [rule.kind if rule else None for rule in rules])
    if column is not None:
        _doubt(column, value, quantity, kind, drug_code, unit_reported, findings)
    weights = {}
    for name in EQUIVALENTS:
        per_unit = spread(
            rule_at, [math.nan if rule is None or (kg := getattr(rule, name)) is None else kg for rule in rules], float
        )
        weights[name] = per_unit * np.where(value == 0, math.nan, value)
    source = spread(rule_at, [rule.kg_source if rule else None for rule in rules])
    return {
        "quantity_reported": value, "unit_reported": unit_reported, "quantity_relation": relation, "kind": kind,
        "quantity": quantity, "unit": spread(rule_at, [rule.unit if rule else None for rule in rules]),
        "mass_kg": np.where(kind == "mass", quantity, math.nan), "factor": factor,
        "factor_source": spread(rule_at, [rule.factor_source if rule else None for rule in rules]), **weights,
        "kg_source": _where_none(np.isnan(weights["kg_typical"]), source),
    }  # fmt: skip


def _where_none(empty: np.ndarray, values: np.ndarray) -> np.ndarray:
    found = values.copy()
    found[empty] = None
    return found


def _read(
    column: tuple[str, Distinct] | None, rows: int, styles: Mapping[str, NumberStyle], findings: Findings
) -> tuple[np.ndarray, np.ndarray, np.ndarray | None]:
    """(value, relation, unit written in the cell or None when no cell has one) of every row."""
    if column is None:
        return np.full(rows, math.nan), np.full(rows, "exact", dtype=object), None
    heading, cells = column
    style = styles.get("quantity", NumberStyle())
    found: list[Quantity | None] = []
    faults: dict[int, str] = {}
    for code, word in enumerate(cells.words):
        try:
            found.append(None if says_nothing("quantity", word) else quantity_in(word, style, heading))
        except Unreadable as problem:
            found.append(None)
            faults[code] = problem.reason
    findings.refuse_words(heading, cells, faults)
    value = spread(cells.codes, [rounded(each.value) if each else math.nan for each in found], float)
    relation = spread(cells.codes, [each.relation if each else "exact" for each in found])
    if not any(each.unit for each in found if each):
        return value, relation, None
    return value, relation, spread(cells.codes, [each.unit if each else "" for each in found])


def quantity_in(word: str, style: NumberStyle, heading: str) -> Quantity:
    """As read_quantity, quick for what machines write: digits and at most one point."""
    if style.decimal == "." and _PLAIN.fullmatch(word):
        return Quantity(float(word))
    return read_quantity(word, style, column=heading)


def _units(cells: Cells, of_cell: np.ndarray | None) -> tuple[str, Distinct] | None:
    """The unit of every row: beside the number in its cell, else in the column of units, else for the whole file."""
    column = cells.of("unit")
    if of_cell is None:
        return column
    beside = np.full(len(cells), "", dtype=object) if column is None else column[1].cells()
    codes, said = pd.factorize(np.where(of_cell == "", beside, of_cell))
    return (column[0] if column else cells.of("quantity")[0]), Distinct(codes, [str(word) for word in said])  # type: ignore[index]


def _rules(unit: np.ndarray, drug_code: np.ndarray) -> tuple[np.ndarray, list[Rule | None]]:
    unit_at, units = pd.factorize(unit, use_na_sentinel=False)
    drug_at, drugs = pd.factorize(drug_code)
    codes, pairs = together_codes([(unit_at, max(1, len(units))), (drug_at, max(1, len(drugs)))])
    named = [units[at] if isinstance(units[at], str) else None for at in range(len(units))]
    return codes, [amount_rule(word, drugs[of]) if (word := named[at]) is not None else None for at, of in pairs]


def _doubt(column, value, quantity, kind, drug_code, unit_reported, findings: Findings) -> None:
    heading, cells = column

    def doubt(at: np.integer | int, text: str) -> None:
        findings.doubt(int(at), heading, cells.words[cells.codes[at]], "quantity", text)

    for at in np.flatnonzero(value == 0):
        doubt(at, "0 is no quantity: it is kept as reported and not counted")
    for at in np.flatnonzero(~np.isnan(value) & pd.isna(unit_reported)):
        doubt(at, "no unit is stated: the amount is kept as reported and not counted")
    for at in np.flatnonzero(np.isinf(quantity)):
        findings.refuse(int(at), heading, cells.words[cells.codes[at]], "is too large to be a number of anything")
    for at, text in implausible_rows(kind, drug_code, quantity):
        doubt(at, text)


def implausible_rows(kind: np.ndarray, drug_code: np.ndarray, quantity: np.ndarray):
    """(row, why) of the amounts that cannot be one seizure. Where the largest of a drug can be, all can: a limit is one."""
    counted = np.flatnonzero(~np.isnan(quantity) & ~np.isinf(quantity))
    groups = pd.DataFrame({"kind": kind[counted], "drug": drug_code[counted], "at": counted, "q": quantity[counted]})
    for (each, code), rows in groups.groupby(["kind", "drug"], sort=False):
        if implausible(str(each), str(code), float(rows["q"].max())) is None:
            continue
        for at, amount in rows.sort_values("q", ascending=False)[["at", "q"]].itertuples(index=False):
            text = implausible(str(each), str(code), float(amount))
            if text is None:
                break
            yield int(at), text
