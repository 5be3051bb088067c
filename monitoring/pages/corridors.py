"""`/corridors`: the rule and every branch; `/corridors/<corridor>/<branch>`: one of them, its map, and the form that changes it.

The text of the line is the draft: drawing on the map writes into it, a file replaces it, and what is saved is read from it.
"""

import re
from collections.abc import Mapping

from dash import ClientsideFunction, Dash, Input, Output, State, dcc, html, no_update

from ..components import map as map_component
from ..components.corridor_drafts import EDITABLE, draft_of, save, tried
from ..components.corridor_form import form, history, parts_of
from ..components.corridor_list import branches_table, export_link, facts, frame_of, rule
from ..components.corridor_moves import moves
from ..components.corridor_own_map import MAP, own_spec, redraw_commands
from ..components.corridors_of import corridors_of
from ..components.current import Data, data, version_asked
from ..components.link import in_language_of_link, link, view_of
from ..components.publisher import boundary_note
from ..components.said import problem_words
from ..errors import EditError, MonitorError
from ..figures.corridors import interpretation
from ..language import _, ngettext
from ..settings import settings
from ..vocabulary.corridors import branch_name
from ..vocabulary.view import View

ADDRESS = re.compile(r"/corridors(?:/(?P<branch>[a-z0-9_]{1,64}/[a-z0-9_]{1,64}))?")
PAGE = {
    "name": "corridors",
    "path": ADDRESS,
    "tab": "/routes",
}
FIELDS = (*EDITABLE, "line", "reason")


def exists(branch: str | None) -> bool:
    return branch is None or not frame_of(data(), branch).empty


def status(search: str, branch: str | None) -> int:
    """200, or raises what is wrong with the link."""
    data(version_asked(search))
    return 200


def title(branch: str | None) -> str:
    frame = frame_of(data(), branch) if branch else None
    return branch_name(frame.iloc[0]["name"]) if frame is not None and len(frame) else _("Corridors")


def layout(search: str, branch: str | None) -> html.Article:
    current, view = data(version_asked(search)), view_of(search)
    content = _every(current, view) if branch is None else _one(current, branch, view)
    return html.Article([html.H1(title(branch)), *content], className="prose prose-wide corridor-page")


def _every(current: Data, view: View) -> list:
    frame = corridors_of(current)
    if frame.empty:
        return [
            html.P(
                _("This data version holds no corridors. Bring those that ship with: drugs-monitor import corridors")
            )
        ]
    label = _("Map of the corridors. The table below holds the same branches.")
    return [
        rule(), *_map(label, own_spec(label, frame, view.theme or "light")), branches_table(current, view),
        html.P(export_link(_("All corridors as GeoJSON, for QGIS"), "", current)),
    ]  # fmt: skip


def _one(current: Data, branch: str, view: View) -> list:
    frame = frame_of(current, branch)
    keep = View(lang=view.lang, theme=view.theme)
    back = html.P(dcc.Link(_("All corridors"), href=link("/corridors", view=keep)))
    if frame.empty:
        return [back, html.P(_("This branch is not in this data version."))]
    row, label = frame.iloc[0], _("Map of the corridor. The text beside it holds the same line.")
    shown = [
        back, html.P(interpretation()), facts(row), *_map(label, own_spec(label, frame, view.theme or "light")),
        html.P(export_link(_("This branch as GeoJSON, for QGIS"), branch, current)),
    ]  # fmt: skip
    return [
        *shown,
        *_editing(current, row),
        html.H2(_("History")),
        html.Div(history(branch, settings().may_edit), id="corridor-history"),
    ]


def _map(label: str, spec: dict) -> list:
    host = map_component.map_host(MAP, label)
    next(part for part in host.children if getattr(part, "id", "") == f"{MAP}-spec").data = spec
    return [html.Div(host, className="corridor-map"), html.P(boundary_note(), className="note")]


def _editing(current: Data, row) -> list:
    if not settings().may_edit:
        words = _("Corridors can be changed at the machine that serves this page only, until there are accounts.")
        return [html.P(words, className="note")]
    if current.number is not None:
        return [
            html.P(_("This is an older data version. Take v out of the link to change the corridor."), className="note")
        ]
    return [html.H2(_("Change this corridor")), form(row), dcc.Store("corridor-seen", data=int(row["row_id"]))]


@in_language_of_link
def see(asked: int | None, search: str, pathname: str, **sent: object) -> dict[str, object]:
    """What the draft would move; nothing is changed."""
    if not asked:
        return dict.fromkeys(SEEN, no_update)
    try:
        branch, current = _branch_of(pathname), data()
        found = tried(current, draft_of(current, branch, sent))
    except MonitorError as problem:
        return {"moves": None, "commands": no_update, "parts": no_update} | _wrong(problem, "moves")
    mine = found.corridors[found.corridors["branch_id"] == branch]
    return {
        "moves": moves(found, current, view_of(search)), "commands": redraw_commands(mine),
        "parts": parts_of(mine.geometry.iloc[0]), **_errors({}),
    }  # fmt: skip


@in_language_of_link
def keep(asked: int | None, search: str, pathname: str, seen: object, **sent: object) -> dict[str, object]:
    """Saves the draft with its reason, as a new data version."""
    if not asked:
        return dict.fromkeys(KEPT, no_update)
    try:
        branch, current = _branch_of(pathname), data()
        row = draft_of(current, branch, sent)
        count = len(tried(current, row).moved)
        reason = sent.get("reason")
        done = save(current, row, reason if isinstance(reason, str) else "", seen if isinstance(seen, int) else None)
    except MonitorError as problem:
        return {"said": None, "seen": no_update, "history": no_update} | _wrong(problem, "said")
    words = ngettext("Saved. {n} seizure belongs elsewhere now.", "Saved. {n} seizures belong elsewhere now.", count)
    return {
        "said": html.P(f"{words} {_('Data version {version}.', version=done.version)}"),
        "seen": int(frame_of(data(), branch).iloc[0]["row_id"]), "history": history(branch, True), **_errors({}),
    }  # fmt: skip


def _branch_of(pathname: object) -> str:
    found = ADDRESS.fullmatch(pathname if isinstance(pathname, str) else "")
    return (found["branch"] or "") if found else ""


def _wrong(problem: MonitorError, place: str) -> dict[str, object]:
    """What is wrong, at its field where there is one, else at `place`."""
    field = problem.field if isinstance(problem, EditError) else None
    if field in FIELDS:
        return {**_errors({field: str(problem)})}
    return {place: html.P(problem_words(problem), className="data-problem"), **_errors({})}


def _errors(said: Mapping[str, str]) -> dict[str, str]:
    return {f"{name}_error": said.get(name, "") for name in FIELDS}


def _error_outputs() -> dict[str, Output]:
    return {f"{name}_error": Output(f"corridor-{name}-error", "children", allow_duplicate=True) for name in FIELDS}


SEEN = {
    "moves": Output("corridor-moves", "children"),
    "commands": Output(f"{MAP}-commands", "data"),
    "parts": Output("corridor-part", "data"),
    **_error_outputs(),
}
KEPT = {
    "said": Output("corridor-said", "children"),
    "seen": Output("corridor-seen", "data"),
    "history": Output("corridor-history", "children"),
    **_error_outputs(),
}


def register(app: Dash) -> None:
    map_component.register(app, MAP)
    place = {"search": State("url", "search"), "pathname": State("url", "pathname")}
    sent = {name: State(f"corridor-{name}", "value") for name in FIELDS}
    app.callback(
        output=SEEN, inputs={"asked": Input("corridor-see", "n_clicks"), **place, **sent}, prevent_initial_call=True
    )(see)
    app.callback(
        output=KEPT,
        inputs={"asked": Input("corridor-save", "n_clicks"), **place, "seen": State("corridor-seen", "data"), **sent},
        prevent_initial_call=True,
    )(keep)
    app.clientside_callback(
        ClientsideFunction("corridors", "edit"), Output(f"{MAP}-commands", "data", allow_duplicate=True),
        Input("corridor-part", "value"), State("corridor-line", "value"), prevent_initial_call=True,
    )  # fmt: skip
    app.clientside_callback(
        ClientsideFunction("corridors", "drawn"), Output("corridor-line", "value"), Input(f"{MAP}-drawn", "data"),
        State("corridor-part", "value"), State("corridor-line", "value"), prevent_initial_call=True,
    )  # fmt: skip
