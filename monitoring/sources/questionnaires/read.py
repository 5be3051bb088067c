"""Questionnaires that are known to exist: geodata/facts/questionnaires.csv. Their texts are not; so each is an empty draft."""

from collections.abc import Iterator
from typing import TextIO

from ...vocabulary.life_cycle import ALL_PILLARS, PILLARS
from ...vocabulary.questions import DRAFT, ID
from ...vocabulary.rows import Accepted, Rejected
from ..table import Line, Unreadable, read_lines

NAME = "questionnaires"


def read(file: TextIO) -> Iterator[Accepted | Rejected]:
    """The first edition of one questionnaire per line, without a question."""
    return read_lines(NAME, file, _understand)


def _understand(line: Line) -> list:
    name = line.need("id")
    if not ID.fullmatch(name):
        raise Unreadable("id", name, "is not of small letters, digits and -")
    found = {
        "questionnaire_id": name, "edition": 1, "title": line.need("title"), "purpose": line.need("purpose"),
        "pillars": line.one_of("pillars", {one: one for one in (ALL_PILLARS, *PILLARS)}), "state": DRAFT,
        "source": line.need("source"),
    }  # fmt: skip
    return [("questionnaire", found)]
