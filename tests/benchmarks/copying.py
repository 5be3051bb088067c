"""The copy of a record of three million rows: made, beside reading the same rows; and opened in a new worker."""

import json
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from rich.table import Table

from tests.running import environment

from .fed import size_name
from .figures import BUILD, MEMORY, OPEN
from .record import record
from .run import Run

ROWS = 3_000_000
OPENED = 7  # times

# Each prints JSON; each is a process of its own, whose largest memory is its own.
_HEAD = """
import json, re, sqlite3, sys, time
from pathlib import Path
from monitoring.settings import settings
from monitoring.store.copy.kept import open_copy
from monitoring.store.copy.read import _items
from monitoring.store.engine import open_engine
from monitoring.store.versions import current_version
database, folder = sys.argv[1], Path(sys.argv[2])
engine = open_engine()
"""
_TAIL = """
# Not ru_maxrss: a child begins with that of its parent.
most = re.search(r"VmHWM:\\s+(\\d+) kB", Path("/proc/self/status").read_text())
print(json.dumps({"s": took, "mb": int(most[1]) / 1024, "rows": rows}))
"""
READ = _HEAD + """
statement = str(_items().compile(engine, compile_kwargs={"literal_binds": True}))
began, rows = time.perf_counter(), 0
cursor = sqlite3.connect(database).execute(statement)
while found := cursor.fetchmany(50_000):
    rows += len(found)
took = time.perf_counter() - began
""" + _TAIL  # fmt: skip
MAKE = _HEAD + """
began = time.perf_counter()
with engine.connect() as db:
    version = current_version(db)
    rows = len(open_copy(db, folder, "public", version, version))
took = time.perf_counter() - began
""" + _TAIL  # fmt: skip
OPEN_AND_ASK = _HEAD + """
from monitoring.measures.kernels import select
from monitoring.vocabulary.filters import Filter
began = time.perf_counter()
with engine.connect() as db:
    version = current_version(db)
    copy = open_copy(db, folder, "public", version, version)
rows = select(copy, Filter(drug=("heroin",), country=("AFG",))).seizures
took = time.perf_counter() - began
""" + _TAIL  # fmt: skip


def run(run: Run) -> None:
    for rows in run.sizes((ROWS,)):
        with tempfile.TemporaryDirectory(dir=record(rows).parent) as folder:
            measured(run, rows, Path(folder))


def measured(run: Run, rows: int, folder: Path) -> None:
    said(READ, rows, folder)  # both find the file in the system's memory
    read, made = said(READ, rows, folder), said(MAKE, rows, folder)
    opened = [said(OPEN_AND_ASK, rows, folder) for _ in range(OPENED)]
    (copy,) = [each for each in folder.iterdir() if each.is_dir()]
    size = sum(file.stat().st_size for file in copy.iterdir())
    running_text = sum(file.stat().st_size for file in copy.glob("said*"))
    table = Table(title=f"The columnar copy of a record of {size_name(rows)} rows", title_justify="left")
    for at, column in enumerate(("", "seconds", "largest memory MB", "MB")):
        table.add_column(column, justify="left" if at == 0 else "right")
    table.add_row(
        "floor: reading the rows with sqlite3",
        f"{read['s']:.1f}",
        f"{read['mb']:,.0f}",
        f"{record(rows).stat().st_size / 1e6:,.0f}",
    )
    table.add_row(
        "making the copy",
        f"{made['s']:.1f}",
        f"{made['mb']:,.0f}",
        f"{size / 1e6:,.0f}, of it words {running_text / 1e6:,.0f}",
    )
    ms = [each["s"] * 1000 for each in opened]
    table.add_row("opening it and a first answer", f"{statistics.median(ms) / 1000:.3f}", f"{opened[0]['mb']:,.0f}", "")
    run.show(table)
    if rows == ROWS:
        run.figures.keep(
            BUILD,
            "against reading the rows from the record",
            made["s"] / read["s"],
            floor=f"{read['s']:.0f} s: reading the rows with sqlite3",
        )
        run.figures.keep(BUILD, "largest memory while it is made", made["mb"], unit="MB")
        cuts = statistics.quantiles(ms, n=4, method="inclusive")
        run.figures.keep(OPEN, "to the first answer", statistics.median(ms), (cuts[0], cuts[2]))
        run.figures.keep(
            MEMORY,
            "the copy, a row",
            (size - running_text) / rows,
            floor=f"{running_text / rows:.1f} B a row more for running text",
        )


def said(program: str, rows: int, folder: Path) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-c", program, str(record(rows)), str(folder)], env=environment(record(rows)), text=True,
        capture_output=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(done.stderr.strip().splitlines()[-1])
    return json.loads(done.stdout)
