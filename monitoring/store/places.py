"""Places: crossings, ports, airports, and the label points of sea areas."""

from collections import defaultdict
from collections.abc import Sequence

import geopandas as gpd
from sqlalchemy import Connection, select

from .frames import typed, with_points
from .tables import place, place_name

_COLUMNS = {
    "place_id": "str", "name": "str", "kind": "str", "other_names": "str", "country_a": "str", "country_b": "str",
    "mode": "str", "coordinate_kind": "str", "coordinate_source": "str", "source": "str", "note": "str",
    "lon": "float64", "lat": "float64",
}  # fmt: skip


def places(db: Connection, kinds: Sequence[str]) -> gpd.GeoDataFrame:
    """One row per place of these kinds (crossing, port, airport, sea_area), by kind and name.

    other_names: other spellings, joined by "|", empty when there are none. lon, lat and geometry are missing where only
    the name is known; coordinate_kind says whether the point is the place itself or the nearest settlement.
    """
    query = select(place.c.id.label("place_id"), *(place.c[name] for name in _COLUMNS if name in place.c))
    others = _other_names(db)
    found = db.execute(query.where(place.c.kind.in_(kinds)).order_by(place.c.kind, place.c.name, place.c.id)).mappings()
    return with_points(typed([{**row, "other_names": "|".join(others[row["place_id"]])} for row in found], _COLUMNS))


def _other_names(db: Connection) -> dict[str, list[str]]:
    names: dict[str, list[str]] = defaultdict(list)
    for place_id, name in db.execute(select(place_name.c.place_id, place_name.c.name).order_by(place_name.c.position)):
        names[place_id].append(name)
    return names
