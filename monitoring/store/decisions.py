"""What operators decided words and places to mean: on screen (the table `decision`) or in two files of the instance.

The files are `lookups/words.csv` and `lookups/places.csv` in the instance's folder, with the columns of the table: `field`,
`word`, `code`, and for people `reason`, `decided_by`, `decided_at`; a line with `withdrawn_at` does not count. `code` is
empty for a word that shall have none on purpose. In places.csv the word is `country|province|place` (country: ISO 3166-1
alpha-3 or empty) and the code a key of the gazetteer or `lon,lat`. A decision on screen wins over a line of the files.
"""

import csv
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd
from sqlalchemy import Connection, Engine, insert, select, update

from ..errors import EditError, SourceError
from ..settings import settings
from ..vocabulary.choices import DIRECTIONS, PLACE_TYPES
from ..vocabulary.countries import COUNTRIES
from ..vocabulary.drugs import drug_of_code
from ..vocabulary.folding import fold
from ..vocabulary.lookup import FILES
from ..vocabulary.modes import MODES
from ..vocabulary.units import find_unit
from ..vocabulary.word_lists import lines
from .changes import changing
from .frames import read_frame
from .tables import decision

PLACE = "place"
FIELDS = (*FILES, PLACE)
NEEDED = ("field", "word", "code")
_COLUMNS = {
    "id": "int64", "field": "str", "word": "str", "code": "str", "reason": "str", "decided_by": "str",
    "decided_at": "datetime64[us]",
}  # fmt: skip

Words = Mapping[tuple[str, str], str]
Places = Mapping[tuple[str, str, str], str]


def decided_words(db: Connection) -> Words:
    """(field, folded word) -> code, "" for none on purpose: what vocabulary.lookup.lookups takes."""
    said = _said(db, "words.csv")
    return {(field, word): code for (field, word), code in said.items() if field != PLACE}


def decided_places(db: Connection) -> Places:
    """(iso3 or "", folded province, folded place) -> place key, "lon,lat" or "": what vocabulary.gazetteer takes."""
    said = _said(db, "places.csv")
    parts = ((word.split("|"), code) for (field, word), code in said.items() if field == PLACE)
    return {(each[0], each[1], each[2]): code for each, code in parts}


def decide(engine: Engine, field: str, word: str, code: str, by: str, reason: str = "") -> int:
    """Keeps what `word` means in columns of `field` for every import to come; the number of the decision.

    It takes the place of an earlier one on the same word. What is in the record already changes with store.reapply.
    EditError for a field without words, or a code that the field does not have.
    """
    key = folded(field, word)
    check_code(field, code)
    now = datetime.now(UTC).replace(tzinfo=None, microsecond=0)
    d = decision.c
    with changing(engine) as db:
        same = (d.field == field) & (d.word == key) & d.withdrawn_at.is_(None)
        db.execute(update(decision).where(same).values(withdrawn_at=now))
        row = {
            "field": field,
            "word": key,
            "code": code,
            "reason": reason or None,
            "decided_by": by,
            "decided_at": now,
        }
        return db.execute(insert(decision).values(**row).returning(d.id)).scalar_one()


def withdraw(engine: Engine, field: str, word: str) -> bool:
    """Takes the decision on screen about a word back; False when there is none. The record is not touched."""
    d = decision.c
    now = datetime.now(UTC).replace(tzinfo=None, microsecond=0)
    same = (d.field == field) & (d.word == folded(field, word)) & d.withdrawn_at.is_(None)
    with changing(engine) as db:
        return db.execute(update(decision).where(same).values(withdrawn_at=now)).rowcount > 0


def decisions(db: Connection) -> pd.DataFrame:
    """One row per decision on screen that is in force, newest first."""
    query = select(*(decision.c[name] for name in _COLUMNS)).where(decision.c.withdrawn_at.is_(None))
    return read_frame(db, query.order_by(decision.c.decided_at.desc(), decision.c.id.desc()), _COLUMNS)


def place_word(iso3: str | None, province: str, place: str) -> str:
    """A place in words as `decide` takes it: `country|province|place`."""
    return "|".join((iso3 or "", *(part.replace("|", " ") for part in (province, place))))


def folded(field: str, word: str) -> str:
    """The word as it is compared; EditError when the field has no words, or a place has not three parts."""
    if field not in FIELDS:
        raise EditError("field", f"{field!r} has no words; there are {', '.join(FIELDS)}.")
    if field != PLACE:
        return fold(word)
    parts = word.split("|")
    if len(parts) != 3 or (parts[0] and parts[0] not in COUNTRIES):
        raise EditError(
            "word", f"{word!r} is no place; write it as country|province|place, the country as AFG or empty."
        )
    return "|".join((parts[0], fold(parts[1]), fold(parts[2])))


def check_code(field: str, code: str) -> None:
    """EditError when `code` is none of the field's; empty means that the word has no code on purpose."""
    known = {
        "drug": lambda: drug_of_code(code), "country": lambda: code in COUNTRIES, "unit": lambda: find_unit(code),
        "mode": lambda: code in MODES, "place_type": lambda: code in PLACE_TYPES, "direction": lambda: code in DIRECTIONS,
        "concealment": lambda: code in {line["code"] for line in lines("concealments")},
        PLACE: lambda: is_place(code),
    }  # fmt: skip
    if code and not known[field]():
        raise EditError("code", f"{code!r} is no code of {field}.")


def is_place(code: str) -> bool:
    """Whether `code` may be a key of the gazetteer (`gn:1140026`) or is a point of the world as `lon,lat`."""
    lon, comma, lat = code.partition(",")
    if not comma:
        return ":" in code
    try:
        return abs(float(lon)) <= 180 and abs(float(lat)) <= 90
    except ValueError:
        return False


def _said(db: Connection, name: str) -> dict[tuple[str, str], str]:
    """What the file says, and over it what was decided on screen."""
    d = decision.c
    on_screen = db.execute(select(d.field, d.word, d.code).where(d.withdrawn_at.is_(None)).order_by(d.id))
    return dict(_in_file(settings().instance / "lookups" / name)) | {
        (field, word): code for field, word, code in on_screen
    }


def _in_file(path: Path) -> Iterator[tuple[tuple[str, str], str]]:
    """SourceError names the row of a line that says nothing clear: half a table of decisions is a wrong one."""
    if not path.exists():
        return
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file, strict=True))
    except (OSError, UnicodeDecodeError, csv.Error) as problem:
        raise SourceError(path.name, None, f"cannot be read ({problem}); save it as CSV in UTF-8") from problem
    for number, row in enumerate(rows, start=2):
        if any(row.get(column) is None for column in NEEDED):
            raise SourceError(path.name, number, f"has not the columns {', '.join(NEEDED)}")
        if row.get("withdrawn_at"):
            continue
        try:
            key = folded(row["field"], row["word"])
            check_code(row["field"], row["code"])
        except EditError as problem:
            raise SourceError(path.name, number, problem.reason) from problem
        yield (row["field"], key), row["code"]
