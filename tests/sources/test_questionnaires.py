"""The two questionnaires that the report names ship as drafts without a question: nobody here has seen their texts."""

import csv
import io

import pytest

from monitoring.paths import FACTS
from monitoring.sources.questionnaires.read import read
from monitoring.vocabulary.rows import Rejected

FILE = FACTS / "questionnaires.csv"


def test_each_is_a_draft_with_its_paragraph_and_no_question():
    with FILE.open(encoding="utf-8", newline="") as file:
        facts = [fact for line in read(file) for fact in line.facts]
    assert [table for table, _row in facts] == ["questionnaire"] * 2
    rows = [row for _table, row in facts]
    assert [(row["questionnaire_id"], row["pillars"], row["state"]) for row in rows] == [
        ("tashkent-financial-flows", "2", "draft"), ("key-priority-issues", "all", "draft"),
    ]  # fmt: skip
    assert [row["source"] for row in rows] == ["UN E/CN.7/2014/14 para 20", "UN E/CN.7/2014/14 para 11"]
    assert all("was not seen" in row["purpose"] for row in rows)


@pytest.mark.parametrize(
    ("different", "column"), [({"id": "Bad Name"}, "id"), ({"pillars": "V"}, "pillars"), ({"title": ""}, "title")]
)
def test_a_line_that_cannot_be_read_is_refused(different, column):
    with FILE.open(encoding="utf-8", newline="") as file:
        line = next(csv.DictReader(file))
    text = io.StringIO()
    writer = csv.DictWriter(text, list(line))
    writer.writeheader()
    writer.writerow(line | different)
    text.seek(0)
    refused = next(iter(read(text)))
    assert isinstance(refused, Rejected) and refused.column == column
