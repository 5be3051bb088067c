"""A selection by year: the rows of the one file, each in the folder of its year, and each file whole by itself."""

import json

import pandas as pd
import pyarrow.dataset as ds
import pyarrow.parquet as pq
import pytest

from monitoring.components.exporting import export_file
from monitoring.components.exporting_years import export_years
from monitoring.errors import ExportError
from tests.running import run


@pytest.fixture
def one_file(on_facts, tmp_path):
    export_file("", tmp_path / "whole.parquet")
    return pq.read_table(tmp_path / "whole.parquet")


def test_the_files_hold_together_what_one_file_holds(one_file, tmp_path):
    rows, seizures, files = export_years("", tmp_path / "years")
    read = ds.dataset(tmp_path / "years", format="parquet", partitioning="hive").to_table().to_pandas()
    assert (rows, seizures) == (one_file.num_rows, len(set(one_file["seizure_id"].to_pylist())))
    assert files == len(list((tmp_path / "years").glob("year=*/part-0.parquet"))) > 5
    expected = one_file.to_pandas().sort_values("item_id", ignore_index=True)
    found = read.sort_values("item_id", ignore_index=True)[list(expected.columns)]
    pd.testing.assert_frame_equal(found, expected)


def test_what_is_dated_less_exactly_than_a_year_is_in_no_year(one_file, tmp_path):
    export_years("", tmp_path / "years")
    for file in sorted((tmp_path / "years").glob("year=*/*.parquet")):
        year = file.parent.name.removeprefix("year=")
        read = pq.read_table(file).to_pandas()
        first, last = (pd.to_datetime(read[name]).dt.year for name in ("seized_from", "seized_until"))
        assert (first != last).all() if year == "unknown" else ((first == int(year)) & (last == int(year))).all()
        assert pq.read_schema(file).field("mass_kg").metadata == one_file.schema.field("mass_kg").metadata


def test_each_file_says_what_it_holds_and_the_sums_add_up(one_file, tmp_path):
    export_years("drug=heroin&min_kg=1", tmp_path / "years")
    export_file("drug=heroin&min_kg=1", tmp_path / "heroin.parquet")
    whole = json.loads(pq.read_schema(tmp_path / "heroin.parquet").metadata[b"about"])
    said = {}
    for file in (tmp_path / "years").glob("year=*/*.parquet"):
        said[file] = json.loads(pq.read_schema(file).metadata[b"about"])
        assert said[file]["rows"] == pq.read_metadata(file).num_rows
        assert f"Part {file.parent.name} " in said[file]["notes"][-1] and said[file]["filter"] == whole["filter"]
    for name in ("rows", "seizures"):
        assert sum(each[name] for each in said.values()) == whole[name]
    assert sum(row["rows"] for each in said.values() for row in each["sources"]) == whole["rows"]
    masses = [row["quantity"] for each in said.values() for row in each["totals"] if row["kind"] == "mass"]
    (mass,) = [row["quantity"] for row in whole["totals"] if row["kind"] == "mass"]
    assert sum(masses) == pytest.approx(mass)


def test_a_selection_of_nothing_is_one_empty_file_with_all_columns(one_file, tmp_path):
    assert export_years("drug=heroin&from=1900&to=1901", tmp_path / "none") == (0, 0, 1)
    read = pq.read_table(tmp_path / "none" / "year=unknown" / "part-0.parquet")
    assert read.num_rows == 0 and read.schema.equals(one_file.schema)


def test_a_folder_in_use_is_left_alone_and_nothing_half_made_stays(on_facts, tmp_path, monkeypatch):
    (tmp_path / "used").mkdir()
    (tmp_path / "used" / "kept.txt").write_text("mine")
    for target in (tmp_path / "used", tmp_path / "used" / "kept.txt", tmp_path / "no" / "folder"):
        with pytest.raises(ExportError, match="folder"):
            export_years("", target)
    (tmp_path / "empty").mkdir()
    assert export_years("drug=opium", tmp_path / "empty")[2] > 0

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("monitoring.exports.partitions.write_parquet", full)
    with pytest.raises(ExportError, match="no space"):
        export_years("", tmp_path / "broken")
    assert sorted(each.name for each in tmp_path.iterdir()) == ["empty", "used"]


def test_the_command_writes_files_that_another_record_takes_in(facts_database, tmp_path):
    other = tmp_path / "other.sqlite"
    folder = tmp_path / "years"
    done = run(["export", "seizures", "--partitioned", str(folder)], facts_database)
    assert done.returncode == 0 and "files" in done.stdout, done.stderr
    assert run(["migrate"], other).returncode == 0
    files = sorted(map(str, folder.glob("year=*/*.parquet")))
    taken = run(["import", *files, "--json"], other)
    assert taken.returncode == 0, taken.stderr + taken.stdout
    totals = [
        json.loads(run(["totals", "--by", "drug,year", "--json"], each).stdout) for each in (facts_database, other)
    ]
    assert totals[0]["rows"] == totals[1]["rows"] and totals[0]["seizures"] == totals[1]["seizures"]


@pytest.mark.parametrize(
    "arguments", [[], ["-o", "a.csv", "--partitioned", "years"], ["--partitioned", "years", "--linked"]]
)
def test_one_way_of_writing_at_a_time(facts_database, arguments):
    done = run(["export", "seizures", *arguments], facts_database)
    assert done.returncode == 2 and "not both" in done.stderr
