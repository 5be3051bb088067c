"""Afghanistan's numbers of the data version that a page serves, each worked out once."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache

import geopandas as gpd
import pandas as pd

from ..language import _, language
from ..measures import afghanistan as measures
from ..measures.afghanistan_capacity import capacity
from ..measures.afghanistan_checks import checks, district_checks, text_checks
from ..measures.afghanistan_prices import price_series
from ..measures.afghanistan_seizures import AtBorder, at_border, seizures_by_province
from ..measures.farm_gate import OPIATES, Known, Step, farm_gate
from ..store.areas import areas
from ..store.observations import observations
from ..store.places import places
from ..store.prices import prices
from ..vocabulary.filters import Filter
from .current import Data, engine
from .memory import Memory
from .routes_of import published_values

_SEIZURES = Memory(4_000_000)


@lru_cache(maxsize=4)
def _observed(_version: str, number: int | None) -> pd.DataFrame:
    with engine().connect() as db:
        return observations(db, country_iso3=measures.COUNTRY, number=number)


def observed(current: Data) -> pd.DataFrame:
    """store.observations.observations of Afghanistan. Frames of this module are shared: do not change them."""
    return _observed(current.version.id, current.number)


@lru_cache(maxsize=8)
def _provinces(version: str, number: int | None, edition: str | None) -> pd.DataFrame:
    return measures.provinces(_observed(version, number), edition=edition)


def provinces_of(current: Data, edition: str | None = None) -> pd.DataFrame:
    """measures.afghanistan.provinces of every year that has any, of one edition or the best graded."""
    return _provinces(current.version.id, current.number, edition)


@lru_cache(maxsize=4)
def _national(version: str, number: int | None) -> pd.DataFrame:
    return measures.national(_observed(version, number))


def national_of(current: Data) -> pd.DataFrame:
    """measures.afghanistan.national, every edition and estimator."""
    return _national(current.version.id, current.number)


@lru_cache(maxsize=8)
def _checked(version: str, number: int | None, _language: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    seen = _observed(version, number)
    frame = _provinces(version, number, None)
    return checks(frame, seen), text_checks(frame, seen)


def checks_of(current: Data) -> tuple[pd.DataFrame, pd.DataFrame]:
    """afghanistan_checks.checks and .text_checks, with their notes in the reader's language."""
    return _checked(current.version.id, current.number, language())


@lru_cache(maxsize=2)
def _priced(_version: str) -> pd.DataFrame:
    with engine().connect() as db:
        return price_series(prices(db))


def prices_of(current: Data) -> pd.DataFrame:
    """afghanistan_prices.price_series of every country; prices are not versioned, so an older version shows today's."""
    return _priced(current.version.id)


def capacity_of(current: Data, everywhere: bool = False) -> pd.DataFrame:
    """afghanistan_capacity.capacity of Afghanistan, or of every country that has any."""
    if not everywhere:
        return capacity(observed(current))
    with engine().connect() as db:
        return capacity(observations(db, number=current.number))


def districts_of(current: Data, code: str) -> gpd.GeoDataFrame:
    """store.areas.areas of the districts of a province that somebody has imported, by name; empty where nobody has.

    Several editions stand side by side.
    """
    found = _districts(current.version.id, current.version.number)
    return found[found["admin1"] == code].sort_values(["name", "valid_from"], ignore_index=True)


@lru_cache(maxsize=2)
def _districts(_version: str, number: int) -> gpd.GeoDataFrame:
    with engine().connect() as db:
        found = areas(db, number)
    return found[
        (found["kind"] == "boundary") & (found["level"] == "district") & (found["country_iso3"] == measures.COUNTRY)
    ]


def district_figures_of(current: Data, code: str) -> pd.DataFrame:
    """The figures of a province's districts (afghanistan.of_districts) with `district`, their name; empty without any."""
    found = measures.of_districts(observed(current))
    found = found[found["admin1"] == code]
    return found.assign(district=found["area_reported"].str.split(" / ", n=1).str[1]).reset_index(drop=True)


def district_checks_of(current: Data) -> pd.DataFrame:
    """afghanistan_checks.district_checks."""
    return district_checks(observed(current))


def seizures_of(current: Data, chosen: Filter, by: Sequence[str] = ()) -> pd.DataFrame:
    """afghanistan_seizures.seizures_by_province of what the filter selects."""
    chosen = replace(chosen, v=None)
    return _SEIZURES.get(
        (*current.name, "provinces", chosen, tuple(by)),
        lambda: seizures_by_province(current.columns, current.select(chosen), by),
        lambda found: int(found.memory_usage().sum()) + 500,
    )


def border_of(current: Data, chosen: Filter) -> AtBorder:
    """afghanistan_seizures.at_border of what the filter selects."""
    chosen = replace(chosen, v=None)
    return _SEIZURES.get(
        (*current.name, "border", chosen),
        lambda: at_border(current.columns, current.select(chosen)),
        lambda found: found.inside.rows.nbytes + found.across.rows.nbytes + 500,
    )


def farm_gate_of(current: Data, code: str, year: int) -> list[Step]:
    """farm_gate.farm_gate for a province and a year, in the reader's language."""
    chosen = Filter(drug=OPIATES, from_=date(year, 1, 1), to=date(year, 12, 31))
    border = border_of(current, chosen)
    mass_kg = current.columns.mass_kg(border.across.rows)
    known = Known(
        provinces_of(current), national_of(current), prices_of(current), seizures_of(current, chosen, ("drug",)),
        (border.across.seizures, pd.Series(mass_kg).sum(min_count=1)), border.km, _crossings(current.version.id),
        published_values(current.version.id), _("Seizures in this record, data version {version}", version=current.version.id),
    )  # fmt: skip
    return farm_gate(known, code, year)


@lru_cache(maxsize=4)
def _crossings(_version: str) -> dict[str, int]:
    """How many crossings lead into Afghanistan, by neighbour."""
    with engine().connect() as db:
        found = places(db, ["crossing"])
    ours = found[(found["country_a"] == measures.COUNTRY) | (found["country_b"] == measures.COUNTRY)]
    return ours["country_b"].where(ours["country_a"] == measures.COUNTRY, ours["country_a"]).value_counts().to_dict()
