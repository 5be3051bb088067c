"""What the record holds of some seizures, as columns, so that it can be compared with what a file says."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from sqlalchemy import Connection, Select, select

from ..vocabulary.blocks import Block
from .identity import DETAILS, EVENT, ITEM, Content, Table, content, details, length
from .tables import document, seizure, seizure_arrests, seizure_item, seizure_item_figure, seizure_leg

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
    parts = [
        _part(db, table, names, rows)
        for table, names in ((seizure_item, ITEM), (seizure_leg, ("role", "position", "country_iso3", "basis")),
                             (seizure_arrests, ("number",)))
    ]  # fmt: skip
    return content({name: [values[each] for each in order] for name, values in events.items()}, *parts)


def carried_details(block: Block) -> dict[str, Table]:
    """The parts of a block that say more than a flat file has room for; a file that leaves the columns out says nothing."""
    found: dict[str, Table] = {}
    if "place" in block.legs:
        found["legs"] = block.legs
    if "nationality_iso3" in block.arrests:
        found["arrests"] = block.arrests
    if block.figures:
        of_item = np.asarray(block.figures["of"], dtype=np.int64)
        of, ids = np.asarray(block.items["of"], dtype=np.int64), np.asarray(block.items["id"], dtype=object)
        found["figures"] = dict(block.figures) | {"of": of[of_item], "item": ids[of_item]}
    return found


def details_agree(
    db: Connection, block: Block, carried: Mapping[str, Table], positions: np.ndarray, rows: np.ndarray
) -> np.ndarray:
    """Of the seizures at `positions` of `block`: whether these rows of the record say the same in the parts `carried`.

    Figures count only where the block has their item: a part of our own export, which a filter made, says nothing new.
    """
    theirs = details(length(block.seizures), carried)[positions]
    distinct, at = np.unique(rows, return_inverse=True)  # two lines of a file may mean one row
    asked, held = distinct.tolist(), dict[str, Table]()
    for name in carried:
        if name == "figures":
            held[name] = _figures(db, asked, set(block.items["id"]))
        elif name == "legs":
            names = ("position", *(each for each in DETAILS[name] if each != "rank"))
            held[name] = _part(db, seizure_leg, names, asked)
        else:
            held[name] = _part(db, seizure_arrests, DETAILS[name], asked)
    return theirs == details(len(asked), held)[at]


def _figures(db: Connection, rows: Sequence[int], items: set[str]) -> Table:
    i, f = seizure_item.c, seizure_item_figure.c
    names = [name for name in DETAILS["figures"] if name != "item"]
    query = select(i.seizure_row, i.id.label("item"), *(f[name] for name in names)).join(
        seizure_item, i.row_id == f.item_row
    )
    found = _columns(db, query, i.seizure_row, rows)
    kept = [at for at, item in enumerate(found["item"]) if item in items]
    return _placed({name: [values[at] for at in kept] for name, values in found.items()}, rows)


def _part(db: Connection, table: Any, names: Sequence[str], rows: Sequence[int]) -> Table:
    t = table.c
    return _placed(_columns(db, select(t.seizure_row, *(t[name] for name in names)), t.seizure_row, rows), rows)


def _placed(part: dict[str, list[Any]], rows: Sequence[int]) -> Table:
    at = {row: position for position, row in enumerate(rows)}
    return {"of": [at[row] for row in part.pop("seizure_row")], **part}


def _columns(db: Connection, query: Select, key, rows: Sequence[int]) -> dict[str, list[Any]]:
    found: list[Any] = []
    for start in range(0, len(rows), AT_ONCE):
        result = db.execute(query.where(key.in_([int(row) for row in rows[start : start + AT_ONCE]])))
        found += result.all()
    names = [column.name for column in query.selected_columns]
    values = list(zip(*found)) if found else [()] * len(names)
    return {name: list(column) for name, column in zip(names, values)}


def says_the_same(theirs: Content, positions: np.ndarray, ours: Content, at: np.ndarray) -> np.ndarray:
    """Of each seizure at `positions` of `theirs`: whether the one of `ours` that `at` gives for it says the same of the event
    and has every one of its items. A part of our own export, which a filter made, says nothing new.
    """
    same = theirs.events[positions] == ours.events[at]
    place = np.full(len(theirs.events), -1, dtype=np.int64)
    place[positions] = np.arange(len(positions))
    of = place[theirs.of] if len(theirs.of) else np.empty(0, dtype=np.int64)
    asked = of >= 0
    held = set(zip(ours.of.tolist(), ours.items.tolist()))
    for seizure_at, item in zip(of[asked].tolist(), theirs.items[asked].tolist()):
        if (int(at[seizure_at]), item) not in held:
            same[seizure_at] = False
    return same
