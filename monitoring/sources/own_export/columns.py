"""The columns of our own files (vocabulary.fields and exports.codebook) in the words of our own workbook."""

from ...vocabulary.fields import FIELDS
from ...vocabulary.template import DRUGS, SEIZURES

ROLES = ("origin", "departure", "transit", "destination")

# Heading of a file -> column of vocabulary.template. What is named alike in both is not listed.
OF_SEIZURE = {
    "seizure_id": "seizure_id", "seized_on": "date", "country_iso3": "country", "place_reported": "place",
}  # fmt: skip
OF_DRUG = {
    "quantity_reported": "quantity", "unit_reported": "unit", "quantity": "canonical_quantity", "unit": "canonical_unit",
}  # fmt: skip

# By these headings a file is one of ours; the others may be missing from a file of an older edition.
CORE = frozenset({
    "item_id", "seizure_id", "seized_on", "seized_from", "seized_until", "date_precision", "date_reported", "calendar",
    "location_precision", "drug", "drug_code", "quantity_reported", "unit_reported", "kind", "factor", "source_name",
})  # fmt: skip
# Names of what other columns say by code, in the language of the export: they are made again from the code.
MADE = frozenset({"country", "admin1_name", "source_key"})
# Longitude and latitude at sea are a label point of ours and no part of the record; so is what is said about it.
NOT_AT_SEA = ("lon", "lat", "location_method")
EVENT = ("seized_from", "seized_until", *(f"{role}_iso3" for role in ROLES), "presumed", "arrests")


def template_columns(headings: tuple[str, ...]) -> tuple[dict[str, int], dict[str, int]]:
    """Positions by column of the sheets Seizures and Drugs, for a file with these headings."""
    place = {heading: at for at, heading in enumerate(headings)}
    seizure = {OF_SEIZURE.get(name, name): at for name, at in place.items() if name not in OF_DRUG and name not in MADE}
    drug = {OF_DRUG.get(name, name): at for name, at in place.items() if name not in OF_SEIZURE and name not in MADE}
    known = (SEIZURES.named(), DRUGS.named())
    return tuple({name: at for name, at in each.items() if name in columns} for each, columns in zip((seizure, drug), known))  # type: ignore[return-value]


def unread(headings: tuple[str, ...]) -> tuple[str, ...]:
    """Headings that no edition of ours has: somebody added a column."""
    ours = {*FIELDS, "seized_from", *MADE, *EVENT, "geometry", "geom", "fid"}
    return tuple(heading for heading in headings if heading not in ours)
