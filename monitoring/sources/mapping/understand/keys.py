"""A 64-bit number for the content of a row, the same whether it stood in a text table or a workbook.

Each filled cell gives a number made of its column's name and what it says: a plain number as a float, a day as the day,
all other text exactly as it stands. The sum of these numbers is the key: an empty column more, or another order of columns,
changes nothing. The digests are BLAKE2, so that a key stays what it is, whatever version of whatever library made it.
"""

import re
from collections.abc import Callable, Mapping
from hashlib import blake2b

import numpy as np

from ....vocabulary.folding import fold
from ...distinct import Distinct

_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?", re.ASCII)
_MIDNIGHT = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})[T ]00:00:00(?:\.0+)?", re.ASCII)


DIGITS = 15  # of a number that a workbook keeps: what a text table has beyond them is noise of binary fractions


def rounded(value: float) -> float:
    """The number as any spreadsheet keeps it."""
    return float(f"{value:.{DIGITS}g}")


def canonical(text: str) -> str:
    """`490`, `490.0` and `4.9e2` are one number, midnight of a day is the day; all else stays: `007` is no 7."""
    if _NUMBER.fullmatch(text):
        value = rounded(float(text))
        return repr(0.0 if value == 0 else value)
    found = _MIDNIGHT.fullmatch(text)
    return found[1] if found else text


def digest(name: str, text: str) -> int:
    """64 bits of a cell under a column; 0 for an empty cell."""
    if not text:
        return 0
    return int.from_bytes(blake2b(f"{name}\0{text}".encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


def row_keys(
    columns: Mapping[str, Distinct], names: Mapping[str, str], days: Mapping[str, Callable[[str], str]]
) -> np.ndarray:
    """The signed key of each row. `names`: heading -> the name its cells are known under (the heading, folded, where it
    has none); `days`: heading -> what makes a day of a cell of a date column.
    """
    total: np.ndarray | None = None
    for heading, cells in columns.items():
        name, say = names.get(heading) or fold(heading), days.get(heading, canonical)
        each = np.array([digest(name, say(word)) for word in cells.words] or [0], dtype=np.uint64)[cells.codes]
        total = each if total is None else total + each
    return np.zeros(0, dtype=np.int64) if total is None else total.view(np.int64)
