"""A questionnaire that a country has filled in: the workbook of exports.questionnaire_form, whatever was moved or renamed in it."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ...language import _, digits, number
from ...vocabulary.choices import choice
from ...vocabulary.countries import find_country
from ...vocabulary.folding import fold
from ...vocabulary.questionnaire_form import FIELDS, FORM_COLUMNS, QUESTION_COLUMNS, column_of
from ...vocabulary.questions import (
    FIRST_YEAR,
    LAST_YEAR,
    MOST_QUESTIONS,
    Answer,
    Edition,
    Form,
    Question,
    answer_of,
    state_of,
)
from ..files.opened import Opened, Sheet

NAME, READER = "questionnaire", "questionnaire 1"
NEEDED = ("question_id", "answer", "state")  # columns without which a sheet is not the one with the questions
MOST_ROWS = 4 * MOST_QUESTIONS  # of a sheet: beyond it somebody has pasted another table below
_UNCHANGED = 40  # letters at the beginning of a question by which it is known again


@dataclass(frozen=True)
class Found:
    """The two sheets of a file that is a filled form; None for one that is missing. columns: name -> position."""

    form: Sheet | None
    form_columns: Mapping[str, int]
    questions: Sheet | None
    question_columns: Mapping[str, int]

    def why(self) -> tuple[str, ...]:
        names = [sheet.name for sheet in (self.form, self.questions) if sheet]
        return (_("Its sheets are those of a questionnaire of this program: {names}.", names=", ".join(names)),)


@dataclass(frozen=True)
class Problem:
    """What is wrong in one cell, row or sheet, and what to do. row: as a spreadsheet counts, None for the whole sheet."""

    sheet: str
    row: int | None
    column: str
    value: str
    reason: str

    def __str__(self) -> str:
        where = _("Sheet {sheet}", sheet=self.sheet)
        if self.row is not None:
            where = _("Sheet {sheet}, row {row}", sheet=self.sheet, row=digits(str(self.row)))
        if self.column:
            where = _("{where}, column {column}", where=where, column=self.column)
        return f"{where}: “{self.value[:60]}” {self.reason}" if self.value else f"{where}: {self.reason}"


@dataclass(frozen=True)
class Filled:
    """What a file says. form: None where there is any problem. unanswered: the required questions that are left empty."""

    form: Form | None
    problems: tuple[Problem, ...]
    rows: int = 0
    unanswered: tuple[str, ...] = ()


def recognise(opened: Opened) -> Found | None:
    """The sheets of a form by their headings; None when the file is none."""
    form: tuple[Sheet | None, Mapping[str, int]] = (None, {})
    questions: tuple[Sheet | None, Mapping[str, int]] = (None, {})
    for sheet in opened.sheets:
        of_questions, of_form = _columns(sheet, QUESTION_COLUMNS), _columns(sheet, FORM_COLUMNS)
        if questions[0] is None and _named(sheet, of_questions) and set(NEEDED) <= set(of_questions):
            questions = sheet, of_questions
        elif form[0] is None and _named(sheet, of_form) and set(FORM_COLUMNS) == set(of_form):
            form = sheet, of_form
    return Found(*form, *questions) if form[0] or questions[0] else None


def _columns(sheet: Sheet, columns: Mapping[str, str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for position, words in enumerate(sheet.headings):
        name = column_of(words, columns)
        if name:
            found.setdefault(name, position)
    return found


def _named(sheet: Sheet, columns: Mapping[str, int]) -> bool:
    """Whether the small names are still under the headings: titles such as Answer or Note many tables have."""
    return sum(sheet.headings[at].strip().endswith("\n" + name) for name, at in columns.items()) >= 3


def read_form(opened: Opened, found: Found, known: Mapping[tuple[str, int], Edition]) -> Filled:
    """What the file says, checked against the editions that are `known`. Every fault is named, not only the first."""
    if found.form is None or found.questions is None:
        missing = _("Form") if found.form is None else _("Questions")
        words = _("this sheet is missing; download the form again and copy your answers into it")
        return Filled(None, (Problem(missing, None, "", "", words),))
    problems: list[Problem] = []
    said = _fields(found, problems)
    edition = _edition(found, said, known, problems)
    if edition is None:
        return Filled(None, tuple(problems))
    country, year = _country(found, said, problems), _year(found, said, problems)
    by = said["filled_by"].value if "filled_by" in said else ""
    if not by:
        problems.append(_of_field(found, said, "filled_by", _("is empty; say who filled it in, a person or an office")))
    rows = list(_rows(found.questions, found.question_columns, problems))
    answers = _answers(found.questions, edition, rows, problems)
    if not answers and not problems:
        problems.append(Problem(found.questions.name, None, "", "", _("nothing is answered in this file")))
    form = None
    if not problems and country and year:
        form = Form(edition.questionnaire_id, edition.edition, country, year, by, tuple(answers.values()))
    left = tuple(one.question_id for one in edition.questions if one.required and one.question_id not in answers)
    return Filled(form, tuple(problems), len(rows), left)


@dataclass(frozen=True)
class _Field:
    row: int
    value: str


def _fields(found: Found, problems: list[Problem]) -> dict[str, _Field]:
    assert found.form is not None
    said: dict[str, _Field] = {}
    for row in _rows(found.form, found.form_columns, problems):
        name = row["name"] if row["name"] in FIELDS else column_of(row["item"], FIELDS)
        if name and name in said:
            problems.append(
                Problem(found.form.name, row["row"], "", row["value"], _("stands here twice; keep one row"))
            )
        elif name:
            said[name] = _Field(row["row"], row["value"])
    return said


def _of_field(found: Found, said: Mapping[str, _Field], name: str, reason: str) -> Problem:
    assert found.form is not None
    field = said.get(name)
    return Problem(found.form.name, field.row if field else None, _(FIELDS[name]), field.value if field else "", reason)


def _edition(
    found: Found, said: Mapping[str, _Field], known: Mapping[tuple[str, int], Edition], problems: list[Problem]
) -> Edition | None:
    name = said["questionnaire"].value if "questionnaire" in said else ""
    names = sorted({one for one, _edition in known})
    if name not in names:
        words = _("is no questionnaire of this record; there are: {names}", names=", ".join(names) or _("none"))
        problems.append(_of_field(found, said, "questionnaire", words))
        return None
    written = said["edition"].value if "edition" in said else ""
    numbers = sorted(edition for one, edition in known if one == name)
    asked = int(written) if written.isascii() and written.isdigit() and len(written) < 7 else 0
    if asked not in numbers:
        listed = ", ".join(map(number, numbers))
        words = _("is no edition of it; there are: {names}. Download the form of the right one", names=listed)
        problems.append(_of_field(found, said, "edition", words))
        return None
    return known[name, asked]


def _country(found: Found, said: Mapping[str, _Field], problems: list[Problem]) -> str | None:
    words = said["country"].value if "country" in said else ""
    iso3 = (choice("country", words) or find_country(words)) if words else None
    if iso3 is None:
        reason = _("is no country that is known here; choose it from the list, or write its three-letter code")
        problems.append(
            _of_field(found, said, "country", reason if words else _("is empty; choose the country that answers"))
        )
    return iso3


def _year(found: Found, said: Mapping[str, _Field], problems: list[Problem]) -> int | None:
    words = said["year"].value if "year" in said else ""
    year = int(words) if words.isdigit() and len(words) == 4 else 0
    if FIRST_YEAR <= year <= LAST_YEAR:
        return year
    reason = _("is no year from {first} to {last}; write four digits", first=FIRST_YEAR, last=LAST_YEAR)
    problems.append(_of_field(found, said, "year", reason if words else _("is empty; say for which year you answer")))
    return None


def _answers(sheet: Sheet, edition: Edition, rows: list[dict[str, Any]], problems: list[Problem]) -> dict[str, Answer]:
    asked = {one.question_id: one for one in edition.questions}
    times = Counter(row["question_id"] for row in rows)
    answers: dict[str, Answer] = {}
    first_row: dict[str, int] = {}
    for row in rows:
        name, at = row["question_id"], row["row"]
        if not name and not any(row[column] for column in ("answer", "state", "note")):
            continue
        if name not in asked:
            words = _("is no question of edition {n}; take the number from the form as it was sent", n=edition.edition)
            problems.append(
                _at(
                    sheet,
                    at,
                    "question_id",
                    name,
                    words if name else _("has no number of a question; take it from the form as it was sent"),
                )
            )
        elif times[name] > 1 and name in first_row:
            words = _("stands in row {row} too; a question has one answer, keep one row", row=first_row[name])
            problems.append(_at(sheet, at, "question_id", name, words))
        else:
            first_row[name] = at
            answer = _answer(sheet, asked[name], row, problems)
            if answer is not None:
                answers[name] = answer
    return answers


def _answer(sheet: Sheet, one: Question, row: dict[str, Any], problems: list[Problem]) -> Answer | None:
    if row["question"] and not _same(row["question"], one.words):
        words = _("is another question than was sent as {name}; an answer belongs to the question as it was asked",
                  name=one.question_id)  # fmt: skip
        problems.append(_at(sheet, row["row"], "question", row["question"], words))
        return None
    state = state_of(row["state"]) if row["state"] else None
    if row["state"] and state is None:
        words = _("is neither “not known” nor “not applicable”; choose from the list, and write remarks into the note")
        problems.append(_at(sheet, row["row"], "state", row["state"], words))
        return None
    try:
        return answer_of(one, row["answer"], state, row["note"])
    except ValueError as problem:
        problems.append(_at(sheet, row["row"], "answer", row["answer"], str(problem)))
        return None


def _same(written: str, asked: str) -> bool:
    """By its beginning: a spreadsheet may have changed spaces and line ends, and the help stands below."""
    return fold(written)[:_UNCHANGED].startswith(fold(asked)[: min(_UNCHANGED, len(fold(asked)))])


def _at(sheet: Sheet, row: int, column: str, value: str, reason: str) -> Problem:
    return Problem(sheet.name, row, _(QUESTION_COLUMNS[column]), value, reason)


def _rows(sheet: Sheet, columns: Mapping[str, int], problems: list[Problem]) -> Iterator[dict[str, Any]]:
    """The rows of a sheet: `row`, and the cells by column without spaces around them; "" where a column is gone."""
    if sheet.rows > MOST_ROWS:
        words = _("holds {n} rows, more than any questionnaire has; keep the rows of the form", n=number(sheet.rows))
        problems.append(Problem(sheet.name, None, "", "", words))
        return
    names = FORM_COLUMNS if set(FORM_COLUMNS) <= set(columns) else QUESTION_COLUMNS
    for line in sheet.head(MOST_ROWS).to_pylist():
        if line["problem"]:
            problems.append(Problem(sheet.name, line["row"], "", "", line["problem"]))
            continue
        yield {"row": line["row"]} | {
            name: line[f"c{columns[name]}"].strip() if name in columns else "" for name in names
        }
