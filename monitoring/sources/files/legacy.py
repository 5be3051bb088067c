"""The encoding of text that is no UTF-8 and has no mark: decided by what the letters spell, or asked for. Never a guess.

Every 8-bit encoding turns any bytes into some letters; only one makes words of them. A word counts for an encoding when it
is of one script and its capitals stand where capitals do; a wrong reading mixes scripts or cases in nearly every word.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections import Counter
from functools import cache
from pathlib import Path

from ...language import N_
from .limits import MB
from .said import Refusal, Said, line

CODECS = {"cp1251": "CYRILLIC", "cp1256": "ARABIC", "cp1252": "LATIN", "koi8_r": "CYRILLIC", "cp866": "CYRILLIC"}
WIDE = ("utf-16-le", "utf-16-be")
LOOKED_AT = 8 * MB
BLOCK = MB
ENOUGH, MARGIN = 0.9, 0.15
HIGH = re.compile(rb"[A-Za-z\x80-\xff'`-]*[\x80-\xff][A-Za-z\x80-\xff'`-]*")
SCRIPTS = ("LATIN", "CYRILLIC", "ARABIC")
ORDINARY = "0123456789 \t\r\n.,;:|/-_()'\"+%&#*"
NAME_IT = Said(N_("Name the encoding (utf-16-le, cp1251, cp1252, cp1256 ...), or save the file again as UTF-8."))


def by_evidence(path: Path) -> tuple[str, list[list[Said]]]:
    """The codec of a text file that is neither UTF-8 nor marked, and a note that says so; Refusal when nothing decides."""
    with path.open("rb") as file:
        start = file.read(LOOKED_AT)
    codec = _wide(start) if b"\0" in start else _narrow(start)
    if codec is None:
        raise Refusal(Said(N_("it cannot be told in which encoding it was saved.")), NAME_IT, _first_strange(start))
    bad = _undecodable(path, codec)
    if bad is not None:
        said = Said(N_("most of it is text in {codec}, but not all: it may be made of several files."), codec=codec)
        raise Refusal(said, NAME_IT, line(bad))
    text = N_("The text is read as {codec}, judged by its letters; name the encoding if names look wrong.")
    return codec, [[Said(N_("the file")), Said(text, codec=codec)]]


def decided(samples: list[bytes]) -> str | None:
    """The codec in which these pieces of text make words: utf-8 or one of CODECS; None when that cannot be told."""
    joined = b"\n".join(samples)
    try:
        joined.decode("utf-8")
        return "utf-8"
    except UnicodeDecodeError:
        return _narrow(joined)


def _wide(start: bytes) -> str | None:
    """UTF-16 in one of its two orders: the one in which nearly everything is a letter or an ordinary sign."""
    even = start[: len(start) // 2 * 2]
    shares = {}
    for codec in WIDE:
        try:
            text = even.decode(codec)
        except UnicodeDecodeError:
            continue
        counted = Counter(text[:200_000])
        shares[codec] = sum(n for letter, n in counted.items() if _usual(letter)) / max(counted.total(), 1)
    best = max(shares, key=lambda each: shares[each], default=None)
    return best if best and shares[best] > 0.95 and "\n" in even.decode(best) else None


@cache
def _usual(letter: str) -> bool:
    return letter in ORDINARY or any(unicodedata.name(letter, "").startswith(script) for script in SCRIPTS)


def _narrow(start: bytes) -> str | None:
    words = Counter(HIGH.findall(start))
    if not words:
        return None
    scores = {codec: _score(words, codec, script) for codec, script in CODECS.items()}
    ranked = sorted(scores, key=lambda codec: -scores[codec])
    best = ranked[0]
    if scores[best] < ENOUGH:
        return None
    for other in ranked[1:]:
        if scores[best] - scores[other] < MARGIN and not _same(words, best, other):
            return None
    # Where two encodings give the same text, the more usual one is named.
    return next(codec for codec in CODECS if codec == best or (scores[codec] >= ENOUGH and _same(words, best, codec)))


def _same(words: Counter[bytes], one: str, other: str) -> bool:
    try:
        return all(word.decode(one) == word.decode(other) for word in words)
    except UnicodeDecodeError:
        return False


def _score(words: Counter[bytes], codec: str, script: str) -> float:
    """The share of distinct words that are words of `script` when read as `codec`, the longer ones counting for more."""
    good = weight = 0
    for raw in words:
        try:
            word = raw.decode(codec).strip("'`-")
        except UnicodeDecodeError:
            return 0.0
        size = min(len(word), 12)
        weight += size
        good += size if _is_word(word, script) else 0
    return good / weight if weight else 0.0


def _is_word(word: str, script: str) -> bool:
    letters = [letter for letter in word if letter.isalpha()]
    signs = [letter for letter in word if not letter.isalpha() and not unicodedata.category(letter).startswith("M")]
    if not letters or any(letter not in "'`-’\u200c\u200d\u0640" for letter in signs):
        return False
    if any(_script(letter) != script for letter in letters):
        return False
    if script == "LATIN":  # words of nothing but accents are another alphabet
        strange = sum(letter > "\x7f" for letter in letters)
        if strange > max(1, len(letters) // 2):
            return False
    return script == "ARABIC" or all(_cased(part) for part in re.split("['`’-]", word) if part)


@cache
def _script(letter: str) -> str:
    return unicodedata.name(letter, "").partition(" ")[0]


def _cased(word: str) -> bool:
    return word.islower() or word.isupper() or (word[:1].isupper() and word[1:].islower())


def _undecodable(path: Path, codec: str) -> int | None:
    """The line of the first bytes that are no text in `codec`."""
    decode, lines = codecs.getincrementaldecoder(codec)("strict").decode, 1
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            try:
                lines += decode(block).count("\n")
            except UnicodeDecodeError as problem:
                return lines + bytes(problem.object[: problem.start]).count(b"\n")
    try:
        decode(b"", True)
    except UnicodeDecodeError:
        return lines
    return None


def _first_strange(start: bytes) -> Said:
    try:
        start.decode("utf-8")
    except UnicodeDecodeError as problem:
        return line(start[: problem.start].count(b"\n") + 1)
    return line(1)
