"""UNODC individual drug seizures, in any of four editions: a fixed mapping over the engine of mapping/understand.

One row is one seizure of one drug and has no reference of its own: its id is made of what it says. A workbook has one sheet
a year and a list of drugs; a text table has all years. A date on the first of a month is taken as the day it says.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ...language import _
from ...vocabulary.blocks import Block
from ...vocabulary.lookup import Lookups
from ..files.opened import Opened, Sheet
from ..mapping.describe import readings
from ..mapping.model import FileMapping
from ..mapping.understand.engine import understand as by_mapping
from ..mapping.understand.styles import Styles, infer_styles
from ..reading import Asked, ColumnReading, Question, refuse_open_questions
from .headings import bare, columns_of, unread, vintage

if TYPE_CHECKING:
    from ...vocabulary.gazetteer import Gazetteer

READER = "ids 1"
KEY = "ids"
DAY_FIRST = "dateddmmyyyy"
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


@dataclass(frozen=True)
class Found:
    """The sheets of seizures, in groups with the same headings, and those that are none."""

    groups: tuple[tuple[FileMapping, tuple[Sheet, ...]], ...]
    others: tuple[Sheet, ...]
    opened: Opened
    # How each group writes dates and numbers, by what a person said: found once, for every column is read through for it.
    styles: dict[tuple[int, object], Styles] = field(default_factory=dict, compare=False, repr=False)

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        return tuple(sheet for _mapping, sheets in self.groups for sheet in sheets)

    @property
    def release(self) -> Mapping[str, Any]:
        """What is known about the document: source.toml, and the years of the edition."""
        said = tomllib.loads((Path(__file__).parent / "source.toml").read_text(encoding="utf-8"))["source"]
        return said | {"edition": _edition(self.opened, self.sheets), "kind": "un"}

    def why(self) -> tuple[str, ...]:
        first = self.sheets[0]
        named = ", ".join(heading for heading, field in self.groups[0][0].columns.items() if field)
        said = [
            _("Headings of UNODC's individual drug seizures, edition {years}: {headings}.", years=vintage(first.headings),
              headings=named),
        ]  # fmt: skip
        if len(self.sheets) > 1:
            said.append(_("Sheets that are read: {sheets}.", sheets=", ".join(sheet.name for sheet in self.sheets)))
        for sheet in self.others:
            said.append(
                _("The sheet {sheet} is hidden and is not read.", sheet=sheet.name) if sheet.hidden else
                _("The sheet {sheet} has no seizures and is not read: its headings are {headings}.", sheet=sheet.name,
                  headings=", ".join(sheet.headings[:6]))
            )  # fmt: skip
        new = unread(first.headings)
        if new:
            said.append(_("Columns that are kept and not read: {names}.", names=", ".join(new)))
        return tuple(said)

    def questions(self, asked: Asked) -> tuple[Question, ...]:
        return tuple(question for _mapping, _sheets, styles in _styled(self, asked) for question in styles.questions)

    def columns(self) -> tuple[ColumnReading, ...]:
        mapping, sheets, styles = next(_styled(self, Asked()))
        return readings(sheets, mapping, styles)


def recognise(opened: Opened) -> Found | None:
    """The sheets that are individual seizures by their headings; None when there is none."""
    groups: dict[tuple[str, ...], list[Sheet]] = defaultdict(list)
    others = []
    for sheet in opened.sheets:
        columns = columns_of(sheet.headings)
        if columns is None or sheet.hidden:
            others.append(sheet)
        elif "date" in columns.values() or _YEAR.search(sheet.name):
            groups[sheet.headings].append(sheet)
    if not groups:
        return None
    found = []
    for headings, sheets in groups.items():
        columns = columns_of(headings) or {}
        found.append((FileMapping("IDS", KEY, columns=columns, leave_out_totals=False), tuple(sheets)))
    return Found(tuple(found), tuple(others), opened)


def _edition(opened: Opened, sheets: tuple[Sheet, ...]) -> str:
    """The years that the names of the file or its sheets tell, else the edition of the headings."""
    named = " ".join([*(sheet.name for sheet in sheets), *([] if len(sheets) > 1 else [opened.name])])
    years = sorted(set(_YEAR.findall(named)))
    if not years:
        return vintage(sheets[0].headings)
    return years[0] if len(years) == 1 else f"{years[0]}-{years[-1]}"


def _styled(found: Found, asked: Asked) -> Iterator[tuple[FileMapping, tuple[Sheet, ...], Styles]]:
    """Each group with how it writes dates and numbers; the heading may say what the dates leave open."""
    said = (asked.date_order, asked.decimal, asked.calendar, asked.today)
    for at, (mapping, sheets) in enumerate(found.groups):
        styles = found.styles.get((at, said))
        if styles is None:
            styles = infer_styles(found.opened, sheets, mapping, asked)
            date = next(iter(mapping.headings("date")), "")
            if bare(date) == DAY_FIRST and any(question.field == "date_order" for question in styles.questions):
                styles = infer_styles(found.opened, sheets, mapping, replace(asked, date_order="dmy"))
            found.styles[at, said] = styles
        yield mapping, sheets, styles


def understand(
    opened: Opened,
    found: Found,
    asked: Asked,
    words: Lookups,
    places: Gazetteer,
    *,
    progress: Callable[[int], None] | None = None,
) -> Iterator[Block]:
    """The rows of every sheet of seizures in order; SourceError while a question is open."""
    groups = list(_styled(found, asked))
    refuse_open_questions(opened.name, tuple(each for _mapping, _sheets, styles in groups for each in styles.questions))
    done = 0
    for mapping, sheets, styles in groups:
        for sheet in sheets:
            year = _YEAR.search(sheet.name)
            own = {} if mapping.headings("date") or not year else {"year": year[0]}
            of_sheet = replace(mapping, sheet=sheet.name, defaults=own)
            for block in by_mapping(opened, of_sheet, styles, words, places, release=found.release):
                done += block.rows_read
                yield block
                if progress is not None:
                    progress(done)
