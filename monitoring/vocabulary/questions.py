"""Questionnaires in versions: their questions, and what a country has answered for a year.

Not known and not applicable are answers of their own, apart from a question that nobody has answered.
"""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..language import LANGUAGES, N_, _, number, use_language
from .folding import fold
from .writable import clean

QUESTION_KINDS: Mapping[str, str] = {
    "choice": N_("Choice"), "number": N_("Number with unit"), "text": N_("Text"), "file": N_("File"),
}  # fmt: skip
ANSWERED, NOT_KNOWN, NOT_APPLICABLE = "answered", "not_known", "not_applicable"
ANSWER_STATES: Mapping[str, str] = {
    ANSWERED: N_("Answered"), NOT_KNOWN: N_("Not known"), NOT_APPLICABLE: N_("Not applicable"),
}  # fmt: skip
EMPTY = "empty"  # no answer: what a count calls it
DRAFT, OPEN, CLOSED = "draft", "open", "closed"
QUESTIONNAIRE_STATES: Mapping[str, str] = {DRAFT: N_("Draft"), OPEN: N_("Open"), CLOSED: N_("Closed")}

LONGEST_WORDS = 2_000  # letters of a question, its help, a note
LONGEST_ANSWER = 10_000
LONGEST_CHOICE = 200
MOST_QUESTIONS = 300
MOST_CHOICES = 100
FIRST_YEAR, LAST_YEAR = 1990, 2100  # of what answers speak about
ID = re.compile(r"[a-z0-9][a-z0-9-]{1,63}")  # of a questionnaire
QUESTION_ID = re.compile(r"q[1-9][0-9]{0,5}")
_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d{1,3})?", re.IGNORECASE)


@dataclass(frozen=True)
class Question:
    """One question of one edition. `question_id` (q1, q2 ...) stays through editions. `unit`: of a number.

    `choices`: of a choice.
    """

    question_id: str
    kind: str
    words: str
    help: str = ""
    unit: str = ""
    choices: tuple[str, ...] = ()
    required: bool = False


@dataclass(frozen=True)
class Answer:
    """One answer. `words`: a text, a choice, a number as it was written, or the name of a file; empty where `state` is not
    answered. `number`: of a number only. `file`: what was attached, None where only its name is known.
    """

    question_id: str
    state: str
    words: str = ""
    number: float | None = None
    note: str = ""
    file: bytes | None = None


@dataclass(frozen=True)
class Form:
    """Everything that one country says for one year to one edition; what it does not answer is empty."""

    questionnaire_id: str
    edition: int
    country_iso3: str
    year: int
    filled_by: str
    answers: tuple[Answer, ...]


@dataclass(frozen=True)
class Edition:
    """One edition of a questionnaire with its questions in their order, as those need it who read or write a form."""

    questionnaire_id: str
    edition: int
    title: str
    state: str
    questions: tuple[Question, ...]
    purpose: str = ""


def question_kind_name(kind: str) -> str:
    return _(QUESTION_KINDS[kind])


def answer_state_name(state: str | None) -> str:
    """What is missing is said: an empty answer is none of the three."""
    return _(ANSWER_STATES[state]) if state is not None and state in ANSWER_STATES else _("Empty")


def questionnaire_state_name(state: str) -> str:
    return _(QUESTIONNAIRE_STATES[state])


def number_of(text: str) -> float:
    """A number as a person writes it into a form. ValueError says, as a sentence, what to write instead.

    A comma is refused: 1,234 is a thousand to one reader and a fraction to the next.
    """
    plain = text.strip().replace("٫", ".")
    if "," in plain or "٬" in plain:
        raise ValueError(_("a comma can mean two things; write 1234.5 with a point, and nothing between thousands"))
    value = float(plain) if _NUMBER.fullmatch(plain) else math.nan
    if not math.isfinite(value):
        raise ValueError(_("this is no number; write digits only, as 1234.5, and the rest into the note"))
    return value


def choice_of(text: str, choices: Sequence[str]) -> str:
    """The choice that `text` is, whatever its capitals and spaces. ValueError says what there is to choose from."""
    wanted = fold(text)
    found = text if text in choices else next((one for one in choices if fold(one) == wanted), None)
    if found is None:
        raise ValueError(_("this is none of the choices; take one of: {choices}", choices="; ".join(choices)))
    return found


def state_of(text: str) -> str | None:
    """The state that a cell names, by its code or by its name in any language; None for other words."""
    wanted = fold(text)
    for language in LANGUAGES:
        with use_language(language):
            for state in (NOT_KNOWN, NOT_APPLICABLE):
                if wanted in (fold(state), fold(state.replace("_", " ")), fold(_(ANSWER_STATES[state]))):
                    return state
    return None


def answer_of(
    question: Question, text: str, state: str | None, note: str = "", file: bytes | None = None
) -> Answer | None:
    """What a person wrote as the answer to `question`; None where nothing is said. ValueError is a sentence with the remedy.

    `state`: not_known or not_applicable where that was chosen, else None.
    """
    text, note = (clean(text) or "").strip(), (clean(note) or "").strip()  # as every file can hold them
    if len(note) > LONGEST_WORDS:
        raise ValueError(_("the note is longer than {n} letters; make it shorter", n=number(LONGEST_WORDS)))
    if state is not None:
        if text or file is not None:
            raise ValueError(
                _("there is an answer and “{state}” too; keep one of them", state=answer_state_name(state))
            )
        return Answer(question.question_id, state, note=note)
    if not text:
        if note:
            raise ValueError(_("there is a note without an answer; answer, or choose not known or not applicable"))
        return None
    if len(text) > LONGEST_ANSWER:
        raise ValueError(_("the answer is longer than {n} letters; make it shorter", n=number(LONGEST_ANSWER)))
    value = number_of(text) if question.kind == "number" else None
    words = choice_of(text, question.choices) if question.kind == "choice" else text
    return Answer(question.question_id, ANSWERED, words, value, note, file)
