"""Drawing by export: the same points as an HTML file made by pydeck or lonboard. Prints JSON: {"name", "ms", "bytes", "offline"}.

`offline`: whether the file draws without the internet.
"""

import json
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pandas as pd


def pydeck(rows: pd.DataFrame, file: Path) -> bool:
    import pydeck

    # No words for the frame's days and missing values in pydeck's own JSON: as its users do, they are made text first.
    points = rows.assign(seized_on=rows["seized_on"].astype(str)).astype(object).where(rows.notna(), None)
    layer = pydeck.Layer("ScatterplotLayer", points, get_position=["lon", "lat"], get_radius=5000, pickable=True)
    deck = pydeck.Deck([layer], map_provider=None, tooltip={"text": "{drug} {mass_kg} kg {place} {seized_on}"})
    deck.to_html(str(file), offline=True, notebook_display=False)
    return True


def lonboard(rows: pd.DataFrame, file: Path) -> bool:
    import geopandas as gpd
    from lonboard import Map, ScatterplotLayer

    points = gpd.GeoDataFrame(rows, geometry=gpd.points_from_xy(rows["lon"], rows["lat"]), crs="EPSG:4326")
    Map(ScatterplotLayer.from_geopandas(points, pickable=True)).to_html(file)
    return False  # its page fetches the widget manager and the base map


WAYS: dict[str, Callable[[pd.DataFrame, Path], bool]] = {"pydeck": pydeck, "lonboard": lonboard}


def main(name: str, table: str) -> None:
    rows = pd.read_parquet(table, columns=["lon", "lat", "drug", "mass_kg", "place", "country", "seized_on"]).dropna(
        subset=["lon"]
    )
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "map.html"
        began = time.perf_counter()
        offline = WAYS[name](rows, file)
        took = time.perf_counter() - began
        print(json.dumps({"name": name, "ms": took * 1000, "bytes": file.stat().st_size, "offline": offline}))


if __name__ == "__main__":
    main(*sys.argv[1:])
