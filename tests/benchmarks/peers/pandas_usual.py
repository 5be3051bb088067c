"""pandas as it is usually written: the table in a frame, masks joined by &, a groupby for each chart.

PANDAS_COUNTS=rows asks less: rows are counted, not seizures.
"""

import json
import os
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import side

BY_ROWS = os.environ.get("PANDAS_COUNTS") == "rows"


def prepare(folder: Path) -> None:
    """Nothing: the frame is read from the Parquet file."""


def opened(folder: Path) -> side.Answer:
    frame = pd.read_parquet(folder / "seizures.parquet")
    return lambda question: answer(frame, question)


def chosen(frame: pd.DataFrame, question: dict[str, Any]) -> pd.DataFrame:
    mask = pd.Series(True, index=frame.index)
    if question["from"]:
        mask &= (frame["seized_on"] <= question["to"]) & (frame["seized_until"] >= question["from"])
    if question["drug"]:
        mask &= frame["drug"].isin(question["drug"])
    if question["country"]:
        mask &= frame["country"].isin(question["country"])
    if question["bbox"]:
        west, south, east, north = question["bbox"]
        mask &= frame["lon"].between(west, east) & frame["lat"].between(south, north)
    if question["place"]:
        mask &= frame["place"].str.contains(question["place"], case=False, regex=False)
    return frame[mask]


def answer(frame: pd.DataFrame, question: dict[str, Any]) -> bytes:
    return answered(chosen(frame, question), question)


def answered(rows: pd.DataFrame, question: dict[str, Any]) -> bytes:
    said = {
        "seizures": counted(rows),
        "kg": float(rows["mass_kg"].sum()),
        "country": grouped(rows, ["country"]),
        "drug": grouped(rows, ["drug"]),
        "month": grouped(rows.assign(month=rows["seized_on"].dt.to_period("M")), ["month"]),
    }
    if question["part"] == "grid":
        placed = rows[rows["lon"].notna()]
        cells = placed.assign(x=np.floor(placed["lon"] * 2), y=np.floor(placed["lat"] * 2))
        said["grid"] = grouped(cells, ["x", "y"])
    else:
        said["top"] = grouped(rows, ["country", "place"], top=True)
    return json.dumps(said, default=str).encode()


def counted(rows: pd.DataFrame) -> int:
    return len(rows) if BY_ROWS else int(rows["seizure"].nunique())


def grouped(rows: pd.DataFrame, by: list[str], top: bool = False) -> dict[str, list]:
    how = "size" if BY_ROWS else "nunique"
    sums = rows.groupby(by).agg(seizures=("seizure", how), kg=("mass_kg", "sum")).reset_index()
    if top:
        sums = sums.sort_values(["seizures", *by], ascending=[False, True, True]).head(20)
    return sums.to_dict("list")


if __name__ == "__main__":
    side.serve(prepare, opened)
