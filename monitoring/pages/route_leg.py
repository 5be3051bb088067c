"""The page of one leg: its evidence, its years, and the legs before and after it."""

import pandas as pd
from dash import dcc, html

from ..components.current import Data
from ..components.evidence import evidence
from ..components.leg_words import definition, leg_name
from ..components.link import link
from ..components.routes_of import ends_of, routes_of, selection_of_leg
from ..components.years_chart import years_section
from ..language import _, ngettext
from ..vocabulary.filters import Filter
from ..vocabulary.view import View

NEIGHBOURS = 12


def head(current: Data, chosen: Filter, view: View, leg: str) -> list:
    return []


def main(current: Data, chosen: Filter, view: View, leg: str) -> list:
    return [*evidence(current, chosen, view, html.H1), html.P(definition(ends_of(view)), className="note")]


def side(current: Data, chosen: Filter, view: View, leg: str) -> list:
    """Seizures a year, the other meaning of a leg, and neighbours."""
    return [
        *years_section(current, selection_of_leg(current, chosen, view), view.theme or "light"),
        *_other_meaning(current, chosen, view, leg),
        *_neighbours(current, chosen, view, leg),
    ]


def drawn(current: Data, chosen: Filter, view: View, leg: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The leg with those that follow it or lead to it."""
    found = routes_of(current, chosen, View(ends=view.ends, once="shown"))
    start, _dash, end = leg.partition("-")
    legs = found.legs
    near = legs[(legs["leg"] == leg) | (legs["start"] == end) | (legs["end"] == start)]
    own = found.stubs[found.stubs["node"].isin([node for node in (start, end) if node])]
    return near, own


def _other_meaning(current: Data, chosen: Filter, view: View, leg: str) -> list:
    """The same pair under the other meaning of a leg gives another number, so both are told."""
    other = View(
        ends="destination" if ends_of(view) == "seizure" else "seizure", leg=leg, lang=view.lang, theme=view.theme
    )
    n = selection_of_leg(current, chosen, other).seizures
    words = ngettext("{n} seizure", "{n} seizures", n)
    said = (
        _("Counted by where it was bound for, the same pair has {n}.", n=words)
        if other.ends == "destination"
        else _("Counted by where it was seized, the same pair has {n}.", n=words)
    )
    return [
        html.P(
            [
                said,
                " ",
                dcc.Link(
                    _("Show it so"),
                    href=link(f"/route/{leg}", chosen, View(ends=other.ends, lang=view.lang, theme=view.theme)),
                ),
            ]
        )
    ]


def _neighbours(current: Data, chosen: Filter, view: View, leg: str) -> list:
    start, _dash, end = leg.partition("-")
    legs = routes_of(current, chosen, View(ends=view.ends, once="shown")).legs
    groups = {
        _("Legs that lead to it"): legs[(legs["end"] == start) & (legs["leg"] != leg)] if start else legs.iloc[:0],
        _("Legs that go on from it"): legs[(legs["start"] == end) & (legs["leg"] != leg)] if end else legs.iloc[:0],
    }
    keep = View(ends=view.ends, lang=view.lang, theme=view.theme)
    made: list = []
    for title, found in groups.items():
        if len(found):
            made += [
                html.H2(title),
                html.Ul([_neighbour(row, chosen, keep) for row in found.head(NEIGHBOURS).itertuples()]),
            ]
    return made


def _neighbour(row, chosen: Filter, keep: View) -> html.Li:
    words = ngettext("{n} seizure", "{n} seizures", row.seizures) if row.seizures else _("in documents only")
    return html.Li([dcc.Link(leg_name(row.leg), href=link(f"/route/{row.leg}", chosen, keep)), f": {words}"])
