"""What the record holds of some seizures, as columns, so that it can be compared with what a file says."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from sqlalchemy import Connection, Select, select

from .identity import EVENT, ITEM, Content, content
from .tables import document, seizure, seizure_arrests, seizure_item, seizure_leg

AT_ONCE = 5_000
_DOCUMENT = {"source_name": "name", "source_url": "url", "source_kind": "kind", "source_grade": "grade",
             "source_grade_reason": "grade_reason"}  # fmt: skip


def held_content(db: Connection, rows: Sequence[int]) -> Content:
    """What these rows of the table `seizure` say; `of` is the position in `rows`."""
    s, d = seizure.c, document.c
    columns = [d[_DOCUMENT[name]].label(name) if name in _DOCUMENT else s[name] for name in EVENT]
    joined = select(s.row_id, *columns).join(document, d.id == s.document_id)
    events = _columns(db, joined, s.row_id, rows)
    at = {row: position for position, row in enumerate(rows)}
    order = np.argsort([at[row] for row in events.pop("row_id")])
    parts = []
    for table, names in ((seizure_item, ITEM), (seizure_leg, ("role", "position", "country_iso3", "basis")),
                         (seizure_arrests, ("number",))):  # fmt: skip
        t = table.c
        found = _columns(db, select(t.seizure_row, *(t[name] for name in names)), t.seizure_row, rows)
        parts.append({"of": [at[row] for row in found.pop("seizure_row")], **found})
    return content({name: [values[each] for each in order] for name, values in events.items()}, *parts)


def _columns(db: Connection, query: Select, key, rows: Sequence[int]) -> dict[str, list[Any]]:
    found: list[Any] = []
    for start in range(0, len(rows), AT_ONCE):
        result = db.execute(query.where(key.in_([int(row) for row in rows[start : start + AT_ONCE]])))
        found += result.all()
    names = [column.name for column in query.selected_columns]
    values = list(zip(*found)) if found else [()] * len(names)
    return {name: list(column) for name, column in zip(names, values)}


def says_the_same(theirs: Content, positions: np.ndarray, ours: Content) -> np.ndarray:
    """Of each seizure at `positions` of `theirs`: whether `ours` (in the same order) says the same of the event and has every
    one of its items. A part of our own export, which a filter made, says nothing new.
    """
    same = theirs.events[positions] == ours.events
    place = np.full(len(theirs.events), -1, dtype=np.int64)
    place[positions] = np.arange(len(positions))
    of = place[theirs.of] if len(theirs.of) else np.empty(0, dtype=np.int64)
    asked = of >= 0
    held = set(zip(ours.of.tolist(), ours.items.tolist()))
    for seizure_at, item in zip(of[asked].tolist(), theirs.items[asked].tolist()):
        if (seizure_at, item) not in held:
            same[seizure_at] = False
    return same
