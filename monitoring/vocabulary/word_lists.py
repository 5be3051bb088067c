"""The tables of words in `lookups/`: data that somebody who does not program can review and extend."""

import csv
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from .folding import fold

HERE = Path(__file__).parent / "lookups"


@cache
def lines(name: str) -> tuple[Mapping[str, str], ...]:
    """The lines of lookups/`name`.csv in the order of the file."""
    with (HERE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(MappingProxyType(line) for line in csv.DictReader(file, strict=True))


@cache
def word_list(name: str, folding: Callable[[str], str] = fold) -> Mapping[str, Mapping[str, str]]:
    """Every word of lookups/`name`.csv, folded, to its line. A line has one `word`, or `words` with "|" between.

    ValueError when two lines claim one word with different codes: a table that contradicts itself is not used.
    """
    found: dict[str, Mapping[str, str]] = {}
    for line in lines(name):
        for word in (line["word"],) if "word" in line else (line["code"], *line["words"].split("|")):
            first = found.setdefault(folding(word), line)
            if first.get("code") != line.get("code"):
                raise ValueError(f"lookups/{name}.csv: {word!r} means {first['code']!r} and {line['code']!r}")
    found.pop("", None)
    return MappingProxyType(found)


@cache
def word_set(name: str) -> frozenset[str]:
    """The words of a table that has nothing else to say, folded."""
    return frozenset(word_list(name))
