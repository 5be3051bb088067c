"""What was decided since an import, applied to the rows it brought: no file is read again.

A row with a drug, unit, country, mode, kind of place or place that nobody knew, and whose reported word has a meaning now, is
replaced by a copy that says so. All in one transaction and one data version, taken back like any other change.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, Engine, bindparam, func, insert, select, update

from ..vocabulary.amounts import amount_rule
from ..vocabulary.gazetteer import Gazetteer, Placed, gazetteer
from ..vocabulary.lookup import Lookups, lookups
from .changes import Change, begin_change, changing, copy_retired, end_change, retire
from .decisions import decided_places, decided_words
from .reapply_plan import (
    OTHER,
    STATED,
    Plan,
    Values,
    amount_values,
    drug_values,
    make_plan,
    parts,
    place_values,
)
from .reported_cells import CellMeaning
from .tables import edit, import_batch, reported_total, seizure, seizure_item, seizure_leg
from .versions import current_version

FINER = ("country", "sea_area", "admin1", "place")
Progress = Callable[[int, int], None]  # steps done, steps in all


@dataclass(frozen=True)
class Reapplied:
    """words: distinct (field, word) that have a meaning now. rows: seizures and totals that say more than before.

    places: seizures that have a finer place now. batch: the change, None when nothing was to be done. version: afterwards.
    """

    words: int = 0
    rows: int = 0
    places: int = 0
    batch: int | None = None
    version: str = ""


def reapply(engine: Engine, by: str, progress: Progress | None = None) -> Reapplied:
    """Gives rows of the record the meaning that their words have by now; nothing to do changes nothing."""
    with changing(engine) as db:
        words, places = lookups(decided_words(db)), gazetteer(decided_places(db))
        _told(progress, 0)
        plan = make_plan(db, words, places)
        _told(progress, 1)
        if not plan.seizures and not plan.totals:
            held = current_version(db)
            return Reapplied(version=held.id if held else "")
        told = {"words": sorted(plan.words), "places": len(plan.places)}
        moved = [
            [name, each.precision, each.lon, each.lat, each.sea_area] for name, each in sorted(plan.places.items())
        ]
        change = begin_change(db, "decision", by, [told, moved], told)
        found = _apply(db, change, plan, words, places)
        _told(progress, 2)
        rows = len(plan.seizures) + len(plan.totals)
        summary = told | {"places": found, "rows": rows}
        db.execute(update(import_batch).where(import_batch.c.id == change.batch).values(report=summary))
        row = {"batch_id": change.batch, "action": "apply", "seizure_id": "", "reason": "", "before": None,
               "after": summary, "made_by": by, "made_at": change.now}  # fmt: skip
        db.execute(insert(edit).values(**row))
        return Reapplied(len(plan.words), rows, found, change.batch, end_change(db, change).id)


def _told(progress: Progress | None, step: int) -> None:
    if progress is not None:
        progress(step, 2)


def _apply(db: Connection, change: Change, plan: Plan, words: Lookups, places: Gazetteer) -> int:
    """Retires, copies and fills in; how many seizures have a finer place."""
    s = seizure.c
    base = db.scalar(select(func.max(s.row_id))) or 0
    for some in parts(plan.seizures):
        retire(db, seizure, s.id.in_(some), change.number)
    copy_retired(db, change.number, change.number)
    rows = dict(db.execute(select(s.id, s.row_id).where(s.row_id > base)).all())
    _fill_items(db, plan, base, words)
    moved = dict(plan.places)
    for name, found in _fill_cells(db, plan.cells, rows, places):
        moved[name] = found
    values = [{"row": rows[name], **place_values(found)} for name, found in moved.items()]
    if values:
        filled: Values = {name: bindparam(name) for name in values[0] if name != "row"}
        db.execute(update(seizure).where(s.row_id == bindparam("row")).values(**filled), values)
    _fill_totals(db, change, plan.totals)
    return len(moved)


def _fill_items(db: Connection, plan: Plan, base: int, words: Lookups) -> None:
    i = seizure_item.c
    for text, code in plan.drugs.items():
        which = (i.seizure_row > base) & (i.drug_code == OTHER) & (i.drug_reported == text)
        db.execute(update(seizure_item).where(which).values(**drug_values(code)))
    query = select(i.row_id, i.drug_reported, i.drug_code, i.unit_reported, i.kind, i.factor, i.quantity_reported)
    amounts = []
    for row in db.execute(query.where(i.seizure_row > base, i.unit_reported.is_not(None))):
        unit = words.find("unit", row.unit_reported)
        rule = amount_rule(unit, row.drug_code) if unit else None
        weighs_now = row.drug_reported in plan.drugs and rule is not None and rule.factor == row.factor
        if weighs_now or (row.kind is None and row.unit_reported in plan.units):
            amounts.append({"row": row.row_id, **amount_values(rule, row.quantity_reported)})
    if amounts:
        filled: Values = {name: bindparam(name) for name in amounts[0] if name != "row"}
        db.execute(update(seizure_item).where(i.row_id == bindparam("row")).values(**filled), amounts)


def _fill_cells(
    db: Connection, cells: list[CellMeaning], rows: Mapping[str, int], places: Gazetteer
) -> Iterable[tuple[str, Placed]]:
    """Puts words of cells into their columns and legs; a seizure that has a country now may have a place, too."""
    s = seizure.c
    by_value: dict[tuple[str, str], list[int]] = defaultdict(list)
    legs = {}
    for each in cells:
        if each.column is not None:
            by_value[each.column, each.code].append(rows[each.seizure_id])
        else:
            legs[rows[each.seizure_id], each.role] = {
                "seizure_row": rows[each.seizure_id], "role": each.role, "position": 1, "country_iso3": each.code,
                "place": None, "basis": "stated", "alternative": False,
            }  # fmt: skip
    for (column, code), numbers in by_value.items():
        for some in parts(numbers):
            db.execute(update(seizure).where(s.row_id.in_(some)).values({column: code}))
    if legs:
        db.execute(insert(seizure_leg), list(legs.values()))
    placed = [number for (column, _code), numbers in by_value.items() if column == "country_iso3" for number in numbers]
    query = select(s.id, s.country_iso3, s.admin1_reported, s.place_reported, s.location_precision).where(
        s.location_method.is_distinct_from(STATED)
    )
    for some in parts(placed):
        for name, iso3, province, place, held in db.execute(query.where(s.row_id.in_(some))).all():
            found = places.place(iso3, province or "", place or "")
            if FINER.index(found.precision) > FINER.index(held):
                yield name, found


def _fill_totals(db: Connection, change: Change, totals: Mapping[int, Values]) -> None:
    t = reported_total.c
    for some in parts(totals):
        old = [dict(row) for row in db.execute(select(reported_total).where(t.id.in_(some))).mappings()]
        retire(db, reported_total, t.id.in_(some), change.number)
        new = [row | totals[row.pop("id")] | {"added_in": change.number, "retired_in": None} for row in old]
        db.execute(insert(reported_total), new)
