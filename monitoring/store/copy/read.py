"""Reads the record into a columnar copy, some thousands of rows at a time, so that memory does not grow with what is read."""

from collections.abc import Callable, Iterator
from typing import Any

from sqlalchemy import Connection, Select, String, or_, select, type_coerce

from ...vocabulary.columns import Columns, Said
from ...vocabulary.columns_making import Making
from ..audience import visible_to
from ..tables import document, place, seizure, seizure_item, seizure_leg
from ..versions import DataVersion, in_version

ROWS_AT_ONCE = 20_000
SAID = ("title", "note", "concealment", "agency", "operation")
Progress = Callable[[int], None]


def read_columns(
    db: Connection,
    audience: str,
    version: DataVersion,
    number: int | None,
    said: Said,
    progress: Progress | None = None,
) -> Columns:
    """All items of a data version that `audience` may see. number: None for the current version (see in_version).

    Items of seizures known to be duplicates of others are left out: they would be counted twice. At sea, where the record
    holds no point, the location is the area's label point. progress: called with the number of rows read so far.
    """
    making = Making()
    seen = (visible_to(audience), in_version(seizure, number), seizure.c.status != "duplicate")
    kinds = dict(db.execute(select(document.c.id, document.c.kind)).all())
    seas = {row.id: row for row in db.execute(select(place).where(place.c.kind == "sea_area"))}
    done = 0
    for rows in _blocks(db, _items().where(*seen)):
        making.add(_with_kinds_and_seas(rows, kinds, seas))
        done += len(rows["seizure"])
        if progress:
            progress(done)
    w = seizure_leg.c
    legs = select(w.role, w.seizure_row, w.country_iso3).join(seizure, seizure.c.row_id == w.seizure_row).where(*seen)
    for rows in _blocks(db, legs.order_by(w.seizure_row, w.role, w.position)):
        by_role: dict[str, tuple[list[int], list[str]]] = {}
        for role, number_, country in zip(rows["role"], rows["seizure_row"], rows["country_iso3"], strict=True):
            numbers, countries = by_role.setdefault(role, ([], []))
            numbers.append(number_)
            countries.append(country)
        for role, listed in by_role.items():
            making.list(role, *listed)
    return making.done(said, version.id, version.data_date)


def read_said(db: Connection, audience: str, number: int | None) -> Iterator[list[tuple[int, str]]]:
    """The running text of seizures that have some, by seizure number; thousands at a time."""
    s = seizure.c
    seen = (visible_to(audience), in_version(seizure, number), s.status != "duplicate")
    texts = select(s.row_id, *(s[name] for name in SAID)).where(*seen, or_(*(s[name].is_not(None) for name in SAID)))
    for rows in db.execute(texts.execution_options(yield_per=ROWS_AT_ONCE)).partitions():
        yield [(row[0], " | ".join(text for text in row[1:] if text)) for row in rows]


def _items() -> Select:
    i, s = seizure_item.c, seizure.c
    # Days come as the database writes them: a `date` for each cell is the slowest part of reading.
    days = [
        type_coerce(s[name], String).label(as_)
        for name, as_ in (("seized_on", "first_day"), ("seized_until", "last_day"))
    ]
    return select(
        s.row_id.label("seizure"), i.position, *days, i.drug_reported.label("reported"), i.drug, i.drug_code, i.drug_group,
        s.country_iso3.label("country"), s.admin1, s.transport_mode.label("mode"), s.document_id.label("source_kind"),
        s.location_precision.label("precision"), s.marking, i.kind, s.place_reported.label("place"), s.sea_area,
        i.quantity, s.lon, s.lat,
    ).join(seizure, s.row_id == i.seizure_row)  # fmt: skip


def _blocks(db: Connection, query: Select) -> Iterator[dict[str, Any]]:
    """The rows as the driver gives them: SQLAlchemy's own take as long again as all the rest of a copy."""
    names = [column.name for column in query.selected_columns]
    cursor = db.execute(query).cursor
    assert cursor is not None
    while rows := cursor.fetchmany(ROWS_AT_ONCE):
        yield dict(zip(names, zip(*rows), strict=True))


def _with_kinds_and_seas(rows: dict[str, Any], kinds: dict[str, str], seas: dict[str, Any]) -> dict[str, Any]:
    rows["source_kind"] = [kinds[name] for name in rows["source_kind"]]
    if any(rows["sea_area"]):
        rows["lon"], rows["lat"], names = list(rows["lon"]), list(rows["lat"]), list(rows["sea_area"])
        for at, name in enumerate(rows["sea_area"]):
            area = seas.get(name)
            names[at] = area.name if area is not None else None
            if area is not None and rows["lon"][at] is None:
                rows["lon"][at], rows["lat"][at] = area.lon, area.lat
        rows["sea_area"] = names
    return rows
