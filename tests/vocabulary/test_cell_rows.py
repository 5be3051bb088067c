"""Rows kept by their distinct words are the same rows, however they are taken and written."""

import json

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from monitoring.vocabulary.cell_rows import CellRows

text = st.text(st.characters(exclude_categories=["Cs"]), max_size=6)


def cell_rows(rows):
    columns = []
    for cells in zip(*rows):
        words = list(dict.fromkeys(cells))
        columns.append((np.array([words.index(cell) for cell in cells], dtype=np.int32), words))
    return CellRows(columns, len(rows))


@given(st.lists(st.tuples(text, text, text), min_size=1, max_size=20), st.data())
def test_rows_come_back_word_for_word_one_by_one_taken_and_as_json(rows, data):
    made = cell_rows(rows)
    assert list(made) == rows == [made[at] for at in range(len(rows))]
    taken = data.draw(st.lists(st.integers(0, len(rows) - 1)))
    assert list(made.taken(np.array(taken, dtype=np.int64))) == [rows[at] for at in taken]
    written = [json.dumps(list(row), ensure_ascii=False, separators=(",", ":")) for row in rows]
    assert made.json_texts() == written


def test_rows_without_columns_are_rows_all_the_same():
    made = CellRows([], 2)
    assert list(made) == [(), ()] and made.json_texts() == ["[]", "[]"]
