"""The headings of UNODC's individual drug seizures in four editions, and which edition a sheet is of."""

import csv
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

VINTAGES = ("2006-2017", "2011-2016", "2011-2022", "2018-2026")
NEEDED = ("country", "drug", "quantity")
# Headings that other tables of seizures do not have. A table of a customs office may well have a country, a drug and a unit.
OWN = frozenset((
    "countryofseizure", "countryterritoryofseizure", "seizuredate", "dateddmmyyyy", "drugname", "drugsubstance",
    "amountofdrug", "drugquantity", "drugunit", "hidingplace", "producingcountry", "sitetypeoflocationofseizure",
    "physicalseizurelocation", "administrativedivision", "traffickingmodeoftransportation", "meansoftransportation",
))  # fmt: skip
FEWEST_OWN = 3


def bare(heading: str) -> str:
    """A heading without case, spaces and signs: editions differ in those only."""
    return "".join(filter(str.isalnum, heading.casefold()))


@cache
def _table() -> Mapping[str, tuple[str, tuple[str, ...]]]:
    with (Path(__file__).parent / "headings.csv").open(encoding="utf-8", newline="") as file:
        return {
            bare(line["heading"]): (line["field"], tuple(line["vintages"].split())) for line in csv.DictReader(file)
        }


def columns_of(headings: Sequence[str]) -> dict[str, str] | None:
    """Heading -> field ("" for kept) of a sheet of IDS; None for any other table. The first of two alike is read."""
    known = _table()
    found: dict[str, str] = {}
    for heading in headings:
        field = known[bare(heading)][0] if bare(heading) in known else ""
        found[heading] = field if field == "note" or field not in found.values() else ""
    own = len(OWN & {bare(heading) for heading in headings})
    return found if own >= FEWEST_OWN and set(NEEDED) <= set(found.values()) else None


def unread(headings: Sequence[str]) -> list[str]:
    """Headings that no edition had so far."""
    return [heading for heading in headings if bare(heading) not in _table()]


def vintage(headings: Sequence[str]) -> str:
    """The edition whose headings these are, as far as they tell: the one that most of them are of."""
    known = _table()
    count = {each: sum(each in known.get(bare(heading), ("", ()))[1] for heading in headings) for each in VINTAGES}
    return max(VINTAGES, key=lambda each: count[each])
