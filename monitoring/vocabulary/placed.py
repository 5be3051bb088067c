"""What the gazetteer answers: a place with its precision, or what it may be, or that it is not found."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a text may mean. `key` names a row of the gazetteer ("gn:1140026", "admin1:AF-HER", "sea:red_sea").

    iso3: "" for a sea area; admin1: ISO 3166-2, "" where the place lies in none that we know; score: 0 to 1.
    """

    key: str
    label: str
    iso3: str
    admin1: str
    lon: float
    lat: float
    score: float


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a row of somebody's file lies, as far as its words say.

    outcome: "found"; "ambiguous" (several places are as likely: a person decides); "not_found"; "missing" (no place was
    named, so nothing is open). precision: "place", "admin1", "sea_area", "country" (see vocabulary.precisions): where the
    place itself is open but the province is known, the point is the province's. lon, lat: None for "country", always set
    otherwise. admin1: ISO 3166-2 or None. sea_area: id of geodata/sea_areas.csv or None. method: one word for
    `location_method`. score: 0 to 1, of the answer given. candidates: what an ambiguous or misspelt text may mean, best
    first.
    """

    outcome: str
    precision: str
    lon: float | None = None
    lat: float | None = None
    admin1: str | None = None
    sea_area: str | None = None
    method: str = ""
    score: float = 0.0
    candidates: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True)
class PointCheck:
    """Whether a point as reported can be in the stated country.

    verdict: "fits"; "swapped" (it fits with longitude and latitude exchanged); "elsewhere" (a point of the world, outside
    the country; `iso3` says which country it is in, "" at sea); "impossible" (no such longitude or latitude, or 0, 0).
    suggestion: (lon, lat) that fits the country where exchanging the two or a lost sign explains the point, else None.
    """

    verdict: str
    iso3: str = ""
    suggestion: tuple[float, float] | None = None
