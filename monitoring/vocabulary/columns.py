"""The columnar copy of one data version: what every filter, sum, tile and page is answered from.

One row is one item. Rows are in order of first day, then seizure, then position; the items of a seizure are adjacent.
Names are numbers into `names`; number 0 is always None, "not stated". A kernel compares numbers and looks at names last.
The copy speaks no language: names of countries, provinces and drugs are put in where they are shown.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import count
from mmap import mmap
from typing import Any, NamedTuple, Protocol

import numpy as np

from .folding import fold

Rows = slice | np.ndarray

# Dimensions held by the row itself, by its location, and by its substance.
OF_ROW = ("country", "mode", "source_kind", "marking", "kind")
OF_LOCATION = ("admin1", "precision", "place")
OF_SUBSTANCE = {"drug": "drug", "drug_code": "drug_code", "drug_group": "drug_group"}
# Coded dimension of the copy -> column of the item frame.
CODED: Mapping[str, str] = {
    "drug": "drug", "drug_code": "drug_code", "drug_group": "drug_group", "country": "country_iso3", "admin1": "admin1",
    "mode": "transport_mode", "source_kind": "source_kind", "precision": "location_precision", "marking": "marking",
    "kind": "kind", "place": "place_reported",
}  # fmt: skip
# Countries on the way: a seizure may list several in a role, or none. They share the list of names of "country".
ROLES = ("origin", "departure", "transit", "destination")


class Listed(NamedTuple):
    """A row once for each country that it lists, rows ascending, and the number of that country."""

    rows: np.ndarray
    codes: np.ndarray


@dataclass(frozen=True, eq=False)
class Locations:
    """The distinct places of the copy, one entry each: code arrays, and lon, lat (nan: there is no point to draw)."""

    country: np.ndarray
    admin1: np.ndarray
    place: np.ndarray
    precision: np.ndarray
    sea_area: np.ndarray
    lon: np.ndarray
    lat: np.ndarray

    def __len__(self) -> int:
        return len(self.place)


@dataclass(frozen=True, eq=False)
class Substances:
    """The distinct substances of the copy, one entry each: as reported, and the codes that we made of it."""

    reported: np.ndarray
    drug: np.ndarray
    drug_code: np.ndarray
    drug_group: np.ndarray

    def __len__(self) -> int:
        return len(self.drug)


class Said(Protocol):
    """What is said of seizures in running text (title, note, concealment, agency, operation)."""

    def seizures(self, phrase: str) -> np.ndarray:
        """The seizure numbers, ascending, of whose text some words begin with the words of `phrase` (folded)."""


@dataclass(frozen=True, eq=False)
class Columns:
    """Arrays of one length, one entry a row, except the dictionaries and the pairs.

    seizure: the number that the record gives the seizure (seizure.row_id): equal and adjacent for one seizure, in no order
    otherwise. first_day: days since 1970-01-01; span_days: how many days later the last one is. quantity: in the unit of
    `kind`, nan when not stated. listed: by role (ROLES). longest_days: the largest span_days.
    """

    seizure: np.ndarray
    first_day: np.ndarray
    span_days: np.ndarray
    substance: np.ndarray
    country: np.ndarray
    mode: np.ndarray
    source_kind: np.ndarray
    marking: np.ndarray
    kind: np.ndarray
    location: np.ndarray
    quantity: np.ndarray
    listed: Mapping[str, Listed]
    locations: Locations
    substances: Substances
    names: Mapping[str, Sequence[str | None]]
    places: "Texts"
    said: Said
    version: str
    data_date: date
    longest_days: int

    def __len__(self) -> int:
        return len(self.seizure)

    def code(self, dimension: str, rows: Rows) -> np.ndarray:
        """The numbers of `rows` in a coded dimension."""
        if dimension in OF_ROW:
            return getattr(self, dimension)[rows]
        if dimension in OF_LOCATION:
            return getattr(self.locations, dimension).take(self.location[rows])
        return getattr(self.substances, OF_SUBSTANCE[dimension]).take(self.substance[rows])

    def last_day(self, rows: Rows) -> np.ndarray:
        return self.first_day[rows].astype(np.int32) + self.span_days[rows]

    def mass_kg(self, rows: Rows) -> np.ndarray:
        """Quantities that are masses; nan for other kinds and where none is stated."""
        mass = self.codes("kind", ("mass",))
        return np.where(self.kind[rows] == (mass[0] if mass else 255), self.quantity[rows], np.nan)

    def lon(self, rows: Rows) -> np.ndarray:
        return self.locations.lon.take(self.location[rows])

    def lat(self, rows: Rows) -> np.ndarray:
        return self.locations.lat.take(self.location[rows])

    def ordinal(self, rows: np.ndarray) -> np.ndarray:
        """Which item of its seizure each row is: 0 for the first in the source's order."""
        found = np.zeros(len(rows), dtype=np.int64)
        at = np.asarray(rows, dtype=np.int64)
        going = np.flatnonzero(at > 0)
        for step in count(1):
            going = going[(at[going] >= step)]
            going = going[self.seizure[at[going] - step] == self.seizure[at[going]]]
            if not len(going):
                return found
            found[going] += 1
        raise AssertionError  # count() does not end

    def codes(self, dimension: str, wanted: Iterable[str]) -> tuple[int, ...]:
        """The numbers of the wanted names; a name that the data never mentions has none."""
        known = self._numbers(dimension)
        return tuple(sorted({known[name] for name in wanted if name in known}))

    def _numbers(self, dimension: str) -> Mapping[str | None, int]:
        if dimension not in self._by_name:
            self._by_name[dimension] = {name: code for code, name in enumerate(self.names[dimension])}
        return self._by_name[dimension]

    @cached_property
    def _by_name(self) -> dict[str, Mapping[str | None, int]]:
        return {}

    def boundary(self, row: int) -> int:
        """The first row from `row` on that begins another seizure than the row before it: where the copy may be cut."""
        while 0 < row < len(self) and self.seizure[row] == self.seizure[row - 1]:
            row += 1
        return min(max(row, 0), len(self))

    def part(self, start: int, stop: int) -> "Columns":
        """Rows `start` to `stop` (both boundaries) as a copy of their own; dictionaries are shared."""
        cut: dict[str, Any] = {name: getattr(self, name)[start:stop] for name in BY_ROW}
        cut["listed"] = {}
        for role, (rows, codes) in self.listed.items():
            # As numbers of another type they would make numpy turn all of `rows`.
            first, last = np.searchsorted(rows, np.array((start, stop), dtype=rows.dtype))
            cut["listed"][role] = Listed(rows[first:last] - np.int32(start), codes[first:last])
        return replace(self, **cut)


BY_ROW = (
    "seizure", "first_day", "span_days", "substance", "country", "mode", "source_kind", "marking", "kind", "location",
    "quantity",
)  # fmt: skip


class Texts:
    """Distinct names, folded, as one long text: a search of ten million letters takes a few milliseconds.

    `starts`: where each name begins; each ends with a line feed. The first stands for "not stated" and is never found.
    """

    def __init__(self, letters: bytes | mmap, starts: np.ndarray) -> None:
        self.letters, self.starts = letters, starts

    @classmethod
    def of(cls, names: Iterable[str | None]) -> "Texts":
        folded = [fold(name or "").encode() for name in names]
        starts = np.cumsum([0, *(len(each) + 1 for each in folded)])[:-1].astype(np.int64)
        return cls(b"\n".join(folded) + b"\n", starts)

    def holding(self, part: str) -> np.ndarray:
        """Which names hold `part` (folded here), as a mask."""
        wanted = fold(part).encode()
        found = np.zeros(len(self.starts), dtype=bool)
        at = self.letters.find(wanted, 0)
        while at >= 0:
            name = int(np.searchsorted(self.starts, at, "right"))
            found[name - 1] = True
            at = self.letters.find(wanted, int(self.starts[name])) if name < len(found) else -1
        found[:1] = False
        return found
