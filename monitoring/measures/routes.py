"""Legs: from where, to where, on what evidence, and how many seizures are behind each; every seizure has one fate.

A leg is a pair of ends that one record states: where it left and where it was seized, or where it left and where it was
bound for. Several departures or destinations of one record are alternatives: each of their legs counts the seizure, so
that legs do not add up; the fates do.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple

import numpy as np
import pandas as pd

from ..vocabulary.columns import Columns
from ..vocabulary.drugs import FAMILIES
from .paths import Node, Paths, PathSums, shared
from .route_ends import COUNTRY, NO_LOCATION, Point, end_of

Ends = Literal["seizure", "destination"]
ENDS: tuple[Ends, ...] = ("seizure", "destination")
BASES = ("interpreted", "published", "reported")  # the stronger comes later
LEGS = {
    "leg": "str", "start": "str", "end": "str", "basis": "str", "also": "str", "seizures": "int64",
    "mass_kg": "float64", "ever": "int64", "hidden": "bool", "first_day": "datetime64[us]",
    "last_day": "datetime64[us]", "family": "str", "sea": "bool", "end_lon": "float64", "end_lat": "float64",
    "end_kind": "str", "end_name": "str",
}  # fmt: skip
STUBS = {"node": "str", "way": "str", "seizures": "int64", "mass_kg": "float64"}


class Pair(NamedTuple):
    """A leg (or, with one end None, a stub: the end that is not stated)."""

    start: Node | None
    end: Node | None

    @property
    def leg(self) -> str:
        return f"{self.start or ''}-{self.end or ''}"


@dataclass(frozen=True, eq=False)
class Ways:
    """The legs of all paths under one meaning of "leg": entry i says that path[i] has the pair at pair[i].

    A path without an entry states no end. A path has either legs or stubs.
    """

    pairs: tuple[Pair, ...]
    path: np.ndarray
    pair: np.ndarray
    is_leg: np.ndarray  # of each pair

    def sums(self, of_path: np.ndarray) -> np.ndarray:
        """What is known of paths, summed by pair."""
        return np.bincount(self.pair, weights=of_path[self.path], minlength=len(self.pairs))


@dataclass(frozen=True)
class Fates:
    """Seizures, each once, by the first that fits. Their sum is the selection's."""

    drawn: int
    hidden: int
    stub: int
    none: int

    @property
    def seizures(self) -> int:
        return self.drawn + self.hidden + self.stub + self.none


@lru_cache(maxsize=4)
def ways(known: Paths, ends: Ends) -> Ways:
    """The legs and stubs of paths. To the place of seizure: a record that names another end of its way but not where it
    left is a stub into the place of seizure; one that names none states no route.
    """
    numbers: dict[Pair, int] = {}
    entries: list[tuple[int, int]] = []
    for path in range(len(known)):
        for pair in dict.fromkeys(_pairs(known, path, ends)):
            entries.append((path, numbers.setdefault(pair, len(numbers))))
    of_path, of_pair = (np.array(part, dtype=np.int64) for part in (zip(*entries) if entries else ((), ())))
    pairs = tuple(numbers)
    is_leg = np.array([pair.start is not None and pair.end is not None for pair in pairs], dtype=bool)
    return Ways(pairs, of_path, of_pair, is_leg)


def _pairs(known: Paths, path: int, ends: Ends) -> list[Pair]:
    starts: tuple[Node | None, ...] = known.departure[path]
    to: tuple[Node | None, ...]
    if ends == "seizure":
        seized = known.seized[path]
        to = (seized,) if seized else ()
        stated = starts or known.origin[path] or known.transit[path] or known.destination[path]
    else:
        to = known.destination[path]
        stated = starts or to
    if not stated:
        return []
    return [Pair(start, end) for start in starts or (None,) for end in to or (None,) if start or end]


@dataclass(frozen=True, eq=False)
class Routes:
    """What `routes` found. legs: LEGS, one row a pair, most seizures first, then by leg. stubs: STUBS, most first."""

    legs: pd.DataFrame
    stubs: pd.DataFrame
    fates: Fates

    @property
    def drawn(self) -> pd.DataFrame:
        """The legs that are on the map; faded ones are among them."""
        return self.legs[~self.legs["hidden"]]


def routes(
    columns: Columns, known: Paths, sums: PathSums, ever: np.ndarray, published: pd.DataFrame, ends: Ends = "seizure",
    once: bool = False,
) -> Routes:  # fmt: skip
    """The legs of a selection and the fate of each of its seizures.

    ever: seizures of each path in the whole data version, by which a leg is "seen once". published: store.routes.route_legs
    (no rows where they should not be drawn). once: legs seen once are drawn too.
    """
    found = ways(known, ends)
    count, total = found.sums(sums.seizures).astype(np.int64), found.sums(ever).astype(np.int64)
    named = _named(published)
    pairs = [pair for pair, leg, n in zip(found.pairs, found.is_leg, count, strict=True) if leg and n]
    numbers = [number for number in range(len(found.pairs)) if found.is_leg[number] and count[number]]
    reported = _reported(columns, found, sums, pairs, numbers, count, total, ends == "seizure")
    reported["hidden"] = (reported["ever"] == 1) & ~reported["leg"].isin(named) & (not once)
    reported["also"] = [";".join(named.get(leg, {}).get("bases", ())) for leg in reported["leg"]]
    legs = pd.concat([reported, _unreported(named, set(reported["leg"]))], ignore_index=True)
    legs = legs.sort_values(["seizures", "leg"], ascending=[False, True], ignore_index=True)
    hidden = np.zeros(len(found.pairs), dtype=bool)
    flags = dict(zip(reported["leg"], reported["hidden"], strict=True))
    hidden[numbers] = [flags[pair.leg] for pair in pairs]
    return Routes(
        legs[list(LEGS)].astype(LEGS), _stubs(found, sums, count), _fates(found, sums.seizures, hidden, len(known))
    )


def _named(published: pd.DataFrame) -> dict[str, dict]:
    """Leg -> the bases on which documents name it, the weakest first, and whether they say that it goes by sea."""
    found: dict[str, dict] = {}
    for row in published.itertuples():
        one = found.setdefault(f"{row.from_iso3}-{row.to_iso3}", {"bases": [], "modes": []})
        one["bases"] = sorted({*one["bases"], row.basis}, key=BASES.index)
        one["modes"].append(str(row.mode or ""))
    return found


def _reported(
    columns: Columns, found: Ways, sums: PathSums, pairs: list[Pair], numbers: list[int], count: np.ndarray, total: np.ndarray,
    to_seizure: bool,
) -> pd.DataFrame:  # fmt: skip
    mass, stated = found.sums(sums.mass_kg), found.sums(sums.with_mass)
    by_sea = found.sums(sums.by_sea)
    first, last = _extremes(found, sums)
    family = np.stack([found.sums(column) for column in sums.families.T], axis=1) if len(found.pairs) else None
    ends = _end_points(columns, found, sums, numbers, to_seizure)
    return pd.DataFrame(
        {
            "leg": [pair.leg for pair in pairs], "start": [pair.start for pair in pairs],
            "end": [pair.end for pair in pairs], "basis": "reported", "seizures": count[numbers],
            "mass_kg": np.where(stated[numbers] > 0, mass[numbers].round(6), np.nan),
            "ever": total[numbers], "first_day": first[numbers].astype("datetime64[D]").astype("datetime64[us]"),
            "last_day": last[numbers].astype("datetime64[D]").astype("datetime64[us]"),
            "family": [FAMILIES[int(family[number].argmax())] for number in numbers] if family is not None else [],
            "sea": by_sea[numbers] * 2 > count[numbers],
            **_columns(ends),
        }
    )  # fmt: skip


def _columns(ends: Iterable[Point]) -> dict[str, list]:
    lon, lat, kind, name = zip(*ends) if (ends := list(ends)) else ((), (), (), ())
    return {"end_lon": list(lon), "end_lat": list(lat), "end_kind": list(kind), "end_name": list(name)}


def _extremes(found: Ways, sums: PathSums) -> tuple[np.ndarray, np.ndarray]:
    """The first and the last day of each pair, among paths that have a seizure."""
    first = np.full(len(found.pairs), np.iinfo(np.int64).max)
    last = np.full(len(found.pairs), np.iinfo(np.int64).min)
    some = sums.seizures[found.path] > 0
    np.minimum.at(first, found.pair[some], sums.first_day[found.path[some]])
    np.maximum.at(last, found.pair[some], sums.last_day[found.path[some]])
    return first, last


def _end_points(columns: Columns, found: Ways, sums: PathSums, numbers: list[int], to_seizure: bool) -> list[Point]:
    """A leg to where seizures were made ends at what these share; one to a destination ends in the country."""
    if not to_seizure:
        return [COUNTRY for _number in numbers]
    some = sums.seizures[found.path] > 0
    of, pair = found.path[some], found.pair[some]
    location = shared(pair, sums.location[of], len(found.pairs), NO_LOCATION)
    admin1 = shared(pair, sums.admin1[of], len(found.pairs), 0)
    return [
        end_of(columns, int(location[number]), int(admin1[number]), str(found.pairs[number].end)) for number in numbers
    ]


def _unreported(named: Mapping[str, dict], reported: set[str]) -> pd.DataFrame:
    """The legs that only documents name."""
    rows = []
    for leg, one in named.items():
        if leg not in reported:
            start, _dash, end = leg.partition("-")
            *weaker, basis = one["bases"]
            sea = any(mode == "sea" for mode in one["modes"])
            rows.append((leg, start, end, basis, ";".join(weaker), sea))
    frame = pd.DataFrame(rows, columns=["leg", "start", "end", "basis", "also", "sea"])
    frame["seizures"], frame["ever"], frame["hidden"] = 0, 0, False
    frame["mass_kg"] = frame["end_lon"] = frame["end_lat"] = np.nan
    frame["first_day"] = frame["last_day"] = pd.NaT
    frame["family"], frame["end_name"], frame["end_kind"] = None, None, "country"
    return frame


def _stubs(found: Ways, sums: PathSums, count: np.ndarray) -> pd.DataFrame:
    mass, stated = found.sums(sums.mass_kg), found.sums(sums.with_mass)
    rows = [
        (pair.end or pair.start, "from" if pair.end else "to", n, kg if known else np.nan)
        for pair, leg, n, kg, known in zip(found.pairs, found.is_leg, count, mass.round(6), stated, strict=True)
        if not leg and n
    ]
    frame = pd.DataFrame(rows, columns=list(STUBS)).astype(STUBS)
    return frame.sort_values(["seizures", "node"], ascending=[False, True], ignore_index=True)


def _fates(found: Ways, seizures: np.ndarray, hidden: np.ndarray, paths: int) -> Fates:
    """Each path has the best fate that one of its entries gives it."""
    fate = np.full(paths, 3)
    of_pair = np.where(~found.is_leg, 2, np.where(hidden, 1, 0))
    np.minimum.at(fate, found.path, of_pair[found.pair])
    return Fates(*np.bincount(fate, weights=seizures, minlength=4).astype(int).tolist())


def rows_of_leg(known: Paths, ends: Ends, leg: str, rows: np.ndarray) -> np.ndarray:
    """Those of `rows` whose seizure states the leg (or stub: "IRN-" and "-IRN")."""
    found = ways(known, ends)
    wanted = [number for number, pair in enumerate(found.pairs) if pair.leg == leg]
    of_leg = np.zeros(len(known) + 1, dtype=bool)
    of_leg[found.path[np.isin(found.pair, wanted)]] = True
    return rows[of_leg[known.code[rows]]]
