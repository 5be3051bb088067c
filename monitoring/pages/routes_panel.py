"""The panel beside the map of routes: the same legs as tables, or one leg's evidence, or what a lens shows."""

import dash_mantine_components as dmc
from dash import dcc, html

from ..components.current import Data
from ..components.evidence import evidence
from ..components.icons import icon
from ..components.leg_words import definition
from ..components.link import link
from ..components.route_twins import twin_data, twin_place
from ..components.routes_of import ends_of, published_values, routes_of
from ..components.said import empty
from ..language import N_, _
from ..vocabulary.filters import Filter
from ..vocabulary.view import View
from .routes_before import before_panel
from .routes_coverage import coverage_panel
from .routes_distance import distance_panel
from .routes_estimates import estimates
from .routes_gate import gate_panel
from .routes_shares import shares_panel
from .routes_story import story

LENSES = {
    "legs": N_("Legs"), "share": N_("Corridors"), "before": N_("Before, after"), "gate": N_("Gate"),
    "distance": N_("Distance"), "coverage": N_("Who reported"),
}  # fmt: skip


def panel(view: View) -> html.Aside:
    """The switch of lenses and the place of what they show."""
    options = [{"value": name, "label": _(words)} for name, words in LENSES.items()]
    return html.Aside(
        [
            dmc.SegmentedControl(id="r-lens", data=options, value=view.lens or "legs", size="xs", fullWidth=True,
                                 **{"aria-label": _("What the panel shows")}),
            html.Div(id="routes-panel", className="routes-panel"),
        ],
        className="panel",
        tabIndex=0,
        **{"aria-label": _("Legs and their evidence")},
    )  # fmt: skip


def panel_content(current: Data, chosen: Filter, view: View) -> list:
    if view.leg:
        return leg_panel(current, chosen, view)
    if not current.select(chosen).seizures:
        return [html.Section([empty(chosen, current)]), html.Section(estimates(published_values(current.version.id)))]
    return PANELS.get(view.lens or "", legs_panel)(current, chosen, view)


def leg_panel(current: Data, chosen: Filter, view: View) -> list:
    """The evidence of the chosen leg over all else, with the way back and the leg's own page."""
    keep = View(ends=view.ends, lang=view.lang, theme=view.theme)
    back = html.Button([icon("back"), _("Back to all legs")], type="button", className="back", **{"data-leg": ""})
    page = dcc.Link(_("This leg's own page"), href=link(f"/route/{view.leg}", view=keep), className="leg-page")
    return [html.Section([back, *evidence(current, chosen, view), html.P(page)], className="evidence")]


def legs_panel(current: Data, chosen: Filter, view: View) -> list:
    found = routes_of(current, chosen, view)
    twin = view.twin or "matrix"
    return [
        html.Section(
            [
                html.H2(_("What the map shows"), className="section-title"),
                html.P(story(current, chosen, view, found), className="story"),
                html.P(
                    [definition(ends_of(view)), " ", _("Seizures show work done, not the size of the flow.")],
                    className="note",
                ),
            ]
        ),
        html.Section(
            [
                html.H2(_("The same legs as a table"), className="section-title"),
                *twin_place(current, chosen, view, twin),
                dcc.Store("twin-data", data=twin_data(current, chosen, found, view, twin)),
            ],
            className="twins",
        ),
        html.Section(estimates(published_values(current.version.id))),
    ]


PANELS = {
    "share": shares_panel,
    "before": before_panel,
    "gate": gate_panel,
    "distance": distance_panel,
    "coverage": coverage_panel,
}
