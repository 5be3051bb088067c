"""Questionnaires, edition by edition: drafted with all their questions at once, opened, closed; answers are in answers.py.

An edition is written whole: its head and all its questions belong to one import, so that the edition in force is what the
newest import among the current rows says (an editor's before what ships). Taking back an older import while a newer one
stands brings rows back that nobody sees until that one is taken back too.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd
from sqlalchemy import Connection, Engine, Row, func, insert, or_, select, update

from ..errors import EditError
from ..language import _, number
from ..vocabulary.life_cycle import ALL_PILLARS, PILLARS
from ..vocabulary.questions import (
    DRAFT,
    ID,
    LONGEST_CHOICE,
    LONGEST_WORDS,
    MOST_CHOICES,
    MOST_QUESTIONS,
    OPEN,
    QUESTION_ID,
    QUESTION_KINDS,
    QUESTIONNAIRE_STATES,
    Edition,
    Question,
    question_kind_name,
)
from .changes import begin_change, changing, end_change, retire
from .frames import read_frame, typed
from .tables import answer, import_batch, question, questionnaire
from .versions import in_version

_HEADS = {
    "questionnaire_id": "str", "edition": "int64", "title": "str", "purpose": "str", "pillars": "str", "state": "str",
    "source": "str", "batch": "int64", "edited": "bool",
}  # fmt: skip
_QUESTIONS = {
    "questionnaire_id": "str", "edition": "int64", "question_id": "str", "position": "int64", "kind": "str", "words": "str",
    "help": "str", "unit": "str", "choices": "str", "required": "bool",
}  # fmt: skip
_HISTORY = {
    "batch": "int64", "kind": "str", "state": "str", "at": "datetime64[us]", "by": "str", "reason": "str", "action": "str",
    "edition": "Int64", "country_iso3": "str", "year": "Int64", "file_name": "str",
}  # fmt: skip


@dataclass(frozen=True)
class Head:
    """What is said of a questionnaire beside its questions. `pillars`: "all", or numbers with semicolons."""

    questionnaire_id: str
    title: str
    purpose: str = ""
    pillars: str = ALL_PILLARS
    source: str = ""


@dataclass(frozen=True)
class Saved:
    """`batch`: the import to take back. `version`: name of the data version afterwards. `edition`: which one was written."""

    batch: int
    version: str
    edition: int


def questionnaires(db: Connection, version: int | None = None) -> pd.DataFrame:
    """One row per edition of each questionnaire in a data version (None: the current one), in the order of their names, the
    newest edition first. batch: the import that it rests on. edited: an editor has written it.
    """
    q, b = questionnaire.c, import_batch.c
    edited = (b.kind == "form").label("edited")
    query = select(*(q[name] for name in list(_HEADS)[:-2]), q.batch_id.label("batch"), edited).join(
        import_batch, b.id == q.batch_id
    )
    order = (q.questionnaire_id, q.edition.desc(), edited.desc(), q.batch_id.desc(), q.id.desc())
    found: dict[tuple[str, int], dict[str, Any]] = {}
    for row in db.execute(query.where(in_version(questionnaire, version)).order_by(*order)).mappings():
        found.setdefault((row["questionnaire_id"], row["edition"]), dict(row))
    return typed(list(found.values()), _HEADS)


def questions(db: Connection, version: int | None = None) -> pd.DataFrame:
    """One row per question of every edition in a data version, by questionnaire, edition and position.

    choices: one a line, null unless it is a choice. unit: null unless it is a number. help: null where there is none.
    """
    c = question.c
    query = select(*(c[name] for name in _QUESTIONS), c.batch_id.label("batch")).where(in_version(question, version))
    rows = read_frame(
        db, query.order_by(c.questionnaire_id, c.edition, c.position, c.id), _QUESTIONS | {"batch": "int64"}
    )
    heads = questionnaires(db, version)[["questionnaire_id", "edition", "batch"]]
    return rows.merge(heads, on=["questionnaire_id", "edition", "batch"])[list(_QUESTIONS)]


def editions(db: Connection, version: int | None = None) -> dict[tuple[str, int], Edition]:
    """Every edition with its questions, by (questionnaire_id, edition), the newest of each questionnaire first."""
    asked: dict[tuple[str, int], list[Question]] = {}
    for row in questions(db, version).itertuples():
        asked.setdefault((row.questionnaire_id, row.edition), []).append(_question(row))
    return {
        (row.questionnaire_id, row.edition): Edition(
            row.questionnaire_id, row.edition, row.title, row.state, tuple(asked.get((row.questionnaire_id, row.edition), ())),
            _text(row.purpose),
        )
        for row in questionnaires(db, version).itertuples()
    }  # fmt: skip


def _question(row: Any) -> Question:
    choices = tuple(_text(row.choices).splitlines())
    return Question(row.question_id, row.kind, row.words, _text(row.help), _text(row.unit), choices, bool(row.required))


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def newest(db: Connection, questionnaire_id: str) -> int:
    """A number that changes whenever this questionnaire is written or taken back; 0 where there never was one."""
    c = questionnaire.c
    query = select(func.coalesce(func.max(c.id), 0) + func.coalesce(func.sum(c.retired_in), 0))
    return int(db.execute(query.where(c.questionnaire_id == questionnaire_id)).scalar_one())


def has_answers(db: Connection, questionnaire_id: str, edition: int) -> bool:
    a = answer.c
    of_edition = (a.questionnaire_id == questionnaire_id) & (a.edition == edition) & a.retired_in.is_(None)
    return db.scalar(select(a.id).where(of_edition).limit(1)) is not None


def save_questionnaire(engine: Engine, head: Head, asked: Sequence[Question], reason: str, by: str, seen: int) -> Saved:
    """The questionnaire as it is from now on, with all its questions in their order, in a data version of its own.

    A question without a question_id is new and gets one that never was used. The newest edition is rewritten as long as
    nobody has answered it; afterwards other questions make the next edition, a draft, and the answered one stays as it was.
    `seen`: `newest` as the person saw it. EditError names the field (title, pillars, source, reason, or question-N, N from 1), or
    None when somebody wrote it since or nothing is different; then nothing is written.
    """
    if not reason.strip():
        raise EditError("reason", _("Say why: without a reason nobody can judge the change later."))
    _check_head(head)
    with changing(engine) as db:
        if newest(db, head.questionnaire_id) != seen:
            raise EditError(None, _stale(db, head.questionnaire_id, seen))
        held = _newest_edition(db, head.questionnaire_id)
        kept = _numbered(db, head.questionnaire_id, asked)
        _check_questions(db, head.questionnaire_id, kept)
        edition, state = (held.edition, held.state) if held else (1, DRAFT)
        before = editions(db).get((head.questionnaire_id, edition))
        same_questions = before is not None and before.questions == kept
        if held and same_questions and _head_of(held) == head:
            raise EditError(None, _("Nothing is different from what the record holds."))
        if not same_questions and has_answers(db, head.questionnaire_id, edition):
            edition, state = _next_edition(db, head.questionnaire_id), DRAFT
        if state == OPEN and not kept:
            raise EditError(None, _("An open questionnaire needs a question. Close it first, or keep one."))
        return _write(db, head, edition, state, kept, reason, by, seen, "questionnaire")


def set_state(
    engine: Engine, questionnaire_id: str, edition: int, state: str, reason: str, by: str, seen: int
) -> Saved:
    """Opens an edition for answers, closes it, or makes it a draft again; in a data version of its own.

    EditError when there is no such edition, when it has no question to answer, or when somebody wrote it since.
    """
    if not reason.strip():
        raise EditError("reason", _("Say why: without a reason nobody can judge the change later."))
    with changing(engine) as db:
        if newest(db, questionnaire_id) != seen:
            raise EditError(None, _stale(db, questionnaire_id, seen))
        found = editions(db).get((questionnaire_id, edition))
        held = next((row for row in _heads(db, questionnaire_id) if row.edition == edition), None)
        if found is None or held is None or state not in QUESTIONNAIRE_STATES:
            raise EditError(None, _("There is no such edition."))
        if found.state == state:
            raise EditError(None, _("Nothing is different from what the record holds."))
        if state == OPEN and not found.questions:
            raise EditError(None, _("There is no question to answer yet. Write one first."))
        if state == DRAFT and has_answers(db, questionnaire_id, edition):
            raise EditError(None, _("It has answers and is no draft any more. Close it instead."))
        return _write(db, _head_of(held), edition, state, found.questions, reason, by, seen, state)


def history(db: Connection, questionnaire_id: str) -> pd.DataFrame:
    """The imports that wrote this questionnaire or answers to it, the newest first. at: UTC.

    kind: shipped or form. state: current, reversed (taken back) or replaced. action: questionnaire, open, closed, draft or
    answers; null of what ships. country_iso3, year: of answers only.
    """
    b = import_batch.c
    here = [
        b.id.in_(select(table.c.batch_id).where(table.c.questionnaire_id == questionnaire_id))
        for table in (questionnaire, answer)
    ]
    told = b.report
    query = select(
        b.id.label("batch"), b.kind, b.status.label("state"), b.imported_at.label("at"), b.imported_by.label("by"),
        told["reason"].as_string().label("reason"), told["action"].as_string().label("action"),
        told["edition"].as_integer().label("edition"), told["country"].as_string().label("country_iso3"),
        told["year"].as_integer().label("year"), b.file_name,
    )  # fmt: skip
    return read_frame(db, query.where(or_(*here)).order_by(b.id.desc()), _HISTORY)


def _heads(db: Connection, questionnaire_id: str) -> list[Any]:
    """The editions in force of one questionnaire, the newest first."""
    frame = questionnaires(db)
    return list(frame[frame["questionnaire_id"] == questionnaire_id].itertuples())


def _newest_edition(db: Connection, questionnaire_id: str) -> Any | None:
    return next(iter(_heads(db, questionnaire_id)), None)


def _next_edition(db: Connection, questionnaire_id: str) -> int:
    """One that never was, so that answers to an edition that was taken back can never belong to another one."""
    c = questionnaire.c
    return 1 + int(db.execute(select(func.max(c.edition)).where(c.questionnaire_id == questionnaire_id)).scalar_one())


def _head_of(row: Any) -> Head:
    return Head(row.questionnaire_id, row.title, _text(row.purpose), row.pillars, _text(row.source))


def _stale(db: Connection, questionnaire_id: str, seen: int) -> str:
    if not seen and _newest_edition(db, questionnaire_id) is not None:
        return _("There is a questionnaire of the name {name} already. Change that one, or choose another name.",
                 name=questionnaire_id)  # fmt: skip
    return _("Somebody changed this questionnaire after you opened it: see the history below. Nothing of yours is lost or saved "
             "yet; what you wrote still stands in the form. Save again if it is still right.")  # fmt: skip


def _check_head(head: Head) -> None:
    if not ID.fullmatch(head.questionnaire_id):
        raise EditError(
            "name", _("The name is of small letters, digits and -, from 2 to 64, as: financial-flows-2026.")
        )
    if not head.title.strip():
        raise EditError("title", _("Give it a title."))
    for field, words in (("title", head.title), ("purpose", head.purpose), ("source", head.source)):
        if len(words) > LONGEST_WORDS:
            raise EditError(field, _("This is longer than {n} letters; make it shorter.", n=number(LONGEST_WORDS)))
    if head.pillars != ALL_PILLARS and not set(head.pillars.split(";")) <= set(PILLARS):
        raise EditError("pillars", _("Choose one of the pillars, or all."))


def _numbered(db: Connection, questionnaire_id: str, asked: Iterable[Question]) -> tuple[Question, ...]:
    """The questions, new ones with an id that no question of this questionnaire ever had."""
    c = question.c
    used = {
        int(name[1:])
        for name in db.scalars(select(c.question_id).where(c.questionnaire_id == questionnaire_id).distinct())
    }
    last, kept = max(used, default=0), []
    for one in asked:
        if not one.question_id:
            last += 1
            one = replace(one, question_id=f"q{last}")
        elif not QUESTION_ID.fullmatch(one.question_id) or int(one.question_id[1:]) not in used:
            raise EditError(None, _("There is no question {name} in this questionnaire.", name=one.question_id))
        kept.append(one)
    return tuple(kept)


def _check_questions(db: Connection, questionnaire_id: str, kept: Sequence[Question]) -> None:
    if len(kept) > MOST_QUESTIONS:
        raise EditError(None, _("A questionnaire has at most {n} questions.", n=number(MOST_QUESTIONS)))
    names = [one.question_id for one in kept]
    answered = _kinds_answered(db, questionnaire_id)
    for at, one in enumerate(kept, start=1):
        problem = _problem(one, answered.get(one.question_id))
        if names.count(one.question_id) > 1:
            problem = _("This question stands here twice. Take one of them out.")
        if problem:
            raise EditError(f"question-{at}", problem)


def _problem(one: Question, answered_as: str | None) -> str | None:
    if one.kind not in QUESTION_KINDS:
        return _("Choose what kind of question this is.")
    if not one.words.strip():
        return _("Write the question, or take the row out.")
    if max(len(one.words), len(one.help)) > LONGEST_WORDS or len(one.unit) > 48:
        return _("This is longer than {n} letters; make it shorter.", n=number(LONGEST_WORDS))
    if one.kind == "number" and not one.unit.strip():
        return _("A number needs its unit, as: USD, cases, kg. Without one nobody can compare two countries.")
    if one.kind == "choice":
        if len(set(one.choices)) != len(one.choices) or not 2 <= len(one.choices) <= MOST_CHOICES:
            return _("A choice needs from 2 to {n} different answers, one a line.", n=number(MOST_CHOICES))
        if max(map(len, one.choices)) > LONGEST_CHOICE:
            return _("A choice has at most {n} letters.", n=number(LONGEST_CHOICE))
    if answered_as not in (None, one.kind):
        return _("This question was answered as “{kind}”. Keep that, or take it out and add a new question.",
                 kind=question_kind_name(str(answered_as)))  # fmt: skip
    return None


def _kinds_answered(db: Connection, questionnaire_id: str) -> dict[str, str]:
    """The kind of each question that somebody has answered, as its edition has it."""
    a = answer.c
    query = select(a.question_id, a.edition).where(a.questionnaire_id == questionnaire_id, a.retired_in.is_(None))
    found: Iterable[Row] = db.execute(query.distinct())
    known: Mapping[tuple[str, int], Edition] = editions(db)
    kinds: dict[str, str] = {}
    for name, edition in found:
        of_edition = known.get((questionnaire_id, edition))
        kinds |= {
            one.question_id: one.kind for one in (of_edition.questions if of_edition else ()) if one.question_id == name
        }
    return kinds


def _write(
    db: Connection, head: Head, edition: int, state: str, kept: Sequence[Question], reason: str, by: str, seen: int, action: str
) -> Saved:  # fmt: skip
    told = [
        "questionnaire",
        [str(part) for part in vars(head).values()],
        edition,
        state,
        [repr(one) for one in kept],
        seen,
    ]
    report = {"action": action, "questionnaire": head.questionnaire_id, "edition": edition, "reason": reason.strip()}
    made = begin_change(db, "form", by, told, report)
    for table in (questionnaire, question):
        c = table.c
        retire(db, table, (c.questionnaire_id == head.questionnaire_id) & (c.edition == edition), made.number)
    ours = {
        "batch_id": made.batch, "source_row": None, "added_in": made.number, "retired_in": None,
        "questionnaire_id": head.questionnaire_id, "edition": edition,
    }  # fmt: skip
    written = {"title": head.title.strip(), "purpose": head.purpose.strip() or None, "pillars": head.pillars,
               "state": state, "source": head.source.strip() or None}  # fmt: skip
    db.execute(insert(questionnaire).values(ours | written))
    if kept:
        db.execute(insert(question), [ours | _row(one, at) for at, one in enumerate(kept, start=1)])
    counts = {"rows_read": 1 + len(kept), "accepted": 1 + len(kept)}
    db.execute(update(import_batch).where(import_batch.c.id == made.batch).values(**counts))
    return Saved(made.batch, end_change(db, made).id, edition)


def _row(one: Question, position: int) -> dict[str, Any]:
    return {
        "question_id": one.question_id, "position": position, "kind": one.kind, "words": one.words, "help": one.help or None,
        "unit": one.unit or None, "choices": "\n".join(one.choices) or None, "required": one.required,
    }  # fmt: skip
