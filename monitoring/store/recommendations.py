"""Recommendations and commitments, and their life: what shipped sources say, and the events that an editor has added since.

An event of an editor is a change of the record like a corrected seizure: it belongs to a data version of its own, says who,
when, why and on what evidence, and is taken back with its import.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd
from sqlalchemy import Connection, Engine, func, insert, select, update

from ..errors import EditError
from ..language import _
from .changes import begin_change, changing, end_change
from .frames import read_frame
from .tables import import_batch, recommendation, recommendation_event
from .things import read_things
from .versions import in_version

_RECOMMENDATIONS = {
    "recommendation_id": "str", "position": "int64", "origin": "str", "document": "str", "year": "Int64", "paragraph": "str",
    "pillars": "str", "addressee": "str", "gist": "str", "due_reported": "str", "due_on": "datetime64[us]", "source": "str",
    "item_id": "str", "addressed": "str",
}  # fmt: skip
_EVENTS = {
    "event": "int64", "recommendation_id": "str", "status": "str", "status_reported": "str", "as_of": "datetime64[us]",
    "as_of_precision": "str", "said_by": "str", "evidence": "str", "detail": "str", "batch": "int64", "kind": "str",
    "state": "str", "entered_at": "datetime64[us]", "entered_by": "str", "reason": "str",
}  # fmt: skip
FIELDS = ("recommendation_id", "status", "as_of", "as_of_precision", "said_by", "evidence", "detail")


@dataclass(frozen=True)
class Added:
    """`batch`: the import to take back. `version`: name of the data version afterwards."""

    batch: int
    version: str


def recommendations(db: Connection, version: int | None = None) -> pd.DataFrame:
    """One row per recommendation in a data version (None: the current one), in the order of the file.

    due_on: the last day that the words of due_reported allow, NaT where they name none. Its state is in `recommendation_events`.
    """
    found = read_things(db, "recommendation", _RECOMMENDATIONS, version)
    return found.sort_values("position", kind="stable", ignore_index=True)


def recommendation_events(db: Connection, version: int | None = None) -> pd.DataFrame:
    """One row per event in a data version, by recommendation, the newest as_of last; of two of one day the one entered later.

    as_of: the last day that as_of_precision (day, month, year) allows. status_reported: the source's own word, null of an
    editor's event. kind: shipped or form. reason: why an editor added it. entered_at: UTC.
    """
    e = recommendation_event.c
    return read_frame(
        db, _events(in_version(recommendation_event, version)).order_by(e.recommendation_id, e.as_of, e.id), _EVENTS
    )


def life_of(db: Connection, recommendation_id: str) -> pd.DataFrame:
    """Every event of one recommendation that is or was in the record through a form, and those that ship now; the newest first.

    state: reversed where it was taken back. Columns as `recommendation_events`.
    """
    e, b = recommendation_event.c, import_batch.c
    which = (e.recommendation_id == recommendation_id) & (e.retired_in.is_(None) | (b.kind == "form"))
    return read_frame(db, _events(which).order_by(e.as_of.desc(), e.id.desc()), _EVENTS)


def _events(which):
    e, b = recommendation_event.c, import_batch.c
    return (
        select(
            e.id.label("event"), *(e[name] for name in FIELDS), e.status_reported, b.id.label("batch"), b.kind,
            b.status.label("state"), b.imported_at.label("entered_at"), b.imported_by.label("entered_by"),
            b.report["reason"].as_string().label("reason"),
        )
        .join(import_batch, b.id == e.batch_id)
        .where(which)
    )  # fmt: skip


def add_event(engine: Engine, event: Mapping[str, Any], reason: str, by: str, seen: int) -> Added:
    """Adds one event (FIELDS) in a data version of its own. `seen`: `newest_event` as the person saw it.

    EditError names the field: status, as_of, said_by, evidence or reason is missing, or None when there is no such
    recommendation or somebody else changed its life after the person opened it; then nothing is written.
    """
    _complete(event, reason)
    name = event["recommendation_id"]
    with changing(engine) as db:
        r = recommendation.c
        if db.scalar(select(r.id).where(r.recommendation_id == name, r.retired_in.is_(None))) is None:
            raise EditError(None, _("There is no recommendation {name} in the record now.", name=name))
        if newest_event(db, name) != seen:
            raise EditError(
                None,
                _("Somebody changed this life cycle after you opened it: see it below. Nothing of yours is lost or saved yet; "
                  "what you wrote still stands in the form. Save again if it is still right."),
            )  # fmt: skip
        told = {field: str(event[field] or "") for field in FIELDS}
        report = {"action": "recommendation", "recommendation": name, "reason": reason.strip()}
        made = begin_change(db, "form", by, ["recommendation", told, seen], report)
        ours = {
            "batch_id": made.batch, "source_row": None, "added_in": made.number, "retired_in": None, "status_reported": None,
        }  # fmt: skip
        db.execute(insert(recommendation_event).values({field: event[field] for field in FIELDS} | ours))
        db.execute(update(import_batch).where(import_batch.c.id == made.batch).values(rows_read=1, accepted=1))
        return Added(made.batch, end_change(db, made).id)


def newest_event(db: Connection, recommendation_id: str) -> int:
    """A number that changes whenever an event of this recommendation is added or taken back; 0 where there never was one."""
    e = recommendation_event.c
    # A number of an event can only rise, and one that is taken back raises retired_in.
    query = select(func.coalesce(func.max(e.id), 0) + func.coalesce(func.sum(e.retired_in), 0))
    return int(db.execute(query.where(e.recommendation_id == recommendation_id)).scalar_one())


def _complete(event: Mapping[str, Any], reason: str) -> None:
    if not event["status"]:
        raise EditError("status", _("Choose the status that the evidence states."))
    if not isinstance(event["as_of"], date):
        raise EditError("as_of", _("Say as of when: a day as 2024-06-03, a month as 2024-06 or a year."))
    if not (event["said_by"] or "").strip():
        raise EditError("said_by", _("Say who said so: the body, meeting or office."))
    if not (event["evidence"] or "").strip():
        raise EditError(
            "evidence", _("A status needs evidence: give the address of a document, or its symbol and paragraph.")
        )
    if not reason.strip():
        raise EditError("reason", _("Say why: without a reason nobody can judge the change later."))
