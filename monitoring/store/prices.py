"""Prices of drugs by place, level and form."""

import pandas as pd
from sqlalchemy import Connection, select

from .frames import read_frame
from .tables import price

_COLUMNS = {
    "place_reported": "str", "country_iso3": "str", "drug": "str", "drug_reported": "str", "form": "str",
    "level": "str", "year": "int64", "period_reported": "str", "value": "float64", "value_low": "float64",
    "value_high": "float64", "unit": "str", "currency": "str", "purity_note": "str", "repeats_year_before": "bool",
    "confidence": "str", "note": "str", "source": "str",
}  # fmt: skip


def prices(db: Connection, drug: str | None = None, country_iso3: str | None = None) -> pd.DataFrame:
    """One row per price as published, by drug, level, form, place and year. Levels and forms are different series.

    form: dry, fresh or missing. level: farm_gate, local_market, wholesale, retail, not_stated, or mark_up (per cent, no
    currency). repeats_year_before: the same value as the year before, probably carried forward.
    """
    p = price.c
    query = select(*(p[name] for name in _COLUMNS)).order_by(p.drug, p.level, p.form, p.place_reported, p.year, p.id)
    if drug is not None:
        query = query.where(p.drug == drug)
    if country_iso3 is not None:
        query = query.where(p.country_iso3 == country_iso3)
    return read_frame(db, query, _COLUMNS)
