"""Numbers of the charts that stand beside one another: a click in one filters the others.

A chart leaves its own filter out, so that it keeps showing what else could be chosen; every other filter holds.
"""

from datetime import date

import numpy as np
import pandas as pd

from ..vocabulary.columns import Columns
from ..vocabulary.filters import Filter
from ..vocabulary.units import KINDS
from .questions import Ask, Question

# What a chart's own filter is called, where it is not the chart's name.
_OWN = {"year": ("from", "to"), "month": ("from", "to")}
AMOUNTS = {"mass": "mass_kg", "volume": "volume_l", "count": "count_units", "plants": "plants", "area": "area_m2"}


def apart(filter: Filter, name: str) -> Filter:
    """The filter without what the chart `name` itself filters."""
    return filter.without(*_OWN.get(name, (name,)))


def counts_apart(ask: Ask, filter: Filter, name: str = "country") -> pd.DataFrame:
    """Columns: value, seizures; as kernels.counts for the dimension `name` (country, drug, mode, departure ...)."""
    return ask(Question("counts", apart(filter, name), (name,)))


def over_time(ask: Ask, columns: Columns, filter: Filter, step: str = "year") -> pd.DataFrame:
    """Columns: period (2014, or "2014-03" when `step` is month), first (its first day), seizures, inside, part.

    One row for every period from the first to the last of the data, none missing, in order. seizures: the filter without
    from and to; inside: those of them that the whole filter selects; part: the period was not over at the data date, so
    its number must not be read as a fall. Seizures whose date is known less exactly than `step` are in no row.
    """
    without_period = counts_apart(ask, filter, step)
    inside = ask(Question("counts", filter, (step,)))
    periods = _periods(columns, step)
    frame = pd.DataFrame({"period": pd.Series(periods.year if step == "year" else periods.strftime("%Y-%m"))})
    frame["period"] = frame["period"].astype("Int64" if step == "year" else "str")
    frame["first"] = periods.start_time
    frame["seizures"] = _at(frame["period"], without_period)
    frame["inside"] = _at(frame["period"], inside)
    frame["part"] = (periods.start_time <= pd.Timestamp(columns.data_date)) & (_last_days(periods) > columns.data_date)
    return frame


def _periods(columns: Columns, step: str) -> pd.PeriodIndex:
    """From the period of the first seizure to that of the data date, or of a later seizure."""
    frequency = "Y" if step == "year" else "M"
    if not len(columns):
        return pd.PeriodIndex([], freq=frequency)
    first, last = (np.datetime64(int(day), "D").astype(date) for day in (columns.first_day[0], columns.first_day[-1]))
    return pd.period_range(first, max(last, columns.data_date), freq=frequency)


def _last_days(periods: pd.PeriodIndex) -> np.ndarray:
    return np.array([period.end_time.date() for period in periods], dtype=object)


def _at(periods: pd.Series, counted: pd.DataFrame) -> pd.Series:
    known = counted.dropna(subset=["value"])
    found = dict(zip(known["value"], known["seizures"], strict=True))
    return pd.Series([found.get(period, 0) for period in periods], dtype="int64")


def by_drug(ask: Ask, filter: Filter) -> pd.DataFrame:
    """Columns: drug, seizures, mass_kg, volume_l, count_units, plants, area_m2; one row a drug, most seizures first.

    An amount is null where no item of the drug states one of that kind. Drugs share seizures and kinds differ: there is
    nothing here to add up, neither down nor across.
    """
    sums = ask(Question("totals", filter, ("drug",)))
    frame = ask(Question("counts", filter, ("drug",))).rename(columns={"value": "drug"})
    for kind in KINDS:
        of_kind = sums[sums["kind"] == kind]
        found = dict(zip(of_kind["drug"], of_kind["quantity"], strict=True))
        frame[AMOUNTS[kind]] = pd.Series([found.get(drug) for drug in frame["drug"]], dtype="float64")
    return frame
