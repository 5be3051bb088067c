"""A map of corridors alone: all of them, or one branch that is looked at or redrawn."""

import geopandas as gpd

from ..figures import corridors
from ..figures.basemap import Command, style, with_data
from ..figures.theme import Theme
from ..language import direction, language
from ..measures.corridor_bands import bands
from .map import spec

MAP = "corridor-map"
MARGIN_DEG = 2.0


def drawn(frame: gpd.GeoDataFrame) -> dict[str, dict]:
    return corridors.collections(frame, bands(frame))


def own_spec(label: str, frame: gpd.GeoDataFrame, theme: Theme) -> dict:
    """The map with these corridors, in whole view."""
    base = with_data(style(theme, language()), corridors.sources(drawn(frame)), corridors.layers(theme, shown=True))
    west, south, east, north = (float(each) for each in frame.total_bounds)
    box = [max(west - MARGIN_DEG, -180), south - MARGIN_DEG, min(east + MARGIN_DEG, 180), north + MARGIN_DEG]
    return spec(
        label, base, {"bounds": box}, corridors.INTERACTIVE, {"foot": "start" if direction() == "rtl" else "end"}
    )


def redraw_commands(frame: gpd.GeoDataFrame) -> list[Command]:
    """The same map with other lines or widths."""
    return corridors.data_commands(drawn(frame))
