"""Before and after a date: two periods of equal length, and what the legs and anything else come to in each.

More days were not always more seizures, but fewer days are always fewer: so both periods have the same number of days, and
what the data or the filter leave out at one end is left out at the other.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, NamedTuple

import numpy as np
import pandas as pd

from ..vocabulary.columns import Columns
from .grouping import distinct
from .kernels import Selection
from .masks import day_number
from .paths import Paths, path_sums
from .routes import Ends, ways

Limit = Literal["data_start", "data_end", "from", "to"]
COMPARED = {
    "leg": "str", "start": "str", "end": "str", "before": "int64", "after": "int64", "difference": "int64",
    "before_kg": "float64", "after_kg": "float64", "difference_kg": "float64",
}  # fmt: skip


@dataclass(frozen=True)
class Periods:
    """before: `first` to the day before `on`; after: `on` to `last`; each of `days` days, 0 where there are none to compare.

    before_limit, after_limit: what each side could not go beyond. shorter: the side that decides how long both are, None
    where they are as long as was asked for or equally long.
    """

    on: date
    days: int
    before_limit: Limit
    after_limit: Limit
    shorter: Literal["before", "after"] | None

    @property
    def first(self) -> date:
        return self.on - timedelta(days=self.days)

    @property
    def last(self) -> date:
        return self.on + timedelta(days=self.days - 1)


class Halves(NamedTuple):
    """before, after: seizures that fall wholly in one period. across: seizures whose span of dates holds both a day before
    and one from the date on, so that nobody can say. partly: seizures in the periods with a part of their span outside.
    """

    before: Selection
    after: Selection
    across: int
    partly: int


def periods(
    on: date, data_start: date, data_end: date, from_: date | None = None, to: date | None = None, days: int | None = None
) -> Periods:  # fmt: skip
    """The two periods around a date, as long as data and filter allow (or `days`, if that is less)."""
    start, end = data_start, data_end
    before_limit: Limit = "data_start"
    after_limit: Limit = "data_end"
    if from_ and from_ > data_start:
        start, before_limit = from_, "from"
    if to and to < data_end:
        end, after_limit = to, "to"
    before, after = max((on - start).days, 0), max((end - on).days + 1, 0)
    length = min(before, after) if days is None else min(before, after, days)
    shorter: Literal["before", "after"] | None = None
    if before != after and length != days:
        shorter = "before" if before < after else "after"
    return Periods(on, length, before_limit, after_limit, shorter)


def data_start(columns: Columns) -> date | None:
    """The first day that the data version has; None when it has none."""
    return date.fromordinal(date(1970, 1, 1).toordinal() + int(columns.first_day[0])) if len(columns) else None


def halves(columns: Columns, selection: Selection, around: Periods) -> Halves:
    """A selection by the period that each seizure falls in."""
    seizure = columns.seizure[selection.at]
    first, last = columns.first_day[selection.at].astype(np.int64), columns.last_day(selection.at).astype(np.int64)
    on, start, end = day_number(around.on), day_number(around.first), day_number(around.last)
    touches = (last >= start) & (first <= end) & (around.days > 0)
    across = touches & (first < on) & (last >= on)
    whole = touches & ~across & (first >= start) & (last <= end)

    def part(mask: np.ndarray) -> Selection:
        return Selection(selection.rows[mask], distinct(seizure[mask]))

    return Halves(
        part(whole & (last < on)), part(whole & (first >= on)), part(across).seizures, part(touches & ~across & ~whole).seizures
    )  # fmt: skip


def legs_compared(columns: Columns, known: Paths, found: Halves, ends: Ends) -> pd.DataFrame:
    """COMPARED: a row for each leg that a seizure of either period states, the largest difference first, then by leg.

    Masses are null where seizures state the leg and none of them a weight; then the difference is null, too.
    """
    of = ways(known, ends)
    sums = [path_sums(columns, known, half) for half in (found.before, found.after)]
    counts = [of.sums(each.seizures).astype(np.int64) for each in sums]
    masses = [
        np.where((of.sums(each.with_mass) > 0) | (count == 0), of.sums(each.mass_kg).round(6), np.nan)
        for each, count in zip(sums, counts, strict=True)
    ]
    some = np.flatnonzero(of.is_leg & (counts[0] + counts[1] > 0)) if len(of.pairs) else np.empty(0, dtype=np.int64)
    pairs = [of.pairs[number] for number in some.tolist()]
    frame = pd.DataFrame(
        {
            "leg": [pair.leg for pair in pairs], "start": [pair.start for pair in pairs], "end": [pair.end for pair in pairs],
            "before": counts[0][some], "after": counts[1][some], "difference": counts[1][some] - counts[0][some],
            "before_kg": masses[0][some], "after_kg": masses[1][some],
            "difference_kg": (masses[1][some] - masses[0][some]).round(6),
        }
    ).astype(COMPARED)  # fmt: skip
    order = np.lexsort((frame["leg"].to_numpy(dtype=object), -frame["difference"].abs()))
    return frame.iloc[order].reset_index(drop=True)


def compare(before: pd.Series, after: pd.Series) -> pd.DataFrame:
    """before, after, difference of two series of numbers by the same kind of index (corridors, drugs ...), by index.

    What one of them does not have is 0 there: the series say everything that occurs.
    """
    both = pd.DataFrame({"before": before, "after": after}).fillna(0)
    kind = "int64" if all(pd.api.types.is_integer_dtype(each) or each.empty for each in (before, after)) else "float64"
    both = both.astype(kind)
    return both.assign(difference=both["after"] - both["before"])
