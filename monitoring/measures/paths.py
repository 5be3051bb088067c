"""What seizures state of their way, and how many state the same: the one thing that every number about routes is a sum of.

A path is what a record says: where it left (alternatives), the countries on the way (in order), where it was seized, where
it was bound for (alternatives), where it was made. A seizure has exactly one path, so that counts of paths are counts of
seizures. The paths of a copy are worked out once; a filter only counts them.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from weakref import WeakKeyDictionary

import numpy as np
import pandas as pd

from ..vocabulary.columns import ROLES, Columns, Listed
from ..vocabulary.drugs import DRUGS, FAMILIES
from ..vocabulary.folding import slug
from .grouping import going_on, seizures_of
from .kernels import Selection
from .route_ends import NO_LOCATION

Node = str  # an ISO 3166-1 alpha-3 code, or the slug of a sea area


@dataclass(frozen=True, eq=False)
class Paths:
    """code: the path of each row of the copy. The rest: one entry a path; seized is None where neither country nor sea is
    stated. Lists are in the source's order, each country once.
    """

    code: np.ndarray
    origin: tuple[tuple[Node, ...], ...]
    departure: tuple[tuple[Node, ...], ...]
    transit: tuple[tuple[Node, ...], ...]
    destination: tuple[tuple[Node, ...], ...]
    seized: tuple[Node | None, ...]

    def __len__(self) -> int:
        return len(self.seized)

    def chain(self, path: int) -> list[tuple[Node, ...]]:
        """The stages that are stated, in order: departures, each country of transit, place of seizure, destinations."""
        seized = self.seized[path]
        stages = [self.departure[path], *((one,) for one in self.transit[path]), (seized,) if seized else ()]
        return [stage for stage in (*stages, self.destination[path]) if stage]


@dataclass(frozen=True, eq=False)
class PathSums:
    """What the selected rows come to, one entry a path: distinct seizures; their matching mass and how many rows state one;
    days of the first and the last (since 1970; meaningless where there is no seizure); the one location and the one
    province that all share (NO_LOCATION, 0 where they differ); how many seizures went by sea; seizures by family.
    """

    seizures: np.ndarray
    mass_kg: np.ndarray
    with_mass: np.ndarray
    first_day: np.ndarray
    last_day: np.ndarray
    location: np.ndarray
    admin1: np.ndarray
    by_sea: np.ndarray
    families: np.ndarray

    @property
    def nbytes(self) -> int:
        return sum(getattr(self, each.name).nbytes for each in fields(self))


_paths: "WeakKeyDictionary[Columns, Paths]" = WeakKeyDictionary()


def paths(columns: Columns) -> Paths:
    """The paths of a copy, worked out once."""
    if columns not in _paths:
        _paths[columns] = _found(columns)
    return _paths[columns]


def _found(columns: Columns) -> Paths:
    lists = {role: _lists(columns.listed[role], len(columns)) for role in ROLES}
    seized = columns.country[:].astype(np.int64)
    countries = len(columns.names["country"])
    sea = columns.locations.sea_area.take(columns.location[:]).astype(np.int64)
    seized = np.where((seized == 0) & (sea > 0), countries + sea, seized)
    code = np.zeros(len(columns), dtype=np.int64)
    for part, size in (
        *((found, len(values)) for found, values in lists.values()),
        (seized, countries + len(columns.names["sea_area"])),
    ):
        code = pd.factorize(code * size + part)[0].astype(np.int64)
    if not len(columns):
        return Paths(code.astype(np.int32), (), (), (), (), ())
    example = np.empty(int(code.max()) + 1, dtype=np.int64)
    example[code] = np.arange(len(code))
    country, seas = columns.names["country"], columns.names["sea_area"]

    def named(role: str) -> tuple[tuple[Node, ...], ...]:
        of_row, values = lists[role]
        texts = [tuple(dict.fromkeys(str(country[one]) for one in value if one)) for value in values]
        return tuple(texts[number] for number in of_row[example].tolist())

    places = [country[one] if one < countries else slug(str(seas[one - countries])) for one in seized[example].tolist()]
    return Paths(
        code.astype(np.int32),
        named("origin"),
        named("departure"),
        named("transit"),
        named("destination"),
        tuple(places),
    )


def _lists(listed: Listed, rows: int) -> tuple[np.ndarray, Sequence[tuple[int, ...]]]:
    """The number of each row's list, 0 for none, and the lists. Exact: a list is told apart by its beginning and its next."""
    number = np.zeros(rows, dtype=np.int64)
    values: list[tuple[int, ...]] = [()]
    if not len(listed.rows):
        return number, values
    at = listed.rows.astype(np.int64)
    codes = listed.codes.astype(np.int64)
    starts = np.flatnonzero(np.concatenate([[True], at[1:] != at[:-1]]))
    lengths = np.diff(np.append(starts, len(at)))
    size = int(codes.max()) + 1
    for step in range(int(lengths.max())):
        longer = lengths > step
        here = at[starts[longer]]
        key = number[here] * size + codes[starts[longer] + step]
        found, distinct = pd.factorize(key)
        number[here] = found + len(values)
        values += [(*values[one // size], one % size) for one in distinct.tolist()]
    return number, values


def path_sums(columns: Columns, known: Paths, selection: Selection) -> PathSums:
    """What a selection comes to, path by path; see PathSums."""
    rows, size = selection.rows, len(known)
    seizure, code = columns.seizure[selection.at], known.code[selection.at]
    inside = going_on(seizure)
    first = np.ones(len(rows), dtype=bool)
    first[inside] = False
    mass = columns.mass_kg(selection.at)
    stated = ~np.isnan(mass)
    first_day, last_day = np.zeros(size, np.int64), np.zeros(size, np.int64)
    start, end = columns.first_day[selection.at], columns.last_day(selection.at)
    first_day[code[::-1]] = start[::-1]  # rows are in order of day: what is written last is the first
    np.maximum.at(last_day, code, end)
    location = columns.location[selection.at].astype(np.int64)
    sea = columns.codes("mode", ("sea",))
    by_sea = np.isin(columns.mode[selection.at], sea) & first
    return PathSums(
        np.bincount(code[first], minlength=size),
        np.bincount(code, weights=np.where(stated, mass, 0.0), minlength=size),
        np.bincount(code[stated], minlength=size),
        first_day, last_day, shared(code, location, size, NO_LOCATION),
        shared(code, columns.locations.admin1.take(location).astype(np.int64), size, 0),
        np.bincount(code[by_sea], minlength=size), _families(columns, selection, code, size, inside),
    )  # fmt: skip


def shared(code: np.ndarray, value: np.ndarray, size: int, differing: int) -> np.ndarray:
    """The value that all entries of a code have; `differing` where they do not agree or there is none."""
    found = np.full(size, differing, dtype=np.int64)
    found[code] = value
    found[code[value != found[code]]] = differing
    return found


def _families(columns: Columns, selection: Selection, code: np.ndarray, size: int, inside: np.ndarray) -> np.ndarray:
    """Distinct seizures by path and substance family (columns in the order of FAMILIES)."""
    other = FAMILIES.index("other")
    by_slug = {drug.slug: FAMILIES.index(drug.family) for drug in DRUGS.values()}
    family_of = np.array([by_slug.get(str(name), other) for name in columns.names["drug"]], dtype=np.int64)
    family = family_of.take(columns.code("drug", selection.at))
    group = code.astype(np.int64) * len(FAMILIES) + family
    counted = seizures_of(columns.seizure[selection.at], group, size * len(FAMILIES), inside)
    return counted.reshape(size, len(FAMILIES))
