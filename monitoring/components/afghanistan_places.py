"""What lies over the provinces: seizures inside and at the border as on Explore, and the crossings with all their names."""

from functools import lru_cache

import pandas as pd

from ..figures import places as place_figures
from ..figures import seizures as seizure_figures
from ..language import _, language
from ..store.places import places
from ..vocabulary.filters import Filter
from .afghanistan_of import border_of
from .current import Data, engine

COUNTRY = "AFG"
MOST_POINTS = 4_000  # more would be a smear, and a long wait


def seizure_points(current: Data, size: seizure_figures.Size) -> dict:
    """The symbols of the seizures inside the country and within measures.afghanistan_seizures.BORDER_KM of its border."""
    found = border_of(current, Filter())
    rows = [*found.inside.rows.tolist(), *found.across.rows.tolist()][:MOST_POINTS]
    frame = current.rows(pd.Index(sorted(rows), dtype="int64").to_numpy())
    return seizure_figures.points(frame, size)


def crossings_of(current: Data) -> pd.DataFrame:
    """store.places.places of kind crossing that lead into Afghanistan, by neighbour and name; `neighbour` is its iso3."""
    return _crossings(current.version.id, language())


@lru_cache(maxsize=4)
def _crossings(_version: str, _language: str) -> pd.DataFrame:
    with engine().connect() as db:
        every = places(db, ["crossing"])
    ours = every[(every["country_a"] == COUNTRY) | (every["country_b"] == COUNTRY)]
    neighbour = ours["country_b"].where(ours["country_a"] == COUNTRY, ours["country_a"])
    return ours.assign(neighbour=neighbour).sort_values(["neighbour", "name"], ignore_index=True)


def crossings(current: Data) -> dict:
    """The crossings with a point as symbols, whose tips give the other spellings."""
    frame = crossings_of(current)
    made = place_figures.points(frame)
    others = frame.set_index("place_id")["other_names"].to_dict()
    for feature in made["features"]:
        spellings = others.get(feature["properties"]["id"], "")
        if spellings:
            feature["properties"]["tip"] += "\n" + _("Also: {names}", names=spellings.replace("|", " · "))
    return made
