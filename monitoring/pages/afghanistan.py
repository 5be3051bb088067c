"""`/afghanistan`: poppy by province and year on a map that plays. The link is the state: year, show, against, layers, admin1.

The server sends all years once; year, show and the chosen province are then the browser's (assets/clientside/afghanistan.js),
which writes them into the link without asking. Colours, layers and a second map are the server's.
"""

import re

import dash_mantine_components as dmc
from dash import ClientsideFunction, Dash, Input, Output, State, dcc, html, no_update

from ..components.current import Data, data
from ..components.icons import icon
from ..components.link import in_language_of_link, link, read_link
from ..components.map import map_host
from ..components.map import register as register_map
from ..components.menu import menu
from ..components.publisher import boundary_note
from ..components.said import problem_words
from ..errors import FilterError, MonitorError
from ..language import _
from ..vocabulary.filters import Filter
from ..vocabulary.view import NO_LAYERS, View
from .afghanistan_map import (
    LAYERS,
    MAP,
    OTHER,
    commands,
    label,
    legend_box,
    look,
    other_map,
    picture_command,
    shown_layers,
    spec,
)
from .afghanistan_national import draw
from .afghanistan_panel import panel
from .afghanistan_years import WITHOUT_ROWS, show_names, years_payload

PAGE = {"name": "afghanistan", "path": re.compile(r"/afghanistan"), "tab": "/afghanistan"}


def exists() -> bool:
    return True


def title() -> str:
    return _("Afghanistan")


def read(search: str) -> tuple[Filter, View]:
    """The filter and the view of this page's link. FilterError for a layer or a `show` that it does not have."""
    chosen, view = read_link(search)
    shows = show_names(data(chosen.v))
    for name, value, known in (
        *(("layers", one, (*LAYERS, NO_LAYERS)) for one in view.layers or ()),
        ("show", view.show, shows),
    ):
        if value is not None and value not in known:
            raise FilterError(name, value[:40], _("Choose among: {values}.", values=", ".join(known)))
    return chosen, view


def status(search: str) -> int:
    """200, or raises what is wrong with the link."""
    read(search)
    return 200


def layout(search: str) -> html.Div:
    chosen, view = read(search)
    current = data(chosen.v)
    return html.Div(
        [
            bar(view),
            html.Div([stage(current, view), panel(current)], className="afghanistan"),
            dcc.Store("af-years", data=years_payload(current)),
            dcc.Store("af-look"),
            dcc.Store("af-year"),
            dcc.Store("af-drawn-for"),
            dcc.Store("af-opened", data=search or ""),
            html.Div(id="af-announce", role="status", className="visually-hidden"),
        ],
        className="explore-page af-page",
    )


def bar(view: View) -> html.Div:
    keep = View(lang=view.lang, theme=view.theme)
    picture = html.Button([html.Span(_("Picture of the map"), className="menu-name"), html.Span(".png", className="menu-hint")],
                          id="save-afghanistan", type="button", className="menu-link", n_clicks=0)  # fmt: skip
    sheet = dcc.Link([html.Span(_("All years on one sheet"), className="menu-name")], href=link("/afghanistan/years", view=keep),
                     className="menu-link")  # fmt: skip
    return html.Div(
        [
            html.H1(id="af-sentence", className="sentence"),
            html.Div(
                [
                    dmc.Button(_("Copy link"), id="copy-link", variant="default", size="xs", leftSection=icon("link"),
                               **{"data-done": _("Copied")}),
                    menu(_("Download"), [picture, sheet], leading="download"),
                ],
                className="sentence-actions",
            ),
        ],
        className="sentence-bar",
    )  # fmt: skip


def stage(current: Data, view: View) -> html.Div:
    host = map_host(MAP, label())
    next(part for part in host.children if getattr(part, "id", "") == f"{MAP}-spec").data = spec(view)
    return html.Div(
        [
            html.Div(
                [
                    html.Div([host, html.Div(id="af-title", className="map-box map-title")], className="one-map"),
                    html.Div(id="af-other", className="one-map"),
                    html.Div(id="af-legend", className="map-box map-legend af-legend"),
                    controls(current, view),
                ],
                className="map-stage maps",
            ),
            html.P(boundary_note(), className="map-disclaimer"),
            html.Section(id="af-player", className="af-player", **{"aria-label": _("Year")}),
            html.Section(id="af-table", className="af-table", hidden=True, **{"aria-label": _("Table of provinces and years")}),
        ],
        className="stage",
    )  # fmt: skip


def controls(current: Data, view: View) -> html.Div:
    """What the provinces show, and what lies over them; layers without rows are named, not hidden."""
    shows = show_names(current)
    options = [html.Option(words, value=name) for name, words in shows.items()]
    empty = [
        html.Option(_("{name}: no rows", name=_(words)), value=name, disabled=True)
        for name, words in WITHOUT_ROWS.items()
    ]
    chosen = html.Select([*options, *empty], id="af-show") if hasattr(html, "Select") else None
    named = {"seizures": _("Seizures, inside and at the border"), "crossings": _("Border crossings"), "rivers": _("Rivers"),
             "towns": _("Towns")}  # fmt: skip
    boxes = [dmc.Checkbox(label=words, value=name, size="sm") for name, words in named.items()]
    none = [_("Offices: no row has a place"), _("Treatment places and destroyed laboratories: no rows"),
            _("Assistance projects: no rows"), _("Relief: no data")]  # fmt: skip
    return html.Div(
        [
            html.Label([html.Span(_("Provinces show"), className="af-label"), chosen], className="map-box af-show"),
            html.Details(
                [
                    html.Summary(_("Layers")),
                    dmc.CheckboxGroup(dmc.Stack(boxes, gap=8), id="af-layers", value=list(shown_layers(view)),
                                      **{"aria-label": _("Layers over the provinces")}),
                    html.Ul([html.Li(one) for one in none], className="af-empty-layers"),
                ],
                className="map-box map-layers af-layers",
            ),
        ],
        className="af-controls",
    )  # fmt: skip


@in_language_of_link
def update(search: str, pathname: str, opened: str, drawn_for: dict | None) -> dict[str, object]:
    """What follows the link beside the year: colours, layers, the second map. A link that cannot be read changes nothing."""
    if pathname != PAGE["tab"]:
        return dict.fromkeys(OUTPUTS, no_update)
    try:
        chosen, view = read(search)
        current = data(chosen.v)
    except MonitorError as problem:
        said = [html.Span(problem_words(problem), className="problem-inline")]
        return dict.fromkeys(OUTPUTS, no_update) | {"sentence": said, "announce": str(problem)}
    theme, names = view.theme or "light", list(show_names(current))
    compared = isinstance(drawn_for, dict) and drawn_for.get("compared")
    return {
        "map": commands(current, view),
        "other": no_update if bool(compared) == (view.against is not None) else other_map(current, view),
        "legend": legend_box(theme, names), "look": look(names, theme), "sentence": no_update, "announce": no_update,
        "drawn_for": {"search": search or "", "compared": view.against is not None, "theme": theme},
    }  # fmt: skip


@in_language_of_link
def update_national(drawn_for: dict | None, indicator: str, edition: str, search: str) -> dict[str, object]:
    """The country's series; the chosen edition falls back to the fullest where the measure has no such one."""
    chosen, view = read(search)
    return draw(data(chosen.v), view, str(indicator), str(edition))


@in_language_of_link
def save_picture(clicks: int, search: str, shown: dict | None) -> list:
    chosen, view = read(search)
    said = shown if isinstance(shown, dict) else {}
    year = said.get("year")
    return picture_command(
        data(chosen.v),
        view,
        year if type(year) is int else 0,
        str(said.get("sentence", "")),
        str(said.get("editions", "")),
    )


OUTPUTS = {
    "sentence": Output("af-sentence", "children"), "map": Output(f"{MAP}-commands", "data"),
    "other": Output("af-other", "children"), "legend": Output("af-legend", "children"), "look": Output("af-look", "data"),
    "announce": Output("af-announce", "children"), "drawn_for": Output("af-drawn-for", "data"),
}  # fmt: skip
NATIONAL = {
    "figure": Output("af-national-data", "data"), "title": Output("af-national-title", "children"),
    "note": Output("af-national-note", "children"), "editions": Output("af-edition", "data"),
    "edition": Output("af-edition", "value"),
}  # fmt: skip


def register(app: Dash) -> None:
    register_map(app, MAP)
    register_map(app, OTHER)
    app.callback(
        output=OUTPUTS,
        inputs={"search": Input("url", "search"), "pathname": State("url", "pathname"), "opened": Input("af-opened", "data"),
                "drawn_for": State("af-drawn-for", "data")},
    )(update)  # fmt: skip
    app.callback(
        output=NATIONAL,
        inputs={"drawn_for": Input("af-drawn-for", "data"), "indicator": Input("af-indicator", "value"),
                "edition": Input("af-edition", "value"), "search": State("url", "search")},
        prevent_initial_call=True,
    )(update_national)  # fmt: skip
    ours = {
        "follow": (Output("af-player", "data-drawn"), [
            Input("af-drawn-for", "data"), Input("af-look", "data"), Input("af-years", "data"),
            Input(f"{MAP}-status", "data"), State(f"{MAP}-commands", "data"),
        ]),
        "otherReady": (Output(OTHER, "data-ready"), [Input(f"{OTHER}-status", "data")]),
        "national": (Output("af-national", "figure"), [Input("af-national-data", "data"), Input("af-year", "data")]),
        "layers": (Output("url", "search", allow_duplicate=True), [Input("af-layers", "value")]),
        "click": (Output(MAP, "data-clicked"), [Input(f"{MAP}-click", "data")]),
        "clickOther": (Output(OTHER, "data-clicked"), [Input(f"{OTHER}-click", "data")]),
        "view": (Output(MAP, "data-moved"), [Input(f"{MAP}-view", "data")]),
        "bar": (Output("af-national", "className"), [Input("af-national", "clickData")]),
    }  # fmt: skip
    for name, (output, inputs) in ours.items():
        app.clientside_callback(
            ClientsideFunction("afghanistan", name), output, *inputs, prevent_initial_call=name in ("layers", "bar")
        )
    app.callback(
        output=Output(f"{MAP}-commands", "data", allow_duplicate=True),
        inputs={"clicks": Input("save-afghanistan", "n_clicks"), "search": State("url", "search"),
                "shown": State("af-year", "data")},
        prevent_initial_call=True,
    )(save_picture)  # fmt: skip
