"""Our own workbook, filled in: seizures with their drugs, legs and arrests, taken whole or not at all, one by one."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from ...language import _
from ...vocabulary.blocks import Block
from ...vocabulary.gazetteer import Gazetteer
from ...vocabulary.lookup import Lookups
from ...vocabulary.template import FIGURES, SHEETS
from ..files.opened import Opened
from ..reading import Asked, ColumnReading, Question
from . import sheets
from .cells import date_style, number_style
from .making import Making
from .sheets import Page, answers
from .sorting import How, cell_type, sort

READER = "template 1"
SEIZURES_A_BLOCK = 20_000
NUMBERS = ("quantity", "purity_pct")


@dataclass(frozen=True)
class Found:
    """The sheets that were recognised, by name in vocabulary.template; `release`: the answers on the sheet Source."""

    pages: Mapping[str, Page]
    release: Mapping[str, str]
    date_system: int | None

    def why(self) -> tuple[str, ...]:
        """What was recognised, in sentences for the screen."""
        said = sheets.why(self.pages)
        if "producer" not in self.release:
            said += (_("The sheet Source does not say who made the table: please fill it in."),)
        return said

    def columns(self) -> tuple[ColumnReading, ...]:
        """How the columns of all sheets are read, with the sheet in their heading."""
        return tuple(
            ColumnReading(
                f"{page.sheet.name}: {page.title(column.name)}", column.name, _(column.description),
                tuple(cell for cell in page.cells(page.sheet.head(5), column.name) if cell), cell_type(page, column.name),
            )
            for page in self.pages.values() for column in page.layout.columns if column.name in page.columns
        )  # fmt: skip

    def questions(self, asked: Asked) -> tuple[Question, ...]:
        """Whether day or month stands first, and which sign is the decimal one, where no cell tells."""
        return (*self._date_order(asked), *self._decimals(asked))

    def _date_order(self, asked: Asked) -> Iterator[Question]:
        page = self.pages.get("seizures")
        if page is None or page.exact:
            return
        style = date_style(_cells(page, "date"), asked.date_order, self.date_system, asked.today or date.today())
        if "order" in style.questions:
            shown = ", ".join(style.evidence[:3])
            text = _("The column {column} does not tell day from month: {examples}. Say which stands first.",
                     column=page.title("date"), examples=shown)  # fmt: skip
            yield Question("date_order", page.title("date"), ("dmy", "mdy", "ymd"), text, style.evidence[:5])

    def _decimals(self, asked: Asked) -> Iterator[Question]:
        page = self.pages.get("drugs")
        if page is None or page.exact or asked.decimal:
            return
        for name in NUMBERS:
            style = number_style(_cells(page, name), cell_type(page, name), None)
            if style.undecidable:
                text = _(
                    "The column {column} does not tell thousands from decimals: {examples}. Say which sign stands before "
                    "decimals.", column=page.title(name), examples=", ".join(style.evidence[:3]),
                )  # fmt: skip
                yield Question("decimal", page.title(name), (".", ","), text, style.evidence[:5])
                return


def _cells(page: Page, name: str) -> set[str]:
    return {cell for table in page.sheet.blocks() for cell in page.cells(table, name) if cell}


def recognise(opened: Opened) -> Found | None:
    """The sheets of our own workbook, whatever they are called now; None for any other file."""
    pages = sheets.recognise(opened)
    if pages is None:
        return None
    return Found(
        {sheet.name: pages[sheet.name] for sheet in SHEETS if sheet.name in pages}, answers(opened), opened.date_system
    )


def understand(
    opened: Opened,
    found: Found,
    asked: Asked,
    words: Lookups,
    places: Gazetteer,
    *,
    progress: Callable[[int], None] | None = None,
) -> Iterator[Block]:
    """The seizures of the workbook in the order of its sheet Seizures, `SEIZURES_A_BLOCK` at a time.

    A row of Drugs is a row of the record. Rows of the other sheets count as read only where they are refused or blank:
    what they say is taken with the drugs of their seizure.
    """
    made_by = found.release.get("producer", "")
    how = How(words, asked.today or date.today(), asked.date_order, asked.decimal, found.date_system)
    book = sort(found.pages, made_by, how)
    loose = Making(made_by, words, places)
    for line in book.refused:
        loose.refuse(line, *(line.bad or (None, "", "")))
    for line in book.blank:
        loose.leave_out(line)
    yield loose.block()
    done = 0
    for start in range(0, len(book.events), SEIZURES_A_BLOCK):
        making = Making(made_by, words, places, figures=FIGURES.name in found.pages)
        for event in book.events[start : start + SEIZURES_A_BLOCK]:
            making.take(event)
        block = making.block()
        done += block.rows_read
        if progress:
            progress(done)
        yield block
