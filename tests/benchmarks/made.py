"""Made seizures of the shape of UNODC's individual drug seizures, in any number: what all sides of the bench are fed.

Shares are those of the real 208,172 rows of 2011-2014, thinned where one country was two thirds of them: a few countries
report most rows, half of the places are named once, amounts spread over nine orders of magnitude and are round numbers,
19 of 20 seizures have one item, a day is nearly always known. No row is a real row. Towns and their points are real.

Made month by month, each month from a seed of its own, so that a hundred million rows need no more memory than a month.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

import numpy as np
import pandas as pd

from monitoring.paths import GEODATA
from monitoring.vocabulary.drugs import DRUGS

SEED = 4
FIRST_MONTH, MONTHS = np.datetime64("2010-01"), 192
LOCATIONS_A_ROW = 0.076  # of which some are never drawn: seven distinct ones in a hundred rows
NOT_PLACED, IN_PROVINCE = 0.10, 0.08  # of the places: only the country is known; a point inside the province
MORE_ITEMS = 0.05  # of the rows belong to the seizure of the row before
MONTH_ONLY = 0.04
NO_QUANTITY = 0.012

# Seized in: shares of the rows. The others, every country with towns, follow with ever smaller ones.
COUNTRY_SHARES = {
    "COL": 0.24, "RUS": 0.10, "ESP": 0.07, "BOL": 0.05, "ITA": 0.05, "ECU": 0.04, "AFG": 0.03, "IRN": 0.03, "PAK": 0.025,
    "NZL": 0.02, "VEN": 0.02, "MMR": 0.02, "DEU": 0.02, "FRA": 0.02, "TUR": 0.02, "PRT": 0.015, "USA": 0.015, "UZB": 0.01,
}  # fmt: skip
# Public name of the drug, the words it was reported in, and the share of the rows.
DRUG_SHARES = (
    ("cocaine", ("Cocaine", "COCAINE"), 0.19), ("coca_paste", ("Coca paste",), 0.12), ("heroin", ("Heroin", "Heroin Base"), 0.11),
    ("cannabis_herb", ("Marijuana (herb)", "Cannabis herb"), 0.14), ("hashish", ("Hashish", "Cannabis resin"), 0.09),
    ("cocaine_base", ("Cocaine Base",), 0.08), ("methamphetamine", ("Methamphetamine", "Ice"), 0.05), ("opium", ("Opium",), 0.04),
    ("amphetamine", ("Amphetamine",), 0.04), ("ecstasy_mdma", ("Ecstasy", "MDMA"), 0.03), ("crack", ("Crack",), 0.02),
    ("morphine", ("Morphine",), 0.01), ("lsd", ("LSD",), 0.01), ("ketamine", ("Ketamine",), 0.01), ("khat", ("Khat",), 0.01),
    ("pseudoephedrine", ("Pseudoephedrine",), 0.01), ("acetic_anhydride", ("Acetic anhydride",), 0.005),
    ("synthetic_cannabinoids", ("JWH-018", "5F-AKB48", "Synthetic Cannabinoid"), 0.015), ("tramadol", ("Tramadol",), 0.005),
    ("buprenorphine", ("Buprenorphine",), 0.005), ("other", ("Unknown", "Other"), 0.01),
)  # fmt: skip
MODES = (None, "air", "land", "post", "rail", "river", "road", "sea")
MODE_SHARES = (0.80, 0.08, 0.01, 0.02, 0.003, 0.002, 0.07, 0.015)
KINDS = (None, "count", "mass", "plants", "volume")
UNITS = {"count": "units", "mass": "kg", "plants": "plants", "volume": "l"}
PRODUCERS = (("AFG", 0.06), ("COL", 0.04), ("PER", 0.01), ("MMR", 0.01), ("CHN", 0.005))
DEPARTURES = (("COL", 0.2), ("PAK", 0.05), ("BRA", 0.04), ("CHN", 0.03), ("NLD", 0.03), ("AFG", 0.03), ("MAR", 0.03), ("ECU", 0.02))
TRANSITS = (("BRA", 0.004), ("TUR", 0.004), ("IRN", 0.003), ("NLD", 0.003), ("PAN", 0.003), ("SEN", 0.002), ("TJK", 0.001))
DESTINATIONS = (("RUS", 0.05), ("ESP", 0.03), ("FRA", 0.01), ("GBR", 0.01), ("NLD", 0.01), ("USA", 0.01), ("ITA", 0.01))


@dataclass(frozen=True, eq=False)
class World:
    """What the numbers of a month mean. Code 0 of every list of names is None."""

    countries: tuple[str | None, ...]
    admin1: tuple[str | None, ...]
    places: tuple[str, ...]  # one a location
    location_country: np.ndarray
    location_admin1: np.ndarray
    precision: np.ndarray  # 0 country, 1 admin1, 2 place
    lon: np.ndarray
    lat: np.ndarray
    first_location: np.ndarray  # of each country code; one more at the end
    country_shares: np.ndarray  # cumulative, by country code
    substances: tuple[tuple[str, str], ...]  # public name, word reported
    substance_shares: np.ndarray


def world(rows: int, seed: int = SEED) -> World:
    """The places and substances of a data set of `rows` rows."""
    chance = np.random.default_rng([seed, rows])
    towns = _towns()
    by_share = sorted(COUNTRY_SHARES, key=COUNTRY_SHARES.__getitem__, reverse=True)
    tail = [iso3 for iso3 in towns if iso3 not in COUNTRY_SHARES]
    weights = 1.0 / np.arange(3, len(tail) + 3)
    left = 1.0 - sum(COUNTRY_SHARES.values())
    shares = COUNTRY_SHARES | dict(zip(tail, left * weights / weights.sum(), strict=True))
    countries = (None, *sorted({*by_share, *tail, *(iso3 for way in (PRODUCERS, DEPARTURES, TRANSITS, DESTINATIONS) for iso3, _ in way)}))  # fmt: skip
    parts = [_locations(towns[iso3], max(1, round(rows * LOCATIONS_A_ROW * shares[iso3])), chance)
             if iso3 in shares else _NOWHERE for iso3 in countries]  # fmt: skip
    admin1 = (None, *sorted({code for part in parts for code in part.admin1.unique()} - {""}))
    whole = pd.concat(parts, ignore_index=True)
    numbers = {code: number for number, code in enumerate(admin1)} | {"": 0}
    sizes = [len(part) for part in parts]
    substances = [(slug, word, share / len(words)) for slug, words, share in DRUG_SHARES for word in words]
    total = np.cumsum([share for _, _, share in substances])
    return World(
        countries, admin1, tuple(whole["name"]), np.repeat(np.arange(len(countries)), sizes).astype(np.uint8),
        whole["admin1"].map(numbers).to_numpy(dtype=np.uint16), whole["precision"].to_numpy(dtype=np.uint8),
        whole["lon"].to_numpy(dtype=np.float64), whole["lat"].to_numpy(dtype=np.float64), np.concatenate([[0], np.cumsum(sizes)]),
        np.cumsum([shares.get(str(iso3), 0.0) for iso3 in countries]),
        tuple((slug, word) for slug, word, _ in substances), total / total[-1],
    )  # fmt: skip


_NOWHERE = pd.DataFrame({"name": [], "admin1": [], "lon": [], "lat": [], "precision": []})


@cache
def _towns() -> dict[str, pd.DataFrame]:
    """The towns of each country, largest first; countries in the order of their number of towns."""
    held = pd.read_parquet(GEODATA / "gazetteer.parquet", columns=["name", "iso3", "kind", "code", "lon", "lat", "population"])
    held = held[held["kind"] == "town"]
    held = held.sort_values(["population", "name"], ascending=[False, True], kind="stable")
    found = {str(iso3): rows for iso3, rows in held.groupby("iso3")}
    return dict(sorted(found.items(), key=lambda each: (-len(each[1]), each[0])))


def _locations(towns: pd.DataFrame, wanted: int, chance: np.random.Generator) -> pd.DataFrame:
    """`wanted` places of a country, the most named first: its towns, then the same towns in other spellings."""
    number, spelling = np.arange(wanted) % len(towns), np.arange(wanted) // len(towns)
    taken = towns.iloc[number]
    names = [
        name if variant == 0 else name.upper() if variant == 1 else f"{name}, sector {variant}"
        for name, variant in zip(taken["name"], spelling.tolist(), strict=True)
    ]
    drawn = chance.random(wanted)
    precision = np.where(drawn < NOT_PLACED, 0, np.where(drawn < NOT_PLACED + IN_PROVINCE, 1, 2))
    precision[: min(10, wanted)] = 2  # the largest towns are found
    admin1 = np.where(precision == 0, "", taken["code"].to_numpy(dtype=object))
    lon, lat = (np.where(precision == 0, np.nan, taken[name].to_numpy()) for name in ("lon", "lat"))
    return pd.DataFrame({"name": names, "admin1": admin1, "lon": lon, "lat": lat, "precision": precision})


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
    ways = {name: _way(listed, made, events, chance) for name, listed in
            (("origin", PRODUCERS), ("departure", DEPARTURES), ("transit", TRANSITS), ("destination", DESTINATIONS))}  # fmt: skip
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
    return date(1970, 1, 1) + pd.Timedelta(days=number).to_pytimedelta()


def group_of(slug: str) -> str:
    return DRUGS[slug].group
