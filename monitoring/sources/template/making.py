"""Collecting what was understood of our own workbook into a block for the store."""

from collections import Counter
from typing import TYPE_CHECKING

from ...vocabulary.blocks import FIGURE, Block, OpenPlace, PlaceText, UnknownWord
from ...vocabulary.gazetteer import Gazetteer
from ...vocabulary.lookup import Lookups
from ...vocabulary.placed import Placed
from ...vocabulary.rows import Doubt, LeftOut, Rejected
from ...vocabulary.template import LINK
from . import events
from .events import Refused
from .locating import locate

if TYPE_CHECKING:
    from .sorting import Event, Line

EXAMPLES = 5


class Making:
    """One block in the making. `take` a seizure whole, or refuse every row of it.

    `figures`: the workbook has a sheet for them, so that a seizure without a row there has none.
    """

    def __init__(self, producer: str, words: Lookups, places: Gazetteer, figures: bool = False):
        self._producer, self._words, self._places, self._has_figures = producer, words, places, figures
        self._rows: dict[str, list[dict]] = {name: [] for name in ("seizures", "items", "legs", "arrests", "figures")}
        self._rejected: list[Rejected] = []
        self._left_out: list[LeftOut] = []
        self._doubts: list[Doubt] = []
        self._unknown: dict[tuple[str, str], list[int]] = {}
        self._open: dict[PlaceText, tuple[Placed, list[int]]] = {}
        self._headings: dict[str, tuple[str, ...]] = {}
        self._read = 0

    def refuse(self, line: "Line", column: str | None, value: str, reason: str) -> None:
        self._read += 1
        cells = dict(zip(line.page.sheet.headings, line.reported))
        self._rejected.append(Rejected(line.row, reason, column, value, cells, line.page.sheet.name))

    def leave_out(self, line: "Line") -> None:
        self._read += 1
        self._left_out.append(LeftOut(line.row, "blank", line.page.sheet.name))

    def take(self, event: "Event") -> None:
        if event.why is None:
            try:
                self._add(event)
                return
            except _AtLine as problem:
                line, found = problem.line, problem.refused
                line.bad = (line.page.title(found.column) if found.column else None, found.value, found.reason)
                event.why = f"sheet {line.page.sheet.name}, row {line.row}: {line.bad[0] or 'the row'} {found.reason}"
        for line in (event.line, *(line for lines in event.lines.values() for line in lines)):
            left = (line.page.title(LINK), line.reference, f"is of a seizure that is left out: {event.why}")
            self.refuse(line, *(line.bad or left))

    def _add(self, event: "Event") -> None:
        """Everything of a seizure, or nothing: what is made is kept only when all of it could be made."""
        of = len(self._rows["seizures"])
        cells = event.line.cells
        row = _at(event.line, events.seizure, cells, cells["span"], event.name, self._producer)
        row |= {"sheet": event.line.page.sheet.name, "source_row": event.line.row}
        doubts: list[tuple[Line, str, str | None, str | None]] = [(event.line, "date", cells["span"].doubt, None)]
        unknown: list[tuple[str, str, Line]] = []
        open_place = self._locate(event.line, row, doubts)
        items: list[dict] = []
        names: dict[str, int] = {}
        for place, line in enumerate(event.lines["drugs"], start=1):
            item = self._item(event, line, place, Counter(made["drug"] for made in items), unknown, doubts)
            items.append(item | {"of": of})
            names[item["id"]] = len(self._rows["items"]) + place - 1
        if len(names) != len(items):
            raise _AtLine(
                event.lines["drugs"][-1], Refused("item_id", items[-1]["id"], "names two rows of this seizure")
            )
        legs = [leg | {"of": of} for leg in self._legs(event)]
        arrests = [_at(line, events.arrested, line.cells) | {"of": of} for line in event.lines["arrests"]]
        figures = self._figures(event, names)
        made = {"seizures": [row], "items": items, "legs": legs, "arrests": arrests, "figures": figures}
        for name, rows in made.items():
            self._rows[name] += rows
        self._read += len(items)
        for line, column, text, suggestion in doubts:
            if text:
                self._doubts.append(_doubt(line, column, text, suggestion))
        if open_place is not None:
            self._open.setdefault(open_place[0], (open_place[1], []))[1].append(event.line.row)
        for line in event.lines["drugs"]:
            self._headings[line.page.sheet.name] = line.page.sheet.headings
        for field, word, line in unknown:
            self._unknown.setdefault((field, word), []).append(line.row)

    def _locate(self, line: "Line", row: dict, doubts: list) -> tuple[PlaceText, Placed] | None:
        """Puts the seizure where its words say; what came from the record keeps its place. The text that stays open."""
        if line.cells.get("seizure_id"):
            return None
        found = locate(row, line.cells.get("location_precision"), self._places)
        row |= found.columns
        doubts.append((line, "lat", found.doubt, found.suggestion))
        return found.open

    def _item(self, event: "Event", line: "Line", place: int, before: Counter, unknown: list, doubts: list) -> dict:
        drug, word = _at(line, events.substance, line.cells, self._words)
        amount, unit, doubt = _at(line, events.amount, line.cells, drug["drug_code"])
        if word:
            unknown.append(("drug", word, line))
        if unit:
            unknown.append(("unit", unit, line))
        doubts.append((line, "quantity", doubt, None))
        number = before[drug["drug"]] + 1
        name = line.cells.get("item_id") or f"{event.name}/{drug['drug']}" + (f"-{number}" if number > 1 else "")
        own = {
            "id": name, "position": line.cells.get("position") or place, "sheet": line.page.sheet.name, "source_row": line.row,
            "reported": line.reported,
        }  # fmt: skip
        return own | drug | amount | {"purity_pct": line.cells.get("purity_pct")}

    def _legs(self, event: "Event") -> list[dict]:
        lines = event.lines["legs"]
        of_role = Counter(line.cells["role"] for line in lines)
        before: Counter = Counter()
        made, seen = [], set()
        for line in lines:
            role = line.cells["role"]
            before[role] += 1
            several = role == "destination" and of_role[role] > 1
            leg = _at(line, events.leg, line.cells, before[role], several)
            if (role, leg["position"]) in seen:
                raise _AtLine(
                    line, Refused("position", leg["position"], "is the order of another country in the same role")
                )
            seen.add((role, leg["position"]))
            made.append(leg)
        return made

    def _figures(self, event: "Event", names: dict[str, int]) -> list[dict]:
        of_item: Counter = Counter()
        made = []
        for line in event.lines["figures"]:
            item = str(line.cells["item_id"])
            if item not in names:
                raise _AtLine(
                    line, Refused("item_id", item, "is the name of no row of this seizure on the sheet Drugs")
                )
            of_item[item] += 1
            made.append(_at(line, events.figure, line.cells, of_item[item]) | {"of": names[item]})
        return made

    def block(self) -> Block:
        unknown = {key: UnknownWord(len(rows), rows[:EXAMPLES]) for key, rows in self._unknown.items()}
        made = {name: _columns(rows) for name, rows in self._rows.items()}
        if self._has_figures and not made["figures"]:
            made["figures"] = {name: [] for name in FIGURE}
        return Block(
            seizures=made["seizures"], items=made["items"], legs=made["legs"], arrests=made["arrests"],
            figures=made["figures"], rejected=self._rejected, left_out=self._left_out, doubts=self._doubts,
            unknown=unknown, places={text: _open(*found) for text, found in self._open.items()}, rows_read=self._read,
            headings=dict(self._headings),
        )  # fmt: skip


class _AtLine(Exception):
    """`refused`, and the line that it is about."""

    def __init__(self, line: "Line", refused: Refused):
        self.line, self.refused = line, refused


def _at(line: "Line", make, *given):
    try:
        return make(*given)
    except Refused as refused:
        raise _AtLine(line, refused) from refused


def _doubt(line: "Line", column: str, text: str, suggestion: str | None) -> Doubt:
    value = line.cells.get(column)
    shown = "" if value is None else str(value)
    return Doubt(line.row, line.page.title(column), shown, column, text, suggestion, line.page.sheet.name)


def _open(placed: Placed, rows: list[int]) -> OpenPlace:
    may_be = tuple((each.key, each.label, each.lon, each.lat, each.score) for each in placed.candidates)
    return OpenPlace(placed.outcome, len(rows), tuple(rows[:EXAMPLES]), may_be)


def _columns(rows: list[dict]) -> dict[str, list]:
    return {name: [row[name] for row in rows] for name in rows[0]} if rows else {}
