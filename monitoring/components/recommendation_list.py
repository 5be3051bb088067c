"""The list of recommendations: as one table that can be put in any order, or in groups; every row leads to its life cycle."""

from dataclasses import replace

import pandas as pd
from dash import dcc, html

from ..language import N_, _, digits, ngettext
from ..measures.recommendations import by_status, narrowed
from ..vocabulary.filters import Filter
from ..vocabulary.life_cycle import (
    ALL_PILLARS,
    GROUPINGS,
    NOT_STATED,
    PILLARS,
    STATUSES,
    origin_name,
    pillar_name,
    pillars_words,
    status_name,
)
from ..vocabulary.view import View
from .life_marks import as_of, choice, mark, text_or
from .link import link
from .recommendation_counts import PATH, sentence
from .recommendations_of import Mechanism, narrowed_by

_HEADS = {
    "number": N_("No."), "": N_("What"), "pillar": N_("Pillar"), "addressee": N_("Addressee"), "due": N_("Due"),
    "status": N_("Status"), "said": N_("Said as of"),
}  # fmt: skip
_COLUMNS = {"number": "position", "pillar": "pillars", "addressee": "addressee", "due": "due_on", "said": "as_of"}
_GROUPS = {
    "status": N_("Status"),
    "pillar": N_("Pillar"),
    "addressee": N_("Addressee"),
    "origin": N_("Where it was made"),
}


def chips(found: Mechanism, chosen: Filter, view: View) -> html.Div:
    """Links that narrow by status and that group; the one in force is marked and takes itself back."""
    counts = by_status(narrowed(found.standing, replace(narrowed_by(view), status=None)))
    statuses = [
        _chip(f"{status_name(status)} {digits(str(counts[status]))}",
              replace(view, status=None if view.status == status else status), view.status == status, chosen)
        for status in (*STATUSES, NOT_STATED)
        if counts[status] or view.status == status
    ]  # fmt: skip
    groups = [_chip(_("One table"), replace(view, by=None), view.by is None, chosen)]
    groups += [_chip(_(_GROUPS[name]), replace(view, by=name), view.by == name, chosen) for name in GROUPINGS]
    return html.Div(
        [
            html.Nav([html.Span(word, className="chips-name"), *links], **{"aria-label": word}, className="chips")
            for word, links in ((_("Status"), statuses), (_("Grouped by"), groups))
        ]
    )  # fmt: skip


def _chip(words: str, view: View, chosen_now: bool, chosen: Filter) -> dcc.Link:
    return choice([words], link(PATH, chosen, view), "chip-link", chosen_now)


def rows(found: Mechanism, chosen: Filter, view: View) -> html.Div:
    """The rows that the link asks for, in its order and groups; says so when there is none."""
    shown = ordered(narrowed(found.standing, narrowed_by(view)), view.order)
    kept = View(by=view.by, order=view.order, lang=view.lang, theme=view.theme)
    clear = dcc.Link(_("Show all"), href=link(PATH, chosen, kept)) if narrowed_by(view) != narrowed_by(kept) else None
    head = html.P(
        [html.Strong(sentence(found, len(shown), view)), " ", clear], role="status", className="life-sentence"
    )
    if shown.empty:
        return html.Div([head, html.P(_("Nothing matches. Take one word or choice back."), className="empty")])
    if view.by is None:
        return html.Div([head, table(shown, chosen, view, _("Recommendations and commitments"))])
    parts: list = [head]
    for name, part in grouped(shown, view.by):
        title = f"{name} · {ngettext('{n} row', '{n} rows', len(part))}"
        parts.append(html.Section([html.H3(title), table(part, chosen, view, title)], className="life-group"))
    return html.Div(parts)


def ordered(frame: pd.DataFrame, order: str | None) -> pd.DataFrame:
    """By a name of vocabulary.life_cycle.ORDERS, "-" in front for descending; what has no value comes last both ways."""
    name = (order or "number").removeprefix("-")
    up = not (order or "").startswith("-")
    if name == "status":
        rank = {status: at for at, status in enumerate((*STATUSES, NOT_STATED))}
        keys = frame["status"].map(rank)
    else:
        keys = frame[_COLUMNS[name]]
    return frame.loc[keys.sort_values(ascending=up, kind="stable", na_position="last").index]


def grouped(frame: pd.DataFrame, by: str) -> list[tuple[str, pd.DataFrame]]:
    """Name and rows of each group. What names several pillars stands in each of them."""
    if by == "pillar":
        sets = [
            (pillar_name(one), frame["pillars"].map(lambda said, one=one: one in said.split(";")))
            for one in (ALL_PILLARS, *PILLARS)
        ]
    elif by == "status":
        sets = [(status_name(one), frame["status"] == one) for one in (*STATUSES, NOT_STATED)]
    else:
        values = frame[by].fillna("")
        named = (
            dict.fromkeys(values)
            if by == "origin"
            else dict.fromkeys(sorted(values, key=lambda word: (not word, word)))
        )
        sets = [((origin_name(one) if by == "origin" else one) or _("Nobody is named"), values == one) for one in named]
    return [(name, frame[mask]) for name, mask in sets if mask.any()]


def table(frame: pd.DataFrame, chosen: Filter, view: View, caption: str) -> html.Div:
    head = html.Thead(html.Tr([_head(name, chosen, view) for name in _HEADS]))
    body = html.Tbody([_row(row, chosen, view) for row in frame.itertuples()])
    named = html.Caption(caption, className="visually-hidden")
    return html.Div(
        html.Table([named, head, body], className="facts-table life-list"), className="scroll-x", tabIndex=0
    )


def _head(name: str, chosen: Filter, view: View) -> html.Th:
    if not name:
        return html.Th(_(_HEADS[name]), scope="col")
    now = view.order or "number"
    up, down = now == name, now == f"-{name}"
    there = replace(view, order=f"-{name}" if up else None if name == "number" else name)
    sort = {"aria-sort": "ascending" if up else "descending"} if up or down else {}
    return html.Th(dcc.Link(_(_HEADS[name]), href=link(PATH, chosen, there), className="sort"), scope="col", **sort)


def _row(row, chosen: Filter, view: View) -> html.Tr:
    name = row.recommendation_id
    where = (
        _("para {paragraph}", paragraph=digits(row.paragraph)) if text_or(row.paragraph) else origin_name(row.origin)
    )
    return html.Tr(
        [
            html.Th([html.Bdi(name), html.Span(where, className="life-where")], scope="row"),
            html.Td(dcc.Link(row.gist, href=link(f"{PATH}/{name}", chosen, view)), dir="auto", className="life-gist"),
            html.Td(pillars_words(row.pillars), **{"data-label": _("Pillar")}),
            html.Td(text_or(row.addressee), dir="auto", **{"data-label": _("Addressee")}),
            html.Td(_due(row), **{"data-label": _("Due")}),
            html.Td(_status(row), **{"data-label": _("Status")}),
            html.Td(
                as_of(row.as_of, row.as_of_precision) if row.status != NOT_STATED else "",
                **{"data-label": _("Said as of")},
            ),
        ]
    )


def _due(row) -> list | None:
    if not text_or(row.due_reported):
        return None
    late = [" ", html.Span(_("overdue"), className="life-overdue")] if row.overdue else []
    return [html.Bdi(text_or(row.due_reported)), *late]


def _status(row) -> list:
    word = text_or(row.status_reported)
    return [mark(row.status), *([html.Span(f"“{word}”", className="life-word", dir="ltr")] if word else [])]
