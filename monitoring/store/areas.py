"""Boundaries, corridors and points that others have drawn and somebody has imported."""

import geopandas as gpd
import pandas as pd
from sqlalchemy import Connection, select

from .frames import CRS, typed
from .tables import area, import_batch, source_release
from .versions import in_version

_COLUMNS = {
    "area_id": "int64", "kind": "str", "name": "str", "code": "str", "level": "str", "country_iso3": "str",
    "admin1": "str", "valid_from": "datetime64[us]", "valid_until": "datetime64[us]", "note": "str", "source_key": "str",
    "source_title": "str", "producer": "str", "licence": "str", "edition": "str",
}  # fmt: skip


def areas(db: Connection, version: int | None = None) -> gpd.GeoDataFrame:
    """One row per area in a data version (its number; None: the current one), by source, kind and name.

    kind: boundary, corridor or point. code: as `scheme:code` where a person named the scheme at the import. valid_from and
    valid_until: the days between which it holds, missing where open. source_title, producer, licence, edition: who has drawn
    it. geometry: as drawn, EPSG:4326.
    """
    a, r = area.c, source_release.c
    ours = {
        "area_id": a.id, "source_key": r.key, "source_title": r.title, "producer": r.producer, "licence": r.licence,
        "edition": r.edition,
    }  # fmt: skip
    query = (
        select(*((ours[name] if name in ours else a[name]).label(name) for name in _COLUMNS), a.geometry)
        .join_from(area, import_batch, a.batch_id == import_batch.c.id)
        .join(source_release, import_batch.c.release_id == r.id)
        .where(in_version(area, version))
        .order_by(r.title, r.key, a.kind, a.name, a.id)
    )
    rows = [row._asdict() for row in db.execute(query)]
    frame = typed(rows, _COLUMNS)
    shapes = gpd.GeoSeries.from_wkb(pd.Series([row["geometry"] for row in rows], dtype=object), crs=CRS)
    return gpd.GeoDataFrame(frame, geometry=shapes, crs=CRS)
