"""Brings a database to this program's revision: all of the way, or not at all."""

from contextlib import contextmanager

from alembic import command
from alembic.config import Config
from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from ..errors import StoreError
from ..paths import MIGRATIONS
from .engine import database_file, explained, revision, revisions


def migrate(engine: Engine, to: str = "head") -> str:
    """Runs every migration up to revision `to`, in one transaction, and returns the revision reached.

    A database that does not exist is made.
    Whatever fails, the database is as it was before: tables, rows and revision. StoreError says why.
    """
    with _rebuilding(engine) as config:
        command.upgrade(config, to)
    return revisions()[-1] if to == "head" else to


def migrate_back(engine: Engine, to: str) -> None:
    """Undoes migrations down to revision `to` (or `base`), in one transaction. Facts in dropped tables are gone."""
    with _rebuilding(engine) as config:
        command.downgrade(config, to)


@contextmanager
def _rebuilding(engine: Engine):
    _make_room(engine)
    try:
        with engine.execution_options(writing=True, rebuilding=True).begin() as db:
            revision(db, database_file(engine) or "")
            config = Config(attributes={"connection": db})
            config.set_main_option("script_location", str(MIGRATIONS))
            yield config
            _check_references(db)
    except DBAPIError as problem:
        raise explained(problem, engine) from problem


def _make_room(engine: Engine) -> None:
    """The folder of a SQLite file, and WAL mode, which cannot be entered inside a transaction."""
    file = database_file(engine)
    if file is None:
        return
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        connection = engine.raw_connection()
        try:
            connection.cursor().execute("PRAGMA journal_mode = WAL")
        finally:
            connection.close()
    except OSError as problem:
        raise StoreError(
            f"The folder {file.parent} cannot be made ({problem.strerror}). Set DRUGS_MONITOR_DATABASE_URL."
        ) from problem
    except DBAPIError as problem:
        raise explained(problem, engine) from problem
    except engine.dialect.loaded_dbapi.Error as problem:  # what a raw connection raises is the driver's own
        raise explained(DBAPIError("PRAGMA journal_mode", None, problem), engine) from problem


def _check_references(db) -> None:
    """References are not watched while tables are rebuilt, so they are looked at once, before anything is kept."""
    if db.dialect.name == "sqlite":
        broken = db.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
        if broken:
            raise StoreError(
                f"The migration would leave {len(broken)} rows without what they refer to; nothing was changed."
            )
