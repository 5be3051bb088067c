"""Indicators as CSV: what is not known is empty, a text is no formula, and every row says what it is part of."""

import csv
import io

import pandas as pd

from monitoring.exports.pillars import frame_csv

FRAME = pd.DataFrame(
    {
        "area": ["TUR", "=1+1"], "year": pd.array([2012, None], dtype="Int64"), "low": [1.786, float("nan")], "high": [177.0, 0.0],
        "overridden": [True, False], "as_of": pd.to_datetime(["2024-06-30", None]), "why": ["", None],
    }
)  # fmt: skip


def test_cells_are_plain_and_what_is_missing_is_empty():
    data = frame_csv(FRAME, "a sentence", "abc", ["one", "two"])
    assert data.startswith(b"\xef\xbb\xbf")
    head, first, second = csv.reader(io.StringIO(data.decode("utf-8-sig")))
    assert head[-3:] == ["sentence", "data_version", "notes"]
    assert first == ["TUR", "2012", "1.786", "177", "yes", "2024-06-30", "", "a sentence", "abc", "one two"]
    assert second == ["'=1+1", "", "", "0", "no", "", "", "a sentence", "abc", "one two"]
