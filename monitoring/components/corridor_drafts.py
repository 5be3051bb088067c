"""Corridors from somebody's hands: a file on the command line, or a branch as the page has it; and what would move."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import shapely

from ..errors import EditError, FileRefused, SourceError
from ..language import _
from ..measures.corridors import assign, moved
from ..measures.paths import paths
from ..settings import settings
from ..sources.corridors.read import NAME, READER, corridor_row, read_line, read_opened
from ..sources.files.opened import Opened
from ..sources.table import Unreadable
from ..store.corridors import FIELDS, Saved, all_steps, compare, save_corridors
from ..vocabulary.reports import ImportReport
from .corridors_of import corridors_of
from .current import Data, engine
from .importing import user
from .opening import Options, Watch, open_outside, workplace

EDITABLE = ("width_km", "pairs", "pairs_why", "seas", "note")  # beside the line
LONGEST = 800_000  # letters of pasted GeoJSON: what fits in a request


@dataclass(frozen=True)
class Tried:
    """What a draft would do. corridors: all of them with the draft. moved: measures.corridors.moved, of the whole data version."""

    row: Mapping[str, Any]
    corridors: gpd.GeoDataFrame
    moved: pd.DataFrame


def import_corridors(
    path: Path, options: Options, *, dry_run: bool = False, watch: Watch | None = None
) -> ImportReport:
    """The branches of a file in the place of the ones that the record holds; all of the file or nothing.

    FileRefused or SourceError name the file, the feature and the remedy. Branches that the file does not name stay.
    """
    with workplace() as work:
        opened = open_outside(path, work, options, watch=watch)
        rows = read_opened(opened)
    with engine().connect() as db:
        changed, unchanged = compare(db, rows)
    saved = Saved(changed, unchanged, None, "")
    if not dry_run:
        reason = _("Imported from {file}", file=opened.name)
        saved = save_corridors(engine(), rows, reason, user(), file_name=opened.name)
    return ImportReport(
        NAME, READER, opened.name, options.edition or "", options.marking or "public", rows_read=len(rows),
        accepted=len(saved.changed), already_held=len(saved.unchanged), data_version=saved.version or None, batch=saved.batch,
        dry_run=dry_run,
    )  # fmt: skip


def draft_of(current: Data, branch_id: str, form: Mapping[str, Any]) -> dict[str, Any]:
    """The row of the table `corridor` that a form of the page makes of a branch: EDITABLE, and `line` as GeoJSON text.

    EditError with the field (a name of EDITABLE, or "line") and the remedy.
    """
    frame = corridors_of(current)
    held = frame[frame["branch_id"] == branch_id]
    if held.empty:
        raise EditError(None, _("There is no corridor {name} in this data version.", name=branch_id))
    old = held.iloc[0]
    said = {name: str(old[name]) for name in FIELDS[:-1]} | {"branch": branch_id.partition("/")[2]}
    said |= {name: _text(form.get(name)) for name in EDITABLE}
    try:
        row = corridor_row(said, int(old["position"]))
    except Unreadable as wrong:
        raise EditError(wrong.column, f"“{wrong.value}” {wrong.reason}" if wrong.value else wrong.reason) from wrong
    return row | {"geometry": _line(_text(form.get("line")), branch_id)}


def _text(value: object) -> str:
    return str(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else ""


def _line(text: str, branch_id: str) -> bytes:
    """The line of a pasted text, read as a file would be: by a child, under its limits."""
    if not text.strip():
        raise EditError("line", _("There is no line. Paste GeoJSON, or draw it on the map."))
    if len(text) > LONGEST:
        raise EditError(
            "line", _("The text is too long. Bring the file with: drugs-monitor import FILE --source corridors")
        )
    with workplace() as place, workplace() as work:
        path = place / "pasted.geojson"
        path.write_text(text, encoding="utf-8")
        try:
            opened: Opened = open_outside(path, work, Options(), name=_("the pasted text"))
            return read_line(opened, branch_id)
        except (SourceError, FileRefused) as wrong:
            raise EditError("line", str(wrong)) from wrong


def tried(current: Data, row: Mapping[str, Any]) -> Tried:
    """What the record would be with the draft, and every seizure that would belong elsewhere."""
    before = corridors_of(current)
    after = before.copy()
    at = int(after.index[after["branch_id"] == row["branch_id"]][0])
    for name in EDITABLE:
        after.loc[at, name] = row[name]
    after.at[at, "steps"] = all_steps(after.at[at, "published"], row["pairs"])
    after.loc[at, "geometry"] = shapely.from_wkb(row["geometry"])
    known = paths(current.columns)
    was, now = (assign(current.columns, known, frame) for frame in (before, after))
    return Tried(row, after, moved(current.columns, was, now))


def save(current: Data, row: Mapping[str, Any], reason: str, seen: int | None) -> Saved:
    """Keeps a draft; EditError where nobody may change the record here."""
    if not settings().may_edit:
        raise EditError(
            None, _("The record can be changed at the machine that serves it only, until there are accounts.")
        )
    return save_corridors(engine(), [row], reason, user(), seen=seen)
