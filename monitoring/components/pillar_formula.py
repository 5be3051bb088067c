"""How a status follows, with its inputs written out: what was compared with what, by which rule, and why there is none."""

from typing import Any

import pandas as pd
from dash import html

from ..language import _, digits, number
from ..measures.indicator_status import MODERATE_RATE, MODERATE_RATIO, PROGRESS_RATE, PROGRESS_RATIO, growth
from ..vocabulary.indicators import DIRECTIONS, why_words
from ..vocabulary.view import View
from .pillar_marks import status_mark
from .pillar_values import figure, unit_words, year_words
from .pillars_of import Progress


def formula(found: Progress, row, view: View) -> html.Dl:
    """Of one row of the standing. `row`: a namedtuple of it."""
    indicator = found.indicator(row.indicator_id)
    wanted = view.against or int(indicator["baseline_year"])
    window = int(indicator["baseline_window"])
    asked = _("{year}, or the nearest within {n} years", year=wanted, n=window)
    said: list[tuple[str, object]] = [
        (_("Estimate of"), row.estimator or _("whoever the sources name: nobody")),
        (_("Baseline wanted"), asked),
        (_("Baseline used"), _used(row.baseline_year, row.baseline_low, row.baseline_high, row)),
        (_("Latest"), _used(row.latest_year, row.latest_low, row.latest_high, row)),
        (_("Better is"), _(DIRECTIONS[row.direction]) if row.direction in DIRECTIONS else _("Nobody has said which way is better")),
        (_("Target"), _target(row)),
        *_rates(row),
        (_("Computed status"), [status_mark(row.computed_status), *([f" {why_words(row.why)}"] if row.why else [])]),
    ]  # fmt: skip
    parts = [part for term, value in said for part in (html.Dt(term), html.Dd(value))]
    return html.Dl(parts, className="data-facts")


def _used(year: Any, low: object, high: object, row) -> str:
    if pd.isna(year):
        return _("none")
    return f"{year_words(year)}: {figure(low, high, row.kind, row.unit if row.kind in ('amount', 'share') else '')}"


def _target(row) -> str:
    if pd.isna(row.target):
        return _("none was set; fixed rates are used")
    due = "" if pd.isna(row.target_year) else f", {digits(str(row.target_year))}"
    return f"{number(float(row.target))} {unit_words(row.unit)}{due}"


def _rates(row) -> list[tuple[str, object]]:
    """The growth a year of each pair of values, and the thresholds; nothing where no rate is taken."""
    if row.kind in ("yes_no", "interval", "date") or row.direction not in ("up", "down"):
        return []
    if pd.isna(row.baseline_year) or pd.isna(row.latest_year):
        return []
    years = int(row.latest_year) - int(row.baseline_year)
    pairs = sorted(
        {
            (first, last)
            for first in (row.baseline_low, row.baseline_high)
            for last in (row.latest_low, row.latest_high)
            if first > 0 and last >= 0 and years > 0
        }
    )
    rates = [
        html.Bdi(_rate_words(first, last, years, row.direction), dir="ltr", className="formula-line")
        for first, last in pairs
    ]
    found: list[tuple[str, object]] = [(_("Growth a year"), rates)] if rates else []
    if not pd.isna(row.target) and not pd.isna(row.target_year) and row.baseline_low > 0 and row.target > 0:
        span = int(row.target_year) - int(row.baseline_year)
        if span > 0:
            asked = 100 * growth(row.baseline_low, float(row.target), span)
            found.append((_("Growth a year that the target asks for"), f"{number(asked, 2)} %"))
    return found


def _rate_words(first: float, last: float, years: int, direction: str) -> str:
    """The growth with its inputs; where less is better, what it is in the better direction."""
    rate = 100 * growth(first, last, years)
    words = f"({number(last)} / {number(first)})^(1/{digits(str(years))}) \u2212 {digits('1')} = {number(rate, 2)} %"
    return words if direction == "up" else f"{words}; {_('less is better')}: {number(-rate, 2)} %"


def rule() -> str:
    return _(
        "Growth in the better direction. With a target: progress from {progress_ratio} of the growth that it asks for, moderate "
        "from {moderate_ratio}. Without one: progress from {progress} % a year, moderate from {moderate} %. Less is no progress, "
        "and below zero deterioration. Where two values differ, every pair must lead to the same status.",
        progress_ratio=number(PROGRESS_RATIO), moderate_ratio=number(MODERATE_RATIO), progress=number(100 * PROGRESS_RATE),
        moderate=number(100 * MODERATE_RATE),
    )  # fmt: skip
