"""What speaks against reading a leg as a way that drugs take: counted from the same records that state it."""

from dataclasses import dataclass

import numpy as np

from ..vocabulary.columns import Columns
from .grouping import distinct
from .kernels import Selection
from .paths import Paths
from .routes import Ends, rows_of_leg

OLD_YEARS = 5


@dataclass(frozen=True)
class Doubts:
    """Seizures of a leg: opposite: of the same filter that state the leg the other way round. elsewhere: seized at neither
    end (legs to a destination), or bound for another country than that of the end (legs to a place of seizure).
    several: name several departures or destinations, of which this is one. inexact: the day is not known. years: in how
    many calendar years (of those whose year is known). last_year: of the last one; silent_years: since then, to the data date.
    """

    seizures: int
    opposite: int
    elsewhere: int
    several: int
    inexact: int
    years: int
    last_year: int | None
    silent_years: int


def doubts(columns: Columns, known: Paths, ends: Ends, leg: str, selection: Selection, filtered: np.ndarray) -> Doubts:
    """selection: the rows that state the leg. filtered: all rows of the filter."""
    start, _dash, end = leg.partition("-")
    rows = selection.rows
    code = known.code[rows]
    distinct_paths = np.unique(code)
    elsewhere = np.zeros(len(known), dtype=bool)
    several = np.zeros(len(known), dtype=bool)
    for path in distinct_paths.tolist():
        departures, destinations = known.departure[path], known.destination[path]
        if ends == "destination":
            elsewhere[path] = bool(start and end) and known.seized[path] not in (start, end)
            several[path] = len(departures) > 1 or len(destinations) > 1
        else:
            elsewhere[path] = bool(end and destinations) and end not in destinations
            several[path] = len(departures) > 1
    opposite = rows_of_leg(known, ends, f"{end}-{start}", filtered) if start and end and start != end else rows[:0]
    years = _years(columns, rows)
    last = int(years.max()) if len(years) else None
    return Doubts(
        selection.seizures,
        distinct(columns.seizure[opposite]),
        _count(columns, rows, elsewhere[code]),
        _count(columns, rows, several[code]),
        _count(columns, rows, columns.span_days[rows] > 0),
        len(years),
        last,
        columns.data_date.year - last if last is not None else 0,
    )


def _count(columns: Columns, rows: np.ndarray, those: np.ndarray) -> int:
    return distinct(columns.seizure[rows[those]])


def _years(columns: Columns, rows: np.ndarray) -> np.ndarray:
    first = columns.first_day[rows].astype("datetime64[D]").astype("datetime64[Y]").astype(np.int64) + 1970
    last = columns.last_day(rows).astype("datetime64[D]").astype("datetime64[Y]").astype(np.int64) + 1970
    return np.unique(first[first == last])
