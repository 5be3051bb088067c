"""The gazetteer's two tables in memory, and how a name is looked up in them.

Nothing is turned into Python objects before it is asked for: the names stay in Arrow's buffers and are found by bisection,
so that loading takes a tenth of a second and all of it about 60 MB. Made by geodata/steps/gazetteer.py.
"""

from bisect import bisect_left
from collections import defaultdict
from functools import lru_cache
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from ..paths import GEODATA

_COUNTRIES_AT_HAND = 24  # whose names are kept in buckets for words with a wrong letter


class _Sorted:
    """The names as a sequence of bytes, as bisect wants it."""

    def __init__(self, column) -> None:
        _, offsets, data = column.buffers()
        self._offsets = np.frombuffer(offsets, np.int32, len(column) + 1)
        self._data = memoryview(data)

    def __len__(self) -> int:
        return len(self._offsets) - 1

    def __getitem__(self, row: int) -> bytes:
        return bytes(self._data[self._offsets[row] : self._offsets[row + 1]])


class Table:
    """Rows are numbers: every column can be asked for the value of a row; names lead to rows."""

    def __init__(self, folder: Path = GEODATA) -> None:
        places = pq.read_table(folder / "gazetteer.parquet")
        self._text = {name: places[name].combine_chunks() for name in ("key", "name")}
        self.iso3 = np.array(places["iso3"].dictionary_encode().combine_chunks().to_pandas(), dtype="U3")
        self.kind = places["kind"].dictionary_encode().combine_chunks().to_pandas().to_numpy(dtype="U8")
        self.code = places["code"].to_pandas().to_numpy(dtype="U7")
        self.lon, self.lat = (places[name].to_numpy() for name in ("lon", "lat"))
        self.population = places["population"].to_numpy()
        self._area, self._told, self._parent = (places[name].to_numpy() for name in ("area", "area_told", "parent"))
        names = pq.read_table(folder / "gazetteer_names.parquet")
        self._sorted = _Sorted(names["name"].combine_chunks())
        self._place, self._main = names["place"].to_numpy(), names["main"].to_numpy()
        self._buckets = lru_cache(_COUNTRIES_AT_HAND)(self._buckets_of)

    def __len__(self) -> int:
        return len(self.lon)

    def text(self, column: str, row: int) -> str:
        return self._text[column][int(row)].as_py()

    def rows(self, name: str) -> list[tuple[int, bool]]:
        """(row, whether this is the place's first name) of every place called `name`, a `place_key`."""
        wanted = name.encode()
        at = bisect_left(self._sorted, wanted)
        found = []
        while at < len(self._sorted) and self._sorted[at] == wanted:
            found.append((int(self._place[at]), bool(self._main[at])))
            at += 1
        return found

    def lies_in(self, row: int) -> set[int]:
        """The rows of every area that the place or area lies in, itself included when it is an area."""
        found: set[int] = set()
        for start in (row if self.kind[row] == "admin1" else -1, self._area[row], self._told[row]):
            while start >= 0 and int(start) not in found:
                found.add(int(start))
                start = self._parent[start]
        return found

    def similar(self, name: str, iso3: str, most: int) -> list[tuple[str, int]]:
        """(name, distance) of the names in a country that differ from `name` by at most `most` letters, nearest first.

        A letter wrong, missing, added, or two exchanged each count one; the first letter is taken to be right, which keeps
        this to some hundred comparisons.
        """
        buckets, found = self._buckets(iso3), []
        for length in range(len(name) - most, len(name) + most + 1):
            words = buckets.get((name[:1], length), ())
            found += [(word, distance) for word, distance, _ in extract(
                name, words, scorer=OSA.distance, processor=None, score_cutoff=most, limit=None)]  # fmt: skip
        return sorted(found, key=lambda pair: (pair[1], pair[0]))

    def names_in(self, iso3: str | None) -> list[str]:
        """Every name in use in a country (None: those of towns over 50,000 people and of areas everywhere)."""
        if iso3:
            return [word for words in self._buckets(iso3).values() for word in words]
        wanted = np.flatnonzero((self.population[self._place] > 50_000) | (self.kind[self._place] == "admin1"))
        return [self._sorted[row].decode() for row in wanted]

    def _buckets_of(self, iso3: str) -> dict[tuple[str, int], list[str]]:
        buckets: dict[tuple[str, int], list[str]] = defaultdict(list)
        words = dict.fromkeys(self._sorted[row] for row in np.flatnonzero(self._of_country(iso3)[self._place]))
        for word in map(bytes.decode, words):
            buckets[word[:1], len(word)].append(word)
        return buckets

    def _of_country(self, iso3: str) -> np.ndarray:
        return (self.iso3 == iso3) & (self.kind != "airport")
