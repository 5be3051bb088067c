"""The two periods of the lens of before and after, and the legs of each, from the link."""

from datetime import date

from ..measures.before_after import Halves, Periods, data_start, halves, periods
from ..measures.routes import Routes
from ..vocabulary.filters import Filter
from ..vocabulary.view import View
from .current import Data
from .routes_of import routes_of_rows

BAN = date(2022, 4, 3)  # the day of the decree against the cultivation of opium poppy


def day_of(view: View) -> date:
    return date.fromisoformat(view.on) if view.on else BAN


def halves_of(current: Data, chosen: Filter, view: View) -> tuple[Periods, Halves]:
    """The periods around the link's day, and the filter's seizures by period."""
    start = data_start(current.columns) or current.version.data_date
    around = periods(day_of(view), start, current.version.data_date, chosen.from_, chosen.to)
    return around, halves(current.columns, current.select(chosen), around)


def routes_before_and_after(current: Data, chosen: Filter, view: View) -> tuple[Routes, Routes]:
    """The legs of each period; what is seen once is judged on the whole data version, as everywhere."""
    _around, found = halves_of(current, chosen, view)
    return routes_of_rows(current, chosen, view, found.before), routes_of_rows(current, chosen, view, found.after)
