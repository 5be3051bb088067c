"""From pieces to countries and provinces at three levels of detail, edges shared at each of them."""

from collections.abc import Mapping

import geopandas as gpd
import pandas as pd
import shapely

EQUAL_AREA = "ESRI:54034"
FAR = ("Americas", "Oceania", "")  # M49 regions drawn coarsely: they share no border with the others but Papua's
NEAR = ("PNG",)
# level -> degrees of simplification near and far, smallest island kept (square degrees), decimals written
LEVELS = {"low": (0.2, 0.6, 0.08, 2), "mid": (0.068, 0.6, 0.014, 2), "high": (0.014, 0.3, 0.0008, 3)}


def coverage(pieces: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """One row per (shown, side, code): a province where provinces are covered, the whole rest of a country elsewhere."""
    keys = ["shown", "side", "code"]
    whole = pieces[[*keys, "geometry"]].dissolve(keys, method="coverage").reset_index()
    return gpd.GeoDataFrame(whole, geometry=shapely.coverage_clean(whole.geometry.to_numpy()), crs=4326)


def simplified(cover: gpd.GeoDataFrame, level: str, region: Mapping[str, str]) -> gpd.GeoDataFrame:
    """`cover` at a level of detail; still a coverage, small islands left out (never the largest part of a row).

    `region`: country to M49 region; undetermined areas count as near.
    """
    far = (cover["shown"].map(region).isin(FAR) & ~cover["shown"].isin(NEAR)).to_numpy()
    geometry = cover.geometry.to_numpy().copy()
    near_degrees, far_degrees, smallest, _ = LEVELS[level]
    geometry[~far] = shapely.coverage_simplify(geometry[~far], near_degrees)
    geometry[far] = shapely.coverage_simplify(geometry[far], far_degrees)
    return cover.set_geometry(gpd.GeoSeries([without_islets(one, smallest) for one in geometry], crs=4326))


def without_islets(geometry: shapely.Geometry, smallest: float) -> shapely.Geometry:
    parts = shapely.get_parts(geometry)
    areas = shapely.area(parts)
    return shapely.multipolygons(parts[(areas >= smallest) | (areas == areas.max())])


def countries(cover: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """One row per country or undetermined area of `cover`: shown, geometry."""
    return cover[["shown", "geometry"]].dissolve("shown", method="coverage").reset_index()


def sides(cover: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """As `countries`, with Jammu and Kashmir in its parts (column side), so that the line between them can be found."""
    return cover[["shown", "side", "geometry"]].dissolve(["shown", "side"], method="coverage").reset_index()


def box(bounds: tuple[float, float, float, float]) -> shapely.Polygon:
    return shapely.box(*bounds)


def area_km2(frame: gpd.GeoDataFrame) -> pd.Series:
    return frame.to_crs(EQUAL_AREA).area / 1e6
