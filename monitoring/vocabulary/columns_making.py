"""Puts a columnar copy together from rows that come in any order, some thousands at a time.

Each name becomes a number as it comes, so that what is held of a row is what the copy holds of it (about 30 bytes): three
million rows are put in order in well under 400 MB.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from .columns import BY_ROW, ROLES, Columns, Listed, Locations, Said, Substances, Texts

# What a row says in names, and the list of names that it uses.
NAMED = {
    "reported": "reported", "drug": "drug", "drug_code": "drug_code", "drug_group": "drug_group", "country": "country",
    "admin1": "admin1", "mode": "mode", "source_kind": "source_kind",
    "precision": "precision", "marking": "marking", "kind": "kind", "place": "place", "sea_area": "sea_area",
}  # fmt: skip
_LOCATION = ("country", "admin1", "place", "precision", "sea_area")
_SUBSTANCE = ("reported", "drug", "drug_code", "drug_group")
_KEPT = ("country", "mode", "source_kind", "marking", "kind")


class Making:
    """`add` blocks of rows and `list` countries on the way; `done` gives the copy."""

    def __init__(self) -> None:
        self._lists = {name: _Numbers() for name in dict.fromkeys(NAMED.values())}
        self._locations, self._substances = _Tuples(), _Tuples()
        self._parts: dict[str, _Growing] = {}
        self._legs: dict[str, list[tuple[np.ndarray, np.ndarray]]] = {role: [] for role in ROLES}

    def add(self, rows: Mapping[str, Sequence[Any]]) -> None:
        """A block of items. Columns: those of NAMED (text or None), seizure, position, first_day and last_day (ISO 8601 or
        datetime64), quantity, lon, lat (numbers or None). ValueError where a row has no date: it could not be found.
        """
        coded = {name: self._lists[of].codes(rows[name]) for name, of in NAMED.items()}
        first, last = (_days(rows[name]) for name in ("first_day", "last_day"))
        if np.isnat(first).any():
            raise ValueError("an item has no date")
        lon, lat = (np.asarray(rows[name], dtype=np.float64) for name in ("lon", "lat"))
        self._keep("seizure", np.asarray(rows["seizure"], dtype=np.uint32))
        self._keep("position", np.asarray(rows["position"], dtype=np.uint16))
        self._keep("first_day", first.astype(np.int32))
        self._keep("span_days", np.where(np.isnat(last), 0, (last - first).astype(np.int64)).astype(np.uint32))
        self._keep("quantity", np.asarray(rows["quantity"], dtype=np.float64))
        self._keep("location", self._locations.codes([coded[name] for name in _LOCATION], [lon, lat]))
        self._keep("substance", self._substances.codes([coded[name] for name in _SUBSTANCE]))
        for name in _KEPT:
            self._keep(name, coded[name].astype(np.uint16))

    def list(self, role: str, seizures: Sequence[int], countries: Sequence[str]) -> None:
        """Countries on the way of seizures, in the source's order, for a role of ROLES."""
        codes = self._lists["country"].codes(countries).astype(np.uint16)
        self._legs[role].append((np.asarray(seizures, dtype=np.uint32), codes))

    def _keep(self, name: str, values: np.ndarray) -> None:
        self._parts.setdefault(name, _Growing(values.dtype)).add(values)

    def done(self, said: Said, version: str, data_date: date) -> Columns:
        """The copy of all rows, in order, with numbers in the order of their names."""
        ranks = {name: numbers.ranks() for name, numbers in self._lists.items()}
        row = {name: self._parts.pop(name).values for name in tuple(self._parts)}
        if not row:
            row = {name: np.empty(0, np.uint16) for name in (*BY_ROW, "position")}
        order = np.lexsort((row.pop("position"), row["seizure"], _day_of_seizure(row["seizure"], row["first_day"])))
        for name in BY_ROW:
            values = _small((ranks[name][row[name]] if name in _KEPT else row[name])[order])
            row[name] = _single(values) if name in _KEPT else values
        names = {name: numbers.names() for name, numbers in self._lists.items()}
        locations, points = self._locations.columns(len(_LOCATION))
        substances, _none = self._substances.columns(len(_SUBSTANCE))
        return Columns(
            **row, listed={role: self._listed(role, row["seizure"], ranks["country"]) for role in ROLES},
            locations=Locations(*(_small(ranks[n][c]) for n, c in zip(_LOCATION, locations, strict=True)), *points),
            substances=Substances(*(_small(ranks[n][c]) for n, c in zip(_SUBSTANCE, substances, strict=True))),
            names=names | dict.fromkeys(ROLES, names["country"]), places=Texts.of(names["place"]), said=said,
            version=version, data_date=data_date, longest_days=int(row["span_days"].max(initial=0)),
        )  # fmt: skip

    def _listed(self, role: str, seizure: np.ndarray, ranks: np.ndarray) -> Listed:
        """Every row of the seizures that list a country, once for each."""
        parts = [(np.empty(0, np.uint32), np.empty(0, np.uint16)), *self._legs[role]]
        numbers, codes = (np.concatenate(each) for each in zip(*parts, strict=True))
        by_number = np.argsort(numbers, kind="stable")
        numbers, codes = numbers[by_number], ranks[codes[by_number]]
        lists = np.zeros(int(seizure.max(initial=0)) + 1, dtype=bool)
        lists[numbers[numbers < len(lists)]] = True
        listing = np.flatnonzero(lists.take(seizure)).astype(np.int32)
        first, last = (np.searchsorted(numbers, seizure[listing], side) for side in ("left", "right"))
        count = last - first
        rows = np.repeat(listing, count)
        within = np.arange(len(rows)) - np.repeat(np.cumsum(count) - count, count)
        return Listed(rows, _small(codes[np.repeat(first, count) + within]))


def _days(values: Sequence[Any]) -> np.ndarray:
    """Days of ISO 8601 texts, each distinct one read once; of datetime64 as they are."""
    if isinstance(values, np.ndarray):
        return values.astype("datetime64[D]")
    codes, distinct = pd.factorize(np.asarray(values, dtype=object))
    return np.append(np.asarray(distinct, dtype="datetime64[D]"), np.datetime64("NaT"))[codes]


def _day_of_seizure(seizure: np.ndarray, first_day: np.ndarray) -> np.ndarray:
    """The first day of the whole seizure keeps its items together even if their dates were to differ."""
    if len(seizure) < 2:
        return first_day
    ascending = seizure if (seizure[1:] >= seizure[:-1]).all() else None
    if ascending is None:
        return pd.Series(first_day).groupby(seizure, sort=False).transform("min").to_numpy()
    starts = np.flatnonzero(np.concatenate([[True], seizure[1:] != seizure[:-1]]))
    return np.repeat(np.minimum.reduceat(first_day, starts), np.diff(np.append(starts, len(seizure))))


def _small(values: np.ndarray) -> np.ndarray:
    """The same whole numbers in as few bytes as hold them; days may be before 1970."""
    if values.dtype.kind == "f":
        return values
    kinds = (np.uint8, np.uint16, np.uint32) if values.dtype.kind == "u" else (np.int16, np.int32)
    low, high = int(values.min(initial=0)), int(values.max(initial=0))
    smallest = next(kind for kind in kinds if np.iinfo(kind).min <= low and high <= np.iinfo(kind).max)
    return values.astype(smallest)


def _single(values: np.ndarray) -> np.ndarray:
    """A column that says the same in every row, held once."""
    same = len(values) > 1 and (values == values[0]).all()
    return np.broadcast_to(values[:1], len(values)) if same else values


class _Growing:
    """A column that grows. One array with room to spare, of which the system gives only what is written: the many small
    arrays of the blocks would stay in the heap when they are let go.
    """

    def __init__(self, dtype: np.dtype) -> None:
        self._room, self._used = np.empty(1 << 20, dtype=dtype), 0

    def add(self, values: np.ndarray) -> None:
        needed = self._used + len(values)
        if needed > len(self._room):
            larger = np.empty(max(2 * len(self._room), needed), dtype=self._room.dtype)
            larger[: self._used] = self._room[: self._used]
            self._room = larger
        self._room[self._used : needed] = values
        self._used = needed

    @property
    def values(self) -> np.ndarray:
        return self._room[: self._used]


class _Numbers:
    """Numbers for names as they come; 0 is None."""

    def __init__(self) -> None:
        self._known: dict[str, int] = {}

    def codes(self, values: Sequence[Any]) -> np.ndarray:
        codes, distinct = pd.factorize(np.asarray(values, dtype=object))
        known = self._known
        numbers = [known.setdefault(str(value), len(known) + 1) if value != "" else 0 for value in distinct]
        return np.array([*numbers, 0], dtype=np.uint32)[codes]

    def names(self) -> tuple[str | None, ...]:
        return (None, *sorted(self._known))

    def ranks(self) -> np.ndarray:
        """The number of each name in the order of names."""
        ranks = np.zeros(len(self._known) + 1, dtype=np.uint32)
        ranks[[self._known[name] for name in sorted(self._known)]] = np.arange(1, len(ranks))
        return ranks


class _Tuples:
    """Numbers for distinct combinations of codes (and of numbers such as lon and lat), as they come.

    Combinations are told apart by a hash of 64 bits; a second one proves that no two have the same, which is refused rather
    than mixed up.
    """

    def __init__(self) -> None:
        self._known: dict[int, int] = {}
        self._proof = np.empty(0, dtype=np.uint64)
        self._held: list[tuple[list[np.ndarray], list[np.ndarray]]] = []

    def codes(self, whole: Sequence[np.ndarray], real: Sequence[np.ndarray] = ()) -> np.ndarray:
        parts = [*(each.astype(np.uint64) for each in whole), *((each + 0.0).view(np.uint64) for each in real)]
        hashed, proof = (_hashed(each) for each in (parts, parts[::-1]))
        codes, distinct = pd.factorize(hashed)
        first = np.empty(len(distinct), dtype=np.int64)
        first[codes[::-1]] = np.arange(len(codes))[::-1]
        before = len(self._known)
        numbers = np.array([self._known.setdefault(value, len(self._known)) for value in distinct.tolist()], np.uint32)
        new = first[np.flatnonzero(numbers >= before)]
        self._proof = np.concatenate([self._proof, proof[new]])
        if (self._proof[numbers[codes]] != proof).any():
            raise ValueError("two combinations of the copy have one hash")
        self._held.append(([each[new] for each in whole], [each[new] for each in real]))
        return numbers[codes]

    def columns(self, whole: int) -> tuple[list[np.ndarray], list[np.ndarray]]:
        """Each part of all combinations, in the order of their numbers."""
        if not self._held:
            return [np.empty(0, np.uint32) for _ in range(whole)], [np.empty(0), np.empty(0)]
        wholes, reals = zip(*self._held)
        return [np.concatenate(each) for each in zip(*wholes)], [np.concatenate(each) for each in zip(*reals)]


def _hashed(parts: Sequence[np.ndarray]) -> np.ndarray:
    hashed = parts[0]
    for part in parts[1:]:
        hashed = _mixed(hashed) ^ part
    return _mixed(hashed)


def _mixed(values: np.ndarray) -> np.ndarray:
    """Spreads 64 bits over all places (the finaliser of MurmurHash3, public domain)."""
    values = (values ^ (values >> np.uint64(33))) * np.uint64(0xFF51AFD7ED558CCD)
    values = (values ^ (values >> np.uint64(33))) * np.uint64(0xC4CEB9FE1A85EC53)
    return values ^ (values >> np.uint64(33))
