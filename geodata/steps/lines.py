"""Boundaries as lines of their own, so that the map can dash the undetermined ones. A coast is no boundary."""

from collections import defaultdict

import geopandas as gpd
import numpy as np
import shapely

# Land boundaries that are not drawn solid on maps of the United Nations; every other one is.
UNDETERMINED = {
    frozenset(pair.split("-"))
    for pair in (  # noqa: SIM905
        "XKX-SRB XJK-IND XJK-PAK XJK-CHN XJK-XAC XAC-CHN XAB-SDN XAB-SSD SDN-SSD ESH-MAR PSE-ISR ISR-SYR "
        "KOR-PRK ETH-SOM SSD-KEN"
    ).split()
}
SECTORS = {  # boundaries of which only one sector is undetermined
    ("CHN", "IND"): shapely.box(91.5, 26.5, 97.6, 29.6),  # Arunachal
    ("EGY", "SDN"): shapely.box(33.0, 20.0, 40.0, 25.0),  # Halaib and Bir Tawil
}
Pair = tuple[str, str]


def boundary_lines(sides: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """One row per land boundary: kind (international, undetermined, line_of_control), between ("AFG-PAK"), geometry.

    `sides` is a coverage with columns shown and side; the lines are exactly its shared edges.
    """
    rows = []
    for pair, edges in shared_edges(sides).items():
        line = shapely.line_merge(shapely.multilinestrings(edges))
        rows += [(kind, "-".join(names(pair)), part) for kind, part in kinds(pair, line)]
    return gpd.GeoDataFrame(rows, columns=["kind", "between", "geometry"], crs=4326)


def names(pair: Pair) -> list[str]:
    return sorted({name.split("/")[0] for name in pair})


def kinds(pair: Pair, line: shapely.Geometry) -> list[tuple[str, shapely.Geometry]]:
    if set(pair) == {"XJK/IN", "XJK/PK"}:
        return [("line_of_control", line)]
    if len(names(pair)) == 1:  # within Jammu and Kashmir, around Siachen: nothing is drawn
        return []
    if sector := SECTORS.get(tuple(names(pair))):
        parts = [("undetermined", line & sector), ("international", line - sector)]
        return [(kind, shapely.line_merge(part)) for kind, part in parts if not part.is_empty]
    return [("undetermined" if frozenset(names(pair)) in UNDETERMINED else "international", line)]


def shared_edges(sides: gpd.GeoDataFrame) -> dict[Pair, list[np.ndarray]]:
    """The straight pieces that two rows have in common, by pair of rows (country, or country/side)."""
    owners: dict[tuple[float, ...], list[str]] = defaultdict(list)
    for row in sides.itertuples():
        name = f"{row.shown}/{row.side}" if row.side else row.shown
        for ring in shapely.get_rings(shapely.get_parts(row.geometry)):
            points = shapely.get_coordinates(ring)
            for first, last in zip(points[:-1].tolist(), points[1:].tolist(), strict=True):
                owners[(*min(first, last), *max(first, last))].append(name)
    found: dict[Pair, list[np.ndarray]] = defaultdict(list)
    for (x1, y1, x2, y2), both in owners.items():
        if len(set(both)) == 2:
            found[tuple(sorted(both))].append(np.array([[x1, y1], [x2, y2]]))
    return dict(sorted(found.items()))
