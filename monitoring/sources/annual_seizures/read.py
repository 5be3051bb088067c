"""UNODC's annual seizures by country and drug, in any edition: what a country reports for a year, not single seizures."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ...language import _
from ...vocabulary.blocks import Block
from ...vocabulary.lookup import Lookups
from ..columns.numbers import NumberStyle, infer_numbers
from ..distinct import distinct
from ..features.points import has_geometry
from ..files.opened import Opened, Sheet
from ..reading import Asked, ColumnReading, Question, refuse_open_questions
from .cells import Reading
from .headings import roles_of, years_of
from .rows import block_of

if TYPE_CHECKING:
    from ...vocabulary.gazetteer import Gazetteer

READER = "annual_seizures 1"
_SAMPLE = 20_000


@dataclass(frozen=True)
class Part:
    """One sheet of the file that is such a table: role -> column, its years, and how it writes numbers."""

    sheet: Sheet
    roles: Mapping[str, int]
    years: tuple[int, int]
    numbers: tuple[str, ...]  # distinct amounts, enough of them to find the decimal sign


@dataclass(frozen=True)
class Found:
    """The sheets of annual seizures, and the others by name."""

    parts: tuple[Part, ...]
    others: tuple[str, ...]

    @property
    def edition(self) -> str:
        """The years that the file holds: what tells one edition from another as long as nobody says a better name."""
        first, last = min(part.years[0] for part in self.parts), max(part.years[1] for part in self.parts)
        return str(first) if first == last else f"{first}-{last}"

    @property
    def release(self) -> Mapping[str, Any]:
        """What is known about the document: source.toml, and the edition."""
        said = tomllib.loads((Path(__file__).parent / "source.toml").read_text(encoding="utf-8"))["source"]
        return said | {"edition": self.edition}

    def why(self) -> tuple[str, ...]:
        first = self.parts[0]
        named = ", ".join(first.sheet.headings[at] for at in sorted(first.roles.values()))
        said = [
            _("Headings of UNODC's annual seizures: {headings}.", headings=named),
            _("Years {years}.", years=self.edition),
        ]
        if self.others:
            said.append(_("Sheets that are not read: {sheets}.", sheets=", ".join(self.others)))
        if any(has_geometry(each.sheet) for each in self.parts):
            said.append(_("The shapes of the features are not taken: only their figures are."))
        return tuple(said)

    def questions(self, asked: Asked) -> tuple[Question, ...]:
        """The decimal sign, where no amount of a sheet tells it and nobody has said it."""
        return tuple(
            Question(
                "decimal", part.sheet.headings[part.roles["kg"]], (".", ","),
                _("Which sign stands before the decimals of {column}?", column=part.sheet.headings[part.roles["kg"]]),
                _style(part, asked).evidence,
            )
            for part in self.parts if _style(part, asked).undecidable
        )  # fmt: skip

    def columns(self) -> tuple[ColumnReading, ...]:
        """How each column of the first sheet is read."""
        part = self.parts[0]
        role_of = {at: role for role, at in part.roles.items()}
        return tuple(
            ColumnReading(heading, _FIELDS.get(role_of.get(at, "")), role_of.get(at, ""), cell_type=cell_type)
            for at, (heading, cell_type) in enumerate(zip(part.sheet.headings, part.sheet.cell_types))
        )


_FIELDS = {
    "country": "country", "code": "country", "drug": "drug", "year": "date", "kg": "quantity", "comment": "note",
}  # fmt: skip


def recognise(opened: Opened) -> Found | None:
    """The sheets with the headings of annual seizures over a column of years; None when there is none."""
    parts, others = [], []
    for sheet in opened.sheets:
        roles = roles_of(sheet.headings)
        years = years_of(sheet, roles) if roles else None
        if roles and years:
            parts.append(Part(sheet, roles, years, _numbers(sheet, roles["kg"])))
        elif sheet.rows:
            others.append(sheet.name)
    return Found(tuple(parts), tuple(others)) if parts else None


def _numbers(sheet: Sheet, position: int) -> tuple[str, ...]:
    seen: dict[str, None] = {}
    for block in sheet.blocks():
        seen |= dict.fromkeys(distinct(block, position).words)
        if len(seen) > _SAMPLE:
            break
    return tuple(seen)


def _style(part: Part, asked: Asked) -> NumberStyle:
    return infer_numbers(part.numbers, decimal=asked.decimal, cell_type=part.sheet.cell_types[part.roles["kg"]])


def understand(
    opened: Opened,
    found: Found,
    asked: Asked,
    words: Lookups,
    places: Gazetteer,
    *,
    progress: Callable[[int], None] | None = None,
) -> Iterator[Block]:
    """One block a sheet: its sums are held against their parts, which may stand anywhere in it.

    A row is a total of its country, drug and year in the kilograms that UNODC made; the same three may stand on several
    rows (parts with names of their own), which are kept apart. Regions and other columns are kept as reported.
    """
    refuse_open_questions(opened.name, found.questions(asked))
    done = 0
    for part in found.parts:
        today = asked.today or date.today()
        reading = Reading(part.sheet.name, part.sheet.headings, part.roles, _style(part, asked), words, today)
        for block in part.sheet.blocks(max(part.sheet.rows, 1)):
            yield block_of(block, reading)
        done += part.sheet.rows
        if progress:
            progress(done)
