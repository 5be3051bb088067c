"""Exports when the disk says no: a clear sentence, the old file as it was, and nothing lying about."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from monitoring.errors import ExportError
from monitoring.exports.formats import DOWNLOADS, FORMATS, write
from tests.exports.counted import in_pieces

ROOT = Path(__file__).resolve().parents[2]
# A child that may write files of so many bytes and no more; it prints what it would tell the user, and the exit code.
CHILD = """
import resource, sys
from tests_exports_rows import rows, about
from monitoring.errors import ExportError
from monitoring.exports.formats import write
from tests.exports.counted import in_pieces

target, limit = sys.argv[1], int(sys.argv[2])
frame = rows(400)
said = about(frame)
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
try:
    write(in_pieces(frame), said, target)
except ExportError as problem:
    print(problem)
    sys.exit(3)
"""
ROWS = """
from datetime import date
import geopandas as gpd
import pandas as pd
from monitoring.exports.about import describe
from tests.exports.counted import counted
from monitoring.vocabulary.fields import DTYPES

def rows(number):
    blank = dict.fromkeys(DTYPES)
    made = [
        blank | {"item_id": f"i{n}", "seizure_id": f"s{n}", "seized_on": "2014-05-06", "seized_until": "2014-05-06",
                 "date_precision": "day", "drug": "heroin", "kind": "mass", "unit": "kg", "quantity": n / 7,
                 "lon": n / 10, "lat": n / 20, "note": f"{n ** 9} " * 20}
        for n in range(number)
    ]
    frame = pd.DataFrame(made, columns=list(DTYPES))
    for name, dtype in DTYPES.items():
        frame[name] = frame[name].astype(dtype)
    return gpd.GeoDataFrame(frame, geometry=gpd.points_from_xy(frame["lon"], frame["lat"], crs="EPSG:4326"))

def about(frame):
    return describe(counted(frame), sentence="All", query="", data_version="v", data_date=date(2026, 1, 1), publisher="P")
"""


@pytest.fixture(scope="module")
def child(tmp_path_factory):
    """Runs an export in a child process that may write `limit` bytes to a file."""
    folder = tmp_path_factory.mktemp("child")
    (folder / "tests_exports_rows.py").write_text(ROWS)
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT), str(folder)])}

    def run(target: Path, limit: int) -> subprocess.CompletedProcess:
        command = [sys.executable, "-c", CHILD, str(target), str(limit)]
        return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120)

    return run


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit of file sizes")
@pytest.mark.parametrize(
    ("suffix", "limit"),
    [*((suffix, limit) for suffix in sorted(FORMATS) for limit in (0, 4_000)), ("gpkg", 120_000), ("gpkg", 300_000)],
)
def test_a_full_disk_leaves_the_old_file_and_nothing_else(suffix, limit, child, tmp_path):
    target = tmp_path / f"out.{suffix}"
    target.write_bytes(b"the old file")
    done = child(target, limit)
    assert done.returncode == 3, done.stderr
    assert "no space is left" in done.stdout
    assert str(target) in done.stdout and ".export-" not in done.stdout
    assert target.read_bytes() == b"the old file"
    assert [file.name for file in tmp_path.iterdir()] == [target.name]


def test_with_space_the_same_child_writes(child, tmp_path):
    done = child(tmp_path / "out.gpkg", 50_000_000)
    assert (done.returncode, done.stdout) == (0, "")
    assert (tmp_path / "out.gpkg").stat().st_size > 20_000


def nobody() -> None:
    """Root may write anywhere: the child becomes somebody who may not."""
    if os.geteuid() == 0:
        os.setgroups([])
        os.setgid(65534)
        os.setuid(65534)


@pytest.fixture
def rows_and_about():
    names: dict = {}
    exec(ROWS, names)
    frame = names["rows"](3)
    return frame, names["about"](frame)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="a child process that gives up its rights")
@pytest.mark.parametrize("suffix", sorted(FORMATS))
def test_a_read_only_folder_is_said(suffix, rows_and_about, tmp_path):
    frame, about = rows_and_about
    folder = tmp_path / "sealed"
    folder.mkdir(mode=0o755)
    for above in (tmp_path, *tmp_path.parents):
        if above.owner() == folder.owner() and above.stat().st_mode & 0o001 == 0:
            above.chmod(above.stat().st_mode | 0o711)
    folder.chmod(0o555)
    reading, writing = os.pipe()
    if (pid := os.fork()) == 0:
        try:
            nobody()
            write(in_pieces(frame), about, folder / f"out.{suffix}")
        except ExportError as problem:
            os.write(writing, str(problem).encode())
        finally:
            os._exit(0)
    os.close(writing)
    os.waitpid(pid, 0)
    with os.fdopen(reading) as answer:
        assert "read-only" in answer.read()
    folder.chmod(0o755)
    assert not list(folder.iterdir())


@pytest.mark.parametrize("found", DOWNLOADS, ids=lambda found: found.suffix)
def test_a_folder_that_is_not_there_is_said(found, rows_and_about, tmp_path):
    frame, about = rows_and_about
    with pytest.raises(ExportError, match="does not exist"):
        write(in_pieces(frame), about, tmp_path / "nowhere" / f"out.{found.suffix}")


def test_a_folder_in_place_of_a_file_is_said(rows_and_about, tmp_path):
    frame, about = rows_and_about
    (tmp_path / "out.xlsx").mkdir()
    with pytest.raises(ExportError, match="not a file"):
        write(in_pieces(frame), about, tmp_path / "out.xlsx")


def test_a_link_stays_a_link(rows_and_about, tmp_path):
    frame, about = rows_and_about
    (tmp_path / "there").mkdir()
    (tmp_path / "out.csv").symlink_to(tmp_path / "there" / "real.csv")
    write(in_pieces(frame), about, tmp_path / "out.csv")
    assert (tmp_path / "out.csv").is_symlink()
    assert (tmp_path / "there" / "real.csv").read_bytes().startswith(b"\xef\xbb\xbfitem_id")
