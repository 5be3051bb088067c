"""What an annual report computes beside the measures that pages share: how things stood at the end of its year, no later."""

from collections.abc import Iterable
from datetime import date

import pandas as pd

from ..vocabulary.life_cycle import REPORT
from .recommendations import moved_since, standing

_MEMBERS = {"group": "str", "name": "str", "kind": "str", "iso3": "str", "role": "str", "dated": "bool", "note": "str"}
_COVERED = {"iso3": "str", "records": "int64"}


def closing_day(year: int, data_date: date) -> date:
    """The day as of which the report of a year speaks: its last, or that of the data where the year is not over."""
    return min(date(year, 12, 31), data_date)


def stood(recommendations: pd.DataFrame, events: pd.DataFrame, day: date) -> pd.DataFrame:
    """recommendations.standing as of `day`: nothing that was made in a later year, and no event of a later day, is used.

    An event of a month or year counts from its last day on, so that a status "of 2014" is known at the end of 2014.
    """
    made = recommendations[(recommendations["year"] <= day.year).fillna(True).astype(bool)]
    return standing(made, events[events["as_of"] <= pd.Timestamp(day)], day)


def moved(events: pd.DataFrame, since: date, until: date) -> pd.DataFrame:
    """The events that are surely later than `since` and not later than `until`, oldest first."""
    return moved_since(events[events["as_of"] <= pd.Timestamp(until)], pd.Timestamp(since))


def of_pillar(frame: pd.DataFrame, pillar: str) -> pd.DataFrame:
    """The rows whose `pillars` names this one ("all" is a pillar of its own, so that nothing is told twice)."""
    return frame[frame["pillars"].fillna("").map(lambda said: pillar in said.split(";"))]


def commitments(stood: pd.DataFrame) -> pd.DataFrame:
    """The commitments of the report of 2014 among the rows."""
    return stood[stood["origin"] == REPORT]


def held_in(meetings: pd.DataFrame, year: int) -> pd.DataFrame:
    """The meetings that began or ended in a year, oldest first; those without a date are in none."""
    began, ended = meetings["started_on"].dt.year, meetings["ended_on"].dt.year
    return meetings[(began <= year) & (ended.fillna(began) >= year)]


def members_on(groups: pd.DataFrame, day: date) -> pd.DataFrame:
    """The memberships in force on `day`, or without dates (`dated` False: nobody says that they were), in the given order.

    A group that had ended or not begun by then has no row.
    """
    then = pd.Timestamp(day)
    begun = groups["valid_from"].isna() | (groups["valid_from"] <= then)
    going_on = groups["valid_to"].isna() | (groups["valid_to"] >= then)
    dated = groups["valid_from"].notna() | groups["valid_to"].notna()
    return groups.assign(dated=dated)[begun & going_on][list(_MEMBERS)].astype(_MEMBERS).reset_index(drop=True)


def running_in(projects: pd.DataFrame, year: int) -> pd.DataFrame:
    """The projects that may have run in a year, with `known`: both ends are stated. Those surely before or after it are out."""
    first = pd.to_numeric(projects["started"].str[:4])
    last = pd.to_numeric(projects["ended"].str[:4])
    inside = (first.isna() | (first <= year)) & (last.isna() | (last >= year))
    return projects.assign(known=first.notna() & last.notna())[inside].reset_index(drop=True)


def records_of(counted: pd.DataFrame, countries: Iterable[str]) -> pd.DataFrame:
    """iso3, records: of each of the countries, 0 where the record has none (that is not a zero of seizures), then by code.

    counted: kernels.counts by country.
    """
    found = dict(zip(counted["value"], counted["seizures"]))
    rows = [(iso3, int(found.get(iso3, 0))) for iso3 in sorted(set(countries))]
    frame = pd.DataFrame(rows, columns=list(_COVERED)).astype(_COVERED)
    return frame.sort_values(["records", "iso3"], ascending=[False, True], ignore_index=True)


def status_counts(standing: pd.DataFrame) -> dict[str, int]:
    """How many series of pillars.standing have each status."""
    return {str(status): int(n) for status, n in standing["status"].value_counts().sort_index().items()}


def with_baseline(standing: pd.DataFrame) -> pd.DataFrame:
    """The series that have a value near the baseline year."""
    return standing[standing["baseline_year"].notna()]


def newest_years(standing: pd.DataFrame) -> dict[str, int]:
    """Country -> the year of the newest value of any series, of those that have one with a year."""
    found = standing[standing["level"] == "country"]
    newest = found[["baseline_year", "latest_year"]].max(axis=1)
    by_area = newest.groupby(found["area"]).max().dropna()
    return {str(area): int(year) for area, year in by_area.items()}


def unmeasured(indicators: pd.DataFrame, standing: pd.DataFrame) -> pd.DataFrame:
    """Per indicator without any series that could be judged: indicator_id, pillar, series (how many), why (the commonest).

    Indicators with at least one status are left out; one without a series has "no_value".
    """
    rows = []
    for each in indicators.itertuples():
        own = standing[standing["indicator_id"] == each.indicator_id]
        if len(own) and (own["status"] != "not_measurable").any():
            continue
        why = str(own["why"].value_counts().sort_index().idxmax()) if len(own) else "no_value"
        rows.append((each.indicator_id, each.pillar, len(own), why))
    frame = pd.DataFrame(rows, columns=["indicator_id", "pillar", "series", "why"])
    return frame.astype({"indicator_id": "str", "pillar": "str", "series": "int64", "why": "str"})


def silent_pillars(indicators: pd.DataFrame, standing: pd.DataFrame, baseline: int) -> list[str]:
    """The pillars of whose indicators no value is later than the baseline."""
    later = standing[
        (standing["latest_year"] > baseline).fillna(False) | (standing["baseline_year"] > baseline).fillna(False)
    ]
    return [pillar for pillar in dict.fromkeys(indicators["pillar"]) if pillar not in set(later["pillar"])]
