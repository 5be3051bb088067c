"""Imports: a source's facts replaced as a whole, in one transaction, with where they came from.

Whatever happens on the way (a kill, a full disk, a row that breaks a rule), the record is as it was before.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, Protocol

from sqlalchemy import Connection, Engine, Table, delete, func, insert, select, update
from sqlalchemy.exc import DBAPIError, IntegrityError

from ..errors import SourceError
from ..vocabulary.rows import Accepted, Rejected
from .engine import explained, writing
from .identity import columns, content
from .load_batch import Described, begin_batch, release_row, told, user, utc_now
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


class Source(Described, Protocol):
    """What the loader needs of a source; sources.registry.Source is one."""

    @property
    def file(self) -> Path: ...

    @property
    def settings(self) -> Mapping[str, Any]: ...

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
    digest = content_hash(source, lines)
    try:
        with writing(engine) as db:
            if _holds(db, source.key, digest):
                held = current_version(db)
                return _result(source, lines, False, held.id if held else "")
            now, by, rejected = utc_now(), user(), sum(isinstance(line, Rejected) for line in lines)
            batch = begin_batch(
                db, source, kind="shipped", reader=source.key, file_name=source.file.name, by=by, now=now,
                settings=source.settings, content_hash=digest, rows_read=len(lines), accepted=len(lines) - rejected,
                rejected=rejected,
            )  # fmt: skip
            number = begin_version(db, batch, now, by)
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
    digest = sha256(told(release_row(source)))
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
    _content_keys(rows)


def _content_keys(rows: dict[Table, list[dict]]) -> None:
    """The keys by which a file of ours, read again, is known to say the same."""
    at = {row["row_id"]: position for position, row in enumerate(rows[seizure])}
    cited = {row["id"]: row for row in rows[document]}
    events = [
        row
        | {
            f"source_{name}": cited[row["document_id"]][name]
            for name in ("name", "url", "kind", "grade", "grade_reason")
        }
        for row in rows[seizure]
    ]
    parts = [
        columns([row | {"of": at[row["seizure_row"]]} for row in rows[table]])
        for table in (seizure_item, seizure_leg, seizure_arrests)
    ]
    for row, key in zip(rows[seizure], content(columns(events), *parts).keys().tolist()):
        row["content_key"] = key


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
