"""`/edit` adds a seizure by hand; `/edit/<id>` corrects, merges or takes out one, with its history and the way back."""

import re
from collections.abc import Mapping
from urllib.parse import quote

from dash import ClientsideFunction, Dash, Input, Output, State, dcc, html, no_update

from ..components.editing.actions import Answer, act, take_back
from ..components.editing.form import form
from ..components.editing.history import events, history_list
from ..components.editing.values import form_values
from ..components.link import in_language_of_link, link, view_of
from ..components.record import read_record, title_of
from ..components.said import problem_words
from ..errors import EditError, MonitorError
from ..language import _
from ..settings import settings
from ..store.seizures import SeizureRecord
from ..vocabulary.view import View

ADDRESS = re.compile(r"/edit(?:/(?P<seizure_id>.{1,100}))?")
PAGE = {"name": "edit", "path": ADDRESS, "tab": "/data"}
NEW: Mapping[str, list[dict[str, str]]] = {"seizures": [{"marking": "public"}], "drugs": [], "legs": [], "arrests": []}


def exists(seizure_id: str | None) -> bool:
    """Also for a seizure that was taken out: its history is the way back."""
    return seizure_id is None or read_record(seizure_id) is not None or bool(events(seizure_id))


def status(search: str, seizure_id: str | None) -> int:
    return 200


def title(seizure_id: str | None) -> str:
    return _("Correct a seizure") if seizure_id else _("Add a seizure")


def layout(search: str, seizure_id: str | None) -> html.Article:
    if not settings().may_edit:
        return html.Article(
            [
                html.H1(title(seizure_id)),
                html.P(_("The record can be changed at the machine that serves it only, until there are accounts.")),
            ],
            className="prose",
        )
    record = read_record(seizure_id) if seizure_id else None
    parts = [html.H1(title(seizure_id)), *_lead(record, seizure_id, search)]
    if record is not None or seizure_id is None:
        parts += [form(form_values(record) if record else NEW, record is None), *_save(record)]
    if record is not None:
        parts += [_merge(), _retire()]
    if seizure_id is not None:
        parts += [html.H2(_("History")), html.Div(history_list(events(seizure_id), undo=True), id="edit-history")]
    return html.Article(
        [
            *parts,
            html.Div(id="edit-said", role="status"),
            dcc.Store("edit-wish"),
            dcc.Store("edit-problems"),
            dcc.Store("edit-placed"),
        ],
        className="prose prose-wide edit-page",
        **{"data-seen": str(record.seizure["row_id"]) if record else ""},
    )  # type: ignore[arg-type]  # fmt: skip


def _lead(record: SeizureRecord | None, seizure_id: str | None, search: str) -> list:
    view = view_of(search)
    keep = View(lang=view.lang, theme=view.theme)
    if seizure_id is None:
        return [
            html.P(
                _(
                    "One event at one place, with every drug that was found. Fill in what is known; the rest stays empty."
                )
            )
        ]
    if record is None:
        return [html.P(_("This seizure is not in the record now. Below is what happened to it, and the way back."))]
    back = dcc.Link(title_of(record), href=link(f"/seizure/{quote(seizure_id)}", view=keep))
    return [
        html.P([_("You are correcting:"), " ", back]),
        html.P(
            _("What you leave as it is stays as it is. The words of the file, its sheet and its row stay in any case.")
        ),
    ]


def _reason(name: str, label: str) -> html.Div:
    return html.Div(
        [
            html.Label([label, html.Span([" ", _("needed")], className="edit-needed")], htmlFor=f"edit-{name}-reason"),
            dcc.Input(id=f"edit-{name}-reason", value="", type="text", maxLength=1000, autoComplete="off"),
            html.Span(className="edit-error", role="alert", id=f"edit-{name}-reason-error"),
        ],
        className="edit-field edit-wide",
        **{"data-reason": name},
    )  # type: ignore[arg-type]


def _button(words: str, name: str, main: bool = False) -> html.Button:
    look = "data-button data-button-main" if main else "data-button"
    return html.Button(words, type="button", className=look, **{"data-edit-act": name})  # type: ignore[arg-type]


def _save(record: SeizureRecord | None) -> list:
    words = _("Save the correction") if record else _("Add the seizure")
    why = _("Why, and how do you know?")
    return [html.Div([_reason("save", why), _button(words, "save", main=True)], className="edit-save")]


def _merge() -> html.Details:
    other = html.Div(
        [
            html.Label(_("The other record's name, as in its address"), htmlFor="edit-other"),
            dcc.Input(id="edit-other", value="", type="text", maxLength=100, autoComplete="off"),
            html.Span(_("This record stays and takes over what only the other says. The other is kept and not counted."),
                      className="edit-hint"),
            html.Span(className="edit-error", role="alert", id="edit-other-error"),
        ],
        className="edit-field edit-wide",
    )  # fmt: skip
    more = [other, _reason("merge", _("Why are they one seizure?")), _button(_("Merge"), "merge")]
    return html.Details([html.Summary(_("It is the same seizure as another record")), *more], className="edit-more")


def _retire() -> html.Details:
    more = [
        _reason("retire", _("Why should it not be in the record?")),
        _button(_("Take it out of the record"), "retire"),
    ]
    return html.Details([html.Summary(_("It should not be in the record")), *more], className="edit-more")


@in_language_of_link
def do(wish: object, search: str, pathname: str) -> dict[str, object]:
    """What a person asked for. What cannot be done is said, at its field where there is one, and nothing is changed."""
    if not isinstance(wish, dict):
        return dict.fromkeys(DONE, no_update)
    found = ADDRESS.fullmatch(pathname if isinstance(pathname, str) else "")
    seizure_id = found["seizure_id"] if found else None
    try:
        answer = take_back(wish) if wish.get("act") == "undo" else act(wish, seizure_id)
    except EditError as problem:
        at = {"reason": f"{wish.get('act')}-reason", "other": "other"}.get(problem.field or "", "")
        return _answered(Answer(str(problem)), {at: str(problem)} if at else {})
    except MonitorError as problem:
        return _answered(Answer(), {}) | {"said": html.P(problem_words(problem), className="data-problem")}
    problems = {("save-reason" if each.at == "reason" else each.at): each.text for each in answer.problems}
    return _answered(answer, problems)


def _answered(answer: Answer, problems: dict[str, str]) -> dict[str, object]:
    done = answer.goes_to is not None
    there = read_record(answer.goes_to) is not None if answer.goes_to else False
    goes = f"/seizure/{answer.goes_to}" if there else no_update
    if done and not there:
        problems = {"reload": "1"}  # it was taken out: the page of its history has the same address
    look = None if done else "data-problem"
    return {
        "said": html.P(answer.said, className=look) if answer.said else None,
        "problems": problems,
        "pathname": goes,
    }


DONE = {
    "said": Output("edit-said", "children"),
    "problems": Output("edit-problems", "data"),
    "pathname": Output("url", "pathname", allow_duplicate=True),
}


def register(app: Dash) -> None:
    app.callback(
        output=DONE,
        inputs={
            "wish": Input("edit-wish", "data"),
            "search": State("url", "search"),
            "pathname": State("url", "pathname"),
        },
        prevent_initial_call=True,
    )(do)
    app.clientside_callback(
        ClientsideFunction("review", "problems"), Output("edit-placed", "data"), Input("edit-problems", "data"),
        prevent_initial_call=True,
    )  # fmt: skip
