"""`/`: the map of seizures with its filters, linked charts, panel and table. The link is the state: everything follows it."""

import json
import re
from dataclasses import replace
from math import isnan
from typing import Any

from dash import ClientsideFunction, Dash, Input, Output, State, dcc, html, no_update

from ..components.current import Data, data, version_asked
from ..components.filter_rail import follow_link, rail
from ..components.items_table import items_table, shown_rows
from ..components.link import in_language_of_link, read_link, view_of
from ..components.map import register as register_map
from ..components.map import select_commands
from ..components.map_legend import families_of, legend
from ..components.memory import Memory
from ..components.panel import CHARTS, brush_note, largest, panel, summary, twin
from ..components.record import chosen_seizures, read_record
from ..components.said import problem_words
from ..components.sentence import sentence, sentence_bar
from ..errors import FilterError, MonitorError
from ..figures import charts
from ..figures.seizure_cells import PREFIX
from ..language import _, ngettext
from ..measures.kernels import page
from ..measures.linked import counts_apart, over_time
from ..vocabulary.fields import FIELDS
from ..vocabulary.filters import Filter
from ..vocabulary.view import View
from ..waiting import stop_if_gone
from .explore_areas import serve_areas
from .explore_drawing import Drawing, Found, blank, drawing, unmapped
from .explore_fixed import serve_fixed
from .explore_map import check_layers, commands, dims, picture_command, shown_areas, shown_layers, sizes
from .explore_player import played
from .explore_stage import map_notes, stage
from .explore_tiles import serve_tiles
from .explore_years import address as years_address
from .explore_years import serve_years

PAGE = {"name": "explore", "path": re.compile(r"/"), "tab": "/"}


def exists() -> bool:
    return True


def read(search: str) -> tuple[Filter, View]:
    """The filter and the view of this page's link. Raises FilterError, also for a layer that its map does not have."""
    chosen, view = read_link(search)
    check_layers(view)
    return chosen, view


def status(search: str) -> int:
    """200, or raises what is wrong with the link."""
    chosen, _view = read(search)
    data(chosen.v).select(chosen)
    return 200


def layout(search: str) -> html.Div:
    """The page's frame, controls and base map, without data: the update callback fills in all that follows the filter."""
    chosen, view = read(search)
    current = data(chosen.v)
    return html.Div(
        [
            sentence_bar(),
            html.Div(
                [rail(chosen, current), stage(chosen, blank(view, current, chosen)), panel()],
                className="explore",
                id="explore",
                **{"data-arrangement": "map", "data-dims": json.dumps(dims())},
            ),
            dcc.Store("chosen"),
            dcc.Store("drawn-for"),
            dcc.Store("opened", data=search or ""),
            html.Div(id="announce", role="status", className="visually-hidden"),
        ],
        className="explore-page",
    )


def opening_page() -> None:
    """Answers what the page without a filter asks, so that its first reader finds it answered."""
    chosen, view = read("")
    followed(chosen, view, data())


_FOLLOWED = Memory(24_000_000)
_ANSWER_BYTES = 250_000  # of one answer in memory, about


def followed(chosen: Filter, view: View, current: Data) -> dict[str, Any]:
    """Everything that follows the filter, remembered: what two readers see of it is the same, and must not be changed."""
    name = (*current.name, chosen, replace(view, at=None, sort=None))
    return _FOLLOWED.get(name, lambda: _followed(chosen, view, current), lambda _found: _ANSWER_BYTES)


def _followed(chosen: Filter, view: View, current: Data) -> dict[str, Any]:
    selection = current.select(chosen)
    drawn = drawing(view, current, chosen)
    return draw(chosen, drawn) | {
        "map": commands(chosen, drawn),
        "table_count": ngettext(
            "{n} row: one drug of one seizure", "{n} rows: one drug of one seizure each", len(selection.rows)
        ),
        "announce": chosen.sentence(selection.seizures, current.known.groups),
        "drawn_for": {
            "filter": chosen.query(),
            "extent": drawn.extent(),
            "years": years_address(current, chosen, view.size),
        },
    }


def draw(chosen: Filter, drawn: Drawing) -> dict[str, object]:
    """Everything on the page that follows the filter, by the name of its output; the map's commands are apart."""
    view, current, selection = drawn.view, drawn.current, drawn.selection
    theme = view.theme or "light"
    by = {name: counts_apart(current.ask, chosen, name) for name in CHARTS}
    yearly = over_time(current.ask, current.columns, chosen).rename(columns={"period": "year"})
    first, last = chosen.from_, chosen.to
    return {
        "sentence": sentence(chosen, current, selection.seizures),
        "summary": summary(chosen, current, selection),
        "largest": largest(current, selection),
        "years": charts.years(yearly, first.year if first else None, last.year if last else None, theme),
        "brush_note": brush_note(current, yearly),
        "country": charts.by_country(by["country"], theme, chosen.country),
        "mode": charts.by_mode(by["mode"], theme, chosen.mode),
        "country_twin": twin(_("Countries of seizure"), by["country"], "country"),
        "mode_twin": twin(_("Means of transport"), by["mode"], "mode"),
        "legend": legend(
            view, shown_layers(view), families_of(current, selection), sizes(drawn), shown_areas(view, current)
        ),
        "not_mapped": map_notes(drawn),
    }


@in_language_of_link
def update(search: str, pathname: str, opened: str, drawn_for: dict | None) -> dict[str, object]:
    """The page for a link, in one answer. A link that cannot be read changes nothing but the sentence.

    `opened` and `drawn_for`, the link that the page came with and the last that was drawn, only cause the first call.
    """
    if pathname != "/":
        return dict.fromkeys(OUTPUTS, no_update)
    try:
        chosen, view = read(search)
        current = data(chosen.v)
        current.select(chosen)
    except MonitorError as problem:
        kept = dict.fromkeys(OUTPUTS, no_update)
        return kept | {
            "sentence": [html.Span(problem_words(problem), className="problem-inline")],
            "announce": str(problem),
        }
    stop_if_gone()
    found = followed(chosen, view, current)
    stop_if_gone()
    return found | {"drawn_for": {"search": search or "", **found["drawn_for"]}}


@in_language_of_link
def table(wanted: object, search: str) -> object:
    """The empty table; its rows come by blocks."""
    return items_table(view_of(search).sort)


@in_language_of_link
def rows(request: dict, search: str, pathname: str) -> dict:
    """A block of table rows, sorted on the server."""
    if not isinstance(request, dict) or pathname != "/":
        return no_update
    chosen, _view = read_link(search)
    current = data(chosen.v)
    selection = current.select(chosen)
    start, end = block(request)
    found = page(current.columns, selection, sorting(request), start, end - start)
    return {"rowData": shown_rows(current.rows(found)), "rowCount": len(selection.rows)}


MOST_ROWS = 1000


def block(request: dict) -> tuple[int, int]:
    """First and last row wanted; a request for anything else is refused."""
    start, end = request.get("startRow"), request.get("endRow")
    if not (isinstance(start, int) and isinstance(end, int) and 0 <= start < end <= start + MOST_ROWS):
        raise FilterError("rows", f"{start}-{end}"[:40], f"a block has at most {MOST_ROWS} rows")
    return start, end


def sorting(request: dict) -> str:
    """The grid's sort model as the view's `sort`: a public column, with - for falling."""
    model = request.get("sortModel") or []
    if not model:
        return "-seized_on"
    first = model[0] if isinstance(model, list) and isinstance(model[0], dict) else {}
    column, way = str(first.get("colId")), first.get("sort")
    if column not in FIELDS or way not in ("asc", "desc"):
        raise FilterError("sort", column[:40], "sort by a column of the table, asc or desc")
    return f"-{column}" if way == "desc" else column


MOST_CHOSEN = 500


@in_language_of_link
def show_chosen(chosen_ids: dict, search: str) -> dict[str, object]:
    """The record panel for what was clicked on the map, in the list or in the table; nothing chosen empties it.

    The map outlines what was chosen and, unless it was chosen there, flies to it.
    """
    current = data(version_asked(search))
    wanted = chosen_ids if isinstance(chosen_ids, dict) else {}
    those, marks = chosen_on_page(wanted, search, current)
    if not those.ids:
        return {"record": [], "map": select_commands([])}
    found = read_record(those.ids[0], current.version.id) if those.seizures == 1 else None
    at = None if wanted.get("from") == "map" or found is None else place_of(current, those.ids[0])
    return {
        "record": chosen_seizures(found, those.ids, those.seizures, current, view_of(search)),
        "map": select_commands(marks, at, CLOSE_ZOOM if at else None),
    }


def chosen_on_page(wanted: dict, search: str, current: Data) -> tuple[Found, list[str]]:
    """The seizures that were chosen, and what the map outlines for them.

    A symbol that stands for many names itself and not its seizures: those behind it under the link's filter are looked up
    here.
    """
    ids = named(wanted.get("ids"))
    if not ids and not wanted.get("unmapped"):
        return Found([], 0), []
    chosen, view = read_link(search)
    year = played(wanted)
    chosen = year.of(chosen) if year else chosen
    if wanted.get("unmapped"):
        return unmapped(current, current.select(chosen)), []
    drawn = drawing(view, current, chosen)
    symbols = [one for one in ids if one.startswith(PREFIX)]
    return (drawn.behind(symbols), symbols) if symbols else (Found(ids, len(ids)), drawn.marks(ids))


CLOSE_ZOOM = 6.0


def named(ids: object) -> list[str]:
    """The seizure ids that a click names; anything else in their place is nothing."""
    return [one for one in ids if isinstance(one, str)][:MOST_CHOSEN] if isinstance(ids, list) else []


def place_of(current: Data, seizure_id: str) -> tuple[float, float] | None:
    rows = current.rows_of([seizure_id])
    points = zip(current.columns.lon(rows).tolist(), current.columns.lat(rows).tolist(), strict=True)
    return next((point for point in points if not any(map(isnan, point))), None)


@in_language_of_link
def save_picture(clicks: int, search: str, seen: dict | None, shown: dict | None) -> list:
    """The command that saves the map as it is on the screen. `seen`: where it stands; `shown`: the year that is played."""
    chosen, view = read_link(search)
    year = played(shown)
    chosen = year.of(chosen) if year else chosen
    return picture_command(chosen, drawing(view, data(chosen.v), chosen), seen, year)


OUTPUTS = {
    "sentence": Output("sentence", "children"),
    "summary": Output("summary", "children"),
    "largest": Output("largest", "children"),
    "years": Output("chart-years", "figure"),
    "brush_note": Output("brush-note", "children"),
    "country": Output("chart-country", "figure"),
    "mode": Output("chart-mode", "figure"),
    "country_twin": Output("chart-country-twin", "children"),
    "mode_twin": Output("chart-mode-twin", "children"),
    "legend": Output("legend", "children"),
    "not_mapped": Output("not-mapped", "children"),
    "map": Output("explore-map-commands", "data"),
    "table_count": Output("table-count", "children"),
    "announce": Output("announce", "children"),
    "drawn_for": Output("drawn-for", "data"),
}


def register(app: Dash) -> None:
    serve_areas(app.server)
    serve_fixed(app.server)
    serve_tiles(app.server)
    serve_years(app.server)
    at = {"search": Input("url", "search"), "pathname": State("url", "pathname")}
    # `opened` stands in the page: Dash makes no first call for inputs that callbacks without a first call may write.
    first = {"opened": Input("opened", "data"), "drawn_for": State("drawn-for", "data")}
    app.callback(output=OUTPUTS, inputs=at | first)(update)
    app.callback(
        output=Output("table-place", "children"),
        inputs={"wanted": Input("table-wanted", "data"), "search": State("url", "search")},
        prevent_initial_call=True,
    )(table)
    app.callback(
        output=Output("items", "getRowsResponse"),
        inputs={
            "request": Input("items", "getRowsRequest"),
            "search": State("url", "search"),
            "pathname": State("url", "pathname"),
        },
        prevent_initial_call=True,
    )(rows)
    app.callback(
        output=Output("explore-map-commands", "data", allow_duplicate=True),
        inputs={
            "clicks": Input("save-picture", "n_clicks"),
            "search": State("url", "search"),
            "seen": State("explore-map-view", "data"),
            "shown": State("played", "data"),
        },
        prevent_initial_call=True,
    )(save_picture)
    app.callback(
        output={
            "record": Output("record", "children"),
            "map": Output("explore-map-commands", "data", allow_duplicate=True),
        },
        inputs={"chosen_ids": Input("chosen", "data"), "search": State("url", "search")},
        prevent_initial_call=True,
    )(show_chosen)

    def in_browser(name: str, output: Output, *inputs: Input | State) -> None:
        app.clientside_callback(ClientsideFunction("explore", name), output, *inputs, prevent_initial_call=True)

    own = ("layers", "size")
    in_browser("controls", Output("url", "search", allow_duplicate=True), *(Input(name, "value") for name in own))
    app.clientside_callback(
        ClientsideFunction("explore", "follow"),
        Input("drawn-for", "data"),
        *(State(name, "value") for name in own),
        prevent_initial_call=True,
    )
    follow_link(app, "drawn-for")
    in_browser("mapClick", Output("chosen", "data"), Input("explore-map-click", "data"))
    app.clientside_callback(ClientsideFunction("explore", "mapView"), Input("explore-map-view", "data"))
    in_browser("rowChosen", Output("chosen", "data", allow_duplicate=True), Input("items", "selectedRows"))
    app.clientside_callback(ClientsideFunction("explore", "sorted"), Input("items", "getRowsRequest"))
    in_browser("arrange", Output("explore", "data-arrangement"), Input("arrangement", "value"))
    in_browser("tableWanted", Output("table-wanted", "data"), Input("arrangement", "value"))
    app.clientside_callback(ClientsideFunction("explore", "refresh"), Input("drawn-for", "data"))
    app.clientside_callback(
        ClientsideFunction("explore", "columns"), Input("columns", "value"), prevent_initial_call=True
    )
    register_map(app, "explore-map")
    charts_clicked = [Input(f"chart-{name}", "clickData") for name in (*CHARTS, "years")]
    in_browser("chartClick", Output("url", "search", allow_duplicate=True), *charts_clicked)
