"""New seizures beside those of the same day that the record holds: the pairs that a person should compare."""

from collections.abc import Callable

import numpy as np
import pandas as pd
from sqlalchemy import Connection, select

from ..vocabulary.folding import fold
from .block_rows import insert_rows
from .tables import document, seizure, seizure_item, suspected_duplicate

MOST_PAIRS = 20_000  # stored of one import; the count tells the true number
AT_ONCE = 50_000

_TEXTS = ("country_iso3", "admin1", "place", "drug_code", "kind", "channel")
_NUMBERS = ("lon", "lat", "quantity", "quantity_reported")


def find_suspects(
    db: Connection, batch: int, number: int, suspects: Callable[[pd.DataFrame, np.ndarray], pd.DataFrame]
) -> int:
    """Stores the pairs of seizures that may be one, of which at least one is new in version `number`; how many there are."""
    items = _items(db, number)
    if not len(items):
        return 0
    pairs = suspects(items, items.pop("is_new").to_numpy())
    seizures = dict(zip(items["row"], items["seizure"])) if len(pairs) else {}
    of_seizures = pd.DataFrame({
        "first": pairs["first"].map(seizures), "second": pairs["second"].map(seizures), "why": pairs["why"],
        "score": pairs["score"],
    }).drop_duplicates(["first", "second"])  # fmt: skip
    kept = of_seizures.head(MOST_PAIRS)
    names = _names(db, np.unique(kept[["first", "second"]].to_numpy(dtype=np.int64)))
    columns = {
        "batch_id": batch, "first_id": [names[row] for row in kept["first"]],
        "second_id": [names[row] for row in kept["second"]], "why": kept["why"].tolist(), "score": kept["score"].tolist(),
    }  # fmt: skip
    insert_rows(db, suspected_duplicate, columns, len(kept))
    return len(of_seizures)


def _items(db: Connection, number: int) -> pd.DataFrame:
    """The current items of every day on which one is new, as measures.suspected wants them; `seizure` is its row number."""
    s, i, d = seizure.c, seizure_item.c, document.c
    days = select(s.seized_on).where(s.added_in == number).distinct().subquery()
    query = (
        select(
            i.row_id.label("row"), s.row_id.label("seizure"), s.added_in, s.seized_on, s.country_iso3, s.admin1,
            s.place_reported.label("place"), s.lon, s.lat, i.drug_code, i.kind, i.quantity, i.quantity_reported,
            d.name.label("channel"),
        )
        .join(seizure, s.row_id == i.seizure_row)
        .join(document, d.id == s.document_id)
        .join(days, days.c.seized_on == s.seized_on)
        .where(s.retired_in.is_(None), s.status != "duplicate")
    )  # fmt: skip
    chunks = []
    result = db.execute(query.execution_options(yield_per=AT_ONCE))
    names = list(result.keys())
    folded: dict[str | None, str | None] = {None: None}
    for rows in result.partitions():
        columns = dict(zip(names, zip(*rows)))
        for place in set(columns["place"]) - set(folded):
            folded[place] = fold(place) or None
        columns["place"] = [folded[place] for place in columns["place"]]
        frame = pd.DataFrame({name: pd.array(columns[name], dtype="str") for name in _TEXTS})
        for name in _NUMBERS:
            frame[name] = np.array(columns[name], dtype=np.float64)
        for name in ("row", "seizure"):
            frame[name] = np.array(columns[name], dtype=np.int64)
        frame["seized_on"] = np.array(columns["seized_on"], dtype="datetime64[s]")
        frame["is_new"] = np.array(columns["added_in"]) == number
        chunks.append(frame)
    return pd.concat(chunks, ignore_index=True) if chunks else pd.DataFrame()


def _names(db: Connection, rows: np.ndarray) -> dict[int, str]:
    s = seizure.c
    found: dict[int, str] = {}
    for start in range(0, len(rows), 5_000):
        query = select(s.row_id, s.id).where(s.row_id.in_([int(row) for row in rows[start : start + 5_000]]))
        found |= {row.row_id: row.id for row in db.execute(query)}
    return found
