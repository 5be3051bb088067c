"""Projects of assistance as public texts tell of them."""

import pandas as pd
from sqlalchemy import Connection, select

from .frames import read_frame
from .tables import assistance_project
from .versions import in_version

_PROJECTS = {
    "project_id": "str", "position": "int64", "title": "str", "agency": "str", "donors": "str", "budget": "float64",
    "currency": "str", "started": "str", "ended": "str", "recipients": "str", "pillars": "str", "status_reported": "str",
    "note": "str", "source": "str",
}  # fmt: skip


def assistance_projects(db: Connection, version: int | None = None) -> pd.DataFrame:
    """One row per project in a data version (None: the current one), in the order of the file.

    budget: the sum that the source states, in `currency`; rows are parts, packages and versions of one another, so that
    budgets must not be added. started, ended: ISO, as far as they are known. pillars: "all", or numbers with semicolons.
    """
    c = assistance_project.c
    query = select(*(c[name] for name in _PROJECTS)).where(in_version(assistance_project, version))
    return read_frame(db, query.order_by(c.position, c.id), _PROJECTS)
