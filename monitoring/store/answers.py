"""What countries have answered to a questionnaire, a form (one edition, country and year) at a time.

A form is written whole, in one import; what is in force is what the newest import among its current rows says.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import pandas as pd
from sqlalchemy import Connection, Engine, func, insert, select, update

from ..errors import EditError
from ..language import _, number
from ..vocabulary.countries import COUNTRIES
from ..vocabulary.questions import ANSWER_STATES, ANSWERED, FIRST_YEAR, LAST_YEAR, OPEN, Answer, Edition, Form
from .changes import begin_change, changing, end_change, retire
from .frames import read_frame
from .questionnaires import editions
from .tables import answer, import_batch
from .versions import current_version, in_version

_ANSWERS = {
    "answer": "int64", "questionnaire_id": "str", "edition": "int64", "question_id": "str", "country_iso3": "str",
    "year": "int64", "state": "str", "words": "str", "number": "float64", "attached": "bool", "filled_by": "str", "note": "str",
    "batch": "int64",
}  # fmt: skip
_OF_FORM = ("questionnaire_id", "edition", "country_iso3", "year")


@dataclass(frozen=True)
class Saved:
    """`batch`: the import to take back, None when the record held exactly this. `version`: the data version afterwards.

    answers: how many the form has. new, changed, gone: of them, against what stood before.
    """

    batch: int | None
    version: str
    answers: int
    new: int = 0
    changed: int = 0
    gone: int = 0


def answers(db: Connection, questionnaire_id: str, version: int | None = None) -> pd.DataFrame:
    """One row per answer to a questionnaire in a data version (None: the current one), by edition, country, year and question.

    answer: its number, for its file. words: null unless it is answered. number: of a number only. attached: its file is kept.
    """
    a = answer.c
    named = [a[name] for name in _ANSWERS if name not in ("answer", "attached", "batch")]
    query = select(
        a.id.label("answer"), *named, a.file.is_not(None).label("attached"), a.batch_id.label("batch")
    ).where(in_version(answer, version), a.questionnaire_id == questionnaire_id)
    rows = read_frame(db, query.order_by(a.edition, a.country_iso3, a.year, a.question_id, a.id), _ANSWERS)
    newest_import = rows.groupby(list(_OF_FORM))["batch"].transform("max")
    return rows[rows["batch"] == newest_import].reset_index(drop=True)


def form_of(db: Connection, questionnaire_id: str, edition: int, country_iso3: str, year: int) -> Form | None:
    """What a country says for a year to an edition now, with its files; None when it has not answered."""
    frame = answers(db, questionnaire_id)
    mine = frame[(frame["edition"] == edition) & (frame["country_iso3"] == country_iso3) & (frame["year"] == year)]
    if mine.empty:
        return None
    files = dict(db.execute(select(answer.c.id, answer.c.file).where(answer.c.id.in_(mine["answer"].tolist()))).all())
    kept = tuple(_answer(row, files[row.answer]) for row in mine.itertuples())
    return Form(questionnaire_id, edition, country_iso3, year, mine["filled_by"].iloc[0], kept)


def _answer(row: Any, file: bytes | None) -> Answer:
    value = None if pd.isna(row.number) else float(row.number)
    return Answer(row.question_id, row.state, _text(row.words), value, _text(row.note), file)


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def file_of(db: Connection, answer_id: int) -> tuple[str, bytes] | None:
    """Name and bytes of what was attached to an answer that is in the record now; None when there is nothing."""
    a = answer.c
    query = select(a.words, a.file).where(a.id == answer_id, a.retired_in.is_(None), a.file.is_not(None))
    found = db.execute(query).first()
    return (found[0] or "", bytes(found[1])) if found else None


def newest(db: Connection, questionnaire_id: str, edition: int, country_iso3: str, year: int) -> int:
    """A number that changes whenever this form is written or taken back; 0 where there never was one."""
    a = answer.c
    said = {"questionnaire_id": questionnaire_id, "edition": edition, "country_iso3": country_iso3, "year": year}
    query = select(func.coalesce(func.max(a.id), 0) + func.coalesce(func.sum(a.retired_in), 0))
    return int(db.execute(query.where(*(a[name] == value for name, value in said.items()))).scalar_one())


def save_answers(
    engine: Engine, form: Form, reason: str, by: str, seen: int | None, file_name: str = "", dry_run: bool = False
) -> Saved:
    """The form as it is from now on, in a data version of its own: what stood before retires, what it leaves empty is empty.

    `seen`: `newest` as the person saw it; None for a file, which replaces whatever stands. A file that the form names without
    its bytes keeps those that were attached under that name. Exactly the same again changes nothing. EditError names the field
    (country, year, filled_by, reason or a question_id), or None for the whole.
    """
    _check(form, reason)
    with changing(engine) as db:
        edition = editions(db).get((form.questionnaire_id, form.edition))
        if edition is None:
            raise EditError(
                None, _("There is no edition {n} of {name}.", n=number(form.edition), name=form.questionnaire_id)
            )
        _check_answers(form.answers, edition)
        held = form_of(db, form.questionnaire_id, form.edition, form.country_iso3, form.year)
        before = {one.question_id: one for one in held.answers} if held else {}
        kept = [_with_file(one, before.get(one.question_id)) for one in form.answers]
        now = {one.question_id: one for one in kept}
        found = _told(before, now)
        same_hand = held is not None and held.filled_by == form.filled_by.strip()
        if same_hand and not any(found.values()):
            current = current_version(db)
            return Saved(None, current.id if current else "", len(kept))
        if edition.state != OPEN:
            raise EditError(None, _("This edition is not open for answers. Open it first, on its page."))
        if seen is not None and newest(db, form.questionnaire_id, form.edition, form.country_iso3, form.year) != seen:
            raise EditError(
                None,
                _("Somebody filled in this form after you opened it: open it in another tab to see what stands there now. Nothing "
                  "of yours is lost or saved yet; what you wrote still stands here. Save again if it is still right."),
            )  # fmt: skip
        if dry_run:
            return Saved(None, "", len(kept), **found)
        made = _write(db, form, kept, reason, by, file_name)
        return Saved(made[0], made[1], len(kept), **found)


def _check(form: Form, reason: str) -> None:
    if form.country_iso3 not in COUNTRIES:
        raise EditError("country", _("Choose the country that answers."))
    if not FIRST_YEAR <= form.year <= LAST_YEAR:
        raise EditError("year", _("Say for which year, as 2024."))
    if not form.filled_by.strip():
        raise EditError("filled_by", _("Say who filled it in: a person or an office."))
    if not reason.strip():
        raise EditError("reason", _("Say why: without a reason nobody can judge the change later."))
    if not form.answers:
        raise EditError(None, _("Nothing is answered in this form. To take answers away, take back their import."))


def _check_answers(given: Sequence[Answer], edition: Edition) -> None:
    known = {one.question_id: one for one in edition.questions}
    names = [one.question_id for one in given]
    for one in given:
        if one.question_id not in known:
            raise EditError(
                one.question_id, _("Edition {n} does not ask {name}.", n=number(edition.edition), name=one.question_id)
            )
        if names.count(one.question_id) > 1:
            raise EditError(
                one.question_id, _("The question {name} has two answers. Keep one of them.", name=one.question_id)
            )
        asked = known[one.question_id]
        wrong_number = (one.number is not None) != (asked.kind == "number" and one.state == ANSWERED)
        wrong_choice = asked.kind == "choice" and one.state == ANSWERED and one.words not in asked.choices
        if one.state not in ANSWER_STATES or bool(one.words) != (one.state == ANSWERED) or wrong_number or wrong_choice:
            raise EditError(one.question_id, _("The answer to {name} does not fit its question.", name=one.question_id))


def _with_file(one: Answer, before: Answer | None) -> Answer:
    """A form that was sent round names a file only: what is attached under that name stays."""
    if one.file is None and before is not None and before.file is not None and before.words == one.words:
        return Answer(one.question_id, one.state, one.words, one.number, one.note, before.file)
    return one


def _told(before: Mapping[str, Answer], now: Mapping[str, Answer]) -> dict[str, int]:
    both = [name for name in now if name in before]
    return {
        "new": len(now) - len(both), "changed": sum(now[name] != before[name] for name in both),
        "gone": len(before) - len(both),
    }  # fmt: skip


def _write(db: Connection, form: Form, kept: Iterable[Answer], reason: str, by: str, file_name: str) -> tuple[int, str]:
    rows = list(kept)
    said = {name: getattr(form, name) for name in _OF_FORM}
    told = ["answers", said, form.filled_by, [_row(one) | {"file": _sha(one.file)} for one in rows]]
    report = {
        "action": "answers", "questionnaire": form.questionnaire_id, "edition": form.edition, "country": form.country_iso3,
        "year": form.year, "reason": reason.strip(),
    }  # fmt: skip
    made = begin_change(db, "form", by, told, report)
    a = answer.c
    this_form = (
        (a.questionnaire_id == form.questionnaire_id) & (a.edition == form.edition)
        & (a.country_iso3 == form.country_iso3) & (a.year == form.year)
    )  # fmt: skip
    retire(db, answer, this_form, made.number)
    ours = said | {
        "batch_id": made.batch, "source_row": None, "added_in": made.number, "retired_in": None,
        "filled_by": form.filled_by.strip(),
    }  # fmt: skip
    db.execute(insert(answer), [ours | _row(one) for one in rows])
    counts = {"rows_read": len(rows), "accepted": len(rows), "file_name": file_name}
    db.execute(update(import_batch).where(import_batch.c.id == made.batch).values(**counts))
    return made.batch, end_change(db, made).id


def _row(one: Answer) -> dict[str, Any]:
    return {
        "question_id": one.question_id, "state": one.state, "words": one.words or None, "number": one.number,
        "note": one.note or None, "file": one.file,
    }  # fmt: skip


def _sha(file: bytes | None) -> str | None:
    return sha256(file).hexdigest() if file is not None else None
