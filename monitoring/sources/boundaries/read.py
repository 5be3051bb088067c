"""Boundaries of provinces and districts that an agency has: features whose level and scheme of codes a person names.

AFnn means a different province in each of three schemes, so a code is never kept without its scheme and never guessed from.
Read only when asked for (`--source boundaries`); a layer that contradicts itself or our provinces is asked about first.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ...errors import SourceError
from ...language import _
from ...vocabulary.blocks import Block
from ...vocabulary.lookup import Lookups, lookups
from ..features import read as features
from ..features.areas import Given, Making
from ..features.read import ROWS_A_BLOCK, Drawn
from ..files.opened import Opened
from ..reading import Asked, ColumnReading, Question, refuse_open_questions
from .checks import broken
from .pcodes import SCHEME, provinces_of

if TYPE_CHECKING:
    from ...vocabulary.gazetteer import Gazetteer

READER = "boundaries 1"
LEVELS = {"0": "country", "1": "province", "2": "district", "3": "subdistrict"}
_CODE_OF = {"province": "province_code", "district": "district_code"}


@dataclass(frozen=True)
class Found:
    """The layers of a file, all of them drawn."""

    inner: features.Found
    layers: tuple[Drawn, ...]

    @property
    def release(self) -> Mapping[str, Any]:
        return self.inner.release

    def why(self) -> tuple[str, ...]:
        return self.inner.why()

    def columns(self) -> tuple[ColumnReading, ...]:
        return self.inner.columns()

    def questions(self, asked: Asked) -> tuple[Question, ...]:
        """The level and the scheme where nobody has named them; then what the features' dates and the checks leave open."""
        if asked.level not in LEVELS:
            text = _("Say of which level the boundaries are: --level 1 for provinces, --level 2 for districts.")
            return (Question("level", "", tuple(LEVELS), text),)
        if not asked.scheme or not SCHEME.fullmatch(asked.scheme):
            text = _("Say of which scheme the codes are, as in --scheme cod-ab: codes of several schemes look alike.")
            return (Question("scheme", "", ("cod-ab",), text),)
        open_questions = [] if asked.valid_from else [each for layer in self.layers for each in layer.questions(asked)]
        return (*open_questions, *self._missing(asked), *self._broken(asked))

    def _missing(self, asked: Asked) -> tuple[Question, ...]:
        role = _CODE_OF.get(LEVELS[asked.level or ""])
        without = [layer.sheet.name for layer in self.layers if role and role not in layer.roles.columns]
        text = _("{names}: no column has the codes of this level. Name another --level.", names=", ".join(without))
        return (Question("level", "", tuple(LEVELS), text),) if without else ()

    def _broken(self, asked: Asked) -> tuple[Question, ...]:
        scheme = asked.scheme or ""
        found = [
            question for layer in self.layers
            for question in broken(layer.sheet, layer.roles, lookups(), scheme, provinces_of(scheme))
        ]  # fmt: skip
        return tuple(question for question in found if question.choices[0] not in asked.accept)


def recognise(opened: Opened) -> Found | None:
    """Every layer with geometry, none of them seizures; None for any other file."""
    inner = features.recognise(opened)
    if inner is None:
        return None
    layers = tuple(layer for layer in inner.layers if isinstance(layer, Drawn))
    return Found(inner, layers) if len(layers) == len(inner.layers) else None


def understand(
    opened: Opened, found: Found, asked: Asked, words: Lookups, _places: "Gazetteer", *,
    progress: Callable[[int], None] | None = None,
) -> Iterator[Block]:  # fmt: skip
    """The boundaries in order, each with its level, its code under the name of its scheme, and its province by ISO 3166-2.

    The province is found by its name, else by its code where the scheme is one that we have read; else it stays open and is a
    doubt. SourceError while a question is open, or where lines or points lie among the boundaries.
    """
    refuse_open_questions(opened.name, found.questions(asked))
    scheme = asked.scheme or ""
    given = Given(LEVELS[asked.level or ""], scheme, provinces_of(scheme), asked.valid_from)
    done = 0
    for layer in found.layers:
        style = layer.dates(asked)
        for table in layer.sheet.blocks(ROWS_A_BLOCK):
            block = Making(layer.sheet, layer.roles, style, words, given).take(table)
            if {*block.areas.get("kind", ())} - {"boundary"}:
                raise SourceError(opened.name, None, _("has lines or points; import those without --source boundaries"))
            yield block
            done += len(table)
            if progress:
                progress(done)
