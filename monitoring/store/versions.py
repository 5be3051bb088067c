"""The state of the whole record: a short name made from its content, the same on any machine with the same facts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from sqlalchemy import Connection, func, select

from .tables import data_version, import_batch, source_release

# Raised when the same facts begin to mean something else in the tables, so that old links do not claim to match.
READING = 1


@dataclass(frozen=True)
class DataVersion:
    """`id` is 12 hex digits; `imported_at` is UTC; `data_date` the latest day on which a source was retrieved."""

    id: str
    imported_at: datetime
    data_date: date


def current_version(db: Connection) -> DataVersion | None:
    """The version of the facts that `db` sees; None before the first import."""
    v = data_version.c
    found = db.execute(select(v.version, v.imported_at, v.data_date).order_by(v.id.desc()).limit(1)).first()
    return DataVersion(*found) if found else None


def record_version(db: Connection, batch_id: int, now: datetime) -> DataVersion:
    """Works out the version from the current imports, and notes that `batch_id` led to it."""
    b, r = import_batch.c, source_release.c
    current = select(r.key, b.content_hash).join(import_batch, b.release_id == r.id).where(b.status == "current")
    latest = db.scalar(
        select(func.max(r.retrieved))
        .join_from(source_release, import_batch, b.release_id == r.id)
        .where(b.status == "current")
    )
    version = DataVersion(version_of(db.execute(current)), now, latest)
    db.execute(
        data_version.insert().values(
            version=version.id, batch_id=batch_id, imported_at=now, data_date=version.data_date
        )
    )
    return version


def version_of(contents: Iterable[tuple[str, str]]) -> str:
    """The name of the state in which each source (key) has this content (hash); the order does not matter."""
    lines = [f"{key} {content}" for key, content in sorted(contents)]
    return sha256("\n".join([f"reading {READING}", *lines]).encode()).hexdigest()[:12]
