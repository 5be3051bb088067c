"""A real record of made seizures, for figures of the whole application: our own tables, filled past our own importer.

The shipped facts are there too, all but their seizures, so that the current data version holds the made rows and nothing
else: the same rows that the peers and the kernels are fed. Row `n` of table seizure is the made seizure `n`.
"""

import sqlite3
import sys
import time
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import numpy as np

from monitoring.store.engine import open_engine, writing
from monitoring.store.load_batch import Release, begin_batch, utc_now
from monitoring.store.versions import begin_version, name_version
from monitoring.vocabulary.drugs import DRUGS
from tests.running import filled, run

from .fed import PRECISIONS, folder
from .made import KINDS, MODES, UNITS, Rows, day_of, months
from .world import SEED, World, world

HIDDEN = (*(None,) * 6, "Baggage, lining of a suitcase")  # one in seven says how it was hidden
EVENT = (
    "row_id", "id", "batch_id", "source_row", "added_in", "content_key", "document_id", "seized_on", "seized_until",
    "date_precision", "date_reported", "calendar", "country_iso3", "admin1", "admin1_reported", "place_reported", "lon", "lat",
    "location_precision", "location_method", "transport_mode", "concealment", "status", "marking", "times_reported",
)  # fmt: skip
ITEM = (
    "seizure_row", "id", "position", "source_row", "reported", "drug_reported", "drug", "drug_code", "drug_group",
    "quantity_reported", "unit_reported", "quantity_relation", "kind", "quantity", "unit", "mass_kg", "factor", "factor_source",
)  # fmt: skip
LEG = ("seizure_row", "role", "position", "country_iso3", "basis", "alternative")
DOCUMENT = "made/1"
FORMAT = 1


def record(rows: int) -> Path:
    """The database file of a record with `rows` items, in a folder that may be an instance; made once."""
    path = folder(rows) / f"instance-{FORMAT}" / "monitor.sqlite"
    if not path.is_file():
        path.parent.mkdir(exist_ok=True)
        making = path.with_suffix(".making")
        for left in path.parent.glob("monitor.making*"):
            left.unlink()
        _fill(filled(making), rows)
        making.replace(path)
    done = run(["migrate"], path)  # one that an older program made
    assert done.returncode == 0, done.stderr
    return path


def _fill(path: Path, rows: int) -> None:
    batch, number = _begun(path, rows)
    made = world(rows)
    db = sqlite3.connect(path)
    db.executescript("PRAGMA synchronous = OFF; PRAGMA cache_size = -400000")
    for table in ("seizure_leg", "seizure_arrests", "seizure_item_figure", "seizure_item", "seizure"):
        db.execute(f"DELETE FROM {table}")
    db.execute(
        "INSERT INTO document (id, batch_id, name, kind, grade) VALUES (?, ?, 'Made rows', 'official', 'original')",
        (DOCUMENT, batch),
    )
    for block in months(rows, made):
        events, items, legs = _lines(made, block, batch, number)
        for table, columns, lines in (
            ("seizure", EVENT, events),
            ("seizure_item", ITEM, items),
            ("seizure_leg", LEG, legs),
        ):
            marks = ", ".join("?" * len(columns))
            db.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", lines)
    db.commit()
    db.execute("ANALYZE")
    db.commit()
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    db.close()


def _begun(path: Path, rows: int) -> tuple[int, int]:
    """The batch and the version that the made rows belong to, named as any other."""
    content = sha256(f"made {rows} {SEED}".encode()).hexdigest()
    now = utc_now()
    release = Release(
        "ids", "Nobody: made for measuring", f"{rows:,} made seizures", "Made by tests/benchmarks.", "Apache-2.0", None, "1",
        None, now.date(), "No row is a real row.", content,
    )  # fmt: skip
    engine = open_engine(f"sqlite:///{path}")
    with writing(engine) as db:
        batch = begin_batch(
            db, release, kind="file", reader="made 1", file_name="made.csv", by="bench", now=now, settings={},
            content_hash=content, rows_read=rows, accepted=rows,
        )  # fmt: skip
        number = begin_version(db, batch, now, "bench")
        name_version(db, number)
    engine.dispose()
    return batch, number


def _lines(
    made: World, block: Rows, batch: int, number: int
) -> tuple[Iterator[tuple], Iterator[tuple], Iterator[tuple]]:
    order = np.argsort(block.seizure, kind="stable")  # as a file would bring them, which is not the order of days
    first = np.flatnonzero(np.concatenate([[True], np.diff(block.seizure[order]) != 0]))
    heads = order[first]
    position = np.arange(len(order)) - np.repeat(first, np.diff(np.append(first, len(order)))) + 1
    return _events(made, block, heads, batch, number), _items(made, block, order, position), _legs(made, block, heads)


def _events(made: World, block: Rows, rows: np.ndarray, batch: int, number: int) -> Iterator[tuple]:
    location = block.location[rows]
    days = {day: day_of(day).isoformat() for day in range(int(block.first_day.min()), int(block.first_day.max()) + 32)}
    for row, first, span, country, place, admin1, precision, lon, lat, mode in zip(
        *(each.tolist() for each in (
            block.seizure[rows], block.first_day[rows], block.span_days[rows], block.country[rows], location,
            made.location_admin1[location], made.precision[location], made.lon[location], made.lat[location], block.mode[rows])),
        strict=True,
    ):  # fmt: skip
        placed = precision > 0
        yield (
            row, f"ids-{row:09d}", batch, row + 1, number, row, DOCUMENT, days[first], days[first + span],
            "month" if span else "day", days[first][:7] if span else days[first], "gregorian", made.countries[country],
            made.admin1[admin1] if placed else None, None, made.places[place], lon if placed else None, lat if placed else None,
            PRECISIONS[precision], "GeoNames" if placed else None, MODES[mode], HIDDEN[row % len(HIDDEN)], "reported", "public", 1,
        )  # fmt: skip


def _items(made: World, block: Rows, rows: np.ndarray, position: np.ndarray) -> Iterator[tuple]:
    for row, at, substance, kind, quantity, country, place in zip(
        *(each.tolist() for each in (
            block.seizure[rows], position, block.substance[rows], block.kind[rows], block.quantity[rows], block.country[rows],
            block.location[rows])),
        strict=True,
    ):  # fmt: skip
        slug, word = made.substances[substance]
        said = KINDS[kind]
        amount = quantity if quantity == quantity else None
        unit = UNITS.get(said or "")
        cells = ("", "", made.countries[country], "", made.places[place], "", word, amount, unit, *[""] * 7)
        reported = "[" + ",".join(f'"{cell}"' for cell in cells) + "]"
        yield (
            row, f"ids-{row:09d}/{at}", at, row + 1, reported, word, slug, DRUGS[slug].code, DRUGS[slug].group, amount,
            "Kilogram" if said == "mass" else unit, "exact", said, amount, unit, amount if said == "mass" else None,
            1.0 if said else None, "unit_factors.csv: Kilogram" if said else None,
        )  # fmt: skip


def _legs(made: World, block: Rows, rows: np.ndarray) -> Iterator[tuple]:
    for role in ("origin", "departure", "transit", "destination"):
        codes = getattr(block, role)[rows]
        listed = np.flatnonzero(codes)
        for row, code in zip(block.seizure[rows][listed].tolist(), codes[listed].tolist(), strict=True):
            yield row, role, 1, made.countries[code], "stated", 0


def main() -> None:
    """`python -m tests.benchmarks.record 3000000` makes the record and says where it is."""
    for rows in map(int, sys.argv[1:]):
        began = time.perf_counter()
        path = record(rows)
        print(f"{path}: {path.stat().st_size / 1e6:,.0f} MB, {time.perf_counter() - began:.0f} s")


if __name__ == "__main__":
    main()
