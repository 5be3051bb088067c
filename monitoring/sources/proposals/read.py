"""Proposals made at conferences: geodata/hand/proposals.csv, typed by us from public texts."""

from collections.abc import Iterator
from typing import TextIO

from ...vocabulary.life_cycle import STATUSES
from ...vocabulary.rows import Accepted, Rejected
from ..meetings.read import pillars_of
from ..table import Line, read_lines

NAME = "proposals"


def read(file: TextIO) -> Iterator[Accepted | Rejected]:
    """One proposal per line; proposed_on and status_as_of are days, months or years as known."""
    return read_lines(NAME, file, _understand)


def _understand(line: Line) -> list:
    found = {
        "proposal_id": line.need("id"), "position": line.row, "title": line.need("title"), "proposer": line.need("proposer"),
        "proposer_iso3": line.country("proposer_iso3"), "proposed_on": line.text("proposed_on"),
        "meeting_id": line.text("meeting_id"), "gist": line.need("gist"), "pillars": pillars_of(line),
        "recommendation_id": line.text("recommendation_id"), "project": line.text("project"), "page": line.text("page"),
        "status": line.one_of("status", {word: word for word in STATUSES}), "status_reported": line.text("status_reported"),
        "status_as_of": line.text("status_as_of"), "source": line.need("source"),
    }  # fmt: skip
    return [("proposal", found)]
