"""The mark of an indicator's status, and how many there are of each: a sign and a word, never a colour alone."""

from collections.abc import Mapping

from dash import html

from ..language import _, number
from ..vocabulary.indicators import STATUSES, indicator_status_name, why_words


def status_mark(status: str, overridden: bool = False) -> html.Span:
    """`overridden`: a person stated it in place of the computed one, and the mark says so."""
    words = indicator_status_name(status)
    said = _("{status}, stated by hand", status=words) if overridden else words
    return html.Span(said, className=f"pstat pstat-{status}")


def status_counts(counts: Mapping[str, int], whys: Mapping[str, int]) -> html.Div:
    """What has a status by status, and beneath, folded, why the rest has none. counts: of every status; whys: of reasons."""
    measured = [
        html.Li([html.Span(className=f"pstat-sign pstat-{status}"), f"{indicator_status_name(status)} ", html.B(number(n))])
        for status in STATUSES
        if status != "not_measurable" and (n := counts.get(status, 0))
    ]  # fmt: skip
    parts: list = [html.H3(_("Indicators"), className="pstat-head")]
    if measured:
        parts.append(html.Ul(measured, className="pstat-list"))
    n = counts.get("not_measurable", 0)
    if n:
        reasons = [html.Li([f"{why_words(why)}: ", html.B(number(many))]) for why, many in whys.items()]
        head = html.Summary(
            [html.Span(className="pstat-sign pstat-not_measurable"), _("Not measurable yet"), " ", html.B(number(n))]
        )
        parts.append(html.Details([head, html.Ul(reasons)], className="pstat-why"))
    return html.Div(parts, className="pstat-counts")
