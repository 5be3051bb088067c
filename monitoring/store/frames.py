"""Query results as typed frames: an empty result has every column, with its type."""

from collections.abc import Mapping, Sequence

import geopandas as gpd
import pandas as pd
from sqlalchemy import Connection, Select

CRS = "EPSG:4326"


def read_frame(db: Connection, query: Select, dtypes: Mapping[str, str]) -> pd.DataFrame:
    """The rows of `query` in their order, with exactly the columns of `dtypes` and those types."""
    return typed([row._asdict() for row in db.execute(query)], dtypes)


def typed(rows: Sequence[Mapping[str, object]], dtypes: Mapping[str, str]) -> pd.DataFrame:
    """`rows` with exactly the columns of `dtypes`; a null is pandas' own of the type (nan, NaT, NA)."""
    columns = {name: pd.Series([row[name] for row in rows], dtype=_plain(dtype)) for name, dtype in dtypes.items()}
    return pd.DataFrame(columns).astype(dict(dtypes))


def with_points(frame: pd.DataFrame) -> gpd.GeoDataFrame:
    """`frame` with the points of its lon and lat as geometry; None where there are none."""
    points = gpd.points_from_xy(frame["lon"], frame["lat"], crs=CRS)
    geometry = gpd.GeoSeries(points, index=frame.index, crs=CRS).where(frame["lon"].notna(), None)
    return gpd.GeoDataFrame(frame, geometry=geometry, crs=CRS)


def _plain(dtype: str) -> str:
    """Dates and whole numbers with gaps go through `object`, so that a null does not turn their type on the way."""
    return "object" if dtype.startswith(("datetime", "Int")) else dtype
