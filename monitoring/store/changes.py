"""A change of the record that brings no file: what it retires, the copies in its place, and the way back.

A change is an import of kind `form` or `decision` and makes a data version like any other. The copies that it makes keep
the import of the row they replace, so that a corrected value still leads to its file and row, and so that taking back a
file takes its corrections with it. Therefore a change is taken back by its version number and not by its import:
rows added in that version retire, rows retired in it come back as copies.
"""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, Select, Table, exists, func, insert, literal, select, update
from sqlalchemy.exc import DBAPIError

from ..errors import EditError
from ..language import _
from ..settings import settings
from .engine import explained, writing
from .tables import (
    answer,
    area,
    corridor,
    data_version,
    edit,
    import_batch,
    indicator,
    indicator_override,
    meeting,
    observation,
    proposal,
    question,
    questionnaire,
    recommendation,
    recommendation_event,
    recommendation_meeting,
    report_text,
    reported_total,
    seizure,
    seizure_arrests,
    seizure_item,
    seizure_item_figure,
    seizure_leg,
    source_release,
    suspected_duplicate,
)
from .versions import DataVersion, begin_version, name_version

KINDS = ("form", "decision")
BY_HAND, DECISIONS = "by_hand", "decisions"  # keys of the two releases that changes rest on
# Versioned tables whose rows have no parts.
WHOLE = (
    reported_total, observation, area, corridor, meeting, recommendation, recommendation_event, recommendation_meeting,
    indicator, indicator_override, proposal, questionnaire, question, answer, report_text,
)  # fmt: skip


@dataclass(frozen=True)
class Change:
    """A change that has begun: its import, the number of the version that it makes, when (UTC) and by whom."""

    batch: int
    number: int
    now: datetime
    by: str


@contextmanager
def changing(engine: Engine) -> Iterator[Connection]:
    """`writing`, with what the driver complains about in words: StoreError."""
    try:
        with writing(engine) as db:
            yield db
    except DBAPIError as problem:
        raise explained(problem, engine) from problem


def begin_change(db: Connection, kind: str, by: str, content: Any, report: Mapping[str, Any] | None = None) -> Change:
    """`content`: what is changed, the same on every machine that makes the same change; the version is named after it."""
    now = datetime.now(UTC).replace(tzinfo=None, microsecond=0)
    key = BY_HAND if kind == "form" else DECISIONS
    digest = sha256(json.dumps([kind, content], sort_keys=True, default=str).encode()).hexdigest()
    row = {
        "release_id": _release(db, key, now.date()), "kind": kind, "reader": "", "file_name": "", "imported_by": by,
        "imported_at": now, "settings": {}, "headings": {}, "content_hash": digest, "rows_read": 0, "accepted": 0,
        "rejected": 0, "duplicates_exact": 0, "already_held": 0, "left_out": 0, "report": dict(report or {}),
        "status": "current",
    }  # fmt: skip
    batch = db.execute(insert(import_batch).values(**row).returning(import_batch.c.id)).scalar_one()
    return Change(batch, begin_version(db, batch, now, by), now, by)


def end_change(db: Connection, change: Change) -> DataVersion:
    """Names the version; after this the transaction has only to be committed."""
    return name_version(db, change.number)


def _release(db: Connection, key: str, today: date) -> int:
    """The release that a change rests on: one a day for what people add, one for decisions, which bring no new facts."""
    b, r = import_batch.c, source_release.c
    latest = db.scalar(
        select(func.max(r.retrieved)).join(import_batch, b.release_id == r.id).where(b.status == "current")
    )
    day = today if key == BY_HAND else latest or today
    made_by = settings().publisher or "this installation"
    said = {
        "key": key, "producer": made_by, "edition": day.isoformat(), "published": None, "retrieved": day, "link": None,
        "title": "Entered and corrected by hand" if key == BY_HAND else "Decisions on words and places",
        "citation": f"Entered and corrected by hand, {made_by}", "licence": "Not stated",
        "limits": "What a person wrote here. Each record has its history with reason and old value.",
        "sha256": sha256(b"").hexdigest(),
    }  # fmt: skip
    digest = sha256(json.dumps(said, sort_keys=True, default=str).encode()).hexdigest()
    held = db.scalar(select(r.id).where(r.digest == digest))
    return held or db.execute(insert(source_release).values(**said, digest=digest).returning(r.id)).scalar_one()


def retire(db: Connection, table: Table, which: ColumnElement[bool], number: int) -> int:
    """Takes the current rows of a versioned table that meet `which` out as of version `number`; how many they were."""
    return db.execute(update(table).where(table.c.retired_in.is_(None), which).values(retired_in=number)).rowcount


def copy_retired(db: Connection, retired_in: int, number: int) -> int:
    """Copies, current as of `number`, of every row retired in version `retired_in`, parts and all; how many rows.

    Passed over: rows of an import that was taken back or replaced meanwhile, and seizures that have a current row.
    """
    in_force = select(import_batch.c.id).where(import_batch.c.status == "current")
    made = 0
    for table in WHOLE:
        which = (table.c.retired_in == retired_in) & table.c.batch_id.in_(in_force)
        made += _copy(db, table, select(*_values(table, number)).where(which)) or 0
    other = seizure.alias()
    taken = exists().where(other.c.id == seizure.c.id, other.c.retired_in.is_(None))
    which = (seizure.c.retired_in == retired_in) & seizure.c.batch_id.in_(in_force) & ~taken
    copied = _copy(db, seizure, select(*_values(seizure, number)).where(which))
    if copied:
        _copy_parts(db, retired_in, number)
    return made + copied


def _copy_parts(db: Connection, retired_in: int, number: int) -> None:
    old, new = seizure.alias("old"), seizure.alias("new")
    pairs = old.join(new, (new.c.id == old.c.id) & (new.c.added_in == number))
    for table in (seizure_item, seizure_leg, seizure_arrests):
        columns = [
            new.c.row_id if column.name == "seizure_row" else column for column in table.c if not _numbered(column)
        ]
        query = select(*columns).select_from(pairs.join(table, table.c.seizure_row == old.c.row_id))
        order = table.c.row_id if table is seizure_item else table.c.seizure_row
        _copy(db, table, query.where(old.c.retired_in == retired_in).order_by(order))
    before, after, figure = seizure_item.alias("before"), seizure_item.alias("after"), seizure_item_figure
    items = pairs.join(before, before.c.seizure_row == old.c.row_id).join(
        after, (after.c.seizure_row == new.c.row_id) & (after.c.position == before.c.position)
    )
    columns = [after.c.row_id if column.name == "item_row" else column for column in figure.c if not _numbered(column)]
    query = select(*columns).select_from(items.join(figure, figure.c.item_row == before.c.row_id))
    _copy(db, figure, query.where(old.c.retired_in == retired_in))


def _numbered(column) -> bool:
    """A number that the database gives a new row by itself."""
    return column.name in ("row_id", "id") and column.primary_key


def _values(table: Table, number: int) -> list[ColumnElement]:
    given = {"added_in": literal(number), "retired_in": literal(None, table.c.retired_in.type)}
    return [given.get(column.name, column) for column in table.c if not _numbered(column)]


def _copy(db: Connection, table: Table, query: Select) -> int:
    names = [column.name for column in table.c if not _numbered(column)]
    return db.execute(insert(table).from_select(names, query)).rowcount


def add_row(db: Connection, table: Table, row: Mapping[str, Any]) -> int:
    """Inserts one row with every column that is not said empty; its number."""
    key = next(iter(table.primary_key.columns))
    whole: dict[str, Any] = {column.name: None for column in table.c if not _numbered(column)}
    return db.execute(insert(table).values(**(whole | dict(row))).returning(key)).scalar_one()


def number_of_change(db: Connection, batch: int) -> int:
    """The number of the version that a change in force made; EditError when there is none, or it was taken back."""
    b, v = import_batch.c, data_version.c
    found = db.execute(select(b.kind, b.status).where(b.id == batch)).first()
    if found is None or found.kind not in KINDS:
        raise EditError(None, _("There is no change number {n}.", n=batch))
    if found.status != "current":
        raise EditError(None, _("Change {n} was taken back already.", n=batch))
    return db.execute(select(v.id).where(v.batch_id == batch, v.action == "import").order_by(v.id)).scalars().one()


def take_back(db: Connection, batch: int, by: str) -> DataVersion:
    """Takes back the change that the import `batch` made, in the transaction of `db`.

    What the change added retires, unless a later change did that already; what it retired comes back as copies, unless the
    seizure has a newer row. EditError when it is no change of these kinds, or was taken back before.
    """
    made = number_of_change(db, batch)
    now = datetime.now(UTC).replace(tzinfo=None, microsecond=0)
    number = begin_version(db, batch, now, by, "undo")
    for table in (seizure, *WHOLE):
        retire(db, table, table.c.added_in == made, number)
    copy_retired(db, made, number)
    _ask_again(db, batch)
    db.execute(update(import_batch).where(import_batch.c.id == batch).values(status="reversed"))
    return name_version(db, number)


def _ask_again(db: Connection, batch: int) -> None:
    """A merge that is taken back leaves the question open whether its two records are one seizure."""
    d = suspected_duplicate.c
    merged = select(edit.c.seizure_id).where(edit.c.batch_id == batch, edit.c.action == "merge")
    of_pair = d.first_id.in_(merged) & d.second_id.in_(merged) & (d.verdict == "same")
    open_again = {"verdict": None, "decided_at": None, "decided_by": None, "reason": None}
    db.execute(update(suspected_duplicate).where(of_pair).values(**open_again))


def undo_change(engine: Engine, batch: int, by: str) -> DataVersion:
    """`take_back` in a transaction of its own; the version afterwards."""
    with changing(engine) as db:
        return take_back(db, batch, by)
