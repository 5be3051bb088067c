"""The beginning of an import: the file is opened in a child process, while this one loads what comes after.

Nothing here is slow to import, so that the child reads before the libraries of the store and the gazetteer are there.
"""

import contextvars
import tempfile
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, dataclass, fields, replace
from datetime import date
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Any

from ..errors import SourceError
from ..settings import settings
from ..sources.files.opened import Opened, open_file
from ..sources.reading import Asked
from ..vocabulary.dates import parse_period

if TYPE_CHECKING:
    from ..vocabulary.reports import ImportReport

# phase (reading, storing), rows so far, rows in all (None: not known yet)
Watch = Callable[[str, int, int | None], None]


@dataclass(frozen=True)
class Options:
    """What a person said about a file; None where the file shall tell. `mapping` is the text of a TOML file."""

    source: str | None = None
    mapping: str | None = None
    edition: str | None = None
    marking: str | None = None
    encoding: str | None = None
    delimiter: str | None = None
    header_row: int | None = None
    date_order: str | None = None
    decimal: str | None = None
    calendar: str | None = None
    level: str | None = None
    scheme: str | None = None
    valid_from: str | None = None
    accept: str | None = None

    @classmethod
    def from_dict(cls, said: Mapping[str, Any]) -> "Options":
        """Options from the state of a job; names that are no options are passed over, an empty answer is none."""
        return cls(**{each.name: said.get(each.name) or None for each in fields(cls)})

    def to_dict(self) -> dict[str, Any]:
        return {name: value for name, value in asdict(self).items() if value is not None}

    def asked(self) -> Asked:
        """What the readers need of it. SourceError when the mapping cannot be read."""
        from ..sources.mapping.toml import read_mapping

        mapping = read_mapping(self.mapping) if self.mapping else None
        return Asked(
            self.source, mapping, self.encoding, self.delimiter, self.header_row, self.date_order, self.decimal,
            self.calendar, self.level, self.scheme.casefold() if self.scheme else None, _day(self.valid_from),
            tuple(part.strip() for part in (self.accept or "").split(",") if part.strip()),
        )  # fmt: skip


def _day(written: str | None) -> date | None:
    """The first day of a year, month or day as written; SourceError for anything else."""
    if not written:
        return None
    try:
        return parse_period(written).first
    except ValueError:
        raise SourceError(
            "--valid-from", None, f"{written!r} is no day, month or year; write 2010 or 2010-03-21"
        ) from None


def open_outside(
    path: Path, work: Path, options: Options, name: str | None = None, watch: Watch | None = None
) -> Opened:
    """The file as tables of text in `work`; FileRefused says why not. The column that we added to refused rows goes."""
    heard = (lambda rows: watch("reading", rows, None)) if watch else None
    mapping = options.asked().mapping
    header_row = options.header_row or (mapping.header_row if mapping else None)
    opened = open_file(
        path, work, name=name, encoding=options.encoding, delimiter=options.delimiter, header_row=header_row,
        progress=heard,
    )  # fmt: skip
    return without_reasons(opened)


def without_reasons(opened: Opened) -> Opened:
    """The file without the last column of a file of refused rows, which says why they were refused."""
    from ..exports.rejected import WHY

    sheets = []
    for sheet in opened.sheets:
        if sheet.headings and sheet.headings[-1].startswith(WHY):
            kept = len(sheet.headings) - 1
            sheet = replace(sheet, headings=sheet.headings[:kept], cell_types=sheet.cell_types[:kept])
        sheets.append(sheet)
    return replace(opened, sheets=tuple(sheets))


def import_file(
    path: Path,
    options: Options,
    *,
    dry_run: bool = False,
    watch: Watch | None = None,
) -> "ImportReport":
    """Import one file: all of it or nothing. FileRefused, SourceError or StoreError say why nothing was changed."""
    with workplace() as work:
        opened = _opened_meanwhile(path, work, options, watch)
        from .importing import bring, engine

        return bring(engine(), opened, options, dry_run=dry_run, watch=watch)


def _opened_meanwhile(path: Path, work: Path, options: Options, watch: Watch | None) -> Opened:
    """The file, opened by a child while this process loads what is needed for what follows, and looks at the database."""
    given_up = Event()

    def heard(phase: str, rows: int, rows_in_all: int | None) -> None:
        if given_up.is_set():
            raise _GivenUp
        if watch:
            watch(phase, rows, rows_in_all)

    with ThreadPoolExecutor(1) as aside:
        reading = aside.submit(contextvars.copy_context().run, open_outside, path, work, options, None, heard)
        try:
            from . import importing

            importing.engine()
            importing.matcher()
            return reading.result()
        except BaseException:
            given_up.set()  # or the child would read to its end
            raise


class _GivenUp(Exception):
    """Ends the child: what it reads is not wanted any more."""


@contextmanager
def workplace() -> Iterator[Path]:
    """A folder in the instance for what is read from a file, gone at the end: its disk is the one that has room."""
    parent = settings().instance / "work"
    parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=parent) as folder:
        yield Path(folder)
