"""Treatment capacity and laboratories: geodata/facts/treatment_and_laboratory_counts.csv."""

from collections.abc import Iterator, Mapping
from typing import TextIO

from ...vocabulary.admin1 import find_admin1
from ...vocabulary.countries import find_country
from ...vocabulary.rows import Accepted, Rejected
from ..registry import describe
from ..table import Line, Unreadable, read_lines
from ..years import of_year

NAME = "treatment_and_laboratory_counts"
KINDS = {"treatment": "treatment", "laboratories": "laboratories"}


def read(file: TextIO) -> Iterator[Accepted | Rejected]:
    """One count of a country or a province and a year per line; the period in words, and the measure, stay in the note.

    An area that is neither the country nor one of its provinces is refused: sites are not read. Lookups: source.toml.
    """
    settings = describe(NAME).settings
    return read_lines(NAME, file, lambda line: _understand(line, settings))


def _understand(line: Line, settings: Mapping) -> list:
    iso3, area, measure = line.country("country_iso3"), line.need("area"), line.reported_in("measure")
    line.one_of("kind", KINDS)
    year, period = line.need("year"), line.text("period_detail")
    value = line.number("value")
    said = (measure, period if period != year else None, line.text("note"))
    found = {
        "indicator": line.one_of("measure", settings["indicators"]), "country_iso3": iso3, "admin1": _province(iso3, area),
        "area_reported": area, **of_year("year", year), "value": value, "value_low": line.number("value_low"),
        "value_high": line.number("value_high"), "unit": line.need("unit"), "state": "zero" if value == 0 else "value",
        "note": "; ".join(filter(None, said)), "source": line.need("source"),
    }  # fmt: skip
    return [("observation", found)]


def _province(iso3: str | None, area: str) -> str | None:
    if iso3 and find_country(area) == iso3:
        return None
    code = find_admin1(iso3, area) if iso3 else None
    if code is None:
        raise Unreadable("area", area, "is neither the country nor one of its provinces")
    return code
