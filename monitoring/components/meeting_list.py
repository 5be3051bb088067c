"""Meetings as a list by year, and one of them: what it is, what was decided there, and what has been said since."""

from itertools import groupby

import pandas as pd
from dash import dcc, html

from ..language import _, digits, listed, ngettext
from ..measures.recommendations import moved_since
from ..vocabulary.countries import country_name
from ..vocabulary.filters import Filter
from ..vocabulary.life_cycle import CLOSED, kind_name, pillars_words, role_name
from ..vocabulary.view import View
from .life_marks import as_of, evidence, mark, span, text_or
from .link import link
from .recommendation_counts import PATH as RECOMMENDATIONS
from .recommendations_of import Mechanism, plain

PATH = "/meetings"
REVIEWED = ("pcg", "ministerial")  # the meetings that decide


def by_year(found: Mechanism, chosen: Filter, view: View) -> html.Div:
    """Every meeting, the newest year first; those without a date last, under words that say so."""
    rows = list(found.meetings.iloc[::-1].itertuples())
    undated = [row for row in rows if pd.isna(row.started_on)]
    dated = [row for row in rows if not pd.isna(row.started_on)]
    groups = [(digits(str(year)), list(group)) for year, group in groupby(dated, key=lambda row: row.started_on.year)]
    if undated:
        groups.append((_("No date known"), undated))
    parts = [html.Section([html.H3(name), _list(group, found, chosen, view)]) for name, group in groups]
    return html.Div(parts, className="meeting-years")


def _list(rows: list, found: Mechanism, chosen: Filter, view: View) -> html.Ul:
    return html.Ul([_item(row, found, chosen, view) for row in rows], className="plain-list meeting-list")


def _item(row, found: Mechanism, chosen: Filter, view: View) -> html.Li:
    n = int((found.belongings["meeting_id"] == row.meeting_id).sum())
    said = [
        span(row.started_on, row.ended_on, row.date_precision) if not pd.isna(row.started_on) else None,
        where(row),
        kind_name(row.kind),
    ]
    parts = [part for part in said if part]
    if n:
        parts.append(ngettext("{n} recommendation", "{n} recommendations", n))
    return html.Li(
        [
            dcc.Link(row.name, href=link(f"{PATH}/{row.meeting_id}", chosen, plain(view)), className="meeting-name"),
            html.Span(" · ".join(parts), className="note"),
        ]
    )


def where(row) -> str:
    """City and country, as far as they are known."""
    return listed(
        part for part in (text_or(row.city), country_name(row.host_iso3) if text_or(row.host_iso3) else "") if part
    )


def facts(row) -> html.Dl:
    """What is said of one meeting."""
    reported = row.recommendations_reported
    said: dict[str, object] = {
        _("When"): span(row.started_on, row.ended_on, row.date_precision),
        _("Where"): where(row) or _("No place is named."),
        _("Kind"): kind_name(row.kind),
        _("Pillar"): pillars_words(row.pillars),
        _("What"): text_or(row.what),
        _("Countries"): digits(text_or(row.countries_reported)),
        _("Organizations"): digits(text_or(row.organizations_reported)),
        _("Recommendations, as counted by the source"): digits(str(reported)) if not pd.isna(reported) else None,
        _("To be endorsed at"): text_or(row.endorsed_at),
        _("Source"): evidence(row.source),
    }
    parts = [part for word, value in said.items() if value for part in (html.Dt(word), html.Dd(value, dir="auto"))]
    return html.Dl(parts, className="data-facts")


def decided(meeting_id: str, found: Mechanism, chosen: Filter, view: View) -> html.Div | html.P:
    """The recommendations that belong to a meeting, with where each stands now."""
    belongs = found.belongings[found.belongings["meeting_id"] == meeting_id].merge(
        found.standing, on="recommendation_id"
    )
    if belongs.empty:
        words = _("No recommendation in this data set is tied to this meeting. That is not to say that it made none.")
        return html.P(words, className="note")
    heads = (_("No."), _("What"), _("At this meeting"), _("Where it stands now"))
    head = html.Thead(html.Tr([html.Th(word, scope="col") for word in heads]))
    rows = [
        html.Tr(
            [
                html.Th(row.recommendation_id, scope="row"),
                html.Td(_to(row, chosen, view), dir="auto", className="life-gist"),
                html.Td(role_name(row.role, here=True)),
                html.Td([mark(row.status), _stated(row)]),
            ]
        )
        for row in belongs.itertuples()
    ]
    caption = html.Caption(_("Recommendations of this meeting"), className="visually-hidden")
    table = html.Table([caption, head, html.Tbody(rows)], className="facts-table")
    return html.Div(table, className="scroll-x", tabIndex=0)


def _to(row, chosen: Filter, view: View) -> dcc.Link:
    return dcc.Link(row.gist, href=link(f"{RECOMMENDATIONS}/{row.recommendation_id}", chosen, plain(view)))


def _stated(row) -> html.Span | None:
    if not text_or(row.said_by):
        return None
    return html.Span(
        _("{date}, {whom}", date=as_of(row.as_of, row.as_of_precision), whom=row.said_by), className="note life-where"
    )


def since(row, found: Mechanism, chosen: Filter, view: View) -> html.Div | html.P:
    """Every event later than the meeting, of any recommendation."""
    moved = moved_since(found.events, row.ended_on).merge(
        found.standing[["recommendation_id", "gist"]], on="recommendation_id"
    )
    if moved.empty:
        return html.P(_("Nothing: no source in this data set says anything later than this meeting."), className="note")
    items = [
        html.Li(
            [
                html.P([html.Strong(as_of(one.as_of, one.as_of_precision)), " · ", mark(one.status), " ",
                        html.Bdi(one.recommendation_id), " ", _to(one, chosen, view)]),
                html.P([_("Said by: {whom}", whom=one.said_by), " · ", *evidence(one.evidence)], dir="auto",
                       className="history-changes"),
            ]
        )
        for one in moved.itertuples()
    ]  # fmt: skip
    return html.Div(
        [html.P(ngettext("{n} event", "{n} events", len(moved))), html.Ol(items, className="history life-history")]
    )


def still_open(row, found: Mechanism, chosen: Filter, view: View) -> html.Div:
    """What had been asked for before the meeting, by its year or its events, and is neither done nor dropped now.

    What the meeting itself took up is told above and not again.
    """
    here = found.belongings.loc[found.belongings["meeting_id"] == row.meeting_id, "recommendation_id"]
    standing, when = found.standing[~found.standing["recommendation_id"].isin(here)], row.ended_on
    before = (standing["as_of"] <= when) | (standing["year"] < when.year).fillna(False).astype(bool)
    waiting = standing[before & ~standing["status"].isin(CLOSED)]
    late = waiting[waiting["overdue"]]
    keep = plain(view)
    words = ngettext(
        "{n} older one is neither done nor dropped", "{n} older ones are neither done nor dropped", len(waiting)
    )
    overdue = ngettext("{n} of them is overdue:", "{n} of them are overdue:", len(late))
    items = [
        html.Li(
            [html.Bdi(one.recommendation_id), " ", _to(one, chosen, view), " · ", html.Bdi(text_or(one.due_reported))]
        )
        for one in late.itertuples()
    ]
    parts: list = [html.P([f"{words}. ", dcc.Link(_("All recommendations"), href=link(RECOMMENDATIONS, chosen, keep))])]
    if items:
        parts += [html.P(overdue), html.Ul(items, className="meeting-late")]
    return html.Div(parts)
