"""Handouts of countries from what ships: the time of one as PDF and as slides, and the memory of a whole group's in one process.

CPU time of the process that makes them, since a wall clock on a shared machine measures the neighbours.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from rich.table import Table

from tests.running import environment, filled

from .figures import HANDOUTS, ROOT
from .run import Run
from .taking_turns import taken

COUNTRIES = ("TJK", "PAK", "TUR")  # with much to tell


def run(run: Run) -> None:
    with tempfile.TemporaryDirectory() as place:
        database = filled(Path(place) / "facts.sqlite")
        command = [sys.executable, "-m", "tests.benchmarks.handed", *COUNTRIES]
        done = subprocess.run(
            command, env=environment(database), cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True
        )
    said = json.loads(done.stdout)
    made = Table(title="Handouts, CPU time after warm-up", title_justify="left")
    for name in ("file", "country", "median, s", "middle half"):
        made.add_column(name)
    for suffix, what in ((".pdf", "a PDF, slowest of three"), (".pptx", "slides, slowest of three")):
        slowest = None
        for iso3, times in said["seconds"][suffix].items():
            found = taken(times)
            made.add_row(suffix, iso3, f"{found.ms:.2f}", f"{found.quarter:.2f} to {found.three_quarters:.2f}")
            slowest = found if slowest is None or found.ms > slowest.ms else slowest
        assert slowest is not None
        run.figures.keep(HANDOUTS, what, slowest.ms, (slowest.quarter, slowest.three_quarters))
    run.show(made)
    resident = said["resident_mb"]
    run.show(f"{len(resident)} PDFs in one process, MB: {', '.join(f'{each:.0f}' for each in resident[::8])}")
    run.figures.keep(HANDOUTS, "memory grown from the tenth to the last of 58", resident[-1] - resident[9])
