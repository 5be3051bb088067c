"""A line of years for a wall: thick, three values beside it, no grid; time runs from right to left where the page does."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from ..language import digits, direction

WIDTH, HEIGHT = 1760, 670
_FONT = "'IBM Plex Sans', 'IBM Plex Sans Arabic', sans-serif"
_LABEL, _TICK = 38, 34
_LEFT, _RIGHT, _TOP, _AXIS = 70, 290, 70, HEIGHT - 70


@dataclass(frozen=True)
class Dot:
    """A year's value in words; low and high differ where a source has two figures, of which neither is chosen."""

    year: int
    low: float
    high: float
    words: str


def years(dots: Sequence[Dot], ink: str, text: str, said: str) -> str:
    """Single values are joined where they follow year on year; two figures of a year are two rings with a dotted line between."""
    first, last = dots[0].year, max(dots[-1].year, dots[0].year + 1)
    most = max(dot.high for dot in dots) or 1.0
    step = (WIDTH - _LEFT - _RIGHT) / (last - first)
    at = {
        dot.year: (_LEFT + (dot.year - first) * step, _height(dot.low, most), _height(dot.high, most)) for dot in dots
    }
    parts = [
        f'<path d="M{_mirrored(_LEFT - 40):g},{_AXIS}H{_mirrored(WIDTH - _RIGHT + 60):g}" stroke="{text}" stroke-width="3"/>'
    ]
    parts += [_tick(year, at, first, last, text) for year in _ticks(first, last)]
    parts += _joined(dots, at, ink)
    parts += _dots(dots, at, ink)
    parts += _labels(dots, at, text)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{escape(said)}" '
        f'font-family="{_FONT}">{"".join(parts)}</svg>'
    )


def _height(value: float, most: float) -> float:
    return _AXIS - 30 - value / most * (_AXIS - 30 - _TOP)


def _mirrored(x: float) -> float:
    return WIDTH - x if direction() == "rtl" else x


def _ticks(first: int, last: int) -> list[int]:
    step = max(1, -(-(last - first) // 5))
    return [*(year for year in range(first, last, step) if last - year >= step * 0.7), last]


def _tick(year: int, at: Mapping[int, tuple], first: int, last: int, text: str) -> str:
    x = _mirrored(_LEFT + (year - first) / (last - first) * (WIDTH - _LEFT - _RIGHT))
    return (
        f'<path d="M{x:.1f},{_AXIS}v12" stroke="{text}" stroke-width="3"/>'
        f'<text x="{x:.1f}" y="{_AXIS + 52}" font-size="{_TICK}" text-anchor="middle" fill="{text}">{digits(str(year))}</text>'
    )


def _joined(dots: Sequence[Dot], at: Mapping[int, tuple], ink: str) -> list[str]:
    """Single values of years that follow each other, as one line each."""
    runs: list[list[Dot]] = []
    for dot in dots:
        if dot.low != dot.high:
            continue
        if runs and dot.year - runs[-1][-1].year == 1:
            runs[-1].append(dot)
        else:
            runs.append([dot])
    return [
        f'<polyline points="{" ".join(f"{_mirrored(at[dot.year][0]):.1f},{at[dot.year][1]:.1f}" for dot in run)}" fill="none" '
        f'stroke="{ink}" stroke-width="7" stroke-linejoin="round" stroke-linecap="round"/>'
        for run in runs
        if len(run) > 1
    ]


def _dots(dots: Sequence[Dot], at: Mapping[int, tuple], ink: str) -> list[str]:
    parts = []
    for dot in dots:
        x, low, high = at[dot.year]
        x = _mirrored(x)
        if dot.low == dot.high:
            parts.append(f'<circle cx="{x:.1f}" cy="{low:.1f}" r="{13 if dot is dots[-1] else 6}" fill="{ink}"/>')
            continue
        parts.append(
            f'<path d="M{x:.1f},{low:.1f}V{high:.1f}" stroke="{ink}" stroke-width="4" stroke-dasharray="2 9" '
            f'stroke-linecap="round"/>'
        )
        parts += [
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="11" fill="#FFFFFF" stroke="{ink}" stroke-width="4"/>'
            for y in (low, high)
        ]
    return parts


def _labels(dots: Sequence[Dot], at: Mapping[int, tuple], text: str) -> list[str]:
    """The last beside its end; then highest, first and lowest, each where it lies neither on the line nor on another."""
    last = dots[-1]
    x, _low, high = at[last.year]
    taken = [(x + 24, high - 26, x + 24 + 0.6 * _LABEL * len(last.words), high + 26), *_inked(dots, at)]
    parts = [_text(x + 26, high + 13, last.words, "start", text, 600)]
    for dot in (max(dots, key=lambda dot: dot.high), dots[0], min(dots, key=lambda dot: dot.low)):
        words = f"{digits(str(dot.year))}: {dot.words}"
        x, low, high = at[dot.year]
        wide = 0.56 * _LABEL * len(words)
        for middle, y in (
            (x, high - 24),
            (x, low + 52),
            (x + wide / 2 + 20, high + 12),
            (x - wide / 2 - 20, high + 12),
        ):
            middle = max(wide / 2 + 6, middle)
            box = (middle - wide / 2, y - 34, middle + wide / 2, y + 8)
            free = box[3] < _AXIS - 4 and box[2] < WIDTH and not any(
                box[0] < one[2] and one[0] < box[2] and box[1] < one[3] and one[1] < box[3] for one in taken
            )  # fmt: skip
            if free:
                taken.append(box)
                parts.append(_text(middle, y, words, "middle", text))
                break
    return parts


def _inked(dots: Sequence[Dot], at: Mapping[int, tuple]) -> list[tuple[float, float, float, float]]:
    """Small boxes along all that is drawn of the dots."""
    boxes = []
    for dot, after in zip(dots, [*dots[1:], dots[-1]], strict=True):
        (x, low, high), (next_x, next_low, _high) = at[dot.year], at[after.year]
        joined = dot.low == dot.high and after.low == after.high and after.year - dot.year == 1
        for step in range(21 if joined else 1):
            there = x + (next_x - x) * step / 20, low + (next_low - low) * step / 20
            boxes.append((there[0] - 4, there[1] - 4, there[0] + 4, there[1] + 4))
        if dot.low != dot.high:
            boxes.append((x - 12, high - 12, x + 12, low + 12))
    return boxes


def _text(x: float, y: float, words: str, anchor: str, ink: str, weight: int = 400) -> str:
    if direction() == "rtl":
        anchor = {"start": "end", "end": "start"}.get(anchor, anchor)
        words = f"\N{RIGHT-TO-LEFT ISOLATE}{words}\N{POP DIRECTIONAL ISOLATE}"
    look = f'font-size="{_LABEL}" text-anchor="{anchor}" font-weight="{weight}" direction="ltr"'
    return (
        f'<text x="{_mirrored(x):.1f}" y="{y:.1f}" {look} fill="{ink}" stroke="#FFFFFF" stroke-width="10" '
        f'stroke-linejoin="round" paint-order="stroke">{escape(words)}</text>'
    )
