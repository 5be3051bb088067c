"""`/questionnaires`: the list; `/questionnaires/<id>`: questions, completeness, the way to the forms; `/design`, `/answers` and
`/<question>` below it: its questions changed, the answers of one country and year, and one question studied.
"""

import re
from collections.abc import Mapping
from dataclasses import replace

from dash import ClientsideFunction, Dash, Input, Output, State, dcc, html, no_update

from ..components import map as map_component
from ..components.current import data, engine
from ..components.icons import icon
from ..components.life_marks import text_or
from ..components.link import in_language_of_link, link
from ..components.questionnaire_actions import act
from ..components.questionnaire_forms import answers as answers_form
from ..components.questionnaire_forms import design as design_form
from ..components.questionnaire_forms import whose
from ..components.questionnaire_parts import (
    MAP,
    completeness,
    edition_chips,
    every,
    facts,
    history,
    questions_table,
    scrolled,
)
from ..components.questionnaire_study import answer_cell, study
from ..components.questionnaires_of import PATH, Known, answers_to, known, read
from ..components.recommendations_of import plain
from ..components.said import problem_words
from ..errors import EditError, MonitorError
from ..language import N_, _, language, number
from ..settings import settings
from ..store import answers as store_answers
from ..store.questionnaires import Head, has_answers, newest
from ..vocabulary.countries import COUNTRIES, country_name
from ..vocabulary.filters import Filter
from ..vocabulary.questions import CLOSED, DRAFT, OPEN, Edition, answer_state_name, question_kind_name
from ..vocabulary.view import View

ADDRESS = re.compile(
    rf"{PATH}(?:/(?P<name>[a-z0-9][a-z0-9-]{{1,63}})(?:/(?P<part>design|answers|q[1-9][0-9]{{0,5}}))?)?"
)
PAGE = {"name": "questionnaires", "path": ADDRESS, "tab": "/pillars"}
NEW = "new"
AGAIN = "again"  # the wish to see the page as it is now
ONLY_HERE = N_(
    "Questionnaires can be changed and filled in at the machine that serves this page only, until there are accounts."
)


def exists(name: str | None, part: str | None) -> bool:
    if name is None or (name == NEW and part is None):
        return True
    editions = known(data()).editions
    mine = [one for (of, _edition), one in editions.items() if of == name]
    asked = {each.question_id for one in mine for each in one.questions}
    return bool(mine) and (part is None or not part.startswith("q") or part in asked)


def status(search: str, name: str | None, part: str | None) -> int:
    """200, or raises what is wrong with the link."""
    read(search)
    return 200


def title(name: str | None, part: str | None) -> str:
    if name is None:
        return _("Questionnaires")
    if name == NEW:
        return _("A new questionnaire")
    shown = known(data()).shown(name, View())
    words = shown.title if shown else name
    return f"{part} · {words}" if part and part.startswith("q") else words


def layout(search: str, name: str | None, part: str | None) -> html.Article:
    content, seen = _content(search, name, part)
    return html.Article(
        [
            html.Div(content, id="questionnaire-content"),
            html.Div(id="questionnaire-said", role="status"),
            dcc.Store("questionnaire-wish"),
            dcc.Store("questionnaire-problems"),
            dcc.Store("questionnaire-seen", data=seen),
        ],
        className="prose prose-wide life-page forms-page edit-page",
    )


def _content(search: str, name: str | None, part: str | None) -> tuple[list, int]:
    """What the page shows, and the number by which a form knows that nobody was faster."""
    found, chosen, view = read(search)
    keep = replace(plain(view), show=view.show)
    if name is None:
        return _list(found, chosen, view), 0
    if name == NEW:
        return _new(found, chosen, view), 0
    edition = found.shown(name, view)
    back = _back(_("All questionnaires"), PATH, chosen, plain(view))
    if edition is None:
        return [back, html.P(_("This questionnaire is not in this data version."))], 0
    up = _back(edition.title, f"{PATH}/{name}", chosen, keep)
    if part is None:
        with engine().connect() as db:
            seen = newest(db, name)
        return [back, *_one(found, edition, chosen, view)], seen
    if part == "design":
        return _design(found, edition, up)
    if part == "answers":
        return _answers(found, edition, up, chosen, view)
    return _question(found, edition, part, up, chosen, view), 0


def _back(words: str, path: str, chosen: Filter, view: View) -> html.P:
    there = link(path, replace(chosen, country=()), view)
    return html.P(dcc.Link([icon("back"), html.Span(words, dir="auto")], href=there, className="back"))


def _list(found: Known, chosen: Filter, view: View) -> list:
    new = dcc.Link(_("Design a new questionnaire"), href=link(f"{PATH}/{NEW}", view=plain(view)),
                   className="data-button data-button-main")  # fmt: skip
    said = _("What partners are asked in writing, edition by edition, and what they have answered for which year. "
             "An empty answer, one that is not known and one that does not apply are three things.")  # fmt: skip
    return [
        html.H1(_("Questionnaires")), html.P(said), every(found, chosen, view),
        html.P(new, className="forms-new") if _editable(found) else None,
    ]  # fmt: skip


def _editable(found: Known) -> bool:
    return settings().may_edit and found.current.number is None


def _new(found: Known, chosen: Filter, view: View) -> list:
    back = _back(_("All questionnaires"), PATH, chosen, plain(view))
    head = [back, html.H1(_("A new questionnaire"))]
    if not _editable(found):
        return [*head, html.P(_(ONLY_HERE), className="note")]
    return [*head, html.P(_("It begins as a draft. Open it for answers when its questions are agreed.")),
            *_form(design_form(None, None, False))]  # fmt: skip


def _form(text: str, **more: str) -> list:
    return [
        html.Div(id="questionnaire-form", **{"data-edition": "", **more}),
        dcc.Store("questionnaire-html", data=text),
    ]


def _one(found: Known, edition: Edition, chosen: Filter, view: View) -> list:
    name = edition.questionnaire_id
    path = f"{PATH}/{name}"
    parts: list = [
        html.H1(edition.title, dir="auto"), edition_chips(found, edition, path, chosen, view), facts(found, edition),
        _ways(found, edition, chosen, view),
    ]  # fmt: skip
    parts += [html.H2(_("Questions")), questions_table(edition, chosen, view)]
    parts += [html.H2(_("How complete the answers are")), *completeness(found, edition, chosen, view)]
    return [*parts, html.H2(_("History")), history(name, settings().may_edit)]


def _ways(found: Known, edition: Edition, chosen: Filter, view: View) -> html.Div | html.P:
    """What can be done with an edition: the form out and in, answers on screen, other questions, another state."""
    path, keep = f"{PATH}/{edition.questionnaire_id}", replace(plain(view), show=str(edition.edition))
    form = html.A(
        [icon("download"), _("Empty form (.xlsx)")], href=_form_link(edition), download=True, className="data-button"
    )
    if not _editable(found):
        shown = [form] if edition.questions else []
        return html.Div([*shown, html.P(_(ONLY_HERE), className="note")], className="forms-ways")
    ways: list = [form] if edition.questions else []
    if edition.state == OPEN:
        bring = html.Button(
            _("Import filled forms"),
            type="button",
            className="data-button data-button-main",
            **{"data-import-forms": ""},
        )
        there = link(f"{path}/answers", replace(chosen, country=()), keep)
        ways += [bring, dcc.Link(_("Fill in on screen"), href=there, className="data-button")]
    ways.append(dcc.Link(_("Change the questions"), href=link(f"{path}/design", chosen, keep), className="data-button"))
    brought = html.Div(
        id="questionnaire-brought", role="status", **{"data-lost": _("The file could not be sent. Try again.")}
    )
    return html.Div([html.Div(ways, className="ways"), brought, _state(edition)], className="forms-ways")


def _state(edition: Edition) -> html.Details:
    """The way to another state, with its reason."""
    words = {OPEN: _("Open it for answers"), CLOSED: _("Close it: no more answers"), DRAFT: _("Make it a draft again")}
    others = [one for one in words if one != edition.state and (one != CLOSED or edition.state == OPEN)]
    buttons = [
        html.Button(
            words[one], type="button", className="data-button",
            **{"data-questionnaire-act": one, "data-edition": str(edition.edition)},
        )
        for one in others
    ]  # fmt: skip
    reason = html.Div(
        [
            html.Label(_("Why?"), htmlFor="questionnaire-state-reason"),
            dcc.Input(id="questionnaire-state-reason", type="text", value="", maxLength=1000, autoComplete="off"),
            html.Span(className="edit-error", role="alert", **{"data-error": "reason"}),
        ],
        className="edit-field",
    )
    return html.Details(
        [html.Summary(_("Open, close")), reason, html.Div(buttons, className="ways")], className="edit-more"
    )


def _form_link(edition: Edition, whose_form: str = "") -> str:
    return f"{PATH}/{edition.questionnaire_id}/form.xlsx?edition={edition.edition}&lang={language()}{whose_form}"


def _design(found: Known, edition: Edition, up: html.P) -> tuple[list, int]:
    name = edition.questionnaire_id
    newest_edition = found.editions[name, found.numbers(name)[0]]
    head: list = [up, html.H1(_("Change the questions"))]
    if not _editable(found):
        return [*head, html.P(_(ONLY_HERE), className="note")], 0
    row = found.head(name, newest_edition.edition)
    said = Head(name, row["title"], text_or(row["purpose"]), row["pillars"], text_or(row["source"]))
    with engine().connect() as db:
        answered, seen = has_answers(db, name, newest_edition.edition), newest(db, name)
    which = html.P(_("You are changing edition {n}, the newest.", n=number(newest_edition.edition)))
    return [*head, which, *_form(design_form(said, newest_edition, answered))], seen


def _answers(found: Known, edition: Edition, up: html.P, chosen: Filter, view: View) -> tuple[list, int]:
    """The answers of one country and year: as a form where one may fill it in, else to read."""
    iso3, year = next(iter(chosen.country), ""), view.year
    countries = sorted(((code, country_name(code)) for code in COUNTRIES), key=lambda one: one[1])
    parts: list = [up, html.H1(_("Answers of one country for one year"))]
    parts += [
        html.Div(id="questionnaire-whose"),
        dcc.Store("questionnaire-whose-html", data=whose(countries, iso3, year)),
    ]
    if iso3 not in COUNTRIES or year is None:
        return [*parts, html.P(_("Choose a country and a year."), className="note")], 0
    name = edition.questionnaire_id
    with engine().connect() as db:
        form = store_answers.form_of(db, name, edition.edition, iso3, year)
        seen = store_answers.newest(db, name, edition.edition, iso3, year)
    whose_words = _("{country}, {year}", country=country_name(iso3), year=year)
    parts.append(
        html.H2([f"{whose_words} · ", html.Span(_("edition {n}", n=number(edition.edition)), className="note")])
    )
    if form is not None:
        file = _form_link(edition, f"&country={iso3}&year={year}")
        parts.append(
            html.P(
                html.A(
                    [icon("download"), _("These answers (.xlsx)")], href=file, download=True, className="data-button"
                )
            )
        )
    if _editable(found) and edition.state == OPEN:
        told = {
            "data-edition": str(edition.edition),
            "data-country": iso3,
            "data-year": str(year),
            "data-questionnaire": name,
        }
        return [*parts, *_form(answers_form(edition, form), **told)], seen
    if _editable(found):
        parts.append(
            html.P(_("This edition is not open for answers. Open it on its page to fill it in."), className="note")
        )
    return [*parts, _read_only(found, edition, iso3, year)], seen


def _read_only(found: Known, edition: Edition, iso3: str, year: int) -> html.Div | html.P:
    frame = answers_to(found, edition.questionnaire_id)
    mine = frame[(frame["edition"] == edition.edition) & (frame["country_iso3"] == iso3) & (frame["year"] == year)]
    if mine.empty:
        return html.P(_("This country has not answered for this year."), className="empty")
    rows = {row.question_id: row for row in mine.itertuples()}
    heads = (_("No."), _("Question"), _("Answer"), _("Note"))
    head = html.Thead(html.Tr([html.Th(word, scope="col") for word in heads]))
    body = []
    for one in edition.questions:
        row = rows.get(one.question_id)
        empty = html.Span(answer_state_name(None), className="no-answer no-empty")
        cells = [answer_cell(found, edition.questionnaire_id, row) if row else empty, text_or(row.note) if row else ""]
        body.append(
            html.Tr(
                [
                    html.Th(html.Bdi(one.question_id), scope="row"), html.Td(one.words, dir="auto", className="life-gist"),
                    *(html.Td(cell, dir="auto", **{"data-label": word}) for cell, word in zip(cells, heads[2:])),
                ]
            )
        )  # fmt: skip
    caption = html.Caption(_("Answers"), className="visually-hidden")
    table = html.Table([caption, head, html.Tbody(body)], className="facts-table life-list")
    by = html.P(_("Filled in by: {whom}", whom=mine["filled_by"].iloc[0]), dir="auto")
    return html.Div([by, scrolled(table, _("Answers"))])


def _question(found: Known, edition: Edition, part: str, up: html.P, chosen: Filter, view: View) -> list:
    """One question; of the edition that is shown, else of the newest that asked it."""
    name = edition.questionnaire_id
    asking = [edition, *(found.editions[name, one] for one in found.numbers(name))]
    shown, asked = next(
        ((one, each) for one in asking for each in one.questions if each.question_id == part), (edition, None)
    )
    if asked is None:
        return [up, html.P(_("This question is not in this data version."))]
    kind = [question_kind_name(asked.kind), asked.unit, listed_choices(asked.choices)]
    facts_line = " · ".join(word for word in kind if word)
    return [
        up,
        html.H1([html.Span(part, className="life-id"), " ", html.Span(asked.words, dir="auto")]),
        html.P(asked.help, dir="auto") if asked.help else None,
        html.P(facts_line, dir="auto", className="note"),
        *study(found, shown, asked, chosen, view),
    ]


def listed_choices(choices: tuple[str, ...]) -> str:
    return " / ".join(choices)


@in_language_of_link
def do(wish: object, search: str, pathname: str) -> dict[str, object]:
    """What a person asked for. What cannot be done is said, at its field where there is one, and the form stays as it is."""
    if not isinstance(wish, dict):
        return dict.fromkeys(DONE, no_update)
    found = ADDRESS.fullmatch(pathname if isinstance(pathname, str) else "")
    name, part = (found["name"], found["part"]) if found else (None, None)
    new = name is None or name == NEW
    if wish.get("act") == AGAIN and found is not None and exists(name, part):
        content, seen = _content(_without_version(search), name, part)
        return {"content": content, "said": None, "seen": seen, "problems": {}}
    try:
        if found is None:
            raise EditError(None, _("There is no such questionnaire."))
        done = act(wish, None if new else name)
    except MonitorError as problem:
        return _refused(problem, search, name, part)
    said = html.P(done.said)
    if new or part == "design":  # what stands there now is at its own address
        there = dcc.Link(_("To the questionnaire"), href=link(f"{PATH}/{done.name}", view=_look(search)))
        return {"content": [html.H1(_("Saved"))], "said": html.P([done.said, " ", there]), "seen": 0, "problems": {}}
    content, seen = _content(_without_version(search), name, part)
    return {"content": content, "said": said, "seen": seen, "problems": {}}


def _look(search: str) -> View:
    return plain(read(_without_version(search))[2])


def _without_version(search: str) -> str:
    return re.sub(r"(?<=[?&])v=[0-9a-fA-F]{12}&?", "", search)


def _refused(problem: MonitorError, search: str, name: str | None, part: str | None) -> dict[str, object]:
    field = problem.field if isinstance(problem, EditError) else None
    left: dict[str, object] = {"content": no_update, "seen": no_update}
    if field:
        words = _("Not saved: {problem}", problem=str(problem))
        return left | {"said": html.P(words, className="data-problem"), "problems": {field: str(problem)}}
    if settings().may_edit and name not in (None, NEW) and exists(name, part):
        left["seen"] = _content(_without_version(search), name, part)[1]
    return left | {"said": html.P(problem_words(problem), className="data-problem"), "problems": {}}


DONE: Mapping[str, Output] = {
    "content": Output("questionnaire-content", "children"), "said": Output("questionnaire-said", "children"),
    "seen": Output("questionnaire-seen", "data"), "problems": Output("questionnaire-problems", "data"),
}  # fmt: skip


def register(app: Dash) -> None:
    map_component.register(app, MAP)
    inputs = {
        "wish": Input("questionnaire-wish", "data"), "search": State("url", "search"), "pathname": State("url", "pathname"),
    }  # fmt: skip
    app.callback(output=dict(DONE), inputs=inputs, prevent_initial_call=True)(do)
    for slot in ("form", "whose"):
        text = "questionnaire-html" if slot == "form" else "questionnaire-whose-html"
        app.clientside_callback(
            ClientsideFunction("questionnaires", "draw"), Output(f"questionnaire-{slot}", "data-drawn"), Input(text, "data")
        )  # fmt: skip
    app.clientside_callback(
        ClientsideFunction("questionnaires", "problems"), Output("questionnaire-said", "data-problems"),
        Input("questionnaire-problems", "data"), prevent_initial_call=True,
    )  # fmt: skip
    app.clientside_callback(
        ClientsideFunction("questionnaires", "seen"), Output("questionnaire-said", "data-seen"),
        Input("questionnaire-seen", "data"),
    )  # fmt: skip
