"""The columnar copy of one data version: what every filter, sum and page is answered from.

One row is one item. Rows are in order of first day, then seizure, then item; the items of a seizure are adjacent.
Names are numbers into `names`; number 0 is always None, "not stated". A kernel compares numbers and looks at names last.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
import pandas as pd

from .folding import fold

# Coded dimension of the copy -> column of the item frame.
CODED: Mapping[str, str] = {
    "drug": "drug", "drug_code": "drug_code", "drug_group": "drug_group", "country": "country_iso3", "admin1": "admin1",
    "mode": "transport_mode", "source_kind": "source_kind", "precision": "location_precision", "marking": "marking",
    "kind": "kind", "origin": "origin_iso3", "departure": "departure_iso3", "place": "place_reported",
}  # fmt: skip
COUNTRY_DIMENSIONS = ("country", "origin", "departure")  # they share one list of names with transit and destination
SEARCHED = ("title", "place_reported", "sea_area", "admin1_name", "concealment", "agency", "note", "drug_reported")


@dataclass(frozen=True, eq=False)
class Columns:
    """Arrays of one length, one entry a row, except the offsets tables and what is said to be per seizure.

    first_day, last_day: days since 1970-01-01, both included. quantity: in the unit of `kind`. mass_kg, lon, lat: nan
    when not known. Row i's transit countries are transit_codes[transit_offsets[i]:transit_offsets[i + 1]] in
    names["country"]; destination likewise. text: folded, per seizure. longest_days: the longest last_day - first_day.
    """

    item: np.ndarray
    seizure: np.ndarray
    first_day: np.ndarray
    last_day: np.ndarray
    drug: np.ndarray
    drug_code: np.ndarray
    drug_group: np.ndarray
    country: np.ndarray
    admin1: np.ndarray
    mode: np.ndarray
    source_kind: np.ndarray
    precision: np.ndarray
    marking: np.ndarray
    kind: np.ndarray
    origin: np.ndarray
    departure: np.ndarray
    place: np.ndarray
    quantity: np.ndarray
    mass_kg: np.ndarray
    lon: np.ndarray
    lat: np.ndarray
    transit_offsets: np.ndarray
    transit_codes: np.ndarray
    destination_offsets: np.ndarray
    destination_codes: np.ndarray
    names: Mapping[str, tuple[str | None, ...]]
    text: tuple[str, ...]
    item_ids: tuple[str, ...]
    seizure_ids: tuple[str, ...]
    version: str
    data_date: date
    longest_days: int

    def __len__(self) -> int:
        return len(self.seizure)

    @cached_property
    def folded_places(self) -> tuple[str, ...]:
        """The distinct place names, folded for comparison, in the order of names["place"]."""
        return tuple(fold(name or "") for name in self.names["place"])

    def codes(self, dimension: str, wanted: Iterable[str]) -> tuple[int, ...]:
        """The numbers of the wanted names; a name that the data never mentions has none."""
        name_list, found = self.names[dimension], frozenset(wanted)
        return tuple(code for code, name in enumerate(name_list) if name in found)


def columns_from_frame(frame: pd.DataFrame, version: str, data_date: date) -> Columns:
    """The columnar copy of an item frame (columns of vocabulary.fields; row order of the items of a seizure is kept).

    ValueError when a row has no date: such a row could never be found again.
    """
    frame = _in_order(frame)
    seizure, seizure_ids = pd.factorize(frame["seizure_id"])
    countries = _country_names(frame)
    names = {dimension: _names(frame[column]) for dimension, column in CODED.items()}
    names |= dict.fromkeys(COUNTRY_DIMENSIONS, countries)
    coded = {dimension: _codes(frame[column], names[dimension]) for dimension, column in CODED.items()}
    transit_offsets, transit_codes = _many(frame["transit_iso3"], countries)
    destination_offsets, destination_codes = _many(frame["destination_iso3"], countries)
    first, last = _days(frame["seized_on"]), _days(frame["seized_until"].fillna(frame["seized_on"]))
    return Columns(
        item=np.arange(len(frame), dtype=np.int32), seizure=seizure.astype(np.int32), first_day=first, last_day=last, **coded,
        **{name: frame[name].to_numpy(dtype=np.float64, na_value=np.nan) for name in ("quantity", "mass_kg", "lon", "lat")},
        transit_offsets=transit_offsets, transit_codes=transit_codes,
        destination_offsets=destination_offsets, destination_codes=destination_codes,
        names=names, text=_text(frame, seizure, len(seizure_ids)), item_ids=tuple(map(str, frame["item_id"])),
        seizure_ids=tuple(map(str, seizure_ids)), version=version, data_date=data_date,
        longest_days=int((last - first).max(initial=0)),
    )  # fmt: skip


def _in_order(frame: pd.DataFrame) -> pd.DataFrame:
    if frame["seized_on"].isna().any():
        raise ValueError("an item has no date")
    # The first day of the whole seizure keeps its items together even if their dates were to differ.
    day = frame.groupby("seizure_id", sort=False)["seized_on"].transform("min") if len(frame) else frame["seized_on"]
    order = pd.DataFrame({"day": day.to_numpy(), "seizure": frame["seizure_id"].to_numpy()})
    return frame.iloc[order.sort_values(["day", "seizure"], kind="stable").index]


def _days(dates: pd.Series) -> np.ndarray:
    return dates.to_numpy().astype("datetime64[D]").astype(np.int32)


def _names(column: pd.Series) -> tuple[str | None, ...]:
    return (None, *sorted({str(value) for value in column.dropna().unique()} - {""}))


def _country_names(frame: pd.DataFrame) -> tuple[str | None, ...]:
    single = {str(value) for name in COUNTRY_DIMENSIONS for value in frame[CODED[name]].dropna().unique()}
    several = {code for name in ("transit_iso3", "destination_iso3") for value in frame[name].dropna().unique()
               for code in _split(value)}  # fmt: skip
    return (None, *sorted((single | several) - {""}))


def _split(value: object) -> list[str]:
    return [code for code in str(value).split(";") if code] if isinstance(value, str) else []


def _codes(column: pd.Series, names: tuple[str | None, ...]) -> np.ndarray:
    smallest = np.uint8 if len(names) <= 256 else np.uint16 if len(names) <= 65_536 else np.uint32
    codes, distinct = pd.factorize(column)
    return _numbers(distinct, names)[codes].astype(smallest)


def _numbers(distinct: Iterable[object], names: tuple[str | None, ...]) -> np.ndarray:
    """The number of each distinct value; 0 in the last place, which is where factorize puts what is missing."""
    numbers = {name: code for code, name in enumerate(names)}
    return np.array([*(numbers.get(value, 0) if isinstance(value, str) else 0 for value in distinct), 0])


def _many(column: pd.Series, names: tuple[str | None, ...]) -> tuple[np.ndarray, np.ndarray]:
    numbers = {name: code for code, name in enumerate(names)}
    codes, distinct = pd.factorize(column)
    lists = [*([numbers[code] for code in _split(value)] for value in distinct), []]
    sizes = np.array([len(each) for each in lists], dtype=np.int64)[codes]
    offsets = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int32)
    flat = [code for at in codes[sizes > 0].tolist() for code in lists[at]]
    return offsets, np.array(flat, dtype=np.uint16)


def _text(frame: pd.DataFrame, seizure: np.ndarray, seizures: int) -> tuple[str, ...]:
    """What is searched of each seizure; each distinct value is folded once."""
    words: list[dict[str, None]] = [{} for _ in range(seizures)]
    folded: dict[str, str] = {}
    for name in SEARCHED:
        codes, distinct = pd.factorize(frame[name])
        values = [value if isinstance(value, str) else "" for value in distinct]
        folded |= {value: fold(value) for value in values if value not in folded}
        for number, code in zip(seizure.tolist(), codes.tolist(), strict=True):
            if code >= 0 and values[code]:
                words[number][values[code]] = None
    return tuple(" | ".join(folded[value] for value in each) for each in words)
