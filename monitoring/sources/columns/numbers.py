"""Numbers as agencies write them: the decimal sign is found for the column as a whole, or asked for.

`1,234` alone may be one thousand two hundred and thirty-four or one and a bit. A column tells which only if some value in
it can mean one thing; when none can, the column is undecidable and a person is asked, because a guess is wrong by 1000.
"""

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from ...vocabulary.folding import fold
from ...vocabulary.word_lists import word_list
from ..table import Unreadable
from .plain import plain

_ARABIC_DECIMAL, _ARABIC_GROUP = "\N{ARABIC DECIMAL SEPARATOR}", "\N{ARABIC THOUSANDS SEPARATOR}"
_APOSTROPHES = "'’‘ʼ`´"
_SIGNS = ".," + _ARABIC_DECIMAL
_NUMBER = re.compile(
    rf"[0-9](?:[0-9 .,{_APOSTROPHES}{_ARABIC_DECIMAL}{_ARABIC_GROUP}]*[0-9])?|[.,{_ARABIC_DECIMAL}][0-9]+"
)
_GROUPED = re.compile(r"[0-9]{1,3}(?:#[0-9]{2,3})*#[0-9]{3}")  # also 12,34,567 as in India
_EXPONENT = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)[eE][+-]?[0-9]+")
_NOT_FINITE = re.compile(r"[+-]?(?:inf|infinity|infinite|∞|nan)", re.IGNORECASE)
_TOLERATED = 0.02  # the share of values against the rest that is left to be refused one by one


@dataclass(frozen=True)
class NumberStyle:
    """How a column writes numbers. `decimal`: "." or ","; None while `undecidable`, when a person has to say it.

    `evidence`: values that prove it, or the ones that could mean two things.
    """

    decimal: str | None = "."
    undecidable: bool = False
    evidence: tuple[str, ...] = ()

    @property
    def group(self) -> str | None:
        """The sign between thousands besides spaces and apostrophes, which are always one."""
        return {".": ",", ",": "."}.get(self.decimal or "")


@dataclass(frozen=True)
class Quantity:
    """A number as a cell gives it: `relation` exact, about, over or under; `high` the upper end of a range.

    Of a range the lower end is `value`, over it is what is said: a sum never holds more than somebody reported.
    `unit`: words that follow the number in the cell, "" for none.
    """

    value: float
    relation: str = "exact"
    high: float | None = None
    unit: str = ""


def infer_numbers(values: Iterable[str], *, decimal: str | None = None, cell_type: str = "text") -> NumberStyle:
    """The style of a column from its distinct values; `decimal` is what a person chose, `cell_type` that of a workbook.

    Cells that a workbook holds as numbers come with a point. Values that are no numbers are passed over.
    """
    if decimal is not None:
        return NumberStyle(decimal, evidence=("chosen",))
    if cell_type == "number":
        return NumberStyle(".", evidence=("numbers of a workbook",))
    proofs: dict[str, list[str]] = {".": [], ",": []}
    open_ones: list[str] = []
    for value in values:
        for part in _NUMBER.findall(plain(value)):
            sign = _proof(part)
            if sign:
                proofs[sign].append(value)
            elif sign is None:
                open_ones.append(value)
    return _judge(proofs, open_ones)


def _judge(proofs: dict[str, list[str]], open_ones: list[str]) -> NumberStyle:
    points, commas = len(proofs["."]), len(proofs[","])
    if not points and not commas:
        shown = tuple(open_ones[:5])
        return NumberStyle(None, True, shown) if open_ones else NumberStyle(".", evidence=())
    if min(points, commas) > _TOLERATED * (points + commas):
        return NumberStyle(None, True, (*proofs["."][:3], *proofs[","][:3]))
    winner = "." if points > commas else ","
    return NumberStyle(winner, evidence=tuple(proofs[winner][:5]))


def _proof(part: str) -> str | None:
    """The decimal sign that a number proves; "" when it has no sign that matters; None when it could mean two things."""
    if _ARABIC_DECIMAL in part or _ARABIC_GROUP in part:
        return ""  # these two signs say what they are
    bare = re.sub(rf"[ {_APOSTROPHES}]", "", part)
    points, commas = bare.count("."), bare.count(",")
    if not points and not commas:
        return ""
    if points and commas:
        last = max(".,", key=bare.rindex)
        return last if bare.count(last) == 1 else None
    sign, other = (".", ",") if points else (",", ".")
    if points + commas > 1:
        return other if _GROUPED.fullmatch(bare.replace(sign, "#")) else ""
    before, after = bare.split(sign)
    if bare != part or len(after) != 3 or len(before) > 3 or before in ("", "0") or before.startswith("0"):
        return sign  # thousands are parted in another way already, or no thousands are written like this
    return None


def read_number(text: str, style: NumberStyle, *, column: str = "") -> float:
    """The number of a cell, not below zero and finite; Unreadable for everything else, with the reason."""
    value = _number(plain(text), style, column, text)
    if value < 0:
        raise Unreadable(column, text, "is below zero")
    return value


def read_quantity(text: str, style: NumberStyle, *, column: str = "") -> Quantity:
    """The amount of a cell with the words around it: "about 5", "> 5 kg", "5-7", "12,5 kg"; Unreadable otherwise."""
    said = plain(text)
    if _NOT_FINITE.fullmatch(said):
        raise Unreadable(column, text, "is not a finite number")
    relation, rest = _relation(said)
    numbers = list(_EXPONENT.finditer(rest)) or list(_NUMBER.finditer(rest))
    if not numbers or rest[: numbers[0].start()].strip() not in ("", "+", "-"):
        raise Unreadable(column, text, "is not a number")
    first = numbers[0]
    low = read_number(rest[: first.end()], style, column=column)
    between, after = (rest[first.end() :], "") if len(numbers) == 1 else (
        rest[first.end() : numbers[1].start()], rest[numbers[1].end() :]
    )  # fmt: skip
    if len(numbers) == 2 and fold(between) in ("-", "to", "до", "a", "à", "bis", "تا", "إلى", "الى", "至"):
        high = read_number(numbers[1].group(), style, column=column)
        if relation is not None or high < low:
            raise Unreadable(column, text, "is not a range")
        return Quantity(low, "over", high, _unit(after, column, text))
    return Quantity(low, relation or "exact", None, _unit(rest[first.end() :], column, text))


def _unit(words: str, column: str, text: str) -> str:
    """What follows a number: words without a further number, except one inside the word (m2)."""
    unit = words.strip().rstrip("+").strip()
    if unit and ((not unit[0].isalpha() and unit[0] not in "(µ") or re.search(r"(?<![^\W\d_])[0-9]", unit)):
        raise Unreadable(column, text, "is not a number")
    return unit


def _relation(said: str) -> tuple[str | None, str]:
    folded = said.casefold()
    for word, relation in _relations():
        if folded.startswith(word) and not (word[-1].isalpha() and folded[len(word) : len(word) + 1].isalpha()):
            return relation, said[len(word) :].strip()
    return ("over", said[:-1].strip()) if said.endswith("+") else (None, said)


@cache
def _relations() -> tuple[tuple[str, str], ...]:
    """Words before a number, the longest first, so that "not more than" is not read as "more than"."""
    found = {plain(line["word"]).casefold(): line["relation"] for line in word_list("relations").values()}
    return tuple(sorted(found.items(), key=lambda each: -len(each[0])))


def _number(said: str, style: NumberStyle, column: str, text: str) -> float:
    if _NOT_FINITE.fullmatch(said):
        raise Unreadable(column, text, "is not a finite number")
    if said.startswith("(") and said.endswith(")") and _NUMBER.fullmatch(said[1:-1]):
        raise Unreadable(column, text, "is below zero as bookkeepers write it")
    sign = -1 if said.startswith("-") else 1
    bare = said[1:].strip() if said[:1] in "+-" else said
    if bare.endswith("-") and _NUMBER.fullmatch(bare[:-1].strip()):
        raise Unreadable(column, text, "is below zero as some systems write it")
    if _EXPONENT.fullmatch(bare):
        value = float(bare)
    elif _NUMBER.fullmatch(bare):
        value = float(_digits(bare, style, column, text))
    else:
        raise Unreadable(column, text, "is not a number")
    if not math.isfinite(value):
        raise Unreadable(column, text, "is not a finite number")
    return sign * value


def _digits(bare: str, style: NumberStyle, column: str, text: str) -> str:
    """The number as Python writes it, after its thousands were checked; Unreadable when they are not thousands."""
    decimal = style.decimal
    if _ARABIC_DECIMAL in bare or _ARABIC_GROUP in bare:
        decimal, bare = _ARABIC_DECIMAL, bare.replace(_ARABIC_GROUP, "'")
    elif decimal is None:
        proved = _proof(bare)
        if proved is None:
            raise Unreadable(column, text, "may be thousands or decimals: the decimal sign of the column is not known")
        decimal = proved or "."
    whole, found, fraction = bare.rpartition(decimal) if decimal in bare else (bare, "", "")
    if bare.count(decimal) > 1 or not (fraction.isdigit() or not found):
        raise Unreadable(column, text, f"has a sign where decimals after {decimal!r} were expected")
    parted = re.sub(rf"[ .,{_APOSTROPHES}]", "#", whole)
    if "#" in parted and (not _GROUPED.fullmatch(parted) or len({sign for sign in whole if not sign.isdigit()}) > 1):
        raise Unreadable(column, text, f"is not a number whose decimal sign is {decimal!r}")
    return parted.replace("#", "") + (f".{fraction}" if found else "")
