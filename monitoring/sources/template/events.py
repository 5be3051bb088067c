"""From the cells of our own workbook to the rows of the record: one seizure, its drugs, legs, arrests and other figures."""

import re
from collections.abc import Mapping
from hashlib import sha256

from ...vocabulary.admin1 import ADMIN1, find_admin1
from ...vocabulary.amounts import amount_rule
from ...vocabulary.choices import choice
from ...vocabulary.drugs import DRUGS, drug, drug_of_code
from ...vocabulary.folding import slug
from ...vocabulary.lookup import Lookups
from ...vocabulary.units import KINDS
from .cells import Span

Row = Mapping[str, object]
PLAIN = re.compile(r"[a-z0-9][a-z0-9-]{0,20}")
URL = re.compile(r"https?://\S+")
DRUG_WORDS = ("drug", "drug_reported")


class Refused(Exception):
    """A row that cannot be taken: the column at fault, its value, and why."""

    def __init__(self, column: str | None, value: object, reason: str):
        self.column, self.value, self.reason = column, "" if value is None else str(value), reason
        super().__init__(reason)


def seizure_id(producer: str, reference: str, row: Row) -> str:
    """The name of the seizure in the record: the one it had there already, or one made of producer and reference.

    Plain letters and digits stand in it as they are; anything else gets a few digits of its own, so that two references,
    or the same one of two producers, never become one name.
    """
    if row.get("seizure_id"):
        return str(row["seizure_id"])
    known = reference if PLAIN.fullmatch(reference) else f"{slug(reference)[:12]}-{_digits(reference)}"
    return f"workbook/{slug(producer)[:12]}-{_digits(producer)[:6]}/{known}"


def _digits(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:8]


def seizure(row: Row, span: Span, name: str, producer: str) -> dict[str, object]:
    """The row of the event, its document with it (columns `source_...`); Refused when two cells contradict each other."""
    lon, lat = row.get("lon"), row.get("lat")
    if (lon is None) != (lat is None):
        raise Refused("lat" if lat is None else "lon", None, "is empty; a point needs both longitude and latitude")
    country, admin1 = row.get("country"), row.get("admin1")
    recorded = row.get("seizure_id") is not None  # then an empty cell is what the record has
    reported = row.get("admin1_reported") or (None if recorded else admin1)
    status = row.get("status") or "reported"
    if (status == "duplicate") != bool(row.get("duplicate_of")):
        reason = "and the column Status do not fit: a duplicate names the other"
        raise Refused("duplicate_of", row.get("duplicate_of"), reason)
    precision = _precision(row)
    return {
        "id": name, "source_ref": row.get("source_ref") if recorded else row["seizure"],
        "title": row.get("title"), "seized_on": span.first, "seized_until": span.last,
        "date_precision": row.get("date_precision") or span.precision,
        "date_reported": row.get("date_reported") or row["date"], "calendar": span.calendar, "country_iso3": country,
        "admin1": _province(country, admin1), "admin1_reported": reported, "place_reported": row.get("place"),
        "place_type": row.get("place_type"), "sea_area": row.get("sea_area"), "lon": lon, "lat": lat,
        "location_precision": precision,
        "location_method": row.get("location_method") or ("coordinates as reported" if lon is not None else None),
        "transport_mode": row.get("transport_mode"), "concealment": row.get("concealment"),
        "direction": row.get("direction"), "agency": row.get("agency"), "operation": row.get("operation"),
        "note": row.get("note"), "status": status, "duplicate_of": row.get("duplicate_of"),
        "marking": row.get("marking"), "times_reported": row.get("times_reported") or 1, **_document(row, producer),
    }  # fmt: skip


def _province(country: object, word: object) -> str | None:
    if not word:
        return None
    if str(word) in ADMIN1:
        return str(word)
    return find_admin1(str(country), str(word)) if country else None


def _precision(row: Row) -> str:
    point, said = row.get("lon") is not None, row.get("location_precision")
    if said is None:
        return "place" if point else "sea_area" if row.get("sea_area") else "country"
    if point != (said in ("place", "admin1")) and (point or row.get("seizure_id") is None):
        reason = "a point is of a place or a province" if point else "there are no coordinates"
        raise Refused("location_precision", said, f"does not fit: {reason}")
    return str(said)


def _document(row: Row, producer: str) -> dict[str, object]:
    url = row.get("source_url")
    if url is not None and not URL.fullmatch(str(url)):
        raise Refused("source_url", url, "is not an address on the web; write it as https://..., or leave it empty")
    return {
        "source_name": row.get("source_name") or producer, "source_url": url,
        "source_kind": row.get("source_kind") or "official", "source_grade": row.get("source_grade") or "original",
        "source_grade_reason": row.get("source_grade_reason"),
    }  # fmt: skip


def substance(row: Row, words: Lookups) -> tuple[dict[str, object], str | None]:
    """The columns of the drug, and the word that nobody has read yet (then the drug is `other`), None for none."""
    word = str(row["drug"])
    reported = row.get("drug_reported") or word
    found = DRUGS.get(str(choice("drug", word)))
    unknown = None
    if found is None:
        meaning = words.look("drug", word)
        if meaning.how == "missing":
            raise Refused("drug", word, "is not known; write “other” for a substance that the source does not name")
        found = drug_of_code(meaning.code)
        unknown = None if meaning.known else word
    found = found or drug("other")
    code = drug_of_code(str(row.get("drug_code") or "")) or found
    group = row.get("drug_group") or code.group
    return {"drug_reported": reported, "drug": found.slug, "drug_code": code.code, "drug_group": group}, unknown


def amount(row: Row, drug_code: str) -> tuple[dict[str, object], str | None, str | None]:
    """The columns of the quantity, a unit that nobody has read yet, and a doubt; Refused when the unit is missing.

    Where the record gave its own figures, they are taken as they are: the factors of today may be others, and then the
    doubt says so.
    """
    quantity, unit = row.get("quantity"), row.get("unit")
    if quantity is not None and unit is None and row.get("item_id") is None:  # some sources state none
        raise Refused("unit", None, "is empty, and there is a quantity; choose the unit from the list")
    rule = amount_rule(str(unit), drug_code) if unit else None
    doubt = None if quantity != 0 else "0 is no quantity: it is kept as reported and not counted"
    relation = row.get("quantity_relation") or "exact"
    reported = {"quantity_reported": quantity, "unit_reported": unit, "quantity_relation": relation}
    if row.get("factor") is not None:
        return reported | _as_recorded(row), None, doubt or _other_factor(row, rule)
    empty = dict.fromkeys(("kind", "unit", "factor", "factor_source", "quantity", "mass_kg", *EQUIVALENT))
    if rule is None:
        return reported | empty, str(unit) if unit else None, doubt
    counted = float(quantity) * rule.factor if quantity else None  # type: ignore[arg-type]
    same = rule.equivalent(float(quantity)) if quantity else None  # type: ignore[arg-type]
    kilograms = (same.kg_low, same.kg_typical, same.kg_high, same.factor_source) if same else (None,) * 4
    return reported | {
        "kind": rule.kind, "unit": rule.unit, "factor": rule.factor, "factor_source": rule.factor_source,
        "quantity": counted, "mass_kg": counted if rule.kind == "mass" else None, **dict(zip(EQUIVALENT, kilograms)),
    }, None, doubt  # fmt: skip


OF_FIGURE = (
    "quantity_reported", "unit_reported", "quantity_relation", "kind", "quantity", "unit", "factor", "factor_source",
)  # fmt: skip
EQUIVALENT = ("kg_low", "kg_typical", "kg_high", "kg_source")


def _as_recorded(row: Row) -> dict[str, object]:
    kind, unit = row.get("kind"), row.get("canonical_unit")
    if kind not in KINDS or KINDS[str(kind)] != unit:
        reason = f"is not the unit of the kind {kind}; leave kind, factor and unit as exported"
        raise Refused("canonical_unit", unit, reason)
    if kind != "mass" and row.get("mass_kg") is not None:
        raise Refused("mass_kg", row["mass_kg"], f"is a weight, and the kind is {kind}")
    return {
        "kind": kind, "unit": unit, "factor": row["factor"], "factor_source": row.get("factor_source"),
        "quantity": row.get("canonical_quantity"), "mass_kg": row.get("mass_kg"),
        **{name: row.get(name) for name in EQUIVALENT},
    }  # fmt: skip


def _other_factor(row: Row, rule) -> str | None:
    quantity, recorded, factor = row.get("quantity"), row.get("canonical_quantity"), float(row["factor"])  # type: ignore[arg-type]
    if quantity and recorded and abs(float(quantity) * factor - float(recorded)) > 1e-9 * float(recorded):  # type: ignore[arg-type]
        return f"{quantity} times {factor} is not {recorded}: the quantity in the record does not fit the one reported"
    if rule is not None and abs(rule.factor - factor) > 1e-12 * factor:
        return f"the factor {factor} is another than the one used today, {rule.factor}"
    return None


def leg(row: Row, position: int, alternatives: bool) -> dict[str, object]:
    """One country on the way; `alternatives`: it is one of several destinations."""
    said = row.get("alternative")
    return {
        "role": row["role"], "position": row.get("position") or position, "country_iso3": row["country"],
        "place": row.get("place"), "basis": row.get("basis") or "stated",
        "alternative": said == "yes" if said else alternatives,
    }  # fmt: skip


def arrested(row: Row) -> dict[str, object]:
    return {"nationality_iso3": row.get("nationality"), "number": row["number"]}


def figure(row: Row, position: int) -> dict[str, object]:
    """Another quantity for the same drug. Without the record's own figures they are made as for a drug."""
    made, unknown, _doubt = amount(row, "")
    if unknown or made["quantity"] is None:
        raise Refused("unit", row.get("unit"), "is not in the table of units")
    return {name: made[name] for name in OF_FIGURE} | {"position": position, "said_by": row["said_by"]}
