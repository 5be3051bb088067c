"""Paris Pact partner organizations: geodata/facts/partner_organizations.csv."""

from collections.abc import Iterator
from typing import TextIO

from ...vocabulary.folding import slug
from ...vocabulary.rows import Accepted, Rejected
from ..table import Line, read_lines

NAME = "partner_organizations"


def read(file: TextIO) -> Iterator[Accepted | Rejected]:
    """One organization per line, under the name that was printed."""
    return read_lines(NAME, file, _understand)


def _understand(line: Line) -> list:
    abbreviation = line.need("abbrev")
    organization = {
        "slug": slug(abbreviation), "abbreviation": abbreviation, "name_reported": line.need("name_as_published"),
        "marked_new": line.flag("marked_new_in_brochure"), "counted_as": line.text("status_vs_report_count_of_21"),
        "note": line.text("note"), "source": line.need("source"),
    }  # fmt: skip
    return [("organization", organization)]
