"""Where the facts of the current data version come from, for /about and for citations in exports."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from sqlalchemy import ColumnElement, Connection, exists, select

from .audience import visible_to
from .changes import BY_HAND
from .frames import read_frame
from .tables import document, import_batch, seizure, source_release

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


def only_shipped(db: Connection) -> bool:
    """Whether nobody has brought in anything beside the facts that come with the program."""
    b = import_batch.c
    return not db.scalar(select(exists().where(b.status == "current", b.kind.in_(("file", "form")), b.accepted > 0)))


def documents_of(db: Connection, audience: str, numbers: np.ndarray) -> pd.DataFrame:
    """The documents that rows come from, the most used first. numbers: the seizure (seizure.row_id) of each row.

    Columns: source_key, source_name, source_url, source_kind, source_grade, rows, seizures.
    """
    seizures, rows = np.unique(np.asarray(numbers, dtype=np.int64), return_counts=True)
    s = seizure.c
    query = select(s.row_id, s.document_id, s.batch_id).where(visible_to(audience))
    parts = [seizures[at : at + AT_ONCE].tolist() for at in range(0, len(seizures), AT_ONCE)]
    # One pass over the table, where asking for most of its rows by number would take longer.
    queries = [query.where(s.row_id.in_(part)) for part in parts] if len(parts) <= PARTS_AT_MOST else [query]
    counted: dict[tuple[str, int], list[int]] = {}
    for each in queries:
        for block in db.execute(each.execution_options(yield_per=50_000)).partitions():
            found = np.searchsorted(seizures, [row.row_id for row in block])
            for at, row in zip(found.tolist(), block, strict=True):
                if at < len(seizures) and seizures[at] == row.row_id:
                    sums = counted.setdefault((row.document_id, row.batch_id), [0, 0])
                    sums[0] += int(rows[at])
                    sums[1] += 1
    return _named(db, counted)


AT_ONCE, PARTS_AT_MOST = 10_000, 20
_DOCUMENT = ("source_key", "source_name", "source_url", "source_kind", "source_grade")


def _named(db: Connection, counted: Mapping[tuple[str, int], Sequence[int]]) -> pd.DataFrame:
    d, b = document.c, import_batch.c
    keys = dict(
        db.execute(select(b.id, source_release.c.key).join(source_release, source_release.c.id == b.release_id)).all()
    )
    said = {row[0]: row[1:] for row in db.execute(select(d.id, d.name, d.url, d.kind, d.grade))}
    rows = [(keys[batch], *said[name], *sums) for (name, batch), sums in counted.items()]
    found = pd.DataFrame(rows, columns=[*_DOCUMENT, "rows", "seizures"])
    found = found.astype(dict.fromkeys(_DOCUMENT, "str") | {"rows": "int64", "seizures": "int64"})
    sums_of = (
        found.groupby([*_DOCUMENT], sort=True, dropna=False, observed=True)[["rows", "seizures"]].sum().reset_index()
    )
    return sums_of.sort_values("rows", ascending=False, kind="stable", ignore_index=True)


def _shown(audience: str) -> ColumnElement[bool]:
    of_batch = select(seizure.c.id).where(seizure.c.batch_id == import_batch.c.id)
    return ~of_batch.exists() | of_batch.where(visible_to(audience)).exists()
