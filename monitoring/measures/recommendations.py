"""Where recommendations stand: the newest event of each, what is overdue or silent, and counts. All against the data date.

Overdue says that a due day has passed and no source in the record says done or dropped; it does not say that nothing was done.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

import pandas as pd

from ..vocabulary.folding import fold
from ..vocabulary.life_cycle import ALL_PILLARS, CLOSED, NOT_STATED, PILLARS, SET, STATUSES

SILENT_YEARS = 5
# A set of an expert working group is due to be endorsed; everything else is due to be done.
_PAST_ENDORSING = ("endorsed", "under_way", "reviewed")
_OF_EVENT = ("status", "status_reported", "as_of", "as_of_precision", "said_by", "evidence", "detail", "kind")


@dataclass(frozen=True)
class Narrowed:
    """What a reader asks for; empty means everything. pillar: a number, or "all" for those that concern all pillars only."""

    status: str | None = None
    pillar: str | None = None
    addressee: str | None = None
    words: str | None = None
    late: str | None = None


def standing(recommendations: pd.DataFrame, events: pd.DataFrame, data_date: date) -> pd.DataFrame:
    """`recommendations` (store) with the newest of `events` (as the store orders them), one row each, in the same order.

    status: not_stated where no source states one; then the other columns of the event are null. first_reported: the source's
    own word of the first event that has one. overdue: bool. silent_years: whole years from the newest event to `data_date`, NA
    where there is none; 0 or more also for what is done.
    """
    newest = events.groupby("recommendation_id").tail(1).set_index("recommendation_id")[list(_OF_EVENT)]
    said = events[events["status_reported"].notna()].groupby("recommendation_id")["status_reported"].first()
    found = recommendations.join(newest, on="recommendation_id").join(
        said.rename("first_reported"), on="recommendation_id"
    )
    found["status"] = found["status"].fillna(NOT_STATED)
    today = pd.Timestamp(data_date)
    met = found["status"].isin(CLOSED) | ((found["origin"] == SET) & found["status"].isin(_PAST_ENDORSING))
    found["overdue"] = ~met & (found["due_on"] < today).fillna(False)
    found["silent_years"] = pd.Series(
        [_years(moment, today) for moment in found["as_of"]], index=found.index, dtype="Int64"
    )
    return found


def _years(then: pd.Timestamp, now: pd.Timestamp) -> int | None:
    if pd.isna(then):
        return None
    return max(0, now.year - then.year - ((now.month, now.day) < (then.month, then.day)))


def silent(standing: pd.DataFrame, years: int = SILENT_YEARS) -> pd.Series:
    """Which rows nobody has said anything of for so many years, or ever, and that are neither done nor dropped: bool."""
    old = (standing["silent_years"] >= years).fillna(True).astype(bool)
    return old & ~standing["status"].isin(CLOSED)


def narrowed(standing: pd.DataFrame, by: Narrowed) -> pd.DataFrame:
    """The rows that meet everything asked; words are looked for one by one, in any case and without accents."""
    keep = pd.Series(True, index=standing.index)
    if by.status:
        keep &= standing["status"] == by.status
    if by.pillar:
        keep &= standing["pillars"].map(lambda said: by.pillar in said.split(";"))
    if by.addressee:
        keep &= standing["addressee"] == by.addressee
    if by.late:
        keep &= standing["overdue"] if by.late == "overdue" else silent(standing)
    for word in fold(by.words or "").split():
        keep &= standing.apply(lambda row, word=word: word in _text(row), axis=1).astype(bool)
    return standing[keep]


def _text(row: Mapping) -> str:
    names = ("recommendation_id", "gist", "document", "addressee", "detail", "paragraph", "due_reported")
    return fold(" ".join(str(row[name]) for name in names if isinstance(row[name], str)))


def by_status(standing: pd.DataFrame) -> dict[str, int]:
    """How many stand at each status, those without one last; every status is there, also with 0."""
    counts = standing["status"].value_counts()
    return {status: int(counts.get(status, 0)) for status in (*STATUSES, NOT_STATED)}


def by_word(standing: pd.DataFrame, events: pd.DataFrame) -> pd.DataFrame:
    """What the sources said in their own words: status_reported, status (ours), n of the rows, most first."""
    first = events[events["status_reported"].notna() & events["recommendation_id"].isin(standing["recommendation_id"])]
    counted = first.groupby(["status_reported", "status"]).size().rename("n").reset_index()
    return counted.sort_values(["n", "status_reported"], ascending=[False, True], ignore_index=True)


def by_pillar(standing: pd.DataFrame) -> dict[str, dict[str, int]]:
    """`by_status` of those that concern all pillars, then of each pillar. One that names several pillars counts in each."""
    return {pillar: by_status(narrowed(standing, Narrowed(pillar=pillar))) for pillar in (ALL_PILLARS, *PILLARS)}


def by_addressee(standing: pd.DataFrame) -> pd.Series:
    """How many are addressed to whom, as worded by the source, most first; those that name nobody are left out."""
    counts = standing["addressee"].value_counts()
    return counts.sort_index().sort_values(ascending=False, kind="stable")


def moved_since(events: pd.DataFrame, moment: pd.Timestamp) -> pd.DataFrame:
    """The events that are surely later than the day `moment`: of a month or a year, its first day counts. Oldest first."""
    cut = {"day": "D", "month": "M", "year": "Y"}
    first = [then.to_period(cut[how]).start_time for then, how in zip(events["as_of"], events["as_of_precision"])]
    later = pd.Series(first, index=events.index, dtype="datetime64[us]") > moment
    return events[later].sort_values(["as_of", "event"], kind="stable")


def by_country(standing: pd.DataFrame, members: Mapping[str, Collection[str]]) -> pd.DataFrame:
    """One row per country (iso3) that a row of `standing` is addressed to, by itself or with a group of `members` (slug -> codes).

    open: rows neither done nor dropped; closed: the others; by_name: rows that name the country itself. In order of iso3.
    """
    found: dict[str, dict[str, int]] = {}
    for row in standing[standing["addressed"].notna()].itertuples():
        named = {code for code in row.addressed.split(";") if code not in members}
        grouped = {code for slug in row.addressed.split(";") for code in members.get(slug, ())}
        for code in named | grouped:
            counts = found.setdefault(code, {"open": 0, "closed": 0, "by_name": 0})
            counts["closed" if row.status in CLOSED else "open"] += 1
            counts["by_name"] += code in named
    rows = [{"iso3": code, **found[code]} for code in sorted(found)]
    types = {"iso3": "str", "open": "int64", "closed": "int64", "by_name": "int64"}
    return pd.DataFrame(rows, columns=list(types)).astype(types)
