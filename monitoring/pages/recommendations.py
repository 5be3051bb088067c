"""`/recommendations`: every recommendation and commitment, narrowed by the link; `/recommendations/<id>`: the life of one."""

import re
from collections.abc import Mapping

import dash_mantine_components as dmc
from dash import ClientsideFunction, Dash, Input, Output, State, dcc, html, no_update

from ..components import map as map_component
from ..components.current import Data, data, engine, version_asked
from ..components.icons import icon
from ..components.life_drafts import FIELDS, save
from ..components.link import in_language_of_link, link
from ..components.pillar_nav import TAB
from ..components.recommendation_counts import PATH, attention, pillars, summary
from ..components.recommendation_life import facts, form, life
from ..components.recommendation_list import chips, rows
from ..components.recommendation_map import MAP, addressed
from ..components.recommendations_of import Mechanism, mechanism, plain, read
from ..components.said import problem_words
from ..components.things.change import change_link
from ..errors import EditError, MonitorError
from ..language import _, ngettext
from ..measures.recommendations import by_addressee
from ..settings import settings
from ..store.recommendations import newest_event
from ..vocabulary.filters import Filter
from ..vocabulary.view import View

ADDRESS = re.compile(r"/recommendations(?:/(?P<name>[A-Za-z0-9-]{1,64}))?")
PAGE = {
    "name": "recommendations",
    "path": ADDRESS,
    "tab": TAB,
}


def exists(name: str | None) -> bool:
    return name is None or name in set(mechanism(data()).standing["recommendation_id"])


def status(search: str, name: str | None) -> int:
    """200, or raises what is wrong with the link."""
    read(search)
    return 200


def title(name: str | None) -> str:
    return name or _("Recommendations")


def layout(search: str, name: str | None) -> html.Article:
    found, chosen, view = read(search)
    content = _every(found, chosen, view) if name is None else _one(found, chosen, view, name)
    return html.Article(content, className="prose prose-wide life-page")


def _every(found: Mechanism, chosen: Filter, view: View) -> list:
    keep = plain(view)
    n = ngettext("{n} recommendation and commitment", "{n} recommendations and commitments", len(found.standing))
    return [
        html.Div(
            [
                html.H1(_("Recommendations")),
                html.P([f"{n}: ", _("what was promised, what was asked for, and what is known of it.")]),
                html.P(dcc.Link(_("Meetings, and a review for the next one"), href=link("/meetings", chosen, keep))),
                *change_link(found.current, "recommendation", None, view),
            ]
        ),
        html.Div(_content(found, chosen, view), id="recommendations-counts", className="life-cards"),
        html.H2(_("All of them")),
        html.Div([_addressee(found, view), _words(view)], className="life-tools"),
        html.Div([chips(found, chosen, view), rows(found, chosen, view)], id="recommendations-rows"),
        addressed(found, view),
    ]  # fmt: skip


def _content(found: Mechanism, chosen: Filter, view: View) -> list:
    return [part(found, chosen, view) for part in (summary, attention, pillars)]


def _addressee(found: Mechanism, view: View) -> dmc.Select:
    choices = [{"value": whom, "label": f"{whom} ({n})"} for whom, n in by_addressee(found.standing).items()]
    return dmc.Select(
        id="recommendations-addressee", label=_("Addressee"), data=choices, value=view.addressee, size="sm", searchable=True,
        clearable=True, placeholder=_("Anybody"), nothingFoundMessage=_("Nobody of this name"),
    )  # fmt: skip


def _words(view: View) -> html.Div:
    field = dcc.Input(
        id="recommendations-words", type="search", value=view.words or "", debounce=0.4, maxLength=120, autoComplete="off",
        className="life-words",
    )  # fmt: skip
    return html.Div([html.Label(_("Words"), htmlFor="recommendations-words"), field], className="life-words-field")


def _one(found: Mechanism, chosen: Filter, view: View, name: str) -> list:
    back = html.P(dcc.Link([icon("back"), _("All recommendations")], href=link(PATH, chosen, view), className="back"))
    frame = found.standing[found.standing["recommendation_id"] == name]
    if frame.empty:
        return [back, html.P(_("This recommendation is not in this data version."))]
    row = frame.iloc[0]
    return [
        back,
        html.H1([html.Span(name, className="life-id"), " ", html.Span(row["gist"], dir="auto")]),
        html.Div(facts(row, found, chosen, view), id="life-facts"),
        *change_link(found.current, "recommendation", name, view),
        html.H2(_("Life cycle")),
        html.Div(life(name, settings().may_edit), id="life-events"),
        *_editing(found.current, name),
    ]


def _editing(current: Data, name: str) -> list:
    if not settings().may_edit:
        words = _("Events can be added at the machine that serves this page only, until there are accounts.")
        return [html.P(words, className="note")]
    if current.number is not None:
        return [html.P(_("This is an older data version. Take v out of the link to add an event."), className="note")]
    return [html.H2(_("Add an event")), form(), dcc.Store("life-seen", data=_seen(name))]


def _seen(name: str) -> int:
    with engine().connect() as db:
        return newest_event(db, name)


@in_language_of_link
def show(search: str) -> dict[str, object]:
    """The list and its counts as a link asks."""
    try:
        found, chosen, view = read(search)
    except MonitorError as problem:
        said = html.P(problem_words(problem), className="data-problem")
        return dict.fromkeys(SHOWN, no_update) | {"rows": said}
    return {
        "counts": _content(found, chosen, view), "rows": [chips(found, chosen, view), rows(found, chosen, view)],
        "addressee": view.addressee, "words": view.words or "",
    }  # fmt: skip


@in_language_of_link
def keep(asked: int | None, search: str, pathname: str, seen: object, **sent: object) -> dict[str, object]:
    """Adds the event of the form as a new data version; where it cannot, says why and leaves the form as it is."""
    if not asked:
        return dict.fromkeys(KEPT, no_update)
    found = ADDRESS.fullmatch(pathname if isinstance(pathname, str) else "")
    name = (found["name"] or "") if found else ""
    left: dict[str, object] = dict.fromkeys(KEPT, no_update) | _errors({})
    try:
        done = save(name, sent, seen)
    except MonitorError as problem:
        return left | _wrong(problem, name)
    mechanism_now, chosen, view = read(_without_version(search))
    row = mechanism_now.standing[mechanism_now.standing["recommendation_id"] == name].iloc[0]
    return left | dict.fromkeys((f"{field}_value" for field in FIELDS), "") | {
        "said": html.P(f"{_('Added.')} {_('Data version {version}.', version=done.version)}"), "seen": _seen(name),
        "facts": facts(row, mechanism_now, chosen, view), "events": life(name, True), "status_value": None,
    }  # fmt: skip


def _without_version(search: str) -> str:
    asked = version_asked(search)
    return re.sub(rf"(?<=[?&])v={asked}&?", "", search) if asked else search


def _wrong(problem: MonitorError, name: str) -> dict[str, object]:
    """What is wrong, at its field where there is one; else below the form, with the life as it is now."""
    field = problem.field if isinstance(problem, EditError) else None
    if field in FIELDS:
        return {"said": None, **_errors({str(field): str(problem)})}
    said: dict[str, object] = {"said": html.P(problem_words(problem), className="data-problem")}
    if settings().may_edit and exists(name):
        said |= {"seen": _seen(name), "events": life(name, True)}
    return said


def _errors(said: Mapping[str, str]) -> dict[str, str]:
    return {f"{name}_error": said.get(name, "") for name in FIELDS}


SHOWN = {
    "counts": Output("recommendations-counts", "children"),
    "rows": Output("recommendations-rows", "children"),
    "addressee": Output("recommendations-addressee", "value"),
    "words": Output("recommendations-words", "value"),
}
KEPT = {
    "said": Output("life-said", "children"),
    "seen": Output("life-seen", "data"),
    "facts": Output("life-facts", "children"),
    "events": Output("life-events", "children"),
    **{f"{name}_value": Output(f"life-{name}", "value") for name in FIELDS},
    **{f"{name}_error": Output(f"life-{name}-error", "children") for name in FIELDS},
}


def register(app: Dash) -> None:
    map_component.register(app, MAP)
    app.callback(output=SHOWN, inputs={"search": Input("url", "search")}, prevent_initial_call=True)(show)
    app.clientside_callback(
        ClientsideFunction("recommendations", "ask"), Output("url", "search", allow_duplicate=True),
        Input("recommendations-addressee", "value"), Input("recommendations-words", "value"), prevent_initial_call=True,
    )  # fmt: skip
    app.callback(
        output=KEPT,
        inputs={
            "asked": Input("life-save", "n_clicks"), "search": State("url", "search"), "pathname": State("url", "pathname"),
            "seen": State("life-seen", "data"), **{name: State(f"life-{name}", "value") for name in FIELDS},
        },
        prevent_initial_call=True,
    )(keep)  # fmt: skip
