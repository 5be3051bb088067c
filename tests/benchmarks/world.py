"""The countries, places and substances of made seizures, with the shares in which they occur."""

from dataclasses import dataclass
from functools import cache

import numpy as np
import pandas as pd

from monitoring.paths import GEODATA

SEED = 4
LOCATIONS_A_ROW = 0.076  # of which some are never drawn: seven distinct ones in a hundred rows
NOT_PLACED, IN_PROVINCE = 0.10, 0.08  # of the places: only the country is known; a point inside the province
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
PRODUCERS = (("AFG", 0.06), ("COL", 0.04), ("PER", 0.01), ("MMR", 0.01), ("CHN", 0.005))
DEPARTURES = (
    ("COL", 0.2),
    ("PAK", 0.05),
    ("BRA", 0.04),
    ("CHN", 0.03),
    ("NLD", 0.03),
    ("AFG", 0.03),
    ("MAR", 0.03),
    ("ECU", 0.02),
)
TRANSITS = (
    ("BRA", 0.004),
    ("TUR", 0.004),
    ("IRN", 0.003),
    ("NLD", 0.003),
    ("PAN", 0.003),
    ("SEN", 0.002),
    ("TJK", 0.001),
)
DESTINATIONS = (("RUS", 0.05), ("ESP", 0.03), ("FRA", 0.01), ("GBR", 0.01), ("NLD", 0.01), ("USA", 0.01), ("ITA", 0.01))
WAYS = {
    "origin": PRODUCERS,
    "departure": DEPARTURES,
    "transit": TRANSITS,
    "destination": DESTINATIONS,
}  # shares of the seizures


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
    on_the_way = {iso3 for way in WAYS.values() for iso3, _ in way}
    countries = (None, *sorted({*by_share, *tail} | on_the_way))
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
    held = pd.read_parquet(
        GEODATA / "gazetteer.parquet", columns=["name", "iso3", "kind", "code", "lon", "lat", "population"]
    )
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
