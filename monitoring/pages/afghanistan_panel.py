"""The panel beside the map: the year's finding, the country's series, the ranking, and what else is known by place."""

from dash import html

from ..components.current import Data
from ..language import _
from .afghanistan_more import more
from .afghanistan_national import national_section


def panel(current: Data) -> html.Aside:
    return html.Aside(
        [*year_tab(current), *more(current)], className="panel af-panel", tabIndex=0,
        **{"aria-label": _("The year in words, charts and lists")},
    )  # fmt: skip


def year_tab(current: Data) -> list:
    """What stands here changes with the year, in the browser."""
    return [
        html.Section([html.H2(id="af-finding", className="section-title"), html.P(id="af-subtitle", className="section-subtitle"),
                      html.Div(id="af-checks")]),
        html.Section(id="af-card", hidden=True),
        national_section(current),
        html.Section([html.H2(id="af-ranking-title", className="af-label"), html.Div(id="af-ranking")]),
        html.Section(html.P(id="af-source", className="note")),
    ]  # fmt: skip
