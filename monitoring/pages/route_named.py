"""The page of a named route: its branches, legs in order with what they rest on, seizures along it, and its neighbours."""

import pandas as pd
from dash import dcc, html

from ..components.corridors_of import along, corridors_of
from ..components.current import Data, engine
from ..components.evidence import record_rows
from ..components.leg_words import leg_name
from ..components.link import link
from ..components.routes_of import published_legs, published_values, routes_of
from ..components.years_chart import years_section
from ..figures.route_words import node_name
from ..language import _, listed, ngettext, number
from ..measures.kernels import Selection, largest
from ..store.routes import leg_evidence_of
from ..vocabulary.corridors import CORRIDORS, branch_name, corridor_name
from ..vocabulary.filters import Filter
from ..vocabulary.view import View
from .routes_estimates import estimates

SHOWN = 20


def head(current: Data, chosen: Filter, view: View, route: str) -> list:
    return [html.H1(corridor_name(route)), html.P(_description(current, chosen, route), className="story")]


def _description(current: Data, chosen: Filter, route: str) -> str:
    """Computed from the record: branches, countries, what is published, and what is seized along it."""
    legs, branches = _legs(current, route), corridors_of(current)
    drawn = branches[branches["corridor"] == route]
    countries = {*legs["from_iso3"], *legs["to_iso3"]}
    n = _seizures(current, chosen, route).seizures
    said = [
        ngettext("{n} branch is drawn by us", "{n} branches are drawn by us", len(drawn)),
        ngettext(
            "documents name {n} leg", "documents name {n} legs", len(set(zip(legs["from_iso3"], legs["to_iso3"])))
        ),
        ngettext("across {n} country", "across {n} countries", len(countries)),
    ]
    first = _("{branches}; {legs} {countries}.", branches=said[0], legs=said[1], countries=said[2])
    second = ngettext(
        "{n} seizure of this filter belongs to it, by the legs that its record states or by its place.",
        "{n} seizures of this filter belong to it, by the legs that their records state or by their place.", n,
    )  # fmt: skip
    return f"{first} {second}"


def _legs(current: Data, route: str) -> pd.DataFrame:
    legs = published_legs(current.version.id)
    return legs[legs["route"] == route]


def _seizures(current: Data, chosen: Filter, route: str) -> Selection:
    return along(current, current.select(chosen), route)


def main(current: Data, chosen: Filter, view: View, route: str) -> list:
    return [*_branches(current, chosen, view, route), *_along(current, chosen, view, route)]


def side(current: Data, chosen: Filter, view: View, route: str) -> list:
    values = published_values(current.version.id)
    own = values[values["route"].str.casefold().str.startswith(route)]
    shown = estimates(own, opened=True) if len(own) else None
    return [
        *years_section(current, _seizures(current, chosen, route), view.theme or "light"),
        *([shown] if shown else []),
        *_neighbours(current, chosen, view, route),
    ]


def drawn(current: Data, chosen: Filter, view: View, route: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The route's legs, each by the strongest that it rests on."""
    pairs = {f"{leg.from_iso3}-{leg.to_iso3}" for leg in _legs(current, route).itertuples()}
    found = routes_of(current, chosen, View(ends=view.ends, once="shown"))
    return found.legs[found.legs["leg"].isin(pairs)], found.stubs.iloc[:0]


def _branches(current: Data, chosen: Filter, view: View, route: str) -> list:
    """A table a branch: its legs in the published order, what each rests on, seizures that state it, and who says so."""
    legs = _legs(current, route)
    counted = routes_of(current, chosen, View(ends=view.ends, once="shown")).legs.set_index("leg")["seizures"]
    with engine().connect() as db:
        said = leg_evidence_of(db, legs["leg_id"].tolist())
    made: list = [html.H2(_("Legs in order"))]
    for branch, rows in legs.groupby("branch", sort=False):
        made.append(html.H3(_(str(branch))))
        made.append(_leg_table(rows, counted, chosen, view))
        citations = said[said["leg_id"].isin(rows["leg_id"])]["citation"].drop_duplicates()
        made += [html.P([_("Source: "), html.Span(one, dir="auto")], className="evidence-source") for one in citations]
    return made


def _leg_table(rows: pd.DataFrame, counted: pd.Series, chosen: Filter, view: View) -> html.Table:
    keep = View(ends=view.ends, lang=view.lang, theme=view.theme)
    heads = (_("Leg"), _("Published as"), _("Seizures that state it"))
    words = {"published": _("pair of countries"), "interpreted": _("our reading of a list"), "reported": _("records")}
    body = []
    for row in rows.itertuples():
        leg = f"{row.from_iso3}-{row.to_iso3}"
        n = int(counted.get(leg, 0))
        door = dcc.Link(leg_name(leg), href=link(f"/route/{leg}", chosen, keep))
        body.append(
            html.Tr(
                [html.Td(door), html.Td(words[row.basis]), html.Td(number(n) if n else _("none"), className="number")]
            )
        )
    head = html.Thead(html.Tr([html.Th(word, scope="col") for word in heads]))
    return html.Table([head, html.Tbody(body)], className="facts-table")


def _along(current: Data, chosen: Filter, view: View, route: str) -> list:
    selection = _seizures(current, chosen, route)
    title = html.H2(_("Seizures along it"))
    if not selection.seizures:
        return [title, html.P(_("No seizure of this filter belongs to this route."))]
    rows = largest(current.columns, selection, SHOWN)
    note = ngettext("The largest of {n} seizure.", "The largest of {n} seizures.", selection.seizures)
    return [
        title,
        html.P(note, className="section-subtitle"),
        record_rows(current.rows(rows), View(lang=view.lang, theme=view.theme)),
    ]


def _neighbours(current: Data, chosen: Filter, view: View, route: str) -> list:
    """The other routes, by the legs and countries that they share with it."""
    keep = View(ends=view.ends, lang=view.lang, theme=view.theme)
    legs = published_legs(current.version.id)
    own = _legs(current, route)
    mine = {*own["from_iso3"], *own["to_iso3"]}
    rows = []
    for other in CORRIDORS:
        theirs = legs[legs["route"] == other]
        shared = sorted(mine & {*theirs["from_iso3"], *theirs["to_iso3"]})
        if other != route and shared:
            names = listed(node_name(one) for one in shared)
            rows.append(
                html.Li(
                    [
                        dcc.Link(corridor_name(other), href=link(f"/route/{other}", chosen, keep)),
                        ": ",
                        _("meets it in {countries}", countries=names),
                    ]
                )
            )
    branches = corridors_of(current)
    own_branches = [html.Li(branch_name(name)) for name in branches.loc[branches["corridor"] == route, "name"]]
    return [
        *([html.H2(_("Neighbouring routes")), html.Ul(rows)] if rows else []),
        *([html.H2(_("Branches drawn on the map, an interpretation")), html.Ul(own_branches)] if own_branches else []),
    ]
