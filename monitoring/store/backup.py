"""A whole copy of the record in one file, made while somebody may be importing, and the way back.

The copy is SQLite's own online backup in one step: a snapshot, whatever is written meanwhile. Inside it a table `seal` says
of every table how many rows it has and a checksum of them, so that a copy that was changed, cut or mixed up on its way is
known before it takes the place of anything.
"""

import contextlib
import os
import shutil
import sqlite3
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from sqlalchemy import Engine

from ..errors import StoreError
from ..language import _
from .engine import database_file, revisions

Sums = dict[str, tuple[int, str]]  # table -> rows, checksum of their content
SEAL = "seal"
BUSY_S = 30.0


def backup(engine: Engine, target: Path) -> Path:
    """Writes the whole record, as it is now, to `target`, which appears when it is whole and checked; gives `target`.

    StoreError when the database is no SQLite file, or there is no room: then `target` is as it was before.
    """
    file = _file(engine)
    if not file.exists():
        raise StoreError(_("There is no database at {file}, so there is nothing to back up.", file=file))
    part = target.with_name(f"{target.name}.part-{os.getpid()}")
    try:
        with _opened(file) as source, _opened(part) as copy:
            source.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")  # one file, without companions
            _seal(copy, sums(copy))
            _check_whole(copy, part)
        _flush(part)
        part.replace(target)
    except (sqlite3.Error, OSError) as problem:
        raise StoreError(
            _("The backup {file} could not be written ({problem}); nothing was changed. Make room, or choose another folder.",
              file=target, problem=problem)
        ) from problem  # fmt: skip
    finally:
        part.unlink(missing_ok=True)
    return target


def restore(file: Path, engine: Engine) -> Path | None:
    """Puts the backup in the place of the record; gives where the record of before is kept, None when there was none.

    StoreError, and nothing is changed, when the file is no backup of this program, is damaged, or was made by a newer
    version. Programs that have the record open go on with what was restored.
    """
    target = _file(engine)
    engine.dispose()
    fresh = target.with_name(f"{target.name}.restoring-{os.getpid()}")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _checked_copy(file, fresh)
        kept = _keep(target) if target.exists() else None
        if kept is None or not _written_over(fresh, target):
            for name in ("-wal", "-shm"):
                target.with_name(target.name + name).unlink(missing_ok=True)
            fresh.replace(target)
        return kept
    except (sqlite3.Error, OSError) as problem:
        raise StoreError(
            _("{file} could not be restored ({problem}); the record is as it was.", file=file, problem=problem)
        ) from problem
    finally:
        fresh.unlink(missing_ok=True)


def proven_equal(a: Engine, b: Engine) -> bool:
    """Whether two records have the same rows in every table, down to the last cell."""
    return not differences(a, b)


def differences(a: Engine, b: Engine) -> tuple[str, ...]:
    """What differs between two records, a sentence for each table; empty when nothing does."""
    with _opened(_file(a)) as one, _opened(_file(b)) as other:
        first, second = sums(one), sums(other)
    return tuple(
        f"{name}: {first.get(name)} and {second.get(name)}"
        for name in sorted({*first, *second})
        if first.get(name) != second.get(name)
    )


def sums(db: sqlite3.Connection) -> Sums:
    """Of every table the number of rows and a checksum of every cell, in the order of the rows' numbers."""
    named = db.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name")
    found: Sums = {}
    for (name,) in named.fetchall():
        if name == SEAL:
            continue
        rows, digest = 0, sha256()
        cursor = db.execute(f'SELECT * FROM "{name}" ORDER BY rowid')
        while block := cursor.fetchmany(5_000):
            rows += len(block)
            digest.update(repr(block).encode())
        found[name] = rows, digest.hexdigest()
    return found


def _seal(db: sqlite3.Connection, found: Sums) -> None:
    db.execute(f"DROP TABLE IF EXISTS {SEAL}")
    db.execute(f"CREATE TABLE {SEAL} (name TEXT PRIMARY KEY, rows INTEGER NOT NULL, checksum TEXT NOT NULL)")
    db.executemany(f"INSERT INTO {SEAL} VALUES (?, ?, ?)", [(name, *said) for name, said in found.items()])
    db.commit()


def _checked_copy(file: Path, fresh: Path) -> None:
    """A copy of the backup without its seal, ready to be the record; StoreError when the backup is not what it says."""
    if not file.is_file():
        raise StoreError(_("There is no file {file}.", file=file))
    shutil.copyfile(file, fresh)
    with _opened(fresh) as db:
        try:
            _check_whole(db, file)
            tables = {name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
            if not {SEAL, "alembic_version", "import_batch"} <= tables:
                raise StoreError(
                    _("{file} is no backup of this program: `drugs-monitor backup FILE` makes one.", file=file)
                )
            (found,) = db.execute("SELECT version_num FROM alembic_version").fetchone()
            if found not in revisions():
                raise StoreError(
                    _("{file} was made by a newer version of this program (revision {found}). Install that version.", file=file,
                      found=found)
                )  # fmt: skip
            said = {name: (rows, checksum) for name, rows, checksum in db.execute(f"SELECT * FROM {SEAL}")}
        except sqlite3.DatabaseError as problem:
            raise StoreError(_damaged(file, str(problem))) from problem
        held = sums(db)
        wrong = [name for name in {*said, *held} if said.get(name) != held.get(name)]
        if wrong:
            raise StoreError(_damaged(file, ", ".join(sorted(wrong))))
        db.execute(f"DROP TABLE {SEAL}")
        db.commit()
        db.execute("PRAGMA journal_mode = WAL")
    _flush(fresh)


def _keep(target: Path) -> Path:
    """The record as it is, beside its place; a damaged one is kept byte for byte, with its companions."""
    kept = target.with_name(f"{target.name}.before-restore")
    part = kept.with_name(f"{kept.name}.part")
    part.unlink(missing_ok=True)
    try:
        with _opened(target) as old, _opened(part) as copy:
            _check_whole(old, target)
            old.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")
    except (StoreError, sqlite3.DatabaseError):
        part.unlink(missing_ok=True)
        shutil.copyfile(target, part)
        for name in ("-wal", "-shm"):
            beside = target.with_name(target.name + name)
            if beside.exists():
                shutil.copyfile(beside, kept.with_name(kept.name + name))
    _flush(part)
    part.replace(kept)
    return kept


def _written_over(fresh: Path, target: Path) -> bool:
    """Whether the record could be written over in one transaction of its own, so that open programs see the change.

    A file must not be moved from under a program that has it open; only a record that is damaged is replaced as a file.
    """
    try:
        with _opened(fresh) as new, _opened(target) as old:
            _check_whole(old, target)
            new.backup(old)
        return True
    except (StoreError, sqlite3.DatabaseError) as problem:
        if isinstance(problem, sqlite3.OperationalError) and "locked" in str(problem):
            raise
        return False


def _check_whole(db: sqlite3.Connection, file: Path) -> None:
    try:
        (found,) = db.execute("PRAGMA quick_check(1)").fetchone()
    except sqlite3.DatabaseError as problem:
        raise StoreError(_damaged(file, str(problem))) from problem
    if found != "ok":
        raise StoreError(_damaged(file, found))


def _damaged(file: Path, what: str) -> str:
    return _("{file} is damaged, or no backup of this program ({what}); nothing was changed. Use another backup.", file=file,
             what=what)  # fmt: skip


def _file(engine: Engine) -> Path:
    file = database_file(engine)
    if file is None:
        raise StoreError(_("Backups are for SQLite files. A database server has tools of its own, as pg_dump."))
    return file


@contextlib.contextmanager
def _opened(file: Path) -> Iterator[sqlite3.Connection]:
    db = sqlite3.connect(file, timeout=BUSY_S)
    try:
        yield db
    finally:
        db.close()


def _flush(file: Path) -> None:
    with file.open("rb") as opened:
        os.fsync(opened.fileno())
