"""`/route/<id>`: a named route (balkan) or a leg (IRN-AZE) on a page of its own, that a paper can link to."""

import re

from dash import Dash, dcc, html

from ..components.current import Data, data
from ..components.icons import icon
from ..components.leg_words import leg_name
from ..components.link import link, read_link
from ..components.map import map_host
from ..components.map import register as register_map
from ..components.nodes import nodes
from ..components.publisher import boundary_note
from ..components.routes_of import published_legs
from ..language import _
from ..vocabulary.corridors import CORRIDORS, corridor_name
from ..vocabulary.filters import Filter
from ..vocabulary.view import View
from . import route_leg, route_named
from .routes_map import fixed_spec

PAGE = {"name": "route", "path": re.compile(r"/route/(?P<route_id>[A-Za-z0-9_-]{1,100})"), "tab": None}
MAP = "route-map"
_LEG = re.compile(r"(?P<start>[A-Za-z0-9_]*)-(?P<end>[A-Za-z0-9_]*)")


def exists(route_id: str) -> bool:
    """A route of the record, or a leg between two nodes that there are; one end may be left open."""
    if route_id in CORRIDORS or route_id in set(published_legs(data().version.id)["route"]):
        return True
    ends = _LEG.fullmatch(route_id)
    if not ends or route_id == "-":
        return False
    known = nodes(data().version.id)
    return all(end in known for end in ends.groups() if end)


def status(search: str, route_id: str) -> int:
    chosen, _view = read_link(search)
    data(chosen.v).select(chosen)
    return 200


def title(route_id: str) -> str:
    return leg_name(route_id) if "-" in route_id else corridor_name(route_id)


def layout(search: str, route_id: str) -> html.Article:
    chosen, view = read_link(search)
    current = data(chosen.v)
    page = route_leg if "-" in route_id else route_named
    shown = View(ends=view.ends, leg=route_id if page is route_leg else None, lang=view.lang, theme=view.theme)
    return html.Article(
        [
            html.P(
                dcc.Link(
                    [icon("back"), _("All routes")], href=link("/routes", chosen, _on_map(shown)), className="back"
                )
            ),
            *page.head(current, chosen, shown, route_id),
            html.Div(
                [
                    html.Div(page.main(current, chosen, shown, route_id)),
                    html.Div(
                        [_map(current, chosen, shown, route_id, page), *page.side(current, chosen, shown, route_id)]
                    ),
                ],
                className="route-grid",
            ),
        ],
        className="prose prose-wide route-page",
    )


def _on_map(view: View) -> View:
    return View(ends=view.ends, leg=view.leg, lang=view.lang, theme=view.theme)


def _map(current: Data, chosen: Filter, view: View, route_id: str, page) -> html.Div:
    label = _("Map of the route. The tables on this page hold the same legs.")
    host = map_host(MAP, label)
    store = next(part for part in host.children if getattr(part, "id", "") == f"{MAP}-spec")
    store.data = fixed_spec(label, view, current, *page.drawn(current, chosen, view, route_id))
    return html.Div([html.Div(host, className="route-map"), html.P(boundary_note(), className="map-disclaimer")])


def register(app: Dash) -> None:
    register_map(app, MAP)
