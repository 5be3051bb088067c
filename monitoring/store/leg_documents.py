"""Which document each seizure comes from, for the sources of many legs at once."""

import numpy as np
import pandas as pd
from sqlalchemy import Connection, select

from .audience import visible_to
from .sources import AT_ONCE, PARTS_AT_MOST
from .tables import document, import_batch, seizure, source_release

DOCUMENTS = {"source_key": "str", "source": "str", "url": "str"}


def document_of_each(db: Connection, audience: str, numbers: np.ndarray) -> tuple[np.ndarray, pd.DataFrame]:
    """For each seizure (seizure.row_id) the row of DOCUMENTS that it comes from; -1 where the audience may not see it."""
    wanted, back = np.unique(np.asarray(numbers, dtype=np.int64), return_inverse=True)
    found = np.full(len(wanted), -1, dtype=np.int64)
    rows: dict[tuple[str, int], int] = {}
    s = seizure.c
    query = select(s.row_id, s.document_id, s.batch_id).where(visible_to(audience))
    parts = [wanted[at : at + AT_ONCE].tolist() for at in range(0, len(wanted), AT_ONCE)]
    # One pass over the table, where asking for most of its rows by number would take longer.
    queries = [query.where(s.row_id.in_(part)) for part in parts] if len(parts) <= PARTS_AT_MOST else [query]
    for each in queries:
        for block in db.execute(each.execution_options(yield_per=50_000)).partitions():
            places = np.searchsorted(wanted, [row.row_id for row in block])
            for at, row in zip(places.tolist(), block, strict=True):
                if at < len(wanted) and wanted[at] == row.row_id:
                    found[at] = rows.setdefault((row.document_id, row.batch_id), len(rows))
    return found[back], _documents(db, rows)


def _documents(db: Connection, rows: dict[tuple[str, int], int]) -> pd.DataFrame:
    d, b = document.c, import_batch.c
    keys = dict(
        db.execute(select(b.id, source_release.c.key).join(source_release, source_release.c.id == b.release_id)).all()
    )
    said = {row.id: (row.name, row.url) for row in db.execute(select(d.id, d.name, d.url))}
    return pd.DataFrame(
        [(keys[batch], *said[name]) for name, batch in rows], columns=list(DOCUMENTS)
    ).astype(DOCUMENTS)  # fmt: skip
