"""`/routes`: how drugs move, on what evidence. The link is the state: filter, meaning of a leg, lens and chosen leg."""

import hashlib
import re
from dataclasses import replace
from typing import Any

from dash import ClientsideFunction, Dash, Input, Output, State, dcc, html, no_update

from ..components.current import Data, data
from ..components.filter_rail import follow_link, rail
from ..components.link import in_language_of_link, read_link
from ..components.map import register as register_map
from ..components.memory import Memory
from ..components.routes_of import LAYERS, faded, routes_of
from ..components.said import problem_words
from ..components.sentence import sentence
from ..errors import FilterError, MonitorError
from ..figures.corridors import SOURCES as BANDS
from ..figures.routes import SOURCES as LINES
from ..language import _, language
from ..vocabulary.filters import Filter
from ..vocabulary.view import NO_LAYERS, View
from ..waiting import stop_if_gone
from .routes_bar import route_words, routes_bar
from .routes_map import AFTER, MAP, commands, map_titles, picture_command, second_map
from .routes_panel import panel, panel_content
from .routes_stage import legend_box, stage

PAGE = {"name": "routes", "path": re.compile(r"/routes"), "tab": "/routes"}


def exists() -> bool:
    return True


def title() -> str:
    return _("Routes")


def read(search: str) -> tuple[Filter, View]:
    """The filter and the view of this page's link. FilterError for a layer that its map does not have."""
    chosen, view = read_link(search)
    for name in view.layers or ():
        if name not in LAYERS:
            raise FilterError("layers", name[:40], _("Choose among: {values}.", values=", ".join((*LAYERS, NO_LAYERS))))
    return chosen, view


def status(search: str) -> int:
    """200, or raises what is wrong with the link."""
    chosen, _view = read(search)
    data(chosen.v).select(chosen)
    return 200


def layout(search: str) -> html.Div:
    """The page's frame, controls and base map; what follows the link is filled in by `update`."""
    chosen, view = read(search)
    current = data(chosen.v)
    return html.Div(
        [
            routes_bar(),
            html.Div(
                [rail(chosen, current), stage(chosen, view, current), panel(view)],
                className="routes",
                **{"data-rail": "closed"},
            ),
            dcc.Store("routes-drawn-for"),
            dcc.Store("routes-opened", data=search or ""),
            html.Div(id="routes-announce", role="status", className="visually-hidden"),
        ],
        className="explore-page",
    )


_FOLLOWED = Memory(24_000_000)


@in_language_of_link
def update(search: str, pathname: str, opened: str, drawn_for: dict | None) -> dict[str, object]:
    """The page for a link, in one answer. A link that cannot be read changes nothing but the sentence.

    What the map shows is sent only when it differs from what was drawn last (`drawn_for`).
    """
    if pathname != PAGE["tab"]:
        return dict.fromkeys(OUTPUTS, no_update)
    try:
        chosen, view = read(search)
        current = data(chosen.v)
        current.select(chosen)
    except MonitorError as problem:
        said = [html.Span(problem_words(problem), className="problem-inline")]
        return dict.fromkeys(OUTPUTS, no_update) | {"sentence": said, "announce": str(problem)}
    stop_if_gone()
    found = followed(current, chosen, view)
    on_map, lines = map_key(current, chosen, view), lines_key(current, chosen, view)
    drawn = drawn_for if isinstance(drawn_for, dict) else {}
    same = drawn.get("map") == on_map
    held = (*LINES, *BANDS) if drawn.get("lines") == lines else ()
    sent = [one for one in found["map"] if not (one[0] in ("setData", "setLines") and one[1] in held)]
    chosen_now = [["select", [view.leg] if view.leg else []]]
    return {
        **{name: value for name, value in found.items() if name != "map"},
        "map": chosen_now if same else [*sent, *chosen_now],
        "title": map_titles(current, chosen, view)[0],
        "second": no_update if same else second_map(current, chosen, view),
        "drawn_for": {"search": search or "", "filter": chosen.query(), "map": on_map, "lines": lines},
    }


def map_key(current: Data, chosen: Filter, view: View) -> str:
    """What decides what is on the map, as a short name."""
    drawn = replace(view, at=None, sort=None, leg=None, twin=None)
    return hashlib.sha256(repr((current.name, chosen, drawn)).encode()).hexdigest()[:16]


def lines_key(current: Data, chosen: Filter, view: View) -> str:
    """What decides the lines and bands on the map: most lenses lay something over them, and send them no second time."""
    drawn = replace(view, gate=None, near=None, theme=None)
    return map_key(current, chosen, drawn if view.lens == "before" else replace(drawn, lens=None, on=None))


def followed(current: Data, chosen: Filter, view: View) -> dict[str, Any]:
    """Everything that follows the link, remembered."""
    name = (*current.name, language(), chosen, replace(view, at=None, sort=None))
    return _FOLLOWED.get(name, lambda: _followed(current, chosen, view), lambda _found: 300_000)


def _followed(current: Data, chosen: Filter, view: View) -> dict[str, Any]:
    found = routes_of(current, chosen, view)
    words = route_words(found, view, len(faded(found, view)))
    seizures = current.select(chosen).seizures
    return {
        "sentence": [*sentence(chosen, current, seizures), " ", *words],
        "map": commands(current, chosen, view),
        "legend": legend_box(current, chosen, view),
        "panel": panel_content(current, chosen, view),
        "announce": chosen.sentence(seizures, current.known.groups),
    }


@in_language_of_link
def save_picture(clicks: int, search: str) -> list:
    """The command that saves the map as it is on the screen, with its legend, sentence and notes."""
    chosen, view = read(search)
    return picture_command(data(chosen.v), chosen, view)


OUTPUTS = {
    "sentence": Output("routes-sentence", "children"),
    "map": Output(f"{MAP}-commands", "data"),
    "title": Output("map-title", "children"),
    "second": Output("second-map", "children"),
    "legend": Output("routes-legend", "children"),
    "panel": Output("routes-panel", "children"),
    "announce": Output("routes-announce", "children"),
    "drawn_for": Output("routes-drawn-for", "data"),
}
CONTROLS = {
    "ends": "seizure", "width": "count", "ink": "one", "once": False, "top": "", "layers": [], "lens": "legs",
}  # fmt: skip


def register(app: Dash) -> None:
    register_map(app, MAP)
    register_map(app, AFTER)
    at = {"search": Input("url", "search"), "pathname": State("url", "pathname")}
    first = {"opened": Input("routes-opened", "data"), "drawn_for": State("routes-drawn-for", "data")}
    app.callback(output=OUTPUTS, inputs=at | first)(update)
    follow_link(app, "routes-drawn-for")
    own = [f"r-{name}" for name in CONTROLS]
    app.clientside_callback(
        ClientsideFunction("routes", "controls"),
        Output("url", "search", allow_duplicate=True),
        *(Input(name, "checked" if name == "r-once" else "value") for name in own),
        prevent_initial_call=True,
    )
    app.clientside_callback(
        ClientsideFunction("routes", "follow"),
        Input("routes-drawn-for", "data"),
        *(State(name, "checked" if name == "r-once" else "value") for name in own),
        prevent_initial_call=True,
    )
    for name in (MAP, AFTER):
        app.clientside_callback(ClientsideFunction("routes", "mapClick"), Input(f"{name}-click", "data"))
    app.clientside_callback(ClientsideFunction("routes", "mapView"), Input(f"{MAP}-view", "data"))
    app.clientside_callback(ClientsideFunction("routes", "drawn"), Input(f"{MAP}-drawn", "data"))
    app.clientside_callback(ClientsideFunction("routes", "flowClick"), Input("flow", "clickData"))
    # With an output, so that it is called for a table that comes with its page as well.
    app.clientside_callback(
        ClientsideFunction("routes", "twin"), Output("twin", "data-drawn"), Input("twin-data", "data")
    )
    app.clientside_callback(
        ClientsideFunction("routes", "form"), Output("lens-form", "data-drawn"), Input("lens-form-data", "data")
    )
    app.callback(
        output=Output(f"{MAP}-commands", "data", allow_duplicate=True),
        inputs={"clicks": Input("save-routes", "n_clicks"), "search": State("url", "search")},
        prevent_initial_call=True,
    )(save_picture)
