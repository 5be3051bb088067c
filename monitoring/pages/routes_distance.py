"""The lens of distance: what was seized within so many kilometres of a point, and how far from Afghanistan."""

import pandas as pd
from dash import html

from ..components.current import Data
from ..components.evidence import record_rows
from ..figures import lens_areas
from ..language import _, ngettext, number
from ..measures.distance import INSIDE, UNPLACED, by_distance, within
from ..measures.geodesics import circle
from ..measures.kernels import largest, totals
from ..vocabulary.filters import Filter
from ..vocabulary.units import amount_words
from ..vocabulary.view import View
from .routes_form import form, place_fields

SHOWN = 15


def presets() -> dict[str, str]:
    return {
        _("Kabul, 300 km"): "69.17,34.53,300",
        _("Herat, 250 km"): "62.2,34.35,250",
        _("Gwadar, 400 km"): "62.32,25.12,400",
        _("Istanbul, 300 km"): "28.98,41.01,300",
    }


def distance_panel(current: Data, chosen: Filter, view: View) -> list:
    radius = {"label": _("Kilometres"), "type": "number", "step": "any", "min": 1, "max": 10_000}
    head = [
        html.H2(_("Within a distance"), className="section-title"),
        html.P(
            _("Everything within so many kilometres of a point, along the shortest way over the earth."),
            className="section-subtitle",
        ),
        *form("near", [*place_fields(second=False), radius], view.near, presets()),
    ]
    found = _within(current, chosen, view) if view.near else []
    return [html.Section([*head, *found]), html.Section(_from_afghanistan(current, chosen))]


def circle_areas(view: View) -> dict:
    return lens_areas.circle(circle(*view.near)) if view.near else lens_areas.NOTHING


def _within(current: Data, chosen: Filter, view: View) -> list:
    assert view.near is not None
    found = within(current.columns, current.select(chosen), *view.near)
    km = number(view.near[2])
    rest = ngettext(
        "{n} seizure of the filter has no point.", "{n} seizures of the filter have no point.", found.unplaced
    )
    if not found.selection.seizures:
        nothing = _(
            "Nothing of this filter was seized within {km} km of this point. Widen the circle or the filter.", km=km
        )
        return [html.P(nothing, role="status", className="empty-title"), html.P(rest, className="note")]
    sums = totals(current.columns, found.selection)
    amounts = [amount_words(row.quantity, row.kind) for row in sums.itertuples() if pd.notna(row.quantity)]
    words = ngettext("{n} seizure within {km} km", "{n} seizures within {km} km", found.selection.seizures, km=km)
    if found.inexact:
        rest += " " + ngettext(
            "{n} here is known to the province or sea only.",
            "{n} here are known to the province or sea only.",
            found.inexact,
        )
    rows = largest(current.columns, found.selection, SHOWN)
    return [
        html.P([html.Strong(words), ": ", ", ".join(amounts)]),
        html.P(rest, className="note"),
        html.H3(_("Largest first"), className="evidence-title"),
        record_rows(current.rows(rows), View(lang=view.lang, theme=view.theme)),
    ]


def _from_afghanistan(current: Data, chosen: Filter) -> list:
    """Bars of count and of mass by band, each on its own scale, as a table that is its own twin."""
    bands = by_distance(current.columns, current.select(chosen))
    most, heaviest = (
        max(int(bands["seizures"].max()), 1),
        float(bands["mass_kg"].max()) if bands["mass_kg"].notna().any() else 1.0,
    )
    body = [
        html.Tr(
            [
                html.Th(_band(row), scope="row"),
                html.Td(number(row.seizures), className="number"),
                html.Td(_bar(row.seizures / most), className="bar-cell"),
                html.Td(
                    amount_words(row.mass_kg, "mass") if pd.notna(row.mass_kg) else _("no weight"), className="number"
                ),
                html.Td(_bar(row.mass_kg / heaviest if pd.notna(row.mass_kg) else 0), className="bar-cell"),
            ]
        )
        for row in bands.itertuples()
    ]
    heads = [
        html.Th(_("From the border"), scope="col"),
        html.Th(_("Seizures"), scope="col", colSpan=2),
        html.Th(_("Weight"), scope="col", colSpan=2),
    ]
    table = html.Table([html.Thead(html.Tr(heads)), html.Tbody(body)], className="distance-table")
    note = _(
        "Kilometres from the nearest point of Afghanistan's border. The two scales differ. A province or sea counts where its "
        "point stands."
    )
    return [
        html.H2(_("By distance from Afghanistan"), className="section-title"),
        html.P(note, className="section-subtitle"),
        table,
    ]


def _band(row) -> str:
    if row.band == INSIDE:
        return _("inside Afghanistan")
    if row.band == UNPLACED:
        return _("no point known")
    if pd.isna(row.to_km):
        return _("more than {km} km", km=number(row.from_km))
    return _("{low} to {high} km", low=number(row.from_km), high=number(row.to_km))


def _bar(share: float) -> html.Span:
    return html.Span(className="plain-bar", style={"width": f"{100 * max(share, 0):.1f}%"})
