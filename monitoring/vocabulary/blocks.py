"""A stretch of a file as understood, in columns: what the readers of agencies' files make and the store takes.

Columns and not rows, because a file may have millions: each table is name -> values (a list or a numpy array), all of one
length, with None (or nan) for what is not stated. An empty mapping is a table without rows.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ..language import N_
from .rows import Doubt, LeftOut, Rejected

Table = Mapping[str, Sequence[Any]]

# Why a line is no row of the table, and what a person reads.
LEFT_OUT: Mapping[str, str] = {
    "blank": N_("blank"),
    "total": N_("a total of rows above"),
    "subtotal": N_("a subtotal of rows beside it"),
    "heading": N_("the headings once more"),
    "note": N_("a note and no row"),
}


@dataclass(frozen=True, slots=True)
class UnknownWord:
    """A word that nobody has read: on how many rows it stands, and the first few of them."""

    count: int
    rows: Sequence[int]


@dataclass(frozen=True, slots=True)
class PlaceText:
    """A place in words that the gazetteer did not settle. `outcome`: ambiguous or not_found."""

    iso3: str | None
    province: str
    place: str


@dataclass(frozen=True, slots=True)
class OpenPlace:
    """How often a PlaceText stands in the block, its first rows, and what it may be: (key, label, lon, lat, score)."""

    outcome: str
    count: int
    rows: Sequence[int]
    candidates: Sequence[tuple[str, str, float, float, float]] = ()


@dataclass
class Block:
    """Some rows of a file. `of` in a table of parts is the position of the whole in its table of this block.

    seizures: columns of the table `seizure` (see COLUMNS), the document's among them (`source_...`). items, legs,
    arrests: `of` a seizure. figures: `of` an item. totals, observations, areas: rows that are not single seizures.
    rows_read counts every line below the headings, so that the store can account for each: a line is rejected, left out,
    or stands behind the rows of a table (its `source_row`; of a seizure, behind its items).
    """

    seizures: Table = field(default_factory=dict)
    items: Table = field(default_factory=dict)
    legs: Table = field(default_factory=dict)
    arrests: Table = field(default_factory=dict)
    figures: Table = field(default_factory=dict)
    totals: Table = field(default_factory=dict)
    observations: Table = field(default_factory=dict)
    areas: Table = field(default_factory=dict)
    rejected: list[Rejected] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    unknown: dict[tuple[str, str], UnknownWord] = field(default_factory=dict)
    places: dict[PlaceText, OpenPlace] = field(default_factory=dict)
    rows_read: int = 0
    headings: dict[str, Sequence[str]] = field(default_factory=dict)  # sheet -> headings, over the cells of `reported`


# The columns of each table of a block. `key`: a signed 64-bit number made of the content of the row as reported: rows of
# one file with the same id and key are the same row twice. Without `key` the store makes one of all columns.
SEIZURE = (
    "id", "key", "source_ref", "title", "seized_on", "seized_until", "date_precision", "date_reported", "calendar",
    "country_iso3", "admin1", "admin1_reported", "place_reported", "place_type", "sea_area", "lon", "lat",
    "location_precision", "location_method", "transport_mode", "concealment", "direction", "agency", "operation", "note",
    "status", "duplicate_of", "marking", "times_reported", "source_name", "source_url", "source_kind", "source_grade",
    "source_grade_reason", "sheet", "source_row",
)  # fmt: skip
ITEM = (
    "of", "id", "position", "sheet", "source_row", "reported", "drug_reported", "drug", "drug_code", "drug_group",
    "quantity_reported", "unit_reported", "quantity_relation", "kind", "quantity", "unit", "mass_kg", "factor",
    "factor_source", "kg_low", "kg_typical", "kg_high", "kg_source", "purity_pct",
)  # fmt: skip
LEG = ("of", "role", "position", "country_iso3", "place", "basis", "alternative")
ARREST = ("of", "nationality_iso3", "number")
FIGURE = (
    "of", "position", "quantity_reported", "unit_reported", "quantity_relation", "kind", "quantity", "unit", "factor",
    "factor_source", "said_by",
)  # fmt: skip
# What a country or an office reports for a period as a whole: never a seizure, never added to seizures.
TOTAL = (
    "key", "country_iso3", "country_reported", "admin1", "area_reported", "drug_reported", "drug", "drug_code",
    "drug_group", "first_day", "last_day", "period_reported", "events", "quantity_reported", "unit_reported", "kind",
    "quantity", "unit", "mass_kg", "factor", "factor_source", "note", "sheet", "source_row", "reported",
)  # fmt: skip
# `source`: what the row itself names, null for the document as a whole.
OBSERVATION = (
    "key", "indicator", "country_iso3", "admin1", "area_reported", "period", "first_day", "last_day", "value",
    "value_low", "value_high", "unit", "state", "estimator", "note", "source", "sheet", "source_row", "reported",
)  # fmt: skip
# Boundaries and corridors. `geometry`: WKB, EPSG:4326. `kind`: boundary, corridor or point.
AREA = (
    "key", "kind", "name", "code", "level", "country_iso3", "admin1", "valid_from", "valid_until", "note", "geometry",
    "sheet", "source_row", "reported",
)  # fmt: skip
