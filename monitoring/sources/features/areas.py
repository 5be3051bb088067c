"""Features that are no seizures: boundaries, corridors and points that somebody has drawn, with what is said of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pyarrow as pa

from ...language import _
from ...vocabulary.admin1 import find_admin1
from ...vocabulary.blocks import AREA, Block, UnknownWord
from ...vocabulary.lookup import Lookups, says_nothing
from ...vocabulary.rows import Doubt, LeftOut, Rejected
from ..columns.dates import DateStyle, read_date
from ..files.opened import Sheet
from ..mapping.understand.keys import canonical, digest
from ..table import Unreadable
from .points import shapes_of
from .properties import Roles
from .shapes import Shape, shape_of

_FIRST = 5


@dataclass(frozen=True)
class Given:
    """What a person said of a whole layer, which wins over what its features say.

    scheme: of the codes, which are then kept as `scheme:code`. provinces: what the scheme's codes of provinces mean, by
    ISO 3166-2. Nothing said is None.
    """

    level: str | None = None
    scheme: str | None = None
    provinces: Mapping[str, str] = field(default_factory=dict)
    valid_from: date | None = None


@dataclass
class Making:
    """The block of some features of a layer in the making. `style`: of the dates from and until when they hold."""

    sheet: Sheet
    roles: Roles
    style: DateStyle
    words: Lookups
    given: Given = Given()
    block: Block = field(default_factory=Block)
    rows: list[dict[str, Any]] = field(default_factory=list)
    unknown: dict[str, list[int]] = field(default_factory=dict)

    def take(self, table: pa.Table) -> Block:
        """One area for each feature that can be kept; the others are refused with the reason."""
        columns = [table.column(f"c{position}").to_pylist() for position in range(len(self.sheet.headings))]
        lines = zip(*columns) if columns else iter([()] * len(table))
        for row, problem, cells, found in zip(
            table.column("row").to_pylist(), table.column("problem").to_pylist(), lines, shapes_of(table)
        ):
            if found is None and not problem and not any(cell.strip() for cell in cells):
                self.block.left_out.append(LeftOut(row, "blank", self.sheet.name))
            else:
                self._take(row, cells, shape_of(found, problem))
        self.block.rows_read = len(table)
        self.block.headings = {self.sheet.name: tuple(self.sheet.headings)}
        if self.rows:
            self.block.areas = {name: [row[name] for row in self.rows] for name in AREA}
        self.block.unknown = {
            ("country", word): UnknownWord(len(rows), tuple(rows[:_FIRST])) for word, rows in self.unknown.items()
        }
        return self.block

    def _take(self, row: int, cells: Sequence[str], shape: Shape) -> None:
        if shape.reason:
            self._refuse(row, cells, shape.reason, "geometry", "")
            return
        valid_from = self.given.valid_from or self._day(row, cells, "valid_from")
        valid_until = self._day(row, cells, "valid_until")
        if valid_from and valid_until and valid_from > valid_until:
            until = self.sheet.headings[self.roles.columns["valid_until"]]
            self._refuse(
                row, cells, f"ends before it begins, on {valid_from}", until, self.roles.cell("valid_until", cells)
            )
            return
        if shape.doubt:
            self._doubt(row, "geometry", "", "geometry", shape.doubt)
        word, meaning = self.roles.country(cells, self.words)
        if not meaning.known:
            self.unknown.setdefault(word, []).append(row)
        level = (self.given.level or self.roles.level(cells)) if shape.kind == "boundary" else None
        admin1 = self._admin1(cells, meaning.code, level)
        if self.given.scheme and admin1 is None and level != "country":
            self._no_province(row, cells)
        note = self.roles.cell("note", cells)
        self.rows.append({
            "key": _key(self.sheet.headings, cells, shape), "kind": shape.kind, "name": self.roles.name(cells),
            "code": self._code(cells), "level": level, "country_iso3": meaning.code,
            "admin1": admin1, "valid_from": valid_from, "valid_until": valid_until,
            "note": note or None, "geometry": shape.wkb, "sheet": self.sheet.name, "source_row": row,
            "reported": list(cells),
        })  # fmt: skip

    def _admin1(self, cells: Sequence[str], iso3: str | None, level: str | None) -> str | None:
        """The province that the feature is, or lies in, where its country is known and its name means one."""
        if iso3 is None:
            return None
        words = (self.roles.cell("province_code", cells), self.roles.cell("province", cells))
        own = (self.roles.name(cells) or "",) if level == "province" else ()
        found = (find_admin1(iso3, word) for word in (*words, *own) if word)
        named = next((code for code in found if code), None)
        return named or self.given.provinces.get(self.roles.cell("province_code", cells))

    def _code(self, cells: Sequence[str]) -> str | None:
        code = self.roles.code(cells)
        return f"{self.given.scheme}:{code}" if code and self.given.scheme else code

    def _no_province(self, row: int, cells: Sequence[str]) -> None:
        at = self.roles.columns.get("province", self.roles.columns.get("province_code"))
        heading, word = ("", "") if at is None else (self.sheet.headings[at], cells[at])
        self._doubt(
            row, heading, word, "admin1", _("no province is called this, and its code is not known in this scheme")
        )

    def _day(self, row: int, cells: Sequence[str], role: str) -> date | None:
        """The first day of what `valid_from` says, the last of what `valid_until` says; an unreadable one is a doubt."""
        at = self.roles.columns.get(role)
        if at is None or says_nothing("date", cells[at]):
            return None
        try:
            found = read_date(cells[at], self.style, column=self.sheet.headings[at])
        except Unreadable as problem:
            self._doubt(row, self.sheet.headings[at], cells[at], "date", f"{problem.reason}: it is not taken")
            return None
        return found.first if role == "valid_from" else found.last

    def _refuse(self, row: int, cells: Sequence[str], reason: str, column: str, value: str) -> None:
        said: Mapping[str, str] = dict(zip(self.sheet.headings, cells))
        self.block.rejected.append(Rejected(row, reason, column, value, said, self.sheet.name))

    def _doubt(self, row: int, column: str, value: str, field: str, text: str) -> None:
        self.block.doubts.append(Doubt(row, column, value, field, text, None, self.sheet.name))


def _key(headings: Sequence[str], cells: Sequence[str], shape: Shape) -> int:
    """A signed 64-bit number of the geometry and the properties, whatever their order."""
    total = digest("geometry", (shape.wkb or b"").hex())
    total += sum(digest(heading, canonical(cell)) for heading, cell in zip(headings, cells))
    total %= 2**64
    return total - 2**64 if total >= 2**63 else total
