"""What a person and a reader of files tell one another: what was asked, what was recognised, what is open.

The words in `Asked` win over everything that a reader finds by itself; an understanding does not start while a question of
`Recognised` is open, because a guess about a whole column is wrong for every row of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, Protocol

from ..errors import SourceError

if TYPE_CHECKING:
    from .mapping.model import FileMapping

ASKED = ("date_order", "decimal", "calendar", "encoding", "columns", "level", "scheme", "accept")


@dataclass(frozen=True)
class Asked:
    """What a person said about how to read a file; None where the file itself shall tell.

    `source`: a key of recognise.READERS. `date_order`: dmy, mdy or ymd. `decimal`: "." or ",". `calendar`: gregorian,
    solar_hijri or hijri. Of boundaries: `level` 0 to 3, `scheme` of the codes, `valid_from`, and `accept`: checks of
    boundaries.checks whose faults are taken as they are. `today`: the day after which dates are doubtful; None for the day of
    reading.
    """

    source: str | None = None
    mapping: FileMapping | None = None
    encoding: str | None = None
    delimiter: str | None = None
    header_row: int | None = None
    date_order: str | None = None
    decimal: str | None = None
    calendar: str | None = None
    level: str | None = None
    scheme: str | None = None
    valid_from: date | None = None
    accept: tuple[str, ...] = ()
    today: date | None = None


@dataclass(frozen=True)
class Question:
    """What a person has to say before the rows can be understood.

    `field`: one of ASKED, and the name in `Asked` of the answer ("columns" is answered by a mapping). `column`: the
    heading it is about, "" for the file. `choices`: values that may be answered. `examples`: cells that leave it open.
    """

    field: str
    column: str
    choices: tuple[str, ...]
    text: str
    examples: tuple[str, ...] = ()


@dataclass(frozen=True)
class ColumnReading:
    """How one column is read: `field` is a key of mapping.fields.FIELDS, None for a column that is kept and not read.

    `how`: a sentence. `cell_type`: text, number, date or mixed. `doubt`: why a person should look, "" for no reason.
    """

    heading: str
    field: str | None
    how: str = ""
    examples: tuple[str, ...] = ()
    cell_type: str = "text"
    doubt: str = ""


class Found(Protocol):
    """What a reader knows about a file after `recognise`; only that reader looks inside."""

    def why(self) -> tuple[str, ...]:
        """Why the file is what it seems to be, in sentences in the reader's language."""
        ...


@dataclass(frozen=True)
class Recognised:
    """What a file is. `key`: of recognise.READERS; `reader`: name and number of the reader's version.

    `release`: what is known about the document, by the names of source.toml (producer, title, citation, licence, link,
    edition, published, limits). `mapping`: for a file read by one, given or drafted. `found`: for the reader only.
    """

    key: str
    reader: str
    title: str
    why: tuple[str, ...] = ()
    questions: tuple[Question, ...] = ()
    columns: tuple[ColumnReading, ...] = ()
    release: Mapping[str, Any] = field(default_factory=dict)
    mapping: FileMapping | None = None
    found: Any = None


def refuse_open_questions(name: str, questions: tuple[Question, ...]) -> None:
    """SourceError that names every open question: `name` is what the sender called the file."""
    if questions:
        raise SourceError(name, None, " ".join(question.text for question in questions))
