"""Our own files, read without guessing: every value is taken as the file gives it, and one row is one drug of a seizure.

CSV, its zip, Excel, GeoJSON, GeoPackage and GeoParquet have the same columns, so that they are read alike. The rows of a
seizure may stand anywhere in the file; what they say of the event has to be the same on all of them.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd
import pyarrow as pa

from ...language import _
from ...vocabulary.blocks import Block
from ...vocabulary.fields import FIELDS
from ...vocabulary.gazetteer import Gazetteer
from ...vocabulary.lookup import Lookups
from ..files.opened import Opened, Sheet
from ..reading import Asked, ColumnReading
from .cells import CORE, MADE
from .rows import Rows

READER = "own export 2"
ROWS_A_BLOCK = 50_000
OURS = frozenset({*FIELDS, "seized_from", "geometry", "geom", "fid", "id"})


@dataclass(frozen=True)
class Found:
    """The table of one of our files. `shielded`: texts that a spreadsheet could run have an apostrophe in front."""

    sheet: Sheet
    shielded: bool

    def why(self) -> tuple[str, ...]:
        """What was recognised, in sentences for the screen."""
        said = [_("This is an export of this program: its table has {n} of our columns.", n=len(self.sheet.headings))]
        added = [heading for heading in self.sheet.headings if heading not in OURS]
        if added:
            said.append(_("Columns that are kept and not read: {names}.", names=", ".join(added)))
        return tuple(said)

    def columns(self) -> tuple[ColumnReading, ...]:
        """How each column is read: as the field of its name, or not because another column says it by code."""
        head = self.sheet.head(5)
        return tuple(
            ColumnReading(
                heading, heading if heading in OURS and heading not in MADE else None,
                _("as the file gives it"), tuple(cell for cell in head.column(f"c{at}").to_pylist() if cell),
                self.sheet.cell_types[at],
            )
            for at, heading in enumerate(self.sheet.headings)
        )  # fmt: skip

    @property
    def release(self) -> dict[str, str]:
        """Who speaks in the file: the one source of its first rows, or several, which each row names."""
        names = set(self.sheet.head().column(f"c{self.sheet.headings.index('source_name')}").to_pylist()) - {""}
        producer = names.pop() if len(names) == 1 else _("several sources, named with each row")
        return {"title": _("Export of this program"), "producer": producer}


def recognise(opened: Opened) -> Found | None:
    """The table of our own export, by its headings; None for any other file."""
    for sheet in opened.sheets:
        if set(sheet.headings) >= CORE:
            return Found(sheet, opened.kind == "csv")
    return None


def understand(
    opened: Opened,
    found: Found,
    asked: Asked,
    words: Lookups,
    places: Gazetteer,
    *,
    progress: Callable[[int], None] | None = None,
) -> Iterator[Block]:
    """The seizures in the order in which the file first names them, about `ROWS_A_BLOCK` rows at a time.

    Nothing is looked up, placed or counted anew: what this program wrote it takes as it was written.
    """
    done = 0
    sheet = found.sheet
    with pa.memory_map(str(sheet.path)) as source:
        table = pa.ipc.open_file(source).read_all().slice(0, sheet.rows)
        for rows in _whole_seizures(table, sheet):
            block = Rows.of_table(table.take(pa.array(rows)), sheet.name, sheet.headings, found.shielded).block()
            done += block.rows_read
            if progress:
                progress(done)
            yield block


def _whole_seizures(table: pa.Table, sheet: Sheet) -> Iterator[np.ndarray]:
    """Positions of rows, the rows of one seizure together and never in two parts."""
    names = table.column(f"c{sheet.headings.index('seizure_id')}").to_pandas()
    codes, _distinct = pd.factorize(names)
    order = np.argsort(codes, kind="stable")
    start = 0
    while start < len(order):
        end = min(start + ROWS_A_BLOCK, len(order))
        while end < len(order) and codes[order[end]] == codes[order[end - 1]]:
            end += 1
        yield order[start:end]
        start = end
