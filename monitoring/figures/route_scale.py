"""How thick a line of the route map is: by what rests on it, in steps that the legend names from the same tables."""

from math import ceil, log10
from typing import Literal

from ..language import _, number
from ..vocabulary.units import amount_words

By = Literal["count", "mass"]

# Least number of seizures, or least kilograms, and the width in px; thickest first.
SEIZURES_PX: tuple[tuple[float, float], ...] = ((10, 7.5), (5, 4.8), (2, 2.8), (0, 1.5))
KG_PX: tuple[tuple[float, float], ...] = ((10_000, 7.5), (1_000, 4.8), (100, 2.8), (0, 1.8))
ROOM = 40  # the largest leg may have so many times what the thickest step begins with
UNSTATED_PX = 1.0  # by mass: seizures of which none states a weight
FIXED_PX = {"interpreted": 2.3, "published": 1.8}  # no volume exists


def times_of(most: float, by: By = "count") -> int:
    """By what the steps are multiplied for data whose largest leg has `most` seizures (or kg): 1, 10, 100 ...

    With the steps of a few hundred records every line of a few million would be of the thickest.
    """
    top = (SEIZURES_PX if by == "count" else KG_PX)[0][0]
    return 10 ** max(0, ceil(log10(most / (ROOM * top)))) if most > 0 else 1


def width_px(
    basis: str, seizures: int = 0, mass_kg: float | None = None, by: By = "count", times: int = 1
) -> float:  # fmt: skip
    """How thick a leg is; only a reported one has anything behind it. mass_kg: None (or nan) when no weight is stated."""
    if basis != "reported":
        return FIXED_PX[basis]
    if by == "count":
        return _step(SEIZURES_PX, seizures / times)
    return UNSTATED_PX if mass_kg is None or mass_kg != mass_kg else _step(KG_PX, mass_kg / times)


def _step(table: tuple[tuple[float, float], ...], value: float) -> float:
    return next(width for least, width in table if value >= least)


def arrow_px(width: float) -> float:
    """The side of an arrowhead on a line so thick."""
    return 9 + 2.1 * width


def steps(by: By, times: int = 1) -> list[tuple[str, float]]:
    """The words of each step and its width, thinnest first."""
    if by == "count":
        return [(_counts(least, after), width) for least, after, width in _between(SEIZURES_PX, times)]
    return [(_("no weight stated"), UNSTATED_PX), *((_weights(*one), one[2]) for one in _between(KG_PX, times))]


def _between(table: tuple[tuple[float, float], ...], times: int) -> list[tuple[float, float | None, float]]:
    """(least, where the next step begins or None, width), thinnest first."""
    rising = [(least * times, width) for least, width in table[::-1]]
    after = [least for least, _width in rising[1:]]
    return [(least, nxt, width) for (least, width), nxt in zip(rising, [*after, None], strict=True)]


def _counts(least: float, after: float | None) -> str:
    first = max(least, 1)
    if after is None:
        return _("{n} and more", n=number(first))
    return number(first) if after - 1 == first else _("{low} to {high}", low=number(first), high=number(after - 1))


def _weights(least: float, after: float | None, _width: float) -> str:
    if after is None:
        return _("{n} and more", n=amount_words(least, "mass"))
    if not least:
        return _("under {n}", n=amount_words(after, "mass"))
    return _("{low} to {high}", low=amount_words(least, "mass"), high=amount_words(after, "mass"))
