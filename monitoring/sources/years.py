"""The period columns of an observation from a year as written."""

from ..vocabulary.dates import parse_period
from .table import Unreadable


def of_year(column: str, written: str) -> dict:
    """period, first_day and last_day of a calendar year; Unreadable for anything but a year."""
    try:
        period = parse_period(written)
    except ValueError:
        raise Unreadable(column, written, "is not a year") from None
    if period.precision != "year":
        raise Unreadable(column, written, "is not a year")
    return {"period": written, "first_day": period.first, "last_day": period.last}
