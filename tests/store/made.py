"""Facts as small as a test needs."""

from datetime import date
from types import SimpleNamespace

from monitoring.vocabulary.rows import Accepted


def made_source(tmp_path, lines, key="made", **different):
    """A source whose lines are given; `different` overrides what its source.toml would say."""
    said = {
        "key": key, "file": tmp_path / f"{key}.csv", "producer": "p", "title": "t", "citation": "c", "licence": "l",
        "link": None, "edition": "1", "published": None, "retrieved": date(2026, 1, 1), "limits": "none",
        "settings": {}, "sha256": "0" * 64, "read": lambda: iter(lines),
    }  # fmt: skip
    return SimpleNamespace(**(said | different))


def made_seizure(seizure_id="a-1", marking="public", drugs=("heroin",), **different):
    """The line or lines of one seizure: the event with its document, and an item of 1 kg per drug."""
    event = {
        "id": seizure_id, "document_id": f"doc-{seizure_id}", "title": f"title of {seizure_id}",
        "seized_on": date(2020, 1, 1), "seized_until": date(2020, 1, 1), "date_precision": "day",
        "date_reported": "2020-01-01", "calendar": "gregorian", "country_iso3": "AFG", "location_precision": "country",
        "note": f"note of {seizure_id}", "status": "reported", "marking": marking,
    } | different  # fmt: skip
    cited = {"id": f"doc-{seizure_id}", "name": f"source of {seizure_id}", "kind": "press", "grade": "original"}
    leg = {"seizure_id": seizure_id, "role": "transit", "position": 1, "country_iso3": "IRN", "basis": "stated",
           "alternative": False}  # fmt: skip
    held = {"seizure_id": seizure_id, "number": 2}
    facts = [("document", cited), ("seizure", event), ("seizure_leg", leg), ("seizure_arrests", held)]
    items = [
        {"id": f"{seizure_id}/{drug}", "seizure_id": seizure_id, "position": at, "drug_reported": drug, "drug": drug,
         "drug_code": "OPI-HER", "drug_group": "opioids", "quantity_relation": "exact", "kind": "mass", "quantity": 1.0,
         "unit": "kg", "mass_kg": 1.0, "factor": 1.0, "factor_source": "as reported"}
        for at, drug in enumerate(drugs, start=1)
    ]  # fmt: skip
    first = Accepted(2, [*facts, ("seizure_item", items[0])], {"cell": f"reported of {seizure_id}"})
    return [first, *(Accepted(2 + at, [("seizure_item", item)], {}) for at, item in enumerate(items[1:], start=1))]
