"""What of the record says more when its words are read again: found first, so that nothing is touched in vain."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, func, select

from ..vocabulary.amounts import Rule, amount_rule
from ..vocabulary.drugs import drug_of_code
from ..vocabulary.gazetteer import Gazetteer, Placed
from ..vocabulary.lookup import Lookups
from .reported_cells import CellMeaning, cell_meanings
from .tables import import_batch, open_place, reported_total, seizure, seizure_item

OTHER = "OTH-UNK"
STATED = "coordinates as reported"  # a point that the source gives is never replaced by one of the gazetteer
AT_ONCE = 500
Values = dict[str, Any]


@dataclass
class Plan:
    """What each seizure (id) will say that it does not say now."""

    drugs: dict[str, str] = field(default_factory=dict)  # reported word -> code
    units: dict[str, str] = field(default_factory=dict)
    cells: list[CellMeaning] = field(default_factory=list)
    places: dict[str, Placed] = field(default_factory=dict)
    totals: dict[int, Values] = field(default_factory=dict)  # row of reported_total -> new values
    seizures: set[str] = field(default_factory=set)
    words: set[tuple[str, str, str]] = field(default_factory=set)  # field, word, code


def make_plan(db: Connection, words: Lookups, places: Gazetteer) -> Plan:
    plan = Plan()
    i = seizure_item.c
    current = (
        select(i.seizure_row).join(seizure, seizure.c.row_id == i.seizure_row).where(seizure.c.retired_in.is_(None))
    )
    unread = {"drug": (i.drug_reported, i.drug_code == OTHER), "unit": (i.unit_reported, i.kind.is_(None))}
    for name, (column, which) in unread.items():
        texts = db.scalars(current.with_only_columns(column).where(which, column.is_not(None)).distinct())
        known = {text: code for text in texts if (code := meaning_of(words, name, text))}
        (plan.drugs if name == "drug" else plan.units).update(known)
        plan.words |= {(name, text, code) for text, code in known.items()}
        for some in parts(known):
            plan.seizures |= set(db.scalars(current.with_only_columns(seizure.c.id).where(which, column.in_(some))))
    plan.cells = list(cell_meanings(db, words))
    plan.seizures |= {each.seizure_id for each in plan.cells}
    plan.words |= {(each.field, each.word, each.code) for each in plan.cells}
    plan.places = dict(_now_found(db, places))
    plan.seizures |= plan.places.keys()
    for row, values, said in _totals(db, words):
        plan.totals[row] = values
        plan.words |= said
    return plan


def meaning_of(words: Lookups, name: str, text: str) -> str | None:
    """The code by which something changes: "other" is what the row says already, a unit must name a kind."""
    code = words.find(name, text)
    if name == "drug":
        return code if code != OTHER else None
    return code if code and amount_rule(code, None) is not None else None


def _now_found(db: Connection, places: Gazetteer) -> Iterable[tuple[str, Placed]]:
    """Seizures whose place was open at their import and is settled now, finer or elsewhere than the record says."""
    o, s = open_place.c, seizure.c
    in_force = select(import_batch.c.id).where(import_batch.c.status == "current")
    asked = db.execute(select(o.country_iso3, o.province, o.place).where(o.batch_id.in_(in_force)).distinct())
    answers = {tuple(text): places.place(*text) for text in asked}
    answers = {text: each for text, each in answers.items() if each.outcome == "found" and each.precision != "country"}
    if not answers:
        return
    query = select(
        s.id, s.country_iso3, func.coalesce(s.admin1_reported, ""), func.coalesce(s.place_reported, ""),
        s.location_precision, s.lon, s.lat, s.sea_area,
    )  # fmt: skip
    still = (
        s.retired_in.is_(None)
        & s.location_precision.in_(("country", "admin1"))
        & s.location_method.is_distinct_from(STATED)
    )
    for name, iso3, province, place, *held in db.execute(query.where(still)):
        found = answers.get((iso3, province, place))
        if found is not None and held != list(place_values(found).values())[:4]:
            yield name, found


def place_values(found: Placed) -> Values:
    """The columns of a seizure that an answer of the gazetteer fills."""
    sea = found.precision == "sea_area"
    return {
        "location_precision": found.precision, "lon": None if sea else found.lon, "lat": None if sea else found.lat,
        "sea_area": f"sea-area/{found.sea_area}" if sea else None, "admin1": found.admin1,
        "location_method": found.method or None,
    }  # fmt: skip


def _totals(db: Connection, words: Lookups) -> Iterable[tuple[int, Values, set[tuple[str, str, str]]]]:
    t = reported_total.c
    query = select(
        t.id,
        t.country_iso3,
        t.country_reported,
        t.drug_code,
        t.drug_reported,
        t.kind,
        t.unit_reported,
        t.quantity_reported,
    ).where(t.retired_in.is_(None))
    unread = t.country_iso3.is_(None) & t.country_reported.is_not(None) | (t.drug_code == OTHER)
    for row in db.execute(query.where(unread | t.kind.is_(None) & t.unit_reported.is_not(None))):
        new: Values = {}
        said: set[tuple[str, str, str]] = set()
        if row.country_iso3 is None and row.country_reported and (code := words.find("country", row.country_reported)):
            new["country_iso3"] = code
            said.add(("country", row.country_reported, code))
        if row.drug_code == OTHER and (code := meaning_of(words, "drug", row.drug_reported)):
            new |= drug_values(code)
            said.add(("drug", row.drug_reported, code))
        if row.kind is None and row.unit_reported and (code := meaning_of(words, "unit", row.unit_reported)):
            new |= amount_values(amount_rule(code, new.get("drug_code", row.drug_code)), row.quantity_reported, False)
            said.add(("unit", row.unit_reported, code))
        if new:
            yield row.id, new, said


def drug_values(code: str) -> Values:
    found = drug_of_code(code)
    assert found is not None, "decisions and word lists name codes of the vocabulary only"
    return {"drug": found.slug, "drug_code": found.code, "drug_group": found.group}


def amount_values(rule: Rule | None, quantity: float | None, equivalents: bool = True) -> Values:
    """The columns of an amount. Zero is kept as reported and counts as no quantity."""
    assert rule is not None
    counted = quantity * rule.factor if quantity else None
    values: Values = {
        "kind": rule.kind, "unit": rule.unit, "factor": rule.factor, "factor_source": rule.factor_source,
        "quantity": counted, "mass_kg": counted if rule.kind == "mass" else None,
    }  # fmt: skip
    same = rule.equivalent(quantity) if quantity else None
    weights = (same.kg_low, same.kg_typical, same.kg_high, same.factor_source) if same else (None,) * 4
    return values | dict(zip(("kg_low", "kg_typical", "kg_high", "kg_source"), weights)) if equivalents else values


def parts(many: Iterable) -> Iterable[list]:
    listed = sorted(many)
    return (listed[start : start + AT_ONCE] for start in range(0, len(listed), AT_ONCE))
