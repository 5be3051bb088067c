"""Observations of Afghanistan as the store gives them, made for a test."""

import pandas as pd

TYPES = {
    "indicator": "str", "country_iso3": "str", "admin1": "str", "area_reported": "str", "period": "str",
    "first_day": "datetime64[us]", "last_day": "datetime64[us]", "value": "float64", "value_low": "float64",
    "value_high": "float64", "unit": "str", "state": "str", "change_pct": "float64", "estimator": "str",
    "edition": "str", "confidence": "str", "note": "str", "source": "str",
}  # fmt: skip


def observation(
    admin1: str | None, year: int, value: float | None, state: str = "value", area: str | None = None, **more: object
) -> dict[str, object]:
    """One row about poppy of a province, or of the whole country (None)."""
    said = {
        "indicator": "opium_cultivation", "country_iso3": "AFG", "admin1": admin1,
        "area_reported": area or admin1 or "Afghanistan", "period": str(year), "first_day": pd.Timestamp(year, 1, 1),
        "last_day": pd.Timestamp(year, 12, 31), "value": value, "unit": "ha", "state": state, "estimator": "UNODC",
        "edition": "a survey", "source": "a text",
    }  # fmt: skip
    return said | more


def observations(*rows: dict[str, object]) -> pd.DataFrame:
    made = {name: pd.Series([row.get(name) for row in rows], dtype="object") for name in TYPES}
    return pd.DataFrame(made).astype(TYPES)
