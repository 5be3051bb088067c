"""What a reader hands to the store: lines that were understood, and lines that were not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

Cell = object  # str, float, int, bool, date or None


@dataclass(frozen=True, slots=True)
class Accepted:
    """One line of a file. `facts` are (table name, row) pairs named like the tables of the store, in no special order.

    `row` counts as a spreadsheet does: the heading is row 1. `reported` is every cell of the line, word for word.
    """

    row: int
    facts: Sequence[tuple[str, Mapping[str, Cell]]]
    reported: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Rejected:
    """One line that nobody could read: the column and value at fault (None when no single one is) and the reason."""

    row: int
    reason: str
    column: str | None = None
    value: str | None = None
    reported: Mapping[str, str] = field(default_factory=dict)
    sheet: str | None = None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """One line that is no row of the table. `reason`: a key of LEFT_OUT; `text`: what stands in it, shortened."""

    row: int
    reason: str
    sheet: str | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Doubt:
    """One cell that was taken, and that a person should look at. `field`: what it was read as; `suggestion`: what it may be."""

    row: int
    column: str | None
    value: str
    field: str
    text: str
    suggestion: str | None = None
    sheet: str | None = None
