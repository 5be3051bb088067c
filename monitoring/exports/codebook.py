"""What each column of a file means: vocabulary.fields, and the one column that files have beside it.

A typed column cannot hold "August 2002" as a date without inventing a day. So in every file `seized_on` is text as far
as the date is known, and `seized_from` and `seized_until` are true days that enclose it, for programs to filter by.
"""

from dataclasses import dataclass, replace

import pandas as pd

from ..language import N_, _
from ..vocabulary.fields import FIELDS

KINDS = {"str": "text", "float64": "number", "Int64": "integer", "datetime64[us]": "day"}  # of pandas' dtypes
TYPES = {
    "text": N_("text"),
    "number": N_("number"),
    "integer": N_("whole number"),
    "day": N_("date (YYYY-MM-DD)"),
}
NEVER_EMPTY = N_("Never empty.")
SEIZED_ON = N_("The day of the seizure; only the month (YYYY-MM) or the year (YYYY) when no more is known. ISO 8601.")
SEIZED_FROM = N_("Seized from")


@dataclass(frozen=True)
class Entry:
    """One column of a file. `kind` is a key of TYPES; the words are in the language in use at the call."""

    name: str
    kind: str
    title: str
    unit: str  # "" for what has none
    description: str
    empty: str  # what an empty cell means


def entries() -> tuple[Entry, ...]:
    """The columns of every file, in order."""
    listed = []
    for field in FIELDS.values():
        empty = _(field.null or NEVER_EMPTY)
        entry = Entry(field.name, KINDS[field.dtype], _(field.title), field.unit or "", _(field.description), empty)
        if field.name == "seized_on":
            listed.append(replace(entry, kind="text", description=_(SEIZED_ON)))
            entry = replace(entry, name="seized_from", title=_(SEIZED_FROM))
        listed.append(entry)
    return tuple(listed)


def codebook() -> pd.DataFrame:
    """One row per column of a file: name, title, type, unit, description, empty_cell."""
    rows = [(e.name, e.title, _(TYPES[e.kind]), e.unit, e.description, e.empty) for e in entries()]
    return pd.DataFrame(rows, columns=["name", "title", "type", "unit", "description", "empty_cell"])
