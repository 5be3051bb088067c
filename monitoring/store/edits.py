"""One seizure at a time: add, correct, merge, retire, take back. Each with a reason, and with the old values kept.

Nothing is overwritten: the row as it was retires, and a copy with the new values takes its place in a new data version. A
correction leaves what the file said (`reported`, sheet, row, content key), so that the same file is known again.
"""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, insert, or_, select, update
from sqlalchemy.exc import DBAPIError, IntegrityError

from ..errors import EditError
from ..language import N_, _
from .changes import Change, add_row, begin_change, end_change, number_of_change, retire, take_back
from .engine import explained, writing
from .seizures import SeizureRecord, seizure_record
from .snapshot import PARTS_OF_DOCUMENT, snapshot
from .tables import (
    document,
    edit,
    seizure,
    seizure_arrests,
    seizure_item,
    seizure_item_figure,
    seizure_leg,
    suspected_duplicate,
)

Row = Mapping[str, Any]
EVERYTHING = "restricted"  # an editor's functions see every marking; pages ask first what their reader may see
GONE = N_("There is no seizure {id} in the record now. Open it again; it may have been merged or taken out.")
STALE = N_("Somebody changed this seizure after you opened it. Open it again and make your change there.")
LATER = N_("The seizure {id} was changed again after that. Take the later change back first.")


@dataclass(frozen=True)
class Draft:
    """A seizure as a person wants it, in the columns of vocabulary.blocks; the document's as `source_...`.

    Of `seizure` a column that is not named stays as it is. items, legs and arrests are all there are: an item with the `id`
    of one that the record holds takes its place and keeps what the file said, any other is new.
    """

    seizure: Row
    items: Sequence[Row]
    legs: Sequence[Row] = field(default_factory=tuple)
    arrests: Sequence[Row] = field(default_factory=tuple)


@dataclass(frozen=True)
class Edited:
    """`edit`: number of the edit, for undo. `version`: name of the data version afterwards."""

    edit: int
    seizure_id: str
    version: str


def add_seizure(engine: Engine, draft: Draft, reason: str, by: str) -> Edited:
    """A new seizure. Its id is the draft's, or one made of its content; EditError when there is one of that id."""
    content = json.dumps(
        [draft.seizure, list(draft.items), list(draft.legs), list(draft.arrests)], sort_keys=True, default=str
    )
    digest = sha256(content.encode()).digest()
    name = str(draft.seizure.get("id") or f"by_hand/{digest.hex()[:10]}")

    def change(db: Connection) -> tuple[Change, str, list[tuple[str, dict | None]]]:
        if seizure_record(db, EVERYTHING, name) is not None:
            raise EditError("seizure", _("There is a seizure {id} already. Correct that one.", id=name))
        made = begin_change(db, "form", by, ["add", name, content], {"action": "add", "seizure": name})
        key = int.from_bytes(digest[:8], "big", signed=True)
        own = {
            "id": name,
            "batch_id": made.batch,
            "source_row": None,
            "sheet": None,
            "content_key": key,
            "times_reported": 1,
        }
        _write(db, made, own, draft, None)
        return made, "add", [(name, None)]

    return _edited(engine, change, reason, by)


def correct_seizure(
    engine: Engine, seizure_id: str, draft: Draft, reason: str, by: str, seen: int | None = None
) -> Edited:
    """The seizure with the draft's values. `seen`: the row_id that the person saw; EditError when there is a newer one."""

    def change(db: Connection) -> tuple[Change, str, list[tuple[str, dict | None]]]:
        old = _held(db, seizure_id, seen)
        before = snapshot(old)
        told = [draft.seizure, list(draft.items), list(draft.legs), list(draft.arrests)]
        made = begin_change(
            db, "form", by, ["correct", seizure_id, before, told], {"action": "correct", "seizure": seizure_id}
        )
        _replace(db, made, old, draft)
        if snapshot(_held(db, seizure_id)) == before:
            raise EditError(None, _("Nothing is different from what the record holds."))
        return made, "correct", [(seizure_id, before)]

    return _edited(engine, change, reason, by)


def merge_seizures(engine: Engine, keep_id: str, other_id: str, reason: str, by: str, fill: bool = True) -> Edited:
    """Two records of one seizure: `other_id` becomes a duplicate of `keep_id` and is not counted any more.

    `fill`: what `keep_id` does not say is taken over: empty columns, drugs it has not, the way and arrests if it has none.
    """
    if keep_id == other_id:
        raise EditError("other", _("A seizure is not merged with itself."))

    def change(db: Connection) -> tuple[Change, str, list[tuple[str, dict | None]]]:
        kept, other = _held(db, keep_id), _held(db, other_id)
        for each in (kept, other):
            if each.seizure["status"] == "duplicate":
                text = _(
                    "{id} is a duplicate of {other} already.", id=each.seizure["id"], other=each.seizure["duplicate_of"]
                )
                raise EditError("other", text)
        made = begin_change(
            db, "form", by, ["merge", keep_id, other_id, fill, snapshot(kept), snapshot(other)],
            {"action": "merge", "seizure": keep_id, "other": other_id},
        )  # fmt: skip
        if fill:
            _replace(db, made, kept, _filled(kept, other))
        _replace(db, made, other, _as_it_is(other, {"status": "duplicate", "duplicate_of": keep_id}))
        settled = {"verdict": "same", "decided_at": made.now, "decided_by": by, "reason": reason.strip()}
        db.execute(update(suspected_duplicate).where(_of_pair((keep_id, other_id))).values(**settled))
        return made, "merge", [(keep_id, snapshot(kept)), (other_id, snapshot(other))]

    return _edited(engine, change, reason, by)


def retire_seizure(engine: Engine, seizure_id: str, reason: str, by: str, seen: int | None = None) -> Edited:
    """Takes the seizure out of the record as of a new version; links to older versions still show it."""

    def change(db: Connection) -> tuple[Change, str, list[tuple[str, dict | None]]]:
        before = snapshot(_held(db, seizure_id, seen))
        made = begin_change(db, "form", by, ["retire", seizure_id, before], {"action": "retire", "seizure": seizure_id})
        retire(db, seizure, seizure.c.id == seizure_id, made.number)
        return made, "retire", [(seizure_id, before)]

    return _edited(engine, change, reason, by)


def undo_edit(engine: Engine, edit_id: int, by: str, reason: str = "") -> Edited:
    """Takes an edit back, with everything that it changed. EditError when one of its seizures was changed again since."""
    try:
        with writing(engine) as db:
            e = edit.c
            found = db.execute(select(e.batch_id, e.action, e.seizure_id).where(e.id == edit_id)).first()
            if found is None or found.action in ("undo", "apply"):
                raise EditError(None, _("There is no edit {n} that could be taken back.", n=edit_id))
            of_batch = select(edit).where(e.batch_id == found.batch_id, e.action != "undo").order_by(e.id)
            edits = [dict(row) for row in db.execute(of_batch).mappings()]
            number = number_of_change(db, found.batch_id)
            for each in edits:
                _refuse_later(db, each["seizure_id"], number)
            version = take_back(db, found.batch_id, by)
            why = reason or _("Edit {n} taken back", n=edit_id)
            for each in edits:
                back = {"batch_id": found.batch_id, "action": "undo", "seizure_id": each["seizure_id"], "reason": why}
                swapped = {"before": each["after"], "after": each["before"]}
                db.execute(insert(edit).values(**back, **swapped, made_by=by, made_at=version.imported_at))
            return Edited(edit_id, found.seizure_id, version.id)
    except DBAPIError as problem:
        raise explained(problem, engine) from problem


def _edited(engine: Engine, change, reason: str, by: str) -> Edited:
    """Runs `change` in one transaction and keeps what was and what is of each seizure it touched."""
    if not reason.strip():
        raise EditError("reason", _("Say why: without a reason nobody can judge the change later."))
    try:
        with writing(engine) as db:
            made, action, touched = change(db)
            numbers = []
            for name, before in touched:
                held = seizure_record(db, EVERYTHING, name)
                row = {"batch_id": made.batch, "action": action, "seizure_id": name, "reason": reason.strip(),
                       "before": before, "after": snapshot(held) if held else None, "made_by": by, "made_at": made.now}  # fmt: skip
                numbers.append(db.execute(insert(edit).values(**row).returning(edit.c.id)).scalar_one())
            return Edited(numbers[0], touched[0][0], end_change(db, made).id)
    except IntegrityError as problem:
        raise EditError(None, _("A rule of the record does not allow that: {why}", why=problem.orig)) from problem
    except DBAPIError as problem:
        raise explained(problem, engine) from problem


def _held(db: Connection, name: str, seen: int | None = None) -> SeizureRecord:
    found = seizure_record(db, EVERYTHING, name)
    if found is None:
        raise EditError(None, _(GONE, id=name))
    if seen is not None and found.seizure["row_id"] != seen:
        raise EditError(None, _(STALE))
    return found


def _replace(db: Connection, made: Change, old: SeizureRecord, draft: Draft) -> None:
    retire(db, seizure, seizure.c.row_id == old.seizure["row_id"], made.number)
    _write(db, made, dict(old.seizure), draft, old)


def _write(db: Connection, made: Change, own: dict, draft: Draft, old: SeizureRecord | None) -> None:
    given = {name: value for name, value in draft.seizure.items() if name in seizure.c and name != "id"}
    row = own | given | {"added_in": made.number, "retired_in": None}
    row.pop("row_id", None)
    row["document_id"] = _document(db, made, draft.seizure, old)
    number = add_row(db, seizure, row)
    before = {item["id"]: item for item in old.items} if old else {}
    taken = {str(item["id"]) for item in draft.items if item.get("id")}
    for position, item in enumerate(draft.items, start=1):
        was = dict(before.get(str(item.get("id")), {}))
        figures = was.pop("figures", ())
        name = str(item.get("id") or _item_id(str(row["id"]), str(item["drug"]), taken))
        new = {"reported": {}} | was | {key: value for key, value in item.items() if key in seizure_item.c}
        new.pop("row_id", None)
        of_item = add_row(db, seizure_item, new | {"seizure_row": number, "id": name, "position": position})
        for figure in figures:
            kept = {key: value for key, value in figure.items() if key not in ("id", "item_row")}
            add_row(db, seizure_item_figure, kept | {"item_row": of_item})
    for table, rows in ((seizure_leg, draft.legs), (seizure_arrests, draft.arrests)):
        for part in rows:
            new = {key: value for key, value in part.items() if key in table.c and key not in ("id", "seizure_row")}
            add_row(db, table, new | {"seizure_row": number})


def _item_id(name: str, drug: str, taken: set[str]) -> str:
    at = 1
    while (made := f"{name}/{drug}" + (f"-{at}" if at > 1 else "")) in taken:
        at += 1
    taken.add(made)
    return made


def _document(db: Connection, made: Change, given: Row, old: SeizureRecord | None) -> str:
    """The document of the draft: the one that says all the same, or a new one."""
    kept = {name: old.document[name] for name in PARTS_OF_DOCUMENT} if old else {}
    said = kept | {name: given[f"source_{name}"] for name in PARTS_OF_DOCUMENT if f"source_{name}" in given}
    if old and said == kept:
        return str(old.document["id"])
    same = [document.c[name].is_not_distinct_from(said.get(name)) for name in PARTS_OF_DOCUMENT]
    held = db.scalar(select(document.c.id).where(*same).order_by(document.c.id).limit(1))
    if held:
        return held
    name = "by-hand-" + sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()[:24]
    db.execute(insert(document).values(id=name, batch_id=made.batch, source_row=None, **said))
    return name


def _as_it_is(record: SeizureRecord, different: Row) -> Draft:
    return Draft(different, record.items, record.legs, record.arrests)


def _filled(kept: SeizureRecord, other: SeizureRecord) -> Draft:
    """`kept` with what only `other` says."""
    skipped = ("duplicate_of", "retired_in", "sheet", "source_row", "source_ref")
    empty = [name for name, value in kept.seizure.items() if value is None and name not in skipped]
    event = {name: other.seizure[name] for name in empty if other.seizure[name] is not None}
    place = ("lon", "lat", "sea_area", "location_precision", "location_method", "admin1")
    finer = ("country", "sea_area", "admin1", "place")
    better = finer.index(other.seizure["location_precision"]) > finer.index(kept.seizure["location_precision"])
    event = {name: value for name, value in event.items() if name not in place}
    if better:  # a point comes whole, with its precision and how it was found
        event |= {name: other.seizure[name] for name in place}
    drugs = Counter(item["drug"] for item in kept.items)
    added = [{**item, "id": None, "figures": ()} for item in other.items if not drugs[item["drug"]]]
    return Draft(event, (*kept.items, *added), kept.legs or other.legs, kept.arrests or other.arrests)


def _refuse_later(db: Connection, name: str, number: int) -> None:
    s = seizure.c
    later = select(s.row_id).where(s.id == name, or_(s.added_in > number, s.retired_in > number))
    if db.execute(later.limit(1)).first():
        raise EditError(None, _(LATER, id=name))


def _of_pair(pair: Sequence[str]) -> ColumnElement[bool]:
    d = suspected_duplicate.c
    return d.first_id.in_(pair) & d.second_id.in_(pair) & d.verdict.is_(None)
