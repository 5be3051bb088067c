"""Symbols of places on a map for paper, the same in its legend, and the bar of its scale."""

from ..language import _, direction, number
from .report_frame import Frame
from .report_map_parts import WIDTH, Colours, isolated

SEA_GROWTH = 1.3  # a diamond of the same width has less area than a disc
_STEPS_KM = (5, 10, 20, 50, 100, 200, 500, 1_000, 2_000)


def symbol(x: float, y: float, radius: float, look: str, ink: str, token: Colours) -> str:
    """A disc, ring or diamond (look: see report_map_parts.Point) in a halo of its own."""
    if look == "ring":
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:g}" fill="{token.halo}" stroke="{ink}" stroke-width="2"/>'
    inner = f'fill="{ink}" stroke="{token.halo}" stroke-width="1.2"'
    if look == "sea":
        wide = radius * SEA_GROWTH
        corners = " ".join(f"{x + dx:.1f},{y + dy:.1f}" for dx, dy in ((0, -wide), (wide, 0), (0, wide), (-wide, 0)))
        return f'<polygon points="{corners}" {inner}/>'
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:g}" {inner}/>'


def scale_bar(frame: Frame, token: Colours) -> str:
    """The longest of the round distances that is no longer than a fifth of the map, true in its middle."""
    km = max((step for step in _STEPS_KM if frame.units_of(step) <= WIDTH / 5), default=_STEPS_KM[0])
    wide = frame.units_of(km)
    left = WIDTH - 10 - wide if direction() == "ltr" else 10
    y = frame.height - 10
    at = f'x="{left + wide / 2:.1f}" y="{y - 5:.1f}" font-size="8.5" text-anchor="middle"'
    words = isolated(_("{n} km", n=number(km)))
    return (
        f'<path d="M{left:.1f},{y - 3}L{left:.1f},{y}L{left + wide:.1f},{y}L{left + wide:.1f},{y - 3}" fill="none" '
        f'stroke="{token.ink2}" stroke-width="1"/>'
        f'<text {at} fill="{token.halo}" stroke="{token.halo}" stroke-width="2.4" stroke-linejoin="round">{words}</text>'
        f'<text {at} fill="{token.ink2}">{words}</text>'
    )
