"""The maps of slides: legs as arrows with six names, dots of places; and what the live map of the same slide shows."""

from collections.abc import Mapping, Sequence
from functools import cache

import numpy as np
import pandas as pd

from ...exports.about import KOSOVO
from ...exports.meeting_maps import HEIGHT, LOW, Box, Sign, Spot, Wall, Way, drawn
from ...figures import routes
from ...figures.basemap import focus_commands, style, unlabelled_commands, with_data
from ...figures.route_words import BASES, node_name
from ...figures.seizures import SHAPES
from ...figures.theme import colours
from ...language import _, direction, language
from ...measures.at_points import drawn_rows
from ...measures.routes import LEGS
from ...vocabulary.countries import COUNTRIES, country_label
from ...vocabulary.country_shapes import Countries
from ...vocabulary.filters import Filter
from ..current import Data
from ..map import spec as map_spec
from ..nodes import country_points, nodes
from ..publisher import boundary_note

TOKEN = colours("light")
_LOOKS = {"reported": "solid", "published": "dashed", "interpreted": "dotted"}
_SHAPES = cache(Countries)


def country_box(iso3: str) -> Box:
    """West, south, east, north of the largest part of a country; a box round its node where it has no outline."""
    box = _SHAPES().box(iso3)
    if box is not None:
        return box
    lon, lat = country_points().get(iso3, (54.0, 35.0))
    return lon - 3, max(lat - 2, -84), lon + 3, min(lat + 2, 84)


def _joined(boxes: Sequence[Box]) -> Box:
    west, south, east, north = zip(*boxes, strict=True)
    return min(west), max(min(south), -80.0), max(east), min(max(north), 80.0)


def drawable(legs: pd.DataFrame, version: str) -> pd.DataFrame:
    """The legs whose both ends are somewhere and not the same."""
    at = nodes(version)
    known = legs["start"].isin(at) & legs["end_lon"].notna() & (legs["start"] != legs["end"])
    return legs[known]


def legs_map(legs: pd.DataFrame, version: str, said: str, name: str, focus: str = "", room: int = HEIGHT) -> str:
    """Legs (measures.routes.LEGS), the busiest first, `drawable`; `focus`: a country that stands out."""
    at = nodes(version)
    ways = [
        Way(at[row.start], (row.end_lon, row.end_lat), _width(row.seizures, row.basis), _LOOKS[row.basis])
        for row in legs.iloc[::-1].itertuples()
    ]
    ends = [*([focus] if focus else []), *(node for row in legs.itertuples() for node in (row.start, row.end))]
    where = {node: at[node] for node in dict.fromkeys(ends) if node in at}
    points = [*where.values(), *((row.end_lon, row.end_lat) for row in legs.itertuples())]
    boxes = [(lon, lat, lon, lat) for lon, lat in points]
    bases = [basis for basis in ("reported", "published", "interpreted") if (legs["basis"] == basis).any()]
    what = Wall(
        _wide_enough(_joined([*boxes, *([country_box(focus)] if focus else [])])), TOKEN, focus, ways,
        [Spot(lon, lat, 10, True) for lon, lat in dict.fromkeys(points)],
        [(_node_label(node), *there) for node, there in where.items()],
        [Sign(_(BASES[basis]), _LOOKS[basis]) for basis in bases], height=room,
    )  # fmt: skip
    return drawn(what, said, name)


def _node_label(node: str) -> str:
    return country_label(node) if node in COUNTRIES else node_name(node)


def _wide_enough(box: Box) -> Box:
    """A box of at least four degrees, so that a single point has surroundings."""
    west, south, east, north = box
    more_x, more_y = max(0.0, 4 - (east - west)) / 2, max(0.0, 3 - (north - south)) / 2
    return west - more_x, south - more_y, east + more_x, north + more_y


def _width(seizures: float, basis: str) -> float:
    """As on screens (1 seizure, 2 to 4, 5 to 9, 10 and more), more than twice as thick; published pairs have one width."""
    if basis != "reported":
        return 4.0 if basis == "published" else 5.0
    return 3.2 if seizures < 2 else 5.9 if seizures < 5 else 10.0 if seizures < 10 else 15.8


def places_map(
    current: Data,
    chosen: Filter,
    said: str,
    name: str,
    focus: str = "",
    names: Sequence[tuple[str, float, float]] = (),
    room: int = HEIGHT,
) -> tuple[str, int]:
    """Where the seizures of a filter were made, a dot a place as large as its seizures are many; and how many have a place.

    names: what is written on it; the countries around where none are given.
    """
    columns, selection = current.columns, current.select(chosen)
    rows = drawn_rows(columns, selection, SHAPES)
    at, seizure = columns.location[rows], columns.seizure[rows]
    pairs = np.unique(np.column_stack([at, seizure]), axis=0) if len(rows) else np.empty((0, 2), dtype=np.int64)
    found, counts = np.unique(pairs[:, 0], return_counts=True)
    places = columns.locations
    exact = set(columns.codes("precision", ["place"]))
    spots = [
        Spot(float(places.lon[one]), float(places.lat[one]), _radius(n), int(places.precision[one]) not in exact)
        for one, n in sorted(zip(found.tolist(), counts.tolist(), strict=True), key=lambda each: -each[1])
    ]
    boxes = [(spot.lon, spot.lat, spot.lon, spot.lat) for spot in spots]
    if focus:
        boxes.append(country_box(focus))
    bounds = _wide_enough(_joined(boxes)) if boxes else (40.0, 20.0, 90.0, 55.0)
    signs = [
        *([Sign(_("Place known; larger: more seizures"), "dot")] if any(not spot.ring for spot in spots) else []),
        *([Sign(_("Only the province or sea known"), "ring")] if any(spot.ring for spot in spots) else []),
    ]
    what = Wall(bounds, TOKEN, focus, (), spots, names or _around(bounds, focus), signs, height=room)
    return drawn(what, said, name), len(np.unique(seizure))


def _radius(seizures: int) -> float:
    return min(10 + 7 * (seizures - 1) ** 0.5, 60)


def _around(bounds: Box, focus: str) -> list[tuple[str, float, float]]:
    """The names of countries whose node is in the picture, the nearest to its middle first."""
    west, south, east, north = bounds
    wide, tall = (east - west) * 0.5, (north - south) * 0.3
    mid = ((west + east) / 2, (south + north) / 2)
    inside = [
        (iso3, lon, lat) for iso3, (lon, lat) in country_points().items()
        if iso3 in COUNTRIES and west - wide <= lon <= east + wide and south - tall <= lat <= north + tall
    ]  # fmt: skip
    inside.sort(key=lambda each: (each[0] != focus, (each[1] - mid[0]) ** 2 + (each[2] - mid[1]) ** 2))
    return [(country_label(iso3), lon, lat) for iso3, lon, lat in inside]


def live_base() -> dict:
    """The specification that every live map of a deck starts from; its geometry is fetched before the meeting."""
    found = routes.collections(_no_legs(), None, {})
    base = with_data(style("light", language()), routes.sources(found), routes.layers("light", language()))
    foot = {"foot": "start" if direction() == "rtl" else "end"}
    return map_spec(
        _("Map of this slide, to be moved"), base, {"bounds": [40, 20, 90, 55]}, routes.ALL_INTERACTIVE, foot
    )


def _no_legs() -> pd.DataFrame:
    return pd.DataFrame({name: pd.Series(dtype=kind) for name, kind in LEGS.items()})


def live_legs(legs: pd.DataFrame, version: str, focus: str = "") -> dict:
    """What a live map shows of its slide: bounds, GeoJSON by source, and filters by layer."""
    found = routes.collections(legs, None, nodes(version))
    filters = [*focus_commands([focus] if focus else []), *unlabelled_commands(routes.node_iso3s(found))]
    at = nodes(version)
    boxes = [(*at[row.start], *at[row.start]) for row in legs.itertuples()]
    boxes += [(row.end_lon, row.end_lat, row.end_lon, row.end_lat) for row in legs.itertuples()]
    bounds = _wide_enough(_joined([*boxes, *([country_box(focus)] if focus else [])]))
    return {"bounds": list(bounds), "sources": found, "filters": {layer: value for _method, layer, value in filters}}


def afghan_map(
    fills: Mapping[str, str],
    hatches: Mapping[str, str],
    written: Sequence[tuple[Sequence[str], float, float]],
    signs: Sequence[Sign],
    said: str,
    name: str,
) -> str:
    """The provinces of Afghanistan in the fills of their classes, with what is written on them."""
    # The legend is long: the country stands beside it.
    bounds = (51.5, 29.4, 74.9, 38.5) if direction() == "ltr" else (60.5, 29.4, 83.9, 38.5)
    what = Wall(bounds, TOKEN, signs=signs, provinces_of="AFG", fills=fills, hatches=hatches, written=written)
    return drawn(what, said, name)


def room(title: str, subtitle: str) -> int:
    """How high a map may be under a title and a subtitle."""
    return LOW if len(title) > 46 or len(subtitle) > 105 else HEIGHT


def map_note() -> str:
    """What stands under every map of more than one country."""
    return f"{boundary_note()} {_(KOSOVO)}"
