"""The two periods of the lens of before and after, and the legs of each, from the link."""

from dataclasses import replace
from datetime import date

from ..measures.before_after import Halves, Periods, data_start, halves, periods
from ..measures.routes import Routes
from ..vocabulary.filters import Filter
from ..vocabulary.view import View
from .current import Data
from .memory import Memory
from .routes_of import collections_from, routes_of_rows

_LINES = Memory(12_000_000)

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


def lines_before_and_after(current: Data, chosen: Filter, view: View) -> tuple[dict[str, dict], dict[str, dict]]:
    """The GeoJSON of the two maps (routes_of.collections_from), remembered: maps and legend ask for the same."""
    name = *current.name, replace(chosen, v=None), replace(view, at=None, sort=None, leg=None, twin=None, theme=None)
    return _LINES.get(
        name,
        lambda: tuple(collections_from(current, one, view) for one in routes_before_and_after(current, chosen, view)),
        lambda made: 1_500 * sum(len(each["features"]) for half in made for each in half.values()) + 2_000,
    )
