"""Small tables as a reader gets them, without a child process."""

from collections.abc import Sequence
from pathlib import Path

from monitoring.sources.files.delimited import fit
from monitoring.sources.files.heading import headings_of
from monitoring.sources.files.opened import Opened, described
from monitoring.sources.files.tables import TableFile
from monitoring.sources.files.tables import described as sheet_of

Rows = Sequence[Sequence[str]]


def opened_sheets(folder: Path, sheets: dict[str, Rows], name: str = "table.xlsx") -> Opened:
    """Sheets by name; the first row of each holds the headings. Rows may be longer or shorter than these."""
    made = []
    for number, (title, (headings, *rows)) in enumerate(sheets.items()):
        problems: dict[int, str] = {}
        body = fit([list(row) for row in rows], len(headings), problems)
        file = TableFile(folder / f"{number}.arrow", len(headings))
        file.add(range(2, 2 + len(body)), problems, body)
        file.close()
        made.append(sheet_of(file, title, headings_of(headings, len(headings)), 1, []))
    head = {
        "name": name,
        "sha256": "0" * 64,
        "size_bytes": 1,
        "encoding": "utf-8",
        "delimiter": ";",
        "date_system": None,
    }
    return described({**head, "kind": "csv" if len(made) == 1 else "xlsx", "sheets": made}, folder)


def opened_table(folder: Path, *rows: Sequence[str], name: str = "table.csv") -> Opened:
    """One sheet: headings, then rows."""
    return opened_sheets(folder, {"table": rows}, name)
