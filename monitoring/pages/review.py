"""`/data/review`: what waits for a person, one question a card; answered with the keyboard or the mouse, once for all files."""

import re
from urllib.parse import parse_qsl

from dash import ClientsideFunction, Dash, Input, Output, State, dcc, html, no_update

from ..components.current import engine
from ..components.intake.mapping_editor import code_lists
from ..components.link import in_language_of_link, link, view_of
from ..components.reviewing.actions import act, take_back
from ..components.reviewing.cards import doubt_card, objection_card, pair_card, place_card, word_card
from ..components.said import problem_words
from ..errors import MonitorError
from ..language import N_, _, number
from ..settings import settings
from ..store.decisions import decided_places, decided_words
from ..store.review import counts, open_doubts, open_objections, open_places, suspected_pairs, unknown_words
from ..vocabulary.gazetteer import gazetteer
from ..vocabulary.lookup import lookups
from ..vocabulary.view import View

PATH = "/data/review"
PAGE = {"name": "review", "path": re.compile(PATH), "tab": "/data"}
QUEUES = {
    "words": N_("Words"), "places": N_("Places"), "duplicates": N_("Suspected duplicates"), "outliers": N_("Doubtful cells"),
    "objections": N_("Objections"),
}  # fmt: skip
KEYS = (
    (("j", "k"), N_("next, previous")), (("1–5",), N_("choose")), (("Enter",), N_("accept")),
    (("n",), N_("none, on purpose")), (("s",), N_("later")), (("u",), N_("take the last answer back")),
)  # fmt: skip
SHOWN = 25  # cards at a time: the next ones come as these are answered
STEPS = 50  # answers that can be taken back


def exists() -> bool:
    return True


def title() -> str:
    return _("Review queue")


def status(search: str) -> int:
    return 200


def layout(search: str) -> html.Div:
    if not settings().may_edit:
        closed = _("The record can be changed at the machine that serves it only, until there are accounts.")
        return html.Article([html.H1(title()), html.P(closed)], className="prose")  # type: ignore[return-value]
    keys = [html.Span([*(html.Kbd(key) for key in names), " ", _(words)]) for names, words in KEYS]
    apply = html.Button(
        _("Apply to the record"), type="button", className="data-button data-button-main", **{"data-review": "apply"}
    )  # type: ignore[arg-type]
    lead = _("Answer once: it holds for every file to come, and for what is in the record when you apply it.")
    return html.Div(
        [
            html.Header(
                [html.Div([html.H1(title()), html.P(lead)]), html.Div([apply, _undo()], className="ways")], className="review-head"
            ),
            html.Div(id="review-said", role="status"),
            html.Nav(id="review-tabs", className="review-tabs", **{"aria-label": _("Queues")}),  # type: ignore[arg-type]
            html.P(keys, className="review-keys", **{"aria-label": _("Keys")}),  # type: ignore[arg-type]
            html.Div(id="review-list", className="review-list"),
            dcc.Store("review-wish"),
            dcc.Store("review-done", data=0),
            dcc.Store("review-past", data=[]),
            dcc.Store("review-arrived"),
            *code_lists(),
        ],
        className="review-page",
    )  # fmt: skip


def _undo() -> html.Button:
    return html.Button(
        _("Take the last answer back"), type="button", className="data-button", **{"data-review": "undo"}
    )  # type: ignore[arg-type]


def queue_of(search: object) -> str:
    """The queue that a link names; the first one for any other."""
    pairs = (
        parse_qsl(search.removeprefix("?"), max_num_fields=50) if isinstance(search, str) and len(search) < 2000 else []
    )
    named = dict(pairs).get("queue", "")
    return named if named in QUEUES else next(iter(QUEUES))


@in_language_of_link
def do(wish: object, search: str, pathname: str, done: int, past: object) -> dict[str, object]:
    """What a person answered, if it is new; and the queue as it is afterwards."""
    if pathname != PATH or not settings().may_edit:
        return dict.fromkeys(OUTPUTS, no_update)
    steps = [step for step in past if isinstance(step, dict)][-STEPS:] if isinstance(past, list) else []
    said: object = no_update
    asked = wish if isinstance(wish, dict) and wish.get("number") != done else None
    if asked is not None:
        try:
            undo = asked.get("act") == "undo"
            answer = take_back(steps.pop() if steps else None) if undo else act(asked)
            said = html.P(answer.said)
            steps += [dict(answer.step)] if answer.step else []
        except MonitorError as problem:
            said = html.P(problem_words(problem), className="data-problem")
    tabs, cards = draw(queue_of(search), search)
    number_done = asked.get("number") if asked is not None else done
    return {
        "said": said,
        "tabs": tabs,
        "cards": cards,
        "past": steps,
        "done": number_done if isinstance(number_done, int) else 0,
    }


def draw(queue: str, search: str) -> tuple[list, list]:
    """The tabs with how much waits under each, and the first cards of a queue."""
    view = view_of(search)
    keep = link("", view=View(lang=view.lang, theme=view.theme))
    audience = settings().audience
    with engine().connect() as db:
        words, places = lookups(decided_words(db)), gazetteer(decided_places(db))
        waiting = counts(db, audience, words, places)
        if queue == "words":
            cards = [word_card(row) for _at, row in unknown_words(db, words, SHOWN).iterrows()]
        elif queue == "places":
            cards = [place_card(text) for text in open_places(db, places, SHOWN)]
        elif queue == "duplicates":
            cards = [pair_card(pair, keep) for pair in suspected_pairs(db, audience, SHOWN)]
        elif queue == "outliers":
            cards = [doubt_card(row, keep) for _at, row in open_doubts(db, audience, SHOWN).iterrows()]
        else:
            cards = [objection_card(row, keep) for _at, row in open_objections(db, audience, SHOWN).iterrows()]
    tabs = [_tab(name, waiting[name], name == queue, keep) for name in QUEUES]
    return tabs, cards or [html.P(_("Nothing waits here."), className="review-empty")]


def _tab(name: str, waiting: int, current: bool, keep: str) -> object:
    words = [_(QUEUES[name]), html.Span(number(waiting), className="review-count")]
    if current:
        return html.Span(words, className="review-tab", **{"aria-current": "page"})  # type: ignore[arg-type]
    sign = "&" if keep else "?"
    return dcc.Link(words, href=f"{PATH}{keep}{sign}queue={name}", className="review-tab")


OUTPUTS = {
    "said": Output("review-said", "children"),
    "tabs": Output("review-tabs", "children"),
    "cards": Output("review-list", "children"),
    "past": Output("review-past", "data"),
    "done": Output("review-done", "data"),
}


def register(app: Dash) -> None:
    app.callback(
        output=OUTPUTS,
        inputs={
            "wish": Input("review-wish", "data"), "search": Input("url", "search"), "pathname": State("url", "pathname"),
            "done": State("review-done", "data"), "past": State("review-past", "data"),
        },
    )(do)  # fmt: skip
    app.clientside_callback(
        ClientsideFunction("review", "arrive"), Output("review-arrived", "data"), Input("review-done", "data"),
        prevent_initial_call=True,
    )  # fmt: skip
