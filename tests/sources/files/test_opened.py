"""A file is read in a process of its own, which is held to its limits, heard while it works, and ended when asked."""

import os
from pathlib import Path

import pytest

from monitoring.errors import FileRefused
from monitoring.sources.files.limits import MB, Limits
from monitoring.sources.files.opened import open_file, reopen
from monitoring.sources.files.parent import _environment, shown_name


@pytest.fixture(scope="module")
def long_table(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("long") / "long.csv"
    path.write_text("country,place,drug,quantity\n" + "AFG,Herat,opium,5\n" * 400_000)
    return path


class Stop(Exception):
    pass


def _left(folder: Path) -> list[Path]:
    return [each for each in folder.rglob("*") if each.is_file()]


def test_progress_is_heard_and_ends_with_all_rows(long_table, tmp_path):
    heard: list[int] = []
    opened = open_file(long_table, tmp_path / "work", progress=heard.append)
    assert heard == sorted(heard)
    assert heard[-1] == opened.sheets[0].rows == 400_000


def test_an_exception_from_progress_ends_the_reading_and_leaves_nothing(long_table, tmp_path):
    def stop(_rows: int) -> None:
        raise Stop

    with pytest.raises(Stop):
        open_file(long_table, tmp_path / "work", progress=stop)
    assert not _left(tmp_path)


@pytest.mark.parametrize(
    ("limits", "said"),
    [
        (Limits(rows=1000), "more than 1000 rows"), (Limits(seconds=0.1, seconds_per_mb=0), "took longer than 0 seconds"),
        (Limits(memory_small=30 * MB), "memory"), (Limits(size=MB), "at most 1 MB are read"),
        (Limits(inflated=4 * MB), "more of the disk"), (Limits(columns=3), "4 columns, and at most 3"),
    ],
)  # fmt: skip
def test_each_limit_refuses_with_its_number_and_leaves_nothing(long_table, tmp_path, limits, said):
    with pytest.raises(FileRefused, match=said) as refused:
        open_file(long_table, tmp_path / "work", limits)
    assert refused.value.remedy
    assert not _left(tmp_path)


def test_a_file_is_found_from_the_folder_in_which_its_name_was_written(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("README.md").write_text("country,place,drug,quantity\nAFG,Herat,opium,5\n")  # a name that the program has, too
    opened = open_file(Path("README.md"), Path("work"), name="table.csv")
    assert opened.sheets[0].headings == ("country", "place", "drug", "quantity")
    assert (tmp_path / "work" / "opened.json").exists()


def test_what_was_opened_can_be_opened_again_without_reading_it(long_table, tmp_path):
    opened = open_file(long_table, tmp_path / "work")
    assert reopen(tmp_path / "work") == opened
    blocks = list(opened.sheets[0].blocks(150_000))
    assert [block.num_rows for block in blocks] == [150_000, 150_000, 100_000]
    assert blocks[2]["row"][-1].as_py() == 400_001


def test_no_secret_of_the_server_reaches_the_child(monkeypatch):
    monkeypatch.setenv("DRUGS_MONITOR_DATABASE_URL", "postgresql://u:secret@host/db")
    monkeypatch.setenv("LD_PRELOAD", "/tmp/evil.so")
    assert not {"DRUGS_MONITOR_DATABASE_URL", "LD_PRELOAD"} & set(_environment())
    assert set(_environment()) >= {"PATH"} & set(os.environ)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("a.csv", "a.csv"), ("../../etc/passwd", "passwd"), ("C:\\x\\a.csv", "a.csv"), ("a\x00b\n.csv", "a_b_.csv"), ("", "file"),
        ("gpj\u202ecsv.exe", "gpj_csv.exe"), ("..", ".."), ("/", "file"),
    ],
)  # fmt: skip
def test_a_name_is_only_ever_shown(name, shown):
    assert shown_name(name) == shown
