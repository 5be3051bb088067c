"""Who may read what, asked in one place: every query over markable rows goes through `visible_to`."""

from sqlalchemy import ColumnElement, and_, or_, select

from ..vocabulary.markings import readable
from .tables import seizure


def visible_to(audience: str) -> ColumnElement[bool]:
    """The condition under which `audience` (public, partner, restricted) may see a seizure and all that hangs on it.

    What was public in an older data version and is hidden now is hidden there, too.
    """
    now = seizure.alias("now")
    hidden_now = select(now.c.id).where(now.c.retired_in.is_(None), now.c.marking.not_in(readable(audience)))
    held = or_(seizure.c.retired_in.is_(None), seizure.c.id.not_in(hidden_now))
    return and_(seizure.c.marking.in_(readable(audience)), held)
