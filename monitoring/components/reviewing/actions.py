"""What a person decides in the review queue: each function checks who asks, does one thing, and says how to take it back."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ...errors import EditError
from ...language import _, ngettext
from ...settings import settings
from ...store.changes import undo_change
from ...store.decisions import FIELDS, check_code, decide, decided_words, withdraw
from ...store.edits import merge_seizures, undo_edit
from ...store.load_batch import user
from ...store.reapply import Reapplied, reapply
from ...store.review import ask_again, keep_apart, pair_of, settle, unsettle
from ...vocabulary.lookup import lookups
from ..current import engine

LONGEST = 1_000
Step = Mapping[str, Any]


@dataclass(frozen=True)
class Decided:
    """`said`: a sentence. `step`: what `take_back` needs, None when there is nothing to take back."""

    said: str
    step: Step | None = None


def act(sent: object) -> Decided:
    """Does what the page asks for; EditError when it may not or cannot be done, and nothing is changed then."""
    if not settings().may_edit:
        raise EditError(
            None, _("The record can be changed at the machine that serves it only, until there are accounts.")
        )
    said = sent if isinstance(sent, Mapping) else {}
    name, key, value, reason = (_text(said.get(each)) for each in ("act", "key", "value", "reason"))
    if name == "apply":
        return _applied(reapply(engine(), user()))
    kind, _colon, what = key.partition(":")
    if kind in ("word", "place") and name in ("accept", "write", "none"):
        field, _colon, word = what.partition(":") if kind == "word" else ("place", "", what)
        return _decide(field, word, "" if name == "none" else value, name)
    if kind == "pair" and name == "accept":
        return _judge(_number(what), value, reason)
    if kind in ("doubt", "objection") and name == "accept" and value:
        settle(engine(), kind, _number(what), value, user())
        return Decided(_("Settled."), {"act": "unsettle", "what": kind, "number": _number(what)})
    raise EditError(None, _("The page asked for something that nobody here can do. Load it again."))


def take_back(step: object) -> Decided:
    """Takes one decision of this page back; `step` is what `act` gave, which came back from the browser."""
    if not settings().may_edit:
        raise EditError(
            None, _("The record can be changed at the machine that serves it only, until there are accounts.")
        )
    said = step if isinstance(step, Mapping) else {}
    name = said.get("act")
    if name == "withdraw":
        withdraw(engine(), _text(said.get("field")), _text(said.get("word")))
    elif name == "ask_again":
        ask_again(engine(), _number(said.get("number")))
    elif name == "undo_edit":
        undo_edit(engine(), _number(said.get("number")), user())
    elif name == "undo_change":
        undo_change(engine(), _number(said.get("number")), user())
    elif name == "unsettle" and said.get("what") in ("doubt", "objection"):
        unsettle(engine(), str(said["what"]), _number(said.get("number")))
    else:
        raise EditError(None, _("There is nothing to take back."))
    return Decided(_("Taken back."))


def _decide(field: str, word: str, value: str, how: str) -> Decided:
    if field not in FIELDS:
        raise EditError(None, _("The page asked for something that nobody here can do. Load it again."))
    if how != "none" and not value:
        raise EditError(None, _("Choose one of the suggestions, or write what it is."))
    code = _code(field, value) if how == "write" else value
    decide(engine(), field, word, code, user())
    shown = word.replace("|", " ").strip() if field == "place" else word
    said = _("“{word}” is decided. It reaches the record with “Apply to the record”.", word=shown)
    return Decided(said, {"act": "withdraw", "field": field, "word": word})


def _code(field: str, written: str) -> str:
    """The code that a person wrote, or that the written word means."""
    if field != "place":
        with engine().connect() as db:
            found = lookups(decided_words(db)).find(field, written)
        return found or written
    code = written.replace(" ", "")
    check_code(field, code)
    return code


def _judge(pair: int, verdict: str, reason: str) -> Decided:
    if verdict == "different":
        keep_apart(engine(), pair, user(), reason)
        return Decided(_("Two seizures: nothing changes."), {"act": "ask_again", "number": pair})
    if verdict not in ("first", "second"):
        raise EditError(None, _("Choose whether it is one seizure or two."))
    with engine().connect() as db:
        first, second = pair_of(db, pair)
    keep, other = (first, second) if verdict == "first" else (second, first)
    why = reason or _("Judged to be one seizure in the review queue")
    done = merge_seizures(engine(), keep, other, why, user(), fill=False)
    said = _("One seizure: {id} is not counted any more.", id=other)
    return Decided(said, {"act": "undo_edit", "number": done.edit})


def _applied(done: Reapplied) -> Decided:
    if done.batch is None:
        return Decided(_("Nothing in the record changes by what is decided."))
    rows = ngettext("{n} record says more than before", "{n} records say more than before", done.rows)
    places = ngettext("{n} has a place now", "{n} have a place now", done.places)
    words = ngettext("{n} word has a meaning", "{n} words have a meaning", done.words)
    said = _(
        "Applied: {words}, {rows}, {places}. Data version {version}.",
        words=words,
        rows=rows,
        places=places,
        version=done.version,
    )
    return Decided(said, {"act": "undo_change", "number": done.batch})


def _number(value: object) -> int:
    text = str(value)
    if not text.isdecimal() or len(text) > 9:
        raise EditError(None, _("The page asked for something that nobody here can do. Load it again."))
    return int(text)


def _text(value: object) -> str:
    return value.strip()[:LONGEST] if isinstance(value, str) else ""
