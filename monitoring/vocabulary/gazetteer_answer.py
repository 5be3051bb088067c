"""From a choice among names to an answer: what is found how exactly, and what stays open for a person."""

from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from math import isfinite

from .admin1 import ADMIN1
from .countries import COUNTRIES
from .country_shapes import Countries
from .gazetteer_choice import Choice, Hit
from .gazetteer_match import Names, label_of
from .gazetteer_table import Table
from .lookup import country_names
from .place_points import Written, written_point
from .place_words import is_missing, is_unit, place_key, tokens_of
from .placed import Candidate, Placed

_MOST_CANDIDATES = 8
_SOURCES = {"gn": "GeoNames", "iata": "airports by IATA code", "crossing": "list of border crossings", "hand": "our own list",
            "admin1": "Natural Earth", "ne": "Natural Earth", "region": "Natural Earth", "sea": "sea areas"}  # fmt: skip
NAMED = 0.75  # scores from here on are those of a name with at most one letter wrong
COUNTRY_ONLY = Placed("missing", "country")


class Matcher:
    """Answers for (iso3 or "", province, place), without any operator's decision and without memory."""

    def __init__(self, table: Table, countries: Countries) -> None:
        self._table, self._countries, self._names = table, countries, Names(table)

    def place(self, iso3: str, province: str, place: str) -> Placed:
        areas, chosen = self._names.areas(iso3, province)
        around = self._around(areas, chosen, province)
        tokens = tokens_of(place)
        written = written_point(place)
        if written is not None:
            return self._at_point(written, iso3, around)
        if is_missing(tokens) or ("".join(tokens) in _names_of(iso3) and not self._is_city(iso3, tokens)):
            return around
        choice = self._names.choice(iso3, place, areas, "" if iso3 else "sea_area")
        if is_unit(tokens):
            return self._open("not_found", around, _all_of(choice))
        if choice.best is not None:
            return self._found(choice, around)
        if choice.around is not None and around.precision == "country":
            around = self._answer("found", Hit(choice.around, 0.9), "province in the text, by name")
        outcome = "ambiguous" if _several(choice) else "not_found"
        return self._open(outcome, around, choice.others)

    def told(self, decision: str, around: Placed, method: str) -> Placed | None:
        """The answer that a decision gives: the key of a place or "lon,lat"; None for a key that is no longer known."""
        row = self._table.row(decision)
        if row >= 0:
            return self._answer("found", Hit(row, 1.0), method)
        lon, _, lat = decision.partition(",")
        try:
            point = (float(lon), float(lat))
        except ValueError:
            return None
        if not all(map(isfinite, point)) or abs(point[0]) > 180 or abs(point[1]) > 90:
            return None
        return Placed("found", "place", *point, around.admin1, None, method, 1.0)

    def _around(self, areas: frozenset[int], chosen: Choice, province: str) -> Placed:
        """The answer where only the column of provinces says something."""
        if chosen.best is not None:
            return self._answer(
                "found", chosen.best, self._method(chosen.best.row, f"{chosen.best.how} of the province")
            )
        if areas:
            return Placed("found", "country", method="by name, several provinces")
        if is_missing(tokens_of(province)):
            return COUNTRY_ONLY
        return self._open("ambiguous" if _several(chosen) else "not_found", COUNTRY_ONLY, chosen.others)

    def _found(self, choice: Choice, around: Placed) -> Placed:
        assert choice.best is not None
        best, candidates = choice.best, self._candidates(choice.others)
        how = best.how
        if choice.area is not None:
            code = self._table.code[choice.area]
            how += "; the town bears the name of its province, and either may be meant"
            inside = self._answer("found", best, self._method(best.row, how), candidates)
            return Placed(
                "found", "admin1", inside.lon, inside.lat, code or None, None, inside.method, best.score, candidates
            )
        if candidates and all(one.score >= best.score - 0.02 for one in candidates):
            how += f", the likeliest of {len(candidates) + 1}"
        found = self._answer("found", best, self._method(best.row, how), candidates)
        if around.admin1 not in (None, found.admin1) and found.precision == "place" and not choice.outside:
            return replace(found, admin1=around.admin1)  # the stated one, where the place lies at the limit of two
        return found

    def _answer(self, outcome: str, hit: Hit, method: str, candidates: tuple[Candidate, ...] = ()) -> Placed:
        table, row = self._table, hit.row
        kind = table.kind[row]
        if kind == "sea_area":
            return Placed(outcome, "sea_area", None, None, None, table.key(row)[4:], method, hit.score, candidates)
        precision = "admin1" if kind == "admin1" else "place"
        point = float(table.lon[row]), float(table.lat[row])
        return Placed(outcome, precision, *point, table.code[row] or None, None, method, hit.score, candidates)

    def _open(self, outcome: str, around: Placed, hits: Iterable[Hit]) -> Placed:
        """Not settled: the province stays, if one is known, and the point is the province's."""
        candidates = self._candidates(hits)
        if around.precision not in ("admin1", "place"):
            return Placed(outcome, "country", candidates=candidates)
        return replace(around, outcome=outcome, precision="admin1", candidates=candidates)

    def _candidates(self, hits: Iterable[Hit]) -> tuple[Candidate, ...]:
        best: dict[int, float] = {}
        for hit in hits:
            best[hit.row] = max(hit.score, best.get(hit.row, 0.0))
        ordered = sorted(best.items(), key=lambda pair: -pair[1])[:_MOST_CANDIDATES]
        return tuple(self.candidate(row, score) for row, score in ordered)

    def candidate(self, row: int, score: float) -> Candidate:
        table = self._table
        code = table.code[row]
        return Candidate(table.key(row), label_of(table, row), table.iso3[row], code if code in ADMIN1 else "",
                         float(table.lon[row]), float(table.lat[row]), round(score, 3))  # fmt: skip

    def _at_point(self, written: Written, iso3: str, around: Placed) -> Placed:
        """A point in the text, taken where it can be in the stated country; else open, with what it may be."""
        checks = [(point, self._countries.check(*point, iso3 or None)) for point in written.points]
        fits = [point for point, check in checks if check.verdict == "fits"]
        if (
            fits
            and not iso3
            and not written.sided
            and self._countries.check(fits[0][1], fits[0][0], None).verdict == "fits"
        ):
            fits.append((fits[0][1], fits[0][0]))  # which number is which cannot be known
        if len(fits) == 1:
            lon, lat = fits[0]
            return Placed(
                "found", "place", round(lon, 5), round(lat, 5), around.admin1, None, "coordinates in the text", 0.95
            )
        meant = [*fits, *(check.suggestion for _, check in checks if check.suggestion)]
        how = "coordinates in the text, exchanged or with another sign"
        candidates = tuple(
            Candidate(
                f"{lon:.5f},{lat:.5f}", f"{lat:.5f}, {lon:.5f}: {how}", iso3, "", round(lon, 5), round(lat, 5), 0.5
            )
            for lon, lat in dict.fromkeys(meant)
        )
        held = self._open("ambiguous" if candidates else "not_found", around, ())
        why = "coordinates in the text do not fit the country"
        return Placed(held.outcome, held.precision, held.lon, held.lat, held.admin1, None, why, 0.0, candidates)

    def _is_city(self, iso3: str, tokens: list[str]) -> bool:
        """Whether the name of the country is also that of a place in it: Singapore, Luxembourg, Guatemala."""
        return any(self._table.kind[hit.row] != "admin1" for hit in self._names.hits(iso3, tokens))

    def _method(self, row: int, how: str) -> str:
        scheme, _, rest = self._table.key(row).partition(":")
        number = f" {rest}" if scheme in ("gn", "iata") else ""
        return f"{_SOURCES[scheme]}{number}: {self._table.name(row)}, {how}"


@cache
def _names_of(iso3: str) -> frozenset[str]:
    """Every name of a country, as `place_key` writes it: in a column of places it says no more than the country."""
    country = COUNTRIES.get(iso3)
    own = (country.name_en, country.short_en, country.name_ar, *country.aliases) if country else ()
    return frozenset(map(place_key, (*own, *(word for word, code in country_names().items() if code == iso3))))


def _several(choice: Choice) -> bool:
    """Whether the name is that of places, of which none can be taken: else what is offered only looks like it."""
    return choice.outside or len({hit.row for hit in choice.others if hit.score >= NAMED}) > 1


def _all_of(choice: Choice) -> list[Hit]:
    return [*([choice.best] if choice.best else []), *choice.others]
