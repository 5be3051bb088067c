"""Which of several places a name means: decided only where the context, the sizes or the ground itself leave one.

A hit is a place of the gazetteer that the text may name. Nothing is drawn lots for: where two stay, both are candidates.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from .gazetteer_table import Table

# A town of so many people this near to one of the stated province may lie in it: our limits are drawn at 1:10 million.
BORDER_KM, BORDER_PEOPLE = 15, 5_000
BESIDE_KM = 40  # a small province this near to a city of its name is a part of that city
SEAT_KM = 20  # the same where one is a seat of unknown size: GeoNames puts a municipality's now here, now there
SAME_KM = 12  # two entries of one name nearer than this are one place (a town and its crossing, an entry made twice)
# A province no larger than this, with so many people of the town per square kilometre, is that city: one place, one name.
CITY_KM2, CITY_PEOPLE_PER_KM2 = 3_000, 400
# How much larger a town must be than every other of its name to be meant: (people, times), in the country and in a province.
LARGER_IN_COUNTRY, LARGER_IN_PROVINCE = (50_000, 20), (2_000, 5)
_FIRST = {"town": 3, "hand": 3, "crossing": 2, "admin1": 1, "sea_area": 1, "airport": 0}


@dataclass(frozen=True, slots=True)
class Hit:
    """A row of the gazetteer that a text may mean. `score`: 0 to 1; `main`: by its first name; `how`: what was compared."""

    row: int
    score: float
    main: bool = True
    how: str = "by name"


@dataclass(frozen=True, slots=True)
class Choice:
    """`best`: the place meant, None where several stay or none. `area`: set where the name is also that of the province
    around `best` and nothing says which is meant. `others`: what else it may be, best first (all of them without `best`).
    `outside`: places of the name exist, but none in the stated province. `around`: a province that the text names beside it."""

    best: Hit | None = None
    area: int | None = None
    others: tuple[Hit, ...] = ()
    outside: bool = False
    around: int | None = None


def choose(table: Table, hits: Iterable[Hit], within: frozenset[int], prefer: str = "", strict: bool = False) -> Choice:
    """The place that `hits` leave in the areas `within` (none: the whole country).

    prefer: kind of the gazetteer that the words beside the name ask for ("airport", "crossing", "admin1", "town").
    strict: only what lies in `within` as far as the table knows, nothing just over its limit.
    """
    found = _each_once(hits)
    inside = [hit for hit in found if not within or _touches(table, hit.row, within)]
    inside = inside or ([] if strict else _beside(table, found, within))
    if not inside:
        return Choice(others=tuple(_ordered(table, found)), outside=bool(found))
    wanted = [hit for hit in inside if table.kind[hit.row] == prefer] or inside
    if prefer != "airport" and any(table.kind[hit.row] != "airport" for hit in wanted):
        wanted = [hit for hit in wanted if table.kind[hit.row] != "airport"]  # it bears the name of its city
    areas = [hit for hit in wanted if table.kind[hit.row] == "admin1"]
    points = _grouped(table, [hit for hit in wanted if table.kind[hit.row] != "admin1"], prefer)
    larger = LARGER_IN_PROVINCE if within else LARGER_IN_COUNTRY
    best = _largest(table, points, larger)
    if not areas:
        return Choice(best, others=tuple(_ordered(table, [hit for hit in points if hit != best])))
    return _beside_areas(table, best, points, areas, within)


def _beside_areas(
    table: Table, best: Hit | None, points: list[Hit], areas: list[Hit], within: frozenset[int]
) -> Choice:
    """The choice where provinces bear the name as well as towns."""
    every = tuple(_ordered(table, [*points, *areas]))
    if not points:
        outer = [hit for hit in areas if not any(_contains(table, other.row, hit.row) for other in areas)]
        return Choice(outer[0], others=tuple(areas[1:])) if len(outer) == 1 else Choice(others=every)
    if best is None:
        return Choice(others=every)
    around = [hit for hit in areas if hit.row in table.lies_in(best.row)]
    city = any(_is_city(table, hit.row, best.row) for hit in around)
    apart = [hit for hit in areas if hit not in around and not any(_contains(table, hit.row, one.row) for one in around)
             and not (table.km2[hit.row] <= CITY_KM2 and table.km_apart(hit.row, best.row) <= BESIDE_KM)]  # fmt: skip
    if apart and not city:
        return Choice(others=every)
    if city or not around or within & {hit.row for hit in around}:
        return Choice(best, others=tuple(hit for hit in every if hit in apart))
    area = min((hit.row for hit in around), key=lambda row: int(table.km2[row]))
    return Choice(best, area, tuple(hit for hit in every if hit != best))


def _is_city(table: Table, area: int, town: int) -> bool:
    return table.km2[area] <= min(CITY_KM2, table.population[town] / CITY_PEOPLE_PER_KM2)


def _each_once(hits: Iterable[Hit]) -> list[Hit]:
    best: dict[int, Hit] = {}
    for hit in hits:
        known = best.get(hit.row)
        if known is None or (hit.score, hit.main) > (known.score, known.main):
            best[hit.row] = hit
    return list(best.values())


def _touches(table: Table, row: int, within: frozenset[int]) -> bool:
    """Whether a place lies in one of the areas, or an area in or around one of them."""
    lies = table.lies_in(row)
    return bool(lies & within) or (table.kind[row] == "admin1" and any(row in table.lies_in(area) for area in within))


def _beside(table: Table, found: list[Hit], within: frozenset[int]) -> list[Hit]:
    """Larger places just over the limit of the stated province, or in another part of the region that it belongs to.

    Our limits are coarse, and provinces were joined and parted since. A hamlet is not worth that doubt: it has namesakes.
    """
    larger = [
        hit for hit in found if table.people(hit.row) >= BORDER_PEOPLE or table.kind[hit.row] in ("crossing", "airport")
    ]
    near = [hit for hit in larger if table.km_from(hit.row, within) <= BORDER_KM]
    regions = {region for area in within for region in table.lies_in(area)} - within
    return near or [hit for hit in larger if table.lies_in(hit.row) & regions]


def _contains(table: Table, outer: int, inner: int) -> bool:
    return outer != inner and outer in table.lies_in(inner)


def _grouped(table: Table, hits: list[Hit], prefer: str) -> list[Hit]:
    """One hit for each spot on the ground, the largest town of it or what `prefer` asks for."""
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda one: _rank(table, one, prefer), reverse=True):
        if not any(table.km_apart(hit.row, other.row) <= _reach(table, hit.row, other.row) for other in kept):
            kept.append(hit)
    return kept


def _reach(table: Table, *rows: int) -> int:
    return SEAT_KM if any(table.population[row] < 500 for row in rows) else SAME_KM


def _rank(table: Table, hit: Hit, prefer: str) -> tuple:
    kind = table.kind[hit.row]
    return kind == prefer, hit.score, _FIRST.get(kind, 0), int(table.population[hit.row]), hit.main, -hit.row


def _ordered(table: Table, hits: Iterable[Hit]) -> list[Hit]:
    return sorted(hits, key=lambda hit: (-hit.score, -int(table.population[hit.row]), hit.row))


def _largest(table: Table, hits: list[Hit], larger: tuple[int, int]) -> Hit | None:
    """The only hit, or the one beside which all others are small; a name by which nothing else is first called counts more."""
    if len(hits) < 2:
        return hits[0] if hits else None
    first, second, *_ = sorted(hits, key=lambda hit: table.people(hit.row), reverse=True)
    people, next_people = table.people(first.row), table.people(second.row)
    least, times = larger
    if people >= least and people >= times * max(next_people, 100):
        return first
    named = [hit for hit in hits if hit.main]
    return first if named == [first] and people >= 2 * next_people and people >= least else None
