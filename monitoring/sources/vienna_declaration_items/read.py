"""Items of the Vienna Declaration: geodata/facts/vienna_declaration_items.csv."""

from collections.abc import Iterator
from typing import TextIO

from ...vocabulary.rows import Accepted, Rejected
from ..table import Line, read_lines

NAME = "vienna_declaration_items"
PILLARS = {"I": "1", "II": "2", "III": "3", "IV": "4"}
COMPLETENESS = {word: word for word in ("title", "full", "partial (text cut)", "summary only", "not seen")}
NOT_SEEN = "not seen"


def read(file: TextIO) -> Iterator[Accepted | Rejected]:
    """One item per line, or a range of items that the source does not tell apart; I.0 and the like are titles of pillars.

    gist: null for an item that was not read; what the line says of such a one follows its completeness.
    """
    return read_lines(NAME, file, _understand)


def _understand(line: Line) -> list:
    number, label, gist = line.reported_in("pillar"), line.need("short_label"), line.text("gist_own_words")
    completeness = line.one_of("completeness", COMPLETENESS)
    unread = completeness == NOT_SEEN
    found = {
        "item_id": f"{number}.{line.need('item_no')}", "position": line.row, "pillar": line.one_of("pillar", PILLARS),
        "label": label, "gist": None if unread else gist,
        "completeness": f"{completeness}: {gist}" if unread and gist else completeness,
        "source": line.need("source"),
    }  # fmt: skip
    return [("declaration_item", found)]
