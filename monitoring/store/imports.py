"""What was imported, by whom and with what result; and taking an import back, which deletes nothing."""

from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from typing import Any

import pandas as pd
from sqlalchemy import Connection, Engine, Select, func, or_, select, update
from sqlalchemy.exc import DBAPIError

from ..errors import StoreError
from ..language import _
from .changes import WHOLE, copy_retired, retire
from .engine import explained, writing
from .frames import read_frame
from .load_batch import utc_now
from .tables import (
    corridor,
    data_version,
    doubt,
    import_batch,
    left_out_row,
    open_place,
    rejected_row,
    seizure,
    source_release,
    suspected_duplicate,
    unknown_word,
)
from .versions import DataVersion, begin_version, name_version, version_made_by

VERSIONED = (seizure, *WHOLE)
FIGURES = ("rows_read", "accepted", "rejected", "duplicates_exact", "already_held", "left_out")
_LISTED = {
    "batch": "int64", "kind": "str", "status": "str", "file_name": "str", "source": "str", "title": "str", "edition": "str",
    "reader": "str", "imported_at": "datetime64[us]", "imported_by": "str", **dict.fromkeys(FIGURES, "int64"),
    "data_version": "str",
}  # fmt: skip


def list_imports(db: Connection) -> pd.DataFrame:
    """One row per import, the newest first; times are UTC; `data_version` is the one that it made."""
    b, r, v = import_batch.c, source_release.c, data_version.c
    made = select(func.min(v.id)).where(v.action == "import").group_by(v.batch_id)
    query = (
        select(
            b.id.label("batch"), b.kind, b.status, b.file_name, r.key.label("source"), r.title, r.edition, b.reader,
            b.imported_at, b.imported_by, *(b[name] for name in FIGURES), v.version.label("data_version"),
        )
        .join(source_release, r.id == b.release_id)
        .outerjoin(data_version, (v.batch_id == b.id) & v.id.in_(made))
        .order_by(b.id.desc())
    )  # fmt: skip
    return read_frame(db, query, _LISTED)


def show_import(db: Connection, number: int) -> dict[str, Any]:
    """All that is known of an import, plain values only; lists in the order of the file, the commonest words first.

    StoreError when there is no import of that number.
    """
    batch = _batch(db, number)
    release = _rows(db, select(source_release).where(source_release.c.id == batch["release_id"]))[0]
    versions = select(data_version).where(data_version.c.batch_id == number).order_by(data_version.c.id)
    words = select(unknown_word).where(unknown_word.c.batch_id == number)
    places = select(open_place).where(open_place.c.batch_id == number)
    suspected = select(func.count()).where(suspected_duplicate.c.batch_id == number)
    return {
        **{name: value for name, value in batch.items() if name not in ("release_id", "headings", "report")},
        **batch["report"],
        "release": _without(release, "id", "digest"),
        "versions": [_without(row, "batch_id") for row in _rows(db, versions)],
        "headings": batch["headings"],
        "words": _of(db, words.order_by(unknown_word.c.count.desc(), unknown_word.c.id)),
        "places": _of(db, places.order_by(open_place.c.count.desc(), open_place.c.id)),
        "doubtful_cells": _of(db, select(doubt).where(doubt.c.batch_id == number).order_by(doubt.c.id)),
        "pairs_suspected": db.scalar(suspected),
        "left_out_rows": _of(
            db, select(left_out_row).where(left_out_row.c.batch_id == number).order_by(left_out_row.c.id)
        ),
        "rejected_rows": rejected_rows(db, number),
    }


def rejected_rows(db: Connection, number: int) -> list[dict[str, Any]]:
    """The refused lines of an import in the order of the file: sheet, row, column_name, value, reason, reported."""
    query = select(rejected_row).where(rejected_row.c.batch_id == number)
    return _of(db, query.order_by(rejected_row.c.sheet, rejected_row.c.row, rejected_row.c.id))


def undo_import(engine: Engine, number: int, by: str, reason: str) -> DataVersion:
    """Takes an import back, in one transaction, and deletes nothing: links to the versions before still open.

    Its rows, and what people made of them since, are gone from the new version on; rows that a form or a decision had taken
    out come back. StoreError when there is no such import, when it was taken back already, or when it ships.
    """
    try:
        with writing(engine) as db:
            batch = _batch(db, number)
            _refuse(batch)
            now = utc_now()
            made = version_made_by(db, number)
            version = begin_version(db, number, now, by, "undo")
            if batch["kind"] == "file":
                for table in VERSIONED:
                    retire(db, table, table.c.batch_id == number, version)
                _end_dependents(db, batch, made)
            else:
                _refuse_later(db, number, made)
                _take_back_change(db, made, version)
            report = dict(batch["report"]) | {"undone": {"by": by, "at": now.isoformat(), "reason": reason}}
            done = update(import_batch).where(import_batch.c.id == number)
            db.execute(done.values(status="reversed", report=report))
            return name_version(db, version)
    except DBAPIError as problem:
        raise explained(problem, engine) from problem


def _refuse(batch: Mapping[str, Any]) -> None:
    number = batch["id"]
    if batch["kind"] == "shipped":
        raise StoreError(
            _(
                "Import {n} holds facts that ship with the program. They are replaced by a newer edition and not taken back.",
                n=number,
            )
        )
    if batch["status"] != "current":
        raise StoreError(_("Import {n} was taken back already; nothing was changed.", n=number))


def _take_back_change(db: Connection, made: int, version: int) -> None:
    """What was before version `made` comes back. The rows that it made may be copies by now, of a later change taken back."""
    touched = select(seizure.c.id).where(or_(seizure.c.added_in == made, seizure.c.retired_in == made))
    retire(db, seizure, seizure.c.id.in_(touched), version)
    for table in WHOLE:
        retire(db, table, table.c.added_in == made, version)
    # A copy that came back with a later change is of this one still: corridors are of the change that made them.
    of_change = select(data_version.c.batch_id).where(data_version.c.id == made).scalar_subquery()
    retire(db, corridor, corridor.c.batch_id == of_change, version)
    copy_retired(db, made, version)


def _refuse_later(db: Connection, number: int, made: int) -> None:
    """A change of a seizure is taken back before the changes that rest on it, never under them."""
    s, v = seizure.c, data_version.c
    touched = select(s.id).where(or_(s.added_in == made, s.retired_in == made))
    later = (
        select(v.batch_id)
        .join(seizure, or_(s.added_in == v.id, s.retired_in == v.id))
        .where(s.id.in_(touched), v.id > made, v.batch_id != number, v.action == "import")
        .join(import_batch, import_batch.c.id == v.batch_id)
        .where(import_batch.c.status == "current")
        .order_by(v.id.desc())
        .limit(1)
    )
    found = db.scalar(later)
    if found is not None:
        raise StoreError(
            _("Import {later} changed what import {n} had changed. Take back {later} first.", later=found, n=number)
        )


def _end_dependents(db: Connection, batch: Mapping[str, Any], made: int) -> None:
    """Changes by hand and decisions that were about rows of this import: those about nothing else are over.

    The others go on with less. Their checksum says so, because a state without those rows must not have the name of one with
    them.
    """
    b, v, s = import_batch.c, data_version.c, seizure.c
    query = select(b.id, b.content_hash, v.id.label("made")).join(data_version, v.batch_id == b.id)
    query = query.where(b.kind.in_(("form", "decision")), b.status == "current", v.action == "import", v.id > made)
    for change in db.execute(query).all():
        about = or_(s.added_in == change.made, s.retired_in == change.made)
        ours = db.scalar(select(s.row_id).where(about, s.batch_id == batch["id"]).limit(1))
        if ours is None:
            continue
        others = db.scalar(select(s.row_id).where(about, s.batch_id != batch["id"]).limit(1))
        less = sha256(f"{change.content_hash} without {batch['content_hash']}".encode()).hexdigest()
        values = {"status": "reversed"} if others is None else {"content_hash": less}
        db.execute(update(import_batch).where(b.id == change.id).values(**values))


def _batch(db: Connection, number: int) -> dict[str, Any]:
    found = _rows(db, select(import_batch).where(import_batch.c.id == number))
    if not found:
        raise StoreError(_("There is no import {n}. See: drugs-monitor imports list", n=number))
    return found[0]


def _of(db: Connection, query: Select) -> list[dict[str, Any]]:
    return [_without(row, "id", "batch_id") for row in _rows(db, query)]


def _rows(db: Connection, query: Select) -> list[dict[str, Any]]:
    return [dict(row) for row in db.execute(query).mappings()]


def _without(row: Mapping[str, Any], *names: str) -> dict[str, Any]:
    """Of a row the rest, with times as text: for JSON."""
    kept = {name: value for name, value in row.items() if name not in names}
    return {name: value.isoformat() if isinstance(value, datetime) else value for name, value in kept.items()}
