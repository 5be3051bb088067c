"""What is known of a country, drawn together: national totals, where it stands in a group, what its records add up to.

National totals and the sums of single records are two products: they are laid side by side and never added.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

# Indicator of national totals -> the drug that it counts.
SEIZED: Mapping[str, str] = {
    "seizure_heroin_kg": "heroin", "seizure_morphine_kg": "morphine", "seizure_opium_kg": "opium",
    "seizure_aa_kg": "acetic_anhydride",
}  # fmt: skip
_TOTALS = {"indicator_id": "str", "drug": "str", "area": "str", "year": "int64", "low": "float64", "high": "float64"}
_HEADLINE = {
    "indicator_id": "str", "estimator": "str", "year": "Int64", "low": "float64", "high": "float64", "before_year": "Int64",
    "before_low": "float64", "before_high": "float64", "rank": "Int64", "of": "Int64",
}  # fmt: skip
_SIDE = {"drug": "str", "year": "int64", "national_low": "float64", "national_high": "float64", "records_kg": "float64"}
_COMPARED = {
    "indicator_id": "str", "area": "str", "estimator": "str", "year": "Int64", "low": "float64", "high": "float64",
    "group_min": "float64", "group_median": "float64", "group_max": "float64", "group_n": "int64",
}  # fmt: skip
_OVERVIEW = {
    "iso3": "str", "records": "int64", "measures": "int64", "newest": "Int64", "routes": "int64", "price": "float64",
    "price_unit": "str", "price_currency": "str", "price_level": "str", "price_year": "Int64", "open": "int64",
}  # fmt: skip


def national_totals(cells: pd.DataFrame, areas: Collection[str]) -> pd.DataFrame:
    """One row per national total of these countries (iso3), by drug in the order of SEIZED, country and year.

    cells: measures.pillars.cells. low and high differ where the source has two rows that are not told apart.
    """
    found = cells[cells["indicator_id"].isin(SEIZED) & cells["area"].isin(areas) & cells["low"].notna()]
    found = found.assign(drug=found["indicator_id"].map(SEIZED))
    order = found["indicator_id"].map({name: at for at, name in enumerate(SEIZED)})
    return (
        found.assign(order=order)
        .sort_values(["order", "area", "year"], kind="stable", ignore_index=True)[list(_TOTALS)]
        .astype(_TOTALS)
    )


def headline(cells: pd.DataFrame, area: str, group: Collection[str], names: Sequence[str]) -> pd.DataFrame:
    """One row per indicator of `names` that has a value for `area`, in that order: the newest year and the one before it.

    rank: how many countries of `group` have a larger value in the same year, and one more; of: how many have one value in that
    year. Both NA where the country is not in the group, or where its value, or every other, is a pair. The estimator is the one
    whose newest value is newest.
    """
    rows = []
    for name in names:
        own = cells[(cells["indicator_id"] == name) & (cells["area"] == area) & cells["low"].notna()]
        if own.empty:
            continue
        newest = own.sort_values(["year", "estimator"], kind="stable").iloc[-1]
        series = own[own["estimator"] == newest["estimator"]].sort_values("year")
        before = series.iloc[-2] if len(series) > 1 else None
        rows.append(
            {
                "indicator_id": name, "estimator": newest["estimator"], "year": newest["year"], "low": newest["low"],
                "high": newest["high"], "before_year": before["year"] if before is not None else None,
                "before_low": before["low"] if before is not None else None,
                "before_high": before["high"] if before is not None else None, **_rank(cells, newest, group),
            }
        )  # fmt: skip
    return _frame(rows, _HEADLINE)


def _rank(cells: pd.DataFrame, newest: pd.Series, group: Collection[str]) -> dict[str, int | None]:
    same = cells[
        (cells["indicator_id"] == newest["indicator_id"]) & (cells["estimator"] == newest["estimator"])
        & (cells["year"] == newest["year"]) & cells["area"].isin(group) & (cells["low"] == cells["high"])
    ]  # fmt: skip
    if newest["low"] != newest["high"] or newest["area"] not in set(same["area"]) or len(same) < 2:
        return {"rank": None, "of": None}
    return {"rank": int((same["low"] > newest["low"]).sum()) + 1, "of": len(same)}


def side_by_side(totals: pd.DataFrame, records: pd.DataFrame) -> pd.DataFrame:
    """National totals of one country beside what the single records of it add up to, by drug and year.

    totals: national_totals. records: kernels.totals by drug and year; only mass counts. A row where either is known; the other
    is nan, which is not a zero. They are compared, never added: records may be a part of the total, or more than it.
    """
    mass = records[(records["kind"] == "mass") & records["drug"].isin(SEIZED.values()) & records["year"].notna()]
    ours = (
        mass.groupby(["drug", "year"], as_index=False)["quantity"]
        .sum(min_count=1)
        .rename(columns={"quantity": "records_kg"})
    )
    theirs = totals.rename(columns={"low": "national_low", "high": "national_high"})
    both = theirs[["drug", "year", "national_low", "national_high"]].merge(ours, on=["drug", "year"], how="outer")
    order = both["drug"].map({drug: at for at, drug in enumerate(SEIZED.values())})
    both = both.assign(order=order).sort_values(["order", "year"], kind="stable", ignore_index=True)
    return both[list(_SIDE)].astype(_SIDE)


def touching(legs: pd.DataFrame, iso3: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The legs (measures.routes) into a country and out of it, the busiest first; those within it are in neither."""
    into = legs[(legs["end"] == iso3) & (legs["start"] != iso3)]
    out = legs[(legs["start"] == iso3) & (legs["end"] != iso3)]
    keys = (["seizures", "leg"], [False, True])
    return into.sort_values(keys[0], ascending=keys[1]), out.sort_values(keys[0], ascending=keys[1])


def compared(cells: pd.DataFrame, areas: Sequence[str], group: Collection[str], names: Sequence[str]) -> pd.DataFrame:
    """One row per indicator and country, in the given orders: its newest value, and the group's range in the newest year of each.

    A country without a value has a row with NA and nan. group_*: least, median and most of the newest single values of `group`
    (pairs are left out), group_n how many; nan and 0 where there is none. Only values of one estimator stand beside each other:
    the one that most of the areas have, so that like is compared with like.
    """
    rows = []
    for name in names:
        some = cells[(cells["indicator_id"] == name) & cells["low"].notna()]
        estimator = _commonest(some[some["area"].isin(areas)])
        some = some[some["estimator"] == estimator].sort_values("year", kind="stable")
        newest = some.groupby("area").tail(1)
        single = newest.loc[newest["area"].isin(group) & (newest["low"] == newest["high"]), "low"]
        ranged = {
            "group_min": single.min(), "group_median": single.median(), "group_max": single.max(), "group_n": len(single),
        }  # fmt: skip
        of = newest.set_index("area")
        for area in areas:
            held = of.loc[area] if area in of.index else None
            value = (
                {"year": None, "low": np.nan, "high": np.nan} if held is None else dict(held[["year", "low", "high"]])
            )
            rows.append({"indicator_id": name, "area": area, "estimator": estimator, **value, **ranged})
    return _frame(rows, _COMPARED)


def overview(
    areas: Sequence[str],
    cells: pd.DataFrame,
    values: pd.DataFrame,
    counted: pd.DataFrame,
    legs: pd.DataFrame,
    prices: pd.DataFrame,
    promised: pd.DataFrame,
) -> pd.DataFrame:
    """One row per country of `areas` (iso3), in their order: what is known of each, in numbers that are never added.

    cells: measures.pillars.cells. counted: kernels.counts by country. legs: measures.routes. prices: store.prices. promised:
    measures.recommendations.by_country. records and routes are 0 where there is none; measures counts the indicators of `values`
    (store.indicators), newest is the newest year of `cells`. price_*: the newest price of heroin (the first by
    level), null where none is known. open: rows addressed to it that are neither done nor dropped.
    """
    known = cells[cells["low"].notna()]
    records = dict(zip(counted["value"], counted["seizures"]))
    measured = values.groupby("area")["indicator_id"].nunique()
    open_ = dict(zip(promised["iso3"], promised["open"]))
    heroin = prices[(prices["drug"] == "heroin") & (prices["level"] != "mark_up")]
    rows = []
    for area in areas:
        own = known[known["area"] == area]
        price = heroin[heroin["country_iso3"] == area].sort_values("year", kind="stable", ascending=False).head(1)
        first = price.iloc[0] if len(price) else None
        rows.append(
            {
                "iso3": area, "records": int(records.get(area, 0)), "measures": int(measured.get(area, 0)),
                "newest": own["year"].max() if len(own) else None,
                "routes": int(((legs["start"] == area) ^ (legs["end"] == area)).sum()),
                "price": np.nan if first is None else first["value"], "price_unit": None if first is None else first["unit"],
                "price_currency": None if first is None else first["currency"],
                "price_level": None if first is None else first["level"], "price_year": None if first is None else first["year"],
                "open": int(open_.get(area, 0)),
            }
        )  # fmt: skip
    return _frame(rows, _OVERVIEW)


def _commonest(cells: pd.DataFrame) -> str:
    """The estimator that most areas have; of several the first by name."""
    counted = cells.groupby("estimator")["area"].nunique()
    return str(counted.sort_values(ascending=False, kind="stable").index[0]) if len(counted) else ""


def named_in(texts: pd.Series, names: Iterable[str]) -> pd.Series:
    """Which texts name one of these names as whole words, in any case: bool."""
    found = pd.Series(False, index=texts.index)
    for name in names:
        found |= texts.fillna("").str.contains(rf"(?<!\w){_escaped(name)}(?!\w)", case=False, regex=True)
    return found


def _escaped(name: str) -> str:
    return "".join(f"\\{letter}" if not letter.isalnum() and not letter.isspace() else letter for letter in name)


def _frame(rows: Sequence[Mapping[str, Any]], dtypes: Mapping[str, str]) -> pd.DataFrame:
    columns = {name: pd.Series([row[name] for row in rows], dtype="object") for name in dtypes}
    return pd.DataFrame(columns).astype(dict(dtypes))
