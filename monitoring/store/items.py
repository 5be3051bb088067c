"""Items (one drug of one seizure) as the frame that everything on screen and in exports is made of.

Read in columns, some thousands of rows at a time, with names put in once for each distinct code: a record has hundreds of
thousands of items, and a dictionary for each would take minutes and gigabytes.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pyarrow as pa
from sqlalchemy import Connection, Select, String, func, select, type_coerce

from ..language import N_, _, language
from ..vocabulary.admin1 import admin1_name
from ..vocabulary.columns import ROLES
from ..vocabulary.countries import country_name
from ..vocabulary.fields import DTYPES
from ..vocabulary.titles import composed_titles, joined
from .audience import visible_to
from .frames import with_points
from .tables import (
    document,
    import_batch,
    place,
    place_name,
    seizure,
    seizure_arrests,
    seizure_item,
    seizure_leg,
    source_release,
)
from .versions import in_version

LABEL_POINT = N_("Label point of ours for the sea area {name}; not the position of the seizure.")
AT_ONCE = 10_000  # values in one IN (...): SQLite takes 32,766 parameters at most
ROWS_AT_ONCE = 20_000

_ITEM = (
    "drug_reported", "drug", "drug_code", "drug_group", "quantity_reported", "unit_reported", "quantity_relation",
    "kind", "quantity", "unit", "mass_kg", "factor", "factor_source", "kg_low", "kg_typical", "kg_high", "kg_source",
    "purity_pct",
)  # fmt: skip
_EVENT = (
    "date_precision", "date_reported", "calendar", "country_iso3", "admin1", "admin1_reported", "place_reported",
    "place_type", "location_precision", "location_method", "transport_mode", "concealment", "direction", "agency",
    "operation", "title", "source_ref", "note", "marking", "status", "times_reported",
)  # fmt: skip
# What is read beside the public columns, to put the others together.
_HELP = {"row_id": "int64", "position": "int64", "document_id": "str", "batch_id": "int64"}
_DOCUMENT = {"source_name": "name", "source_url": "url", "source_kind": "kind", "source_grade": "grade",
             "source_grade_reason": "grade_reason"}  # fmt: skip
_TEXT = pd.StringDtype("pyarrow", na_value=np.nan)  # what pandas makes of "str"


def item_frame(
    db: Connection, audience: str, item_ids: Sequence[str] | None = None, version: int | None = None
) -> gpd.GeoDataFrame:
    """One row per item that `audience` may see, ordered by first day, seizure and the source's order of items.

    Columns: vocabulary.fields, then geometry (Point, EPSG:4326, None without lon and lat). With the precision sea_area,
    lon and lat are a label point of ours, and location_method says so; the record itself holds no point there. Names
    are in the language in use, and so is the title of a seizure that has none of its own. `item_ids` keeps only these items
    (same order); unknown ones are passed over. `version`: the number of a data version, None for the current one.
    A seizure that is known to be a duplicate of another has no row: it would be counted twice.
    """
    query = _query(audience, version)
    queries = [query] if item_ids is None else [query.where(seizure_item.c.id.in_(part)) for part in _parts(item_ids)]
    frame = _read(db, queries).sort_values(["seized_on", "seizure_id", "position"], kind="stable", ignore_index=True)
    return _finished(frame, db, audience, version)


def items_at(
    db: Connection, audience: str, numbers: Iterable[int], ordinals: Iterable[int], version: int | None = None
) -> gpd.GeoDataFrame:
    """The items that a columnar copy names, in the order given, as item_frame has them.

    numbers: of the seizure (seizure.row_id); ordinals: which of its items, 0 for the first in the source's order.
    One that `audience` may no longer see is left out.
    """
    query = _query(audience, version)
    asked, nth = (np.fromiter(each, dtype=np.int64) for each in (numbers, ordinals))
    wanted = pd.unique(asked).tolist()
    frame = _read(db, [query.where(seizure.c.row_id.in_(part)) for part in _parts(wanted)])
    frame = frame.sort_values(["row_id", "position"], kind="stable", ignore_index=True)
    place = pd.MultiIndex.from_arrays([frame["row_id"], frame.groupby("row_id").cumcount()])
    rows = place.get_indexer(pd.MultiIndex.from_arrays([asked, nth]))
    rows = rows[rows >= 0]
    # Titles are made of all items of a seizure, whichever of them are asked for.
    return _finished(frame, db, audience, version, wanted).iloc[rows]


def seizure_numbers(db: Connection, audience: str, ids: Sequence[str], version: int | None = None) -> dict[str, int]:
    """Seizure id -> its number (seizure.row_id) in a data version, for those that `audience` may see."""
    s, seen = seizure.c, (visible_to(audience), in_version(seizure, version))
    query = select(s.id, s.row_id).where(*seen)
    return {row.id: row.row_id for part in _parts(ids) for row in db.execute(query.where(s.id.in_(part)))}


def seizure_ids(db: Connection, audience: str, numbers: Sequence[int]) -> list[str]:
    """The ids of seizures, in the order of their numbers as given; those that `audience` may not see are passed over."""
    s = seizure.c
    found: dict[int, str] = {}
    query = select(s.row_id, s.id).where(visible_to(audience))
    for part in _parts(numbers):
        found |= dict(db.execute(query.where(s.row_id.in_(part))).all())
    return [found[number] for number in numbers if number in found]


def _parts(values: Sequence) -> list[Sequence]:
    return [values[start : start + AT_ONCE] for start in range(0, len(values), AT_ONCE)]


def _finished(
    frame: pd.DataFrame, db: Connection, audience: str, version: int | None, numbers: Sequence[int] | None = None
) -> gpd.GeoDataFrame:
    _put_ways(frame, db, audience, version, numbers)
    _put_names(frame, db)
    _put_titles(frame)
    return with_points(frame[list(DTYPES)].astype(dict(DTYPES)))


def _query(audience: str, version: int | None) -> Select:
    i, s = seizure_item.c, seizure.c
    # Days come as the database writes them: a `date` for each cell is the slowest part of reading.
    days = [type_coerce(s[name], String).label(name) for name in ("seized_on", "seized_until")]
    return (
        select(
            i.id.label("item_id"), s.id.label("seizure_id"), s.row_id, i.position, *days,
            *(i[name] for name in _ITEM), *(s[name] for name in _EVENT),
            s.lon, s.lat, s.sea_area, s.document_id, s.batch_id,
        )
        .join(seizure, s.row_id == i.seizure_row)
        .where(visible_to(audience), in_version(seizure, version), s.status != "duplicate")
    )  # fmt: skip


def _read(db: Connection, queries: Sequence[Select]) -> pd.DataFrame:
    known = {**DTYPES, **_HELP}
    types = {column.name: known[column.name] for column in _query("public", None).selected_columns}
    chunks: dict[str, list[Any]] = {name: [_typed((), dtype)] for name, dtype in types.items()}
    for query in queries:
        for rows in db.execute(query.execution_options(yield_per=ROWS_AT_ONCE)).partitions():
            for (name, dtype), values in zip(types.items(), zip(*rows)):
                chunks[name].append(_typed(values, dtype))
    return pd.DataFrame({name: _column(chunks.pop(name), dtype) for name, dtype in types.items()})


def _typed(values: Sequence[Any], dtype: str) -> Any:
    """Some values of a column, as small as they can be kept until the others have come."""
    if dtype == "str":
        return pa.array(values, pa.large_string())
    if dtype.startswith("datetime"):
        return np.array(values, dtype="datetime64[D]").astype(dtype)
    return pd.array(values, dtype="Int64") if dtype == "Int64" else np.array(values, dtype=dtype)


def _column(parts: list[Any], dtype: str) -> pd.Series:
    if dtype == "str":
        return pd.Series(pd.arrays.ArrowStringArray(pa.chunked_array(parts), dtype=_TEXT))
    return pd.concat([pd.Series(part) for part in parts], ignore_index=True)


def _put_ways(
    frame: pd.DataFrame, db: Connection, audience: str, version: int | None, numbers: Sequence[int] | None
) -> None:
    """Countries on the way by role, in the source's order; `presumed`, those that nobody states; people arrested."""
    w, a, seen = seizure_leg.c, seizure_arrests.c, (visible_to(audience), in_version(seizure, version))
    query = select(w.seizure_row, w.role, w.country_iso3, w.basis).join(seizure, seizure.c.row_id == w.seizure_row)
    query = query.where(*seen).order_by(w.seizure_row, w.role, w.position)
    number = select(a.seizure_row, func.sum(a.number)).join(seizure, seizure.c.row_id == a.seizure_row)
    number = number.where(*seen).group_by(a.seizure_row)
    parts = [None] if numbers is None else _parts(numbers)
    found = [row for part in parts for row in db.execute(_only(query, w.seizure_row, part))]
    columns = zip(("row", "role", "country", "basis"), zip(*found) if found else ((),) * 4)
    legs = pd.DataFrame({name: list(values) for name, values in columns})
    legs = legs.astype({"row": "int64", "role": "str", "country": "str", "basis": "str"})
    for role in ROLES:
        frame[f"{role}_iso3"] = frame["row_id"].map(_joined(legs[legs["role"] == role]))
    presumed = legs[legs["basis"] == "presumed"]
    frame["presumed"] = frame["row_id"].map(
        _joined(presumed.assign(country=presumed["role"] + ":" + presumed["country"]))
    )
    people = {row: n for part in parts for row, n in db.execute(_only(number, a.seizure_row, part))}
    frame["arrests"] = pd.array([people.get(row) for row in frame["row_id"].tolist()], dtype="Int64")


def _only(query: Select, column, part: Sequence[int] | None) -> Select:
    return query if part is None else query.where(column.in_(part))


def _joined(legs: pd.DataFrame) -> pd.Series:
    """Row of the seizure -> its countries joined by `;`. Most have one, which needs no joining."""
    several = legs["row"].duplicated(keep=False)
    one = legs[~several].set_index("row")["country"]
    return pd.concat([one, legs[several].groupby("row", sort=False)["country"].agg(";".join)]).astype("str")


def _put_names(frame: pd.DataFrame, db: Connection) -> None:
    """Names in the language in use, one for each distinct code."""
    frame["country"] = _named(frame["country_iso3"], country_name)
    frame["admin1_name"] = _named(frame["admin1"], admin1_name)
    d, b, r = document.c, import_batch.c, source_release.c
    documents = {row[0]: row[1:] for row in db.execute(select(d.id, *(d[name] for name in _DOCUMENT.values())))}
    for at, name in enumerate(_DOCUMENT):
        of_document = {code: row[at] for code, row in documents.items()}
        frame[name] = _named(frame["document_id"], of_document.__getitem__)
    keys = dict(db.execute(select(b.id, r.key).join(source_release, r.id == b.release_id)).all())
    frame["source_key"] = _named(frame["batch_id"], keys.__getitem__)
    _put_seas(frame, db)


def _put_seas(frame: pd.DataFrame, db: Connection) -> None:
    """At sea: the area's name, and the label point of ours where the record has no point."""
    areas = {row.id: row for row in db.execute(select(place.c.id, place.c.name, place.c.lon, place.c.lat))}
    names = {area: row.name for area, row in areas.items()} | _sea_names(db)
    at_sea = frame["sea_area"].isin(list(areas))
    for name in ("lon", "lat"):
        label = frame["sea_area"].map({area: getattr(row, name) for area, row in areas.items()}).astype("float64")
        frame[name] = frame[name].fillna(label)
    frame["sea_area"] = _named(frame["sea_area"].where(at_sea), names.__getitem__)
    said = _named(frame["sea_area"], lambda name: _(LABEL_POINT, name=name))
    frame["location_method"] = said.where(at_sea, frame["location_method"])


def _named(codes: pd.Series, name: Callable[[Any], str | None]) -> pd.Series:
    numbers, distinct = pd.factorize(codes)
    names = pa.array([*(name(code) for code in distinct), None], pa.large_string())
    taken = names.take(pa.array(np.where(numbers < 0, len(distinct), numbers)))
    return pd.Series(pd.arrays.ArrowStringArray(pa.chunked_array([taken]), dtype=_TEXT), index=codes.index)


def _sea_names(db: Connection) -> dict[str, str]:
    """Sea area -> its name in the language in use, where there is one."""
    n = place_name.c
    query = select(n.place_id, n.name).join(place, place.c.id == n.place_id)
    return dict(db.execute(query.where(place.c.kind == "sea_area", n.language == language())).all())


def _put_titles(frame: pd.DataFrame) -> None:
    """A title for each seizure that has none, of all of its items."""
    untitled = frame["title"].isna()
    if not untitled.any():
        return
    rows = frame[untitled]
    place_words = rows["place_reported"].where(rows["place_reported"].notna(), rows["admin1_name"])
    made = composed_titles(
        rows["drug"].tolist(), rows["quantity"].tolist(), rows["kind"].tolist(), place_words.tolist(),
        rows["country_iso3"].tolist(),
    )  # fmt: skip
    titles = pd.Series(list(made), index=rows.index, dtype="str")
    several = rows["row_id"].duplicated(keep=False)
    of_several = titles[several].groupby(rows["row_id"][several], sort=False).agg(lambda each: joined(list(each)))
    titles[several] = rows["row_id"][several].map(of_several).astype("str")
    frame.loc[untitled, "title"] = titles
