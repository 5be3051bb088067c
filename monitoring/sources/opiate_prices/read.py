"""Prices: geodata/facts/opiate_prices.csv, one line per price as published."""

from collections.abc import Iterator
from typing import TextIO

from ...vocabulary.rows import Accepted, Rejected
from ..table import Line, Unreadable, read_lines

NAME = "opiate_prices"
# Drug in the file -> (drug, form). Dry and fresh opium are different goods.
DRUGS = {
    "heroin": ("heroin", None), "methamphetamine": ("methamphetamine", None), "opium": ("opium", None),
    "opium (dry)": ("opium", "dry"), "opium (fresh)": ("opium", "fresh"),
}  # fmt: skip
LEVELS = {
    "retail": "retail", "wholesale": "wholesale", "farm-gate": "farm_gate", "local market": "local_market",
    "mark-up": "mark_up", "reported by UNODC, level not stated": "not_stated",
}  # fmt: skip
REPEATS = "same value as the year before"  # the words by which the file marks what was probably carried forward


def read(file: TextIO) -> Iterator[Accepted | Rejected]:
    """One price, or a range, per line; level and form are kept apart, and repeated values are marked."""
    return read_lines(NAME, file, _understand)


def _understand(line: Line) -> list:
    reported, note, year = line.reported_in("drug"), line.text("note"), line.whole("year")
    drug, form = line.one_of("drug", DRUGS)
    if year is None:
        raise Unreadable("year", "", "is empty")
    found = {
        "place_reported": line.need("place"), "country_iso3": line.country("country_iso3"), "drug": drug,
        "drug_reported": reported, "form": form, "level": line.one_of("market_level", LEVELS), "year": year,
        "period_reported": line.text("period_detail"), "value": line.number("value"),
        "value_low": line.number("value_low"), "value_high": line.number("value_high"), "unit": line.need("unit"),
        "currency": line.text("currency"), "purity_note": line.text("purity_note"),
        "repeats_year_before": REPEATS in (note or ""), "confidence": line.text("confidence"), "note": note,
        "source": line.need("source"),
    }  # fmt: skip
    return [("price", found)]
