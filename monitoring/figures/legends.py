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


class ByZoom(TypedDict):
    """What a group says at each zoom, where that differs: the browser writes it in as the map is moved.

    near: the title from the last zoom on. far: before it, with {km} for the width of a cell. cells_a_side: of a tile, 512 px
    wide. labels: of the entries, one list for each zoom.
    """

    near: str
    far: str
    cells_a_side: int
    labels: list[list[str]]


class LegendGroup(TypedDict):
    title: str
    entries: list[LegendEntry]
    by_zoom: NotRequired[ByZoom]
