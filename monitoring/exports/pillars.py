"""Indicators as CSV: every row carries the sentence, the data version and the notes, because rows are cut out and pasted."""

import csv
import io
from collections.abc import Sequence

import pandas as pd

from ..vocabulary.writable import clean
from .text import shield

SAID = ("sentence", "data_version", "notes")


def frame_csv(frame: pd.DataFrame, sentence: str, data_version: str, notes: Sequence[str]) -> bytes:
    """A row for each row of `frame`, its columns, then SAID. UTF-8 with a byte order mark, text shielded as in exports.csv.

    An empty cell is what is not known; a day is ISO text, a yes or no is written so.
    """
    said = [shield(clean(words) or "") for words in (sentence, data_version, " ".join(notes))]
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow([*frame.columns, *SAID])
    writer.writerows([*map(_cell, row), *said] for row in frame.itertuples(index=False, name=None))
    return file.getvalue().encode("utf-8-sig")


def _cell(value: object) -> object:
    if value is None or value is pd.NaT or value is pd.NA or value != value:
        return None
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, pd.Timestamp):
        return f"{value:%Y-%m-%d}"
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
        return int(value)
    return shield(clean(value) or "") if isinstance(value, str) else value
