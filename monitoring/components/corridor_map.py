"""What lies under the lines of a map of routes: corridors, and crossings and ports sized by what was seized near them."""

from collections.abc import Sequence
from functools import lru_cache

import geopandas as gpd

from ..figures import corridors, gateways
from ..language import language
from ..measures.corridor_bands import bands
from ..measures.nearby import NEAR_KM, seizures_near
from ..store.places import places
from ..vocabulary.filters import Filter
from .corridors_of import corridors_of
from .current import Data, engine
from .memory import Memory

_DRAWN = Memory(4_000_000)
GATEWAYS = {"crossings": "crossing", "ports": "port"}  # name of a layer in a link -> kind of place


def corridor_collections(current: Data) -> dict[str, dict]:
    """figures.corridors.collections of a data version, in the language in use."""
    key = (current.version.id, language())
    return _DRAWN.get(key, lambda: _collections(current), lambda found: 2 * len(str(found)))


def _collections(current: Data) -> dict[str, dict]:
    frame = corridors_of(current)
    return corridors.collections(frame, bands(frame))


def gateway_points(current: Data, chosen: Filter, kinds: Sequence[str]) -> dict:
    """figures.gateways.points of the places of these kinds that have a point, with the seizures of the filter near each."""
    frame = _places(current.version.id)
    frame = frame[frame["kind"].isin(list(kinds))]
    near = seizures_near(current.columns, current.select(chosen), frame["lon"].tolist(), frame["lat"].tolist())
    return gateways.points(frame, near.tolist(), NEAR_KM)


@lru_cache(maxsize=4)
def _places(_version: str) -> gpd.GeoDataFrame:
    """Crossings and ports of which a point is known."""
    with engine().connect() as db:
        found = places(db, list(GATEWAYS.values()))
    return found[found["lon"].notna()]
