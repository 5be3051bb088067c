"""Where the facts of the current data version come from, for /about and for citations in exports."""

import pandas as pd
from sqlalchemy import ColumnElement, Connection, exists, select

from .audience import visible_to
from .changes import BY_HAND
from .frames import read_frame
from .tables import import_batch, seizure, source_release

_COLUMNS = {
    "key": "str", "producer": "str", "title": "str", "citation": "str", "licence": "str", "link": "str",
    "edition": "str", "published": "datetime64[us]", "retrieved": "datetime64[us]", "limits": "str", "sha256": "str",
    "file_name": "str", "imported_at": "datetime64[us]", "rows_read": "int64", "accepted": "int64", "rejected": "int64",
}  # fmt: skip


def source_releases(db: Connection, audience: str = "public") -> pd.DataFrame:
    """One row per source whose facts are in the record, by key; times are UTC; `limits` is what it does not say.

    A source all of whose seizures are hidden from `audience` is hidden too. Decisions and corrections bring no facts of
    their own; what was entered by hand is one source, of its latest day.
    """
    r, b = source_release.c, import_batch.c
    found = [r[name] if name in r else b[name] for name in _COLUMNS]
    query = (
        select(*found)
        .join_from(source_release, import_batch, b.release_id == r.id)
        .where(b.status == "current", _shown(audience))
    )
    brought = exists().where(seizure.c.batch_id == b.id, seizure.c.retired_in.is_(None))
    query = query.where(b.kind.in_(("shipped", "file")) | brought).order_by(r.key, b.id)
    found_rows = read_frame(db, query, _COLUMNS)
    by_hand = found_rows["key"] == BY_HAND
    return found_rows[~(by_hand & found_rows.duplicated("key", keep="last"))].reset_index(drop=True)


def _shown(audience: str) -> ColumnElement[bool]:
    of_batch = select(seizure.c.id).where(seizure.c.batch_id == import_batch.c.id)
    return ~of_batch.exists() | of_batch.where(visible_to(audience)).exists()
