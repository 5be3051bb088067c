"""Values of indicators as a table that anybody can fill in: an indicator, an area, a year or date and a figure on each row."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ...language import _
from ...vocabulary.blocks import Block
from ...vocabulary.folding import fold
from ...vocabulary.lookup import Lookups
from ..columns.numbers import NumberStyle, infer_numbers
from ..distinct import distinct
from ..files.opened import Opened, Sheet
from ..reading import Asked, ColumnReading, Question, refuse_open_questions
from ..table import beside
from .rows import block_of

if TYPE_CHECKING:
    from ...vocabulary.gazetteer import Gazetteer

READER = "indicator_values 1"
_NEEDED = frozenset({"indicator", "period", "value", "unit"})
_FIELDS = {"country": "country", "area": "place", "period": "date", "value": "quantity", "note": "note"}


@dataclass(frozen=True)
class Layout:
    """One sheet: role (headings.csv) -> column. numbers: distinct cells of figures; cell_type: of the column of values."""

    sheet: Sheet
    roles: Mapping[str, int]
    numbers: tuple[str, ...]
    cell_type: str

    def style(self, asked: Asked) -> NumberStyle:
        return infer_numbers(self.numbers, decimal=asked.decimal, cell_type=self.cell_type)


@dataclass(frozen=True)
class Found:
    """The sheets that are such tables, and the others by name."""

    layouts: tuple[Layout, ...]
    others: tuple[str, ...]

    @property
    def release(self) -> Mapping[str, Any]:
        said = tomllib.loads((Path(__file__).parent / "source.toml").read_text(encoding="utf-8"))["source"]
        return said | {"producer": _("several sources, named with each row")}

    def why(self) -> tuple[str, ...]:
        first = self.layouts[0]
        indicator = first.sheet.headings[first.roles["indicator"]]
        said = [_("Values of indicators, named in the column {column}.", column=indicator)]
        if self.others:
            said.append(_("Sheets that are not read: {sheets}.", sheets=", ".join(self.others)))
        return tuple(said)

    def questions(self, asked: Asked) -> tuple[Question, ...]:
        """The decimal sign, where the figures have signs that could be either."""
        return tuple(
            Question(
                "decimal", layout.sheet.headings[layout.roles["value"]], (".", ","),
                _("Which sign stands before the decimals of the figures?"), style.evidence,
            )
            for layout in self.layouts if (style := layout.style(asked)).undecidable
        )  # fmt: skip

    def columns(self) -> tuple[ColumnReading, ...]:
        """How each column of the first sheet is read; the others are kept as reported."""
        layout = self.layouts[0]
        field_of = {at: _FIELDS.get(role) for role, at in layout.roles.items()}
        return tuple(
            ColumnReading(heading, field_of.get(at), cell_type=cell_type)
            for at, (heading, cell_type) in enumerate(zip(layout.sheet.headings, layout.sheet.cell_types))
        )


def recognise(opened: Opened) -> Found | None:
    """The sheets with the headings indicator, country or area, year or date, value and unit; None where there is none."""
    layouts = [(sheet, _layout(sheet)) for sheet in opened.sheets]
    found = tuple(layout for _sheet, layout in layouts if layout is not None)
    others = tuple(sheet.name for sheet, layout in layouts if layout is None and sheet.rows)
    return Found(found, others) if found else None


def _layout(sheet: Sheet) -> Layout | None:
    roles: dict[str, int] = {}
    for at, heading in enumerate(sheet.headings):
        role = _headings().get(_bare(heading))
        if role:
            roles.setdefault(role, at)
    if not roles.keys() >= _NEEDED or not roles.keys() & {"country", "area"}:
        return None
    seen: dict[str, None] = {}
    for block in sheet.blocks():
        for role in ("value", "low", "high"):
            if role in roles:
                seen |= dict.fromkeys(distinct(block, roles[role]).words)
    return Layout(sheet, roles, tuple(seen), sheet.cell_types[roles["value"]])


@cache
def _headings() -> Mapping[str, str]:
    return {_bare(line["heading"]): line["role"] for line in beside(__file__, "headings.csv")}


def _bare(heading: str) -> str:
    return re.sub(r"[\s_\-]+", " ", fold(heading)).strip()


def understand(
    opened: Opened,
    found: Found,
    asked: Asked,
    words: Lookups,
    places: Gazetteer,
    *,
    progress: Callable[[int], None] | None = None,
) -> Iterator[Block]:
    """One block a sheet, so that two rows that say different things of one value are seen wherever they stand.

    A row brings one observation, or is refused with the remedy: an indicator that the record does not have, another unit than
    the indicator's, a country that nobody knows, a date or figure that nobody can read. `words.indicators`: those of the record.
    """
    refuse_open_questions(opened.name, found.questions(asked))
    done = 0
    for layout in found.layouts:
        for table in _whole(layout.sheet):
            yield block_of(table, layout.sheet, layout.roles, layout.style(asked), words)
        done += layout.sheet.rows
        if progress:
            progress(done)


def _whole(sheet: Sheet) -> Sequence[Any] | Iterator[Any]:
    return sheet.blocks(max(sheet.rows, 1))
