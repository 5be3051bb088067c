"""`/change/<kind>` adds a meeting, recommendation, proposal or indicator; `/change/<kind>/<name>` changes one, with its history."""

import re
from collections.abc import Mapping
from urllib.parse import unquote

from dash import ALL, Dash, Input, Output, State, ctx, dcc, html, no_update

from ..components.current import data, engine
from ..components.icons import icon
from ..components.link import in_language_of_link, link, view_of
from ..components.said import problem_words
from ..components.things.change import ADDED, save, seen_now
from ..components.things.form import ERROR, FIELD, form, thing_store
from ..components.things.history import history
from ..components.things.reading import texts_of
from ..errors import EditError, MonitorError
from ..language import _
from ..settings import settings
from ..store.meetings import belongings
from ..store.things import thing
from ..vocabulary.filters import Filter
from ..vocabulary.things import THINGS
from ..vocabulary.view import View

ADDRESS = re.compile(rf"/change/(?P<kind>{'|'.join(THINGS)})(?:/(?P<name>[A-Za-z0-9_-]{{1,64}}))?")
PAGE = {"name": "change", "path": ADDRESS, "tab": "/pillars"}


def exists(kind: str, name: str | None) -> bool:
    """Also for a thing whose only writing was taken back: its history is the way to it."""
    return name is None or bool(seen_now(kind, name))


def status(search: str, kind: str, name: str | None) -> int:
    return 200


def title(kind: str, name: str | None) -> str:
    return _(THINGS[kind].title if name else THINGS[kind].new)


def layout(search: str, kind: str, name: str | None) -> html.Article:
    what, view = THINGS[kind], view_of(search)
    head: list = [_back(kind, name, view), html.H1(title(kind, name))]
    if not settings().may_edit:
        words = _("The record can be changed at the machine that serves it only, until there are accounts.")
        return html.Article([*head, html.P(words)], className="prose")
    with engine().connect() as db:
        row = thing(db, kind, name) if name else None
        roles = belongings(db)
    mine = roles[roles["recommendation_id"] == name]
    texts = texts_of(what, row, dict(zip(mine["role"], mine["meeting_id"])))
    parts = [*head, form(data(), what, texts, name is None), thing_store(seen_now(kind, name))]
    if name is not None:
        parts += [html.H2(_("History"), id="history"), html.Div(history(kind, name, True), id="thing-history")]
    else:
        parts.append(html.Div(id="thing-history"))
    return html.Article(parts, className="prose prose-wide edit-page thing-page")


def _back(kind: str, name: str | None, view: View) -> html.P:
    plain = View(lang=view.lang, theme=view.theme)
    page = THINGS[kind].page
    path, _sep, query = (page.format(name=name) if name else page.split("{")[0].rstrip("/").split("?")[0]).partition(
        "?"
    )
    href = link(path, Filter(), plain)
    if query:
        href += ("&" if "?" in href else "?") + query
    return html.P(dcc.Link([icon("back"), _("Back to where it is shown")], href=href, className="back"))


@in_language_of_link
def keep(asked: int | None, search: str, pathname: str, seen: object, sent: Mapping[str, object]) -> dict[str, object]:
    """Saves what the form says as a new data version; where it cannot, says why and leaves the form as it is."""
    found = ADDRESS.fullmatch(unquote(pathname) if isinstance(pathname, str) else "")
    if not asked or found is None:
        return {"said": no_update, "seen": no_update, "history": no_update, "errors": {}}
    kind, name = found["kind"], found["name"]
    try:
        saved_name, saved = save(kind, name, sent, seen)
    except MonitorError as problem:
        return _wrong(problem, kind, name, sent)
    view = view_of(search)
    words = f"{_('Saved.')} {_('Data version {version}.', version=saved.version)} "
    there = _back(kind, saved_name, view)
    return {
        "said": html.Div([html.P(words), there]), "seen": seen_now(kind, name) if name else ADDED,
        "history": history(kind, saved_name, True), "errors": {},
    }  # fmt: skip


def _wrong(problem: MonitorError, kind: str, name: str | None, sent: Mapping[str, object]) -> dict[str, object]:
    """What is wrong, at its field where there is one; else below the form, with the history as it is now."""
    field = problem.field if isinstance(problem, EditError) else None
    if field in sent:
        return {"said": None, "seen": no_update, "history": no_update, "errors": {str(field): str(problem)}}
    said: dict[str, object] = {"said": html.P(problem_words(problem), className="data-problem"), "errors": {}}
    if settings().may_edit and name and exists(kind, name):
        return said | {"seen": seen_now(kind, name), "history": history(kind, name, True)}
    return said | {"seen": no_update, "history": no_update}


def _kept(asked: int | None, search: str, pathname: str, seen: object, values: list, names: list) -> tuple:
    sent = {each["name"]: value for each, value in zip(names, values)}
    answer = keep(asked, search, pathname, seen, sent)
    errors = answer["errors"] if isinstance(answer["errors"], dict) else {}
    told = [errors.get(each["id"]["name"], "") for each in ctx.outputs_list[3]]
    return answer["said"], answer["seen"], answer["history"], told


def register(app: Dash) -> None:
    app.callback(
        Output("thing-said", "children"), Output("thing-seen", "data"), Output("thing-history", "children"),
        Output({"type": ERROR, "name": ALL}, "children"), Input("thing-save", "n_clicks"), State("url", "search"),
        State("url", "pathname"), State("thing-seen", "data"), State({"type": FIELD, "name": ALL}, "value"),
        State({"type": FIELD, "name": ALL}, "id"), prevent_initial_call=True,
    )(_kept)  # fmt: skip
