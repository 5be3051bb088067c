"""Tables as agencies may send them, made by chance from a seed: good rows, odd cells, totals, notes, blank lines, ragged rows.

`any_table(seed)` also gives a mapping that fits. `opened(table, folder)` opens it without a child process, for tests that
need hundreds; `write(table, path)` writes the file itself.
"""

import csv
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from monitoring.sources.files.opened import Opened
from monitoring.sources.mapping.model import FileMapping, Wide
from tests.sources.opening import opened_table

Cell = Callable[[random.Random], str]
ODD = (
    "", " ", "n/a", "--", "0", "-5", "-inf", "nan", "1e400", "1,234", "1.234,5", "٣٫٥", "۱۲", "12/13/2014",
    "31.02.2015", "2087-01-01",
    "1393/05/12", "Heroin", "Total", "Итого", "kg", "5 kg", "> 3", "2-4", "x" * 300, "=1+1", "'", '"',
    "\u200f", "\x01", "\U0001f600",
    "NA", "007", "AFG", "Afghanistan; Iran", "34°20'N 62°12'E", "999", "None", "нет данных",
)  # fmt: skip


def _choice(*words: str) -> Cell:
    return lambda chance: chance.choice(words)


def _number(chance: random.Random) -> str:
    return chance.choice(("{:.1f}", "{:.3f}", "{:.0f}", "{:,.2f}", "{:e}")).format(chance.lognormvariate(1, 3))


def _day(order: str) -> Cell:
    def say(chance: random.Random) -> str:
        parts = {
            "y": f"{chance.randint(1990, 2024)}",
            "m": f"{chance.randint(1, 12):02d}",
            "d": f"{chance.randint(1, 28):02d}",
        }
        return ("-" if order == "ymd" else "/").join(parts[part] for part in order)

    return say


COLUMNS: dict[str, Cell] = {
    "date": _day("ymd"), "drug": _choice("Heroin", "heroin", "Opium", "Cocaine", "Чарс", "Tramadol", "Zzyzx", "Methamphetamine"),
    "quantity": _number, "unit": _choice("kg", "Gram", "Tablet", "литр", "bundles"),
    "country": _choice("Afghanistan", "Iran (Islamic Republic of)", "Таджикистан", "Utopia", ""),
    "iso3": _choice("AFG", "TJK", "XXX", ""),
    "admin1": _choice("Herat", "Балх", "Nowhere", ""), "place": _choice("Heart", "Kandarhar", "کابل", "PS 7", ""),
    "lon": _choice("62.2", "70,5", "181", "62°12'E", ""), "lat": _choice("34.3", "-95", "34°20'N", ""),
    "place_type": _choice("Airport", "Street", "Moon"), "mode": _choice("Commercial air", "None", "Rail", "camel"),
    "concealment": _choice("Baggage", ""), "direction": _choice("Inbound", "sideways", ""),
    "origin": _choice("Afghanistan", "Unknown", ""), "transit": _choice("Iran; Turkey", "Pakistan/Iran", "Mordor", ""),
    "destination": _choice("Netherlands", "Germany, France", ""), "agency": _choice("Customs", ""),
    "arrests": _choice("1", "3", "none", "2.5", ""),
    "purity": _choice("45", "12,5%", "140", ""), "note": _choice("", "seen by night"), "source_ref": _choice("A-1", "A-2", ""),
    "weekday": _choice("Monday", "вторник", ""), "events": _choice("1", "12", "1.5", ""), "source_name": _choice("police", ""),
    "marking": _choice("restricted", "PUBLIC", "", "secret"),
}  # fmt: skip


@dataclass(frozen=True)
class MadeTable:
    """`rows` as written, ragged ones too; `mapping` names its columns."""

    headings: tuple[str, ...]
    rows: list[list[str]]
    mapping: FileMapping
    delimiter: str


def any_table(seed: int, rows: int | None = None) -> MadeTable:
    """The table of a seed: seizures or totals, long or wide, with one date column or years, months and fiscal years."""
    chance = random.Random(seed)
    what = chance.choice(("seizures", "seizures", "totals"))
    fields = _fields(chance, what)
    columns = {f"{field} {chance.randint(1, 9)}": field for field in fields}
    for at in range(chance.randint(0, 2)):
        columns[f"extra {at}"] = ""
    makers = {heading: _maker(field, chance) for heading, field in columns.items()}
    wide = None
    if chance.random() < 0.2:
        headings = [f"{word} in kg" for word in ("Heroin", "Opium", "Cocaine")]
        wide = Wide("quantity", {heading: {"drug": heading.split()[0].lower(), "unit": "kg"} for heading in headings})
        columns = {heading: field for heading, field in columns.items() if field not in ("quantity", "drug", "unit")}
        makers = {heading: maker for heading, maker in makers.items() if heading in columns} | dict.fromkeys(
            headings, _number
        )
    mapping = FileMapping(
        f"table {seed}", "made", what, columns=columns, wide=wide, fiscal_year_start=chance.choice((1, 4, 10)),
        date_order=chance.choice((None, None, "dmy", "mdy")), decimal=chance.choice((".", ".", ",", None)),
        defaults={"country": "AFG"} if chance.random() < 0.3 and "country" not in fields else {},
        leave_out_totals=chance.random() < 0.9, values={"drug": {"Zzyzx": "other"}} if chance.random() < 0.3 else {},
    )  # fmt: skip
    names = tuple(makers)
    count = chance.randint(0, 60) if rows is None else rows
    return MadeTable(names, [_row(chance, names, makers) for _at in range(count)], mapping, chance.choice(";,\t"))


def _fields(chance: random.Random, what: str) -> list[str]:
    date = chance.choice(
        (
            ["date"],
            ["date"],
            ["date", "weekday"],
            ["year"],
            ["year", "month"],
            ["fiscal_year", "month"],
            ["year", "month", "day"],
        )
    )
    other = [name for name in COLUMNS if name not in ("date", "weekday", "events", "drug", "quantity")]
    if what == "totals":
        other = ["unit", "country", "iso3", "admin1", "place", "note"]
    chosen = chance.sample(other, chance.randint(0, min(8, len(other))))
    return [*date, "drug", "quantity", *chosen, *(["events"] if what == "totals" and chance.random() < 0.7 else [])]


def _maker(field: str, chance: random.Random) -> Cell:
    if field == "date":
        return _day(chance.choice(("ymd", "ymd", "dmy", "mdy")))
    parts = {"year": _choice("2019", "2020", "1399", "19"), "fiscal_year": _choice("2019", "FY20", "2026 (FYTD)", "2018/19"),
             "month": _choice("APR", "10", "مرداد", "Q2", "13"), "day": _choice("1", "28", "31", "")}  # fmt: skip
    return parts.get(field) or COLUMNS.get(field) or _choice("", "kept", "7", "007")


def _row(chance: random.Random, names: Sequence[str], makers: dict[str, Cell]) -> list[str]:
    luck = chance.random()
    if luck < 0.03:
        return [] if chance.random() < 0.5 else [" "] * len(names)
    if luck < 0.05:
        return list(names)
    if luck < 0.07:
        return ["Source: ministry, provisional", *[""] * (len(names) - 1)]
    if luck < 0.10:
        return ["Total", *[_number(chance) if chance.random() < 0.5 else "" for _name in names[1:]]]
    row = [makers[name](chance) for name in names]
    if chance.random() < 0.2:
        row[chance.randrange(len(row))] = chance.choice(ODD)
    if luck > 0.98:
        row = row[: chance.randint(1, len(row))]
    elif luck > 0.97:
        row.append("more")
    return row


def opened(table: MadeTable, folder: Path) -> Opened:
    """The table as open_file gives it, its sheet on disk in `folder`."""
    return opened_table(folder, table.headings, *table.rows, name="made.csv")


def write(table: MadeTable, path: Path) -> None:
    """The file itself, in UTF-8."""
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, delimiter=table.delimiter)
        out.writerow(table.headings)
        out.writerows(table.rows)
