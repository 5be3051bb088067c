"""A file from outside, opened: its sheets as tables of text on disk. The reading itself happens in a child process."""

import json
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, replace
from itertools import accumulate
from pathlib import Path
from typing import Any

import pyarrow as pa

from .limits import Limits

DESCRIPTION = "opened.json"


@dataclass(frozen=True)
class Note:
    """Something seen in a file that a reader of its rows should know: where, and what it means."""

    place: str
    text: str


@dataclass(frozen=True)
class Sheet:
    """One table: a sheet of a workbook, a layer of features, the whole of a CSV.

    `headings`: trimmed as written, an empty one `column 3`, a repeated one with ` (2)`. `header_row` counts as a
    spreadsheet does, from 1 (0 for features, which have none). `rows`: those below the header, to the last that is not
    blank. `path`: an Arrow IPC file with row int32 (as a spreadsheet counts; for features from 1), problem (why the row
    cannot be taken as it is, empty when it can), c0... (the cells as text, never null) and for features geometry (WKB in
    EPSG:4326, null when there is none). `cell_types`: text, number, date or mixed, what a workbook's cells were.
    """

    name: str
    headings: tuple[str, ...]
    header_row: int
    rows: int
    path: Path
    hidden: bool = False
    notes: tuple[Note, ...] = ()
    cell_types: tuple[str, ...] = ()

    def blocks(self, size: int = 50_000) -> Iterator[pa.Table]:
        """The rows in order, `size` at a time, mapped from disk: a block costs no more memory than is touched."""
        with pa.memory_map(str(self.path)) as source:
            reader = pa.ipc.open_file(source)
            ends = list(accumulate(reader.get_batch(at).num_rows for at in range(reader.num_record_batches)))
        for start in range(0, self.rows, size):
            stop = min(start + size, self.rows)
            first, last = bisect_right(ends, start), bisect_left(ends, stop)
            # Mapped anew each time: the pages of blocks that nobody has any more must not stay with this process.
            with pa.memory_map(str(self.path)) as source:
                reader = pa.ipc.open_file(source)
                table = pa.Table.from_batches([reader.get_batch(at) for at in range(first, last + 1)])
                yield self._chosen(table).slice(start - (ends[first - 1] if first else 0), stop - start)

    def head(self, n: int = 200) -> pa.Table:
        """The first `n` rows, or fewer."""
        with pa.memory_map(str(self.path)) as source:
            return self._table(source).slice(0, min(n, self.rows))

    def _table(self, source: pa.NativeFile) -> pa.Table:
        return self._chosen(pa.ipc.open_file(source).read_all())

    def _chosen(self, table: pa.Table) -> pa.Table:
        # A child may have kept columns to the right in which nothing turned up: they are in the file, not in the sheet.
        cells = [f"c{position}" for position in range(len(self.headings))]
        return table.select(["row", "problem", *cells, *({"geometry"} & set(table.column_names))])


@dataclass(frozen=True)
class Opened:
    """A file that could be read. `sha256` and `size_bytes` are of the file as it arrived; `kind`: csv, xlsx, geojson,
    gpkg, shapefile or parquet; `encoding` and `delimiter` for CSV only; `date_system` 1900 or 1904 for workbooks only.
    """

    name: str
    sha256: str
    size_bytes: int
    kind: str
    encoding: str | None
    delimiter: str | None
    date_system: int | None
    sheets: tuple[Sheet, ...]

    def save(self, work: Path) -> None:
        """Write the description beside the tables, for `reopen`."""
        said = asdict(self)
        for sheet in said["sheets"]:
            sheet["path"] = sheet["path"].name
        (work / DESCRIPTION).write_text(json.dumps(said, ensure_ascii=False), encoding="utf-8")


def open_file(
    path: Path,
    work: Path,
    limits: Limits = Limits(),  # noqa: B008 - frozen
    *,
    name: str | None = None,
    encoding: str | None = None,
    delimiter: str | None = None,
    header_row: int | None = None,
    progress: Callable[[int], None] | None = None,
) -> Opened:
    """Read the file at `path` in a child process under `limits`; its tables stay in the folder `work`.

    `name` is what the sender called it, for messages only. What `encoding`, `delimiter` and `header_row` do not say is
    found. `progress` hears the rows read so far; an exception from it ends the child and comes through. FileRefused when
    the file cannot or must not be read: then nothing is left in `work`.
    """
    from .parent import read_in_child

    asked = {"encoding": encoding, "delimiter": delimiter, "header_row": header_row}
    opened = described(read_in_child(Path(path), Path(work), limits, name or Path(path).name, asked, progress), work)
    opened.save(work)
    return opened


def reopen(work: Path) -> Opened:
    """What an earlier `open_file` left in `work`, without reading the file again. OSError when there is nothing."""
    return described(json.loads((work / DESCRIPTION).read_text(encoding="utf-8")), work)


def described(said: dict[str, Any], work: Path) -> Opened:
    """An Opened from its JSON description."""
    return Opened(**said | {"sheets": tuple(_sheet(each, work) for each in said["sheets"])})


def _sheet(said: dict[str, Any], work: Path) -> Sheet:
    sheet = Sheet(**said | {"path": work / said["path"], "headings": tuple(said["headings"])})
    notes = tuple(Note(**note) for note in said["notes"])
    return replace(sheet, notes=notes, cell_types=tuple(said["cell_types"]))
