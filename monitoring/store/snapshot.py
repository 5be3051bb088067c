"""One seizure as plain values, for the history of edits: what it says, without the numbers that say where it stands."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from .seizures import SeizureRecord

PARTS_OF_DOCUMENT = ("name", "url", "kind", "grade", "grade_reason")
_PLACES = frozenset({
    "row_id", "batch_id", "source_row", "sheet", "added_in", "retired_in", "content_key", "document_id", "seizure_row",
    "item_row", "reported", "figures",
})  # fmt: skip


@dataclass(frozen=True)
class Difference:
    """One value that changed: `part` is seizure, document, items, legs or arrests; `of`: which item, "" elsewhere."""

    part: str
    of: str
    column: str
    before: Any
    after: Any


def snapshot(record: SeizureRecord) -> dict[str, Any]:
    """The seizure for JSON: seizure, document, items, legs, arrests; dates as ISO 8601."""
    return {
        "seizure": _plain(record.seizure),
        "document": {name: record.document[name] for name in PARTS_OF_DOCUMENT},
        "items": [_plain(item) for item in record.items],
        "legs": [_plain(leg) for leg in record.legs],
        "arrests": [_plain({k: v for k, v in row.items() if k != "id"}) for row in record.arrests],
    }


def differences(before: Mapping[str, Any] | None, after: Mapping[str, Any] | None) -> Iterator[Difference]:
    """What is different between two snapshots; None stands for no seizure at all and has no differences."""
    if before is None or after is None:
        return
    for part in ("seizure", "document"):
        yield from _different(part, "", before[part], after[part])
    old, new = ({item["id"]: item for item in each["items"]} for each in (before, after))
    for name in dict.fromkeys((*old, *new)):
        if name not in new or name not in old:
            drug = (old.get(name) or new[name])["drug"]
            yield Difference("items", name, "drug", drug if name in old else None, drug if name in new else None)
        else:
            yield from _different("items", name, old[name], new[name])
    for part, columns in (("legs", ("role", "country_iso3")), ("arrests", ("nationality_iso3", "number"))):
        if before[part] != after[part]:
            yield Difference(part, "", part, _listed(before[part], columns), _listed(after[part], columns))


def _different(part: str, of: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Difference]:
    for column in dict.fromkeys((*before, *after)):
        if before.get(column) != after.get(column):
            yield Difference(part, of, column, before.get(column), after.get(column))


def _listed(rows: list, columns: tuple[str, ...]) -> str | None:
    return "; ".join(" ".join(str(row[name]) for name in columns if row.get(name) is not None) for row in rows) or None


def _plain(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in row.items()
        if name not in _PLACES
    }
