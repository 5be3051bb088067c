"""`python -m tests.benchmarks.places`: how much of UNODC's individual seizures 2011-2014 the gazetteer places, and how fast.

Then the rows that were checked by hand, with what was made of them, for whoever checks again. The real file never enters
the repository: only the seed, the row numbers and the verdicts do (tests/vocabulary/place_check.csv, docs/places.md).
"""

import csv
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import numpy as np
import pyarrow.csv as pa_csv
from rich.console import Console
from rich.table import Table

from monitoring.vocabulary.gazetteer import Gazetteer, gazetteer, matcher
from monitoring.vocabulary.lookup import lookups
from monitoring.vocabulary.placed import Placed
from tests.real_data import ids_csv, real_data

SEED, SAMPLE = 411, 200
COLUMNS = ["COUNTRY", "ADMINISTRATIVE_DIVISION", "PLACE"]
CHECKED = Path(__file__).resolve().parents[1] / "vocabulary" / "place_check.csv"


def main() -> None:
    console = Console(width=160)
    with tempfile.TemporaryDirectory() as folder:
        path, what = ids_csv(Path(folder) / "ids.csv")
        rows = read(path)
    started = time.process_time()
    matcher()
    loaded = time.process_time()
    places, words = gazetteer(), lookups()
    counts = Counter(rows)
    answers = {row: asked(places, words.find("country", row[0]), row) for row in counts}
    done = time.process_time()
    console.print(f"{what}: {len(rows):,} rows, {len(counts):,} distinct; tables read in {loaded - started:.2f} s "
                  f"of processor time, answered in {done - loaded:.2f} s")  # fmt: skip
    console.print(shares(counts, answers))
    if real_data() is not None:
        console.print(sample(rows, answers))


def read(path: Path) -> list[tuple[str, str, str]]:
    """(country, province, place) of every row, as they stand in the file."""
    parse, convert = pa_csv.ParseOptions(delimiter=";"), pa_csv.ConvertOptions(
        include_columns=COLUMNS, column_types=dict.fromkeys(COLUMNS, "string"), strings_can_be_null=False
    )  # fmt: skip
    table = pa_csv.read_csv(path, parse_options=parse, convert_options=convert)
    return list(zip(*(table[name].to_pylist() for name in COLUMNS), strict=True))


def asked(places: Gazetteer, iso3: str | None, row: tuple[str, str, str]) -> Placed:
    return places.place(iso3, row[1], row[2])


def shares(counts: Counter, answers: dict) -> Table:
    made = Table(title="Share by outcome and precision, per cent", title_justify="left")
    for name, side in (("outcome", "left"), ("precision", "left"), ("of rows", "right"), ("of distinct", "right")):
        made.add_column(name, justify=side)  # type: ignore[arg-type]
    by_rows, by_text = Counter(), Counter()
    for row, placed in answers.items():
        by_rows[placed.outcome, placed.precision] += counts[row]
        by_text[placed.outcome, placed.precision] += 1
    for kind in sorted(by_rows, key=by_rows.__getitem__, reverse=True):
        made.add_row(*kind, f"{by_rows[kind] / by_rows.total():.2%}", f"{by_text[kind] / by_text.total():.2%}")
    return made


def sample_rows(total: int, seed: int = SEED, size: int = SAMPLE) -> list[int]:
    """The rows to check, as a spreadsheet counts them: the headings are row 1."""
    return sorted(int(row) + 2 for row in np.random.default_rng(seed).choice(total, size, replace=False))


def sample(rows: list[tuple[str, str, str]], answers: dict) -> Table:
    verdicts = {}
    if CHECKED.is_file():
        with CHECKED.open(encoding="utf-8", newline="") as file:
            verdicts = {int(line["row"]): line["verdict"] for line in csv.DictReader(file)}
    made = Table(title=f"Checked by hand, seed {SEED}", title_justify="left")
    for name in ("row", "country", "province", "place", "outcome", "point", "method", "verdict"):
        made.add_column(name)
    for number in sample_rows(len(rows)):
        placed = answers[rows[number - 2]]
        point = f"{placed.lat:.2f} {placed.lon:.2f}" if placed.lon is not None else ""
        made.add_row(str(number), *rows[number - 2], f"{placed.outcome} {placed.precision}", point, placed.method,
                     verdicts.get(number, ""))  # fmt: skip
    return made


if __name__ == "__main__":
    sys.exit(main())
