"""The shipped seizures, read here by the vocabulary alone: sums that can be checked by hand against the file."""

import csv
from datetime import date
from functools import cache

import pandas as pd
import pytest

from monitoring.measures.kernels import select, totals
from monitoring.paths import FACTS
from monitoring.vocabulary.columns import Columns
from monitoring.vocabulary.dates import parse_period
from monitoring.vocabulary.drugs import find_drug
from monitoring.vocabulary.filters import parse_filter
from monitoring.vocabulary.units import to_canonical

from .made import copy_of, item_frame


@cache
def shipped() -> Columns:
    with (FACTS / "seizure_events.csv").open(encoding="utf-8", newline="") as file:
        rows = [_item(number, line) for number, line in enumerate(csv.DictReader(file))]
    return copy_of(item_frame(rows), date(2026, 11, 23))


def _item(number: int, line: dict[str, str]) -> dict:
    line = {name: value or None for name, value in line.items()}
    drug, when, amount = (
        find_drug(line["drug"]),
        parse_period(line["date"]),
        to_canonical(float(line["quantity"]), line["unit"]),
    )
    return line | {
        "item_id": str(number), "seizure_id": line["event_id"], "place_reported": line["place_as_reported"],
        "seized_on": pd.Timestamp(when.first), "seized_until": pd.Timestamp(when.last), "drug": drug.slug,
        "drug_code": drug.code, "kind": amount.kind, "quantity": amount.quantity, "arrests": None, "lon": None, "lat": None,
        "mass_kg": amount.quantity if amount.kind == "mass" else None,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("query", "seizures", "amounts"),
    [
        ("drug=acetic_anhydride", 13, {("acetic_anhydride", "mass"): 116_500, ("acetic_anhydride", "volume"): 20_520}),
        ("place=Kapitan Andreevo&drug=heroin", 6, {("heroin", "mass"): 1_465.78}),
        ("departure=IRN&destination=UKR", 4, {("heroin", "mass"): 1_653.76}),
    ],
)
def test_known_sums(query, seizures, amounts):
    selection = select(shipped(), parse_filter(query))
    found = totals(shipped(), selection, ["drug"])
    assert selection.seizures == seizures
    got = {(row.drug, row.kind): row.quantity for row in found.itertuples()}
    assert got == {key: pytest.approx(value, abs=0.001) for key, value in amounts.items()}


def test_all_shipped_seizures_are_counted_once():
    assert select(shipped(), parse_filter("")).seizures == 297
    assert len(shipped()) == 393
