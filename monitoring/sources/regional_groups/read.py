"""Groups of countries: geodata/facts/regional_groups.csv, one line per member."""

from collections.abc import Iterator
from datetime import date
from typing import TextIO

from ...vocabulary.rows import Accepted, Rejected
from ..registry import describe
from ..table import Line, Unreadable, read_lines

NAME = "regional_groups"


def read(file: TextIO) -> Iterator[Accepted | Rejected]:
    """One membership per line; the first line of a group brings the group. Slugs and dates: source.toml."""
    groups = describe(NAME).settings["groups"]
    begun: set[str] = set()

    def understand(line: Line) -> list:
        name, kind = line.need("group"), line.need("kind")
        if name not in groups:
            raise Unreadable("group", name, "is a group that nobody has reviewed (source.toml)")
        known = groups[name]
        member = {
            "group_slug": known["slug"], "iso3": line.country("iso3"), "name_reported": line.need("member_name"),
            "role": line.need("role"), "valid_from": _day(known, "valid_from"), "valid_to": _day(known, "valid_to"),
            "note": line.text("note"), "source": line.need("source"),
        }  # fmt: skip
        facts = [("country_group_member", member)]
        if name not in begun:
            begun.add(name)
            facts.append(("country_group", {"slug": known["slug"], "name": name, "kind": kind, "note": member["note"]}))
        return facts

    return read_lines(NAME, file, understand)


def _day(known: dict, name: str) -> date | None:
    return date.fromisoformat(known[name]) if name in known else None
