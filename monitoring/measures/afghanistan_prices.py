"""Prices as series that may be drawn as lines: one place, drug, level and form each, and never two of them joined."""

import pandas as pd

FORM_NOT_STATED = "not_stated"
_PRICES = {
    "series": "str", "place": "str", "country_iso3": "str", "drug": "str", "level": "str", "form": "str", "unit": "str",
    "year": "int64", "period": "str", "whole_year": "bool", "value": "float64", "low": "float64", "high": "float64",
    "carried": "bool", "doubted": "bool", "confidence": "str", "note": "str", "source": "str",
}  # fmt: skip
_SERIES = {
    "series": "str", "place": "str", "drug": "str", "level": "str", "form": "str", "unit": "str", "prices": "int64",
    "carried": "int64", "first_year": "int64", "last_year": "int64",
}  # fmt: skip


def price_series(prices: pd.DataFrame) -> pd.DataFrame:
    """One row per price of store.prices.prices, by series and year; rows of one `series` may stand in one line.

    level: farm_gate, local_market, wholesale, retail, not_stated, mark_up. form: dry, fresh or FORM_NOT_STATED, which is
    neither. unit: "USD per kg" as published. whole_year: the price is of the calendar year; else `period` has the source's
    words ("August 2023", "before the ban"), and a point is not the year's. value: null where only a range is published.
    carried: the same value as the year before, probably carried forward. doubted: graded low.
    """
    found = prices.rename(
        columns={"place_reported": "place", "value_low": "low", "value_high": "high", "repeats_year_before": "carried"}
    )
    money = found["currency"].fillna("")
    found = found.assign(
        form=found["form"].fillna(FORM_NOT_STATED),
        unit=[f"{currency} per {unit}" if currency else unit for currency, unit in zip(money, found["unit"])],
        period=found["period_reported"].fillna(""),
        doubted=found["confidence"].fillna("").str.startswith("low"),
    )
    found["whole_year"] = [_of_year(period, year) for period, year in zip(found["period"], found["year"])]
    parts = (found[name].astype(str) for name in ("place", "drug", "level", "form", "unit"))
    found["series"] = ["|".join(part) for part in zip(*parts)]
    for name in ("country_iso3", "confidence", "note", "source"):
        found[name] = found[name].fillna("")
    found = found.sort_values(["series", "year"], kind="stable", ignore_index=True)
    return found[list(_PRICES)].astype(_PRICES)


def series_list(frame: pd.DataFrame) -> pd.DataFrame:
    """One row per series of a price_series frame, the longest first: what it is of, how many prices, from when to when."""
    by = frame.groupby(["series", "place", "drug", "level", "form", "unit"], sort=False)
    found = by.agg(
        prices=("year", "size"), carried=("carried", "sum"), first_year=("year", "min"), last_year=("year", "max")
    ).reset_index()
    found = found.sort_values(["prices", "series"], ascending=[False, True], ignore_index=True)
    return found[list(_SERIES)].astype(_SERIES)


def latest(frame: pd.DataFrame, year: int) -> pd.Series | None:
    """The price of a year, or the last one before it; among several of that year one of the whole year, then the undoubted.

    None where the series begins later. Rows of one series, or of several that the caller means to compare.
    """
    until = frame[frame["year"] <= year]
    if until.empty:
        return None
    of_year = until[until["year"] == until["year"].max()]
    return of_year.sort_values(["doubted", "whole_year"], ascending=[True, False], kind="stable").iloc[0]


def _of_year(period: str, year: int) -> bool:
    return period in ("", str(year), f"{year} average")
