"""The rows of a survey table as figures of an area and a year, every row with its fate."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pyarrow as pa

from ...language import _
from ...vocabulary.blocks import Block, Table
from ...vocabulary.rows import Doubt, LeftOut, Rejected
from ..columns.numbers import NumberStyle
from ..mapping.understand.keys import canonical, digest
from .areas import COUNTRY, Area, area_of
from .cells import Said, say
from .layout import Layout, year_of
from .totals import Figure, wrong_totals

INDICATOR, UNIT, ESTIMATOR = "opium_cultivation", "ha", "UNODC"
_TEXT = 200


@dataclass(frozen=True, slots=True)
class Row:
    """A row that is taken: its area, its figures, its note and its cells."""

    row: int
    area: Area
    figures: Sequence[Figure]
    note: str | None
    cells: Sequence[str]


def block_of(table: pa.Table, layout: Layout, style: NumberStyle) -> Block:
    """The block of a whole sheet.

    Districts and provinces become observations, told apart by the name of the area. A total of the country or of a
    region is left out: it is a sum of rows above. Each printed total that its parts do not come to is a doubt.
    """
    sheet, headings = layout.sheet.name, layout.sheet.headings
    block = Block(rows_read=len(table), headings={sheet: tuple(headings)})
    taken: list[Row] = []
    seen: list[Figure] = []
    for line in _lines(table, layout, style, block):
        if line.area.level in ("country", "region"):
            reason = "total" if line.area.level == "country" else "subtotal"
            block.left_out.append(LeftOut(line.row, reason, sheet, _text(line.cells)))
        else:
            taken.append(line)
        seen += line.figures
        if line.area.level in ("district", "province") and line.area.admin1 is None:
            block.doubts.append(_unread(line, layout))
    for wrong in wrong_totals(seen):
        figure = wrong.figure
        block.doubts.append(
            Doubt(figure.row, figure.column, figure.cell, "quantity", wrong.text, f"{wrong.summed:g}", sheet)
        )
    if taken:
        block.observations = _observations(taken, sheet)
    return block


def _lines(table: pa.Table, layout: Layout, style: NumberStyle, block: Block) -> Iterator[Row]:
    """Rows that can be read. The others stand in `block` as refused or left out."""
    sheet, headings, above = layout.sheet.name, layout.sheet.headings, ""
    columns = [table.column(f"c{position}").to_pylist() for position in range(len(headings))]
    lines = zip(table.column("row").to_pylist(), table.column("problem").to_pylist(), zip(*columns))
    for row, problem, cells in lines:
        reason = _no_row(cells, headings, layout) if not problem else None
        if reason:
            block.left_out.append(LeftOut(row, reason, sheet, _text(cells)))
            continue
        found = _line(row, problem, cells, layout, style, above)
        if isinstance(found, Rejected):
            block.rejected.append(found)
            continue
        if found.area.province and found.area.level in ("district", "province"):
            above = found.area.province
        yield found


def _no_row(cells: Sequence[str], headings: Sequence[str], layout: Layout) -> str | None:
    """Why a line is none of the table: blank, the headings once more, or words without any figure."""
    filled = [at for at, cell in enumerate(cells) if cell.strip()]
    if not filled:
        return "blank"
    if len(filled) > 1 and all(cells[at].strip() == headings[at] for at in filled):
        return "heading"
    figures = {*layout.figures, *({layout.roles["year"]} if not layout.wide else ())}
    return "note" if not figures & set(filled) else None


def _line(
    row: int, problem: str, cells: Sequence[str], layout: Layout, style: NumberStyle, above: str
) -> Row | Rejected:
    headings, sheet, roles = layout.sheet.headings, layout.sheet.name, layout.roles

    def refused(reason: str, at: int | None = None) -> Rejected:
        column, value = (None, None) if at is None else (headings[at], cells[at])
        return Rejected(row, reason, column, value, dict(zip(headings, cells)), sheet)

    if problem:
        return refused(problem)
    district = cells[roles["district"]] if "district" in roles else ""
    area = area_of(cells[roles["province"]], district, above if "district" in roles else "")
    if area.reason:
        return refused(area.reason, roles["province"])
    years = layout.years if layout.wide else {roles["value"]: year_of(cells[roles["year"]])}
    figures = []
    for at, year in years.items():
        if year is None:
            return refused("is not a year", roles["year"])
        said = say(cells[at], style, headings[at])
        if said.reason:
            return refused(said.reason, at)
        figures.append(Figure(row, headings[at], area, year, cells[at], said))
    note = cells[roles["note"]].strip() if "note" in roles else ""
    return Row(row, area, figures, note or None, cells)


def _unread(line: Row, layout: Layout) -> Doubt:
    at, code = layout.roles["province"], None
    text = _("no province of Afghanistan is called this")
    if line.area.likely:
        code, name = line.area.likely
        text = _("no province of Afghanistan is called this; it may be {name}", name=name)
    return Doubt(line.row, layout.sheet.headings[at], line.cells[at], "admin1", text, code, layout.sheet.name)


def _text(cells: Sequence[str]) -> str:
    return " · ".join(cell.strip() for cell in cells if cell.strip())[:_TEXT]


def _observations(taken: Sequence[Row], sheet: str) -> Table:
    found = [(line, figure) for line in taken for figure in line.figures]
    says: list[Said] = [figure.said for _line, figure in found]
    names = [line.area.name for line, _figure in found]
    years = [figure.year for _line, figure in found]
    value = np.array([np.nan if each.value is None else each.value for each in says])
    states = [each.state for each in says]
    count = len(found)
    return {
        "key": [_key(line.area.name, figure) for line, figure in found],
        "indicator": [INDICATOR] * count,
        "country_iso3": [COUNTRY] * count,
        "admin1": [line.area.admin1 for line, _figure in found],
        "area_reported": names,
        "period": [str(year) for year in years],
        "first_day": [date(year, 1, 1) for year in years],
        "last_day": [date(year, 12, 31) for year in years],
        "value": value.tolist(),
        "value_low": [None] * count,
        "value_high": [None] * count,
        "unit": [UNIT] * count,
        "state": states,
        "estimator": [ESTIMATOR] * count,
        "note": ["; ".join(filter(None, (figure.said.note, line.note))) or None for line, figure in found],
        "sheet": [sheet] * count,
        "source_row": [line.row for line, _figure in found],
        "reported": [list(line.cells) for line, _figure in found],
    }


def _key(area: str, figure: Figure) -> int:
    """A signed 64-bit number of the area, the year and what is said of it: the layout of the table changes nothing."""
    value = "" if figure.said.value is None else canonical(repr(figure.said.value))
    parts = {"area": area, "year": str(figure.year), "state": figure.said.state, "value": value}
    total = sum(digest(name, text) for name, text in parts.items()) % 2**64
    return total - 2**64 if total >= 2**63 else total
