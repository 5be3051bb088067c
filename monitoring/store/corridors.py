"""Corridors, branch by branch: as they ship, or as an editor has redrawn them since.

An edit is a change of the record like a corrected seizure: the branch as it was retires, the new one belongs to a new data
version, and taking the import of the edit back brings the old one back.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import geopandas as gpd
import pandas as pd
from sqlalchemy import Connection, Engine, insert, select, update

from ..errors import EditError
from ..language import _
from ..vocabulary.corridors import parted
from .changes import begin_change, changing, end_change, retire
from .frames import CRS, read_frame, typed
from .tables import corridor, import_batch, route_leg
from .versions import current_version, in_version

FIELDS = (
    "branch_id", "corridor", "name", "position", "width_km", "legs", "pairs", "pairs_why", "seas", "note", "source",
    "geometry",
)  # fmt: skip
_TYPES = {
    "row_id": "int64", "branch_id": "str", "corridor": "str", "name": "str", "position": "int64", "width_km": "float64",
    "legs": "str", "pairs": "str", "pairs_why": "str", "seas": "str", "note": "str", "source": "str", "edited": "bool",
}  # fmt: skip
_HISTORY = {
    "batch": "int64", "kind": "str", "status": "str", "imported_at": "datetime64[us]", "imported_by": "str", "reason": "str",
    "file_name": "str",
}  # fmt: skip
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Saved:
    """`batch`: the import to take back, None when nothing was different. `version`: name of the data version afterwards."""

    changed: tuple[str, ...]
    unchanged: tuple[str, ...]
    batch: int | None
    version: str


def corridors(db: Connection, version: int | None = None) -> gpd.GeoDataFrame:
    """One row per branch in a data version (its number; None: the current one), in order of position and branch_id.

    branch_id: <corridor>/<branch>. published: the pairs of the published legs that it names, a tuple of "AFG-IRN"; steps: all
    pairs that count, those and its own.
    legs, pairs, seas: as stored, with "; " between; "" for none. edited: an editor's, not the one that ships. geometry: lines,
    EPSG:4326. A branch that an editor has changed is the editor's, also where a newer edition ships.
    """
    c, b = corridor.c, import_batch.c
    query = (
        select(c.id.label("row_id"), *(c[name] for name in FIELDS), (b.kind == "form").label("edited"))
        .join(import_batch, b.id == c.batch_id)
        .where(in_version(corridor, version))
        .order_by((b.kind == "form").desc(), c.added_in.desc(), c.id.desc())
    )
    newest: dict[str, dict[str, Any]] = {}
    for row in db.execute(query).mappings():
        newest.setdefault(row["branch_id"], dict(row))
    rows = sorted(newest.values(), key=lambda row: (row["position"], row["branch_id"]))
    frame = typed([{name: row[name] for name in _TYPES} for row in rows], _TYPES)
    legs = _pairs_of_legs(db)
    published = [steps(parted(row["legs"]), legs) for row in rows]
    frame["published"] = pd.Series(published, dtype=object)
    frame["steps"] = pd.Series([all_steps(pairs, row["pairs"]) for pairs, row in zip(published, rows)], dtype=object)
    shapes = gpd.GeoSeries.from_wkb(pd.Series([row["geometry"] for row in rows], dtype=object), crs=CRS)
    return gpd.GeoDataFrame(frame, geometry=shapes, crs=CRS)


def _pairs_of_legs(db: Connection) -> dict[str, list[str]]:
    """The pairs of each published branch, and of each of its legs, by id."""
    g = route_leg.c
    found: dict[str, list[str]] = {}
    for leg, branch, start, end in db.execute(select(g.id, g.branch_id, g.from_iso3, g.to_iso3).order_by(g.position)):
        found.setdefault(branch, []).append(f"{start}-{end}")
        found[leg] = [f"{start}-{end}"]
    return found


def steps(legs: Iterable[str], pairs: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """The pairs of the named legs and branches, each once."""
    return tuple(dict.fromkeys(pair for name in legs for pair in pairs.get(name, ())))


def all_steps(published: Iterable[str], own: str) -> tuple[str, ...]:
    """Published pairs and a branch's own (text with semicolons), each once."""
    return tuple(dict.fromkeys((*published, *parted(own))))


def compare(db: Connection, rows: Sequence[Row]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The branches of `rows` that differ from what the record holds now, and those that do not."""
    held = {row["branch_id"]: row for row in _held(db)}
    changed = tuple(row["branch_id"] for row in rows if not _same(row, held.get(row["branch_id"])))
    return changed, tuple(row["branch_id"] for row in rows if row["branch_id"] not in changed)


def save_corridors(
    engine: Engine, rows: Sequence[Row], reason: str, by: str, *, seen: int | None = None, file_name: str = ""
) -> Saved:
    """The branches of `rows` (FIELDS; geometry as WKB) as they are from now on, in one change; the others stay.

    `seen`: the row_id that the person saw, for an edit of one branch. EditError when somebody changed it since, when the reason
    is missing, or when an edit changes nothing; a file (`file_name`) that changes nothing makes no change.
    """
    if not reason.strip():
        raise EditError("reason", _("Say why: without a reason nobody can judge the change later."))
    with changing(engine) as db:
        held = {row["branch_id"]: row for row in _held(db)}
        if seen is not None and any(held.get(row["branch_id"], {}).get("id") != seen for row in rows):
            raise EditError(
                None, _("Somebody changed this corridor after you opened it. Open it again and make your change there.")
            )
        names, unchanged = compare(db, rows)
        new = [row for row in rows if row["branch_id"] in names]
        if not new:
            if not file_name:
                raise EditError(None, _("Nothing is different from what the record holds."))
            now = current_version(db)
            return Saved((), unchanged, None, now.id if now else "")
        told = [[str(row[name]) for name in FIELDS[:-1]] + [bytes(row["geometry"]).hex()] for row in new]
        report = {"action": "corridor", "branches": list(names), "reason": reason.strip()}
        made = begin_change(db, "form", by, ["corridor", told], report)
        retire(db, corridor, corridor.c.id.in_([held[name]["id"] for name in names if name in held]), made.number)
        ours = {"batch_id": made.batch, "source_row": None, "added_in": made.number, "retired_in": None}
        db.execute(insert(corridor), [{name: row[name] for name in FIELDS} | ours for row in new])
        figures = {"rows_read": len(rows), "accepted": len(new), "already_held": len(unchanged), "file_name": file_name}
        db.execute(update(import_batch).where(import_batch.c.id == made.batch).values(**figures))
        return Saved(names, unchanged, made.batch, end_change(db, made).id)


def _held(db: Connection) -> Iterable[dict[str, Any]]:
    """What is in force now, one row a branch, as `corridors` chooses it."""
    c = corridor.c
    shown = [int(number) for number in corridors(db)["row_id"]]
    query = select(c.id, *(c[name] for name in FIELDS)).where(c.id.in_(shown))
    return [dict(row) for row in db.execute(query).mappings()]


def _same(row: Row, held: Row | None) -> bool:
    return held is not None and all(
        bytes(row[name]) == bytes(held[name]) if name == "geometry" else row[name] == held[name] for name in FIELDS
    )


def corridor_history(db: Connection, branch_id: str) -> pd.DataFrame:
    """The imports and edits that brought a form of this branch, the newest first; times are UTC. reason: null for what ships."""
    c, b = corridor.c, import_batch.c
    query = (
        select(
            b.id.label("batch"), b.kind, b.status, b.imported_at, b.imported_by,
            b.report["reason"].as_string().label("reason"), b.file_name,
        )
        .where(b.id.in_(select(c.batch_id).where(c.branch_id == branch_id)))
        .order_by(b.id.desc())
    )  # fmt: skip
    return read_frame(db, query, _HISTORY)
