"""A file from outside on its way into the record, once it is opened: recognised, understood, stored. Joins the layers.

The command line calls `opening.import_file`; the page `/data` does the same in two steps (components.job_steps).
"""

import gc
import getpass
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from ..errors import SourceError
from ..exports.rejected import Refused, write_rejected
from ..language import _
from ..measures.suspected import suspected_duplicates
from ..settings import settings
from ..sources.files.opened import Opened
from ..sources.questionnaire_form.read import NAME as QUESTIONNAIRE
from ..sources.reading import Recognised
from ..sources.recognise import recognise, understand
from ..store.decisions import decided_places, decided_words
from ..store.engine import Engine
from ..store.indicators import counted
from ..store.load_file import Release, load_file
from ..vocabulary.blocks import Block
from ..vocabulary.folding import slug
from ..vocabulary.gazetteer import Gazetteer, gazetteer, matcher
from ..vocabulary.lookup import Lookups, lookups
from ..vocabulary.reports import ImportReport
from ..vocabulary.rows import Rejected
from . import ahead
from .current import engine
from .opening import Options, Watch
from .questionnaire_intake import import_form, is_form
from .survey_checks import with_sums_asked

__all__ = [
    "Options", "Vocabulary", "Watch", "bring", "engine", "few_collections", "mappings", "matcher", "recognised_in",
    "refused_file", "release_of", "store", "user", "vocabulary", "write_refused",
]  # fmt: skip

AHEAD_FROM = 60_000  # rows: a shorter file is one block, and nothing is gained


@dataclass(frozen=True)
class Vocabulary:
    """The words and places as this installation reads them, with its operators' decisions."""

    words: Lookups
    places: Gazetteer


def vocabulary(base: Engine) -> Vocabulary:
    with base.connect() as db:
        return Vocabulary(lookups(decided_words(db), counted(db)), gazetteer(decided_places(db)))


def recognised_in(opened: Opened, options: Options, known: Vocabulary) -> Recognised:
    if options.source is None and options.mapping is None and is_form(opened):
        raise SourceError(
            opened.name, None,
            _("This is a filled questionnaire. Bring it on the page of the questionnaire, or with: drugs-monitor import FILE.xlsx"),
        )  # fmt: skip
    return recognise(opened, options.asked(), known.words, saved=mappings())


def mappings() -> Path:
    """Where mappings that a person saved lie, for the next delivery."""
    return settings().instance / "mappings"


def bring(
    base: Engine, opened: Opened, options: Options, *, dry_run: bool = False, watch: Watch | None = None
) -> ImportReport:
    """Take a file that was opened into the record: all of it or nothing."""
    if options.source == QUESTIONNAIRE or (options.source is None and options.mapping is None and is_form(opened)):
        marking = options.marking or "public"
        return import_form(base, opened, user(), options.edition or "", marking, dry_run)
    known = vocabulary(base)
    found = with_sums_asked(base, opened, recognised_in(opened, options, known), options, known)
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
    refused: list[Rejected] = []
    with _understood(lambda: understand(opened, found, options.asked(), known.words, known.places), rows) as blocks:
        report = load_file(
            base, release_of(opened, found, options), blocks, file_name=opened.name, reader=found.reader,
            settings=options.to_dict(), marking=options.marking or "public", by=by or user(),
            progress=(lambda done: watch("storing", done, rows)) if watch else None, suspects=suspected_duplicates,
            dry_run=dry_run, refused=refused,
        )  # fmt: skip
    if refused and not dry_run:
        report = replace(report, rejected_file=str(write_refused(opened, refused, report.batch)))
    return report


@contextmanager
def _understood(make: Callable[[], Iterator[Block]], rows: int) -> Iterator[Iterator[Block]]:
    """The blocks of a file of so many rows; those of a long one come from a process that works ahead."""
    with few_collections():
        if rows < AHEAD_FROM or not ahead.possible():
            yield make()
            return
        with ahead.ahead(make) as blocks:
            yield blocks


@contextmanager
def few_collections() -> Iterator[None]:
    """Without the search for garbage in cycles after every few hundred objects: blocks make millions of objects and hardly a
    cycle, and the search took a quarter of an import's time (measured).
    """
    before = gc.get_threshold()
    gc.set_threshold(200_000, 20, 1_000)
    try:
        yield
    finally:
        gc.set_threshold(*before)


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
