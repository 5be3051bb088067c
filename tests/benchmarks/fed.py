"""One made data set on disk for all sides: a Parquet file for the peers, columns for our kernels, from the same arrays."""

import shutil
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from monitoring.store.copy.folder import open_columns, write_columns
from monitoring.store.copy.said import SaidIndex, write_said
from monitoring.vocabulary.columns import ROLES, Columns
from monitoring.vocabulary.columns_making import Making
from monitoring.vocabulary.drugs import DRUGS

from .made import KINDS, MODES, Rows, months
from .world import World, world

BUILD = Path(__file__).resolve().parents[2] / "build" / "bench"
PRECISIONS = ("country", "admin1", "place")
FORMAT = 2  # raised when what is made changes


def size_name(rows: int) -> str:
    return f"{rows // 1_000_000}M" if rows >= 1_000_000 else f"{rows // 1000}k"


def folder(rows: int) -> Path:
    made = BUILD / f"{size_name(rows)}-{FORMAT}"
    made.mkdir(parents=True, exist_ok=True)
    return made


def table(rows: int) -> Path:
    """The Parquet file of the peers: one line an item, words instead of codes, as a person would keep it."""
    path = folder(rows) / "seizures.parquet"
    if not path.is_file():
        made, making = world(rows), path.with_suffix(".making")
        with pq.ParquetWriter(making, _line(made, next(iter(months(rows, made)))).schema, compression="zstd") as writer:
            for block in months(rows, made):
                writer.write_table(_line(made, block))
        making.replace(path)
    return path


def _line(made: World, block: Rows) -> pa.Table:
    days = block.first_day.astype("datetime64[D]")
    location, kg = block.location, np.where(block.kind == KINDS.index("mass"), block.quantity, np.nan)
    slugs = [slug for slug, _ in made.substances]
    numbers = {"lon": made.lon[location], "lat": made.lat[location], "quantity": block.quantity, "mass_kg": kg}
    words = {
        "country": _taken(made.countries, block.country), "admin1": _taken(made.admin1, made.location_admin1[location]),
        "place": _taken(made.places, location), "drug": _taken(slugs, block.substance),
        "drug_group": _taken([DRUGS[slug].group for slug in slugs], block.substance), "kind": _taken(KINDS, block.kind),
        "precision": _taken(PRECISIONS, made.precision[location]), "mode": _taken(MODES, block.mode),
        "origin": _taken(made.countries, block.origin), "departure": _taken(made.countries, block.departure),
        "destination": _taken(made.countries, block.destination),
    }  # fmt: skip
    return pa.table(
        {
            "seizure": block.seizure.astype(np.int64),
            "seized_on": pa.array(days).cast(pa.timestamp("us")),
            "seized_until": pa.array(days + block.span_days).cast(pa.timestamp("us")),
            **words,
            **{name: pa.array(values, from_pandas=True) for name, values in numbers.items()},  # nan is null
        }
    )


def _taken(names, codes: np.ndarray) -> pa.Array:
    return pa.array(list(names), pa.string()).take(pa.array(codes.astype(np.int64)))


def columns(rows: int) -> Columns:
    """The columnar copy of `rows` rows, put together and opened as that of any record is, but without a record."""
    path, about = folder(rows) / "copy", {"made": rows}
    if not path.is_dir():
        making = path.with_suffix(".making")
        shutil.rmtree(making, ignore_errors=True)
        making.mkdir()
        write_said(making, ())
        write_columns(_copied(rows, SaidIndex(making)), making, about)
        making.rename(path)
    return open_columns(path, about)


def _copied(rows: int, said: SaidIndex) -> Columns:
    made, making = world(rows), Making()
    for block in months(rows, made):
        making.add(_named(made, block))
        for role in ROLES:
            listed = np.flatnonzero(_first_items(block) & (getattr(block, role) > 0))
            making.list(role, block.seizure[listed], _words(made.countries)[getattr(block, role)[listed]])
    return making.done(said, "0" * 12, date(2026, 1, 1))


def _named(made: World, block: Rows) -> dict[str, Any]:
    """A block as the record gives it: names, one line an item."""
    location, days = block.location, block.first_day.astype("datetime64[D]")
    slugs = [slug for slug, _ in made.substances]
    first = np.maximum.accumulate(np.where(_first_items(block), np.arange(len(block)), 0))
    none = np.full(len(block), None, dtype=object)
    return {
        "seizure": block.seizure, "position": np.arange(len(block)) - first + 1, "first_day": days,
        "last_day": days + block.span_days, "quantity": block.quantity, "lon": made.lon[location], "lat": made.lat[location],
        "reported": _words([word for _, word in made.substances])[block.substance], "drug": _words(slugs)[block.substance],
        "drug_code": _words([DRUGS[slug].code for slug in slugs])[block.substance],
        "drug_group": _words([DRUGS[slug].group for slug in slugs])[block.substance],
        "country": _words(made.countries)[block.country], "admin1": _words(made.admin1)[made.location_admin1[location]],
        "place": _words(made.places)[location], "precision": _words(PRECISIONS)[made.precision[location]],
        "mode": _words(MODES)[block.mode], "kind": _words(KINDS)[block.kind], "sea_area": none,
        "source_kind": np.full(len(block), "official", dtype=object), "marking": np.full(len(block), "public", dtype=object),
    }  # fmt: skip


def _words(names: Sequence[str | None]) -> np.ndarray:
    return np.array(names, dtype=object)


def _first_items(block: Rows) -> np.ndarray:
    return np.concatenate([[True], block.seizure[1:] != block.seizure[:-1]])[: len(block)]


def copy_bytes(rows: int) -> int:
    """What the columns take on disk, dictionaries included."""
    columns(rows)
    return sum(file.stat().st_size for file in (folder(rows) / "copy").iterdir())
