"""GeoJSON by RFC 7946, with what the file says about itself in a foreign member, `metadata`."""

import json
from itertools import chain
from pathlib import Path

import pandas as pd

from .about import About
from .codebook import codebook
from .rows import Rows, points, small_table, table

BATCH_ROWS = 5_000


def write_geojson(rows: Rows, about: About, path: Path) -> None:
    """One feature per row, in order; a row without a point is a feature with null geometry, so that none is missing."""
    metadata = about.metadata() | {"codebook": small_table(codebook()).to_pylist()}
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write('{"type": "FeatureCollection", "name": "seizures",\n"metadata": ' + _json(metadata))
        file.write(',\n"features": [')
        separator = "\n"
        for feature in chain.from_iterable(map(_features, rows)):
            file.write(separator + _json(feature))
            separator = ",\n"
        file.write("\n]}\n")


def _features(frame: pd.DataFrame):
    where = iter(points(frame))
    for batch in table(frame).to_batches(max_chunksize=BATCH_ROWS):
        for row in batch.to_pylist():
            point = next(where)
            geometry = None if point is None else {"type": "Point", "coordinates": [point.x, point.y]}
            yield {"type": "Feature", "id": row["item_id"], "geometry": geometry, "properties": row}


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False, default=str)  # only days need `default`
