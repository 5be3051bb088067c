"""Seizures one by one, held against what their country reports for the year as a whole.

Both are products of the same authorities, and neither is part of the other: they are never added. But the seizures that
were listed one by one cannot come to more than all that was seized. Where they do, some are listed twice (a second channel,
a file imported again under another name) or an amount is wrong (tablets as kilograms), and a person should look.
"""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from ..vocabulary.columns import Columns
from ..vocabulary.drugs import DRUGS
from .grouping import column as column_of

COLUMNS = {
    "level": "str", "country_iso3": "str", "drug": "str", "year": "int64", "items": "int64", "without_mass": "int64",
    "cases_kg": "float64", "reported_kg": "float64", "edition": "str", "ratio": "float64", "verdict": "str",
}  # fmt: skip
_TOLERATED, _ROUNDED_KG = 0.01, 1.0  # national totals are printed in whole kilograms
# Names for what is not told apart: "cocaine" of one table is hydrochloride, base and crack of another.
_BROAD = ("-UNS", "-OTH", "-UNK")
_LEVELS: Mapping[str, str] = {"drug": "drug", "drug_group": "drug_group"}
_KEY = ["country_iso3", "drug", "year"]


def cases(columns: Columns) -> pd.DataFrame:
    """The items of a copy as `against_totals` takes them."""
    every = slice(0, len(columns))
    named = {name: column_of(columns.names[of], columns.code(of, every)) for name, of in _CASES.items()}
    days = {"seized_on": columns.first_day[every], "seized_until": columns.last_day(every)}
    return pd.DataFrame(
        named
        | {name: values.astype("datetime64[D]").astype("datetime64[us]") for name, values in days.items()}
        | {"mass_kg": columns.mass_kg(every)}
    )


_CASES = {"country_iso3": "country", "drug": "drug", "drug_group": "drug_group"}


def against_totals(cases: pd.DataFrame, totals: pd.DataFrame) -> pd.DataFrame:
    """One row per country, drug and year with cases, and per edition that has a total of it; what is above comes first.

    cases, one row an item: country_iso3, drug, drug_group, seized_on, seized_until, mass_kg (null when reported in
    another kind). totals: country_iso3, admin1, area_reported, drug, drug_group, first_day, last_day, kind, mass_kg,
    edition. Only masses are compared. Totals of a part of a country or of the year are passed over, and cases whose date
    leaves the year open or that have no country.

    level: `drug`, or `drug_group` (then `drug` holds the group), because the two products do not name drugs alike; a name
    that tells no drugs apart ("cocaine", "other opioids") is compared by its group alone. Rows of one edition for the
    same country, drug and year are its parts and are summed; so are the drugs of a group. Sums of sums are no totals (they
    are left out on import). A total may still hold a drug twice over, under a broad and a narrow name: then it is too
    high, and this check passes over an error rather than raise a false alarm.

    items, without_mass: of the cases. ratio: cases_kg to reported_kg, null without a total or for a total of zero.
    verdict: `above`, `within`, or `no total` (then edition is null).
    """
    by_year = _cases(cases)
    reported = _totals(totals)
    parts = []
    for level, column in _LEVELS.items():
        named = by_year[~by_year["drug"].isin(_broad())] if level == "drug" else by_year
        sums = _by(named, column).agg(
            items=("mass_kg", "size"), with_mass=("mass_kg", "count"), cases_kg=("mass_kg", "sum")
        )
        printed = _by(reported, column, "edition").agg(reported_kg=("mass_kg", "sum"))
        found = sums.reset_index().merge(printed.reset_index(), on=[*_KEY], how="left")
        parts.append(found.assign(level=level))
    found = pd.concat(parts, ignore_index=True)
    found["without_mass"] = found["items"] - found["with_mass"]
    return _judged(found)


def _broad() -> list[str]:
    return [each.slug for each in DRUGS.values() if each.code.endswith(_BROAD)]


def _by(frame: pd.DataFrame, column: str, *more: str):
    named = frame.drop(columns="drug").rename(columns={column: "drug"}) if column != "drug" else frame
    return named.groupby([*_KEY, *more], observed=True)


def _cases(cases: pd.DataFrame) -> pd.DataFrame:
    first, last = pd.to_datetime(cases["seized_on"]), pd.to_datetime(cases["seized_until"])
    kept = cases["country_iso3"].notna() & first.notna() & (first.dt.year == last.dt.year)
    columns = ["country_iso3", "drug", "drug_group", "mass_kg"]
    return cases.loc[kept, columns].astype({"mass_kg": float}).assign(year=first[kept].dt.year.astype("int64"))


def _totals(totals: pd.DataFrame) -> pd.DataFrame:
    first, last = pd.to_datetime(totals["first_day"]), pd.to_datetime(totals["last_day"])
    whole_year = (
        (first.dt.year == last.dt.year) & (first.dt.day_of_year == 1) & (last.dt.month == 12) & (last.dt.day == 31)
    )
    whole_country = totals["country_iso3"].notna() & totals["admin1"].isna() & totals["area_reported"].isna()
    kept = whole_year & whole_country & (totals["kind"] == "mass") & totals["mass_kg"].notna()
    columns = ["country_iso3", "drug", "drug_group", "mass_kg"]
    found = totals.loc[kept, columns].astype({"mass_kg": float}).assign(year=first[kept].dt.year.astype("int64"))
    return found.assign(edition=totals.loc[kept, "edition"].fillna("").astype(str))


def _judged(found: pd.DataFrame) -> pd.DataFrame:
    reported, cases = found["reported_kg"].to_numpy(float), found["cases_kg"].to_numpy(float)
    known = ~np.isnan(reported)
    above = known & (cases > np.where(known, np.maximum(reported * (1 + _TOLERATED), reported + _ROUNDED_KG), np.inf))
    found["verdict"] = np.where(above, "above", np.where(known, "within", "no total"))
    found["ratio"] = cases / np.where(reported > 0, reported, np.nan)
    over = np.where(above, cases - reported, -1.0)
    ranked = found.assign(over=over).sort_values(
        ["over", "level", *_KEY, "edition"], ascending=[False, *[True] * 5], kind="stable"
    )
    return ranked[[*COLUMNS]].reset_index(drop=True).astype(COLUMNS)
