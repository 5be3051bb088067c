"""Treatment and laboratories: counts of countries and provinces, and nothing finer."""

import csv
import io

import pytest

from monitoring.paths import FACTS
from monitoring.sources.registry import describe
from monitoring.sources.treatment_and_laboratory_counts.read import NAME, read
from monitoring.vocabulary.rows import Accepted, Rejected

with (FACTS / "treatment_and_laboratory_counts.csv").open(encoding="utf-8", newline="") as _file:
    SHIPPED = list(csv.DictReader(_file))


def read_line(**different: str):
    out = io.StringIO()
    writer = csv.DictWriter(out, SHIPPED[0].keys())
    writer.writeheader()
    writer.writerow(SHIPPED[0] | {"area": "Afghanistan"} | different)
    out.seek(0)
    return next(iter(read(out)))


def facts(line: Accepted) -> dict:
    return line.facts[0][1]


def test_every_shipped_line_is_of_a_country_or_a_province():
    found = list(describe(NAME).read())
    assert all(isinstance(line, Accepted) for line in found)
    provinces = {facts(line)["admin1"] for line in found}
    assert provinces == {None, "AF-GHO", "AF-NAN", "AF-HEL", "AF-BDS"}


def test_no_single_centre_ships():
    assert not [line for line in SHIPPED if "one centre" in line["measure"] or "beds" in line["unit"]]


@pytest.mark.parametrize("area", ["Nejat centre", "Jangalak, Kabul", "Kabuul"])
def test_a_site_is_refused(area):
    line = read_line(area=area)
    assert isinstance(line, Rejected)
    assert line.column == "area"


def test_a_range_stays_a_range_and_a_period_in_words_stays_in_the_note():
    ranged = read_line(value="", value_low="300", value_high="500", period_detail="spring 2009", note="estimate")
    assert (facts(ranged)["value"], facts(ranged)["value_low"], facts(ranged)["value_high"]) == (None, 300, 500)
    assert facts(ranged)["note"].endswith("spring 2009; estimate")


def test_a_figure_without_a_year_is_refused():
    assert isinstance(read_line(year=""), Rejected)
