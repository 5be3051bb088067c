"""Made-up item frames and filters for the tests of the kernels, and the slow, obvious way to answer them."""

from datetime import date, timedelta

import numpy as np
import pandas as pd
from hypothesis import strategies as st

from monitoring.vocabulary.admin1 import admin1_name
from monitoring.vocabulary.columns import CODED, ROLES, Columns
from monitoring.vocabulary.columns_making import NAMED, Making
from monitoring.vocabulary.countries import country_name
from monitoring.vocabulary.drugs import DRUGS, drug_name, drug_of_code
from monitoring.vocabulary.fields import DTYPES
from monitoring.vocabulary.filters import Filter
from monitoring.vocabulary.folding import fold
from monitoring.vocabulary.said import SaidTexts, words

COUNTRIES = ("AFG", "IRN", "PAK", "TUR", "UKR", "BGR", "TJK", "RUS")
PLACES = ("Kapitan Andreevo", "Kapitan Andreevo, lane 3", "Kapıkule", "Chābahār", "Quetta")
WORDS = ("dhow", "Two packages", "ANF", "Drug Control Agency", "heroin in a lorry")
DRUG_NAMES = ("heroin", "opium", "hashish", "methamphetamine", "acetic_anhydride", "other")
FINER = ("cannabis_herb", "cocaine", "other")
MEMBERS = {"one": frozenset({"AFG", "IRN"}), "two": frozenset({"TUR", "IRN", "DEU"}), "nobody": frozenset()}


def item_frame(rows: list[dict]) -> pd.DataFrame:
    """A frame with every public column, in their types; what a row does not give is null."""
    columns = {name: pd.Series([row.get(name) for row in rows], dtype=dtype) for name, dtype in DTYPES.items()}
    return pd.DataFrame(columns)


def made_frame(seed: int, seizures: int) -> pd.DataFrame:
    """Seizures of one to four items with every kind of gap, in no particular order of their own."""
    rng = np.random.default_rng(seed)
    rows = [row for number in range(seizures) for row in _seizure(rng, number)]
    return item_frame(rows)


def copy_of(frame: pd.DataFrame, data_date: date = date(2016, 3, 1)) -> Columns:
    """The columnar copy of an item frame, made as the store makes it."""
    making = Making()
    numbers, _ids = pd.factorize(frame["seizure_id"])
    cells = {name: frame[column].astype(object).where(frame[column].notna(), None) for name, column in _CELLS.items()}
    making.add({
        **cells, "seizure": numbers * 7 % 10_007, "position": frame.groupby("seizure_id", sort=False).cumcount(),
        "first_day": frame["seized_on"].to_numpy(), "last_day": frame["seized_until"].to_numpy(),
        "quantity": frame["quantity"], "lon": frame["lon"], "lat": frame["lat"],
    })  # fmt: skip
    first = frame.assign(number=numbers * 7 % 10_007).drop_duplicates("seizure_id")
    for role in ROLES:
        listed = [(n, code) for n, cell in zip(first["number"], first[f"{role}_iso3"]) if isinstance(cell, str)
                  for code in cell.split(";")]  # fmt: skip
        making.list(role, [n for n, _code in listed], [code for _n, code in listed])
    texts = {n: " | ".join(row.dropna()) for n, (_at, row) in zip(first["number"], first[[*SAID]].iterrows())}
    return making.done(SaidTexts(texts), "0123456789ab", data_date)


_CELLS = {"reported": "drug_reported", "sea_area": "sea_area"} | {name: CODED[name] for name in NAMED if name in CODED}
SAID = ("title", "note", "concealment", "agency", "operation")


def in_copy_order(frame: pd.DataFrame) -> pd.DataFrame:
    """The rows of the frame in the order that the copy has."""
    numbers, _ids = pd.factorize(frame["seizure_id"])
    position = frame.groupby("seizure_id", sort=False).cumcount()
    day = frame.groupby("seizure_id", sort=False)["seized_on"].transform("min") if len(frame) else frame["seized_on"]
    return frame.iloc[np.lexsort((position, numbers * 7 % 10_007, day.to_numpy()))]


def _seizure(rng: np.random.Generator, number: int) -> list[dict]:
    first, last, precision = _dates(rng)
    pick = lambda values: None if rng.random() < 0.25 else str(rng.choice(values))  # noqa: E731
    several = lambda: ";".join(rng.choice(COUNTRIES, rng.integers(1, 4), replace=False)) if rng.random() < 0.5 else None  # noqa: E731
    at = (rng.uniform(-180, 180), rng.uniform(-60, 80)) if rng.random() < 0.7 else (None, None)
    event = {
        "seizure_id": f"s{(number * 7919) % 1009:04d}", "seized_on": first, "seized_until": last, "date_precision": precision,
        "country_iso3": pick(COUNTRIES), "admin1": pick(("AF-HEL", "IR-13", "PK-BA")), "place_reported": pick(PLACES),
        "location_precision": str(rng.choice(("place", "admin1", "sea_area", "country"))), "lon": at[0], "lat": at[1],
        "transport_mode": pick(("road", "sea", "land")), "origin_iso3": pick(COUNTRIES), "departure_iso3": several(),
        "transit_iso3": several(), "destination_iso3": several(), "title": str(rng.choice(WORDS)), "agency": pick(WORDS),
        "source_kind": str(rng.choice(("un", "official", "press"))), "marking": str(rng.choice(("public", "partner"))),
    }  # fmt: skip
    return [event | _item(rng, f"{event['seizure_id']}-{place}") for place in range(rng.integers(1, 5))]


def _dates(rng: np.random.Generator) -> tuple[pd.Timestamp, pd.Timestamp, str]:
    day = date(2012, 1, 1) + timedelta(days=int(rng.integers(0, 1500)))
    precision = str(rng.choice(("day", "month", "year")))
    period = pd.Period(day, {"day": "D", "month": "M", "year": "Y"}[precision])
    return period.start_time.normalize(), period.end_time.normalize(), precision


def _item(rng: np.random.Generator, item_id: str) -> dict:
    drug = str(rng.choice(DRUG_NAMES))
    code = DRUGS[str(rng.choice(FINER)) if drug == "other" else drug].code
    kind = str(rng.choice(("mass", "mass", "mass", "volume", "count", "none")))
    quantity = round(float(rng.uniform(0, 20)), 3) if kind != "none" else None
    unit = {"mass": "kg", "volume": "l", "count": "units"}.get(kind)
    return {"item_id": item_id, "drug": drug, "drug_code": code, "drug_group": DRUGS[drug].group,
            "kind": None if kind == "none" else kind, "quantity": quantity, "unit": unit,
            "mass_kg": quantity if kind == "mass" else None, "drug_reported": drug}  # fmt: skip


def _some(values):
    return st.lists(st.sampled_from(values), max_size=3).map(tuple)


_DAYS = st.none() | st.dates(date(2011, 11, 1), date(2016, 6, 1))
FILTERS = st.builds(
    Filter, drug=_some((*DRUG_NAMES, "cannabis_herb", "cocaine")), drug_group=_some(("opioids", "cannabis_type", "other")),
    country=_some((*COUNTRIES, "none", "NZL")), origin=_some(COUNTRIES), departure=_some(COUNTRIES), transit=_some(COUNTRIES),
    destination=_some((*COUNTRIES, "NZL")), group=_some(tuple(MEMBERS)), admin1=_some(("AF-HEL", "PK-BA")),
    place=_some(("kapitan andreevo", "KAPIKULE", "chabahar", "e", "nowhere")), 
    text=_some(("DHOW", "lorry heroin", "anf", "iran", "quett", "rug", "package two")),
    mode=_some(("road", "sea", "air")), source_kind=_some(("un", "press")), precision=_some(("place", "country")),
    marking=_some(("public",)), from_=_DAYS, to=_DAYS, min_kg=st.none() | st.sampled_from((0.001, 1.0, 5.0, 12.5)),
    bbox=st.none() | st.sampled_from(((0.0, 0.0, 90.0, 60.0), (100.0, -50.0, -100.0, 70.0), (-180.0, -90.0, 180.0, 90.0))),
)  # fmt: skip
# A filter of everything at once selects nothing; most questions name one or two things.
FEW = st.tuples(FILTERS, st.sets(st.sampled_from([*Filter.__dataclass_fields__]), min_size=0, max_size=3)).map(
    lambda drawn: Filter(**{name: getattr(drawn[0], name) for name in drawn[1]})
)


def matching(frame: pd.DataFrame, wanted: Filter) -> pd.Series:
    """For each item of the frame whether it meets every condition but min_kg: one row after the other."""
    said = frame.groupby("seizure_id")[[*SAID]].first()
    text_of = {name: " ".join(" " + words(value) for value in row if isinstance(value, str))
               for name, row in zip(said.index, said.itertuples(index=False), strict=True)}  # fmt: skip
    rows = frame.to_dict("records")
    return pd.Series([_meets(row, wanted, text_of[row["seizure_id"]]) for row in rows], dtype=bool)


def _mentions(row: dict, word: str, said: str) -> bool:
    named = (row["drug_reported"], drug_name(row["drug"]), row["place_reported"], row["sea_area"])
    names = [
        *named,
        row["country_iso3"] and country_name(row["country_iso3"]),
        row["admin1"] and admin1_name(row["admin1"]),
    ]
    return any(word in fold(name) for name in names if name) or f" {words(word)}" in said


def _meets(row: dict, wanted: Filter, text: str) -> bool:
    row = {name: None if pd.isna(value) else value for name, value in row.items()}
    countries = {country for group in wanted.group for country in MEMBERS[group]}
    for name, column in (("drug_group", "drug_group"), ("admin1", "admin1"), ("mode", "transport_mode"),
                         ("source_kind", "source_kind"),
                         ("precision", "location_precision"), ("marking", "marking")):  # fmt: skip
        if getattr(wanted, name) and row[column] not in getattr(wanted, name):
            return False
    for name in ROLES:
        if getattr(wanted, name) and not set((row[f"{name}_iso3"] or "").split(";")) & set(getattr(wanted, name)):
            return False
    return all((
        not wanted.drug or row["drug"] in wanted.drug or drug_of_code(row["drug_code"]).slug in wanted.drug,
        not wanted.country or (row["country_iso3"] or "none") in wanted.country,
        not wanted.group or row["country_iso3"] in countries,
        not wanted.place or any(fold(part) in fold(row["place_reported"] or "") for part in wanted.place),
        not wanted.text or any(all(_mentions(row, word, text) for word in fold(value).split()) for value in wanted.text),
        not wanted.from_ or row["seized_until"].date() >= wanted.from_,
        not wanted.to or row["seized_on"].date() <= wanted.to,
        not wanted.bbox or _inside(row["lon"], row["lat"], wanted.bbox),
    ))  # fmt: skip


def _inside(lon: float | None, lat: float | None, box: tuple[float, float, float, float]) -> bool:
    west, south, east, north = box
    if lon is None:
        return False
    return south <= lat <= north and (west <= lon <= east if west <= east else lon >= west or lon <= east)
