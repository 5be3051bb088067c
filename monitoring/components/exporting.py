"""A selection as a file: the same filter, rows and sums as on the screen, for the download and the command line."""

from pathlib import Path
from typing import BinaryIO

from ..errors import FilterError, UnknownFormat
from ..exports.about import About
from ..exports.about import describe as describe_rows
from ..exports.formats import file_name, format_of, write, write_file
from ..exports.template import write_template
from ..language import LANGUAGES, _, use_language
from ..measures.kernels import Selection, order, totals
from ..settings import settings
from ..store.sources import source_releases
from ..vocabulary.filter_parse import parse_filter
from ..vocabulary.filters import Filter
from .current import Data, data, engine, version_asked


def describe(current: Data, chosen: Filter, selection: Selection) -> About:
    """What the file says of itself: sentence, data version, sources, citation, sums as on the screen."""
    with engine().connect() as db:
        releases = source_releases(db)
    left_out = selection.without_mass
    notes = (
        [_("{n} more seizures state no weight and are left out by the weight filter.", n=left_out)] if left_out else []
    )
    return describe_rows(
        current.rows(selection),
        sentence=chosen.sentence(selection.seizures, current.known.groups, full=True),
        query=chosen.query(),
        data_version=current.version.id,
        data_date=current.version.data_date,
        publisher=settings().publisher,
        releases=releases,
        totals=totals(current.columns, selection, ["drug"]),
        notes=notes,
    )


def export_file(query: str, target: Path) -> tuple[int, int]:
    """Write the rows of `query` to `target`, format by suffix; gives rows and seizures."""
    format_of(target.name)  # an unknown suffix is said before anything is read
    current = data(version_asked(query))
    chosen = parse_filter(query, current.known)
    selection = current.select(chosen)
    rows = current.rows(selection)
    write(rows, describe(current, chosen, selection), target)
    return len(rows), selection.seizures


def export_stream(chosen: Filter, target: BinaryIO, suffix: str, sort: str | None = None) -> str:
    """Write the rows of a filter to a buffer, in the order of the table on the screen; gives the file's name."""
    current = data(chosen.v)
    selection = current.select(chosen)
    about = describe(current, chosen, selection)
    rows = current.frame.iloc[order(current.columns, selection, sort)] if sort else current.rows(selection)
    write(rows, about, target, suffix)
    return file_name(about, suffix)


def template_file(target: Path, language: str) -> None:
    """Write our empty workbook to `target` in a language of the interface."""
    if language not in LANGUAGES:
        raise FilterError("--language", language, f"use one of {', '.join(LANGUAGES)}")
    if target.suffix.lower() != ".xlsx":
        raise UnknownFormat(_("{name} is no name of a workbook: give it the ending .xlsx.", name=target))
    with use_language(language):
        write_file(target, write_template)
