"""Taking the one table out of a gzip or zip file, into a private folder, under a name of our own."""

from __future__ import annotations

import gzip
import stat
import zipfile
import zlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, TYPE_CHECKING

from ...language import N_
from .limits import Limits
from .said import SAVE_AGAIN, Refusal, Said

if TYPE_CHECKING:
    from .child import Work

BLOCK = 256 * 1024
TABLES = (".csv", ".tsv", ".tab", ".xlsx", ".xlsm", ".geojson", ".json", ".gpkg", ".shp", ".parquet")
PARTS = (".shp", ".shx", ".dbf", ".prj", ".cpg")
# Our own export as a zip: what lies beside the table explains it.
OUR_TABLE, BESIDE_IT = "seizures.csv", {"codebook.csv", "sources.csv", "releases.csv", "totals.csv"}
LITTER = ("__macosx/", ".ds_store", "thumbs.db")
UNPACK_IT = Said(N_("Unpack it and import what is inside."))
TOO_MUCH = Said(N_("it unpacks to far more than it should: it may be made to harm."))
DAMAGED = Said(N_("the archive is damaged or cut off."))


@dataclass(frozen=True)
class Arrived:
    """The file to read: where it is, what it is called (for messages), and what was left aside on the way."""

    path: Path
    name: str
    notes: list[list[Said]] = field(default_factory=list)
    shapefile: bool = False

    @property
    def stem(self) -> str:
        return self.name.rpartition(".")[0] or self.name


def unpacked(work: Work) -> Arrived:
    """The file as it came, or the one table inside it. Refusal for several tables, a bomb, a password, an archive in one."""
    with work.path.open("rb") as file:
        start = file.read(4)
    if start.startswith(b"\x1f\x8b"):
        name = work.name.removesuffix(".gz").removesuffix(".GZ")
        inside = work.private / "table"
        try:
            with work.path.open("rb") as packed, gzip.GzipFile(fileobj=packed) as file:
                copy(file, inside, packed.tell, work.limits)  # type: ignore[arg-type]
        except (EOFError, zlib.error, OSError) as problem:
            raise Refusal(DAMAGED, SAVE_AGAIN) from problem
        return _no_archive(Arrived(inside, name))
    if start.startswith(b"PK"):
        return _from_zip(work)
    return Arrived(work.path, work.name)


def _from_zip(work: Work) -> Arrived:
    try:
        with zipfile.ZipFile(work.path) as archive:
            members = checked(archive, work.limits)
            if "[Content_Types].xml" in {member.filename for member in members}:
                return Arrived(work.path, work.name)
            return _no_archive(_one_table(work, archive, members))
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, UnicodeError) as problem:
        raise Refusal(DAMAGED, SAVE_AGAIN) from problem


def checked(archive: zipfile.ZipFile, limits: Limits) -> list[zipfile.ZipInfo]:
    """The members of an archive that may be opened; Refusal when there are too many, or one is locked or a link."""
    members = archive.infolist()
    if len(members) > limits.members:
        raise Refusal(Said(N_("it holds more than {n} files."), n=limits.members), UNPACK_IT)
    for member in members:
        if member.flag_bits & 1:
            raise Refusal(
                Said(N_("it is protected by a password.")),
                Said(N_("Open it with the password, save it without one, and import that.")),
            )
        if stat.S_ISLNK(member.external_attr >> 16):
            raise Refusal(Said(N_("it holds a link to another file, which is not followed.")), UNPACK_IT)
        if member.file_size > limits.ratio_from and member.file_size > limits.ratio * max(member.compress_size, 1):
            raise Refusal(TOO_MUCH, UNPACK_IT)
    if sum(member.file_size for member in members) > limits.inflated:
        raise Refusal(TOO_MUCH, UNPACK_IT)
    return members


def _one_table(work: Work, archive: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> Arrived:
    files = [each for each in members if not each.is_dir() and not _litter(each.filename)]
    tables = [each for each in files if each.filename.lower().endswith(TABLES)]
    own = [each for each in tables if each.filename == OUR_TABLE]
    if own and {each.filename for each in files} >= BESIDE_IT:
        tables = own
    if not tables:  # a .txt is a table only where no better one is: it may as well be a licence
        tables = [each for each in files if each.filename.lower().endswith(".txt")]
    if not tables:
        if any(
            each.filename.lower().endswith((".ods", ".xls", ".xlsb")) or each.filename == "mimetype" for each in files
        ):
            from .said import SAVE_AS

            raise Refusal(
                Said(N_("the spreadsheet in it is of a kind that is not read here (.ods, .xls or .xlsb).")), SAVE_AS
            )
        raise Refusal(
            Said(N_("there is no table in it.")), Said(N_("Put one .csv, .xlsx, .geojson, .gpkg or .shp into it."))
        )
    if len(tables) > 1:
        names = ", ".join(shown(each.filename) for each in tables[:5])
        raise Refusal(Said(N_("it holds {n} tables: {names}."), n=len(tables), names=names), UNPACK_IT)
    table = tables[0]
    kept = [table]
    if table.filename.lower().endswith(".shp"):
        stem = table.filename[:-4]
        kept = [each for each in files if each.filename[:-4] == stem and each.filename.lower().endswith(PARTS)]
    for member in kept:
        with archive.open(member) as file:
            ending = member.filename[-4:].lower() if len(kept) > 1 or table.filename.lower().endswith(".shp") else ""
            copy(file, work.private / f"table{ending}", None, work.limits)
    left = [each.filename for each in files if each not in kept]
    notes = (
        [[Said(N_("the archive")), Said(N_("Not read: {names}"), names=", ".join(map(shown, left[:10])))]]
        if left
        else []
    )
    is_shapefile = table.filename.lower().endswith(".shp")
    path = work.private / ("table.shp" if is_shapefile else "table")
    return Arrived(path, shown(table.filename), notes, is_shapefile)


def _litter(name: str) -> bool:
    low = name.lower()
    return low.startswith(LITTER[0]) or low.rpartition("/")[2] in LITTER[1:]


def shown(name: str) -> str:
    """The last part of a member's name, for messages only."""
    last = name.replace("\\", "/").rstrip("/").rpartition("/")[2]
    return "".join(letter if letter.isprintable() else "_" for letter in last)[:120] or "file"


def copy(file: IO[bytes], to: Path, packed: object, limits: Limits) -> None:
    """Write what is inside to `to`, and stop when it becomes more than it may. `packed` tells how much was read for it."""
    size = 0
    with to.open("wb") as out:
        while block := file.read(BLOCK):
            size += len(block)
            read = packed() if callable(packed) else None
            if size > limits.inflated or (read is not None and size > limits.ratio_from and size > limits.ratio * read):
                raise Refusal(TOO_MUCH, UNPACK_IT)
            out.write(block)


def _no_archive(file: Arrived) -> Arrived:
    """Refusal when what came out is packed again: only a workbook, which is a zip by nature, may be inside."""
    with file.path.open("rb") as opened:
        start = opened.read(4)
    if start.startswith(b"\x1f\x8b") or (start.startswith(b"PK") and not is_workbook(file.path)):
        raise Refusal(Said(N_("there is an archive in the archive.")), UNPACK_IT)
    return file


def is_workbook(path: Path) -> bool:
    try:
        with zipfile.ZipFile(path) as archive:
            return "[Content_Types].xml" in archive.namelist()
    except (zipfile.BadZipFile, OSError):
        return False
