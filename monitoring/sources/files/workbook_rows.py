"""The rows of one sheet of a workbook, in order, every cell as text."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import IO
from xml.etree.ElementTree import Element

from .limits import Limits
from .workbook_parts import too_long
from .xml_tree import DAMAGED, GrowingTree, local, rich_text, unescaped

TEXT, NUMBER, DATE = 1, 2, 4
TYPES = {0: "text", TEXT: "text", NUMBER: "number", DATE: "date"}  # several of them: mixed
MOST_COLUMNS, MOST_ROWS = 16_384, 1_048_576
LAST_SERIAL = 2_958_465  # the last day of 9999
DIGITS = "0123456789"
EXACT_DIGITS = 15  # of a number of a workbook, which is binary: whole ones are exact up to EXACT
EXACT = 2**53


@dataclass
class Row:
    """`cells` to the last that is filled; `beyond`: what stands right of the columns that are kept; `problem`: or ""."""

    number: int
    cells: list[str]
    beyond: list[str] = field(default_factory=list)
    problem: str = ""

    @property
    def blank(self) -> bool:
        return not self.problem and not self.beyond and not any(self.cells)


class Rows:
    """Iterate once. `width`: columns that are kept; `types`: what the cells of each were, as bits. Both may be set anew
    between rows. The rest of what it counts is complete at the end.
    """

    def __init__(self, file: IO[bytes], texts: list[str], dates: list[bool], date_system: int, limits: Limits):
        self.width, self.types = MOST_COLUMNS, [0] * MOST_COLUMNS
        self.formulas = self.hidden = 0
        self.merged: list[str] = []
        self._file, self._texts, self._dates, self._limits = file, texts, dates, limits
        self._serials = Serials(date_system)
        self._columns: dict[str, int] = {}

    def __iter__(self) -> Iterator[Row]:
        tree = GrowingTree(self._file)
        root = tree.root()
        data = None
        while data is None:
            data = next((each for each in root if local(each) == "sheetData"), None)
            if data is None and not tree.grow():
                return
        space = root.tag.rpartition("}")[0]
        self._tags = tuple(f"{space}}}{name}" if space else name for name in ("v", "f", "is"))
        last = 0
        for element in tree.children(data):
            last = self._number(element, last)
            if len(element):  # else only a look, which a fill leaves on a million rows
                row = Row(last, [])
                self._cells(element, row)
                yield row
        self.merged = [each.get("ref", "") for group in root if local(group) == "mergeCells" for each in group]

    def _number(self, element: Element, last: int) -> int:
        try:
            number = int(element.get("r") or last + 1)
        except ValueError:
            raise DAMAGED from None
        if not last < number <= MOST_ROWS:
            raise DAMAGED
        if element.get("hidden") in ("1", "true"):
            self.hidden += 1
        return number

    def _cells(self, element: Element, row: Row) -> None:
        """The loop that a large file spends its time in."""
        cells, columns, types, width = row.cells, self._columns, self.types, self.width
        tag_value, tag_formula, tag_inline = self._tags
        at = -1
        for cell in element:
            get = cell.get
            place = get("r")
            if place:
                letters = place.rstrip(DIGITS)
                at = columns[letters] if letters in columns else self._column(letters)
            else:
                at += 1
            value, formula = None, False
            for part in cell:
                tag = part.tag
                if tag == tag_value:
                    value = part.text
                elif tag == tag_formula:
                    formula = True
                elif tag == tag_inline:
                    value = rich_text(part)
            if formula:
                self.formulas += 1
            if value is None:
                if formula and get("t") != "str":
                    _say(row, f"{place or at + 1}: a formula without a result; open the file and save it again")
                continue
            text, kind = self._text(get("t"), value, get("s"), row, place or str(at + 1))
            if at >= width:
                if text.strip():
                    row.beyond.append(text)
                continue
            types[at] |= kind
            if at == len(cells):
                cells.append(text)
            elif at > len(cells):
                cells += [""] * (at - len(cells))
                cells.append(text)
            else:
                cells[at] = text

    def _text(self, kind: str | None, value: str, style: str | None, row: Row, place: str) -> tuple[str, int]:
        if kind == "s":
            try:
                return self._texts[int(value)], TEXT
            except (ValueError, IndexError):
                raise DAMAGED from None
        if kind is None or kind == "n":
            if style is not None and self._is_date(style):
                return self._serials.text(value, row, place)
            if value.isdigit() and len(value) <= EXACT_DIGITS:
                return value, NUMBER
            return number_text(value, row, place), NUMBER
        if kind == "b":
            return ("TRUE" if value.strip() == "1" else "FALSE"), TEXT
        if kind == "e":
            _say(row, f"{place}: the error {value[:40]}")
            return value, TEXT
        if kind == "d":
            return value.removesuffix("T00:00:00"), DATE
        if len(value) > self._limits.cell:
            raise too_long(self._limits)
        return unescaped(value) if kind == "str" else value, TEXT

    def _is_date(self, style: str) -> bool:
        try:
            return self._dates[int(style)]
        except (ValueError, IndexError):
            return False

    def _column(self, letters: str) -> int:
        number = 0
        for letter in letters:
            if not "A" <= letter <= "Z" or number > MOST_COLUMNS:
                raise DAMAGED
            number = number * 26 + ord(letter) - ord("A") + 1
        if not 1 <= number <= MOST_COLUMNS:
            raise DAMAGED
        self._columns[letters] = number - 1
        return number - 1


def _say(row: Row, problem: str) -> None:
    if len(row.problem) < 200:
        row.problem = "; ".join(filter(None, (row.problem, problem)))


def number_text(value: str, row: Row, place: str) -> str:
    """A number in as few digits as say it exactly: 44, 0.1, 1e+20."""
    try:
        number = float(value)
    except ValueError:
        _say(row, f"{place}: {value[:40]!r} is marked as a number and is none")
        return value
    return str(int(number)) if number.is_integer() and abs(number) < EXACT else repr(number)


class Serials:
    """Days and times as a workbook counts them, to ISO text; each distinct one is worked out once."""

    def __init__(self, date_system: int):
        self._later = 1462 if date_system == 1904 else 0  # 1 January 1904 in days of the other system
        self._known: dict[str, tuple[str, int]] = {}

    def text(self, value: str, row: Row, place: str) -> tuple[str, int]:
        found = self._known.get(value)
        if found is None:
            try:
                serial = float(value)
            except ValueError:
                serial = math.nan
            if not 0 <= serial + self._later <= LAST_SERIAL + 1:
                _say(row, f"{place}: {value[:40]!r} is marked as a date and is none")
                return value, TEXT
            found = self._known[value] = (_moment(serial, self._later), DATE)
        return found


def _moment(serial: float, later: int) -> str:
    days, milliseconds = divmod(round(serial * 86_400_000), 86_400_000)
    clock = datetime.min + timedelta(milliseconds=milliseconds)
    time = clock.strftime("%H:%M:%S") + (f".{clock.microsecond // 1000:03}" if clock.microsecond else "")
    if days == 0 and not later:
        return time  # a time of no day
    # The system of 1900 counts a 29 February 1900 that never was: days before it are one off.
    if not later and days < 61:
        days += 1
    day = (datetime(1899, 12, 30) + timedelta(days=days + later)).date().isoformat()
    return day if not milliseconds else f"{day} {time}"
