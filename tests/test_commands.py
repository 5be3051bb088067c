"""The command line, run as a user runs it: what it prints, what it refuses, and with which exit code."""

import csv
import json
import socket
from pathlib import Path

import openpyxl
import pytest

from monitoring.paths import FACTS
from tests.running import run

FACT_ROWS = list(csv.DictReader((FACTS / "seizure_events.csv").open(encoding="utf-8", newline="")))
KG = {"kg": 1.0, "t": 1000.0, "lb": 0.453592}


def totals(database: Path, *arguments: str) -> dict:
    done = run(["totals", "--json", *arguments], database)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_totals_are_the_sums_of_the_facts_file(facts_database):
    document = totals(facts_database, "--by", "drug")
    assert list(document) == ["data_version", "filter", "seizures", "rows"]
    assert document["seizures"] == len({row["event_id"] for row in FACT_ROWS}) == 297
    mass = {row["drug"]: row["quantity"] for row in document["rows"] if row["kind"] == "mass"}
    for drug in {row["drug"] for row in FACT_ROWS}:
        by_hand = sum(
            float(row["quantity"]) * KG[row["unit"]] for row in FACT_ROWS if row["drug"] == drug and row["unit"] in KG
        )
        assert mass[drug.replace(" ", "_")] == pytest.approx(by_hand, rel=1e-9)


def test_litres_stand_beside_kilograms_and_are_never_added(facts_database):
    rows = totals(facts_database, "--by", "drug", "--filter", "drug=acetic_anhydride")["rows"]
    assert {row["kind"]: (row["quantity"], row["unit"]) for row in rows} == {
        "mass": (116_500, "kg"),
        "volume": (20_520, "l"),
    }


@pytest.mark.parametrize(
    ("query", "seizures", "mass_kg"),
    [("place=Kapitan Andreevo&drug=heroin", 6, 1465.78), ("departure=IRN&destination=UKR", 4, None)],
)
def test_the_known_selections(facts_database, query, seizures, mass_kg):
    document = totals(facts_database, "--by", "drug", "--filter", query)
    assert document["seizures"] == seizures
    if mass_kg:
        assert round(document["rows"][0]["quantity"], 2) == mass_kg


@pytest.mark.parametrize("by", ["drug_group", "country,year", "admin1", "mode", "month", "source_kind"])
def test_every_grouping_is_understood(facts_database, by):
    document = totals(facts_database, "--by", by)
    assert document["rows"] and set(by.split(",")) <= set(document["rows"][0])


@pytest.mark.parametrize("name", ["all.csv", "all.zip", "all.xlsx", "all.geojson", "all.gpkg", "all.parquet"])
def test_an_export_is_written_by_its_suffix(facts_database, tmp_path, name):
    done = run(["export", "seizures", "--filter", "drug=opium", "-o", str(tmp_path / name)], facts_database)
    assert done.returncode == 0, done.stderr
    assert "47 rows, 47 seizures" in done.stdout
    assert (tmp_path / name).stat().st_size > 1000


def test_whole_seizures_are_written_as_linked_sheets_with_the_drugs_that_the_filter_leaves_out(
    facts_database, tmp_path
):
    file = tmp_path / "opium.xlsx"
    done = run(["export", "seizures", "--filter", "drug=opium", "--linked", "-o", str(file)], facts_database)
    assert done.returncode == 0, done.stderr
    book = openpyxl.load_workbook(file, read_only=True)
    seizures, drugs = (len(list(book[name].iter_rows())) - 1 for name in ("Seizures", "Drugs"))
    assert f"{drugs} rows, {seizures} seizures" in done.stdout
    assert seizures == 47 < drugs
    said = [cell for row in book["Instructions"].iter_rows(values_only=True) for cell in row if cell]
    assert any(f"{drugs - 47} rows are there, too" in line for line in said)


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["export", "seizures", "--linked", "-o", "x.csv"], 2, ".xlsx"),
        (["totals", "--filter", "drug=heroinn"], 2, "heroin"),
        (["totals", "--filter", "colour=red"], 2, "colour"),
        (["totals", "--filter", "v=000000000000"], 2, "data version 000000000000"),
        (["totals", "--by", "moon"], 2, "moon"),
        (["export", "seizures", "-o", "x.docx"], 2, ".docx"),
        (["import", "nothing"], 1, "nothing"),
    ],
)
def test_what_cannot_be_understood_is_said_in_one_sentence(facts_database, arguments, code, words):
    done = run(arguments, facts_database)
    assert done.returncode == code
    assert words in done.stderr and "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_a_second_import_changes_nothing(facts_database):
    before = totals(facts_database)["data_version"]
    done = run(["import"], facts_database)
    assert done.returncode == 0 and "unchanged" in done.stdout
    assert totals(facts_database)["data_version"] == before


def test_a_port_in_use_is_said_with_another_one(facts_database):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = run(["serve", "--no-browser"], facts_database, PORT=str(port))
    assert done.returncode == 2
    assert f"Port {port}" in done.stderr and f"PORT={port + 1}" in done.stderr


@pytest.mark.parametrize(
    ("setting", "value", "words"),
    [
        ("PORT", "many", "PORT"),
        ("DRUGS_MONITOR_AUDIENCE", "everybody", "DRUGS_MONITOR_AUDIENCE"),
        ("HOST", "no.such.host.invalid", "HOST"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named(facts_database, setting, value, words):
    done = run(["serve", "--no-browser"], facts_database, **{setting: value})
    assert done.returncode == 2
    assert words in done.stderr and "Traceback" not in done.stderr


def test_partner_records_are_not_served_to_a_network(facts_database):
    done = run(["serve", "--no-browser"], facts_database, DRUGS_MONITOR_AUDIENCE="partner", HOST="0.0.0.0")
    assert done.returncode == 2 and "127.0.0.1" in done.stderr


@pytest.mark.parametrize("command", [["totals"], ["serve", "--no-browser"], ["import"]])
def test_a_missing_or_damaged_database_is_said_with_the_remedy(tmp_path, command):
    missing = run(command, tmp_path / "none.sqlite")
    assert missing.returncode == 1 and "migrate" in missing.stderr and "Traceback" not in missing.stderr
    damaged = tmp_path / "damaged.sqlite"
    damaged.write_bytes(b"this is not a database" * 400)
    done = run(command, damaged)
    assert done.returncode == 1 and "Traceback" not in done.stderr
    assert damaged.read_bytes().startswith(b"this is not")


def test_doctor_finds_a_healthy_set_up(facts_database):
    done = run(["doctor"], facts_database)
    assert done.returncode == 0, done.stdout
    assert "297 seizures" in done.stdout and "FAILED" not in done.stdout
