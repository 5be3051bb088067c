"""GeoPandas in memory: points instead of two columns, the box by `.cx`, the rest as with pandas."""

from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import pandas_usual
import side


def prepare(folder: Path) -> None:
    """Nothing: the frame is read from the Parquet file."""


def opened(folder: Path) -> side.Answer:
    frame = pd.read_parquet(folder / "seizures.parquet")
    points = gpd.GeoDataFrame(frame, geometry=gpd.points_from_xy(frame["lon"], frame["lat"]), crs="EPSG:4326")
    points.loc[frame["lon"].isna(), "geometry"] = None
    return lambda question: answer(points, question)


def answer(points: gpd.GeoDataFrame, question: dict[str, Any]) -> bytes:
    rows = pandas_usual.chosen(points, question | {"bbox": None})
    if question["bbox"]:
        west, south, east, north = question["bbox"]
        rows = rows.cx[west:east, south:north]
    return pandas_usual.answered(rows, question)


if __name__ == "__main__":
    side.serve(prepare, opened)
