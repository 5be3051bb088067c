"""Files of unknown layout, by a mapping that a person made: the reader that recognise.py turns to when no other fits."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ...errors import SourceError
from ...language import _
from ...vocabulary.blocks import Block
from ...vocabulary.lookup import Lookups
from ..files.opened import Opened, Sheet
from ..reading import Asked, ColumnReading, Question, refuse_open_questions
from .describe import readings
from .model import FileMapping
from .understand.engine import understand as by_mapping
from .understand.styles import Styles, infer_styles, sheets_of

if TYPE_CHECKING:
    from ...vocabulary.gazetteer import Gazetteer

READER = "mapping 1"


@dataclass(frozen=True)
class Found:
    """The sheets that a mapping fits, how their columns write dates and numbers, and the sheets that are not read."""

    mapping: FileMapping
    sheets: tuple[Sheet, ...]
    styles: Styles
    others: tuple[str, ...] = ()

    def why(self) -> tuple[str, ...]:
        said = [_("The mapping “{title}” names its columns.", title=self.mapping.title)]
        if self.others:
            said.append(_("Sheets that are not read: {sheets}.", sheets=", ".join(self.others)))
        return tuple(said)

    @property
    def release(self) -> Mapping[str, Any]:
        """What the mapping says about the document; a title at least."""
        return {"title": self.mapping.title} | dict(self.mapping.source)

    def questions(self) -> tuple[Question, ...]:
        return self.styles.questions

    def columns(self) -> tuple[ColumnReading, ...]:
        return readings(self.sheets, self.mapping, self.styles)


def fit(opened: Opened, mapping: FileMapping, asked: Asked) -> Found | None:
    """The mapping on this file; None when no sheet has all of its headings."""
    sheets = sheets_of(opened, mapping)
    if not sheets:
        return None
    others = tuple(sheet.name for sheet in opened.sheets if sheet not in sheets and sheet.rows)
    return Found(mapping, sheets, infer_styles(opened, sheets, mapping, asked), others)


def missing_headings(opened: Opened, mapping: FileMapping) -> list[str]:
    """The headings of the mapping that the best fitting sheet lacks."""
    wanted = mapping.all_headings()
    return min(
        (sorted(wanted - set(sheet.headings)) for sheet in opened.sheets if mapping.sheet in ("", sheet.name)),
        key=len, default=sorted(wanted),
    )  # fmt: skip


def understand(
    opened: Opened,
    found: Found,
    asked: Asked,
    words: Lookups,
    places: Gazetteer,
    *,
    progress: Callable[[int], None] | None = None,
) -> Iterator[Block]:
    """The lines of the sheets in order; SourceError while a question is open."""
    if found is None:
        raise SourceError(opened.name, None, "no mapping fits; make one on the page Data, or name it")
    refuse_open_questions(opened.name, found.questions())
    yield from by_mapping(opened, found.mapping, found.styles, words, places, release=found.release, progress=progress)
