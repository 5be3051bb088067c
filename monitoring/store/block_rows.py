"""Columns of a block on their way into a table: plain values, as tuples, in one call of the driver for a whole block."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from hashlib import sha256
from itertools import compress, repeat
from json.encoder import encode_basestring
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
from sqlalchemy import JSON, Column, Connection, Date, Float, Integer, Table, insert

from ..vocabulary.cell_rows import CellRows

JSON_TEXT = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=str).encode

Values = Sequence[Any]


def insert_rows(db: Connection, table: Table, columns: Mapping[str, Any], size: int) -> None:
    """`size` rows: of each column a sequence of that length, or one value for all; what is not named is null.

    SQLite is given tuples and ready texts, which is several times faster than SQLAlchemy's own way; any other database
    goes through SQLAlchemy.
    """
    if not size:
        return
    names = list(columns)
    kinds = [table.c[name] for name in names]
    if db.dialect.name != "sqlite":
        plainly = [plain(columns[name], kind, size) for name, kind in zip(names, kinds)]
        db.execute(insert(table), [dict(zip(names, row)) for row in zip(*plainly)])
        return
    bound, told = [], dict[str, str]()
    for name, kind in zip(names, kinds):
        values = driver_values(columns[name], kind, size)
        said = literal(values) if size >= MANY and isinstance(values, list) else None
        if said is None:
            bound.append((name, values))
        else:
            told[name] = said
    if not bound:
        bound.append((names[0], driver_values(columns[names[0]], kinds[0], size)))
        told.pop(names[0])
    told = {name: said for name, said in told.items() if said != NULL}
    listed = ", ".join(f'"{name}"' for name in (*(name for name, _values in bound), *told))
    marks = ", ".join([*("?" * len(bound)), *told.values()])
    rows = list(zip(*(values for _name, values in bound)))
    db.exec_driver_sql(f'INSERT INTO "{table.name}" ({listed}) VALUES ({marks})', rows)


MANY = 1_000  # rows from which on it is worth while to look for columns with one value
NULL = "NULL"
_PLAINLY = re.compile(r"[ -&(-~]*")  # what stands in a literal as it is: ASCII that prints, no quote


def literal(values: list[Any]) -> str | None:
    """The one value of a column as SQL, for it costs nothing a row to say it in the statement; None where there are several,
    or one that is better bound.
    """
    value = values[0]
    if values[-1] != value or type(values[-1]) is not type(value) or values.count(value) < len(values):
        return None
    if value is None:
        return NULL
    if isinstance(value, str):
        return f"'{value}'" if _PLAINLY.fullmatch(value) else None
    return str(int(value)) if isinstance(value, int) else None


def plain(column: Any, kind: Column, size: int) -> Values:
    """The values of a column as Python has them: None for what is empty, `date` for days; one value is repeated."""
    if isinstance(kind.type, JSON):
        return [dict(column)] * size if isinstance(column, Mapping) else list(column)
    if column is None or isinstance(column, str | int | float | date | bytes):
        return list(repeat(column, size))
    if isinstance(kind.type, Date):
        return _days(column)
    values = _listed(column)
    if isinstance(kind.type, Integer):
        return [None if value is None or value != value else int(value) for value in values]
    if isinstance(kind.type, Float) or not _all_text(values):
        return [None if value is None or value != value else value for value in values]
    return values


def driver_values(column: Any, kind: Column, size: int) -> Iterable[Any]:
    """The values of a column as SQLite's driver takes them: days and JSON as text."""
    if isinstance(kind.type, JSON):
        if isinstance(column, Mapping):
            return repeat(JSON_TEXT(dict(column)), size)
        return column.json_texts() if isinstance(column, CellRows) else _json_texts(column)
    if isinstance(kind.type, Date) and isinstance(column, date):
        return repeat(column.isoformat(), size)
    if isinstance(column, np.ndarray):
        whole, broken = column.dtype.kind == "i", column.dtype.kind == "f" and isinstance(kind.type, Float)
        if whole or broken:  # SQLite keeps nan as null
            return column.tolist()
    values = plain(column, kind, size)
    if isinstance(kind.type, Date):
        written = {day: None if day is None else day.isoformat() for day in set(values)}
        return map(written.__getitem__, values)
    return values


def _json_texts(column: Iterable[Any]) -> Iterable[str]:
    """Lists of cells, which nearly all are, as texts put together here: twice as fast as an encoder for each."""
    for value in column:
        if type(value) in (tuple, list) and set(map(type, value)) <= _TEXT_ONLY:
            yield "[" + ",".join(map(encode_basestring, value)) + "]"
        else:
            yield JSON_TEXT(value)


_TEXT_ONLY = {str}


def kept(column: Any, mask: np.ndarray) -> Any:
    """The values of a column where `mask` is true."""
    if isinstance(column, CellRows):
        return column.taken(np.flatnonzero(mask))
    return column[mask] if isinstance(column, np.ndarray) else list(compress(_listed(column), mask.tolist()))


def _listed(column: Any) -> Values:
    if isinstance(column, np.ndarray):
        return column.tolist()
    if isinstance(column, pd.Series | pd.api.extensions.ExtensionArray):
        return column.to_numpy(dtype=object, na_value=None).tolist()
    return column


def _all_text(values: Values) -> bool:
    """Whether there is no number among the values, and so no nan: looked at by type, which costs next to nothing."""
    return float not in set(map(type, values))


def _days(column: Any) -> list[date | None]:
    """Days of any type as `date`; each distinct one is turned once."""
    if isinstance(column, np.ndarray) and column.dtype.kind == "M":
        return column.astype("datetime64[D]").tolist()
    values = _listed(column)
    read: dict[Any, date | None] = {value: as_day(value) for value in set(values)}
    return [read[value] for value in values]


def as_day(value: Any) -> date | None:
    """A day of any type; None for an empty one."""
    if value is None or value != value:
        return None
    if isinstance(value, str):
        return date.fromisoformat(value[:10])
    if isinstance(value, np.datetime64):
        return value.astype("datetime64[D]").item()
    return date(value.year, value.month, value.day)


def digest_of(columns: Mapping[str, Any], size: int) -> bytes:
    """A checksum of columns as understood: what a better reader or vocabulary would make otherwise has another one."""
    digest = sha256()
    for name in sorted(columns):
        digest.update(name.encode())
        for buffer in _arrow(columns[name], size).buffers():
            digest.update(buffer or b"\0")
    return digest.digest()


def _arrow(column: Any, size: int) -> pa.Array:
    try:
        return pa.array(column, from_pandas=True)
    except (pa.ArrowInvalid, pa.ArrowTypeError, pa.ArrowNotImplementedError):
        return pa.array([JSON_TEXT(value) for value in column])
