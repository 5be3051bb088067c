"""What a seizure's record says, in the words that the form's fields hold."""

from collections.abc import Mapping
from typing import Any

from ...store.seizures import SeizureRecord
from ...vocabulary.choices import choices
from ...vocabulary.template import LINK

_EVENT = {
    "place": "place_reported", "place_type": "place_type", "sea_area": "sea_area", "lon": "lon",
    "lat": "lat", "location_precision": "location_precision", "transport_mode": "transport_mode",
    "concealment": "concealment", "direction": "direction", "agency": "agency", "operation": "operation", "title": "title",
    "marking": "marking", "note": "note", "calendar": "calendar",
}  # fmt: skip


def form_values(record: SeizureRecord) -> dict[str, list[dict[str, str]]]:
    """sheet -> rows -> column -> text, by the names of vocabulary.template: words of long lists, codes of short ones."""
    event, document = record.seizure, record.document
    row = {name: _text(event[column]) for name, column in _EVENT.items()}
    row["country"] = words_of("country", event["country_iso3"])
    row |= {"date": date_text(event), "admin1": _text(event["admin1_reported"] or event["admin1"])}
    row |= {
        "source_name": _text(document["name"]),
        "source_url": _text(document["url"]),
        "source_kind": document["kind"],
    }
    row[LINK] = _text(event["source_ref"])
    return {
        "seizures": [row],
        "drugs": [_item(item) for item in record.items],
        "legs": [_leg(leg) for leg in record.legs],
        "arrests": [
            {"nationality": _text(each["nationality_iso3"]), "number": str(each["number"])} for each in record.arrests
        ],
    }


def date_text(event: Mapping[str, Any]) -> str:
    """The days of a seizure as the form takes them: as reported where that is a date, else in our calendar."""
    first, last, precision = event["seized_on"], event["seized_until"], event["date_precision"]
    if first != last and not _whole(first, last, precision):
        return f"{first}/{last}"
    return str(first)[: {"day": 10, "month": 7, "year": 4}[precision]]


def _whole(first, last, precision: str) -> bool:
    """Whether the span is the month or year of its first day."""
    if precision == "month":
        return first.day == 1 and (first.year, first.month) == (last.year, last.month) and last.day >= 28
    return precision == "year" and (first.month, first.day, last.month, last.day, last.year) == (
        1,
        1,
        12,
        31,
        first.year,
    )


def _item(item: Mapping[str, Any]) -> dict[str, str]:
    unit = _text(item["unit_reported"])
    return {
        "item_id": item["id"], "drug": words_of("drug", item["drug"]), "drug_reported": _text(item["drug_reported"]),
        "quantity": _text(item["quantity_reported"]), "unit": unit, "quantity_relation": item["quantity_relation"],
        "purity_pct": _text(item["purity_pct"]),
    }  # fmt: skip


def _leg(leg: Mapping[str, Any]) -> dict[str, str]:
    return {
        "role": leg["role"], "country": words_of("country", leg["country_iso3"]), "place": _text(leg["place"]),
        "basis": leg["basis"], "alternative": "yes" if leg["alternative"] else "no",
    }  # fmt: skip


def _text(value: object) -> str:
    if value is None:
        return ""
    return f"{value:.15g}" if isinstance(value, float) else str(value)


def _arrest(row: Mapping[str, Any]) -> dict[str, str]:
    return {"nationality": words_of("country", row["nationality_iso3"]), "number": str(row["number"])}


def words_of(name: str, code: str | None) -> str:
    """The words of a code in a list of choices, as a person chooses it; "" for none."""
    return choices(name).get(code, code) if code else ""
