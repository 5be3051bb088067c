"""Sums of seizures by place, remembered: the map's legend, its tiles and its extent are made from the same ones."""

from dataclasses import replace

from ..figures.seizures import SHAPES
from ..language import language
from ..measures.tiles import PlaceSums, place_sums
from ..vocabulary.filters import Filter
from .current import Data
from .memory import Memory

_SUMS = Memory(50_000_000)  # those of three million rows at 80,000 points take 16 MB


def sums_by_place(current: Data, chosen: Filter) -> PlaceSums:
    """The sums of what `chosen` selects and the map draws."""
    chosen = replace(chosen, v=None)
    # The search for words knows names in the reader's language; nothing else here speaks one.
    spoken = language() if chosen.text else None
    return _SUMS.get(
        (id(current.columns), current.version.id, current.audience, spoken, chosen),
        lambda: place_sums(current.columns, current.select(chosen), tuple(SHAPES)),
        lambda found: found.nbytes,
    )
