"""What a legend is, as plain data: a page draws it as HTML, the exported picture draws it on its canvas."""

from typing import NotRequired, TypedDict


class LegendEntry(TypedDict):
    """One sign and its words. `sign`: dot, ring, line, or a name of figures.icons; lengths are CSS px as on the map."""

    sign: str
    label: str
    colour: NotRequired[str]  # none: the theme's ink2
    diameter_px: NotRequired[float]  # dot, ring, icon
    ring_px: NotRequired[float]  # ring: thickness
    width_px: NotRequired[float]  # line: thickness
    dash: NotRequired[list[float]]  # line: pattern in units of its width; empty is solid
    round: NotRequired[bool]  # line: round ends, which make dots
    family: NotRequired[str]  # substance family: hovering dims the others (seizures.dim_commands)


class LegendGroup(TypedDict):
    title: str
    entries: list[LegendEntry]
