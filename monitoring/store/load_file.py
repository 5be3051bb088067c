"""A file that somebody sent, taken into the record in one transaction: all of it, or nothing at all.

Nothing that the record holds is changed by a file. A row is taken when it is new, counted when it is there already, and
refused, with the remedy, when the record holds its reference with other content.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError, IntegrityError

from ..errors import SourceError, StoreError
from ..vocabulary.blocks import Block
from ..vocabulary.reports import ImportReport
from ..vocabulary.rows import Rejected
from .engine import explained, writing
from .load_batch import Release, begin_batch, user, utc_now
from .load_blocks import Taking
from .load_indexes import Postponed
from .load_suspects import Compared, Suspects, find_suspects
from .versions import begin_version, current_version, name_version

__all__ = ["Release", "load_file"]

CACHE_KIB = 128 * 1024  # of SQLite's pages while an import runs


def load_file(
    engine: Engine,
    release: Release,
    blocks: Iterable[Block],
    *,
    file_name: str,
    reader: str,
    settings: Mapping[str, Any],
    marking: str,
    headings: Mapping[str, Any] | None = None,
    by: str | None = None,
    progress: Callable[[int], None] | None = None,
    suspects: Suspects | None = None,
    dry_run: bool = False,
    refused: list[Rejected] | None = None,
) -> ImportReport:
    """Takes the rows of `blocks`; the report has a fate for every row that was read, or StoreError and nothing is kept.

    marking: of rows that name none. progress: told the rows done after each block; what it raises stops the import.
    suspects: measures.suspected.suspected_duplicates. dry_run: the same report, and nothing is kept. A file that brings
    nothing new makes no import and no version (`batch` None). refused: a list that gets every refused row, also when
    nothing is kept. SourceError when a row breaks a rule of the record.
    """
    try:
        with writing(engine) as db:
            with _room(db):
                compared = Compared() if suspects else None
                taking = _begin(db, release, marking, file_name, reader, settings, headings, by or user(), compared)
                indexes = Postponed(db)
                for block in blocks:
                    taking.take(block)
                    indexes.postpone_if_large(taking.seizures_held_before, taking.seizures_taken)
                    if progress is not None:
                        progress(taking.rows_read)
                indexes.make()
                found = 0
                if suspects and compared is not None and taking.anything_new:
                    found = find_suspects(db, taking.batch, taking.number, compared, suspects)
            report = taking.report(found)
            if refused is not None:
                refused += taking.refused
            if not report.adds_up:
                raise StoreError(_does_not_add_up(report))
            if dry_run or not taking.anything_new:
                raise _NothingKept(report)
            taking.finish(report)
            return replace(report, data_version=name_version(db, taking.number).id, batch=taking.batch)
    except _NothingKept as kept:
        with engine.connect() as db:
            held = current_version(db)
        return replace(kept.report, data_version=held.id if held else None, dry_run=dry_run)
    except IntegrityError as problem:
        raise SourceError(
            file_name, None, f"breaks a rule of the record ({problem.orig}); nothing was imported"
        ) from problem
    except DBAPIError as problem:
        raise explained(problem, engine) from problem


class _NothingKept(Exception):
    """Ends the transaction without keeping what it wrote."""

    def __init__(self, report: ImportReport):
        self.report = report


def _begin(
    db: Connection, release: Release, marking: str, file_name: str, reader: str, settings: Mapping[str, Any],
    headings: Mapping[str, Any] | None, by: str, compared: Compared | None,
) -> Taking:  # fmt: skip
    now = utc_now()
    batch = begin_batch(
        db, release, kind="file", reader=reader, file_name=file_name, by=by, now=now, settings=settings,
        headings=headings,
    )  # fmt: skip
    report = ImportReport(release.key, reader, file_name, release.edition, marking)
    return Taking(db, release, batch, begin_version(db, batch, now, by), report, headings or {}, compared)


@contextmanager
def _room(db: Connection) -> Iterator[None]:
    """Memory for the pages that an import touches again and again: those of the indexes."""
    if db.dialect.name != "sqlite":
        yield
        return
    before = db.exec_driver_sql("PRAGMA cache_size").scalar()
    db.exec_driver_sql(f"PRAGMA cache_size = -{CACHE_KIB}")
    try:
        yield
    finally:
        db.exec_driver_sql(f"PRAGMA cache_size = {before}")


def _does_not_add_up(report: ImportReport) -> str:
    fates = {
        name: getattr(report, name) for name in ("accepted", "rejected", "duplicates_exact", "already_held", "left_out")
    }
    return (
        f"The rows of {report.file} do not add up ({report.rows_read} read, {fates}); nothing was imported. This is a "
        f"fault of the reader {report.reader}: report it with the file's headings."
    )
