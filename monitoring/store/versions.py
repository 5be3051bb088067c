"""The state of the whole record: a short name made from its content, the same on any machine with the same facts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from sqlalchemy import ColumnElement, Connection, Table, func, select, update

from .tables import data_version, import_batch, source_release

# Raised when the same facts begin to mean something else in the tables, so that old links do not claim to match.
READING = 1


@dataclass(frozen=True)
class DataVersion:
    """`id` is 12 hex digits; `imported_at` is UTC; `data_date` the latest day on which a source was retrieved.

    `number` orders the versions: rows say from which number on they are there, and from which on they are not.
    """

    id: str
    imported_at: datetime
    data_date: date
    number: int


def current_version(db: Connection) -> DataVersion | None:
    """The version of the facts that `db` sees; None before the first import."""
    v = data_version.c
    found = db.execute(select(v.version, v.imported_at, v.data_date, v.id).order_by(v.id.desc()).limit(1)).first()
    return DataVersion(*found) if found else None


def version_named(db: Connection, name: str) -> DataVersion | None:
    """The latest version of this name; None when this record never was in such a state."""
    v = data_version.c
    query = select(v.version, v.imported_at, v.data_date, v.id).where(v.version == name)
    found = db.execute(query.order_by(v.id.desc()).limit(1)).first()
    return DataVersion(*found) if found else None


def version_made_by(db: Connection, batch_id: int) -> int:
    """The number of the version that an import, or a change by hand, made."""
    v = data_version.c
    return db.execute(select(func.min(v.id)).where(v.batch_id == batch_id, v.action == "import")).scalar_one()


def in_version(table: Table, number: int | None) -> ColumnElement[bool]:
    """The condition under which a row of a versioned table is in version `number`; None: in the current one."""
    if number is None:
        return table.c.retired_in.is_(None)
    return (table.c.added_in <= number) & (table.c.retired_in.is_(None) | (table.c.retired_in > number))


def begin_version(db: Connection, batch_id: int, now: datetime, by: str, action: str = "import") -> int:
    """The number of the version that the change of `batch_id` is about to make; `name_version` ends what this begins."""
    values = {
        "version": "0" * 12, "batch_id": batch_id, "action": action, "made_by": by, "imported_at": now,
        "data_date": now.date(),
    }  # fmt: skip
    return db.execute(data_version.insert().values(**values).returning(data_version.c.id)).scalar_one()


def name_version(db: Connection, number: int) -> DataVersion:
    """Works out the name of version `number` from the imports that are in force now."""
    b, r, v = import_batch.c, source_release.c, data_version.c
    current = select(r.key, b.content_hash).join(import_batch, b.release_id == r.id).where(b.status == "current")
    latest = db.scalar(
        select(func.max(r.retrieved))
        .join_from(source_release, import_batch, b.release_id == r.id)
        .where(b.status == "current")
    )
    name, data_date = version_of(db.execute(current)), latest or date.today()
    named = update(data_version).where(v.id == number).values(version=name, data_date=data_date)
    return DataVersion(name, db.execute(named.returning(v.imported_at)).scalar_one(), data_date, number)


def version_of(contents: Iterable[tuple[str, str]]) -> str:
    """The name of the state in which each source (key) has this content (hash); the order does not matter."""
    lines = [f"{key} {content}" for key, content in sorted(contents)]
    return sha256("\n".join([f"reading {READING}", *lines]).encode()).hexdigest()[:12]
