"""US Customs and Border Protection by the mapping that ships: fiscal years, months as APR, pounds, counts that are sums already."""

import csv
import zipfile
from collections import defaultdict
from datetime import date
from importlib.resources import files

import pytest

from monitoring.sources.files.opened import open_file
from monitoring.sources.mapping.toml import read_mapping
from monitoring.sources.reading import Asked
from monitoring.sources.recognise import recognise, understand
from monitoring.vocabulary.lookup import lookups
from tests.real_data import real_data
from tests.sources.fixed_places import FixedPlaces
from tests.sources.opening import opened_table

EXAMPLE = files("monitoring.sources.mapping").joinpath("examples/us_cbp_nationwide.toml").read_text(encoding="utf-8")
ASKED = Asked(mapping=read_mapping(EXAMPLE))
HEAD = (
    "FY", "Month (abbv)", "Component", "Region", "Land Filter", "Area of Responsibility", "Drug Type", "Count of Event",
    "Sum Qty (lbs)",
)  # fmt: skip
POUND_KG = 0.45359237


def blocks_of(opened):
    return list(understand(opened, recognise(opened, ASKED, lookups()), ASKED, lookups(), FixedPlaces()))


def test_rows_are_totals_of_a_month_an_office_and_a_drug(tmp_path):
    row = ("Office of Field Operations", "Northern Border", "Land Only", "DETROIT FIELD OFFICE", "Heroin", "3", "10")
    block = blocks_of(
        opened_table(tmp_path, HEAD, ("2020", "OCT", *row), ("2026 (FYTD)", "DEC", *row), ("2020", "SEP", *row))
    )[0]
    totals = block.totals
    assert list(totals["first_day"]) == [date(2019, 10, 1), date(2025, 12, 1), date(2020, 9, 1)]
    assert list(totals["last_day"]) == [date(2019, 10, 31), date(2025, 12, 31), date(2020, 9, 30)]
    assert set(totals["area_reported"]) == {"DETROIT FIELD OFFICE"} and set(totals["country_iso3"]) == {"USA"}
    assert list(totals["events"]) == [3, 3, 3] and totals["mass_kg"][0] == pytest.approx(10 * POUND_KG, rel=1e-5)
    assert not block.seizures and not block.rejected and not block.doubts and not block.unknown


def test_the_real_file_is_read_whole_and_weighs_what_its_own_numbers_add_up_to(tmp_path):
    folder = real_data()
    if folder is None or not (folder / "us_cbp_nationwide_fy19_fy22.csv.zip").is_file():
        pytest.skip("the file of US Customs and Border Protection is not here")
    file = tmp_path / "us_cbp.csv"
    with zipfile.ZipFile(folder / "us_cbp_nationwide_fy19_fy22.csv.zip") as archive:
        file.write_bytes(archive.read("us_cbp_nationwide_fy19_fy22.csv"))
    wanted: dict[tuple[str, str], float] = defaultdict(float)
    with file.open(encoding="utf-8", newline="") as source:
        rows = list(csv.DictReader(source))
    for row in rows:
        wanted[(row["FY"], row["Drug Type"])] += float(row["Sum Qty (lbs)"] or 0)
    found: dict[tuple[str, str], float] = defaultdict(float)
    blocks = blocks_of(open_file(file, tmp_path))
    for block in blocks:
        totals = block.totals
        for day, drug, mass in zip(totals["first_day"], totals["drug_reported"], totals["mass_kg"]):
            found[(str(day.year + (day.month >= 10)), drug)] += mass
    assert sum(block.rows_read for block in blocks) == len(rows) and not any(
        block.rejected or block.left_out for block in blocks
    )
    assert found == {key: pytest.approx(pounds * POUND_KG, rel=1e-5) for key, pounds in wanted.items()}
