"""The words beside a place's name: what kind of thing it is (province, district, street ...), and what is no place at all.

`place_key` is how two spellings of a name are compared here: `Sar-i Pul`, `SARIPUL` and `Sar-e-Pul` differ in one letter
at most. The words themselves are data for review: geodata/hand/place_words.csv.
"""

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from ..paths import GEODATA
from .folding import fold

_TOKEN = re.compile(r"[^\W_]+")
_ALIKE = str.maketrans({"ة": "ه", "ى": "ي", "ð": "d", "œ": "oe", "ʼ": "", "ʻ": "", "ʹ": "", "'": "", "`": "", "´": ""})
_ADJECTIVE = re.compile("([а-яғқҳҷўӣӯ]{3,}?)(?:ов|ев|ин)?ск(?:ии|ая|ое|ого|ои|им|ом)")
_LONGEST = 5  # words in the longest expression of the table
_OF = frozenset(["of", "de", "del", "di", "da", "do", "du", "la", "von", "af"])


@dataclass(frozen=True)
class Piece:
    """A stretch of a place's text with the kind of thing that the words around it say it is, "" where they say nothing."""

    tokens: tuple[str, ...]
    kind: str = ""

    @property
    def key(self) -> str:
        return "".join(self.tokens)


def tokens_of(text: str) -> list[str]:
    """The words of `text`, folded; an apostrophe joins, every other sign parts."""
    return _TOKEN.findall(fold(text).translate(_ALIKE))


def place_key(text: str) -> str:
    """What two spellings of one name have in common: letters and digits only, no case, no accents, no spaces."""
    return "".join(tokens_of(text))


@cache
def _words() -> dict[tuple[str, ...], tuple[str, str]]:
    """Tokens of an expression to (kind, side): before, after, both, any."""
    words: dict[tuple[str, ...], tuple[str, str]] = {}
    with (GEODATA / "hand" / "place_words.csv").open(encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file):
            tokens, (kind, side) = tuple(tokens_of(line["word"])), (line["kind"], line["side"])
            known = words.get(tokens)
            words[tokens] = (known[0], "both") if known and known != (kind, side) else (kind, side)
    return words


def is_missing(tokens: list[str]) -> bool:
    """Whether the whole text only says that nothing is known, or holds no letter at all."""
    return (
        not any(any(map(str.isalpha, token)) for token in tokens) or _words().get(tuple(tokens), ("",))[0] == "missing"
    )


def is_unit(tokens: list[str]) -> bool:
    """Whether the text names an office or unit of police rather than a place."""
    return any(_words().get((token,), ("",))[0] == "unit" for token in tokens)


def is_only_kind(tokens: Iterable[str]) -> bool:
    """Whether the text says only what kind of thing is meant: "airport", "central prison" is more."""
    return tuple(tokens) in _words()


def seats_of(name: str) -> Iterator[str]:
    """Names that the adjective of a Russian district may be made of: "ургутскии" (as `place_key` writes it) of Urgut."""
    found = _ADJECTIVE.fullmatch(name)
    if found:
        for ending in ("", "а", "я", "о", "е", "ы", "и", "ь", "ск", "к"):
            yield found[1] + ending


def pieces(tokens: list[str]) -> Iterator[Piece]:
    """`tokens` cut where a word of the table says that a name begins or ends: "khatlon province yavan district" is two."""
    current: list[str] = []
    kind, at = "", 0
    while at < len(tokens):
        length, (what, side) = _expression(tokens, at)
        if what in ("", "missing", "unit"):
            current.append(tokens[at])
            at += 1
            continue
        at += length
        closes = bool(current) and (side == "after" or at >= len(tokens) or (side == "both" and not kind))
        if closes:
            yield Piece(tuple(current), kind if kind == "street" else what)
            current, kind = [], ""
            continue
        if current:
            yield Piece(tuple(current), kind)
        current, kind = [], what
        while at < len(tokens) - 1 and what != "street" and tokens[at] in _OF and tokens[at] != "la":
            at += 1
    if current:
        yield Piece(tuple(current), kind)


def _expression(tokens: list[str], at: int) -> tuple[int, tuple[str, str]]:
    """How many tokens from `at` make an expression of the table, and which; the longest wins."""
    for length in range(min(_LONGEST, len(tokens) - at), 0, -1):
        found = _words().get(tuple(tokens[at : at + length]))
        if found and (len(tokens) > length):
            return length, found
    return 1, ("", "")


def bare(text: str) -> str:
    """The key of `text` without words for its kind: "новосибирская" for "Новосибирская область"."""
    parts = list(pieces(tokens_of(text)))
    return parts[0].key if len(parts) == 1 else place_key(text)
