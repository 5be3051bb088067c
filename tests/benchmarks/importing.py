"""`make bench`, import: rows a second of the whole way, beside what a person would do with pandas, and beside sqlite3.

Ours reads in a child process, validates, translates words, finds places, looks for duplicates and stores with provenance;
the peers only read and store text and numbers. The same file, one run, memory of the largest process beside it.
"""

import csv
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from rich.table import Table

from tests.real_data import ids_csv
from tests.running import COMMAND, environment, run
from tests.sources.made_ids import as_workbook

FULL = 2_841_320  # rows of UNODC's three public workbooks
DAYS = 1_461  # how far each repetition is shifted: the four years of the file

# Runs a command and prints its wall seconds, the largest resident set of its processes in MB, and its exit code.
MEASURE = """
import json, resource, subprocess, sys, time
began = time.perf_counter()
code = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL).returncode
print(json.dumps([time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024, code]))
"""
PANDAS = """
import sqlite3, sys, pandas
frame = pandas.read_{kind}
frame.to_sql("seizures", sqlite3.connect(sys.argv[2]), index=False)
"""
# The same command up to the end of its transaction: what the peers do, too. The copy is what pages are answered from.
STORED = [
    sys.executable,
    "-c",
    "from monitoring import data_commands; data_commands.make_ready = lambda: None\n" + COMMAND[-1],
]
READ = {
    "csv": PANDAS.format(kind='csv(sys.argv[1], sep=";")'),
    "xlsx": PANDAS.format(kind="excel(sys.argv[1], sheet_name=None)").replace(
        "frame.to_sql", "frame = pandas.concat(frame.values())\nframe.to_sql"
    ),
}


@dataclass(frozen=True)
class Taken:
    seconds: float
    memory_mb: float


def import_tables(sizes: tuple[int, ...] | None = None) -> Iterator[Table]:
    """One table a file: the real 208,172 rows as CSV and as a workbook with a sheet a year, then the longer CSVs."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        first, what = ids_csv(place / "ids.csv")
        rows = _count(first)
        yield compared(f"Import of {what}: {rows:,} rows, CSV", first, rows, place, ("pandas", "sqlite3"))
        book = workbook(first, place / "ids.xlsx")
        yield compared(
            f"The same rows as a workbook, a sheet a year ({book.stat().st_size / 1e6:.0f} MB)",
            book,
            rows,
            place,
            ("pandas",),
        )
        for size in sizes or (4 * rows, FULL):
            longer = repeated(first, place / "longer.csv", size)
            yield compared(
                f"{size:,} rows: the file repeated with shifted dates, CSV", longer, size, place, ("pandas", "sqlite3")
            )


def compared(title: str, file: Path, rows: int, place: Path, peers: tuple[str, ...]) -> Table:
    ours = {"drugs-monitor import": measured(_ours(file, place, STORED))}
    ours["with its copy for the pages"] = measured(_ours(file, place, COMMAND))
    against = {name: measured(_PEERS[name](file, place)) for name in peers}
    base = against[peers[0]]
    made = Table(title=title, title_justify="left")
    for at, column in enumerate(("", "seconds", "rows/s", "ratio", "memory MB")):
        made.add_column(column, justify="left" if at == 0 else "right")
    for name, taken in (ours | {_NAMES[name]: one for name, one in against.items()}).items():
        made.add_row(
            name,
            f"{taken.seconds:.1f}",
            f"{rows / taken.seconds:,.0f}",
            f"{taken.seconds / base.seconds:.2f}",
            f"{taken.memory_mb:,.0f}",
        )
    return made


def measured(command: tuple[list[str], dict[str, str]]) -> Taken:
    arguments, env = command
    done = subprocess.run(
        [sys.executable, "-c", MEASURE, *arguments], capture_output=True, text=True, env=env, check=True
    )
    seconds, memory, code = json.loads(done.stdout.strip().splitlines()[-1])
    if code not in (0, 3):
        raise RuntimeError(f"{arguments} ended with {code}: {done.stderr[-2000:]}")
    return Taken(seconds, memory)


def _ours(file: Path, place: Path, command: list[str]) -> tuple[list[str], dict[str, str]]:
    folder = place / "ours"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    database = folder / "monitor.sqlite"
    made = run(["migrate"], database)
    assert made.returncode == 0, made.stderr
    return [*command, "import", str(file), "--source", "ids", "--json"], environment(database)


def _pandas(file: Path, place: Path) -> tuple[list[str], dict[str, str]]:
    target = place / "pandas.sqlite"
    target.unlink(missing_ok=True)
    return [sys.executable, "-c", READ[file.suffix[1:]], str(file), str(target)], dict(os.environ)


def _sqlite(file: Path, place: Path) -> tuple[list[str], dict[str, str]]:
    target = place / "plain.sqlite"
    target.unlink(missing_ok=True)
    return ["sqlite3", str(target), ".mode csv", ".separator ;", f".import {file} seizures"], dict(os.environ)


_PEERS = {"pandas": _pandas, "sqlite3": _sqlite}
_NAMES = {"pandas": "pandas read + to_sql", "sqlite3": "sqlite3 .import"}


def workbook(file: Path, target: Path) -> Path:
    as_workbook(file, target)
    return target


def repeated(file: Path, target: Path, size: int) -> Path:
    """`size` rows: the file again and again, each time with its dates four years later, so that no row is a duplicate."""
    with file.open(encoding="utf-8", newline="") as source, target.open("w", encoding="utf-8", newline="") as out:
        table = csv.reader(source, delimiter=";")
        heading, rows = next(table), list(table)
        day = heading.index("SEIZURE_DATE")
        write = csv.writer(out, delimiter=";")
        write.writerow(heading)
        for at in range(size):
            round_, row = divmod(at, len(rows))
            cells = list(rows[row])
            # Back in time: the future would be doubtful.
            cells[day] = (date.fromisoformat(cells[day]) - timedelta(DAYS * round_)).isoformat()
            write.writerow(cells)
    return target


def _count(file: Path) -> int:
    with file.open(encoding="utf-8", newline="") as source:
        return sum(1 for _ in csv.reader(source, delimiter=";")) - 1
