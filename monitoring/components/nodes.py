"""Where the ends of legs stand on the map when no place is known: a country's node, a sea's label point. Both are ours."""

import csv
from collections.abc import Mapping
from functools import cache, lru_cache

from ..paths import GEODATA
from ..store.places import places
from ..vocabulary.folding import slug
from .current import engine

Point = tuple[float, float]


@cache
def country_points() -> Mapping[str, Point]:
    """iso3 -> (lon, lat)."""
    with (GEODATA / "country_points.csv").open(encoding="utf-8", newline="") as file:
        return {row["iso3"]: (float(row["lon"]), float(row["lat"])) for row in csv.DictReader(file)}


@lru_cache(maxsize=4)
def seas(version: str) -> Mapping[str, Point]:
    """Node of a sea area -> its label point, in a data version."""
    with engine().connect() as db:
        found = places(db, ["sea_area"])
    return {slug(row.name): (float(row.lon), float(row.lat)) for row in found.itertuples()}


@lru_cache(maxsize=4)
def nodes(version: str) -> Mapping[str, Point]:
    """Every node -> (lon, lat)."""
    return {**country_points(), **seas(version)}
