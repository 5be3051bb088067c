"""A generated file of the shape of UNODC's individual drug seizures 2011-2014: its columns, its words, its oddities.

No row of it is a row of the real file. `;` between cells, days as 2011-03-14 with many on the first of a month, amounts as
490.0, a sixth of the rows exact repetitions, places in Latin, Cyrillic and Persian script with spaces around some, "None"
as a word for transport, and one weight that must be a number of tablets.
"""

import csv
import random
import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from openpyxl import Workbook

HEADINGS = (
    "REGION", "SUBREGION", "COUNTRY", "ADMINISTRATIVE_DIVISION", "PLACE", "SEIZURE_DATE", "DRUG_NAME", "AMOUNT", "DRUG_UNIT",
    "HIDING_PLACE", "INSTALLATION", "TRANSPORT", "PRODUCING_COUNTRY", "DEPARTURE_COUNTRY", "DESTINATION_COUNTRY", "ROUTING",
)  # fmt: skip
# Region, subregion, country, how many of a hundred rows, provinces, places.
COUNTRIES = (
    ("Americas", "South America", "Colombia", 55, ("Antioquia", "Nariño", "Valle del Cauca", ""),
     ("Tumaco", "Buenaventura ", "Cali", "MEDELLIN", "Puerto Asís", "VEREDA LA UNION 91")),
    ("Europe", "East Europe", "Russian Federation", 18, ("Новосибирская область", "Московская область", ""),
     ("Новосибирск", "г. Москва", "Омск ", "Южно-115ская область")),
    ("Asia", "Near and Middle East /South-West Asia", "Afghanistan", 9, ("Hirat", "Kandahar", "Hilmand", ""),
     ("Heart", "Kandarhar", "Qandahar", "Gereshk", "لشکرگاه", "")),
    ("Asia", "Near and Middle East /South-West Asia", "Pakistan", 6, ("Balochistan", "Punjab", ""),
     ("Lahore", "Quetta", "PS RD ANF North", "Chaman")),
    ("Asia", "Near and Middle East /South-West Asia", "Iran (Islamic Republic of)", 4, ("خراسان رضوی", "سیستان و بلوچستان", ""),
     ("مشهد", "زاهدان", "Zabol")),
    ("Asia", "Central Asia and Transcaucasian countries", "Uzbekistan", 4, ("Surxondaryo", ""), ("Termez", "Denau")),
    ("Africa", "East Africa", "Mauritius", 2, ("",), ("Grand Port", "GRAND PORT", "Port Louis")),
    ("Europe", "West & Central Europe", "Spain", 2, ("",), ("Algeciras", "36º07'N 5º26'W", "MADRID\x01[list 2014]")),
)  # fmt: skip
DRUGS = (
    ("Cocaine", 30, ("Kilogram", "Gram")), ("Heroin", 18, ("Kilogram", "Gram")), ("Coca paste", 12, ("Kilogram",)),
    ("Opium", 10, ("Kilogram", "Viss")), ("Methamphetamine", 8, ("Kilogram", "Tablet")), ("Amphetamine", 6, ("Kilogram", "Gram")),
    ("Ecstasy (MDMA)", 5, ("Tablet", "Unit", "Pill")), ("LSD", 2, ("Blotting paper", "Unit")),
    ("Morphine", 3, ("Kilogram", "Ampoule")),
    ("Acetic anhydride", 2, ("Litre", "Millilitre")), ("Buprenorphine", 2, ("Tablet",)), ("Codeine", 1, ("Cc", "Bottle")),
    ("Poppy straw", 1, ("Plants", "Kilogram")),
)  # fmt: skip
ON_THE_WAY = ("", "", "Unknown", "Afghanistan", "Colombia", "Netherlands", "United States of America", "Tajikistan")
HIDDEN = ("", "", "", "", "Postal", "Baggage", "Inserted", "Car Parts", "Other")
SITES = ("", "", "", "", "Airport", "Post Office", "Street", "Frontier", "Home/Residence")
TRANSPORT = ("", "", "", "", "Commercial air", "Private road", "None", "Rail", "Unknown", "Other")
ROUTING = (
    "", "", "National territory/domestic seizure", "Border - inbound", "Border - outbound",
    "International waters/unclaimed territory",
)  # fmt: skip
IMPLAUSIBLE = (
    "Asia", "East and South-East Asia", "Thailand", "", "Bangkok", "2013-05-22", "Amphetamine", "4500000.0", "Kilogram",
    "", "", "", "", "", "", "",
)  # fmt: skip
FIRST = date(2011, 1, 1)
DAYS = 1_461
NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
REPEATED = 0.12  # of the rows are an earlier row once more


def write_ids(path: Path, rows: int, seed: int) -> None:
    """Write `rows` rows below the headings; the same seed gives the same file."""
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, delimiter=";", lineterminator="\n")
        out.writerow(HEADINGS)
        out.writerows(made_rows(rows, seed))


def made_rows(rows: int, seed: int) -> Iterator[tuple[str, ...]]:
    """The rows of `write_ids`, by year as in the real file."""
    chance = random.Random(seed)
    weights = [each[3] for each in COUNTRIES]
    kinds = [each[1] for each in DRUGS]
    before: list[tuple[str, ...]] = []
    for at in range(rows):
        if at == rows // 2:
            yield IMPLAUSIBLE
            continue
        if before and chance.random() < REPEATED:
            yield chance.choice(before)
            continue
        row = _row(chance, at * DAYS // rows, weights, kinds)
        before = [*before[-200:], row] if at % 7 == 0 else before
        yield row


def as_workbook(table: Path, workbook: Path) -> None:
    """The same rows as UNODC publishes them: a sheet for each year with real dates and numbers, and a list of drugs."""
    book = Workbook(write_only=True)
    with table.open(encoding="utf-8", newline="") as file:
        lines = csv.reader(file, delimiter=";")
        headings = next(lines)
        when, amount = headings.index("SEIZURE_DATE"), headings.index("AMOUNT")
        rows = sorted(lines, key=lambda row: row[when][:4])
    for row in rows:
        year = row[when][:4]
        if year not in book.sheetnames:
            sheet = book.create_sheet(year)
            sheet.append(headings)
        cells: list[object] = [NOT_IN_XML.sub(_escaped, cell) or None for cell in row]
        cells[when], cells[amount] = date.fromisoformat(row[when]), float(row[amount])
        sheet.append(cells)
    listed = book.create_sheet("Drug list")
    listed.append(("Drug class", "Drug name"))
    for drug, _share, _units in DRUGS:
        listed.append(("a class", drug))
    book.save(workbook)


def _escaped(found: re.Match[str]) -> str:
    """A sign that XML cannot hold, as a workbook writes it: the real file has some inside names of places."""
    return f"_x{ord(found[0]):04X}_"


def _row(chance: random.Random, day: int, weights: list[int], kinds: list[int]) -> tuple[str, ...]:
    region, subregion, country, _share, provinces, places = chance.choices(COUNTRIES, weights)[0]
    drug, _share, units = chance.choices(DRUGS, kinds)[0]
    when = FIRST + timedelta(days=day)
    if chance.random() < 0.09:
        when = when.replace(day=1)
    return (
        region, subregion, country, chance.choice(provinces), chance.choice(places), when.isoformat(), drug,
        _amount(chance), chance.choice(units), chance.choice(HIDDEN), chance.choice(SITES), chance.choice(TRANSPORT),
        chance.choice(ON_THE_WAY), chance.choice(ON_THE_WAY), chance.choice(ON_THE_WAY), chance.choice(ROUTING),
    )  # fmt: skip


def _amount(chance: random.Random) -> str:
    if chance.random() < 0.0002:
        return "0.0"
    if chance.random() < 0.0003:
        return "1e-05"
    return str(round(chance.lognormvariate(1.0, 2.0), chance.choice((0, 1, 2, 3))) or 0.5)
