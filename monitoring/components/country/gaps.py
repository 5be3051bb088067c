"""The sentences that say how much of a country is known, and what is not. Every number and name in them is computed."""

from collections.abc import Sequence
from datetime import date

import pandas as pd

from ...language import _, digits, listed, ngettext, number
from ...measures.countries import SEIZED
from ...vocabulary.drugs import drug_name
from ...vocabulary.life_cycle import PILLARS
from .words import STALE_YEARS


def coverage(indicators: int, with_value: int, newest: int | None) -> str:
    """How many of the measures have a value for the country, and how fresh the freshest is."""
    if not with_value:
        return ngettext(
            "The {n} indicator has no value for it here.", "None of the {n} indicators has a value for it here.",
            indicators,
        )  # fmt: skip
    said = ngettext(
        "{n} of {all} indicators has a value",
        "{n} of {all} indicators have a value",
        with_value,
        all=number(indicators),
    )
    return _("{said}; the newest is of {year}.", said=said, year=newest) if newest else f"{said}."


def totals_coverage(totals: pd.DataFrame) -> str:
    """The years that national totals cover: from, to, and how many have at least one."""
    if totals.empty:
        return ""
    years = totals["year"]
    return ngettext(
        "National totals: {n} year between {first} and {last}.", "National totals: {n} years between {first} and {last}.",
        years.nunique(), first=digits(str(years.min())), last=digits(str(years.max())),
    )  # fmt: skip


def missing_totals(totals: pd.DataFrame) -> str:
    """The drugs of which no national total is here; "" where each has one."""
    known = set(totals["drug"])
    names = [drug_name(slug).lower() for slug in SEIZED.values() if slug not in known]
    return (
        _("No national total here of: {drugs}. Whether any was published is not known.", drugs=listed(names))
        if names
        else ""
    )


def missing_pillars(pillars: Sequence[str]) -> str:
    """The pillars that no indicator has a value of; `pillars`: those that have one."""
    names = [_(name) for pillar, name in PILLARS.items() if pillar not in pillars]
    return _("No value of any indicator of: {pillars}.", pillars=listed(names)) if names else ""


def old_totals(totals: pd.DataFrame, day: date) -> str:
    """That nothing newer than some years ago is here; "" where there is."""
    if totals.empty or day.year - int(totals["year"].max()) <= STALE_YEARS:
        return ""
    return _("No national total after {year}.", year=int(totals["year"].max()))


def not_placed(seizures: int, placed: int) -> str:
    """Seizures that are not on the map; "" where all are."""
    without = seizures - placed
    if not without:
        return ""
    return ngettext(
        "{n} seizure names no place more exact than the country.", "{n} seizures name no place more exact than the country.",
        without,
    )  # fmt: skip


def crossings_without_point(places: pd.DataFrame) -> str:
    """Crossings, ports and airports of which no coordinate is known."""
    n = int(places["lon"].isna().sum())
    if not n:
        return ""
    return ngettext(
        "{n} crossing or port has no published coordinate.", "{n} crossings and ports have no published coordinate.", n
    )


def missing_prices(prices: pd.DataFrame, day: date) -> str:
    """That there are no prices, or none that is fresh; "" where there are."""
    if prices.empty:
        return _("No price here.")
    newest = int(prices["year"].max())
    return _("No price after {year}.", year=newest) if day.year - newest > STALE_YEARS else ""


def without_budget(projects: pd.DataFrame) -> str:
    """Projects whose total is not public; "" where each has one. Budgets are never summed."""
    n = int(projects["budget"].isna().sum())
    if not n:
        return ""
    return ngettext(
        "{n} project has no public total, and most cover several countries: budgets are not summed.",
        "{n} projects have no public total, and most cover several countries: budgets are not summed.", n,
    )  # fmt: skip


def silent_promises(promises: pd.DataFrame) -> str:
    """Recommendations and commitments of which no source says how they stand; "" where each says so."""
    n = int((promises["status"] == "not_stated").sum())
    if not n:
        return ""
    return ngettext(
        "Of {n} recommendation or commitment no source says how it stands.",
        "Of {n} recommendations and commitments no source says how they stand.", n,
    )  # fmt: skip


def nothing(country: str) -> str:
    """The one sentence of a country of which this data set holds nothing at all."""
    return _("This data set holds nothing about {country}: no total, seizure, route, price, indicator or project. That is not a "
             "zero.", country=country)  # fmt: skip


def nothing_yet(first: int, asked: int) -> str:
    """Of a year before any data."""
    return _("Nothing here is older than {first}; the link asks for {asked}.", first=first, asked=asked)
