"""Corridors as GeoJSON that QGIS opens and edits, and that comes back in by `import --source corridors` as it went out."""

import json

import geopandas as gpd
import shapely

FIELDS = ("name", "position", "width_km", "legs", "pairs", "pairs_why", "seas", "note", "source")


def corridors_geojson(frame: gpd.GeoDataFrame) -> bytes:
    """A FeatureCollection of store.corridors.corridors, one feature a branch, in the order of the rows. Nothing is rounded."""
    features = [
        {"type": "Feature", "properties": _properties(row), "geometry": json.loads(shapely.to_geojson(row.geometry))}
        for row in frame.itertuples()
    ]
    whole = {"type": "FeatureCollection", "name": "corridors", "features": features}
    return json.dumps(whole, ensure_ascii=False, allow_nan=False, indent=1).encode()


def _properties(row) -> dict:
    branch = str(row.branch_id).partition("/")[2]
    return {"corridor": row.corridor, "branch": branch} | {name: getattr(row, name) for name in FIELDS}
