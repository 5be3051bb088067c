"""An indicator as a small TOML file on the command line: the fields of its form, one indicator a file, checked in the same way."""

import tomllib
from pathlib import Path
from typing import Any

from ..errors import EditError, SourceError
from ..language import _
from ..store.engine import check_database
from ..store.indicators import declaration_items
from ..store.things import newest, save_thing, thing
from ..store.versions import current_version
from ..vocabulary.indicators import BASELINE_WINDOW, BASELINE_YEAR
from ..vocabulary.reports import ImportReport
from ..vocabulary.things import THINGS
from .current import engine
from .importing import user
from .opening import Options, Watch
from .things.reading import name_given, row_of

NAME, READER = "indicators", "indicators 1"
KIND, KEY = "indicator", "indicator_id"
LARGEST = 100_000  # bytes
_USUAL = {"baseline_year": BASELINE_YEAR, "baseline_window": BASELINE_WINDOW}


def import_indicator(
    path: Path, options: Options, *, dry_run: bool = False, watch: Watch | None = None
) -> ImportReport:
    """The indicator of a file, new or in the place of the one of its name; a file that says nothing new changes nothing.

    SourceError names the file, the field and the remedy. watch: not told anything, for a file holds one indicator.
    """
    row = read_indicator(path)
    base = engine()
    check_database(base)
    with base.connect() as db:
        held, seen = thing(db, KIND, row[KEY]), newest(db, KIND, row[KEY])
        items, now = set(declaration_items(db)["item_id"]), current_version(db)
    if row["item_id"] and row["item_id"] not in items:
        raise _wrong(path, "item_id", _("There is no item {name}. Write it as I.4.", name=row["item_id"]))
    same = held is not None and all(held[name] == value for name, value in row.items())
    batch, version = None, now.id if now else None
    if not (same or dry_run):
        try:
            saved = save_thing(base, KIND, row, _("Imported from {file}", file=path.name), user(), seen)
        except EditError as problem:
            raise _wrong(path, problem.field, str(problem)) from problem
        batch, version = saved.batch, saved.version
    return ImportReport(
        NAME, READER, path.name, options.edition or "", options.marking or "public", rows_read=1, accepted=int(not same),
        already_held=int(same), data_version=version, batch=batch, dry_run=dry_run,
    )  # fmt: skip


def read_indicator(path: Path) -> dict[str, Any]:
    """The row of the table `indicator` that a file states, without its position; SourceError names the field and the remedy."""
    try:
        if path.stat().st_size > LARGEST:
            raise SourceError(path.name, None, _("is too large for an indicator. Write one indicator a file."))
        said = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as problem:
        raise SourceError(path.name, None, _("is no TOML: {problem}. Correct the line.", problem=problem)) from None
    except (OSError, UnicodeDecodeError) as problem:
        raise SourceError(path.name, None, _("cannot be read: {problem}.", problem=problem)) from None
    what = THINGS[KIND]
    known = [KEY, *(field.name for field in what.fields)]
    for name, value in said.items():
        if name not in known:
            raise _wrong(path, name, _("is no field of an indicator. There are {names}.", names=", ".join(known)))
        if isinstance(value, bool) or not isinstance(value, str | int | float):
            raise _wrong(path, name, _("is no text and no number. Write one value."))
    texts = {name: _text(value) for name, value in (_USUAL | said).items()}
    try:
        name = name_given(what, texts.get(KEY))
    except EditError as problem:
        raise _wrong(path, KEY, str(problem)) from problem
    try:
        row, _belongs = row_of(KIND, what, name, texts)
    except EditError as problem:
        raise _wrong(path, problem.field, _remedy(problem, texts)) from problem
    return row


def _remedy(problem: EditError, texts: dict[str, str]) -> str:
    """What to do; of a field that is one of a list, with the list."""
    choices = next((field.choices for field in THINGS[KIND].fields if field.name == problem.field), None)
    if choices is None or not texts.get(problem.field or ""):
        return str(problem)
    return _("Write one of {names}.", names=", ".join(choices()))


def _text(value: str | int | float) -> str:
    return f"{value:.9f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)


def _wrong(path: Path, field: str | None, remedy: str) -> SourceError:
    return SourceError(path.name, None, f"{field}: {remedy}" if field else remedy)
