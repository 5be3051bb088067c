"""The two forms of a questionnaire, as HTML text: its questions as an editor designs them, and the answers of one country.

assets/clientside/questionnaires.js puts a text into its place, and makes a wish for the server of what stands in it.
"""

from collections.abc import Iterable, Mapping

from dash import html

from ..language import _, digits, number
from ..store.questionnaires import Head
from ..vocabulary.life_cycle import ALL_PILLARS, PILLARS, pillar_name
from ..vocabulary.questions import (
    ANSWERED,
    LONGEST_WORDS,
    NOT_APPLICABLE,
    NOT_KNOWN,
    QUESTION_KINDS,
    Answer,
    Edition,
    Form,
    Question,
    answer_state_name,
    question_kind_name,
)
from .intake.markup import Element, markup

PLACE, TEXT, PROBLEMS = "questionnaire-form", "questionnaire-html", "questionnaire-problems"
_NEW = Question("", "text", "")


def design(head: Head | None, edition: Edition | None, next_edition: bool) -> str:
    """The form of a questionnaire and its questions; of a new one where there is none. next_edition: other questions make one."""
    asked = edition.questions if edition else ()
    said = head or Head("", "")
    top = html.Div(
        [
            _field("title", _("Title"), _input("title", said.title), wide=True),
            _field("pillars", _("Pillar"), _pillars(said.pillars)),
            _field("purpose", _("Purpose: what it asks for, and why"), _area("purpose", said.purpose, 3), wide=True),
            _field("source", _("Source: where it is from"), _input("source", said.source), wide=True),
        ],
        className="edit-fields",
    )
    rows = [_question(one, at) for at, one in enumerate(asked, start=1)]
    note = _(
        "This edition has answers. Other questions will make a new edition, a draft; this one stays as it was answered."
    )
    return markup(
        [
            top,
            html.H2(_("Questions")),
            html.P(note, className="note") if next_edition else None,
            html.Ol(rows, className="design-list", **{"data-questions": ""}),
            html.Template(_question(_NEW, 0), **{"data-new": ""}),
            html.P(_("There is no question yet."), className="note design-none"),
            html.Button(_("Add a question"), type="button", className="data-button", **{"data-add-question": ""}),
            html.P("", role="status", className="visually-hidden", **{"data-told": ""}),
            _save("design", _("Save the questionnaire"), _("Why, and what for?")),
        ]
    )


def _question(one: Question, at: int) -> html.Li:
    kinds = [(kind, question_kind_name(kind)) for kind in QUESTION_KINDS]
    move = [
        _button(_("Up"), "up"),
        _button(_("Down"), "down"),
        _button(_("Take out"), "remove"),
    ]
    tick = {"type": "checkbox", "data-part": "required", "class": "design-tick", "checked": one.required}
    parts = [
        html.Div([html.Span(one.question_id or _("new"), className="design-id"), html.Span(move, className="design-ways")],
                 className="design-head"),
        _labelled(_("Question"), _area("words", one.words, 2), "edit-wide"),
        html.Div(
            [
                _labelled(_("Kind"), _select("kind", kinds, one.kind)),
                _labelled(_("Unit, as USD or cases"), _input("unit", one.unit, 48), "of-number"),
                _labelled(_("Help below the question (may stay empty)"), _input("help", one.help)),
            ],
            className="edit-fields",
        ),
        _labelled(_("Choices, one a line"), _area("choices", "\n".join(one.choices), 3), "of-choice"),
        html.Label([Element("input", tick), html.Span(_("Should not be left empty"))], className="design-required"),
        html.Span(className="edit-error", role="alert", **{"data-error": f"question-{at}"}),
    ]  # fmt: skip
    return html.Li(parts, className="design-question", **{"data-question": one.question_id, "data-kind": one.kind})


def answers(edition: Edition, form: Form | None, filled_by: str = "") -> str:
    """The form of one country and year, with what it has answered."""
    given = {one.question_id: one for one in form.answers} if form else {}
    by = form.filled_by if form else filled_by
    return markup(
        [
            html.Div([_field("filled_by", _("Filled in by: a person or an office"), _input("filled_by", by, 200), wide=True)],
                     className="edit-fields"),
            html.Ol([_asked(one, given.get(one.question_id)) for one in edition.questions], className="fill-list"),
            _save("fill", _("Save the answers"), _("Why, and how do you know?")),
        ]
    )  # fmt: skip


def _asked(one: Question, told: Answer | None) -> html.Li:
    needed = [html.Span([" ", _("needed")], className="edit-needed")] if one.required else []
    legend = html.Legend([html.Span(one.question_id, className="design-id"), html.Span(one.words, dir="auto"), *needed])
    states = [
        ("", answer_state_name(ANSWERED)),
        *((one, answer_state_name(one)) for one in (NOT_KNOWN, NOT_APPLICABLE)),
    ]
    state = told.state if told and told.state != ANSWERED else ""
    parts = [
        legend,
        html.P(one.help, className="edit-hint", dir="auto") if one.help else None,
        html.Div(
            [
                _labelled(_answer_label(one), _control(one, told)),
                _labelled(_("State"), _select("state", states, state), "fill-state"),
                _labelled(_("Note"), _input("note", told.note if told else "")),
            ],
            className="fill-fields",
        ),
        _attachment(one, told) if one.kind == "file" else None,
        html.Span(className="edit-error", role="alert", **{"data-error": one.question_id}),
    ]
    return html.Li(html.Fieldset(parts), className="fill-question", **{"data-answer": one.question_id})


def _answer_label(one: Question) -> str:
    if one.kind == "number":
        return _("Answer in {unit}", unit=one.unit)
    return _("Name of the file") if one.kind == "file" else _("Answer")


def _control(one: Question, told: Answer | None) -> object:
    words = told.words if told else ""
    if one.kind == "choice":
        return _select("text", [("", _("Choose")), *((word, word) for word in one.choices)], words)
    if one.kind == "text":
        return _area("text", words, 2)
    return _input("text", words, 200, inputmode="decimal" if one.kind == "number" else None)


def _attachment(one: Question, told: Answer | None) -> html.P:
    kept = _("A file is attached and stays unless you attach another.") if told and told.file is not None else ""
    return html.P(
        [
            html.Button(
                _("Attach a file"), type="button", className="data-button",
                **{"data-attach": one.question_id, "data-lost": _("The file could not be sent. Try again.")},
            ),
            html.Span([" ", kept or _("At most {n} MB; the name alone will do.", n=number(2))], className="note",
                      **{"data-attached": one.question_id}),
        ]
    )  # fmt: skip


def whose(countries: Iterable[tuple[str, str]], iso3: str, year: int | None) -> str:
    """Which country and year: leads to the form of those."""
    listed = [("", _("Choose")), *countries]
    return markup(
        html.Div(
            [
                _labelled(_("Country"), _select("country", listed, iso3)),
                _labelled(_("Year"), _input("year", str(year) if year else "", 4, inputmode="numeric", placeholder=digits("2024"))),
                html.Button(_("Open the form"), type="button", className="data-button", **{"data-open-form": ""}),
            ],
            className="whose-form",
        )
    )  # fmt: skip


def _save(act: str, words: str, why: str) -> html.Div:
    look = "data-button data-button-main"
    button = html.Button(words, type="button", className=look, **{"data-questionnaire-act": act})
    return html.Div([_field("reason", why, _input("reason", "", 1000), wide=True), button], className="edit-save")


def _pillars(value: str) -> html.Select:
    return _select("pillars", [(one, pillar_name(one)) for one in (ALL_PILLARS, *PILLARS)], value)


def _field(name: str, label: str, control: object, wide: bool = False) -> html.Div:
    error = html.Span(className="edit-error", role="alert", **{"data-error": name})
    return html.Div([_labelled(label, control), error], className="edit-field edit-wide" if wide else "edit-field")


def _labelled(label: str, control: object, look: str = "") -> html.Label:
    return html.Label([html.Span(label), control], className=f"edit-field {look}".strip())


def _input(part: str, value: str, most: int = LONGEST_WORDS, **more: object) -> Element:
    attributes: Mapping[str, object] = {
        "type": "text", "class": "data-input", "value": value, "maxlength": str(most), "data-part": part, "autocomplete": "off",
    }  # fmt: skip
    return Element("input", {**attributes, **more})


def _area(part: str, value: str, rows: int) -> html.Textarea:
    return html.Textarea(value, className="data-text", rows=rows, maxLength=10_000, **{"data-part": part})


def _select(part: str, listed: Iterable[tuple[str, str]], value: str) -> html.Select:
    options = [html.Option(words, value=code, selected=code == value) for code, words in listed]
    return html.Select(options, className="data-select", **{"data-part": part})


def _button(words: str, act: str) -> html.Button:
    return html.Button(words, type="button", className="plain-link", **{"data-move": act})
