"""`/change/<kind>` adds a meeting, recommendation, proposal or indicator; `/change/<kind>/<name>` changes one, with its history."""

import re
from collections.abc import Mapping
from urllib.parse import unquote

from dash import Dash, Input, Output, State, dcc, html, no_update

from ..components.current import data, engine
from ..components.icons import icon
from ..components.link import in_language_of_link, link, view_of
from ..components.said import problem_words
from ..components.things.change import ADDED, everything_wrong, save, seen_now
from ..components.things.form import asked, control_id, form, seen_store
from ..components.things.history import history
from ..components.things.reading import texts_of
from ..errors import EditError, MonitorError
from ..language import _, ngettext
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
    head += [html.P(html.Bdi(name), className="life-id")] if name else []
    if not settings().may_edit:
        words = _("The record can be changed at the machine that serves it only, until there are accounts.")
        return html.Article([*head, html.P(words)], className="prose")
    with engine().connect() as db:
        row = thing(db, kind, name) if name else None
        roles = belongings(db)
    mine = roles[roles["recommendation_id"] == name]
    texts = texts_of(what, row, dict(zip(mine["role"], mine["meeting_id"])))
    parts = [*head, form(data(), kind, texts, name is None), seen_store(kind, seen_now(kind, name))]
    if name is not None:
        parts += [
            html.H2(_("History"), id="history"),
            html.Div(history(kind, name, True), id=control_id(kind, "history")),
        ]
    else:
        parts.append(html.Div(id=control_id(kind, "history")))
    return html.Article(parts, className="prose prose-wide edit-page thing-page")


def _back(kind: str, name: str | None, view: View, new: bool = False) -> html.P:
    plain = View(lang=view.lang, theme=view.theme)
    page = THINGS[kind].page
    path, _sep, query = (page.format(name=name) if name else page.split("{")[0].rstrip("/").split("?")[0]).partition(
        "?"
    )
    href = link(path, Filter(), plain)
    if query:
        href += ("&" if "?" in href else "?") + query
    words = _("Open what you have added") if new else _("Back to where it is shown")
    return html.P(dcc.Link([icon("back"), words], href=href, className="back"))


@in_language_of_link
def keep(asked_for: int | None, search: str, pathname: str, seen: object, **sent: object) -> dict[str, object]:
    """Saves what the form says as a new data version; where it cannot, says why and leaves the form as it is."""
    found = ADDRESS.fullmatch(unquote(pathname) if isinstance(pathname, str) else "")
    if not asked_for or found is None:
        return _left(sent)
    kind, name = found["kind"], found["name"]
    wrong = everything_wrong(kind, name, sent) if settings().may_edit else {}
    if wrong:
        words = ngettext(
            "Not saved: {n} field needs another look.", "Not saved: {n} fields need another look.", len(wrong)
        )
        said = html.P(words, className="data-problem")
        return _left(sent) | {"said": said, **{f"{field}_error": text for field, text in wrong.items()}}
    try:
        saved_name, saved = save(kind, name, sent, seen)
    except MonitorError as problem:
        return _wrong(problem, kind, name, sent)
    words = f"{_('Saved.')} {_('Data version {version}.', version=saved.version)} "
    said = html.Div([html.P(words), _back(kind, saved_name, view_of(search), name is None)])
    seen_after = seen_now(kind, name) if name else ADDED
    return _left(sent) | {"said": said, "seen": seen_after, "history": history(kind, saved_name, True)}


def _left(sent: Mapping[str, object]) -> dict[str, object]:
    """What a callback answers that changes nothing but the words under the fields, which it takes away."""
    return dict.fromkeys(("said", "seen", "history"), no_update) | {f"{name}_error": "" for name in sent}


def _wrong(problem: MonitorError, kind: str, name: str | None, sent: Mapping[str, object]) -> dict[str, object]:
    """What is wrong, at its field where there is one; else below the form, with the history as it is now."""
    field = problem.field if isinstance(problem, EditError) else None
    if field in sent:
        return _left(sent) | {"said": None, f"{field}_error": str(problem)}
    told = _left(sent) | {"said": html.P(problem_words(problem), className="data-problem")}
    if settings().may_edit and name and exists(kind, name):
        told |= {"seen": seen_now(kind, name), "history": history(kind, name, True)}
    return told


def register(app: Dash) -> None:
    """One callback for each kind: every field of its form is on the page when the form is."""
    for kind, what in THINGS.items():
        names = asked(what)
        app.callback(
            output={
                "said": Output(control_id(kind, "said"), "children"), "seen": Output(control_id(kind, "seen"), "data"),
                "history": Output(control_id(kind, "history"), "children"),
                **{f"{name}_error": Output(f"{control_id(kind, name)}-error", "children") for name in names},
            },
            inputs={
                "asked_for": Input(control_id(kind, "save"), "n_clicks"), "search": State("url", "search"),
                "pathname": State("url", "pathname"), "seen": State(control_id(kind, "seen"), "data"),
                **{name: State(control_id(kind, name), "value") for name in names},
            },
            prevent_initial_call=True,
        )(keep)  # fmt: skip
