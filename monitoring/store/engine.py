"""The database of this process: how it is opened, and how a writer takes its turn.

SQLite is in WAL mode (readers never wait for a writer). The driver's own transactions are switched off, because they
begin at the first write and so let two writers read the same state (knowledge/reliability-security.md, finding 6):
every transaction begins here, IMMEDIATE for a writer, so that read-then-write is one snapshot and writers queue.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError

from ..errors import StoreError
from ..paths import MIGRATIONS
from ..settings import settings

BUSY_TIMEOUT_MS = 30_000  # how long a writer waits for its turn before it gives up


def open_engine(url: str | None = None) -> Engine:
    """An engine for `url` (a SQLAlchemy URL; default: the setting). Opens nothing yet; see `check_database`."""
    asked = url or settings().database_url
    try:
        engine = create_engine(make_url(asked))
    except (ArgumentError, ImportError) as problem:
        raise StoreError(
            "DRUGS_MONITOR_DATABASE_URL names no database that this program can open; SQLite only for now, as "
            "sqlite:////path/to/monitor.sqlite."
        ) from problem
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _on_connect)
        event.listen(engine, "begin", _on_begin)
    return engine


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """One transaction of a writer: waits for its turn, commits at the end, rolls back on any exception."""
    with engine.execution_options(writing=True).begin() as db:
        yield db


def database_file(engine: Engine) -> Path | None:
    """The file of a SQLite database; None in memory or on a server."""
    name = engine.url.database
    return Path(name) if engine.dialect.name == "sqlite" and name and name != ":memory:" else None


def _on_connect(connection, _record) -> None:
    connection.isolation_level = None  # BEGIN is ours, see the module
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
    cursor.execute("PRAGMA synchronous = FULL")  # an import that was acknowledged survives a power cut
    cursor.close()


def _on_begin(db: Connection) -> None:
    # A migration may rebuild a table, and dropping the old one would empty its children (SQLite's own advice).
    rebuilding = db.get_execution_options().get("rebuilding", False)
    db.exec_driver_sql(f"PRAGMA foreign_keys = {'OFF' if rebuilding else 'ON'}")
    db.exec_driver_sql("BEGIN IMMEDIATE" if db.get_execution_options().get("writing") else "BEGIN")


def revisions() -> list[str]:
    """The revisions that this program knows, oldest first: the numbers that the migration files begin with."""
    return sorted(path.name[:4] for path in (MIGRATIONS / "versions").glob("[0-9]*.py"))


# Reading all of a file takes 12 ms a megabyte on a slow disk: above this, only `thorough` checks do.
READ_AT_MOST_BYTES = 64_000_000


def check_database(engine: Engine, thorough: bool = False) -> None:
    """Raises StoreError, with the remedy, unless the database is there, whole, readable and of this revision.

    thorough: reads every page of a large file, too; else its length and its tables are looked at.
    """
    file = database_file(engine)
    if file is not None and (not file.exists() or not file.stat().st_size):
        raise StoreError(
            f"There is no database at {file}. `drugs-monitor migrate` makes an empty one, `make run` a full one."
        )
    try:
        with engine.connect() as db:
            _check_revision(db, file or "")
            _check_whole(db, file, thorough)
    except DBAPIError as problem:
        raise explained(problem, engine) from problem


def explained(problem: DBAPIError, engine: Engine) -> StoreError:
    """What the driver's complaint means for somebody who runs this program, and what to do."""
    name = database_file(engine) or engine.url.render_as_string(hide_password=True)
    complaint = str(problem.orig)
    for words, meaning in _MEANINGS.items():
        if words in complaint:
            return StoreError(meaning.format(name=name, folder=getattr(name, "parent", name)))
    return StoreError(f"The database {name} cannot be used: {complaint}.")


# What SQLite says -> what it means here.
_MEANINGS = {
    "not a database": ("{name} is not a database of this program. Put it aside, or set DRUGS_MONITOR_DATABASE_URL to "
                       "another file."),
    "malformed": ("The database {name} is damaged. Put it aside and restore a backup, or run `drugs-monitor migrate` "
                  "and `drugs-monitor import` to make a new one."),
    "disk I/O error": ("The disk gave an error at {name}; nothing was changed. See whether it is full or failing, then "
                       "try again."),
    "disk is full": ("No space is left for {name}; nothing was changed. Make room in {folder}, then try again."),
    "readonly": ("{folder} cannot be written to, which SQLite needs even to read. Make the folder writable for this "
                 "user, or set DRUGS_MONITOR_DATABASE_URL to a file in one that is."),
    "unable to open": ("{name} cannot be opened. Let this user read and write the file and the folder {folder}, or set "
                       "DRUGS_MONITOR_DATABASE_URL to a file in one where it can."),
    "locked": ("Another process has kept the database {name} busy for too long. Wait until its import ends, then try "
               "again."),
}  # fmt: skip


def revision(db: Connection, name: object = "") -> str | None:
    """The revision of the database; None for one without tables. StoreError when it is newer than us, or not ours."""
    tables, known = inspect(db).get_table_names(), revisions()
    found = db.scalar(text("SELECT version_num FROM alembic_version")) if "alembic_version" in tables else None
    if found is None and set(tables) - {"alembic_version"}:
        raise StoreError(_MEANINGS["not a database"].format(name=name))
    if found is not None and found not in known:
        raise StoreError(
            f"The database {name} was made by a newer version of this program (revision {found}, known up to "
            f"{known[-1]}). Install that version, or set DRUGS_MONITOR_DATABASE_URL to another database."
        )
    return found


def _check_revision(db: Connection, name: object) -> None:
    found, needed = revision(db, name), revisions()[-1]
    if found != needed:
        raise StoreError(
            f"The database {name} is of an older version of this program (revision {found or 'none'}, needed {needed}). "
            "Run `drugs-monitor migrate`: it keeps every fact."
        )


def _check_whole(db: Connection, file: Path | None, thorough: bool) -> None:
    if file is None:
        return
    if thorough or file.stat().st_size <= READ_AT_MOST_BYTES:
        found = db.exec_driver_sql("PRAGMA quick_check(1)").scalar()
    else:
        pages, page_bytes = (
            int(db.exec_driver_sql(f"PRAGMA {name}").scalar_one()) for name in ("page_count", "page_size")
        )
        journal = file.with_name(f"{file.name}-wal")  # what is in there yet need not be in the file
        short = pages * page_bytes > file.stat().st_size and not (journal.exists() and journal.stat().st_size)
        found = f"{file.stat().st_size} of {pages * page_bytes} bytes are left" if short else "ok"
    if found != "ok":
        raise StoreError(
            f"The database {file} is damaged ({found}). Put it aside and restore a backup, or make a new one."
        )
