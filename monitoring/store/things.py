"""Things with a public name that a person may write and rewrite, one row each: meetings, recommendations, proposals ...

A change is one of the record like a corrected seizure: the row as it was retires, the new one belongs to a data version of its
own, says who, when and why, and is taken back with its import. An editor's row stays when a newer edition of what ships comes.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pandas as pd
from sqlalchemy import ColumnElement, Connection, Engine, Table, func, insert, select, update

from ..errors import EditError
from ..language import _
from .changes import begin_change, changing, end_change, retire
from .frames import typed
from .tables import (
    import_batch,
    indicator,
    indicator_override,
    meeting,
    proposal,
    recommendation,
    recommendation_meeting,
    report_text,
)
from .versions import in_version

# kind -> its table and the column of its public name
THINGS: Mapping[str, tuple[Table, str]] = {
    "meeting": (meeting, "meeting_id"), "recommendation": (recommendation, "recommendation_id"),
    "proposal": (proposal, "proposal_id"), "indicator": (indicator, "indicator_id"),
    "override": (indicator_override, "override_id"), "report_text": (report_text, "text_id"),
}  # fmt: skip
_OURS = ("id", "batch_id", "source_row", "added_in", "retired_in")
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Saved:
    """`batch`: the import to take back. `version`: name of the data version afterwards."""

    batch: int
    version: str


@dataclass(frozen=True)
class Written:
    """One time that a thing was written: `row` as it is from then on, `before` what it replaced (None: it was new).

    kind: shipped or form. state: current, reversed (taken back) or replaced (a newer edition ships). at: UTC.
    """

    batch: int
    kind: str
    state: str
    at: datetime
    by: str
    reason: str | None
    row: Row
    before: Row | None

    def changed(self) -> Iterator[tuple[str, Any, Any]]:
        """Field, old value, new value of what is different; nothing of a new thing."""
        for field, new in self.row.items():
            if self.before is not None and self.before[field] != new:
                yield field, self.before[field], new


def fields_of(kind: str) -> list[str]:
    """The columns that a person may write, in the order of the table, the name first."""
    table, _key = THINGS[kind]
    return [column.name for column in table.c if column.name not in _OURS]


def read_things(db: Connection, kind: str, dtypes: Mapping[str, str], version: int | None = None) -> pd.DataFrame:
    """One row per thing of a kind in a data version (None: the current one), in the order in which they were first written.

    A thing that an editor has written is the editor's, also where a newer edition ships. `edited` among dtypes: it is.
    """
    rows = _in_force(db, kind, version)
    return typed([{name: row[name] for name in dtypes} for row in rows.values()], dtypes)


def thing(db: Connection, kind: str, name: str) -> dict[str, Any] | None:
    """The fields of one thing as it is now; None when there is none of this name."""
    found = _in_force(db, kind, None, name).get(name)
    return {field: found[field] for field in fields_of(kind)} if found else None


def newest(db: Connection, kind: str, name: str) -> int:
    """A number that changes whenever this thing is written or taken back; 0 where there never was one."""
    table, key = THINGS[kind]
    query = select(func.coalesce(func.max(table.c.id), 0) + func.coalesce(func.sum(table.c.retired_in), 0))
    return int(db.execute(query.where(table.c[key] == name)).scalar_one())


def save_thing(
    engine: Engine, kind: str, row: Row, reason: str, by: str, seen: int, belongs: Sequence[Row] | None = None
) -> Saved:
    """The thing as it is from now on: `row` has every field. `seen`: `newest` as the person saw it.

    belongs: of a recommendation, its meetings with their role; None leaves them. EditError names the field, or None when
    somebody wrote the thing after the person opened it, or when nothing is different; then nothing is written.
    """
    if not reason.strip():
        raise EditError("reason", _("Say why: without a reason nobody can judge the change later."))
    table, key = THINGS[kind]
    name = row[key]
    with changing(engine) as db:
        if newest(db, kind, name) != seen:
            raise EditError(None, _stale(db, kind, name, seen))
        held = thing(db, kind, name)
        values = {field: row[field] for field in fields_of(kind) if field != "position"}
        if "position" in table.c:
            last = db.scalar(select(func.max(table.c.position))) or 0
            values["position"] = held["position"] if held else last + 1
        same_meetings = belongs is None or _belongs(db, name) == sorted(
            (one["meeting_id"], one["role"]) for one in belongs
        )
        if held is not None and values == held and same_meetings:
            raise EditError(None, _("Nothing is different from what the record holds."))
        told = [
            kind,
            {field: str(value) for field, value in values.items()},
            [dict(one) for one in belongs or ()],
            seen,
        ]
        made = begin_change(db, "form", by, told, {"action": kind, "name": name, "reason": reason.strip()})
        ours = {"batch_id": made.batch, "source_row": None, "added_in": made.number, "retired_in": None}
        retire(db, table, table.c[key] == name, made.number)
        db.execute(insert(table).values(values | ours))
        if belongs is not None and not same_meetings:
            retire(db, recommendation_meeting, recommendation_meeting.c.recommendation_id == name, made.number)
            if belongs:
                rows = [{"recommendation_id": name, **one} | ours for one in belongs]
                db.execute(insert(recommendation_meeting), rows)
        db.execute(update(import_batch).where(import_batch.c.id == made.batch).values(rows_read=1, accepted=1))
        return Saved(made.batch, end_change(db, made).id)


def _stale(db: Connection, kind: str, name: str, seen: int) -> str:
    if not seen and thing(db, kind, name) is not None:
        return _("There is one of the name {name} already. Change that one, or choose another name.", name=name)
    return _("Somebody changed this after you opened it: see the history below. Nothing of yours is lost or saved yet; "
             "what you wrote still stands in the form. Save again if it is still right.")  # fmt: skip


def written(db: Connection, kind: str, name: str) -> list[Written]:
    """Every time that a person wrote this thing, and what shipped before or since; the newest first."""
    table, key = THINGS[kind]
    b = import_batch.c
    told = {
        "kind": b.kind,
        "state": b.status,
        "at": b.imported_at,
        "by": b.imported_by,
        "reason": b.report["reason"].as_string(),
    }
    head = [column.label(f"told_{name}") for name, column in told.items()]  # a thing has columns of such names itself
    query = select(table, *head).join(import_batch, b.id == table.c.batch_id).where(table.c[key] == name)
    found: list[Written] = []
    last: dict[int, Row] = {}  # of an import: what it wrote, so that a row that comes back is not told twice
    before: Row | None = None
    for each in db.execute(query.order_by(table.c.added_in, table.c.id)).mappings():
        row = {field: each[field] for field in fields_of(kind)}
        if each["batch_id"] not in last:
            was = None if each["told_kind"] == "shipped" else before
            said = {label: each[f"told_{label}"] for label in told}
            found.append(Written(batch=each["batch_id"], row=row, before=was, **said))
        last[each["batch_id"]] = before = row
    return found[::-1]


def _in_force(db: Connection, kind: str, version: int | None, name: str | None = None) -> dict[str, dict[str, Any]]:
    table, key = THINGS[kind]
    b = import_batch.c
    which: list[ColumnElement[bool]] = [in_version(table, version)]
    if name is not None:
        which.append(table.c[key] == name)
    first = select(table.c[key], func.min(table.c.id).label("first")).group_by(table.c[key]).subquery()
    query = (
        select(table, (b.kind == "form").label("edited"))
        .join(import_batch, b.id == table.c.batch_id)
        .join(first, first.c[key] == table.c[key])
        .where(*which)
        # A copy keeps its import: what an earlier change brings back when it is undone does not win over a later one.
        .order_by(first.c.first, (b.kind == "form"), table.c.batch_id, table.c.added_in, table.c.id)
    )
    return {row[key]: dict(row) for row in db.execute(query).mappings()}


def _belongs(db: Connection, recommendation_id: str) -> list[tuple[str, str]]:
    c = recommendation_meeting.c
    query = select(c.meeting_id, c.role).where(c.recommendation_id == recommendation_id, c.retired_in.is_(None))
    return sorted((row.meeting_id, row.role) for row in db.execute(query))
