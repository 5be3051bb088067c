"""A selection as a folder of GeoParquet files, one a year, in the way of Hive: `year=2014/part-0.parquet`.

For those who run Spark, ClickHouse or DuckDB. What the folder's name says is not said again in a column.
"""

from collections.abc import Iterable
from pathlib import Path

from ..errors import ExportError
from ..language import _
from .about import About
from .formats import to_disk, working_folder
from .parquet import write_parquet
from .rows import Rows

UNKNOWN = "unknown"  # the year of what is dated less exactly than that


def refuse_used(target: Path) -> None:
    """Raises ExportError where `target` cannot become such a folder: it holds something already, or lies nowhere."""
    if target.is_symlink() or (target.exists() and not (target.is_dir() and not any(target.iterdir()))):
        raise ExportError(_("{name} is there already. Name a folder that is new or empty.", name=target))
    if not target.absolute().parent.is_dir():
        raise ExportError(_("The folder of {name} does not exist. Make it first.", name=target))


def write_partitioned(years: Iterable[tuple[str, Rows, About]], target: Path) -> int:
    """Writes a file for each of `years` (a year, or UNKNOWN; its rows; what its file says of itself); gives their number.

    Read one after the other, so that one is in hand at a time. The folder is there when all of it is, or not at all;
    ExportError as formats.write, and as refuse_used.
    """
    refuse_used(target)
    number = 0
    with working_folder(str(target), target.absolute().parent) as beside:
        made = beside / target.name
        made.mkdir()
        for year, rows, about in years:
            file = made / f"year={year}" / "part-0.parquet"
            file.parent.mkdir()
            write_parquet(rows, about, file)
            to_disk(file)
            number += 1
        made.replace(target)
    return number
