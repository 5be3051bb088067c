"""The four pillars at a glance: what was promised by status, and which indicators have a status. No average and no score."""

from dataclasses import replace

import pandas as pd
from dash import dcc, html

from ..language import _, digits, listed, ngettext, number
from ..measures.pillars import summary
from ..measures.recommendations import Narrowed, by_status, by_word, narrowed
from ..vocabulary.filters import Filter
from ..vocabulary.life_cycle import ALL_PILLARS, PILLARS, REPORT, pillar_name, status_name
from ..vocabulary.pillar_words import QUESTIONS
from ..vocabulary.view import View
from .life_marks import BAR, counts_words
from .link import link
from .pillar_marks import status_counts
from .pillars_of import PATH, Progress, area_name, level_of_view
from .recommendations_of import Mechanism, plain

PROMISES = "/recommendations"


def cards(found: Progress, promises: Mechanism, areas: list[str], chosen: Filter, view: View) -> list:
    """A card a pillar, what the bars mean, and a strip of what concerns all of them."""
    here = found.standing[(found.standing["level"] == level_of_view(view)) & found.standing["area"].isin(areas)]
    elsewhere = set(found.standing["indicator_id"]) - set(here["indicator_id"])
    # An indicator that none of the areas has counts once.
    counted = summary(found.indicators[~found.indicators["indicator_id"].isin(elsewhere)], here)
    four = [
        _card(pillar, promises, counted, _series(found, here[here["pillar"] == pillar], chosen, view), chosen, view)
        for pillar in PILLARS
    ]
    return [html.Div(four, className="pillar-cards"), _key(promises), _of_all(promises, chosen, view)]


def _series(found: Progress, here: pd.DataFrame, chosen: Filter, view: View) -> dict[str, list]:
    """Status -> a link to what stands behind each indicator and area that has it."""
    names = dict(zip(found.indicators["indicator_id"], found.indicators["name"]))
    made: dict[str, list] = {}
    for row in here[here["status"] != "not_measurable"].itertuples():
        there = link(PATH, chosen, replace(view, indicator=row.indicator_id, area=row.area))
        made.setdefault(row.status, []).append(
            dcc.Link(f"{names[row.indicator_id]}: {area_name(row.area)}", href=there)
        )
    return made


def _card(
    pillar: str, promises: Mechanism, counted: pd.DataFrame, series: dict[str, list], chosen: Filter, view: View
) -> html.Section:
    of_pillar = narrowed(promises.standing, Narrowed(pillar=pillar))
    mine = counted[counted["pillar"] == pillar]
    reasons = (
        mine[mine["status"] == "not_measurable"]
        .groupby("why")["count"]
        .sum()
        .sort_values(ascending=False, kind="stable")
    )
    name = _name(pillar)
    there = link(PROMISES, Filter(v=chosen.v), replace(plain(view), pillar=pillar))
    return html.Section(
        [
            html.H2([html.Span(digits(pillar), className="pillar-digit"), " ", html.Span(name)]),
            html.P(_(QUESTIONS[pillar]), className="pillar-question"),
            _bar(of_pillar, pillar_name(pillar)),
            html.P([dcc.Link(_on_record(len(of_pillar)), href=there), _of_report(of_pillar)], className="pillar-promises"),
            status_counts(series, {str(why): int(n) for why, n in reasons.items()}),
        ],
        className="pillar-card-one",
    )  # fmt: skip


def _name(pillar: str) -> str:
    return _(PILLARS[pillar])


def _on_record(n: int) -> str:
    return ngettext("{n} commitment on record", "{n} commitments on record", n)


def _of_report(frame: pd.DataFrame) -> str:
    n = int((frame["origin"] == REPORT).sum())
    return ngettext(", {n} of them in the report", ", {n} of them in the report", n)


def _bar(frame: pd.DataFrame, name: str) -> html.Div:
    """As wide as the counts ask, each with its number."""
    counts = by_status(frame)
    parts = [
        html.Span(number(counts[status]), className=f"life-part life-part-{status}", style={"flexGrow": counts[status]})
        for status in BAR
        if counts[status]
    ]
    said = f"{name}: {counts_words(counts)}"
    return html.Div(parts, className="life-bar pillar-bar", role="img", **{"aria-label": said})


def _key(promises: Mechanism) -> html.Ul:
    """What the parts of the bars mean, those that occur."""
    counts = by_status(promises.standing)
    return html.Ul(
        [html.Li([html.Span(className=f"life-part life-part-{status}"), status_name(status)]) for status in BAR if counts[status]],
        className="pillar-key",
    )  # fmt: skip


def _of_all(promises: Mechanism, chosen: Filter, view: View) -> html.Section:
    every = narrowed(promises.standing, Narrowed(pillar=ALL_PILLARS))
    report = promises.of_report
    of_report = report[report["pillars"] == ALL_PILLARS]
    words = listed(f"“{row.status_reported}” {number(row.n)}" for row in by_word(report, promises.events).itertuples())
    there = link(PROMISES, Filter(v=chosen.v), replace(plain(view), pillar=ALL_PILLARS))
    n_of = _(
        "{n} of the report’s {all} commitments concern all pillars.", n=number(len(of_report)), all=number(len(report))
    )
    said = ngettext(
        "{n} commitment of the report, in its own words of January 2014: {words}.",
        "{n} commitments of the report, in its own words of January 2014: {words}.", len(report), words=words,
    )  # fmt: skip
    return html.Section(
        [
            html.H2(_("All four pillars")),
            _bar(every, pillar_name(ALL_PILLARS)),
            html.P([dcc.Link(_on_record(len(every)), href=there), _of_report(every), ". ", n_of], className="pillar-promises"),
            html.P([said, " ", _("Source: UN E/CN.7/2014/14, 2014; a status of 2014 stands until somebody says otherwise.")],
                   className="note"),
        ],
        className="pillar-all",
    )  # fmt: skip
