"""Indicators of progress on the pillars: what they are, their values, statuses that a person stated, items of the declaration.

An indicator's values are observations like any other (store.observations); here are those that some indicator counts.
"""

from collections.abc import Mapping
from typing import Any

import pandas as pd
from sqlalchemy import Connection, Engine, select

from ..errors import EditError
from ..language import _
from ..vocabulary.countries import find_country
from ..vocabulary.dates import parse_period
from ..vocabulary.indicators import STATUSES, UNDATED, Counted, level_of
from .frames import read_frame, typed
from .tables import declaration_item, import_batch, indicator, indicator_override, observation
from .things import Saved, newest, read_things, save_thing
from .versions import in_version

_INDICATORS = {
    "indicator_id": "str", "position": "int64", "pillar": "str", "item_id": "str", "name": "str", "definition": "str",
    "unit": "str", "kind": "str", "direction": "str", "estimator": "str", "baseline_year": "int64", "baseline_window": "int64",
    "target": "float64", "target_year": "Int64", "source": "str", "edited": "bool",
}  # fmt: skip
_VALUES = {
    "indicator_id": "str", "level": "str", "area": "str", "year": "Int64", "period": "str", "first_day": "datetime64[us]",
    "last_day": "datetime64[us]", "value": "float64", "value_low": "float64", "value_high": "float64", "unit": "str",
    "state": "str", "estimator": "str", "edition": "str", "confidence": "str", "note": "str", "source": "str", "batch": "int64",
}  # fmt: skip
_OVERRIDES = {
    "override_id": "str", "indicator_id": "str", "area": "str", "status": "str", "said_by": "str", "as_of": "datetime64[us]",
    "evidence": "str", "reason": "str", "entered_by": "str", "entered_at": "datetime64[us]", "batch": "int64",
}  # fmt: skip
_ITEMS = {
    "item_id": "str", "position": "int64", "pillar": "str", "label": "str", "gist": "str", "completeness": "str",
    "source": "str",
}  # fmt: skip
_OF_OBSERVATION = ("period", "first_day", "last_day", "value", "value_low", "value_high", "unit", "state", "estimator",
                   "edition", "confidence", "note", "source")  # fmt: skip


def indicators(db: Connection, version: int | None = None) -> pd.DataFrame:
    """One row per indicator in a data version (None: the current one), in order of pillar and position.

    direction: up, down, none, or null where nobody has said. estimator: whose values make its status, null for each that there
    is. An indicator that an editor has written is the editor's, also where a newer edition ships.
    """
    found = read_things(db, "indicator", _INDICATORS, version)
    return found.sort_values(["pillar", "position"], kind="stable", ignore_index=True)


def counted(db: Connection) -> dict[str, Counted]:
    """The indicators of the current version by short name and by name, as a reader of values knows them."""
    found: dict[str, Counted] = {}
    for row in indicators(db).itertuples():
        each = Counted(row.indicator_id, row.unit, row.kind)
        found.setdefault(row.name, each)
        found[row.indicator_id] = each
    return found


def indicator_values(db: Connection, version: int | None = None) -> pd.DataFrame:
    """One row per observation of a known indicator and a whole country, a region or the world, by indicator, area and day.

    area: ISO 3166-1 alpha-3 of a country, else the area in words; level: country, region or global. year: of the last day, NA
    where the source states none (then the days are those on which it was read). state: value or zero with a number; others say
    why there is none. Two rows of a source that are not told apart have value_low and value_high, and no value.
    """
    o, i = observation.c, indicator.c
    known = select(i.indicator_id).where(in_version(indicator, version))
    query = (
        select(o.indicator.label("indicator_id"), o.country_iso3, o.area_reported, *(o[name] for name in _OF_OBSERVATION),
               o.batch_id.label("batch"))
        .where(in_version(observation, version), o.admin1.is_(None), o.indicator.in_(known))
        .order_by(o.indicator, o.country_iso3, o.area_reported, o.first_day, o.last_day, o.id)
    )  # fmt: skip
    seen = {name: dtype for name, dtype in _VALUES.items() if name not in ("level", "area", "year")}
    found = read_frame(db, query, {"country_iso3": "str", "area_reported": "str", **seen})
    places = list(zip(found["country_iso3"].fillna(""), found["area_reported"]))
    whole = pd.Series([not iso3 or find_country(words) == iso3 for iso3, words in places], found.index, dtype="bool")
    found = found.assign(
        level=[level_of(iso3 or None, words) for iso3, words in places],
        area=[iso3 or words for iso3, words in places],
        year=found["last_day"].dt.year.where(found["period"] != UNDATED),
    )
    return found[whole].reset_index(drop=True)[list(_VALUES)].astype(_VALUES)


def overrides(db: Connection, version: int | None = None) -> pd.DataFrame:
    """One row per status that a person stated in place of the computed one, by indicator and area.

    override_id: <indicator_id>/<area>. as_of: the last day that it allows. reason: why it was entered.
    """
    c, b = indicator_override.c, import_batch.c
    query = (
        select(*(c[name] for name in _OVERRIDES if name in c), b.id.label("batch"), b.imported_by.label("entered_by"),
               b.imported_at.label("entered_at"), b.report["reason"].as_string().label("reason"))
        .join(import_batch, b.id == c.batch_id)
        .where(in_version(indicator_override, version))
        .order_by(c.indicator_id, c.area, c.added_in, c.id)
    )  # fmt: skip
    rows = [row | {"as_of": parse_period(row["as_of"]).last} for row in map(dict, db.execute(query).mappings())]
    return typed(rows, _OVERRIDES).drop_duplicates("override_id", keep="last", ignore_index=True)


def declaration_items(db: Connection, version: int | None = None) -> pd.DataFrame:
    """One row per title (I.0 ...) and item of the Vienna Declaration, in its order; gist: null where the item was not read."""
    c = declaration_item.c
    query = select(*(c[name] for name in _ITEMS)).where(in_version(declaration_item, version))
    return read_frame(db, query.order_by(c.position, c.id), _ITEMS)


def newest_override(db: Connection, indicator_id: str, area: str) -> int:
    """things.newest of the override of an indicator and an area."""
    return newest(db, "override", override_id(indicator_id, area))


def override_id(indicator_id: str, area: str) -> str:
    return f"{indicator_id}/{area}"


def save_override(engine: Engine, stated: Mapping[str, Any], reason: str, by: str, seen: int) -> Saved:
    """A status in place of the computed one: indicator_id, area, status, said_by, as_of (ISO day, month or year), evidence.

    seen: `newest_override` as the person saw it. Taken back like any change (changes.undo_change). EditError names the field
    that is missing or wrong, or None when somebody else changed it meanwhile; then nothing is written.
    """
    said = {
        name: str(stated.get(name) or "").strip() for name in ("indicator_id", "area", "status", "said_by", "as_of")
    }
    with engine.connect() as db:
        known = set(indicators(db)["indicator_id"])
    if said["indicator_id"] not in known:
        raise EditError("indicator_id", _("There is no indicator {name} in the record now.", name=said["indicator_id"]))
    if not said["area"]:
        raise EditError("area", _("Say of which country or area the status is."))
    if said["status"] not in STATUSES:
        raise EditError("status", _("Choose a status."))
    if not said["said_by"]:
        raise EditError("said_by", _("Say who said so: the body, meeting or office."))
    if not _is_date(said["as_of"]):
        raise EditError("as_of", _("Say as of when: a day as 2024-06-03, a month as 2024-06 or a year."))
    evidence = str(stated.get("evidence") or "").strip() or None
    name = override_id(said["indicator_id"], said["area"])
    return save_thing(engine, "override", {"override_id": name, **said, "evidence": evidence}, reason, by, seen)


def _is_date(text: str) -> bool:
    try:
        parse_period(text)
    except ValueError:
        return False
    return True
