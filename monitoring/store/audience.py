"""Who may read what, asked in one place: every query over markable rows goes through `visible_to`."""

from sqlalchemy import ColumnElement

from ..vocabulary.markings import readable
from .tables import seizure


def visible_to(audience: str) -> ColumnElement[bool]:
    """The condition under which `audience` (public, partner, restricted) may see a seizure and all that hangs on it."""
    return seizure.c.marking.in_(readable(audience))
