"""Single figures about Afghan areas: geodata/facts/afghanistan_subnational.csv."""

from collections.abc import Iterator, Mapping
from typing import TextIO

from ...vocabulary.rows import Accepted, Rejected
from ..registry import describe
from ..table import Line, read_lines
from ..years import of_year

NAME = "afghanistan_subnational"


def read(file: TextIO) -> Iterator[Accepted | Rejected]:
    """One figure per line. A unit with words beside it (`ha (almost)`) keeps them in the note. Lookups: source.toml."""
    settings = describe(NAME).settings
    return read_lines(NAME, file, lambda line: _understand(line, settings))


def _understand(line: Line, settings: Mapping) -> list:
    area, written, note = line.need("area"), line.reported_in("unit"), line.text("note")
    unit = line.one_of("unit", settings["units"])
    beside = written.removeprefix(unit).strip(" ()") if unit in written else ""
    value = line.number("value")
    found = {
        "indicator": line.one_of("measure", settings["indicators"]), "country_iso3": "AFG",
        "admin1": settings["provinces"].get(area), "area_reported": area, **of_year("year", line.need("year")),
        "value": value, "unit": unit, "state": "zero" if value == 0 else "missing" if value is None else "value",
        "estimator": settings["estimators"].get(area), "note": "; ".join(filter(None, (beside, note))) or None,
        "source": line.need("source"),
    }  # fmt: skip
    return [("observation", found)]
