"""Shares of corridors over time, and how much moved between branches. What fits several corridors, or none, is in no share."""

from typing import Literal

import numpy as np
import pandas as pd

from ..vocabulary.corridors import NONE, SEVERAL

Measure = Literal["seizures", "mass_kg"]


def shares(frame: pd.DataFrame) -> pd.DataFrame:
    """Of `corridors.by_corridor` by year: corridor, period, seizures, mass_kg, seizures_pct, mass_pct; by corridor, then period.

    A share is of the seizures (or kilograms) of the year that belong to one corridor. Every corridor that occurs has every year
    from the first to the last; a year without any has null shares. Dates that are not known to the year are left out.
    """
    known = _belonging(frame).dropna(subset=["period"])
    sums = known.groupby(["corridor", "period"], sort=False)[["seizures", "mass_kg"]].sum(min_count=1)
    order = list(dict.fromkeys(known["corridor"]))
    years = range(int(known["period"].min()), int(known["period"].max()) + 1) if len(known) else range(0)
    whole = pd.MultiIndex.from_product([order, years], names=["corridor", "period"])
    made = sums.reindex(whole).reset_index() if len(known) else known[["corridor", "period", "seizures", "mass_kg"]]
    made["seizures"] = made["seizures"].fillna(0).astype("int64")
    made["period"] = made["period"].astype("Int64")
    for measure, name in (("seizures", "seizures_pct"), ("mass_kg", "mass_pct")):
        total = made.groupby("period")[measure].transform("sum")
        of = made[measure].fillna(0) / total.where(total > 0) * 100
        made[name] = of.astype("float64")
    return made.reset_index(drop=True)


def halves(frame: pd.DataFrame, split: int | None = None) -> tuple[pd.DataFrame, pd.DataFrame, int | None]:
    """The rows of `frame` (by_corridor by year) before year `split`, those from it on, and the year that was taken: the
    middle of the years where none is given; None where there are no two years.
    """
    known = frame.dropna(subset=["period"])
    if split is None:
        if known["period"].nunique() < 2:
            return known, known.iloc[:0], None
        first, last = int(known["period"].min()), int(known["period"].max())
        split = first + (last - first + 1) // 2
    earlier = (known["period"] < split).astype(bool)
    return known[earlier], known[~earlier], split


def displacement(before: pd.DataFrame, after: pd.DataFrame, measure: Measure = "seizures") -> pd.DataFrame:
    """How the share of each branch changed between two frames of `by_corridor`: corridor, branch, before, after (seizures or
    kg), before_pct, after_pct, change_points; the largest change first. Shares are of what belongs to one corridor; null where
    a side has none.
    """
    sides = []
    for frame in (before, after):
        known = _belonging(frame)
        sides.append(known.groupby(["corridor", "branch"], sort=False)[measure].sum().astype("float64"))
    made = pd.concat(sides, axis=1, keys=["before", "after"]).fillna(0.0)
    for side in ("before", "after"):
        total = made[side].sum()
        made[f"{side}_pct"] = made[side] / total * 100 if total else np.nan
    made["change_points"] = made["after_pct"] - made["before_pct"]
    made = made.reset_index()
    order = made["change_points"].abs().fillna(-1).sort_values(ascending=False, kind="stable").index
    return made.loc[order].reset_index(drop=True)


def _belonging(frame: pd.DataFrame) -> pd.DataFrame:
    return frame[~frame["corridor"].isin([SEVERAL, NONE])]
