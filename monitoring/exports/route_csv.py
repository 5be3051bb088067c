"""Routes as CSV: legs, the matrix of start by end, and whole chains.

A single CSV has no room for words, so every row carries the citation of the selection, the data sets that it comes from and
the notes: rows are sorted, cut out and pasted elsewhere. Encoding and shielded text: exports.csv.
"""

import csv
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import pandas as pd

from ..language import _
from ..vocabulary.writable import clean
from .about import About
from .route_content import FIELDS, RouteContent, leg_table
from .rows import small_table
from .text import shield

SAID = ("citation", "data_sets", "notes")
NOT_STATED = "not_stated"


def write_legs_csv(content: RouteContent, about: About, path: Path) -> None:
    """A row for each leg, drawn or not, in the order of the map's table: columns FIELDS and SAID."""
    rows = leg_table(content.legs).to_pylist()
    _write(path, list(FIELDS), (row.values() for row in rows), about)


def write_matrix_csv(content: RouteContent, about: About, path: Path) -> None:
    """Seizures by start (rows) and end (columns): the legs on the map, and what is not stated as last row and column.

    An empty cell is no leg; 0 is one that only documents name. Codes are in the first row, names in the second column.
    """
    starts, ends, cells = crosstab(content.matrix)
    names = content.names
    head = ["start", "start_name", *ends]
    rows = ([start, names.get(start, _("not stated")), *(cells.get((start, end)) for end in ends)] for start in starts)
    _write(path, head, rows, about)


def write_chains_csv(content: RouteContent, about: About, path: Path) -> None:
    """A row for each distinct chain of departure, transit, place of seizure and destination; each seizure is in one row."""
    rows = small_table(content.chains).to_pylist()
    _write(path, list(content.chains.columns), (row.values() for row in rows), about)


def crosstab(matrix: pd.DataFrame) -> tuple[Sequence[str], Sequence[str], Mapping[tuple[str, str], int]]:
    """The starts and ends of RouteContent.matrix, those with most seizures first, NOT_STATED last, and its cells."""
    filled = matrix.assign(start=matrix["start"].fillna(NOT_STATED), end=matrix["end"].fillna(NOT_STATED))
    cells = {(row.start, row.end): int(row.seizures) for row in filled.itertuples()}
    return _ranked(filled, "start"), _ranked(filled, "end"), cells


def _ranked(matrix: pd.DataFrame, name: str) -> list[str]:
    sums = matrix.groupby(name)["seizures"].sum()
    return sorted(sums.index, key=lambda node: (node == NOT_STATED, -int(sums[node]), node))


def _write(path: Path, head: Sequence[str], rows: Iterable[Iterable[object]], about: About) -> None:
    data_sets = " ; ".join(map(str, about.releases.get("citation", about.releases["key"]).dropna()))
    said = [clean(words) or "" for words in (about.citation, data_sets, " ".join(about.disclaimer))]
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([*head, *SAID])
        writer.writerows([*map(_cell, row), *map(shield, said)] for row in rows)


def _cell(value: object) -> object:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return shield(value) if isinstance(value, str) else value  # None is an empty cell, a day is ISO text
