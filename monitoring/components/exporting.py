"""A selection as a file: the same filter, rows and sums as on the screen, for the download and the command line."""

from pathlib import Path
from typing import BinaryIO

import numpy as np

from ..errors import FilterError
from ..exports.about import About, Counted
from ..exports.about import describe as describe_rows
from ..exports.formats import LINKED, file_name, format_of, refuse_other_names, write, write_file, write_whole
from ..exports.rows import Rows
from ..exports.template import write_template
from ..exports.xlsx import refuse_too_many
from ..language import LANGUAGES, _, ngettext, use_language
from ..measures.kernels import Selection, order
from ..measures.questions import Question
from ..settings import settings
from ..store.linked import linked_tables
from ..store.sources import documents_of, source_releases
from ..vocabulary.filter_parse import parse_filter
from ..vocabulary.filters import Filter
from ..vocabulary.template import DRUGS
from .current import Data, data, engine, version_asked


def describe(current: Data, chosen: Filter, selection: Selection, more: int = 0) -> About:
    """What the file says of itself: sentence, data version, sources, citation, sums as on the screen.

    `more`: rows that the file holds although the filter leaves them out.
    """
    with engine().connect() as db:
        releases = source_releases(db)
        sources = documents_of(db, current.audience, current.columns.seizure[selection.at])
    left_out = selection.without_mass
    notes = (
        [_("{n} more seizures state no weight and are left out by the weight filter.", n=left_out)] if left_out else []
    )
    if more:
        notes.append(
            ngettext(
                "The seizures are whole: {n} row is there, too, that the filter leaves out.",
                "The seizures are whole: {n} rows are there, too, that the filter leaves out.", more,
            )
        )  # fmt: skip
    sums = current.ask(Question("totals", chosen, ("drug",)))
    return describe_rows(
        Counted(len(selection.rows), selection.seizures, sums, sources),
        sentence=chosen.sentence(selection.seizures, current.known.groups, full=True),
        query=chosen.query(),
        data_version=current.version.id,
        data_date=current.version.data_date,
        publisher=settings().publisher,
        releases=releases,
        notes=notes,
    )


def rows_of(current: Data, rows: np.ndarray) -> Rows:
    """Rows of the copy as the writers take them: read back from the record a block at a time."""
    lon, lat = current.columns.lon(rows), current.columns.lat(rows)
    known = ~np.isnan(lon + lat)
    bounds = [float(find(each[known])) for find in (np.min, np.max) for each in (lon, lat)] if known.any() else None
    return Rows(len(rows), lambda: current.blocks(rows), bounds)


def export_file(query: str, target: Path, linked: bool = False) -> tuple[int, int]:
    """Write the rows of `query` to `target`, format by suffix; gives rows and seizures.

    `linked`: our workbook with linked sheets, which holds the seizures whole; its rows are those of the sheet Drugs.
    """
    if linked:  # a wrong suffix is said before anything is read
        refuse_other_names(target)
    else:
        format_of(target.name)
    current = data(version_asked(query))
    chosen = parse_filter(query, current.known)
    selection = current.select(chosen)
    if linked:
        return _write_whole(current, chosen, selection, selection.rows, target), selection.seizures
    write(rows_of(current, selection.rows), describe(current, chosen, selection), target)
    return len(selection.rows), selection.seizures


def export_stream(chosen: Filter, target: BinaryIO, suffix: str, sort: str | None = None) -> str:
    """Write the rows of a filter to a buffer, in the order of the table on the screen; gives the file's name."""
    current = data(chosen.v)
    selection = current.select(chosen)
    rows = order(current.columns, selection, sort) if sort else selection.rows
    about = describe(current, chosen, selection)
    if suffix == LINKED.suffix:
        _write_whole(current, chosen, selection, rows, target)
    else:
        write(rows_of(current, rows), about, target, suffix)
    return file_name(about, suffix)


def _write_whole(current: Data, chosen: Filter, selection: Selection, rows: np.ndarray, target: Path | BinaryIO) -> int:
    """Writes the seizures of `rows` with all of their drugs; gives the number of these."""
    refuse_too_many(len(rows))
    with engine().connect() as db:
        tables = linked_tables(db, current.audience, current.seizure_ids(rows), current.version.number)
    drugs = len(tables[DRUGS.name])
    write_whole(tables, describe(current, chosen, selection, more=drugs - len(rows)), target)
    return drugs


def template_file(target: Path, language: str) -> None:
    """Write our empty workbook to `target` in a language of the interface."""
    if language not in LANGUAGES:
        raise FilterError("--language", language, f"use one of {', '.join(LANGUAGES)}")
    refuse_other_names(target)
    with use_language(language):
        write_file(target, write_template)
