"""The table twins of the map of routes: matrix, flow and list hold the legs that are drawn, to the row.

The browser's code (assets/clientside/routes.js) builds the matrix and the list from `twin_data`: there may be thousands.
"""

from typing import Any, Literal

import pandas as pd
from dash import dcc, html

from ..figures import sankey
from ..figures.route_words import node_name
from ..language import N_, _, day, ngettext, number
from ..measures.chains import chains, links
from ..measures.routes import Routes
from ..vocabulary.countries import COUNTRIES, country_label
from ..vocabulary.filters import Filter
from ..vocabulary.units import amount_words
from ..vocabulary.view import View
from .current import Data
from .leg_words import leg_name
from .routes_of import on_map, sums_of

TWINS = {"matrix": N_("Matrix"), "flow": N_("Flow"), "legs": N_("List")}
NOTES = {
    "matrix": N_(
        "The lines of the map, by where they left and where they lead; a dash is a pair that only documents name. An empty "
        "cell is no line: no record, which is no proof of no traffic, or a leg seen once that is hidden."
    ),
    "legs": N_("Choose a row to see its evidence; a heading sorts."),
    "flow": N_("Every seizure once, as its record states it; what is not stated is a band of its own."),
}
BASES = {"reported": N_("records"), "published": N_("published"), "interpreted": N_("our reading")}


def twin_place(current: Data, chosen: Filter, view: View, twin: str) -> list:
    """The switch between the twins, and the one that is shown."""
    switch = html.Div(
        [
            html.Button(
                _(words), type="button", className="twin-tab",
                **{"data-twin": name, "aria-pressed": str(name == twin).lower()},
            )
            for name, words in TWINS.items()
        ],
        className="twin-tabs",
        role="group",
        **{"aria-label": _("Kind of table")},
    )  # fmt: skip
    shown = flow(current, chosen, view) if twin == "flow" else [html.Div(id="twin", className="twin")]
    return [switch, html.P(_(NOTES[twin]), className="section-subtitle"), *shown]


FLOW_BANDS, CHAINS_SHOWN = 8, 500


def flow(current: Data, chosen: Filter, view: View) -> list:
    """The diagram of the four stages, and the same chains as a table."""
    chained = chains(*sums_of(current, chosen))
    by: Literal["seizures", "mass_kg"] = "mass_kg" if view.width == "mass" else "seizures"
    found = links(chained, FLOW_BANDS, by)
    figure = sankey.sankey(found.bands, found.links, view.theme or "light", by)
    graph = dcc.Graph(id="flow", figure=figure, config={"displayModeBar": False}, className="flow", responsive=True)
    box = html.Div(graph, role="img", className="flow-box", **{"aria-label": sankey.sankey_words(chained)})
    return [box, html.P(sankey.shown_words(found.bands), className="note"), _chains_place(chained)]


def _chains_place(chained: pd.DataFrame) -> html.Details:
    """Where the browser's code puts the table of `chain_rows`."""
    left = len(chained) - CHAINS_SHOWN
    more = ngettext("{n} rarer chain is in the file of chains.", "{n} rarer chains are in the file of chains.", left)
    return html.Details(
        [
            html.Summary(_("The same as a table")),
            html.Div(id="twin", className="twin"),
            html.P(more, className="note") if left > 0 else None,
        ],
        open=True,
    )


def chain_rows(chained: pd.DataFrame) -> list[list]:
    """The commonest chains: the four stages in words ("" where not stated), seizures, kg, and both in words."""
    return [
        [
            *(_stage(stage, getattr(row, stage)) for stage in sankey.STAGES), row.seizures,
            round(row.mass_kg, 3) if pd.notna(row.mass_kg) else None, number(row.seizures),
            amount_words(row.mass_kg, "mass") if pd.notna(row.mass_kg) else "",
        ]
        for row in chained.head(CHAINS_SHOWN).itertuples()
    ]  # fmt: skip


def _stage(stage: str, nodes: object) -> str:
    return sankey.chain_words(stage, nodes) if isinstance(nodes, str) else ""


def twin_data(current: Data, chosen: Filter, found: Routes, view: View, twin: str) -> dict[str, Any]:
    """What the browser's code builds matrix, list and chains from: names of nodes, legs, stubs and chains, and words."""
    legs, stubs = on_map(found, view)
    used = dict.fromkeys([*legs["start"], *legs["end"], *stubs["node"]])
    return {
        "twin": twin,
        "names": {node: country_label(node) if node in COUNTRIES else node_name(node) for node in used},
        "legs": [_row(row) for row in legs.itertuples()] if twin != "flow" else [],
        "chains": chain_rows(chains(*sums_of(current, chosen))) if twin == "flow" else [],
        "stubs": [[row.node, row.way, row.seizures] for row in stubs.itertuples()],
        "numbers": {str(n): number(n) for n in sorted({*legs["seizures"], *stubs["seizures"]})},
        "words": {
            "from_to": _("From, to"), "unstated": _("Not stated"), "leg": _("Leg"), "basis": _("Rests on"),
            "seizures": _("Seizures"),
            "weight": _("Weight") if len(chosen.drug) == 1 else _("Weight, all substances"),
            **{stage: _(words) for stage, words in sankey.STAGES.items()}, "first": _("First"), "last": _("Last"),
            "nothing": _("No leg fits these letters."), "sort": _("Sort by {name}", name="{name}"),
            "letters": _("Only countries with these letters"), "busy": _("Busiest first"), "name": _("By name"),
            "order": _("Order"), "cell": _("{leg}: {n}", leg="{leg}", n="{n}"), "document": _("in documents only"),
        },
        "leg": view.leg,
    }  # fmt: skip


def _row(row: Any) -> list:
    """leg, start, end, basis, its words, seizures, kg, kg in words, first and last day, in words too, name."""
    weight = amount_words(row.mass_kg, "mass") if pd.notna(row.mass_kg) else ""
    first, last = (day(one.date()) if pd.notna(one) else "" for one in (row.first_day, row.last_day))
    kg = round(float(row.mass_kg), 3) if pd.notna(row.mass_kg) else None
    days = [one.date().isoformat() if pd.notna(one) else "" for one in (row.first_day, row.last_day)]
    return [
        row.leg, row.start, row.end, row.basis, _(BASES[row.basis]), row.seizures, kg, weight, *days, first, last,
        leg_name(row.leg),
    ]  # fmt: skip
