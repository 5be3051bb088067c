"""Reading a Parquet file of plain columns, as our own export writes it: cells as text, a column of WKB as the place."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import shapely

from ...language import N_
from .crs import Turned, to_degrees
from .features import FeatureTable
from .said import EMPTY, SAVE_AGAIN, SPLIT_IT, Refusal, Said

if TYPE_CHECKING:
    from .child import Work
    from .unpack import Arrived

BLOCK = 10_000
DAMAGED = Refusal(Said(N_("the Parquet file is damaged or cut off.")), SAVE_AGAIN)


def read_parquet(work: Work, file: Arrived) -> dict[str, Any]:
    """The one table. Nested columns are refused: nobody here makes them, and there is no cell for them."""
    try:
        # A few bytes may stand for a column of gigabytes: thrift_* hold what the description may take.
        with pq.ParquetFile(
            file.path, memory_map=True, thrift_string_size_limit=64 << 20, thrift_container_size_limit=1 << 20
        ) as opened:
            return {"sheets": [_table(work, file, opened)]}
    except (pa.ArrowException, OSError, ValueError) as problem:
        raise DAMAGED from problem


def _table(work: Work, file: Arrived, opened: pq.ParquetFile) -> dict[str, Any]:
    place, turned = _place(opened)
    fields = [field for field in opened.schema_arrow if field.name != place]
    nested = [field.name for field in fields if pa.types.is_nested(field.type)]
    if nested:
        said = Said(N_("columns of it hold lists or structures: {names}."), names=", ".join(nested)[:200])
        raise Refusal(said, Said(N_("Leave them out, or save the table as .csv.")))
    if opened.metadata.num_rows == 0:
        raise EMPTY
    if opened.metadata.num_rows > work.limits.rows:
        raise Refusal(Said(N_("it has more than {n} rows."), n=work.limits.rows), SPLIT_IT)
    table = FeatureTable(work, [field.name for field in fields])
    for batch in opened.iter_batches(BLOCK):
        columns = [_texts(batch.column(batch.schema.get_field_index(field.name))) for field in fields]
        kinds = [_kind(field.type) for field in fields]
        wkb = batch.column(batch.schema.get_field_index(place)).to_pylist() if place else [None] * len(batch)
        shapes = shapely.from_wkb(np.array(wkb, dtype=object), on_invalid="ignore")
        shapes = turned(shapes) if turned else shapes
        rows = zip(*columns) if columns else [()] * len(batch)
        for cells, shape, blob in zip(rows, shapes, wkb):
            broken = blob is not None and shape is None
            here = [kind if cell else "" for kind, cell in zip(kinds, cells)]
            table.add(list(cells), here, shape, "the geometry is broken" if broken else "")
    return table.described(file.stem, file.notes)


def _place(opened: pq.ParquetFile) -> tuple[str | None, Turned | None]:
    """The geometry column that GeoParquet names, and what turns it into degrees. Without a system it says degrees."""
    said = (opened.schema_arrow.metadata or {}).get(b"geo")
    if said is None:
        return None, None
    try:
        geo = json.loads(said)
        name = geo["primary_column"]
        column = geo["columns"][name]
    except (ValueError, KeyError, TypeError):
        raise DAMAGED from None
    if name not in opened.schema_arrow.names or str(column.get("encoding")).upper() != "WKB":
        raise DAMAGED
    if "crs" not in column:
        return name, None
    crs = column["crs"]
    identity = crs.get("id", {}) if isinstance(crs, dict) else {}
    if identity.get("authority") == "OGC" and identity.get("code") == "CRS84":
        return name, None
    return name, to_degrees(identity.get("code") if identity.get("authority") == "EPSG" else None)


def _texts(column: pa.Array) -> list[str]:
    return [_text(value) for value in column.to_pylist()]


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else "" if value != value else repr(value)
    if isinstance(value, bytes):
        return f"({len(value)} bytes)"
    return value if isinstance(value, str) else str(value)


def _kind(kind: pa.DataType) -> str:
    if pa.types.is_temporal(kind):
        return "date"
    numbers = (pa.types.is_integer, pa.types.is_floating, pa.types.is_decimal)
    return "number" if any(each(kind) for each in numbers) else "text"
