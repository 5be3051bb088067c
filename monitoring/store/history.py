"""What happened to one seizure, from its versions: imports, corrections, decisions applied, changes taken back."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from .audience import visible_to
from .seizures import seizure_record
from .snapshot import Difference, differences, snapshot
from .tables import data_version, edit, import_batch, seizure


@dataclass(frozen=True)
class Event:
    """One change. `action`: import, add, correct, merge, retire, apply (of decisions) or undo.

    at: UTC. file: of an import, else "". changes: values that are different now, as far as the reader may see both states.
    edit: number of an edit that can still be taken back, else None.
    """

    at: datetime
    by: str
    action: str
    reason: str
    file: str
    changes: tuple[Difference, ...]
    edit: int | None


def history(db: Connection, audience: str, seizure_id: str) -> tuple[Event, ...]:
    """Every change of the seizure, newest first; a state that `audience` may not see shows no values."""
    s, v, b = seizure.c, data_version.c, import_batch.c
    rows = db.execute(select(s.added_in, s.retired_in).where(s.id == seizure_id, visible_to(audience))).all()
    numbers = {number for row in rows for number in row if number is not None}
    query = (
        select(v.id, v.imported_at, v.made_by, v.action, b.id.label("batch"), b.kind, b.status, b.file_name)
        .join(import_batch, b.id == v.batch_id)
        .where(v.id.in_(numbers))
        .order_by(v.id.desc())
    )
    last = max(numbers, default=0)
    return tuple(_event(db, audience, seizure_id, found, last) for found in db.execute(query).all())


def _event(db: Connection, audience: str, seizure_id: str, found, last: int) -> Event:
    e = edit.c
    query = select(e.id, e.action, e.reason).where(e.batch_id == found.batch, e.seizure_id == seizure_id)
    undone = found.action == "undo"
    of_batch = db.execute(
        query.where(e.action == "undo" if undone else e.action != "undo").order_by(e.id.desc())
    ).first()
    before, after = (seizure_record(db, audience, seizure_id, number) for number in (found.id - 1, found.id))
    action = "undo" if undone else {"form": "correct", "decision": "apply"}.get(found.kind, "import")
    changes = tuple(differences(snapshot(before), snapshot(after))) if before and after else ()
    can_undo = of_batch is not None and not undone and found.status == "current" and found.id == last
    return Event(
        found.imported_at, found.made_by, of_batch.action if of_batch else action, of_batch.reason if of_batch else "",
        found.file_name, changes, of_batch.id if of_batch and can_undo else None,
    )  # fmt: skip
