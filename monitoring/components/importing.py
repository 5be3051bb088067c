"""A file from outside on its way into the record: opened, recognised, understood, stored. Joins the layers; decides nothing.

The command line calls `import_file`; the page `/data` does the same in two steps (components.job_steps).
"""

import getpass
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, fields, replace
from datetime import date
from pathlib import Path
from typing import Any

from ..errors import SourceError
from ..exports.rejected import WHY, Refused, write_rejected
from ..language import _
from ..measures.suspected import suspected_duplicates
from ..settings import settings
from ..sources.files.opened import Opened, open_file
from ..sources.mapping.toml import read_mapping
from ..sources.reading import Asked, Recognised
from ..sources.recognise import recognise, understand
from ..store.decisions import decided_places, decided_words
from ..store.engine import Engine
from ..store.load_file import Release, load_file
from ..vocabulary.folding import slug
from ..vocabulary.gazetteer import Gazetteer, gazetteer
from ..vocabulary.lookup import Lookups, lookups
from ..vocabulary.reports import ImportReport
from ..vocabulary.rows import Rejected
from .current import engine

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

    @classmethod
    def from_dict(cls, said: Mapping[str, Any]) -> "Options":
        """Options from the state of a job; names that are no options are passed over, an empty answer is none."""
        return cls(**{each.name: said.get(each.name) or None for each in fields(cls)})

    def to_dict(self) -> dict[str, Any]:
        return {name: value for name, value in asdict(self).items() if value is not None}

    def asked(self) -> Asked:
        """What the readers need of it. SourceError when the mapping cannot be read."""
        mapping = read_mapping(self.mapping) if self.mapping else None
        return Asked(
            self.source, mapping, self.encoding, self.delimiter, self.header_row, self.date_order, self.decimal,
            self.calendar,
        )  # fmt: skip


@dataclass(frozen=True)
class Vocabulary:
    """The words and places as this installation reads them, with its operators' decisions."""

    words: Lookups
    places: Gazetteer


def vocabulary(base: Engine) -> Vocabulary:
    with base.connect() as db:
        return Vocabulary(lookups(decided_words(db)), gazetteer(decided_places(db)))


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
    sheets = []
    for sheet in opened.sheets:
        if sheet.headings and sheet.headings[-1].startswith(WHY):
            kept = len(sheet.headings) - 1
            sheet = replace(sheet, headings=sheet.headings[:kept], cell_types=sheet.cell_types[:kept])
        sheets.append(sheet)
    return replace(opened, sheets=tuple(sheets))


def recognised_in(opened: Opened, options: Options, known: Vocabulary) -> Recognised:
    return recognise(opened, options.asked(), known.words, saved=mappings())


def mappings() -> Path:
    """Where mappings that a person saved lie, for the next delivery."""
    return settings().instance / "mappings"


def import_file(
    path: Path,
    options: Options,
    *,
    dry_run: bool = False,
    watch: Watch | None = None,
) -> ImportReport:
    """Import one file: all of it or nothing. FileRefused, SourceError or StoreError say why nothing was changed."""
    base = engine()
    with workplace() as work:
        opened = open_outside(path, work, options, watch=watch)
        known = vocabulary(base)
        found = recognised_in(opened, options, known)
        return store(base, opened, found, options, known, dry_run=dry_run, watch=watch)


def store(
    base: Engine,
    opened: Opened,
    found: Recognised,
    options: Options,
    known: Vocabulary,
    *,
    by: str | None = None,
    dry_run: bool = False,
    watch: Watch | None = None,
) -> ImportReport:
    """Bring what was opened and recognised into the record, in one transaction; refused rows become a file of their own."""
    rows = sum(sheet.rows for sheet in opened.sheets)
    if found.questions:
        raise SourceError(opened.name, None, " ".join(question.text for question in found.questions))
    blocks = understand(opened, found, options.asked(), known.words, known.places)
    refused: list[Rejected] = []
    report = load_file(
        base, release_of(opened, found, options), blocks, file_name=opened.name, reader=found.reader,
        settings=options.to_dict(), marking=options.marking or "public", by=by or user(),
        progress=(lambda done: watch("storing", done, rows)) if watch else None, suspects=suspected_duplicates,
        dry_run=dry_run, refused=refused,
    )  # fmt: skip
    if refused and not dry_run:
        report = replace(report, rejected_file=str(write_refused(opened, refused, report.batch)))
    return report


def release_of(opened: Opened, found: Recognised, options: Options) -> Release:
    """What the record says of the document: what the reader knows, the edition that a person gave, and that it came today."""
    said = {name: value for name, value in found.release.items() if value}
    today = date.today()
    producer, title = said.get("producer", _("not stated")), said.get("title", found.title or opened.name)
    edition = options.edition or said.get("edition") or _("received {day}", day=today.isoformat())
    return Release(
        key=found.mapping.key if found.key == "mapping" and found.mapping else found.key,
        producer=producer,
        title=title,
        citation=said.get("citation") or f"{producer}: {title}, {edition}",
        licence=said.get("licence", _("not stated")),
        link=said.get("link"),
        edition=edition,
        published=said.get("published"),
        retrieved=today,
        limits=said.get("limits", _("not stated")),
        sha256=opened.sha256,
    )


def refused_file(batch: int) -> Path:
    """Where the refused rows of an import lie, if there were any."""
    return settings().instance / "rejected" / f"import-{batch}-rejected.xlsx"


def write_refused(opened: Opened, refused: list[Rejected], batch: int | None) -> Path:
    """The refused rows of a file as a workbook; of a file that brought nothing new, one named after its content."""
    nothing_new = settings().instance / "rejected" / f"{slug(Path(opened.name).stem)[:40]}-{opened.sha256[:8]}.xlsx"
    target = nothing_new if batch is None else refused_file(batch)
    target.parent.mkdir(parents=True, exist_ok=True)
    headings = {sheet.name: sheet.headings for sheet in opened.sheets}
    of_sheet: dict[str, list[Refused]] = {}
    for row in refused:
        found = Refused(row.row, row.column, row.value, row.reason, row.reported)
        of_sheet.setdefault(row.sheet or next(iter(headings)), []).append(found)
    write_rejected({name: (headings.get(name, ()), rows) for name, rows in of_sheet.items()}, target)
    return target


def user() -> str:
    """Who runs this process, by name of the account."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # an account without a name, as containers have them
        return "unknown"


@contextmanager
def workplace() -> Iterator[Path]:
    """A folder in the instance for what is read from a file, gone at the end: its disk is the one that has room."""
    parent = settings().instance / "work"
    parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=parent) as folder:
        yield Path(folder)
