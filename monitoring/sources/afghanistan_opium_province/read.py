"""Area under poppy by Afghan province: geodata/facts/afghanistan_opium_province.csv."""

from collections.abc import Iterator
from typing import TextIO

from ...vocabulary.admin1 import ADMIN1
from ...vocabulary.rows import Accepted, Rejected
from ..table import Line, Unreadable, read_lines
from ..years import of_year

NAME = "afghanistan_opium_province"
STATES = {state: state for state in ("value", "poppy_free", "grown_no_figure")}


def read(file: TextIO) -> Iterator[Accepted | Rejected]:
    """One province and year per line. A printed 0 is the state zero: measured, and not the same as poppy-free.

    The province is its ISO 3166-2 code; the pcode of the file is a code of another scheme and only kept as reported.
    """
    return read_lines(NAME, file, _understand)


def _understand(line: Line) -> list:
    value, state, admin1 = line.number("cultivation_ha"), line.one_of("status", STATES), line.need("iso_3166_2")
    if admin1 not in ADMIN1:
        raise Unreadable("iso_3166_2", admin1, "is not an ISO 3166-2 code")
    if (state == "value") != (value is not None):
        raise Unreadable("status", state, "does not fit cultivation_ha")
    line.text("pcode")
    found = {
        "indicator": "opium_cultivation", "country_iso3": "AFG", "admin1": admin1,
        "area_reported": line.need("province"), **of_year("year", line.need("year")), "value": value, "unit": "ha",
        "state": "zero" if value == 0 else state, "change_pct": line.number("change_vs_previous_year_pct"),
        "estimator": "UNODC", "edition": line.need("edition"), "confidence": line.text("confidence"),
        "note": line.text("note"), "source": line.need("source"),
    }  # fmt: skip
    return [("observation", found)]
