"""The compendium of proposals: who proposed what, and what became of it."""

import pandas as pd
from sqlalchemy import Connection

from .things import read_things

_PROPOSALS = {
    "proposal_id": "str", "position": "int64", "title": "str", "proposer": "str", "proposer_iso3": "str", "proposed_on": "str",
    "meeting_id": "str", "gist": "str", "pillars": "str", "recommendation_id": "str", "project": "str", "page": "str",
    "status": "str", "status_reported": "str", "status_as_of": "str", "source": "str", "edited": "bool",
}  # fmt: skip


def proposals(db: Connection, version: int | None = None) -> pd.DataFrame:
    """One row per proposal in a data version (None: the current one), in the order of the compendium.

    proposed_on, status_as_of: ISO day, month or year as far as known. pillars: "all", or numbers with semicolons. page: the
    address of a page of this dashboard that shows what was proposed. edited: an editor's row, not the one that ships.
    """
    found = read_things(db, "proposal", _PROPOSALS, version)
    return found.sort_values("position", kind="stable", ignore_index=True)
