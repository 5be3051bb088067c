"""What a lens lays over the map: the bands beside a gate, or the circle around a point."""

from collections.abc import Mapping

from .basemap import Command, Layer
from .theme import Theme, colours

SOURCE = "lens-areas"
NOTHING: dict = {"type": "FeatureCollection", "features": []}


def sources(collection: Mapping = NOTHING) -> dict[str, dict]:
    return {SOURCE: {"type": "geojson", "data": collection}}


def circle(polygon: dict) -> dict:
    """One polygon as a collection."""
    feature = {"type": "Feature", "geometry": polygon, "properties": {"part": "circle"}}
    return {"type": "FeatureCollection", "features": [feature]}


def layers(theme: Theme) -> list[Layer]:
    """Two sides told apart by their strength, the line or edge in the ink of what is chosen."""
    token = colours(theme)
    strength = ["match", ["get", "part"], "left", 0.16, "right", 0.07, "circle", 0.08, 0]
    is_line = ["==", ["get", "part"], "line"]
    return [
        {"id": "lens-fill", "type": "fill", "source": SOURCE, "metadata": {"slot": "areas", "level": 3},
         "filter": ["!", is_line], "paint": {"fill-color": token["flag"], "fill-opacity": strength}},
        {"id": "lens-edge", "type": "line", "source": SOURCE, "metadata": {"slot": "areas", "level": 3},
         "filter": ["!", is_line],
         "paint": {"line-color": token["flag"], "line-width": 1, "line-dasharray": [3, 2], "line-opacity": 0.8}},
        {"id": "lens-line", "type": "line", "source": SOURCE, "metadata": {"slot": "lines", "level": 2},
         "filter": is_line, "layout": {"line-cap": "round"}, "paint": {"line-color": token["flag"], "line-width": 3}},
    ]  # fmt: skip


def commands(collection: Mapping) -> list[Command]:
    return [["setData", SOURCE, collection]]
