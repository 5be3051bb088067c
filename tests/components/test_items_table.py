"""The table twin: what a cell shows."""

import pytest

from monitoring.components.items_table import items_table, shown
from monitoring.vocabulary.fields import DTYPES

NUMERIC = [name for name, dtype in DTYPES.items() if dtype in ("float64", "Int64")]


def test_every_column_of_numbers_stands_to_the_right():
    right = {column["field"] for column in items_table(None).columnDefs if column.get("type") == "rightAligned"}
    assert right == set(NUMERIC) >= {"kg_low", "kg_typical", "kg_high", "purity_pct", "times_reported"}


@pytest.mark.parametrize("name", [name for name in NUMERIC if name != "quantity"])
def test_a_number_is_written_as_the_language_writes_it(name):
    assert shown(name, 12345.5, {}) == "12,345.5"
