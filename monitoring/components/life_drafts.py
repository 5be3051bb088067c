"""An event as a person has typed it into the form, made a row of the record; and saving it, where that is allowed."""

from calendar import monthrange
from collections.abc import Mapping
from datetime import date

from ..errors import EditError
from ..language import _
from ..settings import settings
from ..store.recommendations import Added, add_event
from ..vocabulary.life_cycle import STATUSES
from .current import engine
from .importing import user

FIELDS = ("status", "as_of", "said_by", "evidence", "detail", "reason")
LONGEST = 1_000
EARLIEST = 1961  # the year of the first convention that all of this rests on


def save(recommendation_id: str, form: Mapping[str, object], seen: object) -> Added:
    """Adds what the form says; EditError with the field and the remedy, and where nobody may change the record here."""
    if not settings().may_edit:
        raise EditError(
            None, _("The record can be changed at the machine that serves it only, until there are accounts.")
        )
    said = {name: _text(form.get(name)) for name in FIELDS}
    when, precision = _when(said["as_of"]) if said["as_of"] else (None, None)
    event = {
        "recommendation_id": recommendation_id, "status": said["status"] if said["status"] in STATUSES else "", "as_of": when,
        "as_of_precision": precision, "said_by": said["said_by"], "evidence": said["evidence"], "detail": said["detail"] or None,
    }  # fmt: skip
    return add_event(engine(), event, said["reason"], user(), seen if isinstance(seen, int) else -1)


def _when(text: str) -> tuple[date, str]:
    """The last day that the words allow, and how exact they are."""
    parts = text.split("-")
    try:
        if [len(part) for part in parts] not in ([4], [4, 2], [4, 2, 2]) or not text.replace("-", "").isascii():
            raise ValueError(text)
        year, month, day = ([int(part) for part in parts] + [0, 0])[:3]
        first = date(year, month or 1, day or 1)
        last = date(year, month or 12, day or monthrange(year, month or 12)[1])
    except ValueError:
        raise EditError(
            "as_of", _("This is no date. Write a day as 2024-06-03, a month as 2024-06 or a year.")
        ) from None
    if first > date.today():
        raise EditError("as_of", _("This day has not come yet. Write as of when the evidence speaks."))
    if year < EARLIEST:
        raise EditError("as_of", _("This is too long ago. Write as of when the evidence speaks."))
    return last, ("year", "month", "day")[len(parts) - 1]


def _text(value: object) -> str:
    return " ".join(value.split())[:LONGEST] if isinstance(value, str) else ""
