"""`/proposals`: the compendium, narrowed by the link; `/proposals/<id>`: one proposal and its history."""

import re
from dataclasses import replace

import pandas as pd
from dash import Dash, dcc, html

from ..components.current import Data, data, engine
from ..components.icons import icon
from ..components.life_marks import as_said, choice, evidence, mark, text_or
from ..components.link import link, read_link
from ..components.recommendations_of import plain
from ..components.things.change import change_link
from ..components.things.history import history
from ..language import _, digits, ngettext
from ..settings import settings
from ..store.meetings import meetings
from ..store.proposals import proposals
from ..vocabulary.countries import country_name
from ..vocabulary.filters import Filter
from ..vocabulary.life_cycle import ALL_PILLARS, PILLARS, STATUSES, pillar_name, pillars_words, status_name
from ..vocabulary.view import View

PATH = "/proposals"
PAGE = {"name": "proposals", "path": re.compile(rf"{PATH}(?:/(?P<name>[a-z0-9-]{{1,64}}))?"), "tab": "/pillars"}


def compendium(current: Data) -> pd.DataFrame:
    """store.proposals.proposals of a data version."""
    with engine().connect() as db:
        return proposals(db, current.number)


def exists(name: str | None) -> bool:
    return name is None or name in set(compendium(data())["proposal_id"])


def status(search: str, name: str | None) -> int:
    """200, or raises what is wrong with the link."""
    data(read_link(search)[0].v)
    return 200


def title(name: str | None) -> str:
    frame = compendium(data())
    return _("Proposals") if name is None else str(frame.set_index("proposal_id")["title"][name])


def layout(search: str, name: str | None) -> html.Article:
    chosen, view = read_link(search)
    current = data(chosen.v)
    frame = compendium(current)
    only_version = Filter(v=chosen.v)
    if name is None:
        return html.Article(_every(current, frame, only_version, view), className="prose prose-wide life-page")
    return html.Article(_one(current, frame, only_version, view, name), className="prose prose-wide life-page")


def narrowed(frame: pd.DataFrame, view: View) -> pd.DataFrame:
    """The rows of the pillar, status and words of a view; what concerns all pillars concerns each of them."""
    shown = frame
    if view.pillar:
        wanted = {view.pillar, ALL_PILLARS} if view.pillar != ALL_PILLARS else {ALL_PILLARS}
        shown = shown[shown["pillars"].map(lambda said: bool(wanted & set(said.split(";"))))]
    if view.status:
        shown = shown[shown["status"] == view.status]
    for word in (view.words or "").casefold().split():
        text = shown["title"] + " " + shown["gist"] + " " + shown["proposer"]
        shown = shown[text.str.casefold().str.contains(word, regex=False)]
    return shown


def _every(current: Data, frame: pd.DataFrame, chosen: Filter, view: View) -> list:
    keep, shown = plain(view), narrowed(frame, view)
    n = ngettext("{n} proposal", "{n} proposals", len(shown))
    clear = [" ", dcc.Link(_("Show all"), href=link(PATH, chosen, keep))] if len(shown) < len(frame) else []
    return [
        html.P(dcc.Link([icon("back"), _("Pillars")], href=link("/pillars", chosen, keep), className="back")),
        html.H1(_("Proposals")),
        html.P(_("What was proposed at conferences, by whom, and what became of it. The compendium that UNODC presented to the "
                 "partners is in no public text that we found; these are the proposals that public texts name. There were more.")),
        *change_link(current, "proposal", None, view),
        _chips(frame, chosen, view),
        html.P([html.Strong(n), *clear], role="status", className="life-sentence"),
        _table(shown, chosen, keep) if len(shown) else _nothing(),
    ]  # fmt: skip


def _nothing() -> html.P:
    return html.P(_("Nothing matches. Take one word or choice back."), className="empty")


def _chips(frame: pd.DataFrame, chosen: Filter, view: View) -> html.Div:
    pillars = [
        _chip(pillar_name(one), len(narrowed(frame, View(pillar=one))), replace(view, pillar=one if view.pillar != one else None),
              view.pillar == one, chosen)
        for one in (ALL_PILLARS, *PILLARS)
    ]  # fmt: skip
    states = [
        _chip(status_name(one), int((frame["status"] == one).sum()), replace(view, status=one if view.status != one else None),
              view.status == one, chosen)
        for one in STATUSES
        if (frame["status"] == one).any() or view.status == one
    ]  # fmt: skip
    return html.Div(
        [
            html.Nav([html.Span(word, className="chips-name"), *links], **{"aria-label": word}, className="chips")
            for word, links in ((_("Pillar"), pillars), (_("Status"), states))
        ]
    )  # fmt: skip


def _chip(words: str, n: int, view: View, chosen_now: bool, chosen: Filter) -> dcc.Link:
    return choice([f"{words} {digits(str(n))}"], link(PATH, chosen, view), "chip-link", chosen_now)


def _table(frame: pd.DataFrame, chosen: Filter, view: View) -> html.Div:
    heads = [_("Proposal"), _("Who proposed it"), _("When"), _("Pillar"), _("Status"), _("Taken up by")]
    head = html.Thead(html.Tr([html.Th(word, scope="col") for word in heads]))
    rows = [
        html.Tr(
            [
                html.Th([dcc.Link(row.title, href=link(f"{PATH}/{row.proposal_id}", chosen, view)),
                         html.P(row.gist, className="note", dir="auto")], scope="row", dir="auto"),
                *(html.Td(cell, **{"data-label": label}) for label, cell in zip(heads[1:], _cells(row, chosen, view))),
            ]
        )
        for row in frame.itertuples()
    ]  # fmt: skip
    caption = html.Caption(_("Proposals"), className="visually-hidden")
    table = html.Table([caption, head, html.Tbody(rows)], className="facts-table life-table life-list proposals-table")
    return html.Div(table, className="scroll-x", tabIndex=0, role="region", **{"aria-label": _("Proposals")})


def _cells(row, chosen: Filter, view: View) -> list:
    return [
        html.Bdi(row.proposer), as_said(row.proposed_on), pillars_words(row.pillars), mark(row.status),
        _taken_up(row, chosen, view),
    ]  # fmt: skip


def _taken_up(row, chosen: Filter, view: View) -> list:
    parts: list = []
    if text_or(row.recommendation_id):
        there = link(f"/recommendations/{row.recommendation_id}", chosen, view)
        parts.append(html.P(dcc.Link(row.recommendation_id, href=there)))
    if text_or(row.project):
        parts.append(html.P(row.project, dir="auto"))
    if _ours(row.page):
        parts.append(html.P(dcc.Link(_("Shown here"), href=link(row.page, Filter(), view))))
    return parts or [html.Span(_("Nothing that our sources name"), className="note")]


def _ours(page: object) -> bool:
    """Only an address within this dashboard is a link: what an editor writes is no way out of it."""
    return (
        isinstance(page, str)
        and re.fullmatch(r"/[a-z0-9/_-]{0,100}", page, re.IGNORECASE) is not None
        and "//" not in page
    )


def _one(current: Data, frame: pd.DataFrame, chosen: Filter, view: View, name: str) -> list:
    keep = plain(view)
    back = html.P(dcc.Link([icon("back"), _("All proposals")], href=link(PATH, chosen, keep), className="back"))
    found = frame[frame["proposal_id"] == name]
    if found.empty:
        return [back, html.P(_("This proposal is not in this data version."))]
    row = next(found.itertuples())
    with engine().connect() as db:
        named = meetings(db, current.number).set_index("meeting_id")["name"]
    met = row.meeting_id if text_or(row.meeting_id) in named.index else None
    word = f" “{row.status_reported}”" if text_or(row.status_reported) else ""
    stated = _("as of {date}", date=as_said(row.status_as_of)) if text_or(row.status_as_of) else ""
    proposer = f"{row.proposer} ({country_name(row.proposer_iso3)})" if text_or(row.proposer_iso3) else row.proposer
    said: dict[str, object] = {
        _("Who proposed it"): proposer,
        _("When"): as_said(row.proposed_on),
        _("Proposed at"): dcc.Link(named[met], href=link(f"/meetings/{met}", chosen, keep)) if met else None,
        _("What is proposed"): row.gist,
        _("Pillar"): pillars_words(row.pillars),
        _("Status"): [mark(row.status), word, " ", stated],
        _("Taken up by"): _taken_up(row, chosen, keep),
        _("Source"): evidence(row.source),
    }  # fmt: skip
    facts = [part for term, value in said.items() if value for part in (html.Dt(term), html.Dd(value, dir="auto"))]
    return [
        back, html.H1(row.title, dir="auto"), html.Dl(facts, className="data-facts"),
        *change_link(current, "proposal", name, view), html.H2(_("History")), history("proposal", name, settings().may_edit),
    ]  # fmt: skip


def register(app: Dash) -> None:
    """Nothing on these pages asks the server anything after it is drawn."""
