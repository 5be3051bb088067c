"""Assistance as it ships: every project is told with its own budget in its own currency; what cannot be read is refused."""

import csv
import io

import pytest

from monitoring.paths import FACTS
from monitoring.sources.assistance_projects.read import read
from monitoring.store.assistance import assistance_projects
from monitoring.vocabulary.rows import Accepted, Rejected

FILE = FACTS / "assistance_projects.csv"


def changed(**different):
    """The second line of the file (it has a budget) with other cells."""
    with FILE.open(encoding="utf-8", newline="") as file:
        line = list(csv.DictReader(file))[1]
    text = io.StringIO()
    writer = csv.DictWriter(text, list(line))
    writer.writeheader()
    writer.writerow(line | different)
    text.seek(0)
    return next(iter(read(text)))


def test_every_project_is_in_the_record_as_the_file_tells_it(db):
    found = assistance_projects(db).set_index("project_id")
    with FILE.open(encoding="utf-8", newline="") as file:
        told = {line["code"]: line for line in csv.DictReader(file)}
    assert list(found.index) == list(told)
    assert {name: row["budget"] for name, row in told.items() if row["budget"]} == {
        name: f"{value:.0f}" for name, value in found["budget"].dropna().items()
    }
    assert set(found.loc[found["budget"].notna(), "currency"]) == {"EUR", "JPY", "USD"}
    assert found["source"].notna().all() and found["pillars"].isna().sum() == 1


@pytest.mark.parametrize(
    ("different", "column"),
    [({"currency": "GBP"}, "currency"), ({"currency": ""}, "currency"), ({"budget": "-5"}, "budget"),
     ({"budget": "much"}, "budget"), ({"start": "2010/06"}, "start"), ({"end": "soon"}, "end"), ({"pillar": "5"}, "pillar"),
     ({"title": ""}, "title")],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_by_name(different, column):
    line = changed(**different)
    assert isinstance(line, Rejected) and line.column == column
    assert isinstance(changed(), Accepted)
