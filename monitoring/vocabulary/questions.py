"""The kinds of questions of a questionnaire, and the states of an answer: not known and not applicable are no empty answers."""

from collections.abc import Mapping

from ..language import N_, _

QUESTION_KINDS: Mapping[str, str] = {
    "choice": N_("Choice"), "number": N_("Number with unit"), "text": N_("Text"), "file": N_("File"),
}  # fmt: skip
ANSWER_STATES: Mapping[str, str] = {
    "answered": N_("Answered"), "not_known": N_("Not known"), "not_applicable": N_("Not applicable"),
}  # fmt: skip


def question_kind_name(kind: str) -> str:
    return _(QUESTION_KINDS[kind])


def answer_state_name(state: str | None) -> str:
    """What is missing is said: an empty answer is none of the three."""
    return _(ANSWER_STATES[state]) if state in ANSWER_STATES else _("Empty")
