"""Reading a Shapefile that came in a zip: GDAL with one driver, on a path of our own, and no text from outside as a path."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from ...language import N_
from .crs import to_degrees
from .features import FeatureTable
from .legacy import NAME_IT, decided
from .said import SAVE_AGAIN, Refusal, Said

if TYPE_CHECKING:
    from .child import Work
    from .unpack import Arrived

DRIVER = "ESRI Shapefile"
# Taken out before GDAL looks at anything: all that could follow an address, run a query or read another file.
OTHERS = (
    "ADBC", "AIVector", "AVCBin", "AVCE00", "AmigoCloud", "CSV", "CSW", "Carto", "DGN", "DXF", "EDIGEO", "EEDA", "ESRIJSON",
    "Elasticsearch", "FlatGeobuf", "GDALG", "GML", "GPKG", "GPSBabel", "GPX", "GTFS", "GeoJSON", "GeoJSONSeq", "GeoRSS", "HTTP",
    "Idrisi", "JML", "JSONFG", "KML", "LIBKML", "LVBAG", "MBTiles", "MVT", "MapInfo File", "MapML", "MiraMonVector", "NGW",
    "OAPIF", "ODS", "OGCAPI", "OGR_GMT", "OGR_PDS", "OGR_VRT", "OSM", "OpenFileGDB", "PCIDSK", "PDF", "PDS4", "PGDUMP",
    "PLSCENES", "PMTiles", "S57", "SQLite", "SXF", "Selafin", "TopoJSON", "VDV", "VFK", "VICAR", "VRT", "WAsP", "WFS", "XLSX",
)  # fmt: skip
SETTINGS = {
    "GDAL_SKIP": ",".join(OTHERS), "OGR_SKIP": ",".join(OTHERS), "GDAL_DRIVER_PATH": "disable", "PROJ_NETWORK": "OFF",
    "CPL_VSIL_CURL_ALLOWED_EXTENSIONS": "none", "OGR_ENABLE_PARTIAL_REPROJECTION": "NO",
}  # fmt: skip
BLOCK = 10_000
MISSING = Said(N_("Put .shp, .shx, .dbf and .prj into one zip and import that."))


def gdal() -> Any:
    """pyogrio, with every other driver taken out of GDAL. It looks at its settings once, when it is loaded."""
    os.environ.update(SETTINGS)
    import pyogrio

    return pyogrio


def read_shapefile(work: Work, file: Arrived) -> dict[str, Any]:
    """The one layer of a Shapefile; its text in the encoding that it states, or the one that makes words of it."""
    for ending, what in ((".shx", N_("the index (.shx)")), (".dbf", N_("the table (.dbf)"))):
        if not file.path.with_suffix(ending).exists():
            raise Refusal(Said(N_("a part of the Shapefile is missing: {what}."), what=what), MISSING)
    turned = to_degrees(_projection(file.path))
    pyogrio = gdal()
    try:
        # Every byte is a letter in Latin-1: so the bytes come through as they are, to be decoded below.
        info = pyogrio.read_info(file.path, encoding="ISO-8859-1")
        if info["driver"] != DRIVER:
            raise Refusal(Said(N_("this is no Shapefile.")), SAVE_AGAIN)
        if info["features"] > work.limits.rows:
            said = Said(N_("it has more than {n} rows."), n=work.limits.rows)
            raise Refusal(said, Said(N_("Split it into smaller files and import each.")))
        table = FeatureTable(work, _names(info["fields"], work.encoding or _stated(file.path)))
        blocks = [_block(pyogrio, file.path, start) for start in range(0, info["features"], BLOCK)]
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError, pyogrio.errors.FeatureError) as problem:
        raise Refusal(Said(N_("the Shapefile is damaged or cut off.")), SAVE_AGAIN) from problem
    codec = work.encoding or _stated(file.path) or _spelt(blocks)
    for shapes, columns in blocks:
        texts = [[_text(value, codec) for value in column] for column in columns]
        kinds = [[_kind(value) for value in column] for column in columns]
        for cells, kind, shape in zip(_rows(texts, len(shapes)), _rows(kinds, len(shapes)), turned(shapes)):
            table.add(list(cells), kind, shape)
    return {"encoding": codec, "sheets": [table.described(file.stem, file.notes)] if table.features else []}


def _rows(columns: list[list[str]], count: int) -> Any:
    return zip(*columns) if columns else [()] * count


def _block(pyogrio: Any, path: Path, start: int) -> tuple[np.ndarray, list[Any]]:
    _meta, _ids, shapes, columns = pyogrio.raw.read(
        path, encoding="ISO-8859-1", skip_features=start, max_features=BLOCK, datetime_as_string=True, force_2d=True
    )
    return shapely.from_wkb(shapes, on_invalid="ignore"), columns


def _projection(path: Path) -> str | None:
    beside = path.with_suffix(".prj")
    return beside.read_bytes()[:100_000].decode("utf-8", "replace").strip() if beside.exists() else None


def _stated(path: Path) -> str | None:
    """The encoding that the file beside it (.cpg) names; None without one, or for a name that nobody knows."""
    beside = path.with_suffix(".cpg")
    if not beside.exists():
        return None
    said = beside.read_bytes()[:40].decode("ascii", "replace").strip().lower()
    name = {"65001": "utf-8", "ansi 1252": "cp1252"}.get(said, f"cp{said}" if said.isdigit() else said)
    try:
        "".encode(name)
    except (LookupError, ValueError):
        return None
    return name


def _names(fields: Any, codec: str | None) -> list[str]:
    raw = [str(name).encode("latin-1", "replace") for name in fields]
    codec = codec or decided(raw) or "latin-1"
    return [name.decode(codec, "replace") for name in raw]


def _spelt(blocks: list[tuple[np.ndarray, list[Any]]]) -> str:
    raw = [value.encode("latin-1") for _shapes, columns in blocks for column in columns if column.dtype == object
           for value in column if isinstance(value, str) and not value.isascii()]  # fmt: skip
    found = decided(raw) if raw else "utf-8"
    if found is None:
        raise Refusal(Said(N_("it cannot be told in which encoding it was saved.")), NAME_IT)
    return found


def _text(value: Any, codec: str) -> str:
    if value is None or (isinstance(value, float | np.floating) and np.isnan(value)):
        return ""
    if isinstance(value, str):
        if value.isascii():
            return value
        try:
            return value.encode("latin-1").decode(codec)
        except UnicodeDecodeError:
            raise Refusal(Said(N_("this is not text in {codec}."), codec=codec), NAME_IT) from None
    if isinstance(value, np.datetime64 | date):
        return str(value)
    if isinstance(value, float | np.floating):
        number = float(value)
        return str(int(number)) if number.is_integer() and abs(number) < 1e15 else repr(number)
    return str(value)


def _kind(value: Any) -> str:
    if value is None or value == "" or (isinstance(value, float | np.floating) and np.isnan(value)):
        return ""
    if isinstance(value, str):
        return "text"
    return "date" if isinstance(value, np.datetime64 | date) else "number"
