"""Where a leg ends on the map: at the place that all its seizures share, else the province, the sea, or the country's node."""

from math import isnan, nan
from typing import NamedTuple

from ..vocabulary.admin1 import ADMIN1
from ..vocabulary.columns import Columns

NO_LOCATION = -1


class Point(NamedTuple):
    """kind: place, admin1, sea_area or country. lon, lat: nan for a sea area and a country, which stand at their node.

    name: of the place as reported, the code of the province, else None.
    """

    lon: float
    lat: float
    kind: str
    name: str | None


COUNTRY = Point(nan, nan, "country", None)


def end_of(columns: Columns, location: int, admin1: int, node: str) -> Point:
    """The end of a leg to a node (country or sea area) whose seizures share a location (or NO_LOCATION) and a province (or 0)."""
    if len(node) != 3:
        return Point(nan, nan, "sea_area", None)
    places = columns.locations
    if location != NO_LOCATION:
        lon, lat = float(places.lon[location]), float(places.lat[location])
        if columns.names["precision"][places.precision[location]] == "place" and not isnan(lon + lat):
            return Point(lon, lat, "place", columns.names["place"][places.place[location]])
    province = ADMIN1.get(columns.names["admin1"][admin1] or "") if admin1 else None
    if province is not None and province.lon is not None and province.lat is not None:
        return Point(province.lon, province.lat, "admin1", province.code)
    return COUNTRY
