"""Items (one drug of one seizure) as the frame that everything on screen and in exports is made of."""

from collections import defaultdict
from collections.abc import Sequence

import geopandas as gpd
from sqlalchemy import Connection, func, select

from ..language import N_, _, language
from ..vocabulary.admin1 import admin1_name
from ..vocabulary.countries import country_name
from ..vocabulary.fields import DTYPES
from .audience import visible_to
from .frames import typed, with_points
from .tables import (
    document,
    import_batch,
    place,
    place_name,
    seizure,
    seizure_arrests,
    seizure_item,
    seizure_leg,
    source_release,
)
from .versions import in_version

LABEL_POINT = N_("Label point of ours for the sea area {name}; not the position of the seizure.")
PRESUMED = "presumed"
AT_ONCE = 500  # values in one IN (...): SQLite takes a limited number of parameters

_ITEM = (
    "drug_reported", "drug", "drug_code", "drug_group", "quantity_reported", "unit_reported", "quantity_relation",
    "kind", "quantity", "unit", "mass_kg", "factor", "factor_source", "kg_low", "kg_typical", "kg_high", "kg_source",
    "purity_pct",
)  # fmt: skip
_EVENT = (
    "seized_on", "seized_until", "date_precision", "date_reported", "calendar", "country_iso3", "admin1", "admin1_reported",
    "place_reported", "place_type", "location_precision", "location_method", "transport_mode", "concealment", "direction",
    "agency", "operation", "title", "source_ref", "note", "marking", "status", "times_reported",
)  # fmt: skip


def item_frame(
    db: Connection, audience: str, item_ids: Sequence[str] | None = None, version: int | None = None
) -> gpd.GeoDataFrame:
    """One row per item that `audience` may see, ordered by first day, seizure and the source's order of items.

    A seizure that is known to be a duplicate of another has no row: it would be counted twice.

    Columns: vocabulary.fields, then geometry (Point, EPSG:4326, None without lon and lat). With the precision sea_area,
    lon and lat are a label point of ours, and location_method says so; the record itself holds no point there. Names
    are in the language in use. `item_ids` keeps only these items (same order); unknown ones are passed over. `version`: the
    number of a data version, None for the current one.
    """
    if item_ids is None:
        return _frame(db, audience, _read(db, audience, version), version)
    rows = []
    for start in range(0, len(item_ids), AT_ONCE):
        rows += _read(db, audience, version, item_ids[start : start + AT_ONCE])
    in_order = sorted(rows, key=lambda row: (row["seized_on"], row["seizure_id"], row["position"]))
    return _frame(db, audience, in_order, version)


def _read(db: Connection, audience: str, version: int | None, only: Sequence[str] | None = None) -> list[dict]:
    i, s, d = seizure_item.c, seizure.c, document.c
    query = (
        select(
            i.id.label("item_id"), s.id.label("seizure_id"), i.position,
            *(i[name] for name in _ITEM), *(s[name] for name in _EVENT),
            func.coalesce(s.lon, place.c.lon).label("lon"), func.coalesce(s.lat, place.c.lat).label("lat"),
            place.c.name.label("sea_area"), place.c.id.label("sea_area_id"), source_release.c.key.label("source_key"),
            d.name.label("source_name"), d.url.label("source_url"), d.kind.label("source_kind"),
            d.grade.label("source_grade"), d.grade_reason.label("source_grade_reason"),
        )
        .join(seizure, s.row_id == i.seizure_row)
        .join(document, d.id == s.document_id)
        .join(import_batch, import_batch.c.id == s.batch_id)
        .join(source_release, source_release.c.id == import_batch.c.release_id)
        .outerjoin(place, place.c.id == s.sea_area)
        .where(visible_to(audience), in_version(seizure, version), s.status != "duplicate")
        .order_by(s.seized_on, s.id, i.position)
    )  # fmt: skip
    if only is not None:
        query = query.where(i.id.in_(only))
    return [dict(row) for row in db.execute(query).mappings()]


def _frame(db: Connection, audience: str, rows: list[dict], version: int | None) -> gpd.GeoDataFrame:
    ways, arrests, seas = _ways(db, audience, version), _arrests(db, audience, version), _sea_names(db)
    for row in rows:
        way = ways.get(row["seizure_id"], {})
        for role in ("origin", "departure", "transit", "destination"):
            row[f"{role}_iso3"] = ";".join(way.get(role, ())) or None
        row["presumed"] = ";".join(way.get(PRESUMED, ())) or None
        row["arrests"] = arrests.get(row["seizure_id"])
        row["country"] = country_name(row["country_iso3"]) if row["country_iso3"] else None
        row["admin1_name"] = admin1_name(row["admin1"]) if row["admin1"] else None
        if row["sea_area"]:
            row["sea_area"] = seas.get(row.pop("sea_area_id"), row["sea_area"])
            row["location_method"] = _(LABEL_POINT, name=row["sea_area"])
    return with_points(typed(rows, DTYPES))


def _ways(db: Connection, audience: str, version: int | None) -> dict[str, dict[str, list[str]]]:
    """Countries on the way of each seizure, by role, in the source's order; under PRESUMED those that nobody states."""
    w = seizure_leg.c
    query = select(seizure.c.id, w.role, w.country_iso3, w.basis).join(seizure, seizure.c.row_id == w.seizure_row)
    query = query.where(visible_to(audience), in_version(seizure, version))
    ways: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for event, role, country, basis in db.execute(query.order_by(seizure.c.id, w.role, w.position)):
        ways[event][role].append(country)
        if basis == PRESUMED:
            ways[event][PRESUMED].append(f"{role}:{country}")
    return ways


def _sea_names(db: Connection) -> dict[str, str]:
    """Sea area -> its name in the language in use, where there is one."""
    n = place_name.c
    query = select(n.place_id, n.name).join(place, place.c.id == n.place_id)
    return dict(db.execute(query.where(place.c.kind == "sea_area", n.language == language())).all())


def _arrests(db: Connection, audience: str, version: int | None) -> dict[str, int]:
    a = seizure_arrests.c
    query = select(seizure.c.id, func.sum(a.number)).join(seizure, seizure.c.row_id == a.seizure_row)
    query = query.where(visible_to(audience), in_version(seizure, version))
    return dict(db.execute(query.group_by(seizure.c.id)).all())
