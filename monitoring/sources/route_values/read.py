"""Numbers published for whole routes: geodata/facts/route_values.csv."""

from collections.abc import Iterator
from typing import TextIO

from ...vocabulary.rows import Accepted, Rejected
from ..table import Line, read_lines

NAME = "route_values"


def read(file: TextIO) -> Iterator[Accepted | Rejected]:
    """One number (or range) per line, with its period and unit in the words of the publication."""
    return read_lines(NAME, file, _understand)


def _understand(line: Line) -> list:
    value = {
        "route_name": line.need("route"), "measure": line.need("measure"), "period": line.need("period"),
        "value": line.number("value"), "value_low": line.number("value_low"), "value_high": line.number("value_high"),
        "unit": line.need("unit"), "qualifier": line.text("qualifier"), "source": line.need("source"),
    }  # fmt: skip
    return [("route_value", value)]
