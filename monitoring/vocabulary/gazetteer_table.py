"""The gazetteer's two tables in memory, and how a name is looked up in them.

Nothing is turned into Python objects before it is asked for: the names stay in Arrow's buffers and are found by bisection,
so that loading takes a fifth of a second and all of it about 60 MB. Made by geodata/steps/gazetteer.py.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from ..paths import GEODATA
from .place_sounds import sounds

_COUNTRIES_AT_HAND = 24  # whose names are kept in buckets for words with a wrong letter
_CODED = ("iso3", "kind", "code")


class _Sorted:
    """The names as a sequence of bytes, as bisect wants it."""

    def __init__(self, column: pa.Array) -> None:
        _, offsets, data = column.buffers()
        self._offsets = np.frombuffer(offsets, np.int32, len(column) + 1)
        self._data = memoryview(data)

    def __len__(self) -> int:
        return len(self._offsets) - 1

    def __getitem__(self, row: int) -> bytes:
        return bytes(self._data[self._offsets[row] : self._offsets[row + 1]])


class Coded:
    """A column of few different texts: a number a row, and what the numbers mean."""

    def __init__(self, column: pa.ChunkedArray) -> None:
        whole = column.combine_chunks()
        self._codes, self._words = whole.indices.to_numpy(), whole.dictionary.to_pylist()
        self._number = {word: number for number, word in enumerate(self._words)}

    def __getitem__(self, row: int) -> str:
        return self._words[self._codes[row]]

    def rows(self, word: str) -> np.ndarray:
        """For every row, whether it holds `word`."""
        return self._codes == self._number.get(word, -1)


class Names:
    """The names in use in a country, by first letter and length, and by what they sound like."""

    def __init__(self, words: Iterable[str]) -> None:
        self.by_length: dict[tuple[str, int], list[str]] = defaultdict(list)
        self.by_sound: dict[str, list[str]] = defaultdict(list)
        for word in words:
            self.by_length[word[:1], len(word)].append(word)
            self.by_sound[sounds(word)].append(word)


class Table:
    """Rows are numbers: every column can be asked for the value of a row; names lead to rows."""

    def __init__(self, folder: Path = GEODATA) -> None:
        places = pq.read_table(folder / "gazetteer.parquet", read_dictionary=list(_CODED))
        self._text = {name: places[name].combine_chunks() for name in ("key", "name")}
        self.iso3, self.kind, self.code = (Coded(places[name]) for name in _CODED)
        self.lon, self.lat, self.population, self.km2 = (
            places[name].to_numpy() for name in ("lon", "lat", "population", "km2")
        )
        self._area, self._told, self._parent = (places[name].to_numpy() for name in ("area", "area_told", "parent"))
        names = pq.read_table(folder / "gazetteer_names.parquet")
        self._sorted = _Sorted(names["name"].combine_chunks())
        self._place, self._main = names["place"].to_numpy(), names["main"].to_numpy(zero_copy_only=False)
        self.names = lru_cache(_COUNTRIES_AT_HAND)(self._names)

    def __len__(self) -> int:
        return len(self.lon)

    def key(self, row: int) -> str:
        return self._text["key"][int(row)].as_py()

    def name(self, row: int) -> str:
        return self._text["name"][int(row)].as_py()

    def row(self, key: str) -> int:
        """The row of a place by its key, -1 for a key that the gazetteer does not know."""
        return pc.index(self._text["key"], key).as_py()

    def rows(self, name: str) -> list[tuple[int, bool]]:
        """(row, whether this is the place's first name) of every place called `name`, a `place_key`."""
        wanted = name.encode("utf-8", "ignore")
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
        buckets, found = self.names(iso3).by_length, []
        for length in range(len(name) - most, len(name) + most + 1):
            words = buckets.get((name[:1], length), ())
            near = extract(name, words, scorer=OSA.distance, processor=None, score_cutoff=most, limit=None)
            found += [(word, int(distance)) for word, distance, _ in near]
        return sorted(found, key=lambda pair: (pair[1], pair[0]))

    def alike(self, name: str, iso3: str) -> list[str]:
        """The names in a country that sound as `name` does in whatever script: see place_sounds."""
        heard = dict.fromkeys((sounds(name), sounds(name.replace("г", ""))))  # Russian writes an h as г
        return [word for sound in heard for word in self.names(iso3).by_sound.get(sound, ())]

    def _names(self, iso3: str) -> Names:
        rows = np.flatnonzero((self.iso3.rows(iso3) & ~self.kind.rows("airport"))[self._place])
        return Names(dict.fromkeys(self._sorted[int(row)].decode() for row in rows))
