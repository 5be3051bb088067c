"""Where the 40 commitments of the report stand, what needs attention, and the pillars: numbers that narrow the list."""

from dataclasses import replace

import pandas as pd
from dash import dcc, html

from ..language import _, day, digits, ngettext, number
from ..measures.recommendations import SILENT_YEARS, by_pillar, by_status, by_word, silent
from ..vocabulary.filters import Filter
from ..vocabulary.life_cycle import ALL_PILLARS, PILLARS, Late, pillar_name, status_name
from ..vocabulary.view import View
from .life_marks import BAR, bar, choice, counts_words, mark
from .link import link
from .recommendations_of import Mechanism

PATH = "/recommendations"


def summary(found: Mechanism, chosen: Filter, view: View) -> html.Section:
    """The commitments of the report by status now, and in the report's own words."""
    report = found.of_report
    counts, words = by_status(report), by_word(report, found.events)
    rows = [
        html.Tr(
            [
                html.Th(mark(status), scope="row"),
                html.Td(number(counts[status]), className="number"),
                html.Td(_said(words[words["status"] == status]), dir="ltr"),
            ]
        )
        for status in BAR
        if counts[status] or (words["status"] == status).any()
    ]  # fmt: skip
    heads = (_("Our word"), _("Now"), _("The report’s own word, January 2014"))
    head = html.Thead(
        html.Tr([html.Th(word, scope="col", className="number" if at == 1 else None) for at, word in enumerate(heads)])
    )
    caption = html.Caption(_("Commitments of the report by status"), className="visually-hidden")
    title = ngettext("{n} commitment of the report", "{n} commitments of the report", len(report))
    return html.Section(
        [
            html.H2(title), bar(counts, title),
            html.Table([caption, head, html.Tbody(rows)], className="facts-table life-table"),
            html.P(_("Source: UN E/CN.7/2014/14, 2014; gists in our own words. "
                     "A status of 2014 stands until somebody says otherwise."),
                   className="note"),
        ],
        className="life-card",
    )  # fmt: skip


def _said(words: pd.DataFrame) -> str:
    return _(", ").join(f"“{row.status_reported}” {number(row.n)}" for row in words.itertuples())


def attention(found: Mechanism, chosen: Filter, view: View) -> html.Section:
    """What is overdue and what nobody has said anything of for years, of all rows."""
    overdue, quiet = int(found.standing["overdue"].sum()), int(silent(found.standing).sum())
    date = day(found.current.version.data_date)
    late: tuple[tuple[Late, int, str, str], ...] = (
        ("overdue", overdue, _("Overdue"), 
         _("The due day has passed and no source here says done or dropped. That is not the same as not done.")),
        ("silent", quiet, _("Silent"), 
         _("Neither done nor dropped, and no source here has said anything for {n} years or more, or ever.", n=SILENT_YEARS)),
    )  # fmt: skip
    items = [
        html.Li(
            [
                choice(
                    [html.Strong(number(n), className="life-number"), f" {word}"],
                    link(PATH, chosen, replace(view, late=name if view.late != name else None)),
                    "life-late",
                    view.late == name,
                ),
                html.P(why, className="note"),
            ]
        )
        for name, n, word, why in late
    ]
    title = ngettext("Of all {n} row, on {date}", "Of all {n} rows, on {date}", len(found.standing), date=date)
    return html.Section([html.H2(title), html.Ul(items, className="plain-list life-lates")], className="life-card")


def pillars(found: Mechanism, chosen: Filter, view: View) -> html.Section:
    """A strip for what concerns all pillars, then the four; each narrows the list. Of the commitments of the report."""
    report = found.of_report
    counted = by_pillar(report)
    strip = _pillar(ALL_PILLARS, counted[ALL_PILLARS], len(report), chosen, view)
    four = [_pillar(pillar, counted[pillar], len(report), chosen, view) for pillar in PILLARS]
    return html.Section(
        [html.H2(_("By pillar")), strip, html.Div(four, className="pillar-four")], className="life-card pillar-card"
    )


def _pillar(pillar: str, counts: dict[str, int], of: int, chosen: Filter, view: View) -> dcc.Link:
    n, name = sum(counts.values()), pillar_name(pillar)
    words = _("{n} of the {all}", n=number(n), all=number(of))
    said = [
        html.Span([html.Strong(name), f" · {words}"], className="pillar-name"), bar(counts, name),
        html.Span(counts_words(counts), className="note"),
    ]  # fmt: skip
    there = link(PATH, chosen, replace(view, pillar=pillar if view.pillar != pillar else None))
    return choice(said, there, "pillar-strip" if pillar == ALL_PILLARS else "pillar-one", view.pillar == pillar)


def sentence(found: Mechanism, n: int, view: View) -> str:
    """How many rows are shown, and by what they are narrowed."""
    said = [ngettext("{n} recommendation or commitment", "{n} recommendations and commitments", n)]
    if view.status:
        said.append(_("status: {status}", status=status_name(view.status)))
    if view.pillar:
        said.append(_("pillar: {pillar}", pillar=pillar_name(view.pillar)))
    if view.addressee:
        said.append(_("addressed to: {whom}", whom=view.addressee))
    if view.words:
        said.append(_("with the words: {words}", words=view.words))
    if view.late:
        said.append(
            _("Overdue") if view.late == "overdue" else _("Silent for {n} years or more", n=digits(str(SILENT_YEARS)))
        )
    return " · ".join(said)
