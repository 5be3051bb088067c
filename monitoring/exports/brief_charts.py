"""The small charts of a handout as plain SVG: a line a drug, its first, highest and last total written at their points."""

from collections.abc import Sequence
from html import escape

from ..language import digits, direction
from ..vocabulary.brief import Trend
from ..vocabulary.report import Picture
from ..vocabulary.units import amount_words

WIDE, TALL = 164, 96  # units of the drawing, ten of them 7 points on paper; four charts stand in a row
_LEFT, _RIGHT, _TOP, _BOTTOM = 6, 46, 16, 18
_FONT = "'IBM Plex Sans', 'IBM Plex Sans Arabic', sans-serif"
INK, INK2, LINE, FLAG = "#16222C", "#44525E", "#5E6B76", "#B84208"

Total = tuple[int, float, float]


def trend_picture(trend: Trend) -> Picture:
    """The chart of one drug; a year without a total breaks the line, two that differ are rings joined by dots."""
    singles = {year: low for year, low, high in trend.totals if low == high}
    pairs = [total for total in trend.totals if total[1] != total[2]]
    frame = _Frame(trend.totals)
    parts = [
        f'<path d="M{_LEFT},{TALL - _BOTTOM}L{WIDE - _LEFT},{TALL - _BOTTOM}" stroke="{LINE}" stroke-width="0.8" fill="none"/>'
    ]
    for run in runs(sorted(singles)):
        if len(run) > 1:
            points = "L".join(frame.at(year, singles[year]) for year in run)
            parts.append(
                f'<path d="M{points}" fill="none" stroke="{trend.ink}" stroke-width="1.8" stroke-linejoin="round"/>'
            )
    last = max(singles, default=None)
    for year, amount in singles.items():
        x, y = frame.x(year), frame.y(amount)
        parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{3.2 if year == last else 1.5:g}" fill="{trend.ink}"/>')
    for year, low, high in pairs:
        ends = frame.at(year, low), frame.at(year, high)
        parts.append(
            f'<path d="M{ends[0]}L{ends[1]}" fill="none" stroke="{FLAG}" stroke-width="1" stroke-dasharray="2 2"/>'
        )
        parts += [f'<circle cx="{frame.x(year):.1f}" cy="{frame.y(end):.1f}" r="2.6" fill="#FFFFFF" stroke="{FLAG}" '
                  f'stroke-width="1.4"/>' for end in (low, high)]  # fmt: skip
    parts += [frame.label(*each) for each in labelled(trend.totals)]
    years = sorted({trend.totals[0][0], trend.totals[-1][0]})
    parts += [
        _text(digits(str(year)), frame.x(year), TALL - 5, _anchor(at, len(years)), INK2)
        for at, year in enumerate(years)
    ]
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {TALL}" width="{WIDE}" height="{TALL}" role="img" '
        f'aria-label="{escape(trend.said)}" font-family="{_FONT}"><defs></defs>{"".join(parts)}</svg>'
    )
    return Picture(f"trend-{trend.name}", trend.name, trend.said, svg, ())


def runs(years: Sequence[int]) -> list[list[int]]:
    """Years in ascending order, parted where one is missing."""
    found: list[list[int]] = []
    for year in years:
        if found and year - found[-1][-1] == 1:
            found[-1].append(year)
        else:
            found.append([year])
    return found


def labelled(totals: Sequence[Total]) -> list[tuple[int, float, str]]:
    """Which single totals are written: the last, and the highest and the first where they would not lie on another.

    Year, amount and place: end (beside the point) or over.
    """
    singles = [(year, low) for year, low, high in totals if low == high]
    if not singles:
        return []
    first, last, top = singles[0], singles[-1], max(singles, key=lambda each: each[1])
    apart = max(1.0, (last[0] - first[0]) / 3)
    made = [(*last, "end")]
    if last[0] - top[0] >= apart:
        made.append((*top, "over"))
    if abs(first[0] - top[0]) >= apart and last[0] - first[0] >= apart:
        made.append((*first, "over"))
    return made


class _Frame:
    """Years and kilograms to units of the drawing; time runs from the side where reading starts."""

    def __init__(self, totals: Sequence[Total]):
        self._first, self._last = totals[0][0], totals[-1][0]
        self._most = max((high for _year, _low, high in totals), default=0) or 1.0

    def x(self, year: int) -> float:
        room = WIDE - _LEFT - _RIGHT - 4
        at = _LEFT + 4 + (year - self._first) / max(self._last - self._first, 1) * room
        return WIDE - at if direction() == "rtl" else at

    def y(self, kg: float) -> float:
        return TALL - _BOTTOM - kg / self._most * (TALL - _BOTTOM - _TOP)

    def at(self, year: int, kg: float) -> str:
        return f"{self.x(year):.1f},{self.y(kg):.1f}"

    def label(self, year: int, kg: float, place: str) -> str:
        words = amount_words(kg, "mass")
        if place == "over":
            near = abs(self.x(year) - (WIDE if direction() == "rtl" else 0)) < 30
            x = self.x(year) + ((3 if direction() == "rtl" else -3) if near else 0)
            return _text(words, x, max(self.y(kg) - 5, 9), "start" if near else "middle", INK2)
        beside = -6 if direction() == "rtl" else 6
        return _text(words, self.x(year) + beside, min(self.y(kg) + 3.5, TALL - _BOTTOM - 2), "start", INK, 600)


def _anchor(at: int, n: int) -> str:
    return "start" if at == 0 and n > 1 else "middle"


def _text(text: str, x: float, y: float, anchor: str, ink: str, weight: int = 400) -> str:
    """`anchor` as in a page from left to right."""
    anchor = {"start": "end", "end": "start"}.get(anchor, anchor) if direction() == "rtl" else anchor
    heavy = f' font-weight="{weight}"' if weight != 400 else ""
    at, words = f'x="{x:.1f}" y="{y:.1f}" font-size="10" text-anchor="{anchor}"{heavy}', escape(text)
    halo = f'<text {at} fill="#FFFFFF" stroke="#FFFFFF" stroke-width="2.2" stroke-linejoin="round">{words}</text>'
    return f'{halo}<text {at} fill="{ink}">{words}</text>'
