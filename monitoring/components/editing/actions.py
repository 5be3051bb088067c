"""What a person does to one seizure on `/edit` and on its own page: each function checks who asks and changes one thing."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from ...errors import EditError
from ...language import _
from ...settings import settings
from ...store.decisions import decided_places, decided_words
from ...store.edits import add_seizure, correct_seizure, merge_seizures, retire_seizure, undo_edit
from ...store.load_batch import user
from ...store.review import object_to
from ...vocabulary.gazetteer import gazetteer
from ...vocabulary.lookup import lookups
from ..current import engine
from ..record import read_record
from .reading import Problem, form_of, problems_words, read_form

LONGEST = 4_000


@dataclass(frozen=True)
class Answer:
    """`said`: a sentence, "" for none. problems: fields that need another look. goes_to: the seizure to show now, or None."""

    said: str = ""
    problems: tuple[Problem, ...] = field(default_factory=tuple)
    goes_to: str | None = None


def act(sent: object, seizure_id: str | None) -> Answer:
    """Does what the page asks for about `seizure_id` (None: a new seizure); EditError when it may not or cannot be done."""
    if not settings().may_edit:
        raise EditError(
            None, _("The record can be changed at the machine that serves it only, until there are accounts.")
        )
    said = sent if isinstance(sent, Mapping) else {}
    name, reason, other = (_text(said.get(key)) for key in ("act", "reason", "name"))
    if name == "save":
        return _save(said, seizure_id, reason)
    if seizure_id is None or read_record(seizure_id) is None:
        raise EditError(None, _("There is no such seizure in the record now."))
    if name == "merge":
        return _merge(seizure_id, other, reason)
    if name == "retire":
        retire_seizure(engine(), seizure_id, reason, user(), _seen(said))
        return Answer(
            _("Taken out of the record. Older versions still show it, and it can be taken back here."), (), seizure_id
        )
    if name == "wrong":
        object_to(engine(), seizure_id, reason, user())
        return Answer(_("Thank you. It stands in the review queue now."))
    raise EditError(None, _("The page asked for something that nobody here can do. Load it again."))


def take_back(sent: object) -> Answer:
    """Takes back the edit that the page names; the seizure need not be in the record now."""
    if not settings().may_edit:
        raise EditError(
            None, _("The record can be changed at the machine that serves it only, until there are accounts.")
        )
    number = _text(sent.get("name")) if isinstance(sent, Mapping) else ""
    if not number.isdecimal() or len(number) > 9:
        raise EditError(None, _("There is no such change."))
    done = undo_edit(engine(), int(number), user())
    return Answer(_("Taken back. The record is as it was before that change."), (), done.seizure_id)


def _save(said: Mapping, seizure_id: str | None, reason: str) -> Answer:
    old = read_record(seizure_id) if seizure_id else None
    if seizure_id and old is None:
        raise EditError(None, _("There is no such seizure in the record now."))
    with engine().connect() as db:
        words, places = lookups(decided_words(db)), gazetteer(decided_places(db))
    producer = settings().publisher or _("Entered by hand")
    draft = read_form(form_of(said.get("form")), old, words, places, producer, date.today())
    problems = list(draft) if isinstance(draft, list) else []
    if not reason.strip():
        problems.append(Problem("reason", _("Say why: without a reason nobody can judge the change later.")))
    if problems or isinstance(draft, list):
        return Answer(problems_words(problems), tuple(problems))
    if old is None or seizure_id is None:
        done = add_seizure(engine(), draft, reason, user())
        return Answer(_("Added."), (), done.seizure_id)
    done = correct_seizure(engine(), seizure_id, draft, reason, user(), _seen(said))
    return Answer(_("Corrected. The old values are in the history."), (), done.seizure_id)


def _merge(seizure_id: str, other: str, reason: str) -> Answer:
    if read_record(other) is None:
        raise EditError("other", _("There is no seizure {id} in the record now.", id=other or "?"))
    merge_seizures(engine(), seizure_id, other, reason, user())
    return Answer(_("Merged. {id} is not counted any more.", id=other), (), seizure_id)


def _seen(said: Mapping) -> int | None:
    seen = _text(said.get("seen"))
    return int(seen) if seen.isdecimal() and len(seen) < 16 else None


def _text(value: object) -> str:
    return value.strip()[:LONGEST] if isinstance(value, str) else ""
