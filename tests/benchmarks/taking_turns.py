"""Questions asked of several sides in turn, until each has said enough for a median; equal answers or none."""

import statistics
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .questions import Question, unequal
from .sides import PANDAS_ROWS, Named, Side

LEAST, MOST = 3, 9  # answers to each question
SLOW_MS = 4_000  # an answer that takes longer is asked for twice only


@dataclass(frozen=True)
class Taken:
    """Milliseconds of one question: the median, and between which the middle half of the answers lies."""

    ms: float
    quarter: float
    three_quarters: float
    bytes: int
    times: int


class Mismatch(AssertionError):
    """Two sides do not say the same: no figure of such a run is worth anything."""


def taken(ms: Sequence[float], size: int = 0) -> Taken:
    cuts = statistics.quantiles(ms, n=4, method="inclusive") if len(ms) > 1 else [ms[0]] * 3
    return Taken(statistics.median(ms), cuts[0], cuts[2], size, len(ms))


def compared(sides: list[Side], questions: Sequence[Question], budget_ms: float) -> dict[Named, dict[str, Taken]]:
    """Every side's time for every question. budget_ms: what one side may take for one question after LEAST answers."""
    sizes = check_equal(sides, questions)
    found: dict[tuple[Named, str], list[float]] = {}
    for round_ in range(MOST):
        for question in questions:
            plain = question.plain()
            for side in sides[round_ % len(sides) :] + sides[: round_ % len(sides)]:
                before = found.setdefault((side.named, question.name), [])
                if _enough(before, budget_ms):
                    continue
                before.append(side.ask(plain)["ms"])
    return {
        side.named: {each.name: taken(found[side.named, each.name], sizes[side.named, each.name]) for each in questions}
        for side in sides
    }


def _enough(before: Sequence[float], budget_ms: float) -> bool:
    least = 2 if before and before[0] > SLOW_MS else LEAST
    return len(before) >= least and sum(before) + before[-1] > budget_ms


def check_equal(sides: list[Side], questions: Sequence[Question]) -> dict[tuple[Named, str], int]:
    """The bytes of every answer. Mismatch when a side says something else than the first one."""
    sizes: dict[tuple[Named, str], int] = {}
    with tempfile.TemporaryDirectory() as place:
        for question in questions:
            bodies: list[tuple[Side, bytes]] = []
            for number, side in enumerate(sides):
                kept = Path(place) / str(number)
                said: dict[str, Any] = side.ask(question.plain(), kept)
                sizes[side.named, question.name] = said["bytes"]
                bodies.append((side, kept.read_bytes()))
            for side, body in bodies[1:]:
                if side.named == PANDAS_ROWS:
                    continue  # it is asked an easier question
                odd = unequal(bodies[0][1], body)
                if odd:
                    raise Mismatch(f"{question.name}: {bodies[0][0].named.title} and {side.named.title} differ. {odd}")
    return sizes
