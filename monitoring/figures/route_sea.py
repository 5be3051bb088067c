"""Lanes for legs by sea, by rule: the shortest way over the network of sea lanes that comes with the package searoute.

No ship's course: nobody states one. The package itself starts from the lane nearest to a place, which for a country's node
can be another sea (Iran's is nearer to the Caspian than to the Gulf), so several lanes around each end are tried and the
way over land counts dearer than that by sea. The canal between the Volga and the Don is closed, or ships would leave the
Gulf through it; so is the north-west passage.
"""

from functools import cache, lru_cache
from itertools import pairwise
from threading import Lock
from typing import Any

import numpy as np
from shapely import LineString

from .route_paths import Path, Point

_CLOSED = ("northwest",)
_CANAL = (39.9, 45.6, 47.95, 49.0)  # west, south, east, north: Volga and Don
_SECTORS = 8  # directions around an end in which the nearest lane is tried
_FARTHEST_KM = 2_500.0  # from a country's node to the sea
_LAND_COSTS = 1.5
_DETOUR = 5.0  # times the straight way
_TOLERANCE_DEG = 0.12  # two px at the zoom where all of a lane is seen
_EARTH_KM = 6371.0
_asking = Lock()  # an answer puts its two ends into the one network


@lru_cache(maxsize=5_000)
def lane(start: Point, end: Point) -> Path | None:
    """The sea lane between two places (lon, lat), from its point nearest to the first, longitudes unwrapped.

    None where there is no plausible one: no sea within reach, or only by a detour. The first call of a process reads the
    network (about a third of a second).
    """
    first, last = _doors(start), _doors(end)
    way = _shortest(first, last) if first and last else []
    if len(way) < 2 or not _plausible(start, way, end):
        return None
    made = LineString(_unwrapped(way)).simplify(_TOLERANCE_DEG)
    return tuple((float(lon), float(lat)) for lon, lat in made.coords)


def _plausible(start: Point, way: list[Point], end: Point) -> bool:
    """Not longer over land than the straight way is, and no detour that nobody would take."""
    straight = max(_length_km([start, end]), 50.0)
    over_land = _length_km([start, way[0]]) + _length_km([way[-1], end])
    return over_land <= straight and over_land + _length_km(way) <= _DETOUR * straight


@cache
def _network() -> tuple[Any, np.ndarray]:
    """The graph of lanes, nodes as (lon, lat), weights in km; and its nodes as an array."""
    import networkx
    from searoute.data.marnet_dict import edge_list

    graph = networkx.Graph()
    for one, others in edge_list.items():
        for other, known in others.items():
            if known.get("passage") not in _CLOSED and not (_in_canal(one) and _in_canal(other)):
                graph.add_edge(one, other, weight=known["weight"])
    return graph, np.array(list(graph.nodes))


def _in_canal(point: Point) -> bool:
    west, south, east, north = _CANAL
    return west < point[0] < east and south < point[1] < north


@lru_cache(maxsize=1_000)
def _doors(place: Point) -> tuple[tuple[Point, float], ...]:
    """Lanes near a place, the nearest in each direction, with km; none where the sea is too far."""
    _graph, nodes = _network()
    km = _far_km(place, nodes)
    nearest = float(km.min())
    if nearest > _FARTHEST_KM:
        return ()
    within = np.flatnonzero(km <= min(2 * nearest + 300, _FARTHEST_KM))
    east = (nodes[within, 0] - place[0] + 180) % 360 - 180
    turn = np.arctan2(east * np.cos(np.radians(place[1])), nodes[within, 1] - place[1])
    sector = ((turn + np.pi) / (2 * np.pi) * _SECTORS).astype(int) % _SECTORS
    by_distance = np.argsort(km[within], kind="stable")
    _, firsts = np.unique(sector[by_distance], return_index=True)
    chosen = within[by_distance[firsts]]
    return tuple(((float(nodes[i, 0]), float(nodes[i, 1])), float(km[i])) for i in chosen)


def _shortest(first: tuple[tuple[Point, float], ...], last: tuple[tuple[Point, float], ...]) -> list[Point]:
    """The cheapest way from one of the first doors to one of the last; [] when no lane joins them."""
    import networkx

    graph, _nodes = _network()
    with _asking:
        graph.add_weighted_edges_from(("start", door, _LAND_COSTS * km) for door, km in first)
        graph.add_weighted_edges_from(("end", door, _LAND_COSTS * km) for door, km in last)
        try:
            _cost, way = networkx.bidirectional_dijkstra(graph, "start", "end")
        except networkx.NetworkXNoPath:
            return []
        finally:
            graph.remove_nodes_from(("start", "end"))
    return way[1:-1]


def _far_km(place: Point, nodes: np.ndarray) -> np.ndarray:
    lon, lat, lon0, lat0 = np.radians([*nodes.T, *(np.full(len(nodes), degrees) for degrees in place)])
    half = np.sin((lat - lat0) / 2) ** 2 + np.cos(lat0) * np.cos(lat) * np.sin((lon - lon0) / 2) ** 2
    return 2 * _EARTH_KM * np.arcsin(np.sqrt(half))


def _length_km(points: list[Point]) -> float:
    return float(sum(_far_km(one, np.array([other]))[0] for one, other in pairwise(points)))


def _unwrapped(points: list[Point]) -> list[Point]:
    made = [points[0]]
    for lon, lat in points[1:]:
        lon += 360 * round((made[-1][0] - lon) / 360)
        if (lon, lat) != made[-1]:
            made.append((lon, lat))
    return made
