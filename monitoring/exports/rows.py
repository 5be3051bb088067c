"""The selection in the one typed form that every format is written from: an Arrow table with real nulls."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime

import numpy as np
import pandas as pd
import pyarrow as pa
import shapely

from ..errors import ExportError
from ..language import _
from ..vocabulary.writable import clean
from .codebook import Entry, entries

# numpy's calendar units, by the precision of a date: a day that nobody reported is never written.
CALENDAR_UNIT = {"day": "D", "month": "M", "year": "Y"}


class Rows:
    """The rows of a selection in order, as frames of some thousands each; read anew whenever they are gone through.

    So that a file of three million rows takes no more memory than one of twenty thousand. There is always a first frame.
    bounds: west, south, east, north of all points; None where no row has one.
    """

    def __init__(
        self, number: int, frames: Callable[[], Iterable[pd.DataFrame]], bounds: Sequence[float] | None
    ) -> None:
        self._number, self._frames, self.bounds = number, frames, bounds

    def __len__(self) -> int:
        return self._number

    def __iter__(self) -> Iterator[pd.DataFrame]:
        return iter(self._frames())


def table(frame: pd.DataFrame) -> pa.Table:
    """One row per row of `frame` (the columns of `store.items.item_frame`), in its order, columns as in the codebook.

    Text is cleaned and empty text is null, as NaN is. `seized_on` is text as far as the date is known (2021-09-17,
    2021-09, 2021), `seized_from` and `seized_until` are the first and the last day it can have been.
    Raises ExportError for a number that no file can hold (infinite).
    """
    return pa.table({entry.name: _values(frame, entry) for entry in entries()})


def points(frame: pd.DataFrame) -> np.ndarray:
    """The point of each row (longitude, latitude, EPSG:4326), None where the source names no place."""
    geometry = frame.get("geometry")
    if geometry is not None:
        found = np.array(geometry, dtype=object)
        found[~shapely.is_geometry(found) | shapely.is_empty(found)] = None
        return found
    lon, lat = (frame[name].to_numpy(dtype=float) for name in ("lon", "lat"))
    known = np.isfinite(lon) & np.isfinite(lat)
    found = np.full(len(frame), None, dtype=object)
    found[known] = shapely.points(lon[known], lat[known])
    return found


def small_table(frame: pd.DataFrame) -> pa.Table:
    """A table of a few rows (sources, totals ...) as numbers and cleaned text, whatever its columns were."""
    columns = {str(name): [plain(value) for value in frame[name]] for name in frame.columns}
    return pa.table({name: pa.array(values, type=_small_type(values)) for name, values in columns.items()})


def plain(value: object) -> str | int | float | None:
    """A cell of a small table as JSON knows it; a missing value of any kind is None, a date is ISO text."""
    if value is None or value is pd.NaT or value is pd.NA or (isinstance(value, float) and np.isnan(value)):
        return None
    if isinstance(value, bool | np.bool_):
        return "yes" if value else "no"
    if isinstance(value, int | np.integer):
        return int(value)
    if isinstance(value, float | np.floating):
        return float(value)
    if isinstance(value, datetime) and value.time() == datetime.min.time() and value.tzinfo is None:
        return value.date().isoformat()  # a pandas day
    return clean(value.isoformat() if isinstance(value, date) else str(value))


def _values(frame: pd.DataFrame, entry: Entry) -> pa.Array:
    if entry.name == "seized_on":
        return _texts(_as_far_as_known(frame))
    column = frame["seized_on" if entry.name == "seized_from" else entry.name]
    if entry.kind == "text":
        return _texts(column)
    if entry.kind == "day":
        return pa.array(column.to_numpy(dtype="datetime64[D]"), type=pa.date32())
    numbers = column.to_numpy(dtype=float, na_value=np.nan)
    if np.isinf(numbers).any():
        raise ExportError(_("The column {name} holds an infinite number, which no file can.", name=entry.name))
    if entry.kind == "integer":
        return pa.array(column.astype("Int64"), type=pa.int64())
    return pa.array(numbers, from_pandas=True)  # NaN becomes null


def _texts(column: pd.Series) -> pa.Array:
    """Cleaned text; each distinct text is cleaned once, for most columns have few."""
    codes, distinct = pd.factorize(column)  # -1 is null
    cleaned = pa.array([clean(str(text)) for text in distinct], type=pa.string())
    return cleaned.take(pa.array(codes, mask=codes < 0))


def _as_far_as_known(frame: pd.DataFrame) -> pd.Series:
    first, last = (frame[name].to_numpy(dtype="datetime64[D]") for name in ("seized_on", "seized_until"))
    precision = frame["date_precision"].to_numpy(dtype=object)
    # A span of which nobody says whether it is a month or a year is written as an ISO 8601 interval.
    known = np.char.add(np.char.add(np.datetime_as_string(first), "/"), np.datetime_as_string(last)).astype(object)
    for code, unit in CALENDAR_UNIT.items():
        rows = (precision == code) | ((first == last) if code == "day" else False)
        known[rows] = np.datetime_as_string(first[rows].astype(f"datetime64[{unit}]"))
    known[np.isnat(first)] = None
    return pd.Series(known, index=frame.index, dtype=object)


def _small_type(values: list[str | int | float | None]) -> pa.DataType:
    kinds = {type(value) for value in values if value is not None}
    if kinds == {int}:
        return pa.int64()
    return pa.float64() if kinds and kinds <= {int, float} else pa.string()
