"""Offices in the field: geodata/facts/field_offices.csv."""

from collections.abc import Iterator
from typing import TextIO

from ...vocabulary.dates import parse_period
from ...vocabulary.rows import Accepted, Rejected
from ..table import Line, Unreadable, read_lines

NAME = "field_offices"


def read(file: TextIO) -> Iterator[Accepted | Rejected]:
    """One office per line; `since` stays as precise as the source has it."""
    return read_lines(NAME, file, _understand)


def _understand(line: Line) -> list:
    office = {
        "organization": line.need("organization"), "name": line.need("office"), "kind": line.need("kind"),
        "city": line.text("city"), "country_iso3": line.country("country_iso3"), "since": line.text("since"),
        "status": line.text("status_as_of_source"), "source": line.need("source"),
    }  # fmt: skip
    since = office["since"] or "2000"
    try:
        parse_period(since)
    except ValueError:
        raise Unreadable("since", since, "is not a date") from None
    return [("office", office)]
