"""What a frame of rows comes to, counted in the slow and obvious way."""

import pandas as pd

from monitoring.exports.about import DOCUMENT, SUMS, Counted
from monitoring.exports.rows import Rows


def counted(frame: pd.DataFrame) -> Counted:
    return Counted(len(frame), int(frame["seizure_id"].nunique()), sums(frame), documents(frame))


def sums(frame: pd.DataFrame) -> pd.DataFrame:
    """One row per drug and kind of quantity: how many seizures, how much (null when none says it); kinds apart."""
    groups = frame.groupby(["drug", "kind", "unit"], sort=True, dropna=False, observed=True)
    seizures = groups["seizure_id"].nunique().rename("seizures")
    return pd.concat([seizures, groups["quantity"].sum(min_count=1).round(6)], axis=1).reset_index()[SUMS]


def documents(frame: pd.DataFrame) -> pd.DataFrame:
    """One row per distinct document, the most used first."""
    groups = frame.groupby(DOCUMENT, sort=True, dropna=False, observed=True)
    found = groups.agg(rows=("item_id", "size"), seizures=("seizure_id", "nunique")).reset_index()
    return found.sort_values("rows", ascending=False, kind="stable", ignore_index=True)


def in_pieces(frame: pd.DataFrame, size: int = 2) -> Rows:
    """The rows of a frame as a writer gets those of a large selection: in several frames, one at least."""
    lon, lat = (frame[name].dropna().astype(float) for name in ("lon", "lat"))
    bounds = [lon.min(), lat.min(), lon.max(), lat.max()] if len(lon) else None
    return Rows(len(frame), lambda: (frame.iloc[at : at + size] for at in range(0, max(len(frame), 1), size)), bounds)
