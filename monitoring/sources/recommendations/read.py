"""Recommendations and commitments: geodata/facts/recommendations.csv, each with what its source says of its state."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TextIO

from ...vocabulary.life_cycle import ALL_PILLARS, DECLARATION, ORIGINS, PILLARS
from ...vocabulary.rows import Accepted, Rejected
from ..meetings.read import span
from ..table import Line, Unreadable, beside, read_lines

NAME = "recommendations"
Tables = Mapping[str, Mapping]


def read(file: TextIO) -> Iterator[Accepted | Rejected]:
    """One recommendation per line, its state as the first event of its life, and the meetings that it belongs to.

    Reviewed tables beside this file: statuses.csv (the source's word -> ours), dues.csv (when a due date is over), said.csv (who
    says the state, as of when: of one row, else of its origin), meetings.csv, and addressees.csv (the countries and groups that an
    addressee names; one that is not in it names none, or all). A word that is in none of them is refused.
    Where the source states no status, there is no event.
    """
    tables: Tables = {
        "statuses": {row["status_reported"]: row["status"] for row in beside(__file__, "statuses.csv")},
        "dues": {row["due_reported"]: row["due_on"] for row in beside(__file__, "dues.csv")},
        "addressees": {row["addressee"]: row["addressed"] for row in beside(__file__, "addressees.csv")},
        "said": {row["id"] or row["origin"]: row for row in beside(__file__, "said.csv")},
    }
    meetings = beside(__file__, "meetings.csv")

    def understand(line: Line) -> list:
        found = _recommendation(line, tables)
        name = found["recommendation_id"]
        event = _event(line, found, tables)
        held = [("recommendation_meeting", row) for row in meetings if row["recommendation_id"] == name]
        return [("recommendation", found), *([("recommendation_event", event)] if event else []), *held]

    return read_lines(NAME, file, understand)


def _recommendation(line: Line, tables: Tables) -> dict:
    due = line.text("due")
    if due and due not in tables["dues"]:
        raise Unreadable("due", due, "is a wording that nobody has reviewed (dues.csv)")
    over = tables["dues"].get(due)
    addressee = line.text("addressee")
    origin, paragraph = line.one_of("origin", {word: word for word in ORIGINS}), line.text("paragraph")
    return {
        "recommendation_id": line.need("id"), "position": line.row, "origin": origin,
        "document": line.need("meeting_or_document"), "year": line.whole("year"), "paragraph": paragraph,
        "pillars": _pillars(line), "addressee": addressee, "gist": line.need("gist"), "due_reported": due,
        "due_on": date.fromisoformat(over) if over else None, "source": line.need("source"),
        "item_id": _item(origin, paragraph), "addressed": tables["addressees"].get(addressee),
    }  # fmt: skip


def _item(origin: str, paragraph: str | None) -> str | None:
    """A row of the declaration names its item as its paragraph, with a letter for a part of it."""
    return paragraph.split("(")[0] if origin == DECLARATION and paragraph else None


def _pillars(line: Line) -> str:
    said = line.need("pillar")
    if said != ALL_PILLARS and not set(said.split(";")) <= set(PILLARS):
        raise Unreadable("pillar", said, "is neither all nor pillars from 1 to 4")
    return said


def _event(line: Line, found: Mapping, tables: Tables) -> dict | None:
    word, detail = line.text("status_as_of_source"), line.text("status_detail")
    if word is None:
        return None
    if word not in tables["statuses"]:
        raise Unreadable("status_as_of_source", word, "is a wording that nobody has reviewed (statuses.csv)")
    said = tables["said"].get(found["recommendation_id"]) or tables["said"].get(found["origin"])
    if said is None:
        raise Unreadable("origin", found["origin"], "has nobody who says its status (said.csv)")
    when = span(said["as_of"], None)
    return {
        "recommendation_id": found["recommendation_id"], "status": tables["statuses"][word], "status_reported": word,
        "as_of": when["ended_on"], "as_of_precision": when["date_precision"], "said_by": said["said_by"],
        "evidence": found["source"], "detail": detail,
    }  # fmt: skip
