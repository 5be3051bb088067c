"""What an annual report is made of, whatever it is written as: chapters, and in them words, tables and pictures.

The same blocks become the page, the HTML file and the PDF, so that the three cannot say different things.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from ..language import N_

CHAPTERS: Mapping[str, str] = {
    "summary": N_("Summary"), "pillar-1": N_("Pillar I: regional initiatives"), "pillar-2": N_("Pillar II: financial flows"),
    "pillar-3": N_("Pillar III: precursors"), "pillar-4": N_("Pillar IV: demand reduction"),
    "all-pillars": N_("Commitments that concern all pillars"), "routes": N_("Routes and seizures"),
    "afghanistan": N_("Afghanistan"), "countries": N_("The priority countries by group"), "assistance": N_("Assistance"),
    "sources": N_("Sources"), "method": N_("Method"), "missing": N_("What could not be measured"),
}  # fmt: skip
BASELINE_YEAR = 2014  # the report of this year is the baseline; those after it tell the progress since


@dataclass(frozen=True)
class Heading:
    """A heading inside a chapter."""

    text: str


@dataclass(frozen=True)
class Prose:
    """One paragraph; `note`: smaller, for sources, cautions and disclaimers."""

    text: str
    note: bool = False


@dataclass(frozen=True)
class Items:
    """A list of short sentences."""

    texts: tuple[str, ...]


@dataclass(frozen=True)
class Figure:
    """A number that stands out: what it counts, the number as written, and what it is compared with."""

    label: str
    value: str
    said: str


@dataclass(frozen=True)
class Figures:
    """A few numbers side by side."""

    figures: tuple[Figure, ...]


@dataclass(frozen=True)
class Cell:
    """One cell of a table. `beside` and `under`: smaller, in the line and below it. `href`: where it leads, an http address."""

    text: str
    under: str = ""
    beside: str = ""
    href: str | None = None
    none: bool = False  # there is no value, which is not a zero: drawn hatched


@dataclass(frozen=True)
class Column:
    """The head of a column. `share`: its width in parts of the whole, 0 for as wide as it needs."""

    title: str
    number: bool = False
    share: int = 0


@dataclass(frozen=True)
class Table:
    """Rows of cells under columns; the first cell of a row is its head."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True)
class Picture:
    """A drawing (SVG), what it shows in words for whom cannot see it, and the lines under it."""

    name: str
    title: str
    said: str
    svg: str
    notes: tuple[str, ...]


Block = Heading | Prose | Items | Figures | Table | Picture


@dataclass(frozen=True)
class Chapter:
    """One chapter. `words`: the editor's, as safe HTML; "" where nobody wrote any."""

    key: str
    title: str
    blocks: tuple[Block, ...]
    words: str = ""


@dataclass(frozen=True)
class Report:
    """A whole report in one language. Its only date is that of the data, so that equal data give equal files."""

    year: int
    title: str
    subtitle: str
    version: str
    stated_on: str  # ISO 8601: the day of the data
    running: str  # the line on every page: data version and date
    publisher: str
    disclaimers: tuple[str, ...]
    language: str
    direction: str
    chapters: tuple[Chapter, ...]
