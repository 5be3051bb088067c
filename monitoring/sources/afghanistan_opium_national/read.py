"""Afghan opium, country totals: geodata/facts/afghanistan_opium_national.csv."""

from collections.abc import Iterator, Mapping
from typing import TextIO

from ...vocabulary.rows import Accepted, Rejected
from ..registry import describe
from ..table import Line, read_lines
from ..years import of_year

NAME = "afghanistan_opium_national"
INDICATORS = {"cultivation_ha": ("opium_cultivation", "ha"), "potential_production_t": ("opium_production", "t")}


def read(file: TextIO) -> Iterator[Accepted | Rejected]:
    """One observation per number on a line: area under poppy, potential production. Editions stand side by side.

    A line without any number says that the year is missing, and brings two observations of that state. Ranges and
    doubtful figures: source.toml.
    """
    settings = describe(NAME).settings
    return read_lines(NAME, file, lambda line: _understand(line, settings))


def _understand(line: Line, settings: Mapping) -> list:
    estimator, edition = line.need("estimator"), line.text("edition_status")
    year = line.need("year")
    common = {
        "country_iso3": "AFG", "area_reported": "Afghanistan", **of_year("year", year), "estimator": estimator,
        "edition": edition, "confidence": _confidence(settings, year, edition), "note": line.text("check_note"),
        "source": line.need("source"),
    }  # fmt: skip
    numbers = {column: _number(line, column, settings, year, estimator) for column in INDICATORS}
    stated = {column: number for column, number in numbers.items() if any(part is not None for part in number.values())}
    return [
        ("observation", {"indicator": INDICATORS[column][0], "unit": INDICATORS[column][1], **number, **common,
                         "state": "value" if column in stated else "missing"})
        for column, number in (stated or numbers).items()
    ]  # fmt: skip


def _number(line: Line, column: str, settings: Mapping, year: str, estimator: str) -> dict:
    number = {"value": line.number(column), "value_low": None, "value_high": None}
    for each in settings["ranges"]:
        if (each["year"], each["estimator"], each["column"]) == (year, estimator, column):
            number |= {"value_low": each["low"], "value_high": each["high"]}
    return number


def _confidence(settings: Mapping, year: str, edition: str | None) -> str | None:
    found = [each["why"] for each in settings["doubtful"] if (each["year"], each["edition_status"]) == (year, edition)]
    return found[0] if found else None
