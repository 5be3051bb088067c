"""The mark of an indicator's status, and how many there are of each: a sign and a word, never a colour alone."""

from collections.abc import Mapping, Sequence

from dash import html

from ..language import _, number
from ..vocabulary.indicators import STATUSES, indicator_status_name, why_words


def status_mark(status: str, overridden: bool = False) -> html.Span:
    """`overridden`: a person stated it in place of the computed one, and the mark says so."""
    words = indicator_status_name(status)
    said = _("{status}, stated by hand", status=words) if overridden else words
    return html.Span(said, className=f"pstat pstat-{status}")


def status_counts(series: Mapping[str, Sequence[object]], whys: Mapping[str, int]) -> html.Div:
    """What has a status, by status: how many, and folded which; beneath why the rest has none.

    series: status -> a link for each indicator and area that has it; whys: reason -> how many have none for it.
    """
    parts: list = [html.H3(_("Indicators"), className="pstat-head")]
    for status in STATUSES:
        links = series.get(status, ())
        if links:
            parts.append(_folded(status, indicator_status_name(status), len(links), links))
    n = sum(whys.values())
    if n:
        reasons = [[f"{why_words(why)}: ", html.B(number(many))] for why, many in whys.items()]
        parts.append(_folded("not_measurable", indicator_status_name("not_measurable"), n, reasons))
    return html.Div(parts, className="pstat-counts")


def _folded(status: str, words: str, n: int, items: Sequence[object]) -> html.Details:
    head = html.Summary([html.Span(className=f"pstat-sign pstat-{status}"), f"{words} ", html.B(number(n))])
    return html.Details([head, html.Ul([html.Li(item) for item in items])], className="pstat-why")
