"""Rows of our own file as the record holds them: the rows of a seizure together, taken whole or not at all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from ...language import _
from ...vocabulary.blocks import Block
from ...vocabulary.rows import LeftOut, Rejected
from ...vocabulary.units import KINDS
from .cells import EVENT, ITEM, ROLES, read_cells

# A label point of ours and what is said about it are no part of the record.
NOT_AT_SEA = ("lon", "lat", "location_method")
AS_IN_THE_RECORD = {"seizure_id": "id", "seized_from": "seized_on"}
NOT_COLUMNS = {"seized_on", "presumed", "arrests", *(f"{role}_iso3" for role in ROLES)}
POINT_OF = ("place", "admin1")

Bad = tuple[str | None, str, str]  # column, value, reason


@dataclass
class Rows:
    """Some rows of the file: `texts` by heading, and what each row has wrong with it. `of`: seizure of each row."""

    sheet: str
    headings: Sequence[str]
    numbers: list[int]
    problems: list[str]
    texts: Mapping[str, list[str]]

    def __post_init__(self) -> None:
        self.size = len(self.numbers)
        self.bad: dict[int, Bad] = {at: (None, "", problem) for at, problem in enumerate(self.problems) if problem}
        self._values: dict[str, list[Any]] = {}

    @classmethod
    def of_table(cls, table: pa.Table, sheet: str, headings: Sequence[str], unshield: bool) -> "Rows":
        texts = {heading: table.column(f"c{at}").to_pylist() for at, heading in enumerate(headings)}
        if unshield:
            texts = {name: [cell.removeprefix("'") for cell in cells] for name, cells in texts.items()}
        return cls(sheet, headings, table.column("row").to_pylist(), table.column("problem").to_pylist(), texts)

    def block(self) -> Block:
        """All rows, each as an item of its seizure, rejected, or left out because it is blank."""
        blank = [not self.problems[at] and not any(cells) for at, cells in enumerate(zip(*self.texts.values()))]
        kept = [at for at in range(self.size) if not blank[at]]
        self._values = {name: self._read(name) for name in (*EVENT, *ITEM)}
        names = self.texts["seizure_id"]
        codes, events = pd.factorize(np.array([names[at] for at in kept], dtype=object))
        first = pd.Series(kept).groupby(codes).first().to_numpy() if kept else np.empty(0, dtype=int)
        for at, event in zip(kept, codes.tolist()):
            self._judge(at, int(first[event]))
        self._once(kept)
        refused = self._with_their_seizures(kept, codes, len(events))
        taken = [event for event in range(len(events)) if event not in refused]
        block = self._tables(kept, codes, first, taken)
        block.rejected = [self._rejected(at) for at in kept if at in self.bad]
        block.left_out = [LeftOut(self.numbers[at], "blank", self.sheet) for at in range(self.size) if blank[at]]
        block.rows_read = self.size
        block.headings = {self.sheet: list(self.headings)}
        return block

    def _read(self, name: str) -> list[Any]:
        """The values of a column; its unfit cells become the faults of their rows."""
        if name not in self.texts:
            return [None] * self.size
        cells = self.texts[name]
        values, bad = read_cells(name, cells)
        if bad:
            for at, cell in enumerate(cells):
                if cell in bad and at not in self.bad:
                    self.bad[at] = (name, cell, bad[cell])
        return [values[cell] for cell in cells]

    def _judge(self, at: int, first: int) -> None:
        """What the cells of a row say together, and whether its seizure is told as on the first row of it."""
        fault = self._contradiction(at)
        if fault is None and at != first:
            fault = next(
                ((name, self.texts[name][at], _("differs from row {row} of the same seizure", row=self.numbers[first]))
                 for name in EVENT if name in self.texts and self.texts[name][at] != self.texts[name][first]), None,
            )  # fmt: skip
        if fault is not None:
            self.bad.setdefault(at, fault)

    def _contradiction(self, at: int) -> Bad | None:
        def value(name: str) -> Any:
            return self._values[name][at]

        start, end, said = value("seized_from"), value("seized_until"), value("seized_on")
        if start and end and (end < start or said not in _as_far_as_known(start, end)):
            return "seized_on", str(said), _("does not fit the columns seized_from and seized_until")
        at_sea = value("location_precision") == "sea_area"
        lon, lat = (None, None) if at_sea else (value("lon"), value("lat"))
        if (lon is None) != (lat is None):
            return ("lat" if lat is None else "lon"), "", _("is empty; a point needs both longitude and latitude")
        if lon is not None and value("location_precision") not in POINT_OF:
            return "location_precision", str(value("location_precision")), _("does not fit: there is a point")
        kind, unit = value("kind"), value("unit")
        if (
            (kind is None) != (unit is None)
            or (kind is None) != (value("factor") is None)
            or (kind and KINDS[kind] != unit)
        ):
            return "unit", str(unit or ""), _("does not fit the columns kind and factor")
        if value("mass_kg") is not None and kind != "mass":
            return "mass_kg", str(value("mass_kg")), _("is a weight, and the quantity is none")
        low, high = value("kg_low"), value("kg_high")
        if low is not None and high is not None and low > high:
            return "kg_low", str(low), _("is more than kg_high")
        if value("status") == "duplicate":
            return "status", "duplicate", _("says that it is a duplicate, and no column says of which seizure")
        return None

    def _once(self, kept: list[int]) -> None:
        """An item that stands on two rows is refused the second time."""
        seen: dict[Any, int] = {}
        for at in kept:
            name = self._values["item_id"][at]
            if name in seen:
                reason = _("is on row {row} already", row=self.numbers[seen[name]])
                self.bad.setdefault(at, ("item_id", str(name), reason))
            seen.setdefault(name, at)

    def _with_their_seizures(self, kept: list[int], codes: np.ndarray, count: int) -> set[int]:
        """A seizure with a row that cannot be taken is refused with all its rows: half of it would be a wrong fact."""
        why: dict[int, int] = {}
        for at, event in zip(kept, codes.tolist()):
            if at in self.bad:
                why.setdefault(event, at)
        for at, event in zip(kept, codes.tolist()):
            if event in why and at not in self.bad:
                reason = _("belongs to a seizure that is refused because of row {row}", row=self.numbers[why[event]])
                self.bad[at] = ("seizure_id", self.texts["seizure_id"][at], reason)
        return set(why)

    def _tables(self, kept: list[int], codes: np.ndarray, first: np.ndarray, taken: list[int]) -> Block:
        place = {event: position for position, event in enumerate(taken)}
        rows = [(at, place[event]) for at, event in zip(kept, codes.tolist()) if event in place]
        return Block(
            seizures=self._seizures([int(first[event]) for event in taken]) if taken else {},
            items=self._items(rows) if taken else {},
            legs=self._legs([int(first[event]) for event in taken]),
            arrests=self._arrests([int(first[event]) for event in taken]),
        )

    def _seizures(self, rows: list[int]) -> dict[str, list[Any]]:
        columns = {
            AS_IN_THE_RECORD.get(name, name): [self._values[name][at] for at in rows]
            for name in EVENT if name not in NOT_COLUMNS
        }  # fmt: skip
        at_sea = [position == "sea_area" for position in columns["location_precision"]]
        for name in NOT_AT_SEA:
            columns[name] = [None if sea else value for sea, value in zip(at_sea, columns[name])]
        columns["times_reported"] = [times or 1 for times in columns["times_reported"]]
        columns["duplicate_of"] = [None] * len(rows)
        return columns | {"sheet": [self.sheet] * len(rows), "source_row": [self.numbers[at] for at in rows]}

    def _items(self, rows: list[tuple[int, int]]) -> dict[str, list[Any]]:
        columns = {("id" if name == "item_id" else name): [self._values[name][at] for at, _of in rows] for name in ITEM}
        cells = list(zip(*self.texts.values()))
        before: dict[int, int] = {}
        positions = []
        for _at, of in rows:
            before[of] = before.get(of, 0) + 1
            positions.append(before[of])
        return columns | {
            "of": [of for _at, of in rows], "position": positions, "sheet": [self.sheet] * len(rows),
            "source_row": [self.numbers[at] for at, _of in rows], "reported": [list(cells[at]) for at, _of in rows],
        }  # fmt: skip

    def _legs(self, rows: list[int]) -> dict[str, list[Any]]:
        made = []
        for of, at in enumerate(rows):
            presumed = self._values["presumed"][at] or ()
            for role in ROLES:
                countries = self._values[f"{role}_iso3"][at] or ()
                several = role == "destination" and len(countries) > 1
                made += [
                    (of, role, number, country, "presumed" if (role, country) in presumed else "stated", several)
                    for number, country in enumerate(countries, start=1)
                ]
        # No column for the place: a flat file has none, which is not to say that the record has none.
        names = ("of", "role", "position", "country_iso3", "basis", "alternative")
        return {name: list(values) for name, values in zip(names, zip(*made))} if made else {}

    def _arrests(self, rows: list[int]) -> dict[str, list[Any]]:
        made = [(of, self._values["arrests"][at]) for of, at in enumerate(rows) if self._values["arrests"][at]]
        return {name: list(values) for name, values in zip(("of", "number"), zip(*made))} if made else {}

    def _rejected(self, at: int) -> Rejected:
        column, value, reason = self.bad[at]
        cells = {name: self.texts[name][at] for name in self.headings}
        return Rejected(self.numbers[at], reason, column, value, cells, self.sheet)


def _as_far_as_known(start: date, end: date) -> tuple[str, ...]:
    """What the column seized_on may say of these days."""
    return start.isoformat(), f"{start:%Y-%m}", f"{start.year:04}", f"{start}/{end}"
