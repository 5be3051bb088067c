"""`/data`: bring a file, see what was recognised and why, decide, import, take back; and where all the data comes from.

The address is the state: which upload or import is open. Everything a person does goes through one callback (`do`), and
what the page shows of an upload through another (`watch`), which asks again while a step runs.
"""

import json
import re
from datetime import date
from hashlib import sha256

from dash import ClientsideFunction, Dash, Input, Output, State, dcc, html, no_update

from ..components import jobs
from ..components.current import engine
from ..components.importing import vocabulary
from ..components.intake.actions import act, read_wish
from ..components.intake.catalogue import catalogue
from ..components.intake.coverage import matrix
from ..components.intake.details import details
from ..components.intake.history import history
from ..components.intake.mapping_editor import code_lists
from ..components.intake.markup import markup
from ..components.intake.national import national
from ..components.intake.place import Place, read_place
from ..components.intake.uploads import bring, listed, progress
from ..components.intake.work import work
from ..components.link import in_language_of_link
from ..components.said import problem_words
from ..errors import MonitorError
from ..language import _, language, ngettext
from ..settings import settings
from ..store.review import counts

PAGE = {"name": "data", "path": re.compile(r"/data"), "tab": "/data"}
TICK_MS = 700
REVIEW = "/data/review"
# Parts of the page that are drawn as HTML text, each from a store of its own: see intake.markup.
SLOTS = ("jobs", "progress", "work", "details", "history", "national", "coverage", "sources", "lists")


def exists() -> bool:
    return True


def title() -> str:
    return _("Data")


def status(search: str) -> int:
    """200, or raises what is wrong with the link."""
    read_place(search)
    return 200


def layout(search: str) -> html.Div:
    """The page; the callbacks fill in what follows the address."""
    place = read_place(search)
    open_ = settings().may_edit
    return html.Div(
        [
            head(place),
            html.Div(id="data-said", role="status"),
            html.Div(
                [
                    html.Div(
                        [
                            html.Section(
                                [html.H2(_("Bring a file"), className="section-title"), *bring(place)], className="data-card"
                            ),
                            html.Section(
                                [html.H2(_("Files that wait here"), className="section-title"), html.Div(id="data-jobs")],
                                className="data-card",
                                hidden=not open_,
                            ),
                        ],
                        className="data-side",
                    ),
                    html.Div(
                        [
                            html.Div(id="data-progress"),
                            html.Div(id="data-work"),
                            html.Div(id="data-details"),
                            html.Div(id="data-history"),
                            html.Div(id="data-national"),
                            html.Div(id="data-coverage"),
                            html.Div(id="data-sources"),
                        ],
                        className="data-main",
                    ),
                ],
                className="data-grid",
            ),
            dcc.Store("data-wish"),
            dcc.Store("data-done", data=0),
            dcc.Store("data-shown"),
            dcc.Store("data-imported"),
            dcc.Store("data-opened", data=True),
            *(dcc.Store(f"html-{slot}") for slot in SLOTS),
            dcc.Interval("data-tick", interval=TICK_MS, disabled=True),
            html.Div(id="data-tip", role="tooltip", hidden=True),
            html.Div(id="data-lists", hidden=True),
        ],
        className="data-page",
    )  # fmt: skip


def head(place: Place) -> html.Header:
    """The title, what is open in the review queue, and the workbook to fill in."""
    keep = "&".join(f"{name}={value}" for name, value in (("lang", place.lang), ("theme", place.theme)) if value)
    ways = [
        html.A(
            _("Template to fill in (.xlsx)"),
            href=f"/data/template.xlsx?lang={language()}",
            className="data-button",
            download="",
        )
    ]
    if settings().may_edit:
        known = vocabulary(engine())
        with engine().connect() as db:
            open_ones = sum(counts(db, settings().audience, known.words, known.places).values())
        words = ngettext("{n} question for a person", "{n} questions for a person", open_ones)
        ways.insert(
            0,
            dcc.Link(
                [_("Review queue"), ": ", words], href=f"{REVIEW}{f'?{keep}' if keep else ''}", className="data-button"
            ),
        )
    return html.Header(
        [
            html.Div(
                [
                    html.H1(_("Data")),
                    html.P(
                        _(
                            "Bring what agencies send as they send it. Nothing is lost, nothing is invented, and every "
                            "import can be taken back."
                        )
                    ),
                ]
            ),
            html.Div(ways, className="ways"),
        ],
        className="data-head",
    )  # fmt: skip


@in_language_of_link
def do(wish: object, search: str, done: int) -> dict[str, object]:
    """What a person asked for; the page looks again afterwards. What cannot be done is said, and nothing is changed."""
    if wish is None:  # Dash calls for a page that has just been drawn, too
        return {"said": no_update, "done": no_update, "search": no_update}
    try:
        read = read_place(search)
        asked = read_wish(wish)
        result = act(asked)
    except MonitorError as problem:
        return {
            "said": html.P(problem_words(problem), className="data-problem"),
            "done": _next(done),
            "search": no_update,
        }
    words = html.P(result.said) if result.said else None
    gone = result.left and read.upload in (asked.name, asked.upload)
    place = Place(kind=read.kind, lang=read.lang, theme=read.theme)
    return {"said": words, "done": _next(done), "search": place.query() if gone else no_update}


def _next(done: object) -> int:
    return done + 1 if isinstance(done, int) and abs(done) < 1_000_000_000 else 1


@in_language_of_link
def watch(search: str, pathname: str, ticks: int, done: int, opened: bool, shown: object) -> dict[str, object]:
    """The uploads, and the one that is open: its progress, and what was seen in it where that is new."""
    if pathname != "/data":
        return dict.fromkeys(WATCHED, no_update)
    nothing: dict[str, object] = {"jobs": "", "progress": "", "work": "", "still": True, "shown": None}
    if not settings().may_edit:
        return nothing
    try:
        place = read_place(search)
        found = jobs.jobs()
        job = jobs.find_job(place.upload) if place.upload else None
    except MonitorError as problem:
        return nothing | {"jobs": markup(listed(jobs.jobs(), Place())), "work": markup(said(problem))}
    print_ = fingerprint(job, place)
    return {
        "jobs": markup(listed(found, place)),
        "progress": markup(progress(job)) if job else "",
        "work": no_update if print_ == shown else markup(work(job, place)) if job else "",
        "still": not any(each.state in jobs.RUNNING for each in found),
        "shown": print_,
    }


def said(problem: MonitorError) -> html.P:
    return html.P(problem_words(problem), className="data-problem")


def fingerprint(job: jobs.Job | None, place: Place) -> str:
    """Changes when what is shown of an upload would be different; its progress is shown apart."""
    if job is None:
        return ""
    draft = job.folder / "mapping.toml"
    changed_at = draft.stat().st_mtime_ns if draft.is_file() else 0
    told = [job.id, job.state, job.message, job.options, job.report, place.query(), changed_at]
    return sha256(json.dumps(told, sort_keys=True, default=str).encode()).hexdigest()[:16]


@in_language_of_link
def show_record(search: str, pathname: str, done: int, imported: object, opened: bool) -> dict[str, object]:
    """What follows the record: the import that is open, the history, coverage and catalogue."""
    if pathname != "/data":
        return dict.fromkeys(RECORD, no_update)
    try:
        place = read_place(search)
        one = details(place)
    except MonitorError as problem:
        place, one = Place(), said(problem)
    parts = {
        "details": one, "history": history(place), "national": national(place),
        "coverage": matrix(place, date.today().year), "sources": catalogue(),
    }  # fmt: skip
    return {name: markup(part) for name, part in parts.items()}


@in_language_of_link
def suggestions(opened: bool, search: str) -> str:
    """The lists of codes that a browser offers while one writes; once for a page."""
    return markup(code_lists()) if settings().may_edit else ""


WATCHED = {
    "jobs": Output("html-jobs", "data"),
    "progress": Output("html-progress", "data"),
    "work": Output("html-work", "data"),
    "still": Output("data-tick", "disabled"),
    "shown": Output("data-shown", "data"),
}
RECORD = {
    "details": Output("html-details", "data"),
    "history": Output("html-history", "data"),
    "national": Output("html-national", "data"),
    "coverage": Output("html-coverage", "data"),
    "sources": Output("html-sources", "data"),
}


def register(app: Dash) -> None:
    search, pathname, done = Input("url", "search"), State("url", "pathname"), Input("data-done", "data")
    app.callback(
        output={
            "said": Output("data-said", "children"),
            "done": Output("data-done", "data"),
            "search": Output("url", "search", allow_duplicate=True),
        },
        inputs={
            "wish": Input("data-wish", "data"),
            "search": State("url", "search"),
            "done": State("data-done", "data"),
        },
        prevent_initial_call=True,
    )(do)
    # `opened` stands in the page: Dash makes no first call for inputs that callbacks without a first call may write.
    # `imported` is set by the browser's code and is no output of `watch`, which would keep the first call back, too.
    opened = Input("data-opened", "data")
    app.callback(
        output=WATCHED,
        inputs={
            "search": search, "pathname": pathname, "ticks": Input("data-tick", "n_intervals"), "done": done,
            "opened": opened, "shown": State("data-shown", "data"),
        },
    )(watch)  # fmt: skip
    app.callback(
        output=RECORD,
        inputs={
            "search": search, "pathname": pathname, "done": done, "imported": Input("data-imported", "data"),
            "opened": opened,
        },
    )(show_record)  # fmt: skip
    app.callback(output=Output("html-lists", "data"), inputs={"opened": opened, "search": State("url", "search")})(
        suggestions
    )
    app.clientside_callback(ClientsideFunction("data", "ended"), Input("data-shown", "data"), prevent_initial_call=True)
    app.clientside_callback(
        ClientsideFunction("data", "draw"),
        *(Input(f"html-{slot}", "data") for slot in SLOTS),
        prevent_initial_call=True,
    )
