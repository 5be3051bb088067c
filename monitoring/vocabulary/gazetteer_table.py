"""The gazetteer's two tables in memory, and how a name is looked up in them.

Nothing is turned into Python objects before it is asked for: the names stay in Arrow's buffers and are found by bisection,
so that loading takes a fifth of a second and all of it about 60 MB. Made by geodata/steps/gazetteer.py.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache
from itertools import groupby
from math import cos, hypot, radians
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from ..paths import GEODATA
from .place_sounds import sounds, sounds_of

LARGE = 20_000  # people: from here a town may be meant by a word that only sounds like its name
KM_PER_DEGREE = 111.2
SEAT = 10_000  # people: what a place of unknown size may have
_KEYS_AT_HAND = 1 << 14
_HEAD = 4  # bytes
_COUNTRIES_AT_HAND = 60  # whose names are kept in buckets for words with a wrong letter
_CODED = ("iso3", "kind", "code")


class _Sorted:
    """The names as a sequence of bytes, as bisect wants it; `span` says between which rows to look."""

    def __init__(self, column: pa.Array) -> None:
        _, offsets, data = column.buffers()
        self._offsets = np.frombuffer(offsets, np.int32, len(column) + 1)
        self._data = memoryview(data)
        letters, starts = np.frombuffer(data, np.uint8), self._offsets[:-1].astype(np.int64)
        length = np.diff(self._offsets)
        self._head = np.zeros(len(column), dtype=np.uint32)  # the first bytes of each name as one number
        for at in range(_HEAD):
            there = length > at
            self._head <<= np.uint32(8)
            self._head[there] |= letters[starts[there] + at]

    def __len__(self) -> int:
        return len(self._offsets) - 1

    def __getitem__(self, row: int) -> bytes:
        return bytes(self._data[self._offsets[row] : self._offsets[row + 1]])

    def span(self, wanted: bytes) -> tuple[int, int]:
        """The rows whose names begin as `wanted` does."""
        head = np.uint32(int.from_bytes(wanted[:_HEAD].ljust(_HEAD, b"\0"), "big"))
        return int(self._head.searchsorted(head)), int(self._head.searchsorted(head, "right"))


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


def _numbers(column: pa.ChunkedArray) -> np.ndarray:
    return column.combine_chunks().to_numpy()  # of a chunked array it would load pandas


class Names:
    """The names in use in a country by first letter and length; those of its larger places by what they sound like too."""

    def __init__(self, words: Iterable[str], large: Iterable[str]) -> None:
        # Sorted words of one first letter stand together; they are counted out by length when somebody asks for the letter.
        self._of_letter = {letter: list(same) for letter, same in groupby(words, _first_letter)}
        self._by_length: dict[str, dict[int, list[str]]] = {}
        self._large = list(large)

    def of_length(self, letter: str, length: int) -> Sequence[str]:
        """The names of so many letters that begin with this one."""
        found = self._by_length.get(letter)
        if found is None:
            found = self._by_length[letter] = defaultdict(list)
            for word in self._of_letter.pop(letter, ()):
                found[len(word)].append(word)
        return found.get(length, ())

    @cached_property
    def by_sound(self) -> dict[str, list[str]]:
        heard: dict[str, list[str]] = defaultdict(list)
        for sound, word in zip(sounds_of(self._large), self._large):
            heard[sound].append(word)
        return heard


def _first_letter(word: str) -> str:
    return word[:1]


class Table:
    """Rows are numbers: every column can be asked for the value of a row; names lead to rows."""

    def __init__(self, folder: Path = GEODATA) -> None:
        places = pq.ParquetFile(folder / "gazetteer.parquet", read_dictionary=list(_CODED)).read()
        self._text = {name: places[name].combine_chunks() for name in ("key", "name")}
        self.iso3, self.kind, self.code = (Coded(places[name]) for name in _CODED)
        self.lon, self.lat, self.population, self.km2 = (
            _numbers(places[name]) for name in ("lon", "lat", "population", "km2")
        )
        self._area, self._told, self._parent = (_numbers(places[name]) for name in ("area", "area_told", "parent"))
        names = pq.ParquetFile(folder / "gazetteer_names.parquet").read()  # read_table would load pyarrow.dataset too
        self._named = names["name"].combine_chunks()
        self._sorted = _Sorted(self._named)
        self._place, self._main = _numbers(names["place"]), _numbers(names["main"].cast(pa.int8()))
        del places, names
        pa.default_memory_pool().release_unused()  # what reading took besides: as much again
        self.names = lru_cache(_COUNTRIES_AT_HAND)(self._names)
        self.row, self.rows = lru_cache(_KEYS_AT_HAND)(self._row), lru_cache(_KEYS_AT_HAND)(self._rows)
        self._inside = lru_cache(_COUNTRIES_AT_HAND)(self._towns_inside)

    def __len__(self) -> int:
        return len(self.lon)

    def key(self, row: int) -> str:
        return self._text["key"][int(row)].as_py()

    def name(self, row: int) -> str:
        return self._text["name"][int(row)].as_py()

    def people(self, row: int) -> int:
        """How many live in a town. Of less than 500 GeoNames' extract has only seats of administration, mostly without a
        number: they count as SEAT, so that no namesake passes for the larger one."""
        people = int(self.population[row])
        return people if people >= 500 or self.kind[row] != "town" else SEAT

    def _row(self, key: str) -> int:
        """The row of a place by its key, -1 for a key that the gazetteer does not know."""
        return pc.index(self._text["key"], key).as_py()

    def _rows(self, name: str) -> list[tuple[int, bool]]:
        """(row, whether this is the place's first name) of every place called `name`, a `place_key`."""
        wanted = name.encode("utf-8", "ignore")
        at = bisect_left(self._sorted, wanted, *self._sorted.span(wanted))
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

    def km_from(self, row: int, areas: frozenset[int]) -> float:
        """How far the nearest town that lies in one of the areas is from a place: limits of areas are coarse, towns are not."""
        rows = self._inside(areas)
        east = (self.lon[rows] - self.lon[row]) * np.cos(np.radians(self.lat[row]))
        return float(np.hypot(self.lat[rows] - self.lat[row], east).min(initial=360.0)) * KM_PER_DEGREE

    def _towns_inside(self, areas: frozenset[int]) -> np.ndarray:
        return np.flatnonzero(np.isin(self._area, list(areas)))

    def km_apart(self, row: int, other: int) -> float:
        east = (self.lon[row] - self.lon[other]) * cos(radians((self.lat[row] + self.lat[other]) / 2))
        return KM_PER_DEGREE * hypot(self.lat[row] - self.lat[other], east)

    def similar(self, name: str, iso3: str, most: int) -> list[tuple[str, int]]:
        """(name, distance) of the names in a country that differ from `name` by at most `most` letters, nearest first.

        A letter wrong, missing, added, or two exchanged each count one; the first letter is taken to be right, which keeps
        this to some hundred comparisons.
        """
        names, found = self.names(iso3), []
        for length in range(len(name) - most, len(name) + most + 1):
            words = names.of_length(name[:1], length)
            near = extract(name, words, scorer=OSA.distance, processor=None, score_cutoff=most, limit=None)
            found += [(word, int(distance)) for word, distance, _ in near]
        return sorted(found, key=lambda pair: (pair[1], pair[0]))

    def alike(self, name: str, iso3: str) -> list[str]:
        """The names in a country that sound as `name` does in whatever script: see place_sounds."""
        heard = dict.fromkeys((sounds(name), sounds(name.replace("г", ""))))  # Russian writes an h as г
        return [word for sound in heard for word in self.names(iso3).by_sound.get(sound, ())]

    def _names(self, iso3: str) -> Names:
        wanted = self.iso3.rows(iso3) & ~self.kind.rows("airport")
        large = wanted & ((self.population >= LARGE) | self.kind.rows("admin1"))
        return Names(self._words(wanted), self._words(large))

    def _words(self, wanted: np.ndarray) -> dict[str, None]:
        """The names of the places wanted, each once, in the order of the table."""
        return dict.fromkeys(self._named.take(pa.array(np.flatnonzero(wanted[self._place]))).to_pylist())
