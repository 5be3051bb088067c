"""Which files there are, and writing one: all of it or nothing."""

import errno
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, BinaryIO, Generic, TypeVar

import pandas as pd
import pyarrow as pa
from pyogrio.errors import DataLayerError, DataSourceError, FeatureError
from xlsxwriter.exceptions import XlsxWriterException

from ..errors import ExportError, UnknownFormat
from ..language import N_, _
from .about import About
from .csv import write_csv, write_zip
from .geojson import write_geojson
from .gpkg import write_gpkg
from .parquet import write_parquet
from .rows import Rows
from .template import write_linked
from .xlsx import write_xlsx

NO_SPACE = {errno.ENOSPC, errno.EFBIG, errno.EDQUOT}
NOT_ALLOWED = {errno.EACCES, errno.EPERM, errno.EROFS}
LIBRARY_PROBLEMS = (
    XlsxWriterException, DataSourceError, DataLayerError, FeatureError, sqlite3.Error, pa.ArrowException,
)  # fmt: skip
PROBE_BYTES = 1_000_000


WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Content = TypeVar("Content")


@dataclass(frozen=True)
class Format(Generic[Content]):
    """A kind of file: what the browser is told, what a person reads, and the function that writes `Content` to it."""

    suffix: str
    mimetype: str
    label: str  # marked for translation
    write: Callable[[Content, About, Path], None]
    one_file: bool = True  # False: it comes with a second file, so it cannot be a download


FORMATS: Mapping[str, Format[Rows]] = MappingProxyType(
    {
        found.suffix: found
        for found in (
            Format("zip", "application/zip", N_("CSV with codebook and sources (ZIP)"), write_zip),
            Format("xlsx", WORKBOOK, N_("Excel"), write_xlsx),
            Format("geojson", "application/geo+json", N_("GeoJSON"), write_geojson),
            Format("gpkg", "application/geopackage+sqlite3", N_("GeoPackage"), write_gpkg),
            Format("parquet", "application/vnd.apache.parquet", N_("GeoParquet"), write_parquet),
            Format("csv", "text/csv", N_("CSV and a file of metadata"), write_csv, one_file=False),
        )
    }
)
DOWNLOADS: tuple[Format[Any], ...] = tuple(found for found in FORMATS.values() if found.one_file)
# Whole seizures with all that hangs on them, from `store.linked.linked_tables`; its suffix tells it from the flat workbook.
LINKED: Format[Any] = Format(
    "linked.xlsx", WORKBOOK, N_("Excel with linked sheets, which can be imported again"), write_linked
)


def format_of(suffix: str) -> Format[Rows]:
    """The format of a suffix or file name, with or without a dot, in any case; UnknownFormat names the known ones."""
    word = suffix.rpartition(".")[2].lower()
    if word not in FORMATS or (Path(suffix).suffix == "" and word != suffix.lower().removeprefix(".")):
        known = ", ".join(f".{name}" for name in FORMATS)
        raise UnknownFormat(
            _("{suffix} names no file type that can be written; there are {known}.", suffix=repr(suffix), known=known)
        )
    return FORMATS[word]


def refuse_other_names(path: Path) -> None:
    """Raises UnknownFormat when `path` is no name of a workbook."""
    if path.suffix.lower() != ".xlsx":
        raise UnknownFormat(_("{name} is no name of a workbook: give it the ending .xlsx.", name=path))


def file_name(about: About, suffix: str) -> str:
    """What a download is called: `seizures-<data version>-<day>.<suffix>`."""
    known = LINKED.suffix if suffix == LINKED.suffix else format_of(suffix).suffix
    return f"seizures-{about.data_version}-{about.exported_at:%Y%m%d}.{known}"


def write(rows: Rows, about: About, target: Path | str | BinaryIO, suffix: str | None = None) -> None:
    """Writes `rows` (frames as from `store.items.item_frame`) and `about` to `target`, in the format of `suffix`.

    A path needs no suffix and is replaced only when the new file is whole; a buffer gets the bytes. Raises
    UnknownFormat, or ExportError when there is no space or no right to write, when the format cannot hold the
    selection, or when `about` was made for other rows. Then nothing is left behind and an older file stays.
    """
    if len(rows) != about.rows:
        raise ExportError(_("The description is of {n} rows, the selection has {rows}.", n=about.rows, rows=len(rows)))
    if isinstance(target, str | os.PathLike):
        kind = format_of(suffix or Path(target).name)
        write_file(Path(target), lambda made: kind.write(rows, about, made))
        return
    wanted = format_of(suffix or "")
    if not wanted.one_file:
        raise UnknownFormat(_("A CSV alone has no room for its codebook and sources: ask for .zip, or name a file."))
    _write_stream(rows, about, target, wanted)


def write_whole(tables: Mapping[str, pd.DataFrame], about: About, target: Path | BinaryIO) -> None:
    """Writes whole seizures (`store.linked.linked_tables`) as our workbook with linked sheets; errors as `write`.

    `about` describes the selection that the seizures were found by.
    """
    if isinstance(target, Path):
        write_file(target, lambda made: LINKED.write(tables, about, made))
    else:
        _write_stream(tables, about, target, LINKED)


def _write_stream(content: Content, about: About, target: BinaryIO, wanted: Format[Content]) -> None:
    with working_folder(_("the download"), None) as folder:
        made = folder / file_name(about, wanted.suffix)
        wanted.write(content, about, made)
        with made.open("rb") as file:
            shutil.copyfileobj(file, target)


def write_file(path: Path, make: Callable[[Path], None]) -> None:
    """Has `make` write a file, and puts it at `path` when it is whole; ExportError as `write`, with nothing left behind."""
    target = Path(os.path.realpath(path))  # a link keeps being one
    if target.exists() and not target.is_file():
        raise ExportError(_("{name} is not a file. Name a file to write to.", name=path))
    if not target.parent.is_dir():
        raise ExportError(_("The folder of {name} does not exist. Make it first.", name=path))
    with working_folder(str(path), target.parent) as folder:
        make(folder / target.name)
        made = [file for file in folder.iterdir() if file.name.startswith(target.name)]  # not what a library put by
        made.sort(key=lambda file: file.name == target.name)
        for file in made:
            to_disk(file)
        for file in made:  # the named file last: when it is there, everything is
            file.replace(target.parent / file.name)


def to_disk(file: Path) -> None:
    """Some disks say only now that they are full."""
    with file.open("rb") as written:
        os.fsync(written.fileno())


@contextmanager
def working_folder(name: str, beside: Path | None) -> Iterator[Path]:
    """A folder to write in, gone at the end. In it, what the disk and the libraries raise becomes one sentence.

    It lies in `beside`, so that replacing a file there is one step on one disk, and whatever a library leaves lying
    about when it fails goes away with it. The sentence holds no path but `name`.
    """
    try:
        with tempfile.TemporaryDirectory(prefix=".export-", dir=beside, ignore_cleanup_errors=True) as folder:
            try:
                yield Path(folder)
            except LIBRARY_PROBLEMS as problem:
                _ask_the_disk(Path(folder))
                raise ExportError(
                    _("{name} was not written: {problem}.", name=name, problem=type(problem).__name__)
                ) from problem
    except OSError as problem:
        raise ExportError(_reason(problem, name)) from problem


def _ask_the_disk(folder: Path) -> None:
    """Raises the OSError that a library has hidden: GDAL, SQLite and the Excel writer each word it in their own way."""
    with (folder / "probe").open("wb") as file:
        file.write(bytes(PROBE_BYTES))


def _reason(problem: OSError, name: str) -> str:
    if problem.errno in NO_SPACE:
        return _(
            "{name} was not written: no space is left on that disk. Free some, or choose another place.", name=name
        )
    if problem.errno in NOT_ALLOWED:
        return _("{name} was not written: that place is read-only for this program. Choose another place.", name=name)
    return _("{name} was not written: {problem}.", name=name, problem=problem.strerror or type(problem).__name__)
