"""What an editor writes into the report of a year, chapter by chapter: Markdown, kept beside the data and versioned with it."""

from sqlalchemy import Connection, Engine

from ..errors import EditError
from ..language import _
from ..vocabulary.report import CHAPTERS
from .things import Saved, Written, newest, read_things, save_thing, written

LONGEST = 20_000  # letters of one text
_KIND = "report_text"
_TEXTS = {"year": "int64", "chapter": "str", "markdown": "str"}


def report_texts(db: Connection, year: int, version: int | None = None) -> dict[str, str]:
    """Chapter (vocabulary.report.CHAPTERS) -> Markdown of a year's report in a data version (None: the current one)."""
    found = read_things(db, _KIND, _TEXTS, version)
    of_year = found[found["year"] == year]
    return {chapter: text for chapter, text in zip(of_year["chapter"], of_year["markdown"]) if text}


def newest_text(db: Connection, year: int, chapter: str) -> int:
    """things.newest of one text."""
    return newest(db, _KIND, text_id(year, chapter))


def text_history(db: Connection, year: int, chapter: str) -> list[Written]:
    """Every time that somebody wrote this text, the newest first."""
    return written(db, _KIND, text_id(year, chapter))


def text_id(year: int, chapter: str) -> str:
    return f"{year}/{chapter}"


def save_text(engine: Engine, year: int, chapter: str, markdown: str, reason: str, by: str, seen: int) -> Saved:
    """The text of a chapter from now on, in a data version of its own; "" takes it out of the report. Taken back like any change.

    seen: `newest_text` as the person saw it. EditError names the field (chapter, markdown, reason), or None when somebody
    else wrote the text meanwhile or nothing is different; then nothing is written.
    """
    if chapter not in CHAPTERS:
        raise EditError("chapter", _("Choose a chapter of the report."))
    if len(markdown) > LONGEST:
        raise EditError("markdown", _("This is too long: {n} letters at most.", n=LONGEST))
    with engine.connect() as db:
        # A text has no name that a person chose, so that "there is one of this name" would not help.
        if newest_text(db, year, chapter) != seen:
            raise EditError(
                None,
                _("Somebody changed this after you opened it: see the history below. Nothing of yours is lost or saved yet; "
                  "what you wrote still stands in the form. Save again if it is still right."),
            )  # fmt: skip
    row = {"text_id": text_id(year, chapter), "year": year, "chapter": chapter, "markdown": markdown.strip()}
    return save_thing(engine, _KIND, row, reason, by, seen)
