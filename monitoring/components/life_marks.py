"""Small parts of the pages of recommendations: the mark of a status, a bar of several, a date as far as known, evidence."""

import re
from collections.abc import Mapping

import pandas as pd
from dash import dcc, html

from ..language import _, day, number
from ..vocabulary.life_cycle import status_name

# How far a life has come: the order of a bar's parts.
BAR = ("done", "reviewed", "under_way", "endorsed", "proposed", "not_started", "dropped", "not_stated")
_ADDRESS = re.compile(r"(https?://[^\s;]+)")


def mark(status: str) -> html.Span:
    """Our word for a status, with a sign of its own beside it."""
    return html.Span(status_name(status), className=f"life life-{status}")


def bar(counts: Mapping[str, int], label: str) -> html.Div:
    """One bar, as wide as the counts ask; the words and numbers are in its name and in the list beside it."""
    parts = [
        html.Span(className=f"life-part life-part-{status}", style={"flexGrow": counts[status]})
        for status in BAR
        if counts[status]
    ]
    return html.Div(parts, className="life-bar", role="img", **{"aria-label": f"{label}: {counts_words(counts)}"})


def counts_words(counts: Mapping[str, int]) -> str:
    """As "Done 11, Under way 13"."""
    said = (f"{status_name(status)} {number(counts[status])}" for status in BAR if counts[status])
    return _(", ").join(said) or _("none")


def as_of(moment: object, precision: object) -> str:
    """A date as far as it is known; that none is known where there is none."""
    if not isinstance(moment, pd.Timestamp) or pd.isna(moment):
        return _("no date known")
    return day(moment, precision if isinstance(precision, str) else "day")


def as_said(period: object) -> str:
    """A day, month or year as the record writes it (2024-06-03, 2024-06, 2024), in words."""
    if not isinstance(period, str) or not period:
        return _("no date known")
    return as_of(pd.Timestamp(period), {4: "year", 7: "month", 10: "day"}[len(period)])


def span(start: object, end: object, precision: object) -> str:
    """The days of a meeting."""
    first, last = as_of(start, precision), as_of(end, precision)
    return first if first == last else _("{first} to {last}", first=first, last=last)


def evidence(text: str) -> list:
    """Evidence as written, addresses in it as links."""
    parts = _ADDRESS.split(text)
    return [
        html.A(part, href=part, rel="noopener noreferrer", target="_blank", dir="ltr", className="evidence-link")
        if _ADDRESS.fullmatch(part)
        else part
        for part in parts
        if part
    ]


def text_or(value: object, other: str = "") -> str:
    return value if isinstance(value, str) and value else other


def choice(children: list, href: str, look: str, chosen: bool) -> dcc.Link:
    """A link that is a choice; where it is in force it looks so, and says so to who cannot see it (dcc.Link takes no aria)."""
    said = [html.Span(f" ({_('chosen')})", className="visually-hidden")] if chosen else []
    return dcc.Link([*children, *said], href=href, className=f"{look} is-chosen" if chosen else look)
