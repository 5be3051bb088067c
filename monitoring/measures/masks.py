"""The conditions of a filter as tests of a block of rows, the cheap ones first.

Codes are compared, not looked up, while the wanted values are few: on 3 million rows one compare takes 0.1 ms and a table
look-up 2 ms (measured). A test never sees more than one block, so that memory does not grow with the data.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Literal

import numpy as np

from ..errors import FilterError
from ..language import _
from ..vocabulary.columns import OF_LOCATION, ROLES, Columns
from ..vocabulary.drugs import drug_of_code
from ..vocabulary.filters import NO_COUNTRY, Filter
from .words import word_test

Members = Mapping[str, frozenset[str]]  # group slug -> iso3 of its countries
Test = Callable[[slice], np.ndarray]
COMPARED_AT_MOST = 6
_EPOCH = date(1970, 1, 1)

# Filter names that compare one code array each, in the order of tests: those that usually leave least come first.
_CODED = ("mode", "source_kind", "marking")


def day_number(value: date) -> int:
    """Days since 1970-01-01."""
    return (value - _EPOCH).days


def rows_of_days(columns: Columns, filter: Filter) -> tuple[int, int]:
    """First and last + 1 of the rows that the period can touch: two binary searches, since rows are in order of day."""
    start, stop = 0, len(columns)
    if filter.from_:
        start = place_in_order(columns.first_day, day_number(filter.from_) - columns.longest_days, "left")
    if filter.to:
        stop = place_in_order(columns.first_day, day_number(filter.to), "right")
    return start, max(start, stop)


def place_in_order(ascending: np.ndarray, value: int, side: Literal["left", "right"]) -> int:
    """Where a whole number belongs among ascending ones. numpy would first copy them all into the type of a plain `value`:
    milliseconds for three million rows, where the search itself takes microseconds.
    """
    least, most = np.iinfo(ascending.dtype).min, np.iinfo(ascending.dtype).max
    if not least <= value <= most:
        return 0 if value < least else len(ascending)
    return int(np.searchsorted(ascending, ascending.dtype.type(value), side))


def tests_of(columns: Columns, filter: Filter, members: Members) -> list[Test]:
    """One test a condition of the filter, min_kg and the last day of the period excepted; all must hold.

    FilterError for a group that `members` does not have.
    """
    tests = [_codes_in(getattr(columns, name), columns.codes(name, wanted))
             for name in _CODED if (wanted := getattr(filter, name))]  # fmt: skip
    if filter.from_:
        first = day_number(filter.from_)
        tests.append(lambda block: columns.last_day(block) >= first)
    if filter.country:
        wanted = columns.codes("country", filter.country)
        tests.append(_codes_in(columns.country, (*wanted, 0) if NO_COUNTRY in filter.country else wanted))
    if filter.group:
        tests.append(_codes_in(columns.country, columns.codes("country", _of_groups(filter.group, members))))
    if filter.drug or filter.drug_group:
        tests.append(_listed(columns.substance, _substances(columns, filter)))
    if filter.bbox or filter.place or any(getattr(filter, name) for name in OF_LOCATION):
        tests.append(_listed(columns.location, _locations(columns, filter)))
    for role in ROLES:
        if wanted := getattr(filter, role):
            tests.append(_any_listed(*columns.listed[role], columns.codes("country", wanted)))
    if filter.text:
        tests.append(word_test(columns, filter.text))
    return tests


def is_in(values: np.ndarray, codes: Sequence[int]) -> np.ndarray:
    """Where a code is among `codes`."""
    if len(codes) > COMPARED_AT_MOST:
        table = np.zeros(max(int(values.max(initial=0)), *codes) + 1, dtype=bool)
        table[list(codes)] = True
        return table.take(values)
    mask = np.zeros(len(values), dtype=bool)
    for code in codes:
        mask |= values == code
    return mask


def _codes_in(array: np.ndarray, codes: Sequence[int]) -> Test:
    return lambda block: is_in(array[block], codes)


def _listed(array: np.ndarray, wanted: np.ndarray) -> Test:
    """Rows whose number in a dictionary is one of those that `wanted` (a flag an entry) names."""
    codes = np.flatnonzero(wanted)
    if len(codes) <= COMPARED_AT_MOST:
        return _codes_in(array, tuple(codes.tolist()))
    return lambda block: wanted.take(array[block])


def _of_groups(groups: Iterable[str], members: Members) -> frozenset[str]:
    for group in groups:
        if group not in members:
            raise FilterError("group", group, _("No group of countries of this name."))
    return frozenset().union(*(members[group] for group in groups))


def _substances(columns: Columns, filter: Filter) -> np.ndarray:
    """A drug is meant by the item's own name for it, or by its finer code ("other" may hold a cannabis herb)."""
    s = columns.substances
    wanted = np.ones(len(s), dtype=bool)
    if filter.drug:
        finer = tuple(code for code, name in enumerate(columns.names["drug_code"])
                      if (found := drug_of_code(name)) and found.slug in filter.drug)  # fmt: skip
        wanted &= is_in(s.drug, columns.codes("drug", filter.drug)) | is_in(s.drug_code, finer)
    if filter.drug_group:
        wanted &= is_in(s.drug_group, columns.codes("drug_group", filter.drug_group))
    return wanted


def _locations(columns: Columns, filter: Filter) -> np.ndarray:
    places = columns.locations
    wanted = np.ones(len(places), dtype=bool)
    for name in ("admin1", "precision"):
        if named := getattr(filter, name):
            wanted &= is_in(getattr(places, name), columns.codes(name, named))
    if filter.bbox:
        wanted &= _inside(places.lon, places.lat, *filter.bbox)
    if filter.place:
        holding = np.logical_or.reduce([columns.places.holding(part) for part in filter.place])
        wanted &= holding.take(places.place)
    return wanted


def _inside(lon: np.ndarray, lat: np.ndarray, west: float, south: float, east: float, north: float) -> np.ndarray:
    after_west, before_east = lon >= west, lon <= east
    between = after_west & before_east if west <= east else after_west | before_east
    return between & (lat >= south) & (lat <= north)  # no coordinates: nan, never inside


def _any_listed(rows: np.ndarray, codes: np.ndarray, wanted: Sequence[int]) -> Test:
    hits = rows[is_in(codes, wanted)]

    def listed(block: slice) -> np.ndarray:
        mask = np.zeros(block.stop - block.start, dtype=bool)
        first, last = np.searchsorted(hits, np.array((block.start, block.stop), dtype=hits.dtype))
        mask[hits[first:last] - block.start] = True
        return mask

    return listed
