"""Our own workbook: which linked sheets it has, which columns, what each means. Written by exports, read by sources.

A heading holds the title in the reader's language and under it the name of the column, which is the same in every language:
so a workbook is known again in whatever language it was made, and whatever order its columns were brought into.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from ..language import LANGUAGES, N_, _, use_language
from .folding import fold

LINK = "seizure"  # the column that every sheet has: the seizure's own reference
SOURCE_SHEET = "source"


@dataclass(frozen=True)
class Column:
    """`kind`: text, date, number, integer or code (then `choices` names a list of vocabulary.choices).

    `empty` says what an empty cell means; `needed` that there must be none. `record`: only in a workbook that we filled
    from the record, for what a person does not fill in. `closed`: nothing but the list is understood.
    """

    name: str
    title: str
    description: str
    empty: str
    kind: str = "text"
    choices: str | None = None
    unit: str = ""
    example: str = ""
    width: int = 16
    record: bool = False
    closed: bool = True

    @property
    def needed(self) -> bool:
        return self.empty == NEEDED

    def heading(self) -> str:
        return f"{_(self.title)}\n{self.name}"


@dataclass(frozen=True)
class Sheet:
    """One sheet; `own` are the columns of which at least one must be there for a table to be this sheet."""

    name: str
    title: str
    description: str
    columns: tuple[Column, ...]
    own: tuple[str, ...]
    record: bool = False

    def named(self) -> Mapping[str, Column]:
        return {column.name: column for column in self.columns}


NEEDED = N_("Must not be empty.")
UNKNOWN = N_("Not known.")
FROM_RECORD = N_("Leave it empty: it is filled in when the record is exported.")
_REFERENCE = Column(
    LINK, N_("Seizure"), N_("Your own reference of the seizure: anything that no other seizure in the workbook has."),
    NEEDED, example="2021-0147",
)  # fmt: skip
_LINK = Column(
    LINK, N_("Seizure"), N_("The reference of the seizure, as on the sheet Seizures."), NEEDED, choices=LINK,
    example="2021-0147",
)  # fmt: skip
COUNTRY_HINT = N_("Choose it from the list, or write a code of three letters or a name in a UN language.")


def _record(name: str, title: str, description: str, **more) -> Column:
    return Column(name, title, description, FROM_RECORD, record=True, **more)


SEIZURES = Sheet("seizures", N_("Seizures"), N_("One row is one seizure: one event at one place."), (
    _REFERENCE,
    Column("date", N_("Date"), N_("2021-09-17, or 2021-09, or 2021, as far as it is known; 2021-09-01/2021-09-03 for a span."),
           NEEDED, "date", example="2021-09-17"),
    Column("calendar", N_("Calendar"), N_("The calendar of the date where its year is between 1300 and 1500."),
           N_("Gregorian."), "code", "calendar"),
    Column("country", N_("Seized in"), N_("The country or area where it was seized."), N_("At sea, or not known."), "code",
           "country", example="TJK", width=26, closed=False),
    Column("admin1", N_("Province"), N_("Name or ISO 3166-2 code of the province."), UNKNOWN, example="Khatlon"),
    Column("place", N_("Place"), N_("The place in the words of the report."), UNKNOWN, example="Panji Poyon", width=24),
    Column("place_type", N_("Type of place"), N_("What kind of place it is."), UNKNOWN, "code", "place_type"),
    Column("sea_area", N_("Sea area"), N_("Where it was seized at sea."), N_("Not seized at sea, or not known."), "code",
           "sea_area", width=22),
    Column("lon", N_("Longitude"), N_("Longitude of the place, WGS 84, decimal degrees, east is positive."), UNKNOWN, "number",
           unit="°", example="68.5"),
    Column("lat", N_("Latitude"), N_("Latitude of the place, WGS 84, decimal degrees, north is positive."), UNKNOWN, "number",
           unit="°", example="37.2"),
    Column("location_precision", N_("Place known to"), N_("What the coordinates stand for."),
           N_("The place with coordinates; without them the sea area, or the country only."), "code", "precision"),
    Column("transport_mode", N_("Transport"), N_("How it travelled."), UNKNOWN, "code", "mode", example="road"),
    Column("concealment", N_("Concealment"), N_("How it was hidden or carried."), UNKNOWN, width=28),
    Column("direction", N_("Direction"), N_("Whether it came into the country or went out."), UNKNOWN, "code", "direction"),
    Column("agency", N_("Agency"), N_("Who seized it."), UNKNOWN, example="Drug Control Agency", width=26),
    Column("operation", N_("Operation"), N_("Name of the operation."), UNKNOWN),
    Column("title", N_("Title"), N_("What happened, in a few words of your own."),
           N_("One is made of drug, amount and place."), width=36),
    Column("source_name", N_("Source"), N_("Who published or keeps the text that this rests on."),
           N_("The producer on the sheet Source."), width=26),
    Column("source_url", N_("Address"), N_("The address of that text: https://..."), N_("No address is known."), width=26),
    Column("source_kind", N_("Source kind"), N_("Who speaks in it."), N_("Officials."), "code", "source_kind"),
    Column("marking", N_("Who may see it"), N_("The readers that it is meant for."),
           N_("As chosen at the import."), "code", "marking"),
    Column("note", N_("Note"), N_("What else a reader should know."), N_("Nothing to add."), width=36),
    _record("seizure_id", N_("Seizure in the record"), N_("The name of the seizure in the record it was exported from.")),
    _record("source_ref", N_("Reference of the source"), N_("The reference that the first source gave.")),
    _record("date_reported", N_("Date as reported"), N_("The date in the words of the source.")),
    _record("date_precision", N_("Date known to"), N_("day, month or year."), kind="code", choices="date_precision"),
    _record("admin1_reported", N_("Province as reported"), N_("The province in the words of the source.")),
    _record("location_method", N_("How the point was found"), N_("Gazetteer and entry that gave the point.")),
    _record("source_grade", N_("Source grade"), N_("Whether the address is the publisher's own page."), kind="code",
            choices="grade"),
    _record("source_grade_reason", N_("Reason of the grade"), N_("The words that made it a copy.")),
    _record("status", N_("Status"), N_("reported, verified, or duplicate of another seizure."), kind="code", choices="status"),
    _record("duplicate_of", N_("Duplicate of"), N_("The seizure in the record that it repeats.")),
    _record("times_reported", N_("Times reported"), N_("How often the same row stood in the source."), kind="integer"),
), ("date",))  # fmt: skip

_AMOUNT = (
    _record("kind", N_("Kind of quantity"), N_("mass, volume, count, plants or area; kinds are never added."), kind="code",
            choices="kind"),
    _record("canonical_quantity", N_("Quantity in the record"), N_("Quantity in the one unit of its kind."), kind="number"),
    _record("canonical_unit", N_("Unit in the record"), N_("kg, l, units, plants or m2, by kind.")),
    _record("factor", N_("Factor"), N_("Number that turned the reported unit into the unit here."), kind="number"),
    _record("factor_source", N_("Factor from"), N_("Row of the unit table that gives the factor.")),
)  # fmt: skip

DRUGS = Sheet("drugs", N_("Drugs"), N_("One row is one drug of one seizure; a seizure with three drugs has three rows."), (
    _LINK,
    Column("drug", N_("Drug"), N_("The drug; choose it from the list, or write its name."), NEEDED, "code", "drug",
           example="heroin", width=28, closed=False),
    Column("drug_reported", N_("Drug as reported"), N_("The drug in the words of the report, where they differ."),
           N_("As in the column Drug."), width=24),
    Column("quantity", N_("Quantity"), N_("The amount in the unit beside it, as reported. Never converted."),
           N_("The amount is not known."), "number", example="38.5"),
    Column("unit", N_("Unit"), N_("The unit as reported; choose it from the list, or write it."),
           N_("Only where the quantity is empty too."), "code", "unit", example="kg", closed=False),
    Column("quantity_relation", N_("Relation"), N_("Whether the amount is exact, or about, more or less than the number."),
           N_("Exact."), "code", "relation"),
    Column("purity_pct", N_("Purity"), N_("Purity by mass, 0 to 100."), UNKNOWN, "number", unit="%"),
    _record("item_id", N_("Item in the record"), N_("The name of the row in the record it was exported from.")),
    _record("position", N_("Place in the order"), N_("1, 2, ... in the order of the source."), kind="integer"),
    _record("drug_code", N_("Drug code"), N_("Code of the drug vocabulary; may be finer than the drug.")),
    _record("drug_group", N_("Drug group"), N_("Public name of the drug's group.")),
    *_AMOUNT,
    _record("mass_kg", N_("Weight"), N_("Quantity where it is a mass, gross as reported."), kind="number", unit="kg"),
    _record("kg_low", N_("Low equivalent"), N_("What the amount weighs at least, by a convention."), kind="number", unit="kg"),
    _record("kg_typical", N_("Typical equivalent"), N_("What the amount typically weighs, by a convention."), kind="number",
            unit="kg"),
    _record("kg_high", N_("High equivalent"), N_("What the amount weighs at most, by a convention."), kind="number", unit="kg"),
    _record("kg_source", N_("Equivalents from"), N_("The convention that gives the equivalents.")),
), ("drug",))  # fmt: skip

LEGS = Sheet("legs", N_("Legs"), N_("One row is one country on the way of one seizure."), (
    _LINK,
    Column("role", N_("Role"), N_("What the country is on the way: where it was made, left from, passed, or was bound for."),
           NEEDED, "code", "role", example="departure", width=18),
    Column("country", N_("Country"), COUNTRY_HINT, NEEDED, "code", "country", example="AFG", width=26, closed=False),
    Column("position", N_("Order"), N_("1, 2, ... along the way, among the countries of one role."), N_("As the rows stand."),
           "integer"),
    Column("place", N_("Place"), N_("The place in the words of the report."), UNKNOWN, width=24),
    Column("basis", N_("Basis"), N_("Whether a source states it, or officials only presume it."), N_("Stated."), "code",
           "basis"),
    Column("alternative", N_("Alternative"), N_("Whether it is one of several that are possible."),
           N_("Yes for several destinations, otherwise no."), "code", "yes_no"),
), ("role",))  # fmt: skip

ARRESTS = Sheet("arrests", N_("Arrests"), N_("One row is the people of one nationality arrested in one seizure."), (
    _LINK,
    Column("nationality", N_("Nationality"), COUNTRY_HINT, UNKNOWN, "code", "country", example="TJK", width=26, closed=False),
    Column("number", N_("People"), N_("How many people were arrested: 1 or more."), NEEDED, "integer", example="2"),
), ("number",))  # fmt: skip

FIGURES = Sheet("figures", N_("Other figures"), N_("One row is another quantity that somebody gives for one drug of a seizure."), (
    _LINK,
    Column("item_id", N_("Item in the record"), N_("The name of the row on the sheet Drugs."), NEEDED, width=28),
    Column("quantity", N_("Quantity"), N_("The amount in the unit beside it, as reported. Never converted."), NEEDED, "number"),
    Column("unit", N_("Unit"), N_("The unit as reported; choose it from the list, or write it."), NEEDED, "code", "unit",
           closed=False),
    Column("quantity_relation", N_("Relation"), N_("Whether the amount is exact, or about, more or less than the number."),
           N_("Exact."), "code", "relation"),
    Column("said_by", N_("Said by"), N_("Who gives this quantity."), NEEDED, width=36),
    *_AMOUNT,
), ("said_by",), record=True)  # fmt: skip

SHEETS = (SEIZURES, DRUGS, LEGS, ARRESTS, FIGURES)

# The rows of the sheet Source: (name, question, what an empty answer means).
SOURCE_ROWS = (
    ("producer", N_("Who made this table: agency and country"), NEEDED),
    ("title", N_("Title"), N_("Our workbook for seizures, and the name of the file.")),
    ("edition", N_("Edition, as in: first half of 2026"), N_("The day of the import.")),
    ("citation", N_("How to cite it"), N_("Made of producer, title and edition.")),
    ("licence", N_("Who may use it for what"), N_("Not stated.")),
    ("link", N_("Address of a page about it"), N_("None.")),
    ("limits", N_("What it does not say"), N_("Not stated.")),
)
SOURCE_HEADINGS = (N_("Question"), N_("Answer"), N_("Name"), N_("Empty means"))


def column_of(heading: str, sheet: Sheet) -> str | None:
    """The column that a heading names: by the name on its last line, by the name alone, or by a title in any language."""
    named = sheet.named()
    last = heading.strip().splitlines()[-1].strip() if heading.strip() else ""
    for word in (last, heading.strip().rpartition(" ")[2]):
        if word in named:
            return word
    wanted = fold(heading)
    for language in LANGUAGES:
        with use_language(language):
            for column in sheet.columns:
                if wanted in (fold(_(column.title)), fold(column.heading())):
                    return column.name
    return None
