"""Values of indicators in words. Two values that differ stay two: nothing here adds them or draws their middle."""

from typing import Any

import pandas as pd

from ..language import _, day, digits, number
from .life_marks import as_said

APART = "not an interval"  # said in the note of a low and a high that are two rows of a source


def figure(low: Any, high: Any, kind: str, unit: str = "", span: bool = False) -> str:
    """A value, or "1.786 and 177" where two differ; `span`: the source gives one range ("19 to 24"). With its unit."""
    if _missing(low) and _missing(high):
        return _("no figure")
    if kind in ("yes_no", "interval"):
        words = {0.0: _("no"), 1.0: _("yes")}
        return words.get(float(low), _plain(low)) if low == high else _("yes and no, by source")
    amount = _plain(low) if low == high else _both(_plain(low), _plain(high), span)
    return f"{amount}\u00a0{_(unit)}" if unit else amount


def _both(low: str, high: str, span: bool) -> str:
    return _("{low} to {high}", low=low, high=high) if span else _("{low} and {high}", low=low, high=high)


def _plain(value: Any) -> str:
    return "?" if _missing(value) else number(float(value))


def _missing(value: Any) -> bool:
    return value is None or bool(pd.isna(value))


def unit_words(unit: str) -> str:
    return _(unit)


def is_span(rows: pd.DataFrame) -> bool:
    """Whether the values of one cell are one range that a source gives, and not several values that differ."""
    if len(rows) != 1 or not pd.isna(rows["value"].iloc[0]):
        return False
    note = rows["note"].iloc[0]
    return not (isinstance(note, str) and APART in note)


def value_words(row, kind: str) -> str:
    """One row of store.indicators.indicator_values."""
    if kind == "date":
        return digits(str(row.period))
    if row.state not in ("value", "zero"):
        return _("no figure")
    if not pd.isna(row.value):
        return figure(row.value, row.value, kind, row.unit)
    note = row.note if isinstance(row.note, str) else ""
    return figure(row.value_low, row.value_high, kind, row.unit, APART not in note)


def year_words(year: Any) -> str:
    return _("no year stated") if _missing(year) else digits(str(int(year)))


def period_of(each) -> str:
    """A year, month or day; "since 2004"; that the source states none. `each`: a row of indicator_values."""
    period = str(each.period)
    if _missing(each.year):
        return _("no year stated (read {day})", day=day(each.last_day))
    since, _space, year = period.partition(" ")
    if since == "since":
        return _("since {year}", year=digits(year))
    return as_said(period) if len(period) in (4, 7, 10) else digits(period)
