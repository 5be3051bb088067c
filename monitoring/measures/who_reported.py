"""Reporting coverage: which countries the record has a seizure of in a period, and which are silent.

Silence is no absence: it says that nothing reached this record, not that nothing was seized. So the whole data version is
asked, whatever else a filter says.
"""

from collections.abc import Collection
from functools import cache

import pandas as pd
import pyarrow.parquet as pq

from ..paths import BOUNDARIES
from ..vocabulary.columns import Columns
from ..vocabulary.countries import COUNTRIES
from ..vocabulary.filters import Filter
from .kernels import counts, select

REPORTED = {"iso3": "str", "seizures": "int64"}
NOBODY_REPORTS = frozenset({"ATA"})


def period_of(chosen: Filter) -> Filter:
    """The filter that is left of `chosen` when only its years count."""
    return Filter(from_=chosen.from_, to=chosen.to)


def who_reported(columns: Columns, chosen: Filter) -> pd.DataFrame:
    """REPORTED: a row for each country with a seizure in the years of `chosen`, most first, then by code.

    Seizures whose span of dates touches the period count; those of no stated country count for none.
    """
    found = counts(columns, select(columns, period_of(chosen)), "country").dropna(subset=["value"])
    frame = found.rename(columns={"value": "iso3"}).astype(REPORTED)
    return frame.sort_values(["seizures", "iso3"], ascending=[False, True], ignore_index=True)


def silent(reported: Collection[str]) -> tuple[str, ...]:
    """The countries with a shape on the map that are not among `reported`, by code."""
    return tuple(sorted(shapes() - set(reported)))


@cache
def shapes() -> frozenset[str]:
    """The countries and areas that the map can fill; areas whose country is undetermined are no country's silence."""
    shown = pq.read_table(BOUNDARIES / "countries-high.parquet", columns=["shown"])["shown"].to_pylist()
    return frozenset(code for code in shown if code in COUNTRIES) - NOBODY_REPORTS
