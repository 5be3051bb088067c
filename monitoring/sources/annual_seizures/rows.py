"""The rows of one sheet: which are totals, which are refused, which are left out."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial

import numpy as np
import pyarrow as pa

from ...vocabulary.blocks import Block
from ...vocabulary.rows import LeftOut, Rejected
from ..distinct import Distinct
from ..mapping.understand.keys import canonical, row_keys
from .cells import Cells, Meanings, Reading, meanings
from .doubts import count_unknown, doubt_cells, doubt_sums
from .meaning import Amount, What, Where, amount

FACTOR_SOURCE = "converted by UNODC: the amounts and units as seized are not in its table"


def block_of(table: pa.Table, reading: Reading) -> Block:
    """The block of a sheet, every one of its rows accounted for."""
    cells = Cells.of_table(table, reading)
    block = Block(rows_read=len(cells.rows), headings={reading.sheet: tuple(reading.headings)})
    meant = meanings(cells, reading)
    left = _left_out(cells, meant, reading, block)
    taken = ~left & ~_refused(cells, meant, left, reading, block)
    doubt_sums(cells, meant, left, taken, reading, block)
    doubt_cells(cells, meant, taken, reading, block)
    count_unknown(cells.rows[taken], "country", [each.unknown for each in meant.where[taken]], block)
    count_unknown(cells.rows[taken], "drug", [each.unknown for each in meant.what[taken]], block)
    if taken.any():
        block.totals = _totals(cells, meant, np.flatnonzero(taken), reading)
    return block


def _left_out(cells: Cells, meant: Meanings, reading: Reading, block: Block) -> np.ndarray:
    """Which rows are none of the table; each stands in `block.left_out` with its reason."""
    count = len(cells.rows)
    filled = np.zeros(count, dtype=np.int64)
    repeats = np.ones(count, dtype=bool)
    for heading, column in zip(reading.headings, cells.columns):
        filled += column.each(lambda cell: bool(cell.strip()), bool)
        repeats &= column.each(partial(_repeats, heading), bool)
    reasons = np.full(count, "", dtype=object)
    reasons[(filled == 1) & (meant.year == 0)] = "note"
    reasons[meant.sum_of_drugs] = "subtotal"
    reasons[meant.sum_of_places] = "total"
    reasons[repeats & (filled > 1)] = "heading"
    reasons[filled == 0] = "blank"
    reasons[cells.problems != ""] = ""
    for at in np.flatnonzero(reasons != "").tolist():
        block.left_out.append(LeftOut(int(cells.rows[at]), reasons[at], reading.sheet, cells.text(at)))
    return reasons != ""


def _repeats(heading: str, cell: str) -> bool:
    return cell.strip() in (heading, "")


def _refused(cells: Cells, meant: Meanings, left: np.ndarray, reading: Reading, block: Block) -> np.ndarray:
    """Which rows cannot be read; each stands in `block.rejected` with the column at fault."""
    amounts, kg = meant.amount, cells.of("kg")
    unreadable = np.array([each.reason is not None for each in amounts], dtype=bool)
    nameless = np.array([each.reported == "" for each in meant.what], dtype=bool)
    refused = ~left & ((cells.problems != "") | (meant.year == 0) | unreadable | nameless)
    for at in np.flatnonzero(refused).tolist():
        if cells.problems[at]:
            column, value, reason = None, None, str(cells.problems[at])
        elif meant.year[at] == 0:
            year = cells.of("year")
            column, value, reason = reading.heading("year"), year.words[year.codes[at]], "is not a year"
        elif unreadable[at]:
            column, value, reason = reading.heading("kg"), kg.words[kg.codes[at]], amounts[at].reason
        else:
            column, value, reason = reading.heading("drug"), "", "is empty"
        said = dict(zip(reading.headings, cells.line(at)))
        block.rejected.append(Rejected(int(cells.rows[at]), reason, column, value, said, reading.sheet))
    return refused


def _totals(cells: Cells, meant: Meanings, at: np.ndarray, reading: Reading) -> Mapping[str, Sequence]:
    amounts: list[Amount] = list(meant.amount[at])
    drugs: list[What] = list(meant.what[at])
    places: list[Where] = list(meant.where[at])
    years = meant.year[at]
    kg = np.array([np.nan if each.kg is None else each.kg for each in amounts])
    named = cells.of("country" if "country" in reading.roles else "code").cells()[at]
    texts = [column.cells()[at] for column in cells.columns]
    return {
        "key": _keys(cells, reading)[at],
        "country_iso3": [each.iso3 for each in places],
        "country_reported": named.tolist(),
        "drug_reported": [each.reported for each in drugs],
        "drug": [each.slug for each in drugs],
        "drug_code": [each.code for each in drugs],
        "drug_group": [each.group for each in drugs],
        "first_day": [date(year, 1, 1) for year in years.tolist()],
        "last_day": [date(year, 12, 31) for year in years.tolist()],
        "period_reported": [str(year) for year in years.tolist()],
        "quantity_reported": kg,
        "unit_reported": ["kg equivalent"] * len(at),
        "kind": ["mass"] * len(at),
        "quantity": kg,
        "unit": ["kg"] * len(at),
        "mass_kg": kg,
        "factor": np.ones(len(at)),
        "factor_source": [FACTOR_SOURCE] * len(at),
        "note": _notes(cells, at),
        "sheet": [reading.sheet] * len(at),
        "source_row": cells.rows[at],
        "reported": [list(line) for line in zip(*texts)],
    }


def _keys(cells: Cells, reading: Reading) -> np.ndarray:
    """Of the columns by what they are, and of amounts as numbers: the headings and the kind of file change nothing."""
    names = {reading.headings[position]: role for role, position in reading.roles.items()}
    columns: dict[str, Distinct] = dict(zip(reading.headings, cells.columns))

    def kilograms(cell: str) -> str:
        kg = amount(reading.words, reading.style, "", cell).kg
        return cell if kg is None else canonical(repr(kg))

    return row_keys(columns, names, {reading.heading("kg"): kilograms})


def _notes(cells: Cells, at: np.ndarray) -> list[str | None]:
    """The specific name and the comment of each row, where it has any."""
    specific, comment = cells.of("specific").cells()[at], cells.of("comment").cells()[at]
    return ["; ".join(filter(None, (a.strip(), b.strip()))) or None for a, b in zip(specific, comment)]
