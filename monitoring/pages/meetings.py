"""`/meetings`: the list, a line of time and a map; `/meetings/<id>`: one, what was decided there and what has moved since."""

import re

from dash import ClientsideFunction, Dash, Input, Output, dcc, html

from ..components import map as map_component
from ..components.current import data
from ..components.icons import icon
from ..components.link import link
from ..components.meeting_list import PATH, REVIEWED, by_year, decided, facts, since, still_open
from ..components.publisher import boundary_note
from ..components.recommendations_of import Mechanism, mechanism, plain, read
from ..components.things.change import change_link
from ..figures import meetings as figures
from ..figures.basemap import style, with_data
from ..language import _, day, direction, language, ngettext
from ..vocabulary.filters import Filter
from ..vocabulary.view import View

PAGE = {"name": "meetings", "path": re.compile(r"/meetings(?:/(?P<name>[a-z0-9-]{1,64}))?"), "tab": "/pillars"}
MAP = "meetings-map"
BOUNDS = [-6, 22, 82, 60]


def exists(name: str | None) -> bool:
    return name is None or name in set(mechanism(data()).meetings["meeting_id"])


def status(search: str, name: str | None) -> int:
    """200, or raises what is wrong with the link."""
    read(search)
    return 200


def title(name: str | None) -> str:
    frame = mechanism(data()).meetings if name else None
    return frame.set_index("meeting_id")["name"][name] if frame is not None else _("Meetings")


def layout(search: str, name: str | None) -> html.Article:
    found, chosen, view = read(search)
    content = _every(found, chosen, view) if name is None else _one(found, chosen, view, name)
    return html.Article(content, className="prose prose-wide life-page meeting-page")


def _every(found: Mechanism, chosen: Filter, view: View) -> list:
    frame, keep = found.meetings, plain(view)
    back = html.P(
        dcc.Link(
            [icon("back"), _("All recommendations")], href=link("/recommendations", chosen, keep), className="back"
        )
    )
    return [
        back,
        html.H1(_("Meetings")),
        html.P(_("Expert working groups, Policy Consultative Groups, ministerial conferences and others that a public text names. "
                 "There were more.")),
        *_next(found, chosen, keep),
        *change_link(found.current, "meeting", None, view),
        html.H2(ngettext("{n} meeting, newest first", "{n} meetings, newest first", len(frame))),
        by_year(found, chosen, view),
        html.H2(_("On a line of time")),
        *_timeline(found, view),
        html.H2(_("Where they were held")),
        *_map(found, view),
    ]  # fmt: skip


def _next(found: Mechanism, chosen: Filter, keep: View) -> list:
    """The way to the review: what the last meeting that decides had decided."""
    date = found.current.version.data_date
    deciding = found.meetings[found.meetings["kind"].isin(REVIEWED) & (found.meetings["ended_on"].dt.date <= date)]
    if deciding.empty:
        return []
    last = deciding.iloc[-1]
    words = _("Review for the next meeting: since the {meeting}", meeting=last["name"])
    return [
        html.P(
            dcc.Link(
                words, href=link(f"{PATH}/{last['meeting_id']}", chosen, keep), className="data-button data-button-main"
            )
        )
    ]


def _timeline(found: Mechanism, view: View) -> list:
    figure = figures.timeline(found.meetings, view.theme or "light")
    graph = dcc.Graph(id="meetings-line", figure=figure, config={"displayModeBar": False, "responsive": True})
    words = figures.timeline_words(found.meetings)
    undated = int(found.meetings["started_on"].isna().sum())
    note = [html.P(_("A dot is a day, a ring a month or a year."), className="note")]
    if undated:
        said = ngettext(
            "{n} meeting has no date and is in the list only.",
            "{n} meetings have no date and are in the list only.",
            undated,
        )
        note.append(html.P(said, className="note"))
    return [html.Div(graph, role="img", **{"aria-label": words}), *note]


def _map(found: Mechanism, view: View) -> list:
    label = _("Map of the cities of the meetings. The list above holds the same meetings.")
    theme = view.theme or "light"
    base = with_data(style(theme, language()), figures.sources(figures.cities(found.meetings)), figures.layers(theme))
    host = map_component.map_host(MAP, label)
    store = next(part for part in host.children if getattr(part, "id", "") == f"{MAP}-spec")
    foot = {"foot": "start" if direction() == "rtl" else "end"}
    store.data = map_component.spec(label, base, {"bounds": BOUNDS}, figures.INTERACTIVE, foot)
    placeless = int(found.meetings["lon"].isna().sum())
    said = ngettext(
        "{n} meeting has no known city and is in the list only.",
        "{n} meetings have no known city and are in the list only.",
        placeless,
    )
    return [
        html.Div(host, className="corridor-map"),
        html.P(_("A circle is a city; the number in it counts the meetings held there."), className="note"),
        html.P(said, className="note"), html.P(boundary_note(), className="note"),
    ]  # fmt: skip


def _one(found: Mechanism, chosen: Filter, view: View, name: str) -> list:
    back = html.P(dcc.Link([icon("back"), _("All meetings")], href=link(PATH, chosen, plain(view)), className="back"))
    frame = found.meetings[found.meetings["meeting_id"] == name]
    if frame.empty:
        return [back, html.P(_("This meeting is not in this data version."))]
    row = next(frame.itertuples())
    version = found.current.version
    parts = [
        back, html.H1(row.name, dir="auto"),
        html.P(_("For the next meeting: what was decided, what has been said since, and what is still open.")),
        html.Button(_("Print"), type="button", id="meeting-print", className="data-button meeting-print"), facts(row),
        *change_link(found.current, "meeting", name, view),
        html.H2(_("What was decided")), decided(name, found, chosen, view),
    ]  # fmt: skip
    if row.ended_on == row.ended_on:
        parts += [
            html.H2(_("What has been said since")), since(row, found, chosen, view),
            html.H2(_("What is still open from before")), still_open(row, found, chosen, view),
        ]  # fmt: skip
    date = _("Data of {date}", date=day(version.data_date))
    return [*parts, html.P([date, " · ", _("Data version {version}", version=version.id)], className="note")]


def register(app: Dash) -> None:
    map_component.register(app, MAP)
    app.clientside_callback(
        ClientsideFunction("recommendations", "print"), Output("meeting-print", "data-printed"),
        Input("meeting-print", "n_clicks"), prevent_initial_call=True,
    )  # fmt: skip
