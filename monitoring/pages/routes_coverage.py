"""The lens of coverage: who reported in these years, so that silence is not read as absence."""

import pandas as pd
from dash import html

from ..components.current import Data
from ..figures import coverage_layers
from ..figures.basemap import Command
from ..figures.legends import LegendGroup
from ..figures.theme import Theme
from ..language import _, listed, ngettext, number
from ..measures.kernels import counts
from ..measures.who_reported import period_of, silent, who_reported
from ..vocabulary.countries import country_label
from ..vocabulary.dates import period_words
from ..vocabulary.filters import Filter
from ..vocabulary.view import View

NONE = pd.DataFrame({"iso3": pd.Series(dtype="str"), "seizures": pd.Series(dtype="int64")})


def coverage_panel(current: Data, chosen: Filter, view: View) -> list:
    reported = who_reported(current.columns, chosen)
    quiet = sorted(country_label(iso3) for iso3 in silent(reported["iso3"]))
    rows = [
        html.Tr([html.Th(country_label(row.iso3), scope="row"), html.Td(number(row.seizures), className="number")])
        for row in reported.itertuples()
    ]
    heads = html.Tr([html.Th(_("Country"), scope="col"), html.Th(_("Seizures"), scope="col", className="number")])
    table = html.Table([html.Thead(heads), html.Tbody(rows)], className="legs-list")
    return [
        html.Section(
            [
                html.H2(_("Who reported"), className="section-title"),
                html.P(
                    _("Countries where seizures of this record were made, of any substance, {period}. Only its years count.",
                      period=period_words(chosen.from_, chosen.to)),
                    className="section-subtitle",
                ),
                html.P([coverage_layers.coverage_words(reported, quiet), " ", _without_country(current, chosen)]),
                html.P(_("Hatched: no record in these years. Nothing reached this record; that is not nothing seized."),
                       className="caveat"),
                html.Div(table, className="matrix-scroll", tabIndex=0),
            ]
        ),
        html.Section(
            html.Details([html.Summary(_("Countries without a record")), html.P(listed(quiet))]),
        ),
    ]  # fmt: skip


def _without_country(current: Data, chosen: Filter) -> str:
    """Seizures of these years that are no country's: at sea, or not stated."""
    found = counts(current.columns, current.select(period_of(chosen)), "country")
    n = int(found.loc[found["value"].isna(), "seizures"].sum())
    return (
        ngettext("{n} more is at sea, or of no stated country.", "{n} more are at sea, or of no stated country.", n)
        if n
        else ""
    )


def coverage_commands(current: Data, chosen: Filter, view: View) -> list[Command]:
    theme: Theme = view.theme or "light"
    if view.lens != "coverage":
        return coverage_layers.visible_commands(False)
    reported = who_reported(current.columns, chosen)
    return coverage_layers.commands(theme, reported, silent(reported["iso3"]))


def coverage_legend(current: Data, chosen: Filter, view: View) -> list[LegendGroup]:
    if view.lens != "coverage":
        return []
    return coverage_layers.legend(view.theme or "light", who_reported(current.columns, chosen))
