"""The public columns of an item row, in order: the one list behind the table, the codebook and every export.

One row is one drug of one seizure; rows of a seizure share `seizure_id` and everything that describes the event.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from ..language import N_, _


@dataclass(frozen=True)
class Field:
    """`dtype` is pandas'; `unit` None for what has none; `null` says what an empty cell means, None when never empty."""

    name: str
    title: str
    dtype: str
    description: str
    null: str | None = None
    unit: str | None = None


_NOT_STATED = N_("The source does not say.")
_NO_PLACE = N_("No coordinates: at sea without a label point, or only the country is known.")
_NO_CONVENTION = N_("No convention says what it weighs, or the quantity is a mass or not stated.")
_NO_MASS = N_("The quantity is not a mass, or is not stated. Litres and tablets are never turned into kilograms.")

_FIELDS = (
    Field("item_id", N_("Item"), "str", N_("Stable name of the row: one drug of one seizure.")),
    Field("seizure_id", N_("Seizure"), "str", N_("Stable name of the event; its items share it. Count these, not rows.")),
    Field("seized_on", N_("Seized on"), "datetime64[us]", N_("First day that the reported date can mean.")),
    Field("seized_until", N_("Seized until"), "datetime64[us]", N_("Last day that the reported date can mean.")),
    Field("date_precision", N_("Date known to"), "str", N_("day, month or year.")),
    Field("date_reported", N_("Date as reported"), "str", N_("The date as far as it is known, in ISO 8601.")),
    Field("calendar", N_("Calendar"), "str", N_("The calendar that the date was written in.")),
    Field("country_iso3", N_("Country code"), "str", N_("ISO 3166-1 code of where it was seized; XKX for Kosovo."),
          N_("Seized at sea, or no country is stated.")),
    Field("country", N_("Seized in"), "str", N_("Country or area where it was seized, in the language of the export."),
          N_("Seized at sea, or no country is stated.")),
    Field("admin1", N_("Province code"), "str", N_("ISO 3166-2 code of the province."), _NOT_STATED),
    Field("admin1_name", N_("Province"), "str", N_("Name of the province."), _NOT_STATED),
    Field("admin1_reported", N_("Province as reported"), "str", N_("The province in the words of the source."), _NOT_STATED),
    Field("place_reported", N_("Place as reported"), "str", N_("The place in the words of the source."), _NOT_STATED),
    Field("place_type", N_("Type of place"), "str", N_("What kind of place it is."), _NOT_STATED),
    Field("sea_area", N_("Sea area"), "str", N_("Sea area where it was seized."), N_("Not seized at sea.")),
    Field("lon", N_("Longitude"), "float64", N_("Longitude of the point, WGS 84."), _NO_PLACE, "°"),
    Field("lat", N_("Latitude"), "float64", N_("Latitude of the point, WGS 84."), _NO_PLACE, "°"),
    Field("location_precision", N_("Place known to"), "str",
          N_("place, admin1 (a point inside the province), sea_area (a label point of ours) or country (no point).")),
    Field("location_method", N_("How the point was found"), "str", N_("Gazetteer and entry that gave the point."), _NO_PLACE),
    Field("drug_reported", N_("Drug as reported"), "str", N_("The drug in the words of the source.")),
    Field("drug", N_("Drug"), "str", N_("Public name of the drug, as used in links.")),
    Field("drug_code", N_("Drug code"), "str", N_("Code of the drug vocabulary; may be finer than the drug.")),
    Field("drug_group", N_("Drug group"), "str", N_("Public name of the drug's group.")),
    Field("quantity_reported", N_("Quantity as reported"), "float64", N_("Number in the unit of the source."), _NOT_STATED),
    Field("unit_reported", N_("Unit as reported"), "str", N_("Unit in the words of the source."), _NOT_STATED),
    Field("quantity_relation", N_("Relation"), "str", N_("exact, about, over or under the number, as reported."), _NOT_STATED),
    Field("kind", N_("Kind of quantity"), "str", N_("mass, volume, count, plants or area; kinds are never added."), _NOT_STATED),
    Field("quantity", N_("Quantity"), "float64", N_("Quantity in the unit column's unit: reported quantity x factor."),
          _NOT_STATED),
    Field("unit", N_("Unit"), "str", N_("kg, l, units, plants or m2, by kind."), _NOT_STATED),
    Field("mass_kg", N_("Weight"), "float64", N_("Quantity where it is a mass, gross as reported."), _NO_MASS, "kg"),
    Field("factor", N_("Factor"), "float64", N_("Number that turned the reported unit into the unit here."), _NOT_STATED),
    Field("factor_source", N_("Factor from"), "str", N_("Row of the unit table that gives the factor."), _NOT_STATED),
    Field("kg_low", N_("Low equivalent"), "float64", N_("What the amount weighs at least, by a convention."), _NO_CONVENTION, "kg"),
    Field("kg_typical", N_("Typical equivalent"), "float64", N_("What the amount typically weighs, by a convention."),
          _NO_CONVENTION, "kg"),
    Field("kg_high", N_("High equivalent"), "float64", N_("What the amount weighs at most, by a convention."), _NO_CONVENTION,
          "kg"),
    Field("kg_source", N_("Equivalents from"), "str", N_("The convention that gives the equivalents."), _NO_CONVENTION),
    Field("purity_pct", N_("Purity"), "float64", N_("Purity by mass, 0 to 100."), _NOT_STATED, "%"),
    Field("transport_mode", N_("Transport"), "str", N_("road, land, rail, river, sea, air or post."), _NOT_STATED),
    Field("concealment", N_("Concealment"), "str", N_("How it was hidden or carried, in our words."), _NOT_STATED),
    Field("direction", N_("Direction"), "str", N_("Whether it came into the country or went out."), _NOT_STATED),
    Field("origin_iso3", N_("Made in"), "str", N_("Country where the drug was made, only where a source says so."),
          _NOT_STATED),
    Field("departure_iso3", N_("Left from"), "str", N_("Country where this consignment set out."), _NOT_STATED),
    Field("transit_iso3", N_("Through"), "str", N_("Countries passed or planned, in order, joined by ;"), _NOT_STATED),
    Field("destination_iso3", N_("Bound for"), "str", N_("Countries it was meant for, joined by ; when several are named."),
          _NOT_STATED),
    Field("presumed", N_("Presumed"), "str",
          N_("Countries on the way that officials only presume, as role:country joined by ;"), N_("Nothing is only presumed.")),
    Field("agency", N_("Agency"), "str", N_("Who seized it, as reported."), _NOT_STATED),
    Field("operation", N_("Operation"), "str", N_("Name of the operation."), _NOT_STATED),
    Field("arrests", N_("Arrests"), "Int64", N_("People arrested in the event, repeated on each of its items."), _NOT_STATED),
    Field("title", N_("Title"), "str", N_("What happened, in our words.")),
    Field("source_ref", N_("Reference of the source"), "str", N_("The reference that the first source gave."), _NOT_STATED),
    Field("source_key", N_("Source key"), "str", N_("Name of the source release that the row came with.")),
    Field("source_name", N_("Source"), "str", N_("Publisher of the text that the row rests on.")),
    Field("source_url", N_("Address"), "str", N_("Address of that text as cited; not a link when the grade is copy."),
          N_("No address is known.")),
    Field("source_kind", N_("Source kind"), "str", N_("un, official or press.")),
    Field("source_grade", N_("Source grade"), "str", N_("original, or copy: a repost, an archive or a page read via another.")),
    Field("source_grade_reason", N_("Reason of the grade"), "str", N_("The words that made it a copy."),
          N_("The address is the publisher's own page.")),
    Field("note", N_("Note"), "str", N_("What else the reader of the source should know."), N_("Nothing to add.")),
    Field("marking", N_("Who may see it"), "str", N_("public, partner or restricted.")),
    Field("status", N_("Status"), "str", N_("reported, verified, or duplicate of another seizure.")),
    Field("times_reported", N_("Times reported"), "Int64", N_("How often the same row stood in the source.")),
)  # fmt: skip

FIELDS: Mapping[str, Field] = MappingProxyType({field.name: field for field in _FIELDS})
DTYPES: Mapping[str, str] = MappingProxyType({field.name: field.dtype for field in _FIELDS})

# Columns by which rows can be put in order (`sort` in a link): those that the columnar copy holds.
SORTABLE = (
    "seized_on", "country_iso3", "country", "admin1", "place_reported", "location_precision", "drug", "drug_code",
    "drug_group", "kind", "quantity", "mass_kg", "transport_mode", "origin_iso3", "departure_iso3", "source_kind",
    "marking",
)  # fmt: skip


def field_title(name: str) -> str:
    """The column's heading in the reader's language."""
    return _(FIELDS[name].title)
