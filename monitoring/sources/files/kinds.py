"""What kind of file this is, by its content; its name has to fit, and never decides."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ...language import N_
from .said import SAVE_AS, Refusal, Said

if TYPE_CHECKING:
    from .child import Work
    from .unpack import Arrived

START = 4096
GEOPACKAGE = (b"GPKG", b"GP10", b"GP11")
ENDINGS = {
    "csv": "csv", "tsv": "csv", "tab": "csv", "txt": "csv", "xlsx": "xlsx", "xlsm": "xlsx", "geojson": "geojson",
    "json": "geojson", "gpkg": "gpkg", "shp": "shapefile", "parquet": "parquet", "geoparquet": "parquet",
}  # fmt: skip
NAMES = {
    "csv": N_("a text table"), "xlsx": N_("a workbook"), "geojson": N_("GeoJSON"), "gpkg": N_("a GeoPackage"),
    "shapefile": N_("a Shapefile"), "parquet": N_("a Parquet file"),
}  # fmt: skip
# What a file that nobody here reads begins with.
FOREIGN = (
    (b"%PDF", N_("a PDF")), (b"Rar!", N_("a RAR archive")), (b"7z\xbc\xaf", N_("a 7-Zip archive")),
    (b"BZh", N_("a bzip2 archive")), (b"\xfd7zXZ", N_("an xz archive")), (b"\x28\xb5\x2f\xfd", N_("a zstd archive")),
    (b"\x89PNG", N_("a picture")), (b"\xff\xd8\xff", N_("a picture")), (b"GIF8", N_("a picture")),
    (b"{\\rtf", N_("a text document")), (b"\x7fELF", N_("a program")), (b"MZ\x90", N_("a program")),
)  # fmt: skip
SHAPES = b"\0\0\x27\x0a"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def kind_of(file: Arrived) -> str:
    """A key of NAMES; Refusal for every other kind, or when the ending says something else."""
    with file.path.open("rb") as opened:
        start = opened.read(START)
    kind = "shapefile" if file.shapefile and start.startswith(SHAPES) else _by_content(file.path, start)
    ending = file.name.rpartition(".")[2].lower() if "." in file.name else ""
    if (said := ENDINGS.get(ending)) and said != kind:
        raise Refusal(
            Said(N_("the name says {said}, and inside is {kind}."), said=NAMES[said], kind=NAMES[kind]),
            Said(N_("Ask which is meant, and give the file the ending of what it holds.")),
        )
    return kind


def _by_content(path: Path, start: bytes) -> str:
    if start.startswith(b"PK\x03\x04"):
        return "xlsx"  # `unpacked` has looked inside: what is still a zip here is a workbook
    if start.startswith(OLE):
        raise _ole(path)
    if start.startswith(b"SQLite format 3\0"):
        if start[68:72] in GEOPACKAGE:
            return "gpkg"
        raise _foreign(N_("an SQLite database that is no GeoPackage"))
    if start.startswith(SHAPES):
        raise Refusal(
            Said(N_("a Shapefile is several files, and this is one of them.")),
            Said(N_("Put .shp, .shx, .dbf and .prj into one zip and import that.")),
        )
    if start.startswith(b"PAR1"):
        return "parquet"
    for mark, what in FOREIGN:
        if start.startswith(mark):
            raise _foreign(what)
    return _text(start)


def _text(start: bytes) -> str:
    plain = start.removeprefix(b"\xef\xbb\xbf").lstrip()
    if plain.startswith(b"<"):
        page = plain[:1024].lower()
        if b"<html" in page or b"<!doctype html" in page or b"<table" in page:
            raise _foreign(N_("a web page"))
        raise _foreign(N_("XML"))
    return "geojson" if plain.startswith((b"{", b"[")) else "csv"


def _ole(path: Path) -> Refusal:
    with path.open("rb") as file:
        inside = file.read(4 * 1024 * 1024)
    # The names of the streams stand in the directory of the container as UTF-16.
    if "EncryptedPackage".encode("utf-16-le") in inside:
        return Refusal(
            Said(N_("it is protected by a password.")),
            Said(N_("Open it with the password, save it without one, and import that.")),
        )
    return _foreign(N_("an old binary document (.xls)"))


def _foreign(what: str) -> Refusal:
    return Refusal(Said(N_("this is {kind}, which is not read here."), kind=what), SAVE_AS)


def reader_of(kind: str) -> Callable[[Work, Arrived], dict[str, Any]]:
    """The function that reads a kind; imported when needed, so that a table of text does not wait for map libraries."""
    if kind == "csv":
        from .delimited import read_delimited

        return read_delimited
    if kind == "xlsx":
        from .workbook import read_workbook

        return read_workbook
    if kind == "geojson":
        from .geojson import read_geojson

        return read_geojson
    if kind == "gpkg":
        from .geopackage import read_geopackage

        return read_geopackage
    if kind == "parquet":
        from .parquet import read_parquet

        return read_parquet
    from .shapefile import read_shapefile

    return read_shapefile
