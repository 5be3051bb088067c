"""Whatever stands in a table: reading it raises nothing, every line has one fate, and what is refused says where and why."""

from pathlib import Path

import pytest

from monitoring.sources.mapping.model import checked
from monitoring.sources.mapping.read import fit
from monitoring.sources.mapping.understand.engine import understand
from monitoring.sources.reading import Asked
from monitoring.vocabulary.blocks import ITEM, LEFT_OUT, SEIZURE, TOTAL, Block
from monitoring.vocabulary.lookup import lookups
from tests.sources.fixed_places import FixedPlaces
from tests.sources.made_tables import MadeTable, any_table, opened

WORDS, PLACES = lookups(), FixedPlaces()


def read(table: MadeTable, folder: Path) -> tuple[list[Block], int]:
    """The blocks of the table, and how many lines there are below its headings."""
    file = opened(table, folder)
    found = fit(file, checked(table.mapping), Asked(date_order="dmy", decimal="."))
    assert found is not None
    return list(understand(file, found.mapping, found.styles, WORDS, PLACES)), file.sheets[0].rows


def holds(seed: int, folder: Path) -> None:
    table = any_table(seed)
    blocks, lines = read(table, folder)
    of_lines = table.mapping.wide is not None
    standing = 0
    for block in blocks:
        rows = block.items.get("source_row", block.totals.get("source_row", ()))
        taken = {int(row) for row in rows}
        assert of_lines or len(taken) == len(rows)
        refused, left = {each.row for each in block.rejected}, {each.row for each in block.left_out}
        assert not taken & refused and not taken & left and not refused & left
        assert len(taken) + len(block.rejected) + len(block.left_out) == block.rows_read
        standing += block.rows_read
        assert all(each.row > 1 and each.reason and (each.column or "cells" in each.reason) for each in block.rejected)
        assert all(each.reason in LEFT_OUT for each in block.left_out)
        for name, columns in (("seizures", SEIZURE), ("items", ITEM), ("totals", TOTAL)):
            made = getattr(block, name)
            assert set(made) <= set(columns) and len({len(each) for each in made.values()}) < 2
        assert all(0 <= int(of) < len(block.seizures["id"]) for of in block.legs.get("of", ()))
        assert all(quantity > 0 for quantity in block.items.get("quantity", ()) if quantity == quantity)
        assert all(
            not first > last
            for first, last in zip(block.seizures.get("seized_on", ()), block.seizures.get("seized_until", ()))
        )
    assert standing == lines


@pytest.mark.parametrize("first", range(0, 500, 50))
def test_every_line_of_any_table_has_one_fate(first, tmp_path):
    for seed in range(first, first + 50):
        holds(seed, tmp_path)


@pytest.mark.long
@pytest.mark.parametrize("first", range(500, 10_000, 500))
def test_every_line_of_ten_thousand_tables_has_one_fate(first, tmp_path):
    for seed in range(first, first + 500):
        holds(seed, tmp_path)
