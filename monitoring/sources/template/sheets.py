"""Finding the sheets of our own workbook in a file, whatever they are called now and in whatever order their columns are."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import pyarrow as pa

from ...language import LANGUAGES, _, use_language
from ...vocabulary.folding import fold
from ...vocabulary.template import DRUGS, LINK, SEIZURES, SHEETS, SOURCE_ROWS, column_of
from ...vocabulary.template import Sheet as Layout
from ..files.opened import Opened, Sheet

BOTH = (SEIZURES.name, DRUGS.name)  # without these two it is no workbook of seizures


@dataclass(frozen=True)
class Page:
    """One sheet that was recognised. `columns`: name in vocabulary.template -> position among the headings of `sheet`.

    `unread`: headings that the template does not have; their cells stay in what is kept as reported. `exact`: the program
    filled it, and every sign of a cell counts; what a person typed is read without spaces around it.
    """

    layout: Layout
    sheet: Sheet
    columns: Mapping[str, int]
    unread: tuple[str, ...]
    exact: bool = False

    def cells(self, table: pa.Table, name: str) -> list[str]:
        """The cells of a column; empty text where the column was deleted."""
        if name not in self.columns:
            return [""] * table.num_rows
        found = table.column(f"c{self.columns[name]}").to_pylist()
        return found if self.exact else [cell.strip() for cell in found]

    def title(self, name: str) -> str:
        """The heading of a column as it stands in the file, without the small name below it."""
        if name not in self.columns:
            return name
        return self.sheet.headings[self.columns[name]].splitlines()[0].strip()


def recognise(opened: Opened) -> dict[str, Page] | None:
    """The sheets by name of the layout; None when the file is no workbook of ours, filled in or empty.

    Sheets are told by their headings alone: a sheet that was renamed, or moved, or saved as the only one, is the same.
    """
    pages: dict[str, Page] = {}
    for sheet in opened.sheets:
        found = _page(sheet)
        if found and found.layout.name not in pages:
            pages[found.layout.name] = found
    if not any(name in pages for name in BOTH) or not _ours(pages):
        return None
    exact = any("seizure_id" in page.columns for page in pages.values())
    return {name: replace(page, exact=exact) for name, page in pages.items()}


def why(pages: Mapping[str, Page]) -> tuple[str, ...]:
    """What was recognised, in sentences for the screen."""
    said = [
        _("The sheet {sheet} has {n} of the {all} columns of our workbook's sheet {title}.", sheet=page.sheet.name,
          n=len(page.columns), all=len(page.layout.columns), title=_(page.layout.title))
        for page in pages.values()
    ]  # fmt: skip
    missing = [_(layout.title) for layout in SHEETS if layout.name not in pages and not layout.record]
    if missing:
        said.append(_("Not there: {sheets}.", sheets=", ".join(missing)))
    unread = [heading for page in pages.values() for heading in page.unread]
    if unread:
        said.append(_("Columns that are kept and not read: {names}.", names=", ".join(unread)))
    return tuple(said)


def answers(opened: Opened) -> dict[str, str]:
    """What the sheet Source says about the file (names of vocabulary.template.SOURCE_ROWS); nothing where it is gone."""
    names = {name for name, _question, _empty in SOURCE_ROWS}
    for sheet in opened.sheets:
        rows = [list(row.values())[2:] for row in sheet.head(50).to_pylist()] if len(sheet.headings) >= 2 else []
        found = {}
        for cells in rows:
            name = next((cell.strip() for cell in cells if cell.strip() in names), None) or _question(cells[0])
            if name:
                found[name] = cells[1].strip()
        if len(found) > 2:
            return {name: answer for name, answer in found.items() if answer}
    return {}


def _page(sheet: Sheet) -> Page | None:
    best: Page | None = None
    for layout in SHEETS:
        columns: dict[str, int] = {}
        unread = []
        for position, heading in enumerate(sheet.headings):
            name = column_of(heading, layout)
            if name and name not in columns:
                columns[name] = position
            else:
                unread.append(heading.splitlines()[0] if heading else heading)
        fits = LINK in columns and any(name in columns for name in layout.own)
        if fits and (best is None or len(columns) > len(best.columns)):
            best = Page(layout, sheet, columns, tuple(unread))
    return best


def _ours(pages: Mapping[str, Page]) -> bool:
    """Whether the small names are still under enough of the headings: titles such as "Date" many tables have."""
    named = [
        heading for page in pages.values() for name, position in page.columns.items()
        if (heading := page.sheet.headings[position].strip()) == name or heading.endswith("\n" + name)
    ]  # fmt: skip
    return len(named) >= 4 or (set(BOTH) <= set(pages) and len(pages) >= 3)


def _question(words: str) -> str | None:
    for language in LANGUAGES:
        with use_language(language):
            for name, question, _empty in SOURCE_ROWS:
                if fold(_(question)) == fold(words):
                    return name
    return None
