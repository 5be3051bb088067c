"""The lens of a gate: what was seized on each side of a line across a border or a strait, and where it was going."""

import pandas as pd
from dash import html

from ..components.current import Data
from ..figures import lens_areas
from ..language import _, listed, ngettext, number
from ..measures.gate import BAND_KM, Gate, Side, bands, gate, side_name, told
from ..vocabulary.countries import country_label
from ..vocabulary.drugs import drug_name
from ..vocabulary.filters import Filter
from ..vocabulary.units import amount_words
from ..vocabulary.view import View
from .routes_form import form, place_fields

NAMED = 6


def presets() -> dict[str, str]:
    """Lines across well-known borders and straits; ends are ours."""
    return {
        _("Afghanistan and Iran"): "61.2,35.6,61.6,30.0",
        _("Amu Darya and Panj"): "65.0,37.4,71.3,37.9",
        _("Strait of Hormuz"): "56.9,27.2,56.4,25.9",
        _("Bosporus and Dardanelles"): "29.3,41.3,26.0,39.9",
    }


def gate_panel(current: Data, chosen: Filter, view: View) -> list:
    head = [
        html.H2(_("A gate"), className="section-title"),
        html.P(
            _(
                "Draw a line across a border or a strait: what was seized within {km} km on each side of it, and where it was "
                "said to be going.",
                km=number(BAND_KM),
            ),
            className="section-subtitle",
        ),
        html.Button(_("Draw it on the map"), type="button", className="draw-button", **{"data-draw": "line"}),
        *form("gate", place_fields(second=True), view.gate, presets()),
    ]
    if not view.gate:
        return [html.Section(head)]
    found = gate(current.columns, current.select(chosen), view.gate)
    if not any(side.selection.seizures for side in found.sides):
        nothing = _(
            "Nothing of this filter was seized within {km} km of this line. Move or lengthen it, or widen the filter.",
            km=number(BAND_KM),
        )
        return [html.Section([*head, html.P(nothing, role="status", className="empty-title")])]
    return [
        html.Section(head),
        html.Section(
            [
                html.Div([_side(current, side) for side in found.sides], className="two-sides"),
                html.P(_rest(found), className="note"),
            ]
        ),
    ]


def gate_areas(view: View) -> dict:
    return bands(view.gate) if view.gate else lens_areas.NOTHING


def _rest(found: Gate) -> str:
    unsure = sum(side.inexact for side in found.sides)
    said = [
        ngettext("{n} seizure of the filter is elsewhere", "{n} seizures of the filter are elsewhere", found.beyond),
        ngettext("{n} has no point", "{n} have no point", found.unplaced),
    ]
    rest = _("{list}.", list=listed(said))
    if unsure:
        rest += " " + ngettext(
            "{n} here is known to the province or sea only.", "{n} here are known to the province or sea only.", unsure
        )
    return rest


def _side(current: Data, side: Side) -> html.Div:
    said = told(current.columns, side)
    seizures = ngettext("{n} seizure", "{n} seizures", side.selection.seizures)
    amounts = [amount_words(row.quantity, row.kind) for row in said.amounts.itertuples() if pd.notna(row.quantity)]
    rows = [
        (_("Amounts, kind by kind"), listed(amounts) or _("none stated")),
        (_("Substances"), _counts(said.drugs, drug_name)),
        (_("Left from"), _counts(said.departures, country_label)),
        (_("Bound for"), _counts(said.destinations, country_label)),
    ]
    return html.Div(
        [
            html.H3(side_name(side.compass), className="evidence-title"),
            html.P(html.Strong(seizures)),
            html.Dl([part for term, words in rows for part in (html.Dt(term), html.Dd(words))], className="side-facts"),
        ]
    )


def _counts(found: pd.DataFrame, naming) -> str:
    """The commonest, the not stated last, each with its number of seizures."""
    known = found.dropna(subset=["value"])
    said = [f"{naming(row.value)} {number(row.seizures)}" for row in known.head(NAMED).itertuples()]
    left = len(known) - len(said)
    if left > 0:
        said.append(ngettext("{n} more", "{n} more", left))
    unstated = int(found.loc[found["value"].isna(), "seizures"].sum())
    if unstated:
        said.append(_("not stated {n}", n=number(unstated)))
    return ", ".join(said) or _("none")
