"""Projects of assistance that public texts name: geodata/facts/assistance_projects.csv."""

import re
from collections.abc import Iterator
from typing import TextIO

from ...vocabulary.life_cycle import ALL_PILLARS, PILLARS
from ...vocabulary.rows import Accepted, Rejected
from ..table import Line, Unreadable, read_lines

NAME = "assistance_projects"
_CURRENCIES = ("EUR", "JPY", "USD")
_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?", re.ASCII)


def read(file: TextIO) -> Iterator[Accepted | Rejected]:
    """One project per line. A budget is the sum that the source states in its currency: rows overlap and are never added.

    started, ended: ISO dates as far as they are known. pillars: "all", or numbers with semicolons; null where none is named.
    """
    return read_lines(NAME, file, _understand)


def _understand(line: Line) -> list:
    found = {
        "project_id": line.need("code"), "position": line.row - 1, "title": line.need("title"),
        "agency": line.text("implementing_agency"), "donors": line.text("donors"), **_money(line),
        "started": _date(line, "start"), "ended": _date(line, "end"), "recipients": line.text("recipients"),
        "pillars": _pillars(line), "status_reported": line.text("status_as_of_source"), "note": line.text("note"),
        "source": line.need("source"),
    }  # fmt: skip
    return [("assistance_project", found)]


def _money(line: Line) -> dict:
    """A currency without a budget says in what one would be counted, and is left out."""
    budget, currency = line.number("budget"), line.text("currency")
    if budget is None:
        return {"budget": None, "currency": None}
    if currency not in _CURRENCIES:
        raise Unreadable("currency", currency or "", f"is none of {', '.join(_CURRENCIES)}")
    if budget <= 0:
        raise Unreadable("budget", line.reported_in("budget"), "is no sum of money")
    return {"budget": budget, "currency": currency}


def _date(line: Line, column: str) -> str | None:
    said = line.text(column)
    if said is not None and not _DATE.fullmatch(said):
        raise Unreadable(column, said, "is no date as 2014, 2014-06 or 2014-06-03")
    return said


def _pillars(line: Line) -> str | None:
    said = line.text("pillar")
    if said is not None and said != ALL_PILLARS and not set(said.split(";")) <= set(PILLARS):
        raise Unreadable("pillar", said, "is neither all nor pillars from 1 to 4")
    return said
