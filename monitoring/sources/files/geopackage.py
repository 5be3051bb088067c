"""Reading a GeoPackage as what it is, an SQLite database: only SELECT is allowed, and no map library ever opens the file."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from ...language import N_
from .crs import Turned, to_degrees
from .features import FeatureTable
from .said import SAVE_AGAIN, Refusal, Said

if TYPE_CHECKING:
    from .child import Work
    from .unpack import Arrived

BLOCK = 10_000
DAMAGED = Refusal(Said(N_("the GeoPackage is damaged or cut off.")), SAVE_AGAIN)
ALLOWED = {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ}
FUNCTIONS = ("count",)
ENVELOPES = {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}  # bytes, by the number in the flags
OF_LAYERS = """
SELECT c.table_name, c.data_type, g.column_name, g.srs_id, s.organization, s.organization_coordsys_id, s.definition
FROM gpkg_contents c LEFT JOIN gpkg_geometry_columns g ON g.table_name = c.table_name
LEFT JOIN gpkg_spatial_ref_sys s ON s.srs_id = g.srs_id WHERE c.data_type IN ('features', 'attributes') ORDER BY c.rowid
"""


def read_geopackage(work: Work, file: Arrived) -> dict[str, Any]:
    """A sheet for each layer and table that holds rows, in the order of its list of contents."""
    try:
        address = f"{file.path.resolve().as_uri()}?mode=ro&immutable=1"
        with closing(sqlite3.connect(address, uri=True)) as db:
            db.execute("PRAGMA trusted_schema = OFF")
            db.execute("PRAGMA cell_size_check = ON")
            db.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, work.limits.line * 16)
            db.text_factory = bytes
            db.set_authorizer(_only_reading)
            layers = db.execute(OF_LAYERS).fetchmany(work.limits.sheets + 1)
            if len(layers) > work.limits.sheets:
                said = Said(N_("it has more than {n} layers."), n=work.limits.sheets)
                raise Refusal(said, Said(N_("Leave out the layers that are not needed.")))
            made = [_layer(work, db, layer, file.notes if not at else []) for at, layer in enumerate(layers)]
            return {"sheets": [sheet for sheet in made if sheet]}
    except (sqlite3.Error, OverflowError, UnicodeError) as problem:  # damaged names are no text
        raise DAMAGED from problem


def _only_reading(action: int, _one: str | None, other: str | None, *_rest: object) -> int:
    if action in ALLOWED or (action == sqlite3.SQLITE_FUNCTION and other in FUNCTIONS):
        return sqlite3.SQLITE_OK
    return sqlite3.SQLITE_DENY


def _layer(work: Work, db: sqlite3.Connection, said: tuple, notes: list[list[Said]]) -> dict[str, Any] | None:
    name = _string(said[0])
    place = _string(said[2]) if said[2] else None
    rows = db.execute(f"SELECT * FROM {_quoted(name)}")
    columns = [str(column[0]) for column in rows.description]
    if place is not None and place not in columns:
        raise DAMAGED
    at_place = columns.index(place) if place is not None else None
    turned: Turned | None = None
    table: FeatureTable | None = None
    while block := rows.fetchmany(BLOCK):
        if table is None:
            table = FeatureTable(work, [column for column in columns if column != place])
            turned = to_degrees(_system(said)) if at_place is not None else None
        blobs = [row[at_place] for row in block] if at_place is not None else [None] * len(block)
        for row, shape, problem in zip(block, *_shapes(blobs, turned)):
            cells = [value for at, value in enumerate(row) if at != at_place]
            table.add([_text(value) for value in cells], [_kind(value) for value in cells], shape, problem)
    return table.described(name[:200], notes) if table else None


def _system(said: tuple) -> str | int | None:
    """The system of a layer: its EPSG code, else its definition. -1 and 0 mean that nobody knows."""
    number, organization, code, definition = said[3:7]
    if number in (-1, 0, None):
        return None
    if organization and _string(organization).upper() == "EPSG" and isinstance(code, int):
        return code
    return _string(definition) if definition else None


def _shapes(blobs: list[Any], turned: Turned | None) -> tuple[list[Any], list[str]]:
    problems = [""] * len(blobs)
    found: list[bytes | None] = []
    for at, blob in enumerate(blobs):
        wkb = _wkb(blob)
        if blob is not None and wkb is None:
            problems[at] = "the geometry is none of a GeoPackage"
        found.append(wkb)
    shapes = shapely.from_wkb(np.array(found, dtype=object), on_invalid="ignore")
    for missing in np.flatnonzero(shapely.is_missing(shapes)).tolist():
        if found[missing] is not None:
            problems[missing] = "the geometry is broken"
    return list(turned(shapes) if turned else shapes), problems


def _wkb(blob: Any) -> bytes | None:
    """The standard form inside a GeoPackage's own: after a header of eight bytes and the box around it."""
    if not isinstance(blob, bytes) or not blob.startswith(b"GP") or len(blob) < 8:
        return None
    envelope = ENVELOPES.get(blob[3] >> 1 & 7)
    return None if envelope is None or blob[3] & 0x20 else blob[8 + envelope :]


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bytes):
        return _string(value)
    return str(int(value)) if isinstance(value, float) and value.is_integer() and abs(value) < 1e15 else str(value)


def _kind(value: object) -> str:
    return "" if value is None or value == b"" else "text" if isinstance(value, bytes) else "number"


def _string(value: Any) -> str:
    """Text as stored; bytes that are none (a picture in a cell) are shown by their number, not read."""
    try:
        return value.decode("utf-8") if isinstance(value, bytes) else str(value)
    except UnicodeDecodeError:
        return f"({len(value)} bytes)"


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
