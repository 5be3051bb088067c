"""Seizures with everything that hangs on them, as the sheets of our own workbook (vocabulary.template)."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
from sqlalchemy import Connection, FromClause, Select, case, select

from ..vocabulary.dates import written
from ..vocabulary.roles import ROLES
from ..vocabulary.template import ARRESTS, DRUGS, FIGURES, LEGS, LINK, SEIZURES, SHEETS, Sheet
from .audience import visible_to
from .tables import document, seizure, seizure_arrests, seizure_item, seizure_item_figure, seizure_leg
from .versions import in_version

AT_ONCE = 500  # values in one IN (...): SQLite takes a limited number of parameters
_DAYS = ("seized_on", "seized_until")

# Columns of the workbook whose name in the tables is another.
_AMOUNT = {
    "quantity": "quantity_reported", "unit": "unit_reported", "canonical_quantity": "quantity", "canonical_unit": "unit",
}  # fmt: skip
_OF_EVENT = {"seizure_id": "id", "country": "country_iso3", "place": "place_reported"}
_OF_DOCUMENT = {
    "source_name": "name", "source_url": "url", "source_kind": "kind", "source_grade": "grade",
    "source_grade_reason": "grade_reason",
}  # fmt: skip


def linked_tables(
    db: Connection, audience: str, seizure_ids: Sequence[str], version: int | None = None
) -> dict[str, pd.DataFrame]:
    """A frame for each sheet of vocabulary.template: columns as there, codes as codes, None for what is not stated.

    The seizures are those of `seizure_ids` that `audience` may see, in that order, each whole: with all of its drugs, legs,
    arrests and other figures. Unknown ones are passed over. `version`: the number of a data version, None for the current
    one. What is worked out for the screen (a title that nobody wrote, the label point of a sea area) is not in them.
    """
    rows: dict[str, list[Any]] = {sheet.name: [] for sheet in SHEETS}
    distinct = list(dict.fromkeys(seizure_ids))
    for start in range(0, len(distinct), AT_ONCE):
        ids = distinct[start : start + AT_ONCE]
        place = {name: at for at, name in enumerate(ids)}
        asked = (visible_to(audience), in_version(seizure, version), seizure.c.id.in_(ids))
        for sheet, query in _QUERIES.items():
            # The first column is LINK. The sorting is stable: parts keep their order.
            rows[sheet] += sorted(db.execute(query.where(*asked)), key=lambda row: place[row[0]])
    return {sheet.name: _frame(sheet, rows.pop(sheet.name)) for sheet in SHEETS}


def _frame(sheet: Sheet, rows: list[Any]) -> pd.DataFrame:
    names = [column.name for column in _QUERIES[sheet.name].selected_columns]
    frame = pd.DataFrame(rows, columns=names, dtype=object)
    if sheet is SEIZURES:
        frame["date"] = [written(*days) for days in zip(*(frame.pop(name) for name in _DAYS))]
    return frame[[column.name for column in sheet.columns]]


def _columns(sheet: Sheet, table: FromClause, named: Mapping[str, str], other: Sequence[str] = ()) -> list[Any]:
    """The columns of a sheet out of its table; not LINK, which every sheet has, and not those that are `other`."""
    names = [each.name for each in sheet.columns if each.name not in (LINK, *other)]
    return [table.c[named.get(name, name)].label(name) for name in names]


def _queries() -> dict[str, Select]:
    s, d, i, w, a, f = (
        table.c for table in (seizure, document, seizure_item, seizure_leg, seizure_arrests, seizure_item_figure)
    )
    link = s.id.label(LINK)
    of_event = _columns(SEIZURES, seizure, _OF_EVENT, ("date", *_OF_DOCUMENT))
    of_document = [d[name].label(shown) for shown, name in _OF_DOCUMENT.items()]
    along_the_way = case({role: at for at, role in enumerate(ROLES)}, value=w.role)
    of_figure = _columns(FIGURES, seizure_item_figure, _AMOUNT, ("item_id",))
    return {
        SEIZURES.name: select(link, *of_event, *of_document, *(s[name] for name in _DAYS))
        .join(document, d.id == s.document_id),
        DRUGS.name: select(link, *_columns(DRUGS, seizure_item, _AMOUNT | {"item_id": "id"}))
        .join(seizure, s.row_id == i.seizure_row).order_by(i.seizure_row, i.position),
        LEGS.name: select(link, *_columns(LEGS, seizure_leg, {"country": "country_iso3"}))
        .join(seizure, s.row_id == w.seizure_row).order_by(w.seizure_row, along_the_way, w.position),
        ARRESTS.name: select(link, *_columns(ARRESTS, seizure_arrests, {"nationality": "nationality_iso3"}))
        .join(seizure, s.row_id == a.seizure_row).order_by(a.id),
        FIGURES.name: select(link, i.id.label("item_id"), *of_figure)
        .join(seizure_item, i.row_id == f.item_row).join(seizure, s.row_id == i.seizure_row)
        .order_by(f.item_row, f.position),
    }  # fmt: skip


_QUERIES = _queries()
