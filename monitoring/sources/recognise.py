"""What a file is, and its rows: the readers in the order in which they are asked, then mappings, then a draft of one.

A reader is a package beside this file with `read.py`: READER, recognise(opened) -> found or None, understand(...). A found
thing says `why()`, and may say `questions(asked)`, `columns()` and `release`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

from ..errors import MappingError, SourceError
from ..language import N_, _
from ..vocabulary.blocks import Block
from ..vocabulary.lookup import Lookups
from .columns.dates import DateStyle
from .features.points import with_points
from .files.opened import Opened
from .mapping import read as mapped
from .mapping.describe import readings
from .mapping.fields import FIELDS
from .mapping.model import FileMapping
from .mapping.suggest import suggest
from .mapping.toml import read_mapping
from .mapping.understand.engine import understand as by_mapping
from .mapping.understand.styles import Styles
from .preview import first_rows, shown
from .reading import Asked, Question, Recognised, refuse_open_questions

if TYPE_CHECKING:
    from ..vocabulary.gazetteer import Gazetteer

HERE = Path(__file__).parent
MAPPING = "mapping"
SURE_ENOUGH = 0.7  # a column of a draft below it is marked
# Our own files first: nothing else looks like them. The features before the mappings: what they hold is no table.
READERS = ("template", "own_export", "ids", "annual_seizures", "opium_survey", "indicator_values", "features")
BOUNDARIES = "boundaries"  # only when named: a level and a scheme have to be said
KEYS = (*READERS, BOUNDARIES, MAPPING)


def recognise(opened: Opened, asked: Asked, words: Lookups, saved: Path | None = None) -> Recognised:
    """What the file is and what is open. A mapping that was given wins, then the readers, then a mapping in the folder
    `saved` whose headings the file has, else a draft whose columns are a question.

    SourceError when the file is not what `asked` says it is; MappingError when the given mapping lacks headings here.
    """
    if asked.mapping is not None:
        return _given(with_points(opened), asked.mapping, asked)
    if asked.source is not None and asked.source not in KEYS:
        raise SourceError(opened.name, None, f"there is no source {asked.source!r}; choose one of {', '.join(KEYS)}")
    for key in READERS if asked.source is None else (asked.source,) if asked.source != MAPPING else ():
        found = _reader(key).recognise(opened)
        if found is not None:
            return _recognised(key, found, asked)
        if asked.source is not None:
            raise SourceError(opened.name, None, f"is no file of the source {key!r}: its headings are other ones")
    for mapping in saved_mappings(saved) if saved else ():
        fitting = mapped.fit(with_points(opened), mapping, asked)
        if fitting is not None:
            return _by_mapping(fitting)
    return _draft(with_points(opened), asked, words)


def understand(
    opened: Opened,
    recognised: Recognised,
    asked: Asked,
    words: Lookups,
    places: Gazetteer,
    *,
    progress: Callable[[int], None] | None = None,
) -> Iterator[Block]:
    """The rows of the file in order; SourceError that names the questions while one is open."""
    refuse_open_questions(opened.name, recognised.questions)
    opened = with_points(opened) if recognised.key == MAPPING else opened
    return _reader(recognised.key).understand(opened, recognised.found, asked, words, places, progress=progress)


def preview(
    opened: Opened, recognised: Recognised, asked: Asked, words: Lookups, places: Gazetteer, rows: int = 50
) -> dict[str, Any]:
    """The first `rows` lines as they would be understood now, as plain values (see preview.py).

    Also while a question is open: a mapping then reads what it can, and marks the cells that only an answer can decide.
    """
    few = first_rows(opened, rows)
    few = with_points(few) if recognised.key == MAPPING else few
    blocks: list[Block] = []
    with suppress(SourceError):  # a reader that will not begin while a question is open: the cells stand as reported
        for block in _blocks(few, recognised, asked, words, places):
            blocks.append(block)
            if sum(each.rows_read for each in blocks) >= rows:
                break
    return shown(few, recognised.columns, blocks, rows)


def _blocks(few: Opened, recognised: Recognised, asked: Asked, words: Lookups, places: Gazetteer) -> Iterator[Block]:
    if recognised.key != MAPPING:
        return understand(few, recognised, asked, words, places)
    found = recognised.found
    if found is None and recognised.mapping is not None:
        found = mapped.fit(few, recognised.mapping, asked)
    if found is None:
        return iter(())
    return by_mapping(few, found.mapping, found.styles, words, places, release=found.release)


def saved_mappings(folder: Path) -> Iterator[FileMapping]:
    """The mappings of a folder (*.toml) by name; one that nobody can follow any more is passed over."""
    for path in sorted(folder.glob("*.toml")):
        try:
            yield read_mapping(path.read_text(encoding="utf-8"))
        except (MappingError, OSError, UnicodeDecodeError):
            continue


def _given(opened: Opened, mapping: FileMapping, asked: Asked) -> Recognised:
    found = mapped.fit(opened, mapping, asked)
    if found is None:
        missing = mapped.missing_headings(opened, mapping)
        raise MappingError(
            "columns", ", ".join(missing), f"{opened.name} has no such headings; correct the mapping or choose another"
        )
    return _by_mapping(found)


def _by_mapping(found: mapped.Found) -> Recognised:
    return Recognised(
        MAPPING, mapped.READER, found.mapping.title, found.why(), found.questions(), found.columns(), found.release,
        found.mapping, found,
    )  # fmt: skip


def _draft(opened: Opened, asked: Asked, words: Lookups) -> Recognised:
    """A mapping that nobody has confirmed: its columns are the question."""
    draft = suggest(opened, words)
    if draft is None:
        raise SourceError(opened.name, None, "has no rows below its headings")
    by_heading = {each.heading: each for each in draft.columns}
    columns = tuple(
        replace(
            each, how=by_heading[each.heading].why,
            doubt="" if by_heading[each.heading].confidence >= SURE_ENOUGH else _("Look at this column."),
        )
        for each in readings((draft.sheet,), draft.mapping, Styles(DateStyle()))
    )  # fmt: skip
    text = _(
        "No reader knows the layout of this file. Say what its columns are, on the page Data or by a mapping; this is a proposal."
    )
    question = Question("columns", "", tuple(FIELDS), text, draft.sheet.headings[:5])
    why = (
        _(
            "Headings that were understood: {names}.",
            names=", ".join(each.heading for each in draft.columns if each.field),
        ),
    )
    return Recognised(MAPPING, mapped.READER, opened.name, why, (question,), columns, {}, draft.mapping, None)


def _recognised(key: str, found: Any, asked: Asked) -> Recognised:
    release: Mapping[str, Any] = getattr(found, "release", None) or _of_toml(key)
    questions = found.questions(asked) if hasattr(found, "questions") else ()
    columns = found.columns() if hasattr(found, "columns") else ()
    title = str(release.get("title") or _(TITLES.get(key, key)))
    mapping = getattr(found, "mapping", None)  # a draft, where a reader cannot go on without a person
    return Recognised(key, _reader(key).READER, title, found.why(), questions, columns, release, mapping, found)


TITLES = {
    "template": N_("Workbook for seizures"), "own_export": N_("Export of this program"), "features": N_("Features on a map"),
    "boundaries": N_("Boundaries"),
}  # fmt: skip


def _of_toml(key: str) -> Mapping[str, Any]:
    path = HERE / key / "source.toml"
    return tomllib.loads(path.read_text(encoding="utf-8")).get("source", {}) if path.is_file() else {}


def _reader(key: str) -> ModuleType:
    return import_module(f"{__package__}.{key}.read")
