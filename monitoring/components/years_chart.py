"""Seizures a year as bars with their years, for a page that has no slider; the table below holds the same."""

from dash import dcc, html

from ..figures import charts
from ..figures.theme import Theme
from ..language import _
from ..measures.kernels import Selection, counts
from .current import Data
from .panel import CHART_OPTIONS, twin


def years_section(current: Data, selection: Selection, theme: Theme) -> list:
    """Heading, chart and table of a selection; nothing for one without a seizure."""
    if not selection.seizures:
        return []
    found = counts(current.columns, selection, "year")
    yearly = found.rename(columns={"value": "year"})
    figure = charts.years(yearly, None, None, theme, axis=True)
    graph = dcc.Graph(figure=figure, config=CHART_OPTIONS, className="brush-bars")
    return [
        html.H2(_("Seizures a year")),
        html.Div(graph, role="img", **{"aria-label": charts.years_words(yearly, None, None)}),
        twin(_("Seizures a year"), found, "year"),
    ]
