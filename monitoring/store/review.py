"""The review queue: words, places, pairs, cells and objections that wait for a person, and how each is settled."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pandas as pd
from sqlalchemy import ColumnElement, Connection, Engine, Table, exists, func, insert, select, update

from ..errors import EditError
from ..language import N_, _
from ..vocabulary.folding import fold
from ..vocabulary.gazetteer import Candidate, Gazetteer
from ..vocabulary.lookup import Lookups
from .audience import visible_to
from .changes import changing
from .decisions import place_word
from .frames import typed
from .seizures import SeizureRecord, seizure_record
from .tables import (
    doubt,
    import_batch,
    objection,
    open_place,
    seizure,
    seizure_item,
    suspected_duplicate,
    unknown_word,
)

EXAMPLES = 3
SETTLED = N_("Somebody settled that already. Open the queue again.")
WORDS = {"field": "str", "word": "str", "count": "int64", "examples": "object", "suggestions": "object"}
DOUBTS = {
    "id": "int64", "file": "str", "sheet": "str", "row": "int64", "column": "str", "value": "str", "field": "str",
    "text": "str", "suggestion": "str", "seizure_id": "str",
}  # fmt: skip
OBJECTIONS = {"id": "int64", "seizure_id": "str", "text": "str", "made_by": "str", "made_at": "datetime64[us]"}


@dataclass(frozen=True)
class OpenText:
    """A place in words that nobody has settled: on how many rows, in which files and rows first, and what it may be.

    `around`: (lon, lat) of the province where that is known, else of the first candidate; None without either.
    """

    iso3: str | None
    province: str
    place: str
    outcome: str
    count: int
    examples: tuple[str, ...]
    candidates: tuple[Candidate, ...]
    around: tuple[float, float] | None

    @property
    def word(self) -> str:
        """The text as store.decisions takes it."""
        return place_word(self.iso3, self.province, self.place)


@dataclass(frozen=True)
class Pair:
    """Two seizures that may be one. If they are, the items of `second` are not counted any more."""

    id: int
    why: str
    score: float
    first: SeizureRecord
    second: SeizureRecord


def counts(db: Connection, audience: str, words: Lookups, places: Gazetteer) -> dict[str, int]:
    """How much waits under each tab of the queue."""
    return {
        "words": len(_words(db, words)),
        "places": len(_texts(db, places)),
        "duplicates": db.scalar(select(func.count()).select_from(_open_pairs(audience).subquery())) or 0,
        "outliers": db.scalar(select(func.count()).select_from(_open_doubts().subquery())) or 0,
        "objections": db.scalar(select(func.count()).select_from(_open_objections(audience).subquery())) or 0,
    }


def unknown_words(db: Connection, words: Lookups, limit: int = 100) -> pd.DataFrame:
    """One row per word that still has no meaning, the most frequent first: field, word, count, examples (file and row),
    suggestions (code, spelling, score).
    """
    rows = []
    for (field, _folded), found in _words(db, words)[:limit]:
        word = str(found["word"])
        rows.append({"field": field, **found, "suggestions": words.suggest(field, word)})
    return typed(rows, WORDS)


def _words(db: Connection, words: Lookups) -> list[tuple[tuple[str, str], dict[str, Any]]]:
    u, b = unknown_word.c, import_batch.c
    query = select(u.field, u.word, u.count, u.rows, b.file_name).join(import_batch, b.id == u.batch_id)
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for field, word, count, rows, file in db.execute(query.where(b.status == "current").order_by(b.id.desc(), u.id)):
        if not words.known(field, word):
            each = found.setdefault((field, fold(word)), {"word": word, "count": 0, "examples": []})
            each["count"] += count
            each["examples"] += _examples(file, rows)[: EXAMPLES - len(each["examples"])]
    return sorted(found.items(), key=lambda each: (-each[1]["count"], each[0]))


def _examples(file: str, rows: Sequence[int]) -> list[str]:
    return [_("{file}, row {row}", file=file, row=str(row)) for row in rows[:EXAMPLES]]


def open_places(db: Connection, places: Gazetteer, limit: int = 50) -> list[OpenText]:
    """The places in words that nobody has settled, the most frequent first; candidates are the gazetteer's of today."""
    shown: list[OpenText] = []
    for (iso3, province, place), (count, examples) in _texts(db, places):
        found = places.place(iso3, province, place)
        if found.outcome not in ("ambiguous", "not_found"):
            continue  # a newer gazetteer knows it: store.reapply gives the rows their place
        point = (found.lon, found.lat) if found.lon is not None and found.lat is not None else None
        if point is None and found.candidates:
            point = (found.candidates[0].lon, found.candidates[0].lat)
        shown.append(OpenText(iso3, province, place, found.outcome, count, tuple(examples), found.candidates, point))
        if len(shown) == limit:
            break
    return shown


def _texts(db: Connection, places: Gazetteer) -> list[tuple[tuple[str | None, str, str], tuple[int, list[str]]]]:
    o, b = open_place.c, import_batch.c
    query = select(o.country_iso3, o.province, o.place, o.count, o.rows, b.file_name)
    query = query.join(import_batch, b.id == o.batch_id).where(b.status == "current").order_by(b.id.desc(), o.id)
    found: dict[tuple[str | None, str, str], tuple[int, list[str]]] = {}
    for iso3, province, place, count, rows, file in db.execute(query):
        if (iso3 or "", fold(province), fold(place)) not in places.own:
            before, examples = found.get((iso3, province, place), (0, []))
            found[iso3, province, place] = (before + count, (examples + _examples(file, rows))[:EXAMPLES])
    return sorted(found.items(), key=lambda each: (-each[1][0], each[0][0] or "", each[0][1:]))


def suspected_pairs(db: Connection, audience: str, limit: int = 50) -> list[Pair]:
    """The pairs that nobody has judged, the likeliest first; of what is still in the record and `audience` may see."""
    pairs = []
    for number, first, second, why, score in db.execute(_open_pairs(audience).limit(limit)):
        one, other = seizure_record(db, audience, first), seizure_record(db, audience, second)
        if one is not None and other is not None:
            pairs.append(Pair(number, why, score, one, other))
    return pairs


def _open_pairs(audience: str):
    d = suspected_duplicate.c
    query = select(d.id, d.first_id, d.second_id, d.why, d.score).where(d.verdict.is_(None))
    query = query.where(_counted(d.first_id, audience), _counted(d.second_id, audience))
    return query.order_by(d.score.desc(), d.id)


def _counted(name: ColumnElement[str], audience: str) -> ColumnElement[bool]:
    """`name` is a seizure that `audience` sees and that counts. Asked of each question by itself, through the index of
    names: a list of all visible seizures would be made first, and takes minutes on a full record.
    """
    s = seizure.c
    held = exists().where(s.id == name, s.retired_in.is_(None), s.status != "duplicate", visible_to(audience))
    return held.correlate_except(seizure)


def _seen(name: ColumnElement[str], audience: str) -> ColumnElement[bool]:
    """`name` is a seizure that `audience` may see, also one that was taken out."""
    return exists().where(seizure.c.id == name, visible_to(audience)).correlate_except(seizure)


def open_doubts(db: Connection, audience: str, limit: int = 50) -> pd.DataFrame:
    """Cells that were taken and that somebody should look at, amounts first; seizure_id: the record, where it is one."""
    found = [dict(row) for row in db.execute(_open_doubts().limit(limit)).mappings()]
    at: dict[tuple[int, str | None, int], tuple[str, bool]] = {}
    lines: dict[int, set[int]] = defaultdict(set)
    for row in found:
        lines[row["batch_id"]].add(row["row"])
    i, s = seizure_item.c, seizure.c
    for batch, rows in lines.items():
        query = select(i.sheet, i.source_row, s.id, visible_to(audience)).join(seizure, s.row_id == i.seizure_row)
        query = query.where(s.batch_id == batch, s.retired_in.is_(None), i.source_row.in_(rows))
        at |= {(batch, sheet, row): (name, seen) for sheet, row, name, seen in db.execute(query)}
    shown = []
    for row in found:
        name, seen = at.get((row.pop("batch_id"), row["sheet"], row["row"]), (None, True))
        if seen:
            shown.append(row | {"seizure_id": name})
    return typed(shown, DOUBTS)


def _open_doubts():
    d, b = doubt.c, import_batch.c
    columns = (
        d.id,
        d.batch_id,
        b.file_name.label("file"),
        d.sheet,
        d.row,
        d.column_name.label("column"),
        d.value,
        d.field,
    )
    query = select(*columns, d.text, d.suggestion).join(import_batch, b.id == d.batch_id)
    query = query.where(d.settled_at.is_(None), b.status == "current")
    return query.order_by(d.field != "quantity", d.id)


def open_objections(db: Connection, audience: str, limit: int = 50) -> pd.DataFrame:
    """What readers said is wrong, the oldest first."""
    rows = [dict(row) for row in db.execute(_open_objections(audience).limit(limit)).mappings()]
    return typed(rows, OBJECTIONS)


def _open_objections(audience: str):
    o = objection.c
    query = select(*(o[name] for name in OBJECTIONS)).where(o.settled_at.is_(None), _seen(o.seizure_id, audience))
    return query.order_by(o.made_at, o.id)


def object_to(engine: Engine, seizure_id: str, text: str, by: str) -> int:
    """Puts "this is wrong" about a seizure into the queue; EditError for an empty or endless text."""
    said = text.strip()
    if not 1 <= len(said) <= 4000:
        raise EditError("text", _("Say in 1 to 4000 characters what is wrong and how you know."))
    with changing(engine) as db:
        row = {"seizure_id": seizure_id, "text": said, "made_by": by, "made_at": _now()}
        return db.execute(insert(objection).values(**row).returning(objection.c.id)).scalar_one()


def keep_apart(engine: Engine, pair: int, by: str, reason: str = "") -> None:
    """The two seizures of a suspected pair are two: nothing is changed, and nobody is asked again."""
    values = {"verdict": "different", "decided_at": _now(), "decided_by": by, "reason": reason or None}
    _set(engine, suspected_duplicate, pair, suspected_duplicate.c.verdict.is_(None), values)


def pair_of(db: Connection, pair: int) -> tuple[str, str]:
    """The two seizures of a suspected pair that nobody has judged."""
    d = suspected_duplicate.c
    found = db.execute(select(d.first_id, d.second_id).where(d.id == pair, d.verdict.is_(None))).first()
    if found is None:
        raise EditError(None, _(SETTLED))
    return found[0], found[1]


def ask_again(engine: Engine, pair: int) -> None:
    """Takes "two seizures" back; "one seizure" is taken back with its edit (store.edits.undo_edit)."""
    values = {"verdict": None, "decided_at": None, "decided_by": None, "reason": None}
    _set(engine, suspected_duplicate, pair, suspected_duplicate.c.verdict == "different", values)


def settle(engine: Engine, what: str, number: int, how: str, by: str) -> None:
    """Marks a doubt or an objection (`what`) as looked at; `how`: what was found, in words."""
    table = _SETTLED[what]
    _set(
        engine,
        table,
        number,
        table.c.settled_at.is_(None),
        {"settled_at": _now(), "settled_by": by, "settled_how": how},
    )


def unsettle(engine: Engine, what: str, number: int) -> None:
    """Puts a doubt or an objection back into the queue."""
    table = _SETTLED[what]
    _set(
        engine,
        table,
        number,
        table.c.settled_at.is_not(None),
        dict.fromkeys(("settled_at", "settled_by", "settled_how")),
    )


_SETTLED: dict[str, Table] = {"doubt": doubt, "objection": objection}


def _set(engine: Engine, table: Table, number: int, state, values: dict[str, Any]) -> None:
    with changing(engine) as db:
        if not db.execute(update(table).where(table.c.id == number, state).values(**values)).rowcount:
            raise EditError(None, _(SETTLED))


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None, microsecond=0)
