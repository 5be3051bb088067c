"""Files of agencies through the command: every row has a fate, twice is once, and one command takes it back."""

import csv
import json
from pathlib import Path

import pytest
from openpyxl import load_workbook
from sqlalchemy import text

from monitoring.store.engine import open_engine
from monitoring.vocabulary.reports import FATES
from tests.real_data import ids_csv, real_data
from tests.running import run

ROWS = 4_000
RAN: list[str] = []  # which files these tests ran on, for the closing lines: see tests/conftest.py


@pytest.fixture
def database(tmp_path):
    base = tmp_path / "monitor.sqlite"
    assert run(["migrate"], base).returncode == 0
    return base


@pytest.fixture(scope="session")
def made(tmp_path_factory) -> Path:
    """A generated file of the shape of UNODC's individual seizures."""
    from tests.sources.made_ids import write_ids

    target = tmp_path_factory.mktemp("ids") / "ids.csv"
    write_ids(target, ROWS, seed=7)
    RAN.append("a generated file of the shape of UNODC's individual drug seizures")
    return target


def counted(file: Path) -> tuple[int, int]:
    """Rows and distinct rows, as Python's csv module gives them."""
    with file.open(encoding="utf-8", newline="") as opened:
        rows = [tuple(row) for row in csv.reader(opened, delimiter=";")][1:]
    return len(rows), len(set(rows))


def imported(file: Path, base: Path, *more: str, **environment: str) -> dict:
    done = run(["import", str(file), "--json", *more], base, **environment)
    assert done.returncode in (0, 3), done.stderr
    report = json.loads(done.stdout)
    assert done.returncode == (3 if report["rejected"] else 0)
    assert sum(report[fate] for fate in FATES) == report["rows_read"]
    return report


def records(base: Path) -> list[tuple]:
    """Every current item with its seizure and countries on the way, without what says only where it stood in a file."""
    engine = open_engine(f"sqlite:///{base}")
    query = """
        SELECT s.id, s.content_key, s.seized_on, s.seized_until, s.date_precision, s.country_iso3, s.admin1, s.admin1_reported,
               s.place_reported, s.place_type, s.lon, s.lat, s.location_precision, s.location_method, s.transport_mode,
               s.concealment, s.direction, s.marking, s.times_reported, i.drug_reported, i.drug_code, i.quantity_reported,
               i.unit_reported, i.kind, i.quantity, i.unit, i.mass_kg, i.kg_low, i.kg_typical, i.kg_high,
               (SELECT group_concat(role || country_iso3, ' ') FROM
                   (SELECT * FROM seizure_leg WHERE seizure_row = s.row_id ORDER BY role, position))
        FROM seizure s JOIN seizure_item i ON i.seizure_row = s.row_id WHERE s.retired_in IS NULL ORDER BY s.id, i.position
    """
    with engine.connect() as db:
        found = [tuple(row) for row in db.execute(text(query))]
    engine.dispose()
    return found


def totals(base: Path, query: str = "") -> dict:
    done = run(["totals", "--json", "--filter", query], base)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def a_sheet_a_year(file: Path, target: Path) -> Path:
    """The rows as UNODC publishes them: a workbook with a sheet a year, dates and amounts as typed cells."""
    from tests.sources.made_ids import as_workbook

    as_workbook(file, target)
    return target


def test_every_row_of_a_file_is_accounted_for_and_duplicates_are_what_csv_counts(made, database):
    report = imported(made, database)
    rows, distinct = counted(made)
    assert (report["rows_read"], report["duplicates_exact"]) == (rows, rows - distinct)
    assert report["source"] == "ids" and report["accepted"] > 0.9 * distinct
    assert len(records(database)) == report["accepted"]
    assert totals(database)["seizures"] == report["accepted"]


def test_the_same_file_twice_changes_nothing(made, database):
    first = imported(made, database)
    before = records(database)
    second = imported(made, database)
    assert second["accepted"] == 0 and second["already_held"] == first["accepted"]
    assert second["data_version"] == first["data_version"] and records(database) == before


def test_the_workbook_and_the_csv_bring_identical_records(made, database, tmp_path):
    from_csv = imported(made, database)
    other = tmp_path / "other" / "monitor.sqlite"
    assert run(["migrate"], other).returncode == 0
    from_workbook = imported(a_sheet_a_year(made, tmp_path / "ids.xlsx"), other)
    assert {fate: from_workbook[fate] for fate in FATES} == {fate: from_csv[fate] for fate in FATES}
    assert records(other) == records(database)


def test_an_import_is_taken_back_and_an_older_link_still_opens(made, database):
    assert run(["import"], database).returncode == 0  # the shipped facts
    before = totals(database)
    report = imported(made, database)
    with_file = totals(database)
    assert with_file["seizures"] == before["seizures"] + report["accepted"]
    done = run(["imports", "undo", str(report["batch"])], database)
    assert done.returncode == 0, done.stderr
    assert totals(database) == before
    older = totals(database, f"v={report['data_version']}")
    assert older["rows"] == with_file["rows"] and older["data_version"] == report["data_version"]
    again = run(["imports", "undo", str(report["batch"])], database)
    assert again.returncode == 1 and "taken back" in again.stderr


def test_a_dry_run_says_the_same_and_changes_nothing(made, database):
    dry = imported(made, database, "--dry-run")
    assert dry["dry_run"] and dry["batch"] is None and records(database) == []
    wet = imported(made, database)
    assert {fate: dry[fate] for fate in FATES} == {fate: wet[fate] for fate in FATES}


def test_rejected_rows_can_be_corrected_and_imported_alone(made, database, tmp_path):
    with made.open(encoding="utf-8", newline="") as opened:
        table = list(csv.reader(opened, delimiter=";"))[:6]
    day, amount = table[0].index("SEIZURE_DATE"), table[0].index("AMOUNT")
    table[2][day], table[4][amount] = "the day before", "-5"
    file = tmp_path / "some.csv"
    with file.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out, delimiter=";").writerows(table)
    report = imported(file, database)
    assert report["rejected"] == 2
    book = load_workbook(report["rejected_file"])
    sheet = book.worksheets[0]
    assert [row[-1].value.partition(":")[0] for row in sheet.iter_rows(min_row=2)] == [
        "row 3, SEIZURE_DATE",
        "row 5, AMOUNT",
    ]
    sheet.cell(2, day + 1).value, sheet.cell(3, amount + 1).value = "2012-05-06", "5"
    corrected = tmp_path / "corrected.xlsx"
    book.save(corrected)
    second = imported(corrected, database)
    assert (second["rows_read"], second["accepted"], second["rejected"]) == (2, 2, 0)


def test_a_marking_is_kept_and_hides_the_rows(made, database):
    report = imported(made, database, "--marking", "restricted")
    assert totals(database)["seizures"] == 0
    done = run(["totals", "--json"], database, DRUGS_MONITOR_AUDIENCE="restricted")
    assert json.loads(done.stdout)["seizures"] == report["accepted"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["import", "no-such-file.csv"], "no such file"),
        (["import", "FILE", "--marking", "secret"], "public, partner, restricted"),
        (["import", "FILE", "--source", "nobody"], "nobody"),
        (["import", "FILE", "--mapping", "no-such.toml"], "no-such.toml"),
        (["imports", "undo", "99"], "99"),
        (["imports", "show", "99"], "99"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_sentence(made, database, arguments, words):
    done = run([str(made) if each == "FILE" else each for each in arguments], database)
    assert done.returncode in (1, 2) and words in done.stderr
    assert done.stderr.startswith("drugs-monitor: ") and done.stderr.count("\n") == 1
    assert records(database) == []


def test_imports_are_listed_and_shown(made, database):
    report = imported(made, database)
    (listed,) = json.loads(run(["imports", "list", "--json"], database).stdout)
    assert (listed["batch"], listed["status"], listed["accepted"]) == (report["batch"], "current", report["accepted"])
    shown = json.loads(run(["imports", "show", str(report["batch"]), "--json"], database).stdout)
    assert made.name in json.dumps(shown)


def test_the_real_file_of_individual_seizures(database, tmp_path):
    """208,172 rows, 182,923 of them distinct: where UNODC's file is at hand, else a generated one of its shape."""
    rows_if_made = 20_000
    file, what = ids_csv(tmp_path / "ids.csv", rows_if_made)
    RAN.append(what)
    rows, distinct = counted(file)
    if real_data():
        assert (rows, distinct) == (208_172, 182_923)
    first = imported(file, database)
    assert (first["rows_read"], first["duplicates_exact"]) == (rows, rows - distinct)
    other = tmp_path / "other" / "monitor.sqlite"
    assert run(["migrate"], other).returncode == 0
    second = imported(a_sheet_a_year(file, tmp_path / "ids.xlsx"), other)
    assert {fate: second[fate] for fate in FATES} == {fate: first[fate] for fate in FATES}
    assert records(other) == records(database)
    again = imported(file, database)
    assert again["accepted"] == 0 and again["duplicates_exact"] == rows - distinct
