"""Made seizures of the shape of UNODC's individual drug seizures, in any number: what all sides of the bench are fed.

Shares are those of the real 208,172 rows of 2011-2014, thinned where one country was two thirds of them: a few countries
report most rows, most places are named a few times only, amounts spread over nine orders of magnitude and are round numbers,
19 of 20 seizures have one item, a day is nearly always known. No row is a real row. Towns and their points are real.

Made month by month, each month from a seed of its own, so that a hundred million rows need no more memory than a month.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from .world import SEED, WAYS, World, world

FIRST_MONTH, MONTHS = np.datetime64("2010-01"), 192
MORE_ITEMS = 0.05  # of the rows belong to the seizure of the row before
MONTH_ONLY = 0.04
NO_QUANTITY = 0.012
MODES = (None, "air", "land", "post", "rail", "river", "road", "sea")
MODE_SHARES = (0.80, 0.08, 0.01, 0.02, 0.003, 0.002, 0.07, 0.015)
KINDS = (None, "count", "mass", "plants", "volume")
UNITS = {"count": "units", "mass": "kg", "plants": "plants", "volume": "l"}


@dataclass(frozen=True, eq=False)
class Rows:
    """Some consecutive rows, in order of first day, seizure, position; codes are numbers into World.

    seizure: equal and adjacent for one seizure, in no order otherwise, as when files of a month are imported. kind: code
    of KINDS; quantity: nan when not stated. transit, destination: 0 where none is named.
    """

    seizure: np.ndarray
    first_day: np.ndarray
    span_days: np.ndarray
    substance: np.ndarray
    country: np.ndarray
    origin: np.ndarray
    departure: np.ndarray
    transit: np.ndarray
    destination: np.ndarray
    mode: np.ndarray
    kind: np.ndarray
    location: np.ndarray
    quantity: np.ndarray

    def __len__(self) -> int:
        return len(self.seizure)


def months(rows: int, made: World, seed: int = SEED) -> Iterator[Rows]:
    """The rows of each month in turn, `rows` in all; seizures are numbered from 1."""
    weights = 1 + np.arange(MONTHS) / MONTHS + 0.25 * np.random.default_rng([seed, 7]).random(MONTHS)
    ends = np.floor(np.cumsum(weights) / weights.sum() * rows + 1e-6).astype(int)
    first = 1
    for month, (start, end) in enumerate(zip(np.concatenate([[0], ends[:-1]]), ends, strict=True)):
        block = _month(month, int(end - start), first, made, np.random.default_rng([seed, rows, month]))
        first += len(np.unique(block.seizure))
        yield block


def _month(month: int, size: int, first: int, made: World, chance: np.random.Generator) -> Rows:
    begin = (FIRST_MONTH + month).astype("datetime64[D]")
    length = int(((FIRST_MONTH + month + 1).astype("datetime64[D]") - begin).astype(int))
    new = chance.random(size) >= MORE_ITEMS
    new[:1] = True
    event = np.cumsum(new) - 1  # of each row
    events = int(event[-1]) + 1 if size else 0
    month_only = chance.random(events) < MONTH_ONLY
    day = np.where(month_only, 0, chance.integers(0, length, events))
    numbers = chance.permutation(events) + first
    order = np.lexsort((numbers, day))  # of the events
    place_in_order = np.empty(events, dtype=np.int64)
    place_in_order[order] = np.arange(events)
    rows = np.argsort(place_in_order[event], kind="stable")
    event = event[rows]
    country = np.searchsorted(made.country_shares, chance.random(events), side="right").astype(np.uint8)
    country = np.minimum(country, len(made.countries) - 1)
    substance = np.searchsorted(made.substance_shares, chance.random(size)).astype(np.uint8)
    kind = _kinds(substance, made, chance)
    # Each way's shares are drawn for the event, so that the items of a seizure agree.
    ways = {name: _way(listed, made, events, chance) for name, listed in WAYS.items()}
    home = (chance.random(events) < 0.35) & (ways["departure"] == 0)
    ways["departure"] = np.where(home, country, ways["departure"]).astype(np.uint8)
    mode = np.searchsorted(np.cumsum(MODE_SHARES), chance.random(events)).astype(np.uint8)
    return Rows(
        numbers[event].astype(np.uint32), (begin.astype(int) + day[event]).astype(np.int32),
        np.where(month_only, length - 1, 0)[event].astype(np.uint8), substance, country[event],
        **{name: codes[event] for name, codes in ways.items()}, mode=np.minimum(mode, len(MODES) - 1)[event], kind=kind,
        location=_drawn_locations(country, made, chance)[event], quantity=_quantities(kind, chance),
    )  # fmt: skip


def _way(listed: tuple[tuple[str, float], ...], made: World, events: int, chance: np.random.Generator) -> np.ndarray:
    codes = np.array([made.countries.index(iso3) for iso3, _ in listed] + [0], dtype=np.uint8)
    return codes[np.searchsorted(np.cumsum([share for _, share in listed]), chance.random(events))]


def _kinds(substance: np.ndarray, made: World, chance: np.random.Generator) -> np.ndarray:
    """Ecstasy, LSD and medicines are counted, acetic anhydride is measured; some amounts have no unit."""
    usual = {"ecstasy_mdma": 1, "lsd": 1, "tramadol": 1, "buprenorphine": 1, "acetic_anhydride": 4}
    of_substance = np.array([usual.get(slug, 2) for slug, _ in made.substances], dtype=np.uint8)
    drawn, kind = chance.random(len(substance)), of_substance[substance]
    kind = np.where((drawn < 0.004) & (kind == 2), 3, kind)
    return np.where(drawn > 0.995, 0, kind).astype(np.uint8)


def _drawn_locations(country: np.ndarray, made: World, chance: np.random.Generator) -> np.ndarray:
    """The k-th place of a country is named about 1/k as often as its first."""
    first, last = made.first_location[country], made.first_location[country.astype(int) + 1]
    number = np.exp(chance.random(len(country)) * np.log(last - first + 1.0)).astype(np.int64) - 1
    return np.minimum(first + number, last - 1).astype(np.uint32)


def _quantities(kind: np.ndarray, chance: np.random.Generator) -> np.ndarray:
    size = len(kind)
    amount = np.exp(chance.normal(-2.9, 3.1, size)) * np.where(kind == 2, 1.0, 400.0)
    amount = np.clip(amount, 1e-4, 2e5)
    digits = chance.choice([1, 2, 3, 4], size, p=[0.35, 0.3, 0.2, 0.15])
    scale = 10.0 ** (digits - 1 - np.floor(np.log10(amount)))
    amount = np.round(amount * scale) / scale
    amount = np.where((kind == 1) | (kind == 3), np.maximum(np.round(amount), 1.0), amount)
    return np.where((kind == 0) | (chance.random(size) < NO_QUANTITY), np.nan, amount)


def whole(rows: int, seed: int = SEED) -> tuple[World, Rows]:
    """All rows at once, for the sizes that fit."""
    made = world(rows, seed)
    parts = list(months(rows, made, seed))
    return made, Rows(*(np.concatenate([getattr(part, name) for part in parts]) for name in Rows.__dataclass_fields__))


def day_of(number: int) -> date:
    return date(1970, 1, 1) + timedelta(days=number)
