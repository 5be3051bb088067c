"""The status of one series: how fast it has grown since the baseline, against what was promised or against fixed rates.

After the measure of progress that Open SDG documents (open-sdg.readthedocs.io, "Progress measurement methodology", from
Statistics Canada and Eurostat): a compound annual growth rate in the better direction, over the rate that the target asks for;
without a target against 1.5 and 0.5 per cent a year. Theirs scales the thresholds near natural limits and puts 0.001 in the place
of zeros; ours does neither: a baseline of zero has no rate, and is not measurable.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import product

PROGRESS_RATIO, MODERATE_RATIO = 0.95, 0.60  # of the growth rate that the target asks for
PROGRESS_RATE, MODERATE_RATE = 0.015, 0.005  # a year, where no target sets a rate
_DECIMALS = 9  # a rate is compared so rounded, so that the unit of the values cannot tip it
NOT_MEASURABLE = "not_measurable"


@dataclass(frozen=True)
class Judged:
    """`status`: vocabulary.indicators.STATUSES; `why`: a key of WHYS, "" where nothing is to be said."""

    status: str
    why: str = ""


@dataclass(frozen=True)
class Aim:
    """What is wanted: direction up or down, and a target where there is one. years: from the baseline to the target's year.

    years None or not above 0, or a target of zero: no rate follows from the target, and fixed rates are used until it is met.
    """

    direction: str
    target: float | None = None
    years: int | None = None

    def met(self, value: float) -> bool:
        if self.target is None:
            return False
        close = round(value / self.target - 1, _DECIMALS) == 0 if self.target else value == 0
        return close or (value > self.target if self.direction == "up" else value < self.target)


def growth(baseline: float, latest: float, years: int) -> float:
    """The compound annual growth rate, 0.01 for one per cent a year. baseline above zero, latest zero or more, years above 0."""
    return (latest / baseline) ** (1 / years) - 1


def judge(baseline: float, latest: float, years: int, aim: Aim) -> Judged:
    """The status of an amount or share that was `baseline` and `years` later is `latest`."""
    if min(baseline, latest) < 0:
        return Judged(NOT_MEASURABLE, "not_numeric")
    if aim.met(latest):
        return Judged("target_met", "met_at_baseline" if aim.met(baseline) else "")
    if baseline == 0:
        return Judged(NOT_MEASURABLE, "zero_baseline")
    rate = growth(baseline, latest, years) * (1 if aim.direction == "up" else -1)
    asked = _asked(baseline, aim)
    if asked:
        return Judged(_step(rate / asked, PROGRESS_RATIO, MODERATE_RATIO))
    return Judged(_step(rate, PROGRESS_RATE, MODERATE_RATE))


def _asked(baseline: float, aim: Aim) -> float:
    """The rate, in the better direction, with which the target would be met in its year; 0 where none follows from it."""
    if not aim.target or not aim.years or aim.years <= 0 or aim.met(baseline):
        return 0.0
    return abs(growth(baseline, aim.target, aim.years))


def _step(measure: float, progress: float, moderate: float) -> str:
    measure = round(measure, _DECIMALS)
    if measure < 0:
        return "deterioration"
    return "progress" if measure >= progress else "moderate" if measure >= moderate else "none"


def judge_state(baseline: float, latest: float, direction: str) -> Judged:
    """The status of a yes (1) or no (0): a change of it, or that it was as wanted already."""
    if {baseline, latest} - {0.0, 1.0}:
        return Judged(NOT_MEASURABLE, "not_numeric")
    wanted = 1.0 if direction == "up" else 0.0
    if latest == wanted:
        return Judged("target_met", "met_at_baseline") if baseline == wanted else Judged("progress")
    return Judged("deterioration" if baseline == wanted else "none")


def of_every(lows: Iterable[float], highs: Iterable[float], judged: Callable[[float, float], Judged]) -> Judged:
    """The status where the baseline is one of `lows` and the latest one of `highs`: the same for each pair of them, or none."""
    found = {judged(first, last) for first, last in product(lows, highs)}
    if len({each.status for each in found}) > 1:
        return Judged(NOT_MEASURABLE, "pair")
    return found.pop() if len(found) == 1 else Judged(found.pop().status)
