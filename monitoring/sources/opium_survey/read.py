"""Opium survey tables of Afghanistan by province, district and year, wide or long, as copied from the printed reports."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ...language import _
from ...vocabulary.blocks import Block
from ...vocabulary.lookup import Lookups
from ..columns.numbers import NumberStyle, infer_numbers
from ..features.points import has_geometry
from ..files.opened import Opened
from ..reading import Asked, ColumnReading, Question, refuse_open_questions
from .layout import Layout, layout_of
from .rows import block_of

if TYPE_CHECKING:
    from ...vocabulary.gazetteer import Gazetteer

READER = "opium_survey 1"


@dataclass(frozen=True)
class Found:
    """The sheets that are such tables, and the others by name."""

    layouts: tuple[Layout, ...]
    others: tuple[str, ...]

    @property
    def edition(self) -> str:
        """The years in the headings; "" for a long table, whose years stand in its rows."""
        years = [year for layout in self.layouts for year in layout.years.values()]
        return f"{min(years)}-{max(years)}" if years else ""

    @property
    def release(self) -> Mapping[str, Any]:
        """What is known about the document: source.toml, and the edition where the headings tell it."""
        said = tomllib.loads((Path(__file__).parent / "source.toml").read_text(encoding="utf-8"))["source"]
        return said | ({"edition": self.edition} if self.edition else {})

    def why(self) -> tuple[str, ...]:
        first = self.layouts[0]
        said = [
            _("Provinces of Afghanistan in the column {column}.", column=first.sheet.headings[first.roles["province"]])
        ]
        if self.edition:
            said.append(_("Years {years} across.", years=self.edition))
        if "district" in first.roles:
            said.append(_("Rows of districts, and totals of provinces."))
        if self.others:
            said.append(_("Sheets that are not read: {sheets}.", sheets=", ".join(self.others)))
        if any(has_geometry(each.sheet) for each in self.layouts):
            said.append(_("The shapes of the features are not taken: only their figures are."))
        return tuple(said)

    def questions(self, asked: Asked) -> tuple[Question, ...]:
        """The decimal sign, where the figures have signs that could be either and no printed survey writes them so."""
        return tuple(
            Question(
                "decimal", layout.sheet.headings[layout.figures[0]], (".", ","),
                _("Which sign stands before the decimals of the figures?"), style.evidence,
            )
            for layout in self.layouts if (style := _style(layout, asked)).undecidable
        )  # fmt: skip

    def columns(self) -> tuple[ColumnReading, ...]:
        """How each column of the first sheet is read."""
        layout = self.layouts[0]
        field_of = {at: _FIELDS.get(role) for role, at in layout.roles.items()} | dict.fromkeys(
            layout.figures, "quantity"
        )
        return tuple(
            ColumnReading(heading, field_of.get(at), str(layout.years.get(at, "")), cell_type=cell_type)
            for at, (heading, cell_type) in enumerate(zip(layout.sheet.headings, layout.sheet.cell_types))
        )


_FIELDS = {"province": "admin1", "district": "place", "year": "date", "value": "quantity", "note": "note"}


def recognise(opened: Opened) -> Found | None:
    """The sheets with provinces of Afghanistan down and years across, or with a year and hectares on each row."""
    layouts = [(sheet, layout_of(opened, sheet)) for sheet in opened.sheets]
    found = tuple(layout for _sheet, layout in layouts if layout is not None)
    others = tuple(sheet.name for sheet, layout in layouts if layout is None and sheet.rows)
    return Found(found, others) if found else None


def _style(layout: Layout, asked: Asked) -> NumberStyle:
    """Surveys print whole hectares with a comma between thousands: a table of such commas only needs no question."""
    found = infer_numbers(layout.numbers, decimal=asked.decimal)
    only_commas = found.undecidable and not any("." in cell for cell in layout.numbers)
    return NumberStyle(".", evidence=found.evidence) if only_commas else found


def understand(
    opened: Opened,
    found: Found,
    asked: Asked,
    words: Lookups,
    places: Gazetteer,
    *,
    progress: Callable[[int], None] | None = None,
) -> Iterator[Block]:
    """One block a sheet, so that each total can be held against its parts wherever they stand.

    A row brings one observation a year: a value in hectares, zero (printed 0 or a dash), poppy_free, or missing (an empty
    cell, or a note such as "Part of Uruzgan", which is kept). A row with one cell that nobody can read is refused whole,
    so that it can be corrected and imported alone.
    """
    refuse_open_questions(opened.name, found.questions(asked))
    done = 0
    for layout in found.layouts:
        style = _style(layout, asked)
        for table in layout.sheet.blocks(max(layout.sheet.rows, 1)):
            yield block_of(table, layout, style)
        done += layout.sheet.rows
        if progress:
            progress(done)
