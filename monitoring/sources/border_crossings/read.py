"""Crossings, ports and airports: geodata/facts/border_crossings.csv, one line per place."""

from collections.abc import Iterator
from typing import TextIO

from ...vocabulary.folding import slug
from ...vocabulary.rows import Accepted, Rejected
from ..registry import describe
from ..table import Line, read_lines

NAME = "border_crossings"
# The file's mode -> (kind of place, mode of transport).
MODES = {
    "road": ("crossing", "road"), "road bridge": ("crossing", "road"), "rail": ("crossing", "rail"),
    "ferry (barge)": ("crossing", "river"), "port": ("port", "sea"), "airport": ("airport", "air"),
}  # fmt: skip


def read(file: TextIO) -> Iterator[Accepted | Rejected]:
    """One place per line, with its other spellings; for an airport that column holds its IATA code, kept as a code."""
    vintage = describe(NAME).settings["airports"]["code_vintage"]
    return read_lines(NAME, file, lambda line: _understand(line, vintage))


def _understand(line: Line, vintage: str) -> list:
    name, mode = line.need("name"), line.reported_in("mode")
    kind, transport = line.one_of("mode", MODES)
    place = {
        "id": f"{kind}/{slug(name)}", "kind": kind, "name": name, "country_a": line.country("country_a"),
        "country_b": line.country("country_b"), "mode": transport, "mode_reported": mode,
        "lon": line.number("lon"), "lat": line.number("lat"), "coordinate_kind": line.text("coordinate_kind"),
        "coordinate_source": line.text("coordinate_source"), "note": line.text("status_note"),
        "source": line.need("source"),
    }  # fmt: skip
    others = [part.strip() for part in (line.text("alternative_spellings") or "").split("|") if part.strip()]
    if kind == "airport":
        codes = [{"place_id": place["id"], "scheme": "iata", "vintage": vintage, "code": code} for code in others]
        return [("place", place), *(("place_code", code) for code in codes)]
    names = [{"place_id": place["id"], "position": at, "name": other} for at, other in enumerate(others, start=1)]
    return [("place", place), *(("place_name", each) for each in names)]
