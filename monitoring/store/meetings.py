"""Meetings of the consultative mechanism, and which recommendation belongs to which."""

import pandas as pd
from sqlalchemy import Connection, select

from .frames import read_frame
from .tables import recommendation_meeting
from .things import read_things
from .versions import in_version

_MEETINGS = {
    "meeting_id": "str", "kind": "str", "name": "str", "started_on": "datetime64[us]", "ended_on": "datetime64[us]",
    "date_precision": "str", "city": "str", "host_iso3": "str", "lon": "float64", "lat": "float64", "pillars": "str",
    "what": "str", "countries_reported": "str", "organizations_reported": "str", "recommendations_reported": "Int64",
    "endorsed_at": "str", "source": "str",
}  # fmt: skip
_BELONGS = {"recommendation_id": "str", "meeting_id": "str", "role": "str"}


def meetings(db: Connection, version: int | None = None) -> pd.DataFrame:
    """One row per meeting in a data version (None: the current one), oldest first, those without a date last.

    started_on, ended_on: NaT where no date is known; date_precision (day, month, year) says how much of them is. lon, lat: of
    the city, nan where none is named. pillars: "all", or numbers with semicolons. *_reported: as the source words it.
    """
    found = read_things(db, "meeting", _MEETINGS, version)
    return found.sort_values("started_on", kind="stable", na_position="last", ignore_index=True)


def belongings(db: Connection, version: int | None = None) -> pd.DataFrame:
    """One row per recommendation and meeting: role is made, endorsed, due, held (the meeting is what was asked for) or about."""
    c = recommendation_meeting.c
    query = select(*(c[name] for name in _BELONGS)).where(in_version(recommendation_meeting, version)).order_by(c.id)
    return read_frame(db, query, _BELONGS)
