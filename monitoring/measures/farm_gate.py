"""From the farm gate outwards: price and mass from a province to the border, the routes and the markets, step by step.

Every step is something published or counted, or the sentence that there is nothing; nothing is computed across steps.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import pandas as pd

from ..language import N_, _
from ..vocabulary.admin1 import admin1_name
from ..vocabulary.countries import country_name
from ..vocabulary.drugs import DRUGS, drug_name
from .afghanistan import COUNTRY, NONE, series
from .afghanistan_prices import latest

STAGES: Mapping[str, str] = {
    "province": N_("Province"), "country": N_("Country"), "farm_gate": N_("Farm gate"), "trade": N_("Local market and wholesale"),
    "seizures": N_("Seized inside"), "border": N_("At the border"), "routes": N_("Routes"), "markets": N_("Markets"),
}  # fmt: skip
OPIATES = tuple(slug for slug, drug in DRUGS.items() if drug.family in ("opium", "morphine", "heroin"))
_STATES = {
    "poppy_free": N_("Poppy-free: under 100 ha, not zero."),
    "grown_no_figure": N_("Grown; no hectare figure in our sources."),
    NONE: N_("No figure for this year in our sources."),
}
_NO_RECORD = N_("No seizure of this year is in this record; that is not a zero.")
_ROUTES = ("Northern", "Balkan", "Southern", "all")  # as route_values names them; "all" is of no single route


@dataclass(frozen=True)
class Step:
    """One number on the way: `stage` is a key of STAGES, `title` in the reader's language, `period` a year or the source's words.

    value is null where only `low` to `high` is published, or nothing (then `without` says so). marks: quoted, doubted,
    carried (the same as the year before), other_year (not of the year asked for), part_of_year.
    """

    stage: str
    key: str
    title: str
    unit: str = ""
    value: float | None = None
    low: float | None = None
    high: float | None = None
    period: str = ""
    source: str = ""
    note: str = ""
    without: str = ""
    marks: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True, eq=False)
class Known:
    """What the steps are read from.

    provinces, national: afghanistan's frames. prices: afghanistan_prices.price_series. inside: seizures_by_province of the
    year's OPIATES by drug. across: seizures and kilograms within `km` of the border on the other side. crossings: how many
    are known by name, by neighbour (iso3). values: store.routes.route_values. record: how the record's own numbers are cited.
    """

    provinces: pd.DataFrame
    national: pd.DataFrame
    prices: pd.DataFrame
    inside: pd.DataFrame
    across: tuple[int, float]
    km: float
    crossings: Mapping[str, int]
    values: pd.DataFrame
    record: str


def farm_gate(known: Known, code: str, year: int) -> list[Step]:
    """The steps for a province (ISO 3166-2) and a year, from the field outwards; every stage has at least one."""
    stages: Sequence[Callable[[Known, str, int], list[Step]]] = (
        _field,
        _country,
        _gate,
        _trade,
        _seized,
        _border,
        _routes,
        _markets,
    )
    return [step for stage in stages for step in stage(known, code, year)]


def _field(known: Known, code: str, year: int) -> list[Step]:
    title = _("Area under poppy in {province}", province=admin1_name(code))
    step = Step("province", "area", title, "ha", period=str(year))
    found = known.provinces[(known.provinces["code"] == code) & (known.provinces["year"] == year)]
    if found.empty or pd.isna(found.iloc[0]["area_ha"]):
        state = NONE if found.empty else found.iloc[0]["state"]
        source = "" if found.empty else found.iloc[0]["source"]
        return [replace(step, without=_(_STATES[state]), source=source)]
    row = found.iloc[0]
    marks = frozenset({"quoted"} if row["quoted"] else ())
    return [replace(step, value=float(row["area_ha"]), source=row["source"], note=row["note"], marks=marks)]


def _country(known: Known, _code: str, year: int) -> list[Step]:
    steps = [
        _of_year(known.national, year, Step("country", "area_ha", _("Area under poppy in Afghanistan"), "ha")),
        _of_year(known.national, year, Step("country", "production_t", _("Potential production of opium"), "t")),
    ]
    income = Step("country", "farm_income_usd_million", _("Farmers' income from opium"), "USD million")
    return [*steps, _of_year(known.national, year, income)]


def _of_year(national: pd.DataFrame, year: int, step: Step) -> Step:
    found = series(national, step.key)
    found = found[found["year"] == year]
    if found.empty:
        return replace(step, period=str(year), without=_(_STATES[NONE]))
    row = found.iloc[0]
    marks = frozenset({"quoted"} if row["quoted"] else ())
    return replace(
        step, period=str(year), value=_number(row["value"]), low=_number(row["low"]), high=_number(row["high"]),
        source=row["source"], note="; ".join(filter(None, (row["edition"], row["note"]))), marks=marks,
    )  # fmt: skip


def _gate(known: Known, _code: str, year: int) -> list[Step]:
    ours = known.prices[(known.prices["country_iso3"] == COUNTRY) & (known.prices["drug"] == "opium")]
    gate = ours[ours["level"] == "farm_gate"]
    return [
        _price(gate[gate["form"] == "dry"], year, Step("farm_gate", "dry", _("Dry opium, farm gate"))),
        _price(gate[gate["form"] == "fresh"], year, Step("farm_gate", "fresh", _("Fresh opium, farm gate"))),
        _price(
            gate[gate["form"] == "not_stated"],
            year,
            Step("farm_gate", "not_stated", _("Opium, farm gate, form not stated")),
        ),
        _price(
            ours[ours["level"] == "not_stated"], year, Step("farm_gate", "level", _("Opium, level of trade not stated"))
        ),
    ]


def _trade(known: Known, _code: str, year: int) -> list[Step]:
    ours = known.prices[known.prices["country_iso3"] == COUNTRY]
    local = ours[(ours["drug"] == "opium") & (ours["level"] == "local_market")]
    whole = ours[ours["level"] == "wholesale"]
    return [
        _price(local, year, Step("trade", "local_market", _("Opium, local market"))),
        *(
            _price(whole[whole["drug"] == drug], year, Step("trade", f"wholesale_{drug}", title))
            for drug, title in (("opium", _("Opium, wholesale")), ("heroin", _("Heroin, wholesale")))
        ),
    ]


def _price(frame: pd.DataFrame, year: int, step: Step) -> Step:
    """The price of the year, else the last one before it, which says so."""
    row = latest(frame, year)
    if row is None:
        return replace(step, period=str(year), without=_("No such price up to this year in our sources."))
    marks = {name for name in ("carried", "doubted") if row[name]}
    marks |= {"other_year"} if row["year"] != year else set()
    marks |= set() if row["whole_year"] else {"part_of_year"}
    place = row["place"] if row["country_iso3"] == COUNTRY and row["place"] != "Afghanistan" else ""
    return replace(
        step, unit=row["unit"], value=_number(row["value"]), low=_number(row["low"]), high=_number(row["high"]),
        period=row["period"] or str(row["year"]), source=row["source"], note="; ".join(filter(None, (place, row["note"]))),
        marks=frozenset(marks),
    )  # fmt: skip


def _seized(known: Known, code: str, year: int) -> list[Step]:
    here = known.inside[known.inside["code"] == code]
    steps = []
    for scope, frame in ((admin1_name(code), here), (country_name(COUNTRY), known.inside)):
        key = "province" if frame is here else "country"
        for drug, rows in frame.groupby("drug"):
            title = _("{drug} seized in {place}", drug=drug_name(str(drug)), place=scope)
            mass = rows["mass_kg"].sum(min_count=1)
            step = Step("seizures", f"{key}_{drug}", title, "kg", _number(mass), period=str(year), source=known.record)
            steps.append(step if step.value is not None else replace(step, without=_("Seized, without a stated mass.")))
        if frame.empty:
            title = _("Opiates seized in {place}", place=scope)
            steps.append(Step("seizures", key, title, period=str(year), source=known.record, without=_(_NO_RECORD)))
    return steps


def _border(known: Known, _code: str, year: int) -> list[Step]:
    seizures, mass_kg = known.across
    title = _("Opiates seized by neighbours within {km} km of the border", km=f"{known.km:g}")
    across = Step("border", "across", title, "kg", period=str(year), source=known.record)
    if not seizures:
        across = replace(across, without=_(_NO_RECORD))
    elif pd.isna(mass_kg):
        across = replace(across, without=_("Seized, without a stated mass."))
    else:
        across = replace(across, value=float(mass_kg))
    names = N_("Crossings with {country} known by name")
    return [across, *(
        Step("border", f"crossings_{iso3}", _(names, country=country_name(iso3)), value=float(count),
             source=_("Border crossings of this record, each with its source"))
        for iso3, count in sorted(known.crossings.items())
    )]  # fmt: skip


def _routes(known: Known, _code: str, _year: int) -> list[Step]:
    """Everything published of routes of opiates, whatever its year; the period stands beside it."""
    values = known.values
    steps = [
        Step(
            "routes", f"{row['route']}_{at}", f"{_route(route)}: {row['measure']}", row["unit"], _number(row["value"]),
            _number(row["value_low"]), _number(row["value_high"]), row["period"], row["source"],
            row["qualifier"] if isinstance(row["qualifier"], str) else "",
        )
        for route in _ROUTES for at, row in values[values["route"] == route].iterrows()
    ]  # fmt: skip
    title = _("Values of the routes")
    return steps or [Step("routes", "none", title, without=_("No value of a route is in our sources."))]


def _route(name: str) -> str:
    return _("All routes") if name == "all" else name


def _markets(known: Known, _code: str, year: int) -> list[Step]:
    """Heroin wholesale by country, and what is published of whole markets; retail as the range over the countries."""
    abroad = known.prices[(known.prices["drug"] == "heroin") & ~known.prices["country_iso3"].isin(("", COUNTRY))]
    wholesale = abroad[abroad["level"] == "wholesale"]
    steps = [
        _price(rows, year, Step("markets", f"wholesale_{iso3}", _("Heroin, wholesale, {country}", country=country_name(str(iso3)))))
        for iso3, rows in wholesale.groupby("country_iso3") if latest(rows, year) is not None
    ]  # fmt: skip
    of_market = known.values[known.values["route"].str.contains("market", regex=False)]
    steps += [
        Step("markets", f"value_{at}", f"{row['route']}: {row['measure']}", row["unit"], _number(row["value"]),
             _number(row["value_low"]), _number(row["value_high"]), row["period"], row["source"], str(row["qualifier"]))
        for at, row in of_market.iterrows()
    ]  # fmt: skip
    return [*steps, _retail(abroad[(abroad["level"] == "retail") & (abroad["year"] == year)], year)]


def _retail(frame: pd.DataFrame, year: int) -> Step:
    """The lowest and the highest retail price of a year, in the unit that most countries have."""
    step = Step("markets", "retail", _("Heroin, retail, lowest to highest country"), period=str(year))
    if frame.empty:
        return replace(step, without=_(_STATES[NONE]))
    unit = frame["unit"].mode().iloc[0]
    same = frame[(frame["unit"] == unit) & frame["value"].notna()]
    countries = ", ".join(sorted({country_name(iso3) for iso3 in same["country_iso3"]}))
    marks = frozenset({"carried"} if same["carried"].any() else ())
    source = " ; ".join(dict.fromkeys(same["source"]))
    return replace(
        step, unit=unit, low=_number(same["value"].min()), high=_number(same["value"].max()), note=countries, marks=marks,
        source=source,
    )  # fmt: skip


def _number(value: float) -> float | None:
    return None if pd.isna(value) else float(value)
