"""The sentence bar of the pillars: what the page shows, in words whose bold parts unfold what may be chosen instead."""

from collections.abc import Sequence
from dataclasses import replace

import dash_mantine_components as dmc
from dash import html

from ..language import _, digits
from ..vocabulary.filters import Filter
from ..vocabulary.indicators import BASELINE_YEAR
from ..vocabulary.life_cycle import ALL_PILLARS, PILLARS, pillar_name
from ..vocabulary.view import View
from .icons import icon
from .life_marks import choice
from .link import link
from .menu import menu
from .pillars_of import PATH, Progress, areas_words, baseline_of, level_of_view

BASELINES = range(2010, 2021)


def sentence(found: Progress, areas: Sequence[str], chosen: Filter, view: View) -> list:
    """The parts of the sentence. Its whole is `words`."""
    pillars = _part(_pillars_words(view), _("Choose a pillar"), _pillar_ways(chosen, view))
    which = _part(areas_words(found, chosen, view, len(areas)), _("Choose areas"), _area_ways(found, chosen, view))
    year = _part(digits(str(baseline_of(view))), _("Choose the baseline"), _baseline_ways(chosen, view))
    said = _(
        "Progress on {pillars} of the Vienna Declaration for {areas}, baseline {year}.",
        pillars="\0",
        areas="\1",
        year="\2",
    )
    found_parts: list = []
    rest = said
    while rest:
        at = min((place for sign in "\0\1\2" if (place := rest.find(sign)) >= 0), default=-1)
        if at < 0:
            found_parts.append(html.Span(rest))
            break
        if at:
            found_parts.append(html.Span(rest[:at]))
        found_parts.append({"\0": pillars, "\1": which, "\2": year}[rest[at]])
        rest = rest[at + 1 :]
    return found_parts


def words(found: Progress, areas: Sequence[str], chosen: Filter, view: View) -> str:
    """The sentence as text, for files and the browser's history."""
    return _(
        "Progress on {pillars} of the Vienna Declaration for {areas}, baseline {year}.",
        pillars=_pillars_words(view), areas=areas_words(found, chosen, view, len(areas)), year=baseline_of(view),
    )  # fmt: skip


def _pillars_words(view: View) -> str:
    if view.pillar in (None, ALL_PILLARS):
        return _("four pillars")
    return _("pillar {name}", name=pillar_name(str(view.pillar)))


def _part(text: str, name: str, ways: list) -> html.Details:
    """A word of the sentence that unfolds a list of links."""
    summary = html.Summary(text, className="sentence-part", **{"aria-label": f"{text}. {name}"})
    return html.Details([summary, html.Ul(ways, className="menu-box sentence-ways")], className="menu sentence-menu")


def _way(text: str, chosen: Filter, view: View, now: bool) -> html.Li:
    return html.Li(choice([text], link(PATH, chosen, replace(view, area=None)), "menu-link", now))


def _pillar_ways(chosen: Filter, view: View) -> list:
    every = _way(_("All four pillars"), chosen, replace(view, pillar=None, indicator=None), view.pillar is None)
    one = [
        _way(pillar_name(pillar), chosen, replace(view, pillar=pillar, indicator=None), view.pillar == pillar)
        for pillar in PILLARS
    ]
    return [every, *one]


def _area_ways(found: Progress, chosen: Filter, view: View) -> list:
    level = level_of_view(view)
    plain = replace(view, level=None, among=None)
    none = replace(chosen, group=())
    opens = level == "country" and not chosen.group and view.among is None
    ways = [
        _way(_("Countries on the routes, as this page opens"), none, plain, opens),
        _way(_("Every country that has a value"), none, replace(plain, among="all"), view.among == "all"),
    ]
    named = found.current.groups[["group", "name"]].drop_duplicates("group")
    ways += [
        _way(_(row.name), replace(chosen, group=(row.group,)), plain, chosen.group == (row.group,))
        for row in named.itertuples(index=False)
    ]
    ways += [
        _way(_("Regions"), none, replace(plain, level="region"), level == "region"),
        _way(_("The world"), none, replace(plain, level="global"), level == "global"),
    ]
    return ways


def _baseline_ways(chosen: Filter, view: View) -> list:
    return [
        _way(
            digits(str(year)),
            chosen,
            replace(view, against=None if year == BASELINE_YEAR else year),
            baseline_of(view) == year,
        )
        for year in BASELINES
    ]


def bar(parts: list, chosen: Filter, view: View) -> html.Div:
    return html.Div(
        [
            html.H1(parts, id="pillars-sentence", className="sentence"),
            html.Div(
                [
                    dmc.Button(_("Copy link"), id="copy-link", variant="default", size="xs", leftSection=icon("link"),
                               **{"data-done": _("Copied")}),
                    menu(_("Download"), [html.P(_("What is on the screen, with sources and this sentence."), className="menu-note"),
                                         html.Div(downloads(chosen, view), id="pillars-downloads")], leading="download"),
                ],
                className="sentence-actions",
            ),
        ],
        className="sentence-bar",
    )  # fmt: skip


def downloads(chosen: Filter, view: View) -> list:
    """Plain links: they work by keyboard and without the dashboard's code."""
    files = (
        ("standing", _("Indicators: baseline, latest, status and formula")),
        ("values", _("Every value of these indicators and areas")),
        ("matrix", _("Freshness matrix")),
    )
    return [
        html.A(
            [html.Span(label, className="menu-name"), html.Span(".csv", className="menu-hint")],
            href=link(f"/download/pillars-{name}.csv", chosen, replace(view, area=None, at=None)),
            className="menu-link",
        )
        for name, label in files
    ]
