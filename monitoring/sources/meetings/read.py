"""Meetings of the consultative mechanism: geodata/facts/meetings.csv."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from typing import TextIO

from ...vocabulary.folding import slug
from ...vocabulary.gazetteer import gazetteer
from ...vocabulary.life_cycle import MEETING_KINDS, PILLARS
from ...vocabulary.rows import Accepted, Rejected
from ..table import Line, Unreadable, read_lines

NAME = "meetings"
_PRECISION = {4: "year", 7: "month", 10: "day"}
_KINDS = {word: word for word in MEETING_KINDS if word not in ("ewg", "pcg")} | {"EWG": "ewg", "PCG": "pcg"}
_PILLARS = {"I": "1", "II": "2", "III": "3", "IV": "4"} | {number: number for number in PILLARS}


def read(file: TextIO) -> Iterator[Accepted | Rejected]:
    """One meeting per line. A date is as precise as the text: day, month or year, or none where the text gives none.

    lon and lat are the city's, by the gazetteer; null where no city is named. pillars: "all", or numbers with semicolons.
    """
    return read_lines(NAME, file, _understand)


def _understand(line: Line) -> list:
    name, start, city = line.need("name"), line.text("start"), line.text("city")
    kind = line.one_of("kind", _KINDS)
    iso3 = line.country("host_iso3")
    lon, lat = _point(city, iso3)
    found = {
        "meeting_id": f"{kind}-{start or slug(name).replace('_', '-')}", "kind": kind, "name": name,
        **span(start, line.text("end")),
        "city": city, "host_iso3": iso3, "lon": lon, "lat": lat, "pillars": pillars_of(line), "what": line.text("what"),
        "countries_reported": line.text("countries"), "organizations_reported": line.text("organizations"),
        "recommendations_reported": line.whole("recommendations_count"), "endorsed_at": line.text("endorsed_at"),
        "source": line.need("source"),
    }  # fmt: skip
    return [("meeting", found)]


def span(start: str | None, end: str | None) -> dict:
    """started_on, ended_on (the last day that the words allow) and date_precision of two ISO dates cut to what is known."""
    if start is None:
        return {"started_on": None, "ended_on": None, "date_precision": None}
    return {
        "started_on": _day("start", start, 1), "ended_on": _day("end", end or start, None),
        "date_precision": _PRECISION[len(start)],
    }  # fmt: skip


def _day(column: str, text: str, first: int | None) -> date:
    """The day, or of a month or year the first one (`first`) or the last."""
    try:
        if len(text) not in _PRECISION:
            raise ValueError(text)
        year, month, day = ([int(part) for part in text.split("-")] + [0, 0])[:3]
        month = month or (1 if first else 12)
        return date(year, month, day or first or monthrange(year, month)[1])
    except ValueError:
        raise Unreadable(column, text, "is no date as 2014, 2014-06 or 2014-06-03") from None


def pillars_of(line: Line) -> str:
    """`all`, or the numbers of the pillars with semicolons, from the column `pillars`."""
    said = line.need("pillars")
    if said == "all":
        return said
    parts = [part.strip() for part in said.split(";")]
    if not set(parts) <= set(_PILLARS):
        raise Unreadable("pillars", said, "is neither all nor pillars from I to IV")
    return ";".join(sorted(_PILLARS[part] for part in parts))


def _point(city: str | None, iso3: str | None) -> tuple[float | None, float | None]:
    """The city on the map; a town that bears the name of its province is the town: nobody meets in a province."""
    if city is None:
        return None, None
    found = gazetteer().place(iso3, "", city)
    if found.lon is None:
        raise Unreadable("city", city, "is not in the gazetteer")
    return found.lon, found.lat
