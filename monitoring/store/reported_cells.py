"""Where an unknown word stands in the cells of an import, and what the record makes of that column.

A seizure keeps its line word for word, but not which column was which: the examples of the unknown word say which column it
stands in, and the known words of that column say what it is (the country of seizure, a country on the way ...).
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, func, select

from ..vocabulary.folding import fold
from ..vocabulary.lookup import Lookups
from .tables import import_batch, seizure, seizure_item, seizure_leg, unknown_word

COLUMN_OF = {"mode": "transport_mode", "place_type": "place_type", "direction": "direction"}
COUNTRY = "country_iso3"
ROLES = {"origin": ("origin", "produc"), "departure": ("depart",), "transit": ("transit",), "destination": ("destin",)}
AGREEING = 0.8  # of the known words of a column, before it is taken for what they agree with
EXAMPLES = 400  # distinct cells of a column that are compared
AT_ONCE = 500


@dataclass(frozen=True)
class CellMeaning:
    """What the cell of one seizure means now: `column` of the table seizure, or `role` of a country on its way."""

    seizure_id: str
    field: str  # of vocabulary.lookup
    word: str
    code: str
    column: str | None
    role: str | None


@dataclass(frozen=True)
class _Place:
    """A column of a sheet of an import: its position among the headings, or its heading."""

    batch: int
    sheet: str | None
    key: int | str

    def cell(self) -> ColumnElement[str]:
        return func.trim(seizure_item.c.reported[self.key].as_string())

    def rows(self) -> ColumnElement[bool]:
        same_sheet = seizure_item.c.sheet.is_not_distinct_from(self.sheet)
        return (seizure.c.batch_id == self.batch) & seizure.c.retired_in.is_(None) & same_sheet


def cell_meanings(db: Connection, words: Lookups) -> Iterator[CellMeaning]:
    """Every current cell with a word that was unknown at its import and has a meaning now, and that the record lacks."""
    for (batch, field), known in _now_known(db, words).items():
        examples = [row for _code, rows in known.values() for row in rows]
        for place in _columns_with(db, batch, set(known), examples):
            column, role = (COLUMN_OF.get(field), None) if field != "country" else _target(db, place, words, set(known))
            if column is None and role is None:
                continue
            yield from _cells(db, place, field, {word: code for word, (code, _rows) in known.items()}, column, role)


def _now_known(db: Connection, words: Lookups) -> Mapping[tuple[int, str], dict[str, tuple[str, list[int]]]]:
    u = unknown_word.c
    query = select(u.batch_id, u.field, u.word, u.rows).join(import_batch, import_batch.c.id == u.batch_id)
    query = query.where(import_batch.c.status == "current", u.field.in_((*COLUMN_OF, "country")))
    found: dict[tuple[int, str], dict[str, tuple[str, list[int]]]] = {}
    for batch, field, word, rows in db.execute(query):
        code = words.find(field, word)
        if code:
            found.setdefault((batch, field), {})[word.strip()] = (code, list(rows))
    return found


def _columns_with(db: Connection, batch: int, words: set[str], rows: list[int]) -> list[_Place]:
    """The columns in which the words stand on their example rows, in the order of the headings."""
    i = seizure_item.c
    query = select(i.sheet, i.reported).join(seizure, seizure.c.row_id == i.seizure_row)
    query = query.where(seizure.c.batch_id == batch, seizure.c.retired_in.is_(None), i.source_row.in_(rows[:AT_ONCE]))
    found: Counter[_Place] = Counter()
    for sheet, reported in db.execute(query):
        for key, cell in reported.items() if isinstance(reported, dict) else enumerate(reported):
            if isinstance(cell, str) and cell.strip() in words and '"' not in str(key):
                found[_Place(batch, sheet, key)] += 1
    return sorted(found, key=lambda place: (str(place.sheet), str(place.key)))


def _target(db: Connection, place: _Place, words: Lookups, unread: set[str]) -> tuple[str | None, str | None]:
    """(column of seizure, role of a leg) that a column of countries became; (None, None) where nothing tells.

    `unread`: words that were unknown at the import, so that the record cannot agree with them.
    """
    cell = place.cell()
    query = select(cell, func.min(seizure.c.row_id)).join(seizure, seizure.c.row_id == seizure_item.c.seizure_row)
    examples = {
        row: code for word, row in db.execute(query.where(place.rows()).group_by(cell).limit(EXAMPLES))
        if word and word not in unread and (code := words.find("country", word))
    }  # fmt: skip
    agreeing: Counter[str] = Counter()
    at = seizure.c.row_id.in_(list(examples))
    for row, country in db.execute(select(seizure.c.row_id, seizure.c.country_iso3).where(at)):
        agreeing[COUNTRY] += country == examples[row]
    legs = select(seizure_leg.c.seizure_row, seizure_leg.c.role, seizure_leg.c.country_iso3)
    for row, role, country in db.execute(legs.where(seizure_leg.c.seizure_row.in_(list(examples)))):
        agreeing[role] += country == examples[row]
    hint = _hint(db, place)
    best = max(agreeing, key=lambda name: (agreeing[name], name == hint), default=None) if examples else hint
    if best is None or (examples and agreeing[best] < AGREEING * len(examples)):
        return None, None
    return (COUNTRY, None) if best == COUNTRY else (None, best)


def _hint(db: Connection, place: _Place) -> str | None:
    """What the heading says that the column is."""
    heading = place.key
    if isinstance(heading, int):
        headings = db.scalar(select(import_batch.c.headings).where(import_batch.c.id == place.batch)) or {}
        listed: list[str] = headings.get(place.sheet or "") or next(iter(headings.values()), [])
        heading = listed[heading] if heading < len(listed) else ""
    folded = fold(str(heading))
    for role, words in ROLES.items():
        if any(word in folded for word in words):
            return role
    return COUNTRY if "seiz" in folded or folded in ("country", "country/territory") else None


def _cells(
    db: Connection, place: _Place, field: str, codes: Mapping[str, str], column: str | None, role: str | None
) -> Iterator[CellMeaning]:
    texts = list(codes)
    for start in range(0, len(texts), AT_ONCE):
        query = select(seizure.c.id, place.cell()).join(seizure, seizure.c.row_id == seizure_item.c.seizure_row)
        query = query.where(place.rows(), place.cell().in_(texts[start : start + AT_ONCE]))
        if column is not None:
            query = query.where(seizure.c[column].is_(None))
        else:
            held = select(seizure_leg.c.seizure_row).where(seizure_leg.c.role == role)
            query = query.where(seizure.c.row_id.not_in(held))
        for name, word in db.execute(query.order_by(seizure.c.id)):
            yield CellMeaning(name, field, word, codes[word], column, role)
