"""One seizure with everything that is known about it, and the words it was reported in."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, func, select

from .audience import visible_to
from .tables import (
    document,
    import_batch,
    place,
    seizure,
    seizure_arrests,
    seizure_item,
    seizure_item_figure,
    seizure_leg,
    source_release,
)
from .versions import in_version

Row = Mapping[str, Any]


@dataclass(frozen=True)
class SeizureRecord:
    """Each mapping has the columns of the table it is named after (store.tables); lists are in the source's order.

    seizure: the event. sea_area: the place row with the label point of ours, or None. items: with `figures`, the other
    quantities that somebody gives. legs: role, position, country_iso3, basis (stated, presumed), alternative.
    arrests: nationality_iso3 (None: not stated), number. document: name, url (a link only when grade is original),
    kind, grade, grade_reason. release, batch: with what the facts came. reported: each line of the file, word for word.
    """

    seizure: Row
    sea_area: Row | None
    items: tuple[Row, ...]
    legs: tuple[Row, ...]
    arrests: tuple[Row, ...]
    document: Row
    release: Row
    batch: Row
    reported: tuple[Row, ...]


def seizure_record(db: Connection, audience: str, seizure_id: str, version: int | None = None) -> SeizureRecord | None:
    """The record of `seizure_id`; None when there is none that `audience` may see, which are not told apart."""
    s = seizure.c
    event = _first(db, select(seizure).where(s.id == seizure_id, visible_to(audience), in_version(seizure, version)))
    if event is None:
        return None
    batch = _one(db, select(import_batch).where(import_batch.c.id == event["batch_id"]))
    items = _all(
        db, select(seizure_item).where(seizure_item.c.seizure_row == event["row_id"]).order_by(seizure_item.c.position)
    )
    legs = select(seizure_leg).where(seizure_leg.c.seizure_row == event["row_id"])
    arrests = select(seizure_arrests).where(seizure_arrests.c.seizure_row == event["row_id"])
    return SeizureRecord(
        seizure=event,
        sea_area=_first(db, select(place).where(place.c.id == event["sea_area"])) if event["sea_area"] else None,
        items=tuple({**item, "figures": _figures(db, item["row_id"])} for item in items),
        legs=_all(db, legs.order_by(seizure_leg.c.role, seizure_leg.c.position)),
        arrests=_all(db, arrests.order_by(seizure_arrests.c.id)),
        document=_one(db, select(document).where(document.c.id == event["document_id"])),
        release=_one(db, select(source_release).where(source_release.c.id == batch["release_id"])),
        batch=batch,
        reported=tuple(item["reported"] for item in items),
    )


def seizure_known(db: Connection, audience: str, seizure_id: str) -> bool:
    """Whether `audience` may see this seizure in any data version, the current one or one before."""
    s = seizure.c
    return db.scalar(select(s.row_id).where(s.id == seizure_id, visible_to(audience)).limit(1)) is not None


def seizures_by_grade(db: Connection, audience: str, version: int | None = None) -> dict[str, int]:
    """Grade of the document (original, copy) -> how many seizures rest on one of it; duplicates of others left out."""
    seen = (visible_to(audience), in_version(seizure, version), seizure.c.status != "duplicate")
    query = select(document.c.grade, func.count()).join(seizure, seizure.c.document_id == document.c.id)
    return dict(db.execute(query.where(*seen).group_by(document.c.grade)).all())


def _figures(db: Connection, item_row: int) -> tuple[Row, ...]:
    f = seizure_item_figure.c
    return _all(db, select(seizure_item_figure).where(f.item_row == item_row).order_by(f.position))


def _all(db: Connection, query: Select) -> tuple[Row, ...]:
    return tuple(dict(row) for row in db.execute(query).mappings())


def _first(db: Connection, query: Select) -> Row | None:
    found = _all(db, query)
    return found[0] if found else None


def _one(db: Connection, query: Select) -> Row:
    return dict(db.execute(query).mappings().one())
