"""The lines of the map as shapes of a file, leg by leg; a leg that is not drawn has none."""

import shapely

from .route_content import RouteContent

LINES, NODES, STUBS = "route-lines", "route-nodes", "route-stubs"  # sources of the map


def line_of_leg(content: RouteContent) -> dict[str, shapely.LineString]:
    """Leg -> its line as the map draws it; longitudes may pass 180, so that a line is whole."""
    return {
        one["properties"]["id"]: shapely.LineString(one["geometry"]["coordinates"]) for one in _features(content, LINES)
    }


def width_of_leg(content: RouteContent) -> dict[str, float]:
    """Leg -> the width of its line on the map, in pixels."""
    return {one["properties"]["id"]: float(one["properties"]["width"]) for one in _features(content, LINES)}


def points(content: RouteContent, source: str) -> list[tuple[dict, shapely.Point]]:
    """The properties and points of a source of points, in the map's order."""
    return [(one["properties"], shapely.Point(one["geometry"]["coordinates"])) for one in _features(content, source)]


def _features(content: RouteContent, source: str) -> list[dict]:
    return content.collections.get(source, {}).get("features", [])


def cut_at_date_line(line: shapely.LineString) -> shapely.LineString | shapely.MultiLineString:
    """The same line with longitudes from -180 to 180, in parts where it crosses 180 (RFC 7946, 3.1.9)."""
    west, _south, east, _north = line.bounds
    if west >= -180 and east <= 180:
        return line
    parts = []
    for turn in range(int((west + 180) // 360), int((east + 180) // 360) + 1):
        window = shapely.box(360 * turn - 180, -90, 360 * turn + 180, 90)
        inside = shapely.transform(shapely.intersection(line, window), lambda at, turn=turn: at - (360 * turn, 0))
        parts += [part for part in shapely.get_parts(inside) if part.geom_type == "LineString" and part.length]
    return parts[0] if len(parts) == 1 else shapely.MultiLineString(parts)
