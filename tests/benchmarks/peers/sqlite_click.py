"""SQLite, asked at each click: one table with the indexes that its filters want."""

import sqlite3
from pathlib import Path

import pyarrow.parquet as pq
import side
import sql

DIALECT = sql.Dialect(
    mark="?",
    month="substr(seized_on, 1, 7)",
    # Negative numbers are cut towards zero.
    cell="CAST({0} * 2 AS INTEGER) - ({0} * 2 < CAST({0} * 2 AS INTEGER))",
    like="LIKE",
)
INDEXES = ("seized_on", "country, seized_on", "drug, seized_on", "lat, lon", "seizure")


def file(folder: Path) -> Path:
    return folder / "seizures.sqlite"


def prepare(folder: Path) -> None:
    """The table from the Parquet file, newly made; Datasette is served the same file."""
    making = folder / "seizures.sqlite.making"
    making.unlink(missing_ok=True)
    db = sqlite3.connect(making)
    db.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF")
    columns = ", ".join(f"{name} {kind}" for name, kind in sql.COLUMNS)
    db.execute(f"CREATE TABLE seizures (id INTEGER PRIMARY KEY, {columns}, latitude REAL, longitude REAL)")
    names = [name for name, _ in sql.COLUMNS]
    marks = ", ".join("?" * (len(names) + 2))
    insert = f"INSERT INTO seizures ({', '.join(names)}, latitude, longitude) VALUES ({marks})"
    for batch in pq.ParquetFile(folder / "seizures.parquet").iter_batches(100_000, columns=names):
        listed = {name: batch[name].to_pylist() for name in names}
        for name in ("seized_on", "seized_until"):
            written = {day: str(day)[:10] for day in set(listed[name])}
            listed[name] = [written[day] for day in listed[name]]
        db.executemany(insert, zip(*listed.values(), listed["lat"], listed["lon"], strict=True))
    for number, listed_columns in enumerate(INDEXES):
        db.execute(f"CREATE INDEX seizures_{number} ON seizures ({listed_columns})")
    db.execute("ANALYZE")
    db.commit()
    db.close()
    making.replace(file(folder))


def opened(folder: Path) -> side.Answer:
    db = sqlite3.connect(f"file:{file(folder)}?mode=ro", uri=True)
    db.executescript("PRAGMA mmap_size = 8000000000; PRAGMA cache_size = -200000")
    return lambda question: sql.answer(lambda text, values: db.execute(text, values).fetchall(), DIALECT, question)


if __name__ == "__main__":
    side.serve(prepare, opened)
