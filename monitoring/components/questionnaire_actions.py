"""What a person asks of a questionnaire on its pages: every wish checks who asks, changes one thing, and says what it did."""

import re
import secrets
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..errors import EditError, JobError
from ..language import _
from ..settings import settings
from ..store import answers as store_answers
from ..store.questionnaires import Head, editions, newest, questionnaires, save_questionnaire, set_state
from ..vocabulary.folding import slug
from ..vocabulary.questions import ID, QUESTIONNAIRE_STATES, Answer, Form, Question, answer_of
from .current import engine
from .importing import user

MB = 1024 * 1024
MOST_ATTACHED = 2 * MB
KEPT_S = 24 * 3600  # how long a file waits for the form that it was attached to
RESERVED = ("new", "form", "attachment")  # addresses that are no questionnaire
_TOKEN = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True)
class Done:
    """A sentence for the person, and the questionnaire that it is about."""

    said: str
    name: str
    batch: int | None = None


def act(wish: object, name: str | None) -> Done:
    """Does what the browser asks for the questionnaire `name` (None: a new one). EditError says at which field why not."""
    if not settings().may_edit:
        raise EditError(
            None, _("The record can be changed at the machine that serves it only, until there are accounts.")
        )
    said: Mapping[str, Any] = wish if isinstance(wish, dict) else {}
    asked = ACTIONS.get(str(said.get("act")))
    if asked is None:
        raise JobError(_("The page asked for something that nobody here can do. Load it again."))
    return asked(said, name)


def _design(said: Mapping[str, Any], name: str | None) -> Done:
    title = _text(said, "title")
    head = Head(name or _free_name(title), title, _text(said, "purpose"), _text(said, "pillars"), _text(said, "source"))
    rows = said.get("questions")
    asked = [_question(row) for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
    seen = _seen(said) if name else 0
    saved = save_questionnaire(engine(), head, asked, _text(said, "reason"), user(), seen)
    words = _("Saved as edition {n}. Data version {version}.", n=saved.edition, version=saved.version)
    return Done(words, head.questionnaire_id, saved.batch)


def _question(row: Mapping[str, Any]) -> Question:
    kind = _text(row, "kind")
    choices = tuple(line.strip() for line in _text(row, "choices").splitlines() if line.strip())
    return Question(
        _text(row, "id"), kind, _text(row, "words"), _text(row, "help"), _text(row, "unit") if kind == "number" else "",
        choices if kind == "choice" else (), row.get("required") is True,
    )  # fmt: skip


def _free_name(title: str) -> str:
    """A name for the address, of the title; with a number where another questionnaire has it."""
    if not title:
        raise EditError("title", _("Give it a title."))
    plain = slug(title).replace("_", "-")[:56].strip("-")
    with engine().connect() as db:
        taken = {*questionnaires(db)["questionnaire_id"], *RESERVED}
        tried = [plain, *(f"{plain}-{at}" for at in range(2, 100))]
        return next(one for one in tried if ID.fullmatch(one) and one not in taken and not newest(db, one))


def _state(said: Mapping[str, Any], name: str | None) -> Done:
    state, edition = _text(said, "act"), said.get("edition")
    number = int(edition) if isinstance(edition, str) and edition.isdigit() and len(edition) < 7 else 0
    saved = set_state(engine(), name or "", number, state, _text(said, "reason"), user(), _seen(said))
    words = {
        "open": _("Edition {n} is open for answers.", n=saved.edition), "closed": _("Edition {n} is closed.", n=saved.edition),
        "draft": _("Edition {n} is a draft again.", n=saved.edition),
    }[state]  # fmt: skip
    return Done(f"{words} {_('Data version {version}.', version=saved.version)}", name or "", saved.batch)


def _fill(said: Mapping[str, Any], name: str | None) -> Done:
    edition, year = said.get("edition"), said.get("year")
    with engine().connect() as db:
        found = editions(db).get((name or "", edition if isinstance(edition, int) else 0))
    if found is None:
        raise EditError(None, _("There is no such edition."))
    given = said.get("answers")
    rows: Sequence[Any] = given if isinstance(given, list) else []
    asked = {one.question_id: one for one in found.questions}
    answers: list[Answer] = []
    for row in rows:
        one = asked.get(_text(row, "id")) if isinstance(row, dict) else None
        if one is None:
            raise EditError(None, _("The questions of this edition have changed. Load the page again."))
        try:
            file = attached(_text(row, "file")) if one.kind == "file" and row.get("file") else None
            told = answer_of(one, _text(row, "text"), _text(row, "state") or None, _text(row, "note"), file)
        except ValueError as problem:
            raise EditError(one.question_id, str(problem)) from problem
        if told is not None:
            answers.append(told)
    form = Form(
        found.questionnaire_id, found.edition, _text(said, "country"), year if isinstance(year, int) else 0,
        _text(said, "filled_by"), tuple(answers),
    )  # fmt: skip
    saved = store_answers.save_answers(engine(), form, _text(said, "reason"), user(), _seen(said))
    if saved.batch is None:
        raise EditError(None, _("Nothing is different from what the record holds."))
    return Done(_("Saved. Data version {version}.", version=saved.version), found.questionnaire_id, saved.batch)


def _seen(said: Mapping[str, Any]) -> int:
    seen = said.get("seen")
    return seen if isinstance(seen, int) else -1


def _text(said: Mapping[str, Any], name: str) -> str:
    value = said.get(name)
    return value.strip() if isinstance(value, str) else ""


ACTIONS: Mapping[str, Callable[[Mapping[str, Any], str | None], Done]] = {
    "design": _design, "fill": _fill, **dict.fromkeys(QUESTIONNAIRE_STATES, _state),
}  # fmt: skip


def attach(body: bytes) -> str:
    """Puts a file by until the form that names it is saved; the word by which it is named. Old ones go."""
    folder = _folder()
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.iterdir():
        if old.stat().st_mtime < time.time() - KEPT_S:
            old.unlink(missing_ok=True)
    token = secrets.token_hex(16)
    (folder / token).write_bytes(body)
    return token


def attached(token: str) -> bytes:
    """The file that was put by. ValueError where it is gone."""
    file = _folder() / token if _TOKEN.fullmatch(token) else None
    if file is None or not file.is_file():
        raise ValueError(_("the file that you attached is not here any more; attach it again"))
    return file.read_bytes()


def _folder() -> Path:
    return settings().instance / "attached"
