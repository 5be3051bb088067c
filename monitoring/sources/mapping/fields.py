"""What a column of somebody's file can be: the list that a person chooses from, and that a mapping is checked against."""

from collections.abc import Mapping
from dataclasses import dataclass

from ...language import N_

KEPT = ""  # a column that is kept word for word with the row, and not read


@dataclass(frozen=True)
class Field:
    """`kind`: date, word, number or text. `words`: the field of vocabulary.lookup that its words are looked up in.

    `only`: "seizures" or "totals" for what only one of the two kinds of table has. `several`: more than one column may be it.
    """

    title: str
    kind: str = "text"
    words: str = ""
    only: str = ""
    several: bool = False


FIELDS: Mapping[str, Field] = {
    "date": Field(N_("Date"), "date"),
    "year": Field(N_("Year"), "date"),
    "month": Field(N_("Month"), "date"),
    "day": Field(N_("Day of the month"), "date"),
    "weekday": Field(N_("Day of the week"), "date"),
    "fiscal_year": Field(N_("Fiscal year"), "date"),
    "drug": Field(N_("Drug"), "word", "drug"),
    "quantity": Field(N_("Quantity, also with its unit"), "number"),
    "unit": Field(N_("Unit"), "word", "unit"),
    "country": Field(N_("Country"), "word", "country"),
    "iso3": Field(N_("Country code"), "word", "country"),
    "admin1": Field(N_("Province")),
    "place": Field(N_("Place")),
    "lon": Field(N_("Longitude"), "number", only="seizures"),
    "lat": Field(N_("Latitude"), "number", only="seizures"),
    "coordinates": Field(N_("Coordinates in one cell"), only="seizures"),
    "place_type": Field(N_("Type of place"), "word", "place_type", only="seizures"),
    "mode": Field(N_("Transport"), "word", "mode", only="seizures"),
    "concealment": Field(N_("Concealment"), only="seizures"),
    "direction": Field(N_("Direction"), "word", "direction", only="seizures"),
    "origin": Field(N_("Country of origin"), "word", "country", only="seizures"),
    "departure": Field(N_("Country of departure"), "word", "country", only="seizures"),
    "transit": Field(N_("Country of transit"), "word", "country", only="seizures", several=True),
    "destination": Field(N_("Country of destination"), "word", "country", only="seizures"),
    "agency": Field(N_("Agency"), only="seizures"),
    "operation": Field(N_("Operation"), only="seizures"),
    "source_ref": Field(N_("Reference of the source"), only="seizures"),
    "arrests": Field(N_("People arrested"), "number", only="seizures"),
    "purity": Field(N_("Purity in per cent"), "number", only="seizures"),
    "marking": Field(N_("Who may see it"), "word", "marking", only="seizures"),
    "source_name": Field(N_("Source of the row"), only="seizures"),
    "events": Field(N_("Number of seizures"), "number", only="totals"),
    "note": Field(N_("Note"), several=True),
}
ROLES = ("origin", "departure", "transit", "destination")
WHAT = {"seizures": N_("One row is one seizure, or one drug of it"), "totals": N_("One row is a sum for a period")}
