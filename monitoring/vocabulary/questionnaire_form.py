"""The workbook in which a questionnaire is sent round: its sheets and columns. Written by exports, read by sources.

A heading holds the title in the reader's language and under it the name of the column, which is the same in every language.
"""

from collections.abc import Mapping

from ..language import LANGUAGES, N_, _, use_language
from .folding import fold

# What the sheet Form asks, one row each: name -> words.
FIELDS: Mapping[str, str] = {
    "questionnaire": N_("Questionnaire"), "edition": N_("Edition"), "country": N_("Country"), "year": N_("Year"),
    "filled_by": N_("Filled in by"),
}  # fmt: skip
GIVEN = ("questionnaire", "edition")  # of FIELDS: those that nobody who fills it in changes
FORM_COLUMNS: Mapping[str, str] = {"item": N_("What"), "value": N_("Write here"), "name": N_("Name")}
QUESTION_COLUMNS: Mapping[str, str] = {
    "question_id": N_("No."), "question": N_("Question"), "kind": N_("Kind"), "unit": N_("Unit"), "choices": N_("Choices"),
    "answer": N_("Answer"), "state": N_("Not known or not applicable"), "note": N_("Note"),
}  # fmt: skip
WRITABLE = ("answer", "state", "note")  # of QUESTION_COLUMNS: what is filled in


def heading(columns: Mapping[str, str], name: str) -> str:
    return f"{_(columns[name])}\n{name}"


def column_of(words: str, columns: Mapping[str, str]) -> str | None:
    """The column that a heading names: by the name on its last line, by the name alone, or by a title in any language."""
    last = words.strip().splitlines()[-1].strip() if words.strip() else ""
    if last in columns:
        return last
    wanted = fold(words)
    for language in LANGUAGES:
        with use_language(language):
            for name, title in columns.items():
                if wanted in (fold(_(title)), fold(heading(columns, name))):
                    return name
    return None
