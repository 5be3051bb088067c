"""Item frames for the figures: a row says only what is not ordinary about it."""

import geopandas as gpd
import pandas as pd

from monitoring.vocabulary.fields import DTYPES

ORDINARY = {
    "seized_on": "2014-05-06", "date_precision": "day", "country_iso3": "BGR", "country": "Bulgaria",
    "place_reported": "Kapitan Andreevo", "lon": 26.32, "lat": 41.72, "location_precision": "place",
    "drug": "heroin", "kind": "mass", "quantity": 44.0, "mass_kg": 44.0,
}  # fmt: skip


def items(*rows: dict) -> gpd.GeoDataFrame:
    """Columns of vocabulary.fields with their dtypes; seizure s0, s1 ... with items i0, i1 ... unless a row says else."""
    listed = [{"item_id": f"i{n}", "seizure_id": f"s{n}"} | ORDINARY | row for n, row in enumerate(rows)]
    frame = pd.DataFrame(listed, columns=list(DTYPES), dtype=object)
    for name, dtype in DTYPES.items():
        frame[name] = pd.to_datetime(frame[name]).astype(dtype) if dtype.startswith("datetime") else frame[name]
        frame[name] = frame[name].astype(dtype)
    return gpd.GeoDataFrame(frame)
