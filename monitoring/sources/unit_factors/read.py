"""Factors between units as a table of the record: geodata/facts/unit_factors.csv."""

from collections.abc import Iterator
from typing import TextIO

from ...vocabulary.rows import Accepted, Rejected
from ..table import Line, read_lines

NAME = "unit_factors"
DIMENSIONS = {dimension: dimension for dimension in ("mass", "volume", "count", "area", "yield")}


def read(file: TextIO) -> Iterator[Accepted | Rejected]:
    """One factor per line: kilograms per unit, low, typical and high where sources disagree."""
    return read_lines(NAME, file, _understand)


def _understand(line: Line) -> list:
    factor = {
        "unit": line.need("unit"), "dimension": line.one_of("dimension", DIMENSIONS),
        "applies_to": line.need("applies_to"),
        "kg_per_unit_low": line.number("kg_per_unit_low"), "kg_per_unit_typical": line.number("kg_per_unit_typical"),
        "kg_per_unit_high": line.number("kg_per_unit_high"), "note": line.text("note"), "source": line.need("source"),
    }  # fmt: skip
    return [("unit_factor", factor)]
