"""The cells of our own files: every value is taken as the file gives it, and each distinct cell is read once."""

import math
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date

from ...language import _
from ...vocabulary.admin1 import ADMIN1
from ...vocabulary.choices import CHOICES, choice, choices
from ...vocabulary.countries import COUNTRIES
from ...vocabulary.drugs import DRUGS, drug_of_code
from ...vocabulary.fields import FIELDS
from ...vocabulary.units import KINDS

# By these headings a file is one of ours; the others may be missing from a file of an older edition.
CORE = frozenset({
    "item_id", "seizure_id", "seized_on", "seized_from", "seized_until", "date_precision", "date_reported", "calendar",
    "location_precision", "drug", "drug_code", "quantity_reported", "unit_reported", "kind", "factor", "source_name",
})  # fmt: skip
ROLES = ("origin", "departure", "transit", "destination")
WAYS = tuple(f"{role}_iso3" for role in ROLES)
# Names of what other columns say by code, in the language of the export, and what came with another import: not read.
MADE = frozenset({"country", "admin1_name", "source_key"})
ITEM = (
    "item_id", "drug_reported", "drug", "drug_code", "drug_group", "quantity_reported", "unit_reported",
    "quantity_relation", "kind", "quantity", "unit", "mass_kg", "factor", "factor_source", "kg_low", "kg_typical", "kg_high",
    "kg_source", "purity_pct",
)  # fmt: skip
EVENT = tuple(name for name in ("seized_from", *FIELDS) if name not in MADE and name not in ITEM)
NEEDED = frozenset({
    "item_id", "seizure_id", "seized_on", "seized_from", "seized_until", "date_precision", "date_reported", "calendar",
    "location_precision", "drug_reported", "drug", "drug_code", "drug_group", "quantity_relation", "marking", "status",
})  # fmt: skip
LISTS = {
    "date_precision": "date_precision", "calendar": "calendar", "location_precision": "precision", "place_type": "place_type",
    "quantity_relation": "relation", "kind": "kind", "transport_mode": "mode", "direction": "direction",
    "source_kind": "source_kind", "source_grade": "grade", "marking": "marking", "status": "status",
}  # fmt: skip
RANGES = {"lon": (-180.0, 180.0), "lat": (-90.0, 90.0), "purity_pct": (0.0, 100.0)}
ABOVE_ZERO = frozenset({"quantity", "factor"})
ADDRESS = re.compile(r"https?://\S+")
LONGEST = {"seizure_id": 64, "item_id": 96}  # of the record


class Unfit(ValueError):
    """A cell that cannot be in a file of ours as it was written: says why."""


def read_cells(name: str, cells: Iterable[str]) -> tuple[dict[str, object], dict[str, str]]:
    """(distinct cell -> its value, cell -> why it cannot be taken). An empty cell is None where it may be empty."""
    read = reader(name)
    values: dict[str, object] = {}
    bad: dict[str, str] = {}
    for cell in set(cells):
        values[cell] = None
        try:
            if cell:
                values[cell] = read(cell)
            elif name in NEEDED:
                raise Unfit(_("is empty, and in a file of ours it never is"))
        except Unfit as problem:
            bad[cell] = str(problem)
    return values, bad


def reader(name: str) -> Callable[[str], object]:
    """What reads one column; a name that is none of ours is read as text."""
    if name in SPECIAL:
        return SPECIAL[name]
    if name in LISTS:
        return lambda cell: _of_list(cell, CHOICES[LISTS[name]]())
    if name in WAYS:
        return lambda cell: tuple(_country(each) for each in cell.split(";"))
    kind = FIELDS[name].dtype if name in FIELDS else "str"
    if kind == "Int64":
        return _whole
    return (lambda cell: _number(name, cell)) if kind == "float64" else (lambda cell: _text(name, cell))


def _text(name: str, cell: str) -> str:
    if len(cell) > LONGEST.get(name, len(cell)):
        raise Unfit(_("is longer than {n} letters", n=LONGEST[name]))
    return cell


def _number(name: str, cell: str) -> float:
    try:
        value = float(cell)
    except ValueError:
        raise Unfit(_("is not a number with a decimal point")) from None
    low, high = RANGES.get(name, (0.0, math.inf))
    if not math.isfinite(value) or not low <= value <= high or (name in ABOVE_ZERO and not value):
        raise Unfit(_("is outside of what it can be"))
    return value


def _whole(cell: str) -> int:
    value = _number("", cell)
    if value != int(value) or not 1 <= value < 2**31:
        raise Unfit(_("is not a whole number of 1 or more"))
    return int(value)


def _day(cell: str) -> date:
    try:
        return date.fromisoformat(cell)
    except ValueError:
        raise Unfit(_("is not a day as in 2021-09-17")) from None


def _of_list(cell: str, known: Mapping[str, str]) -> str:
    if cell not in known:
        raise Unfit(_("is none of the codes {codes}", codes=", ".join(list(known)[:12])))
    return cell


def _country(cell: str) -> str:
    if cell not in COUNTRIES:
        raise Unfit(_("is not the code of a country"))
    return cell


def _province(cell: str) -> str:
    if cell not in ADMIN1:
        raise Unfit(_("is not the code of a province"))
    return cell


def _drug(cell: str) -> str:
    if cell not in DRUGS:
        raise Unfit(_("is no drug of this program"))
    return cell


def _drug_code(cell: str) -> str:
    if drug_of_code(cell) is None:
        raise Unfit(_("is no drug of this program"))
    return cell


def _unit(cell: str) -> str:
    if cell not in KINDS.values():
        raise Unfit(_("is none of the codes {codes}", codes=", ".join(KINDS.values())))
    return cell


def _sea_area(cell: str) -> str:
    found = cell if cell in choices("sea_area") else choice("sea_area", cell)
    if found is None:
        raise Unfit(_("is no sea area of this program"))
    return found


def _web(cell: str) -> str:
    if not ADDRESS.fullmatch(cell):
        raise Unfit(_("is not an address on the web"))
    return cell


def _presumed(cell: str) -> frozenset[tuple[str, str]]:
    found = [tuple(each.partition(":")[::2]) for each in cell.split(";")]
    if any(role not in ROLES or country not in COUNTRIES for role, country in found):
        raise Unfit(_("is not a list as in departure:AFG;transit:IRN"))
    return frozenset((str(role), str(country)) for role, country in found)


SPECIAL: dict[str, Callable[[str], object]] = {
    "seized_from": _day, "seized_until": _day, "country_iso3": _country, "admin1": _province, "drug": _drug,
    "drug_code": _drug_code, "unit": _unit, "sea_area": _sea_area, "source_url": _web, "presumed": _presumed,
    "seized_on": str,
}  # fmt: skip
