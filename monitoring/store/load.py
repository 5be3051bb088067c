"""Imports: a source's facts replaced as a whole, in one transaction, with where they came from.

Whatever happens on the way (a kill, a full disk, a row that breaks a rule), the record is as it was before.
"""

import getpass
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, Protocol

from sqlalchemy import Connection, Engine, Table, delete, func, insert, select, update
from sqlalchemy.exc import DBAPIError, IntegrityError

from ..errors import SourceError
from ..vocabulary.rows import Accepted, Rejected
from .engine import explained, writing
from .tables import (
    document,
    import_batch,
    metadata,
    rejected_row,
    seizure,
    seizure_arrests,
    seizure_item,
    seizure_item_figure,
    seizure_leg,
    source_release,
)
from .versions import begin_version, current_version, name_version

KEPT = ("data_version", "document")  # what rows of older versions refer to
BLOCK = 5_000  # rows sent to the database at once, and between two calls of `progress`

Progress = Callable[[int, int], None]  # rows written, rows in all


class Source(Protocol):
    """What the loader needs of a source; sources.registry.Source is one."""

    @property
    def key(self) -> str: ...

    @property
    def file(self) -> Path: ...

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
    def settings(self) -> Mapping[str, Any]: ...

    @property
    def sha256(self) -> str: ...

    def read(self) -> Iterator[Accepted | Rejected]: ...


@dataclass(frozen=True)
class ImportResult:
    """`changed` is False when the record held exactly this already. `version` is the data version afterwards."""

    source: str
    rows_read: int
    accepted: int
    rejected: int
    changed: bool
    version: str


def load_source(engine: Engine, source: Source, progress: Progress | None = None) -> ImportResult:
    """Reads `source` and puts its facts in the place of the ones that it brought before; all of it, or nothing.

    The same content again changes nothing. Lines that cannot be read are kept as rejected rows, with the reason.
    SourceError when the source is not what was expected or breaks a rule of the record; StoreError when the database
    fails.
    """
    lines = list(source.read())
    content = content_hash(source, lines)
    try:
        with writing(engine) as db:
            if _holds(db, source.key, content):
                held = current_version(db)
                return _result(source, lines, False, held.id if held else "")
            now = datetime.now(UTC).replace(tzinfo=None, microsecond=0)
            batch = _begin_batch(db, source, lines, content, now)
            number = begin_version(db, batch, now, _user())
            _retire(db, source.key, batch, number)
            _write(db, batch, number, lines, progress)
            return _result(source, lines, True, name_version(db, number).id)
    except IntegrityError as problem:
        raise SourceError(
            source.key, None, f"breaks a rule of the record ({problem.orig}); nothing was imported"
        ) from problem
    except DBAPIError as problem:
        raise explained(problem, engine) from problem


def content_hash(source: Source, lines: Iterable[Accepted | Rejected]) -> str:
    """What the import would bring, as 64 hex digits: the release and every row as understood, in order.

    It is taken from what was understood and not from the file, so that a better reader or vocabulary is a change too.
    """
    digest = sha256(json.dumps(_release(source), sort_keys=True, default=str).encode())
    for line in lines:
        fate = (
            [line.row, line.facts] if isinstance(line, Accepted) else [line.row, line.column, line.value, line.reason]
        )
        digest.update(json.dumps([fate, dict(line.reported)], sort_keys=True, default=str).encode())
    return digest.hexdigest()


def _holds(db: Connection, key: str, content: str) -> bool:
    b, r = import_batch.c, source_release.c
    query = select(b.id).join(source_release, r.id == b.release_id)
    return db.scalar(query.where(r.key == key, b.status == "current", b.content_hash == content)) is not None


def _retire(db: Connection, key: str, batch: int, number: int) -> None:
    """Takes out the facts that the source brought before; the batch stays, marked as replaced.

    Rows with versions stay for links to an older one; of the others (words, places, routes) only the newest are kept.
    """
    of_source = select(source_release.c.id).where(source_release.c.key == key)
    before = (
        import_batch.c.release_id.in_(of_source) & (import_batch.c.status == "current") & (import_batch.c.id != batch)
    )
    batches = select(import_batch.c.id).where(before)
    for table in reversed(metadata.sorted_tables):
        if "retired_in" in table.c:
            of_batches = table.c.batch_id.in_(batches) & table.c.retired_in.is_(None)
            db.execute(update(table).where(of_batches).values(retired_in=number))
        elif "batch_id" in table.c and table.name not in KEPT:
            db.execute(delete(table).where(table.c.batch_id.in_(batches)))
    db.execute(update(import_batch).where(before).values(status="replaced"))


def _release(source: Source) -> dict:
    names = (
        "key",
        "producer",
        "title",
        "citation",
        "licence",
        "link",
        "edition",
        "published",
        "retrieved",
        "limits",
        "sha256",
    )
    return {name: getattr(source, name) for name in names}


def _begin_batch(db: Connection, source: Source, lines: list, content: str, now: datetime) -> int:
    release = _release(source)
    digest = sha256(json.dumps(release, sort_keys=True, default=str).encode()).hexdigest()
    release_id = db.scalar(select(source_release.c.id).where(source_release.c.digest == digest))
    if release_id is None:
        release_id = db.scalar(insert(source_release).values(**release, digest=digest).returning(source_release.c.id))
    rejected = sum(isinstance(line, Rejected) for line in lines)
    batch = insert(import_batch).values(
        release_id=release_id, file_name=source.file.name, imported_by=_user(), imported_at=now,
        settings=dict(source.settings), content_hash=content, rows_read=len(lines), accepted=len(lines) - rejected,
        rejected=rejected, duplicates_exact=0, already_held=0, left_out=0, report={}, headings={}, kind="shipped",
        reader=source.key, status="current",
    )  # fmt: skip
    return db.execute(batch.returning(import_batch.c.id)).scalar_one()


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # an account without a name, as containers have them
        return "unknown"


def _write(db: Connection, batch: int, number: int, lines: list, progress: Progress | None) -> None:
    rows: dict[Table, list[dict]] = defaultdict(list)
    for line in lines:
        for table, row in _rows(line, batch, number):
            rows[table].append(row)
    _number(db, rows)
    _keep_documents(db, rows)
    total, written = sum(map(len, rows.values())), 0
    for table in metadata.sorted_tables:  # what is referred to comes before what refers to it
        for start in range(0, len(rows[table]), BLOCK):
            block = rows[table][start : start + BLOCK]
            db.execute(insert(table), block)
            written += len(block)
            if progress:
                progress(written, total)


def _number(db: Connection, rows: dict[Table, list[dict]]) -> None:
    """Row numbers for seizures and items, and in their parts in the place of the names that readers give."""
    for table, name, parts in (
        (seizure, "seizure_row", (seizure_item, seizure_leg, seizure_arrests)),
        (seizure_item, "item_row", (seizure_item_figure,)),
    ):
        if not rows[table]:
            continue
        first = (db.scalar(select(func.max(table.c.row_id))) or 0) + 1
        numbers = {}
        for number, row in enumerate(rows[table], start=first):
            numbers[row["id"]] = row["row_id"] = number
        for part in parts:
            for row in rows[part]:
                row[name] = numbers[row.pop(f"{name.removesuffix('_row')}_id")]
    parts_of = defaultdict(list)
    for table in (seizure_item, seizure_leg, seizure_arrests):
        for row in rows[table]:
            parts_of[row["seizure_row"]].append({name: value for name, value in row.items() if name not in NUMBERS})
    for row in rows[seizure]:
        told = [{name: value for name, value in row.items() if name not in NUMBERS}, *parts_of[row["row_id"]]]
        digest = sha256(json.dumps(told, sort_keys=True, default=str).encode()).digest()
        row["content_key"] = int.from_bytes(digest[:8], "big", signed=True)


# What says where a row stands and not what it says.
NUMBERS = (
    "row_id",
    "seizure_row",
    "item_row",
    "batch_id",
    "added_in",
    "retired_in",
    "source_row",
    "sheet",
    "content_key",
)


def _keep_documents(db: Connection, rows: dict[Table, list[dict]]) -> None:
    """Documents of the import before stay, since rows of older versions name them; those of this one take their place."""
    named = [row["id"] for row in rows[document]]
    for start in range(0, len(named), 500):
        held = set(db.scalars(select(document.c.id).where(document.c.id.in_(named[start : start + 500]))))
        for row in [row for row in rows[document] if row["id"] in held]:
            db.execute(update(document).where(document.c.id == row["id"]).values(**row))
            rows[document].remove(row)


def _rows(line: Accepted | Rejected, batch: int, number: int) -> Iterator[tuple[Table, dict]]:
    if isinstance(line, Rejected):
        yield rejected_row, {
            "batch_id": batch, "sheet": None, "row": line.row, "column_name": line.column, "value": line.value,
            "reason": line.reason, "reported": dict(line.reported),
        }  # fmt: skip
        return
    ours = {
        "batch_id": batch,
        "source_row": line.row,
        "reported": dict(line.reported),
        "added_in": number,
        "times_reported": 1,
    }
    for name, row in line.facts:
        table = metadata.tables[name]
        # Every row of a table has the same keys, so that the driver can send them in one go.
        empty = {column.name: None for column in table.c if not column.primary_key}
        yield table, empty | {name: value for name, value in ours.items() if name in table.c} | dict(row)


def _result(source: Source, lines: list, changed: bool, version: str) -> ImportResult:
    rejected = sum(isinstance(line, Rejected) for line in lines)
    return ImportResult(source.key, len(lines), len(lines) - rejected, rejected, changed, version)


def rejected_rows(db: Connection, key: str) -> list[dict]:
    """The refused lines of a source's current import, in the order of the file."""
    b, r, x = import_batch.c, source_release.c, rejected_row.c
    query = select(x.row, x.column_name, x.value, x.reason).join(import_batch, b.id == x.batch_id)
    query = query.join(source_release, r.id == b.release_id).where(r.key == key, b.status == "current")
    return [dict(found) for found in db.execute(query.order_by(x.row)).mappings()]


def row_counts(db: Connection) -> dict[str, int]:
    """Rows of every table: what an import leaves behind can be compared."""
    return {
        table.name: db.execute(select(func.count()).select_from(table)).scalar_one() for table in metadata.sorted_tables
    }
