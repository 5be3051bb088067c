"""Indicators over time, by country or province."""

import pandas as pd
from sqlalchemy import Connection, select

from .frames import read_frame
from .tables import observation
from .versions import in_version

_COLUMNS = {
    "indicator": "str", "country_iso3": "str", "admin1": "str", "area_reported": "str", "period": "str",
    "first_day": "datetime64[us]", "last_day": "datetime64[us]", "value": "float64", "value_low": "float64",
    "value_high": "float64", "unit": "str", "state": "str", "change_pct": "float64", "estimator": "str",
    "edition": "str", "confidence": "str", "note": "str", "source": "str",
}  # fmt: skip


def observations(
    db: Connection, indicator: str | None = None, country_iso3: str | None = None, number: int | None = None
) -> pd.DataFrame:
    """One row per indicator, area, period, estimator and edition, in that order; several editions may disagree.

    state: value, zero (measured none), poppy_free (found free by the survey's own rule, not a zero), grown_no_figure,
    missing, not_measurable; only value and zero have a `value`. admin1 is missing for a whole country. A district's
    area_reported is "Province / District". number: of the data version (versions.DataVersion), None for the current one.
    """
    o = observation.c
    query = (
        select(*(o[name] for name in _COLUMNS))
        .where(in_version(observation, number))
        .order_by(o.indicator, o.country_iso3, o.admin1, o.area_reported, o.first_day, o.estimator, o.id)
    )
    if indicator is not None:
        query = query.where(o.indicator == indicator)
    if country_iso3 is not None:
        query = query.where(o.country_iso3 == country_iso3)
    return read_frame(db, query, _COLUMNS)
