"""GeoJSON of routes by RFC 7946: a feature a leg, stub and node; tables and what the file says of itself in `metadata`."""

import json
from collections.abc import Iterator
from pathlib import Path

import shapely

from .about import About
from .route_content import RouteContent, codebook, leg_table
from .route_lines import NODES, STUBS, cut_at_date_line, line_of_leg, points, width_of_leg
from .rows import plain, small_table


def write_route_geojson(content: RouteContent, about: About, path: Path) -> None:
    """Features have `layer`: leg, stub or node. A leg that is not drawn has null geometry, so that none is missing."""
    tables = {
        "evidence": content.evidence, "matrix": content.matrix, "chains": content.chains, "fates": content.fates,
        "codebook": codebook(),
    }  # fmt: skip
    metadata = about.metadata() | {name: small_table(frame).to_pylist() for name, frame in tables.items()}
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write('{"type": "FeatureCollection", "name": "routes",\n"metadata": ' + _json(metadata))
        file.write(',\n"features": [\n' + ",\n".join(map(_json, _features(content))) + "\n]}\n")


def _features(content: RouteContent) -> Iterator[dict]:
    lines, widths = line_of_leg(content), width_of_leg(content)
    for row in leg_table(content.legs).to_pylist():
        line = lines.get(row["leg"])
        own = {"layer": "leg", **row, "width_px": widths.get(row["leg"])}
        yield _feature(row["leg"], None if line is None else cut_at_date_line(line), own)
    drawn = {(said["node"], said["way"]): point for said, point in points(content, STUBS)}
    for row in content.stubs.to_dict("records"):
        own = {"layer": "stub", **{name: plain(value) for name, value in row.items()}}
        yield _feature(f"{row['node']}:{row['way']}", drawn.get((row["node"], row["way"])), own)
    for said, point in points(content, NODES):
        own = {"layer": "node", "node": said["id"], "name": content.names.get(said["id"]), "kind": said["kind"]}
        yield _feature(said["id"], point, own)


def _feature(key: str, shape: shapely.Geometry | None, properties: dict) -> dict:
    geometry = None if shape is None else shapely.geometry.mapping(shape)
    return {"type": "Feature", "id": key, "geometry": geometry, "properties": properties}


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False, default=str)  # only days need `default`
