"""DuckDB, asked at each click: its own file, written in order of day, so that its block statistics skip what they can."""

from pathlib import Path

import duckdb
import side
import sql

DIALECT = sql.Dialect(
    mark="?", month="strftime(seized_on, '%Y-%m')", cell="CAST(floor({} * 2) AS INTEGER)",
)  # fmt: skip


def prepare(folder: Path) -> None:
    making = folder / "seizures.duckdb.making"
    making.unlink(missing_ok=True)
    with duckdb.connect(str(making)) as db:
        names = ", ".join(name for name, _ in sql.COLUMNS)
        db.execute(f"CREATE TABLE seizures AS SELECT {names} FROM '{folder / 'seizures.parquet'}' ORDER BY seized_on")
    making.replace(folder / "seizures.duckdb")


def opened(folder: Path) -> side.Answer:
    db = duckdb.connect(str(folder / "seizures.duckdb"), read_only=True)
    return lambda question: sql.answer(lambda text, values: db.execute(text, values).fetchall(), DIALECT, question)


if __name__ == "__main__":
    side.serve(prepare, opened)
