"""Blocks as a reader of files makes them, as small as a test needs."""

from datetime import date, timedelta

import numpy as np

from monitoring.store.load_file import Release
from monitoring.vocabulary.blocks import Block

HEADINGS = ("Case", "Drug", "Kilograms")


def made_release(key="agency", sha256="0" * 64, **different):
    said = {
        "producer": "Agency", "title": "Seizures", "citation": "Agency: Seizures", "licence": "not stated", "link": None,
        "edition": "2026", "published": None, "retrieved": date(2026, 1, 1), "limits": "not stated",
    }  # fmt: skip
    return Release(key=key, sha256=sha256, **(said | different))


def made_block(numbers, first_row=2, source="agency", with_key=True, **different):
    """A block of seizures of one item each: number n is seizure `agency/n`, n kg of heroin; equal numbers are equal rows."""
    size, numbers = len(numbers), list(numbers)
    seizures = {
        "id": [f"{source}/{n}" for n in numbers],
        "seized_on": [date(2020, 1, 1) + timedelta(days=n % 300) for n in numbers],
        "seized_until": [date(2020, 1, 1) + timedelta(days=n % 300) for n in numbers], "date_precision": ["day"] * size,
        "date_reported": [(date(2020, 1, 1) + timedelta(days=n % 300)).isoformat() for n in numbers],
        "calendar": ["gregorian"] * size, "country_iso3": ["AFG"] * size, "place_reported": [f"Place {n % 7}" for n in numbers],
        "lon": np.array([np.nan if n % 5 == 0 else 60.0 for n in numbers]),
        "lat": np.array([np.nan if n % 5 == 0 else 30.0 for n in numbers]),
        "location_precision": ["country" if n % 5 == 0 else "place" for n in numbers], "status": ["reported"] * size,
        "source_name": ["Agency"] * size,
    }  # fmt: skip
    if with_key:
        seizures["key"] = np.array([n * 7919 for n in numbers], dtype=np.int64)
    items = {
        "of": np.arange(size), "id": [f"{source}/{n}/heroin" for n in numbers], "position": [1] * size, "sheet": ["table"] * size,
        "source_row": list(range(first_row, first_row + size)), "reported": [(str(n), "heroin", f"{n}") for n in numbers],
        "drug_reported": ["heroin"] * size, "drug": ["heroin"] * size, "drug_code": ["OPI-HER"] * size,
        "drug_group": ["opioids"] * size, "quantity_reported": np.array([n + 1.0 for n in numbers]),
        "unit_reported": ["kg"] * size, "quantity_relation": ["exact"] * size, "kind": ["mass"] * size,
        "quantity": np.array([n + 1.0 for n in numbers]), "unit": ["kg"] * size,
        "mass_kg": np.array([n + 1.0 for n in numbers]), "factor": np.array([1.0] * size), "factor_source": ["as reported"] * size,
    }  # fmt: skip
    return Block(seizures=seizures | different, items=items, rows_read=size, headings={"table": HEADINGS})


def made_totals(keys, first_row=2):
    """A block of national totals, one line each; equal keys are equal rows."""
    size = len(keys)
    totals = {
        "key": np.array(keys, dtype=np.int64), "country_iso3": ["AFG"] * size, "country_reported": ["Afghanistan"] * size,
        "drug_reported": ["heroin"] * size, "drug": ["heroin"] * size, "drug_code": ["OPI-HER"] * size,
        "drug_group": ["opioids"] * size, "first_day": [date(2020, 1, 1)] * size, "last_day": [date(2020, 12, 31)] * size,
        "period_reported": ["2020"] * size, "kind": ["mass"] * size, "unit": ["kg"] * size,
        "quantity": [float(abs(key)) for key in keys], "mass_kg": [float(abs(key)) for key in keys], "factor": [1.0] * size,
        "factor_source": ["as reported"] * size, "sheet": ["totals"] * size,
        "source_row": list(range(first_row, first_row + size)), "reported": [(str(key),) for key in keys],
    }  # fmt: skip
    return Block(totals=totals, rows_read=size)
