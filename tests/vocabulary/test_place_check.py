"""The check by hand of docs/places.md: numbers and verdicts only, and that the method still answers as it was judged."""

import csv
import re
import tempfile
from collections import Counter
from pathlib import Path

import pytest

from monitoring.paths import ROOT
from monitoring.vocabulary.gazetteer import gazetteer
from monitoring.vocabulary.lookup import lookups
from tests.benchmarks.places import CHECKED, SAMPLE, SEED, asked, read, sample_rows
from tests.real_data import ids_csv, real_data

ROWS = 208_172
VERDICTS = ("right", "wrong", "rightly open", "could be found")


@pytest.fixture(scope="module")
def checked():
    with CHECKED.open(encoding="utf-8", newline="") as file:
        return {int(line["row"]): line["verdict"] for line in csv.DictReader(file)}


def test_the_rows_are_those_of_the_seed_and_nothing_else_is_kept(checked):
    assert list(checked) == sample_rows(ROWS) and len(checked) == SAMPLE
    assert CHECKED.read_text("utf-8").splitlines()[0] == "row,verdict" and set(checked.values()) <= set(VERDICTS)


def test_the_note_gives_the_seed_and_the_shares_of_the_check(checked):
    note, counts = (ROOT / "docs" / "places.md").read_text("utf-8"), Counter(checked.values())
    told = {verdict: int(re.search(rf"^\| {verdict} \| (\d+) \|", note, re.MULTILINE)[1]) for verdict in VERDICTS}
    assert told == {verdict: counts[verdict] for verdict in VERDICTS} and f"seed {SEED}" in note


@pytest.mark.skipif(real_data() is None, reason="the real file is not here (DRUGS_MONITOR_REAL_DATA)")
def test_the_answers_are_still_those_that_were_judged(checked):
    with tempfile.TemporaryDirectory() as folder:
        rows = read(ids_csv(Path(folder) / "ids.csv")[0])
    places, words = gazetteer(), lookups()
    for number, verdict in checked.items():
        row = rows[number - 2]
        placed = asked(places, words.find("country", row[0]), row)
        assert (placed.outcome == "found") == (verdict in ("right", "wrong")), number
