"""Seizures collected from public texts: geodata/facts/seizure_events.csv, one line per drug of a seizure."""

import csv
from collections import Counter
from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import TextIO

from ...paths import GEODATA
from ...vocabulary.admin1 import find_admin1
from ...vocabulary.dates import parse_period
from ...vocabulary.drugs import Drug, drug, find_drug
from ...vocabulary.rows import Accepted, Rejected
from ...vocabulary.units import to_canonical
from ..registry import describe
from ..table import Line, Unreadable, beside, read_lines

NAME = "seizure_events"
PRECISIONS = {"place": "place", "admin1": "admin1", "sea-area": "sea_area", "country": "country"}
RELATIONS = {"exact": "exact", "about": "about", "over": "over", "under": "under"}
MODES = {"": None} | {mode: mode for mode in ("road", "land", "rail", "river", "sea", "air", "post")}
KINDS = {"un": "un", "official": "official", "press": "press"}


def read(file: TextIO) -> Iterator[Accepted | Rejected]:
    """One item per line, and with the first line of a seizure also the seizure, its document, legs and arrests.

    A line that tells another story of the seizure than its first line (date, place, route, source ...) is rejected.
    `other` stays `other`, with the code of the reported word when the vocabulary knows exactly one. Quantities keep
    their reported unit beside the canonical one. Source and lookups: source.toml, figures.csv here, geodata/sea_areas.csv.
    """
    return read_lines(NAME, file, _Seizures().understand)


class _Seizures:
    """What has been read so far: which seizures, what they said, how many items each drug has."""

    def __init__(self) -> None:
        settings = describe(NAME).settings
        self._copy_words = settings["grade"]["copy_words"]
        self._presumed = {(each["event"], role) for each in settings["presumed"] for role in each["roles"]}
        self._sea_areas = _sea_areas() | dict.fromkeys(settings["sea"]["not_one_area"])
        self._figures = beside(__file__, "figures.csv")
        self._told: dict[str, dict] = {}
        self._documents: set[str] = set()
        self._items: Counter[str] = Counter()

    def understand(self, line: Line) -> list:
        event = line.need("event_id")
        item, figures = self._item(event, line)
        seizure, document = self._seizure(event, line), self._document(line)
        seizure["document_id"] = document["id"]
        legs, arrests = self._legs(event, line), line.whole("arrests")
        told = {"seizure": seizure, "legs": legs, "arrests": arrests}
        first = self._told.setdefault(event, told)
        if first != told:
            raise Unreadable(
                "event_id", event, f"differs from the first line of this seizure in {_difference(first, told)}"
            )
        facts = [("seizure_item", item | {"position": self._position(event)}), *figures]
        if first is told:
            facts += [("document", document)] if document["id"] not in self._documents else []
            self._documents.add(document["id"])
            facts += [("seizure", seizure), *(("seizure_leg", leg) for leg in legs)]
            facts += [("seizure_arrests", {"seizure_id": event, "number": arrests})] if arrests else []
        return facts

    def _position(self, event: str) -> int:
        self._items[event] += 1
        return self._items[event]

    def _item(self, event: str, line: Line) -> tuple[dict, list]:
        reported, found = line.need("drug_as_reported"), self._drug(line)
        coded = (find_drug(reported) if found.slug == "other" else None) or found
        quantity, unit = line.number("quantity"), line.need("unit")
        self._items[f"{event}/{found.slug}"] += 1
        number = self._items[f"{event}/{found.slug}"]
        item = {
            "id": f"{event}/{found.slug}" + (f"-{number}" if number > 1 else ""), "seizure_id": event,
            "reported": line.reported, "drug_reported": reported, "drug": found.slug, "drug_code": coded.code,
            "drug_group": coded.group, "quantity_relation": line.one_of("quantity_relation", RELATIONS),
            **_amount(quantity, unit),
        }  # fmt: skip
        item["mass_kg"] = item["quantity"] if item["kind"] == "mass" else None
        others = [
            each for each in self._figures if (each["event_id"], each["drug"]) == (event, line.reported_in("drug"))
        ]
        return item, [("seizure_item_figure", _figure(item["id"], at, each)) for at, each in enumerate(others, start=1)]

    def _drug(self, line: Line) -> Drug:
        word = line.need("drug")
        found = drug("other") if word == "other" else find_drug(word)
        if found is None:
            raise Unreadable("drug", word, "is not in the vocabulary")
        return found

    def _seizure(self, event: str, line: Line) -> dict:
        reported, precision = line.need("date"), line.need("date_precision")
        country, admin1 = line.country("country_iso3"), line.text("admin1")
        place, located = line.need("place_as_reported"), line.one_of("location_precision", PRECISIONS)
        return {
            "id": event, "source_ref": event, "title": line.need("title_in_own_words"),
            **_span(reported, precision), "date_reported": reported, "calendar": "gregorian",
            "country_iso3": country, "admin1_reported": admin1,
            "admin1": find_admin1(country, admin1) if country and admin1 else None,
            "place_reported": place, "sea_area": self._sea_area(place) if located == "sea_area" else None,
            "lon": line.number("lon"), "lat": line.number("lat"), "location_precision": located,
            "location_method": line.text("gazetteer"), "transport_mode": line.one_of("transport_mode", MODES),
            "concealment": line.text("concealment"), "agency": line.text("agency"), "note": line.text("note"),
            "status": "reported", "marking": "public",
        }  # fmt: skip

    def _sea_area(self, place: str) -> str | None:
        if place not in self._sea_areas:
            raise Unreadable("place_as_reported", place, "is no sea area that somebody has placed (sea_areas.csv)")
        return self._sea_areas[place]

    def _document(self, line: Line) -> dict:
        name, url = line.need("source_name"), line.need("source_url")
        if not url.startswith(("http://", "https://")):
            raise Unreadable("source_url", url, "is not an address on the web")
        words = [word for word in self._copy_words if word in name]
        return {
            "id": f"{NAME}/{sha256(f'{name} {url}'.encode()).hexdigest()[:16]}", "name": name, "url": url,
            "kind": line.one_of("source_kind", KINDS), "grade": "copy" if words else "original",
            "grade_reason": f"the name says {words[0].strip()!r}" if words else None,
        }  # fmt: skip

    def _legs(self, event: str, line: Line) -> list[dict]:
        legs = []
        for role in ("origin", "departure", "transit", "destination"):
            codes = line.countries(f"{role}_iso3")
            basis = "presumed" if (event, role) in self._presumed else "stated"
            legs += [
                {"seizure_id": event, "role": role, "position": at, "country_iso3": code, "basis": basis,
                 "alternative": role == "destination" and len(codes) > 1}
                for at, code in enumerate(codes, start=1)
            ]  # fmt: skip
        return legs


def _sea_areas() -> dict[str, str | None]:
    """The wording of a report -> id of the sea area that it means."""
    with (GEODATA / "sea_areas.csv").open(encoding="utf-8", newline="") as file:
        return {word: f"sea-area/{line['id']}" for line in csv.DictReader(file) for word in line["matches"].split("|")}


def _span(reported: str, precision: str) -> dict:
    try:
        period = parse_period(reported)
    except ValueError as problem:
        raise Unreadable("date", reported, "is not a date") from problem
    if period.precision != precision:
        raise Unreadable("date_precision", precision, f"does not fit the date {reported}")
    return {"seized_on": period.first, "seized_until": period.last, "date_precision": precision}


def _amount(quantity: float | None, unit: str) -> dict:
    if quantity is None or quantity <= 0:
        raise Unreadable("quantity", str(quantity), "is not above zero")
    try:
        found = to_canonical(quantity, unit)
    except ValueError as problem:
        raise Unreadable("unit", unit, "is not in the table of units") from problem
    return {
        "quantity_reported": quantity, "unit_reported": unit, "kind": found.kind, "quantity": found.quantity,
        "unit": found.unit, "factor": found.factor, "factor_source": found.factor_source,
    }  # fmt: skip


def _figure(item: str, at: int, line: Mapping[str, str]) -> dict:
    amount = _amount(float(line["quantity"]), line["unit"])
    return amount | {"item_id": item, "position": at, "quantity_relation": line["relation"], "said_by": line["said_by"]}


def _difference(first: dict, other: dict) -> str:
    names = [name for name in first["seizure"] if first["seizure"][name] != other["seizure"][name]]
    return ", ".join(names + [name for name in ("legs", "arrests") if first[name] != other[name]])
