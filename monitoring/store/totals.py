"""What countries and offices report as a whole, for comparison with seizures; never added to them."""

import pandas as pd
from sqlalchemy import Connection, select

from .frames import read_frame
from .tables import import_batch, reported_total, source_release
from .versions import in_version

_COLUMNS = {
    "country_iso3": "str", "admin1": "str", "area_reported": "str", "drug_reported": "str", "drug": "str",
    "drug_group": "str", "first_day": "datetime64[us]", "last_day": "datetime64[us]", "kind": "str", "quantity": "float64",
    "unit": "str", "mass_kg": "float64", "events": "Int64", "source": "str", "edition": "str",
}  # fmt: skip


def reported_totals(db: Connection, version: int | None = None) -> pd.DataFrame:
    """One row per reported total in a data version (None: the current one), by country, drug and period.

    The same country, drug and period may stand here several times, as parts and in editions: see `edition`.
    """
    t, r = reported_total.c, source_release.c
    found = [r.key.label("source"), r.edition, *(t[name] for name in _COLUMNS if name in t)]
    query = (
        select(*found)
        .join_from(reported_total, import_batch, import_batch.c.id == t.batch_id)
        .join(source_release, r.id == import_batch.c.release_id)
        .where(in_version(reported_total, version))
    )
    return read_frame(db, query.order_by(t.country_iso3, t.drug, t.first_day, t.id), _COLUMNS)
