"""The beginning of every import: the document it comes from, said once, and the batch that its rows belong to."""

import getpass
import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any, Protocol

from sqlalchemy import Connection, insert, select

from .tables import import_batch, source_release


@dataclass(frozen=True)
class Release:
    """One edition of one source, as the record keeps it (table source_release). `sha256`: of the file.

    `published`, `link`: None when not known. `retrieved`: the day it came to us. `limits`: what it does not say.
    """

    key: str
    producer: str
    title: str
    citation: str
    licence: str
    link: str | None
    edition: str
    published: date | None
    retrieved: date
    limits: str
    sha256: str


class Described(Protocol):
    """Whatever has the fields of a Release; sources.registry.Source is one."""

    @property
    def key(self) -> str: ...

    @property
    def producer(self) -> str: ...

    @property
    def title(self) -> str: ...

    @property
    def citation(self) -> str: ...

    @property
    def licence(self) -> str: ...

    @property
    def link(self) -> str | None: ...

    @property
    def edition(self) -> str: ...

    @property
    def published(self) -> date | None: ...

    @property
    def retrieved(self) -> date: ...

    @property
    def limits(self) -> str: ...

    @property
    def sha256(self) -> str: ...


def release_row(source: Described) -> dict[str, Any]:
    return {each.name: getattr(source, each.name) for each in fields(Release)}


def told(release: Mapping[str, Any]) -> bytes:
    """A release as bytes, for checksums."""
    return json.dumps(release, sort_keys=True, default=str).encode()


def begin_batch(
    db: Connection,
    source: Described,
    *,
    kind: str,
    reader: str,
    file_name: str,
    by: str,
    now: datetime,
    settings: Mapping[str, Any],
    headings: Mapping[str, Any] | None = None,
    content_hash: str = "",
    rows_read: int = 0,
    accepted: int = 0,
    rejected: int = 0,
) -> int:
    """The number of a new batch in force; the same release is stored once. Figures not given are 0 until somebody updates."""
    release = release_row(source)
    digest = sha256(told(release)).hexdigest()
    release_id = db.scalar(select(source_release.c.id).where(source_release.c.digest == digest))
    if release_id is None:
        release_id = db.scalar(insert(source_release).values(**release, digest=digest).returning(source_release.c.id))
    batch = insert(import_batch).values(
        release_id=release_id, file_name=file_name, imported_by=by, imported_at=now, settings=dict(settings),
        content_hash=content_hash, rows_read=rows_read, accepted=accepted, rejected=rejected, duplicates_exact=0,
        already_held=0, left_out=0, report={}, headings=dict(headings or {}), kind=kind, reader=reader, status="current",
    )  # fmt: skip
    return db.execute(batch.returning(import_batch.c.id)).scalar_one()


def utc_now() -> datetime:
    """Now, as the record keeps times: UTC, whole seconds."""
    return datetime.now(UTC).replace(tzinfo=None, microsecond=0)


def user() -> str:
    """Who runs this process, by name of the account."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # an account without a name, as containers have them
        return "unknown"
