"""Printed totals held against the parts that stand beside them: a table copied from print is wrong in its totals first."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ...language import _, number
from .areas import Area
from .cells import POPPY_FREE_BELOW_HA, Said

_ROUNDED_HA = 3.0  # parts are printed in whole hectares; the checked editions differ by so much at most


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of one year as it stands at `row` in `column`."""

    row: int
    column: str
    area: Area
    year: int
    cell: str
    said: Said


@dataclass(frozen=True, slots=True)
class Wrong:
    """A printed total that its parts do not come to: `summed` hectares."""

    figure: Figure
    text: str
    summed: float


def wrong_totals(figures: Iterable[Figure]) -> Iterator[Wrong]:
    """Every total of a province against its districts, and of the country against its provinces.

    A part without a number counts nothing; a total without parts that state a number is held against nothing. Where a
    province has no figure of its own, its districts stand for it.
    """
    districts: dict[tuple[str, int], list[float]] = defaultdict(list)
    provinces: dict[int, dict[str, float]] = defaultdict(dict)
    printed: list[Figure] = []
    for figure in figures:
        area, value = figure.area, figure.said.value
        key = area.admin1 or area.province
        if area.level == "district" and value is not None:
            districts[key, figure.year].append(value)
        elif area.level == "province":
            if value is not None or figure.said.state == "poppy_free":
                provinces[figure.year][key] = value or 0.0
            printed.append(figure)
        elif area.level == "country":
            printed.append(figure)
    for (key, year), values in districts.items():
        provinces[year].setdefault(key, sum(values))
    for figure in printed:
        key = figure.area.admin1 or figure.area.province
        parts = districts[key, figure.year] if figure.area.level == "province" else [*provinces[figure.year].values()]
        if parts:
            yield from _held(figure, sum(parts))


def _held(figure: Figure, summed: float) -> Iterator[Wrong]:
    figures = {"summed": number(summed)}
    if figure.said.state == "poppy_free" and summed >= POPPY_FREE_BELOW_HA:
        yield Wrong(figure, _("printed as poppy-free, but the parts come to {summed} ha", **figures), summed)
    elif figure.said.value is not None and abs(figure.said.value - summed) > _ROUNDED_HA:
        figures["printed"] = number(figure.said.value)
        yield Wrong(
            figure, _("the printed total is {printed} ha, but the parts come to {summed} ha", **figures), summed
        )
