"""What the cells of a column look like: the share of its distinct cells that are dates, numbers, drugs, countries and so on."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache

from ...vocabulary.folding import fold
from ...vocabulary.lookup import Lookups, says_nothing
from ...vocabulary.place_points import written_point
from ..columns.date_parts import take_apart
from ..columns.dates import month_of, weekday_of
from ..columns.numbers import NumberStyle, read_quantity
from ..columns.plain import plain
from ..table import Unreadable

LOOKED_AT = 500  # distinct cells of a column
_DAYS = ("ymd", "triple", "digits")
WORDED = ("drug", "unit", "country", "mode", "direction", "place_type")


def shares(cells: Sequence[str], words: Lookups) -> Mapping[str, float]:
    """Of the cells that say something, the share that each test takes; nothing for a column without any."""
    said = [cell for cell in dict.fromkeys(each.strip() for each in cells) if not says_nothing("date", cell)][
        :LOOKED_AT
    ]
    if not said:
        return {}
    tests: dict[str, Callable[[str], bool]] = {
        "date": _is_day, "year": _is_year, "month": lambda cell: not _digits(cell) and month_of(cell) is not None,
        "weekday": lambda cell: weekday_of(cell) is not None, "number": _is_number, "amount": _is_amount,
        "coordinates": lambda cell: (point := written_point(cell)) is not None and bool(point.points),
    } | {name: _known(name, words) for name in WORDED}  # fmt: skip
    return {name: sum(map(test, said)) / len(said) for name, test in tests.items()}


def _known(name: str, words: Lookups) -> Callable[[str], bool]:
    def known(cell: str) -> bool:
        return not _digits(cell) and (meaning := words.look(name, cell)).known and meaning.how != "missing"

    return known


def _digits(cell: str) -> bool:
    return plain(cell).replace(".", "").replace(",", "").isdecimal()


def _is_day(cell: str) -> bool:
    parts = take_apart(cell)
    return parts is not None and (parts.kind in _DAYS or (parts.kind == "month" and not _digits(cell)))


def _is_year(cell: str) -> bool:
    text = plain(cell).removesuffix(".0")
    return len(text) == 4 and text.isdecimal() and 1300 <= int(text) <= 2100


def _is_number(cell: str) -> bool:
    return _read(cell) == ""


def _is_amount(cell: str) -> bool:
    """A number with its unit in one cell."""
    return bool(_read(cell))


def _read(cell: str) -> str | None:
    """The unit written beside the number of a cell; None when it is no number. Whichever sign stands before decimals."""
    for decimal in (".", ","):
        try:
            return read_quantity(cell, NumberStyle(decimal)).unit
        except Unreadable as problem:
            if problem.reason == "is below zero":
                return ""
    return None


@cache
def bare(heading: str) -> str:
    """A heading without case, accents, spaces and signs."""
    return "".join(filter(str.isalnum, fold(heading)))
