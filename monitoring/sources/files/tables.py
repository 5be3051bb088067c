"""Writing a table of text to disk, block by block, as an Arrow IPC file that others map instead of load."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa

BLOCK = 10_000  # rows held as Python objects at a time


class TableFile:
    """The rows of one sheet on their way to disk. `rows` counts to the last one that is not blank, `width` to the last
    column in which something stands.
    """

    def __init__(self, path: Path, columns: int, geometry: bool = False):
        self.path, self.columns = path, columns
        self.rows = self.written = self.width = 0
        cells = [pa.field(f"c{position}", pa.utf8(), nullable=False) for position in range(columns)]
        self._schema = pa.schema(
            [
                pa.field("row", pa.int32(), nullable=False),
                pa.field("problem", pa.utf8(), nullable=False),
                *cells,
                *([pa.field("geometry", pa.binary())] if geometry else []),
            ]
        )
        self._file = pa.OSFile(str(path), "wb")
        self._writer = pa.ipc.new_file(self._file, self._schema)

    def add(
        self,
        numbers: Sequence[int],
        problems: dict[int, str],
        rows: list[list[str]],
        geometry: Sequence[bytes | None] | None = None,
    ) -> None:
        """Rows of exactly `columns` cells. `problems` by position in `rows`."""
        if not rows:
            return
        count = len(rows)
        for back in range(count - 1, -1, -1):
            if any(rows[back]) or back in problems or (geometry and geometry[back]):
                self.rows = self.written + back + 1
                break
        self.written += count
        by_column = list(zip(*rows, strict=True)) if self.columns else []
        for position in range(self.columns - 1, self.width - 1, -1):
            if any(by_column[position]):
                self.width = position + 1
                break
        said = (
            pa.array([problems.get(position, "") for position in range(count)]) if problems else pa.array([""] * count)
        )
        arrays: list[Any] = [pa.array(numbers, pa.int32()), said, *(pa.array(cells, pa.utf8()) for cells in by_column)]
        if geometry is not None:
            arrays.append(pa.array(geometry, pa.binary()))
        self._writer.write_batch(pa.record_batch(arrays, schema=self._schema))

    def close(self) -> None:
        self._writer.close()
        self._file.close()


def described(
    table: TableFile,
    name: str,
    headings: Sequence[str],
    header_row: int,
    notes: list[list[Any]],
    *,
    hidden: bool = False,
    cell_types: Sequence[str] | None = None,
) -> dict[str, Any]:
    """The description of a finished sheet, as `opened.described` reads it."""
    return {
        "name": name,
        "headings": list(headings),
        "header_row": header_row,
        "rows": table.rows,
        "path": table.path.name,
        "hidden": hidden,
        "notes": notes,
        "cell_types": list(cell_types or ["text"] * len(headings)),
    }
