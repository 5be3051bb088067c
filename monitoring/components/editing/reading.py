"""What a person wrote into the form of a seizure, read as our own workbook is read: a draft for the record, or what is wrong.

A cell that still says what the record said is not read again: a correction changes what was changed, and nothing beside it.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from ...language import _, ngettext
from ...sources.template import events
from ...sources.template.cells import Bad, Span, date_style, dates, meanings
from ...sources.template.events import Refused
from ...store.changes import BY_HAND
from ...store.edits import Draft
from ...store.reapply_plan import STATED, place_values
from ...store.seizures import SeizureRecord
from ...vocabulary.gazetteer import Gazetteer
from ...vocabulary.lookup import Lookups
from ...vocabulary.template import ARRESTS, DRUGS, LEGS, LINK, SEIZURES, Column, Sheet
from .values import form_values

SHEETS: Mapping[str, Sheet] = {sheet.name: sheet for sheet in (SEIZURES, DRUGS, LEGS, ARRESTS)}
LONGEST = 4_000
MOST_ROWS = 100

# Which cells of the form together make which columns of the record: when none of them changed, the record keeps its own.
_MADE = (
    (("date", "calendar"), ("seized_on", "seized_until", "date_precision", "date_reported", "calendar")),
    (("country", "admin1"), ("country_iso3", "admin1", "admin1_reported")),
    (("sea_area", "lon", "lat", "location_precision"), ("sea_area", "lon", "lat", "location_precision", "location_method")),
    (("source_name", "source_url", "source_kind"),
     ("source_name", "source_url", "source_kind", "source_grade", "source_grade_reason")),
    (("place",), ("place_reported",)),
)  # fmt: skip
_MADE_OF = {name: columns for group, columns in _MADE for name in group}
_PLACED = ("country", "admin1", "place")

Form = Mapping[str, Sequence[Mapping[str, str]]]


@dataclass(frozen=True)
class Problem:
    """`at`: the field as `sheet.row.column`, "" for the whole form. `text`: what is wrong and what to do."""

    at: str
    text: str


class _Problems(Exception):
    """All that is wrong with a form."""

    def __init__(self, found: list[Problem]):
        self.found = found


def read_form(
    form: Form, old: SeizureRecord | None, words: Lookups, places: Gazetteer, producer: str, today: date
) -> Draft | list[Problem]:
    """The draft that the form describes, `old` being the record it corrects; or every field that cannot be taken."""
    shown = form_values(old) if old else {"seizures": [{}], "drugs": [], "legs": [], "arrests": []}
    reader = _Reader(form, shown, words, places, today)
    try:
        return reader.draft(old, producer)
    except _Problems as problems:
        return problems.found


def form_of(sent: object) -> Form:
    """What the browser sends as a form; unknown sheets and columns and endless texts are left out."""
    said = sent if isinstance(sent, dict) else {}
    form: dict[str, list[dict[str, str]]] = {}
    for name, sheet in SHEETS.items():
        rows = said.get(name)
        known = {*sheet.named(), "item_id"}
        form[name] = [
            {key: value.strip()[:LONGEST] for key, value in row.items() if key in known and isinstance(value, str)}
            for row in (rows if isinstance(rows, list) else [])[:MOST_ROWS] if isinstance(row, dict)
        ]  # fmt: skip
    form["seizures"] = form["seizures"][:1] or [{}]
    return form


class _Reader:
    def __init__(self, form: Form, shown: Form, words: Lookups, places: Gazetteer, today: date):
        self._form, self._shown, self._words, self._places, self._today = form, shown, words, places, today
        self._problems: list[Problem] = []

    def draft(self, old: SeizureRecord | None, producer: str) -> Draft:
        event = self._event(old, producer)
        items = self._items(old)
        legs, arrests = self._legs(), self._arrests()
        if not items and not self._problems:
            self._problems.append(Problem("drugs.0.drug", _("A seizure is of something: name at least one drug.")))
        if self._problems:
            raise _Problems(self._problems)
        return Draft(event, items, legs, arrests)

    def _cells(self, sheet: str, at: int, row: Mapping[str, str]) -> dict[str, Any]:
        """The cells of a row as read; what cannot be read becomes a problem and is empty."""
        found: dict[str, Any] = {}
        for name, column in SHEETS[sheet].named().items():
            if column.record or name == LINK:
                continue
            found[name] = self._cell(column, row.get(name, ""), f"{sheet}.{at}.{name}")
        return found

    def _cell(self, column: Column, text: str, at: str) -> object:
        if column.kind == "date":
            return text
        read = meanings(column, [text], self._words)[text]
        if not isinstance(read, Bad):
            return read
        reason = read.reason.replace(" on the sheet Lists; choose one from there", "; choose one of it")
        self._problems.append(Problem(at, f"“{text}” {reason}" if text else reason))
        return None

    def _event(self, old: SeizureRecord | None, producer: str) -> dict[str, Any]:
        """The columns of the seizure that the form changes; all of them for a new one."""
        given, before = self._form["seizures"][0], self._shown["seizures"][0]
        columns = {name: column for name, column in SEIZURES.named().items() if not column.record and name != LINK}
        written = {name for name in columns if given.get(name, "") != before.get(name, "")}
        changed = set(columns) if old is None else set(written)
        for group, _columns in _MADE:  # a latitude alone says nothing: such cells are read together
            changed |= set(group) if changed & set(group) else set()
        cells: dict[str, Any] = dict.fromkeys(columns) | {"status": None, "duplicate_of": None}
        cells |= {
            name: self._cell(columns[name], given.get(name, ""), f"seizures.0.{name}") for name in sorted(changed)
        }
        if written & {"lon", "lat", "sea_area"} and "location_precision" not in written:
            cells["location_precision"] = None  # it was that of the old point: the new one says its own
        reference = given.get(LINK, "")
        name = events.seizure_id(BY_HAND, reference, {}) if reference else ""
        span = self._span(given.get("date", ""), cells["calendar"], old if "date" not in changed else None)
        if self._problems:
            return {}
        try:
            row = events.seizure(cells | {LINK: reference or None}, span, name, producer)
        except Refused as refused:
            self._problems.append(Problem(f"seizures.0.{refused.column}", refused.reason))
            return {}
        row["marking"] = row["marking"] or "public"
        placed = self._place(given, cells["country"], changed, old)
        row |= placed
        if old is None:
            return row
        wanted = {column for name in changed for column in _MADE_OF.get(name, (name,))} | set(placed)
        return {column: row[column] for column in sorted(wanted)}

    def _place(
        self, given: Mapping[str, str], country: object, changed: set[str], old: SeizureRecord | None
    ) -> dict[str, Any]:
        """Where the gazetteer puts the words, when they changed and nobody stated a point.

        {} leaves the record's point: the gazetteer does not know the words, and the country is still the one it lies in.
        """
        stated = given.get("lon") or given.get("sea_area") if old is None else changed & {"lon", "sea_area"}
        if stated or not changed & set(_PLACED) or (old and old.seizure["location_method"] == STATED):
            return {}
        iso3 = country if "country" in changed else old.seizure["country_iso3"] if old else None
        found = self._places.place(str(iso3) if iso3 else None, given.get("admin1", ""), given.get("place", ""))
        moved = old is not None and iso3 != old.seizure["country_iso3"]
        if not moved and (found.outcome != "found" or found.precision == "country"):
            return {}
        return {name: value for name, value in place_values(found).items() if name != "admin1" or value}

    def _span(self, text: str, calendar: object, old: SeizureRecord | None) -> Span:
        """The days of the date cell, or those of `old`, whose date nobody touched."""
        if old is not None:
            event = old.seizure
            return Span(event["seized_on"], event["seized_until"], event["date_precision"], event["calendar"])
        style = date_style([text], None, None, self._today)
        found = dates([(text, calendar)], style, self._today)[text, calendar]
        if isinstance(found, Span):
            return found
        reason = found.reason if isinstance(found, Bad) else ""
        self._problems.append(Problem("seizures.0.date", f"“{text}” {reason}" if text else reason))
        return Span(self._today, self._today, "day", "gregorian")

    def _rows(self, sheet: str) -> list[tuple[int, Mapping[str, str]]]:
        """The rows that say something, with their place in the form."""
        return [
            (at, row) for at, row in enumerate(self._form[sheet]) if any(v for k, v in row.items() if k != "item_id")
        ]

    def _items(self, old: SeizureRecord | None) -> list[dict[str, Any]]:
        held = {item["id"]: item for item in old.items} if old else {}
        shown = {row["item_id"]: row for row in self._shown["drugs"]}
        items = []
        for at, row in self._rows("drugs"):
            was, before = held.get(row.get("item_id")), shown.get(row.get("item_id", ""), {})
            changed = {name for name in DRUGS.named() if row.get(name, "") != before.get(name, "")}
            if was is not None and not changed & {name for name, c in DRUGS.named().items() if not c.record}:
                items.append({"id": was["id"], **{k: v for k, v in was.items() if k not in ("row_id", "seizure_row")}})
                continue
            made = self._item(at, row)
            if made is not None:
                items.append(made | {"id": was["id"] if was else None} | ({} if was else {"reported": dict(row)}))
        return items

    def _item(self, at: int, row: Mapping[str, str]) -> dict[str, Any] | None:
        before = len(self._problems)
        cells = self._cells("drugs", at, row)
        if len(self._problems) > before:
            return None
        try:
            drug, word = events.substance(cells, self._words)
            amount, unit, _doubt = events.amount(cells, drug["drug_code"])  # type: ignore[arg-type]
        except Refused as refused:
            self._problems.append(Problem(f"drugs.{at}.{refused.column}", refused.reason))
            return None
        for name, unread in (("drug", word), ("unit", unit)):
            if unread:
                self._problems.append(
                    Problem(f"drugs.{at}.{name}", _("“{word}” is not known; choose one of the list.", word=unread))
                )
        return drug | amount | {"purity_pct": cells.get("purity_pct")}

    def _legs(self) -> list[dict[str, Any]]:
        rows = self._rows("legs")
        of_role = Counter(row.get("role") for _at, row in rows)
        before: Counter[str] = Counter()
        made = []
        for at, row in rows:
            found = len(self._problems)
            cells = self._cells("legs", at, row)
            if len(self._problems) > found:
                continue
            role = str(cells["role"])
            before[role] += 1
            leg = events.leg(
                {**cells, "position": None}, before[role], role == "destination" and of_role[row.get("role")] > 1
            )
            made.append(leg)
        return made

    def _arrests(self) -> list[dict[str, Any]]:
        made = []
        for at, row in self._rows("arrests"):
            found = len(self._problems)
            cells = self._cells("arrests", at, row)
            if len(self._problems) == found:
                made.append(events.arrested(cells))
        return made


def problems_words(problems: Sequence[Problem]) -> str:
    return ngettext("{n} field needs another look.", "{n} fields need another look.", len(problems))
