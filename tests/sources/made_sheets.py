"""Sheets made of rows, as if a file had been opened: for tests of readers that need many small tables."""

import csv
from collections.abc import Sequence
from pathlib import Path

from monitoring.sources.files.opened import Opened, described
from monitoring.sources.files.tables import TableFile
from monitoring.sources.files.tables import described as sheet_of

NAME = "made.csv"


def opened(
    folder: Path,
    headings: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    problems: dict[int, str] | None = None,
    geometry: Sequence[bytes | None] | None = None,
    kind: str = "csv",
    sheet: str = "made",
) -> Opened:
    """A file of one sheet. Its rows are numbered below the headings, or from 1 when they are features."""
    folder.mkdir(parents=True, exist_ok=True)
    table = TableFile(folder / f"{sheet}.arrow", len(headings), geometry is not None)
    header_row = 0 if geometry is not None else 1
    numbers = range(header_row + 1, header_row + 1 + len(rows))
    table.add(numbers, problems or {}, [list(row) for row in rows], geometry)
    table.close()
    said = sheet_of(table, sheet, headings, header_row, [])
    blank = {"encoding": None, "delimiter": None, "date_system": None}
    return described(
        {"name": NAME, "sha256": "0" * 64, "size_bytes": 1, "kind": kind, "sheets": [said]} | blank, folder
    )


def write(
    path: Path, headings: Sequence[str], rows: Sequence[Sequence[str]], delimiter: str = ",", bom: bool = False
) -> Path:
    """A text table on disk."""
    with path.open("w", encoding="utf-8-sig" if bom else "utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=delimiter)
        writer.writerow(headings)
        writer.writerows(rows)
    return path
