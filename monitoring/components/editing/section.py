"""On the page of a seizure: what happened to it, the way to correct it, and "this is wrong" for whoever sees a fault."""

from urllib.parse import quote

from dash import Dash, Input, Output, State, dcc, html, no_update

from ...errors import MonitorError
from ...language import _
from ...settings import settings
from ..link import in_language_of_link
from ..said import problem_words
from .actions import act
from .history import events, history_list


def section(seizure_id: str, keep: str) -> list:
    """The history for everybody; the ways to change something only where the record may be changed."""
    parts: list = [html.H2(_("History")), history_list(events(seizure_id), undo=False)]
    if settings().may_edit:
        correct = dcc.Link(_("Correct this record"), href=f"/edit/{quote(seizure_id)}{keep}", className="data-button")
        parts += [html.P(correct), _wrong(), dcc.Store("wrong-wish")]
    return parts


def _wrong() -> html.Details:
    field = html.Div(
        [
            html.Label(_("What is wrong, and how do you know?"), htmlFor="edit-wrong-reason"),
            dcc.Textarea(id="edit-wrong-reason", value="", className="data-text", maxLength=4000),
        ],
        className="edit-field",
        **{"data-reason": "wrong"},
    )  # type: ignore[arg-type]
    send = html.Button(_("Put it in the review queue"), type="button", className="data-button", **{"data-edit-act": "wrong"})  # type: ignore[arg-type]  # fmt: skip
    said = html.Div(id="wrong-said", role="status")
    return html.Details([html.Summary(_("This is wrong")), field, send, said], className="wrong edit-page")


@in_language_of_link
def say_wrong(wish: object, search: str, pathname: str) -> dict[str, object]:
    """Puts what somebody says is wrong about the seizure of the page into the queue."""
    prefix = "/seizure/"
    if not isinstance(wish, dict) or not isinstance(pathname, str) or not pathname.startswith(prefix):
        return {"said": no_update}
    try:
        answer = act({**wish, "act": "wrong"}, pathname.removeprefix(prefix))
    except MonitorError as problem:
        return {"said": html.P(problem_words(problem), className="data-problem")}
    return {"said": html.P(answer.said)}


def register(app: Dash) -> None:
    app.callback(
        output={"said": Output("wrong-said", "children")},
        inputs={
            "wish": Input("wrong-wish", "data"),
            "search": State("url", "search"),
            "pathname": State("url", "pathname"),
        },
        prevent_initial_call=True,
    )(say_wrong)
