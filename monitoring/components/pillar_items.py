"""The items of the Vienna Declaration: what each says as far as it was read, what measures it, which commitments name it."""

import pandas as pd
from dash import dcc, html

from ..language import _, ngettext, number
from ..vocabulary.filters import Filter
from ..vocabulary.life_cycle import PILLARS, pillar_name
from ..vocabulary.view import View
from .life_marks import evidence, text_or
from .link import link
from .pillars_of import PATH, Progress
from .recommendations_of import Mechanism, plain

TITLE, UNREAD = "title", "not seen"  # how far an item was read; a portal's words may follow "not seen"


def items(found: Progress, promises: Mechanism, chosen: Filter, view: View) -> list:
    """A list a pillar, items in the declaration's order."""
    listed = found.items[found.items["completeness"] != TITLE]
    unread = int(listed["completeness"].map(is_unread).sum())
    whole = ngettext("{n} item or range of items", "{n} items or ranges of items", len(listed))
    said = ngettext(
        "{n} of them was not read: it is in no public text that we found.",
        "{n} of them were not read: they are in no public text that we found.", unread,
    )  # fmt: skip
    return [
        html.H2(_("The Vienna Declaration, item by item"), className="pillar-title", id="declaration"),
        html.P(f"{whole}. {said}", className="pillar-sub"),
        html.Div([_of_pillar(pillar, found, promises, chosen, view) for pillar in PILLARS], className="item-columns"),
    ]


def is_unread(completeness: str) -> bool:
    return completeness.startswith(UNREAD)


def _of_pillar(pillar: str, found: Progress, promises: Mechanism, chosen: Filter, view: View) -> html.Section:
    mine = found.items[found.items["pillar"] == pillar]
    whole = mine[mine["completeness"] == TITLE]["gist"]
    rows = [_item(row, found, promises, chosen, view) for row in mine[mine["completeness"] != TITLE].itertuples()]
    return html.Section(
        [
            html.H3(pillar_name(pillar), className="pillar-small"),
            *[html.P(gist, className="note", dir="auto") for gist in whole.dropna()],
            html.Ul(rows, className="item-list"),
        ]
    )


def _item(row, found: Progress, promises: Mechanism, chosen: Filter, view: View) -> html.Li:
    unread = is_unread(row.completeness)
    measures = found.indicators[found.indicators["item_id"] == row.item_id]
    named = promises.standing[promises.standing["item_id"] == row.item_id]
    head: list = [html.Bdi(row.item_id, className="item-id"), " "]
    head.append(html.Em(_("not read")) if unread else html.Strong(row.label, dir="auto"))
    parts: list = [html.P(head)]
    if text_or(row.gist) and not unread:
        parts.append(html.P(row.gist, dir="auto"))
    if row.completeness not in ("full", UNREAD):
        parts.append(
            html.P([_("How far it was read:"), " ", html.Span(row.completeness, dir="auto")], className="note")
        )
    parts.append(html.P([_("Measured by:"), " ", *_measures(measures, chosen, view)], className="item-by"))
    if len(named):
        parts.append(html.P([_("Named by:"), " ", *_promises(named, chosen, view)], className="item-by"))
    parts.append(html.P(evidence(row.source), className="note item-source", dir="auto"))
    return html.Li(parts, className="is-unread" if unread else None)


def _measures(frame: pd.DataFrame, chosen: Filter, view: View) -> list:
    if frame.empty:
        return [html.Span(_("nothing in this data set"), className="nothing-words")]
    keep = plain(view)
    links = [
        dcc.Link(row.name, href=link(PATH, chosen, View(lang=keep.lang, theme=keep.theme, indicator=row.indicator_id)))
        for row in frame.itertuples(index=False)
    ]
    return _with_commas(links)


def _promises(frame: pd.DataFrame, chosen: Filter, view: View) -> list:
    keep = plain(view)
    return _with_commas(
        [
            dcc.Link(html.Bdi(name), href=link(f"/recommendations/{name}", Filter(v=chosen.v), keep))
            for name in frame["recommendation_id"]
        ]
    )


def _with_commas(links: list) -> list:
    return [part for one in links for part in (one, _(", "))][:-1]


def related(promises: Mechanism, chosen: Filter, view: View) -> html.Section:
    """The ways to what belongs to the pillars."""
    keep, only = plain(view), Filter(v=chosen.v)
    ways = [
        ("/recommendations", _("Recommendations and commitments"), number(len(promises.standing))),
        ("/meetings", _("Meetings"), number(len(promises.meetings))),
        ("/proposals", _("Proposals"), ""),
        ("/questionnaires", _("Questionnaires"), ""),
    ]
    links = [
        html.Li(dcc.Link(f"{words} ({n})" if n else words, href=link(path, only, keep), className="data-button"))
        for path, words, n in ways
    ]
    return html.Section([html.H2(_("More"), className="pillar-title"), html.Ul(links, className="related-list")])
