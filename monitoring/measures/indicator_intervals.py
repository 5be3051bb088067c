"""Memberships and listings as dated intervals that never say more than their sources: a start, an end, or an "as of"."""

from collections.abc import Iterator, Mapping
from datetime import datetime

import pandas as pd

from ..vocabulary.indicators import BEGAN, ENDED, UNDATED

_INTERVALS = {
    "indicator_id": "str", "level": "str", "area": "str", "estimator": "str", "from_day": "datetime64[us]",
    "from_known": "bool", "to_day": "datetime64[us]", "to_known": "bool", "as_of": "datetime64[us]", "note": "str",
    "source": "str",
}  # fmt: skip
_KEY = ["indicator_id", "level", "area", "estimator"]


def intervals(indicators: pd.DataFrame, values: pd.DataFrame) -> pd.DataFrame:
    """One row per spell of a membership or listing, by indicator, area, estimator and day. `values`: store.indicators.

    from_known: a source says that it began on from_day (its first word is added or since); else from_day is the first day on
    which one saw it. to_known: a source says that it ended on to_day, NaT where none does. as_of: the last day on which one says
    that it was in force, NaT where only its end is stated. Where neither start nor end is known, each "as of" is a row of its
    own: nothing is drawn between them. estimator: "" where the source names none.
    """
    kinds = indicators.set_index("indicator_id")["kind"]
    found = values[
        values["indicator_id"].map(kinds).eq("interval") & values["value"].notna() & (values["period"] != UNDATED)
    ]
    found = found.assign(estimator=found["estimator"].fillna(""), word=_words(found["note"]))
    found = found.sort_values([*_KEY, "first_day", "last_day"], kind="stable")
    rows = [
        dict(zip(_KEY, name)) | spell
        for name, group in found.groupby(_KEY, sort=False)
        for spell in _spells(group.to_dict("records"))
    ]
    return pd.DataFrame({name: [row[name] for row in rows] for name in _INTERVALS}).astype(_INTERVALS)


def _words(notes: pd.Series) -> pd.Series:
    return notes.fillna("").str.split(n=1).str[0].fillna("").str.lower().str.strip(",;:")


def _spells(said: list[Mapping]) -> Iterator[dict]:
    """The spells of what is said of one membership, in order of time; a new start, or a no, ends the one before."""
    running: list[Mapping] = []
    for each in said:
        ends, begins = each["value"] == 0, each["word"] in BEGAN
        if begins and running:
            yield from _ended(running, None)
            running = []
        if not ends:
            running.append(each)
            continue
        known = each["word"] in ENDED
        if running or known:
            yield from _ended(running, each if known else None)
        running = []
    if running:
        yield from _ended(running, None)


def _ended(running: list[Mapping], end: Mapping | None) -> Iterator[dict]:
    began = bool(running) and running[0]["word"] in BEGAN
    if end is None and not began:
        for each in running:
            yield _spell([each], None, False)
    else:
        yield _spell(running, end, began)


def _spell(running: list[Mapping], end: Mapping | None, began: bool) -> dict:
    said = [*running, *([end] if end else [])]
    return {
        "from_day": running[0]["first_day"] if running else pd.NaT, "from_known": began,
        "to_day": end["first_day"] if end else pd.NaT, "to_known": end is not None,
        "as_of": running[-1]["last_day"] if running else pd.NaT,
        "note": "; ".join(dict.fromkeys(str(each["note"]) for each in said if pd.notna(each["note"]))),
        "source": " ; ".join(dict.fromkeys(str(each["source"]) for each in said)),
    }  # fmt: skip


def states(indicators: pd.DataFrame, values: pd.DataFrame) -> pd.DataFrame:
    """One row per indicator, level, area, estimator and year of which the sources say it: `value` 1 in force at its end, or 0.

    A year between a known start and the last "as of" counts; a year beyond what is said has no row.
    """
    said: dict[tuple, tuple[pd.Timestamp, float]] = {}
    kinds = indicators.set_index("indicator_id")["kind"]
    no = values[values["indicator_id"].map(kinds).eq("interval") & values["value"].eq(0) & values["year"].notna()]
    for each in no.fillna({"estimator": ""}).to_dict("records"):
        _say(said, each, int(each["year"]), each["last_day"], 0.0)
    for spell in intervals(indicators, values).to_dict("records"):
        first, end, last = (_year(spell[name]) for name in ("from_day", "to_day", "as_of"))
        for year in range(first, (end - 1 if end else last) + 1) if first else ():
            of_year = pd.Timestamp(year, 12, 31)
            _say(said, spell, year, of_year if end or year < last else min(of_year, spell["as_of"]), 1.0)
    rows = {key: value for key, (_day, value) in sorted(said.items())}
    columns = {name: [key[at] for key in rows] for at, name in enumerate([*_KEY, "year"])}
    found = pd.DataFrame(columns | {"value": list(rows.values())})
    return found.astype(dict.fromkeys(_KEY, "str") | {"year": "int64", "value": "float64"})


def _say(said: dict, of: Mapping, year: int, day: pd.Timestamp, value: float) -> None:
    """Keeps what was said last of a year."""
    key = (*(of[name] for name in _KEY), year)
    if key not in said or said[key][0] <= day:
        said[key] = (day, value)


def _year(day: datetime) -> int:
    return 0 if pd.isna(day) else day.year
