"""Which corridor a seizure belongs to, by a rule that anybody can follow, and what corridors come to over time.

The rule. The steps that a record states (departure, transit, place of seizure, destination, one after the other) are compared
with the pairs of each branch; the branch with the most pairs has it. A tie is settled by the place of seizure where that lies
in one of the branches that tie. A record whose steps fit nothing, or that states none, belongs where its place lies: in the
band of a branch, or in a sea that the branch names. Where several fit equally, that is said; where none fits, too.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from weakref import WeakKeyDictionary

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from ..vocabulary.columns import Columns, Rows
from ..vocabulary.corridors import CORRIDORS, NONE, SEVERAL, parted
from ..vocabulary.folding import slug
from .corridor_bands import bands
from .grouping import Keys, keys_of
from .kernels import Selection
from .paths import Paths
from .sums import sums

HOW = (NONE, "legs", "place", SEVERAL)  # what decided: the steps stated, the place, several corridors fit, nothing did
_NO, _LEGS, _PLACE, _SEVERAL = range(4)
REMEMBERED = 4  # assignments of one copy: the record's, and those that an editor tries


@dataclass(frozen=True, eq=False)
class Assigned:
    """code, how: one entry a row of the copy; all rows of a seizure have the same. how: place in HOW.

    corridors, branches: what a code means. Code 0 is not assigned (NONE, None); then the branches; then the corridors of
    which several branches fit (branch SEVERAL); the last is several corridors (SEVERAL, None).
    """

    code: np.ndarray
    how: np.ndarray
    corridors: tuple[str, ...]
    branches: tuple[str | None, ...]

    def meaning(self, row: int) -> tuple[str, str | None, str]:
        """Corridor, branch and how of a row."""
        code = int(self.code[row])
        return self.corridors[code], self.branches[code], HOW[int(self.how[row])]

    def rows_of(self, rows: np.ndarray, corridor: str, branch: str | None = None) -> np.ndarray:
        """Those of `rows` that belong to the corridor (or SEVERAL, NONE), and to the branch where one is named."""
        wanted = [
            code for code, (one, other) in enumerate(zip(self.corridors, self.branches, strict=True))
            if one == corridor and branch in (None, other)
        ]  # fmt: skip
        return rows[np.isin(self.code[rows], wanted)]


_assigned: "WeakKeyDictionary[Columns, dict[tuple, Assigned]]" = WeakKeyDictionary()


def assign(columns: Columns, paths: Paths, corridors: gpd.GeoDataFrame) -> Assigned:
    """What each row of the copy belongs to; `corridors` as store.corridors gives them. Remembered a few times a copy."""
    wkb = shapely.to_wkb(corridors.geometry.to_numpy()) if len(corridors) else ()
    told = zip(corridors["branch_id"], corridors["steps"], corridors["seas"], corridors["width_km"], wkb, strict=True)
    name = tuple(tuple(each) for each in told)
    held = _assigned.setdefault(columns, {})
    if name not in held:
        for old in list(held)[: len(held) - REMEMBERED + 1]:
            del held[old]
        held[name] = _found(columns, paths, corridors)
    return held[name]


def _found(columns: Columns, paths: Paths, corridors: gpd.GeoDataFrame) -> Assigned:
    names, of_corridor = corridors["branch_id"].tolist(), corridors["corridor"].tolist()
    known = sorted(set(of_corridor), key=lambda one: (list(CORRIDORS).index(one) if one in CORRIDORS else 99, one))
    meaning = ((NONE, *of_corridor, *known, SEVERAL), (None, *names, *(SEVERAL for _one in known), None))
    size, places = len(columns), max(len(columns.locations), 1)
    if not size:
        return Assigned(np.zeros(0, np.int16), np.zeros(0, np.int8), *meaning)
    pair = paths.code.astype(np.int64) * places + columns.location[:]
    of_row, distinct = pd.factorize(pair)
    steps = by_steps(paths, corridors["steps"].tolist())[distinct // places]
    inside = by_place(columns, corridors)[distinct % places]
    group = np.array([[one == each for each in known] for one in of_corridor], dtype=np.int64).reshape(
        len(names), len(known)
    )
    code, how = _decided(steps, inside, group)
    # All items of a seizure belong where its first one does, so that it is counted once.
    begins = _begins(columns.seizure[:])
    of_seizure = of_row[begins][np.cumsum(begins) - 1]
    return Assigned(code[of_seizure].astype(np.int16), how[of_seizure].astype(np.int8), *meaning)


def _decided(steps: np.ndarray, inside: np.ndarray, group: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Code and how of each pair of a way and a place. steps, inside: which branches (columns) fit by either."""
    stated = steps.any(axis=1)
    both = steps & inside
    otherwise = np.where(stated.reshape(-1, 1), steps, inside)
    fits = np.where(both.any(axis=1, keepdims=True), both, otherwise)
    many, branches = fits.sum(axis=1), steps.shape[1]
    hits = (fits.astype(np.int64) @ group) > 0
    one_corridor = hits.sum(axis=1) == 1
    code = np.where(
        many == 1, 1 + _first(fits), np.where(one_corridor, 1 + branches + _first(hits), 1 + branches + group.shape[1])
    )
    how = np.where(one_corridor, np.where(stated, _LEGS, _PLACE), _SEVERAL)
    return np.where(many == 0, 0, code), np.where(many == 0, _NO, how)


def _begins(seizure: np.ndarray) -> np.ndarray:
    """Which rows are the first of their seizure, as a mask."""
    begins = np.ones(len(seizure), dtype=bool)
    begins[1:] = seizure[1:] != seizure[:-1]
    return begins


def _first(mask: np.ndarray) -> np.ndarray:
    return mask.argmax(axis=1) if mask.shape[1] else np.zeros(len(mask), dtype=np.int64)


def by_steps(paths: Paths, pairs: Sequence[Sequence[str]]) -> np.ndarray:
    """Of each path (row) the branches (columns) that have the most of its steps; none where no step is theirs."""
    counts = np.zeros((len(paths), len(pairs)), dtype=np.int64)
    having: dict[str, list[int]] = {}
    for branch, own in enumerate(pairs):
        for pair in own:
            having.setdefault(pair, []).append(branch)
    for path in range(len(paths)):
        for start, end in steps_of(paths, path):
            counts[path, having.get(f"{start}-{end}", ())] += 1
    most = counts.max(axis=1, initial=0)
    return (counts > 0) & (counts == most[:, None])


def steps_of(paths: Paths, path: int) -> Iterator[tuple[str, str]]:
    """The steps that a path states, each once: departure, countries of transit in order, place of seizure, destination.

    A place of seizure that is a station of the way already adds none. Of alternatives each makes a step of its own.
    """
    seized = paths.seized[path]
    way = [paths.departure[path], *((country,) for country in paths.transit[path])]
    if seized and not any(seized in station for station in way):
        way.append((seized,))
    stations = [station for station in (*way, paths.destination[path]) if station]
    steps = ((start, end) for first, second in pairwise(stations) for start in first for end in second)
    yield from dict.fromkeys(step for step in steps if step[0] != step[1])


def by_place(columns: Columns, corridors: gpd.GeoDataFrame) -> np.ndarray:
    """Of each location of the copy (row) the branches (columns) in which it lies.

    A point counts by the band. At sea there is no position, only the label point of an area: what counts is whether the
    branch names the sea.
    """
    places = columns.locations
    found = np.zeros((max(len(places), 1), len(corridors)), dtype=bool)
    sea = [slug(name) if name else None for name in columns.names["sea_area"]]
    at_point = np.flatnonzero((places.sea_area == 0) & ~np.isnan(places.lon))
    lon, lat = places.lon[at_point], places.lat[at_point]
    for branch, (area, seas) in enumerate(zip(bands(corridors), corridors["seas"], strict=True)):
        shapely.prepare(area)
        found[at_point, branch] = shapely.contains_xy(area, lon, lat)
        named = [number for number, name in enumerate(sea) if name in parted(seas)]
        found[: len(places), branch] |= np.isin(places.sea_area, named)
    return found


def by_corridor(columns: Columns, selection: Selection, assigned: Assigned, step: str = "year") -> pd.DataFrame:
    """Columns: corridor, branch, period, seizures, mass_kg; a row for each that occurs, in order of code and period.

    period: a year (Int64) or, with step "month", as in 2014-03; null where the date is known less exactly. mass_kg: null where
    no item states one. Each seizure is in one row, so that seizures add up to the selection's.
    """

    def belongs(at: Rows) -> Keys:
        return Keys(assigned.code[at], range(len(assigned.corridors)))

    (found,) = sums(
        columns, selection.rows, [[belongs, lambda at: keys_of(columns, at, step)]], lambda at: columns.mass_kg(at)
    )
    codes, periods = found.codes
    values = [found.values[1][number] for number in periods]
    return pd.DataFrame(
        {
            "corridor": pd.Series([assigned.corridors[code] for code in codes], dtype="str"),
            "branch": pd.Series([assigned.branches[code] for code in codes], dtype="str"),
            "period": pd.Series(values, dtype="Int64" if step == "year" else "str"),
            "seizures": found.seizures.astype(np.int64),
            "mass_kg": np.where(found.stated > 0, found.amount.round(6), np.nan),
        }
    )


def by_how(columns: Columns, selection: Selection, assigned: Assigned) -> dict[str, int]:
    """Seizures by what decided (HOW); they add up to the selection's."""
    how = assigned.how[selection.at]
    begins = _begins(columns.seizure[selection.at])
    return dict(zip(HOW, np.bincount(how[begins], minlength=len(HOW)).tolist(), strict=True))


def moved(columns: Columns, before: Assigned, after: Assigned) -> pd.DataFrame:
    """The seizures that another assignment puts elsewhere, in the order of the copy: row (its first), and corridor and branch
    `_before` and `_after` (branch null for SEVERAL corridors and NONE).
    """
    first = np.flatnonzero(_begins(columns.seizure[:]))
    was, now = before.code[first].astype(np.int64), after.code[first].astype(np.int64)
    size = len(after.corridors)
    pairs, of = np.unique(was * size + now, return_inverse=True)
    differ = np.array([_meant(before, one // size) != _meant(after, one % size) for one in pairs.tolist()], dtype=bool)
    at = np.flatnonzero(differ[of])
    told = [(*_meant(before, int(was[one])), *_meant(after, int(now[one]))) for one in at]
    names = ("corridor_before", "branch_before", "corridor_after", "branch_after")
    columns_ = {name: pd.Series([each[place] for each in told], dtype="str") for place, name in enumerate(names)}
    return pd.DataFrame({"row": first[at], **columns_})


def _meant(assigned: Assigned, code: int) -> tuple[str, str | None]:
    return assigned.corridors[code], assigned.branches[code]
