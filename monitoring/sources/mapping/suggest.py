"""A first draft of a mapping, for a person to correct: by the headings, and by what stands below them."""

import csv
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from statistics import median

from ...language import _
from ...vocabulary.drugs import find_drug, without_form
from ...vocabulary.folding import fold, slug
from ...vocabulary.lookup import Lookups
from ...vocabulary.units import find_unit
from ..files.opened import Opened, Sheet
from .evidence import bare, shares
from .fields import FIELDS, KEPT
from .model import FileMapping, Wide

ROWS = 2_000  # looked at
SURE, LIKELY, FAINT = 0.9, 0.6, 0.3
# What the cells have to be for a field to be likely: one of these tests, for this share of the distinct cells.
FITS: Mapping[str, tuple[str, ...]] = {
    "date": ("date",), "year": ("year",), "month": ("month", "number"), "day": ("number",), "weekday": ("weekday",),
    "drug": ("drug",), "quantity": ("number", "amount"), "unit": ("unit",), "country": ("country",), "iso3": ("country",),
    "lon": ("number",), "lat": ("number",), "coordinates": ("coordinates",), "mode": ("mode",), "direction": ("direction",),
    "place_type": ("place_type",), "origin": ("country",), "departure": ("country",), "transit": ("country",),
    "destination": ("country",), "arrests": ("number",), "purity": ("number", "amount"), "events": ("number",),
}  # fmt: skip
# Without a heading that says it: what cells alone may suggest, and what share of them is enough.
BY_CELLS = (("date", 0.9), ("coordinates", 0.9), ("drug", 0.5), ("unit", 0.8), ("country", 0.7), ("weekday", 0.9))
_BRACKETS = re.compile(r"\(([^()]+)\)\s*$|\[([^\[\]]+)\]\s*$")
_YEAR = re.compile(r"(?:1[3-9]|20)\d\d", re.ASCII)
FEWEST_WIDE = 3
US_FISCAL_YEAR = 10


@dataclass(frozen=True)
class Suggested:
    """One column of a draft. `confidence`: 0 to 1; `why`: a sentence."""

    heading: str
    field: str
    confidence: float
    why: str


@dataclass(frozen=True)
class Draft:
    """A mapping that nobody has confirmed, with a reason for each column."""

    mapping: FileMapping
    sheet: Sheet
    columns: tuple[Suggested, ...]


def suggest(opened: Opened, words: Lookups) -> Draft | None:
    """A draft for the largest sheet of the file; None for a file without rows."""
    sheet = max(opened.sheets, key=lambda each: each.rows, default=None)
    if sheet is None or not sheet.rows:
        return None
    head = sheet.head(ROWS)
    cells = _of_rows({heading: head.column(f"c{at}").to_pylist() for at, heading in enumerate(sheet.headings)})
    looks = {heading: shares(each, words) for heading, each in cells.items()}
    wide = _wide(sheet.headings, looks)
    found = _assign([heading for heading in sheet.headings if wide is None or heading not in wide.columns], looks)
    name = opened.name.rpartition(".")[0] or opened.name
    mapping = FileMapping(
        name, slug(name)[:40], _what(found, wide), columns={each.heading: each.field for each in found}, wide=wide,
        defaults=_defaults(found, wide), fiscal_year_start=US_FISCAL_YEAR if _is(found, "fiscal_year") else 1,
    )  # fmt: skip
    return Draft(
        _of_kind(mapping), sheet, (*found, *(_wide_column(heading, wide) for heading in (wide.columns if wide else ())))
    )


def _of_rows(cells: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """The cells of lines that look like rows: totals and notes fill few columns, and would spoil what a column looks like."""
    filled = [sum(bool(cell.strip()) for cell in line) for line in zip(*cells.values())]
    usual = median(count for count in filled if count) if any(filled) else 0
    return {
        heading: [cell for cell, count in zip(each, filled) if 2 * count > usual] for heading, each in cells.items()
    }


def _assign(headings: Sequence[str], looks: Mapping[str, Mapping[str, float]]) -> list[Suggested]:
    """The best field for each column; a field goes to the column that is surest of it."""
    offers = [offer for heading in headings for offer in _offers(heading, looks[heading])]
    taken: dict[str, Suggested] = {}
    used: set[str] = set()
    for offer in sorted(offers, key=lambda each: -each.confidence):
        if offer.heading not in taken and (offer.field not in used or FIELDS[offer.field].several):
            taken[offer.heading] = offer
            used.add(offer.field)
    kept = _("Nothing tells what it is: it is kept word for word.")
    return [taken.get(heading) or Suggested(heading, KEPT, 0.0, kept) for heading in headings]


def _offers(heading: str, look: Mapping[str, float]) -> list[Suggested]:
    found = []
    for field, strength, alias in _named(heading):
        tests = FITS.get(field, ())
        share = max((look.get(test, 0.0) for test in tests), default=1.0)
        if not look:
            found.append(Suggested(heading, field, strength / 2, _("The heading says it; the column is empty.")))
        elif not tests:
            found.append(Suggested(heading, field, strength, _("The heading says it: {alias}.", alias=alias)))
        elif share >= FAINT or field == "drug":
            why = _("The heading says it ({alias}), and {share} of its cells fit.", alias=alias, share=f"{share:.0%}")
            found.append(Suggested(heading, field, round(strength * (0.5 + 0.5 * share), 3), why))
    for field, enough in BY_CELLS:
        if look.get(field, 0.0) >= enough:
            why = _(
                "{share} of its cells are known as: {field}.", share=f"{look[field]:.0%}", field=_(FIELDS[field].title)
            )
            found.append(Suggested(heading, field, round(0.55 * look[field], 3), why))
    return found


def _named(heading: str) -> list[tuple[str, float, str]]:
    """(field, strength, alias) that a heading says: whole, without its brackets, or as one of its words."""
    for text, strength in ((heading, SURE), (_BRACKETS.sub("", heading), SURE - 0.05)):
        found = _aliases().get(bare(text))
        if found:
            return [(field, strength, alias) for field, alias in found]
    said = set(fold(re.sub(r"[_/().:-]", " ", heading)).split())
    parts = [
        (field, LIKELY - 0.02 * (len(said) - len(tokens)), alias)
        for tokens, field, alias in _phrases()
        if tokens <= said
    ]
    return sorted(parts, key=lambda each: -len(each[2]))[:2]


@cache
def _aliases() -> Mapping[str, list[tuple[str, str]]]:
    """(field, alias) of each heading; one word may be two (the Persian city is written like the Arabic month)."""
    found: dict[str, list[tuple[str, str]]] = {}
    with (Path(__file__).parent / "headings.csv").open(encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file):
            found.setdefault(bare(line["heading"]), []).append((line["field"], line["heading"]))
    return found


@cache
def _phrases() -> list[tuple[frozenset[str], str, str]]:
    """Aliases as sets of words, without those so short that they are in half of all headings."""
    return [
        (frozenset(fold(re.sub(r"[_/().:-]", " ", alias)).split()), field, alias)
        for found in _aliases().values() for field, alias in found if len(alias) > 3
    ]  # fmt: skip


def unit_in(heading: str) -> str | None:
    """The unit that a heading states: `Sum Qty (lbs)`, `Quantity kg`."""
    brackets = _BRACKETS.search(heading)
    said = [brackets[1] or brackets[2]] if brackets else re.split(r"[\s,_]+", heading)[-1:]
    for word in said:
        unit = find_unit(word)
        if unit is not None and bare(word) != bare(heading):
            return unit.code
    return None


def _wide(headings: Sequence[str], looks: Mapping[str, Mapping[str, float]]) -> Wide | None:
    """Columns for years, or for drugs, with numbers below them."""
    counted = [heading for heading in headings if looks[heading].get("number", 0.0) >= 0.5 or not looks[heading]]
    years = {heading: {"year": heading.strip()} for heading in counted if _YEAR.fullmatch(heading.strip())}
    drugs = {heading: said for heading in counted if (said := _drug_in(heading))}
    columns = max(years, drugs, key=len)
    return Wide("quantity", columns) if len(columns) >= FEWEST_WIDE else None


def _drug_in(heading: str) -> dict[str, str] | None:
    name = _BRACKETS.sub("", heading).strip()
    unit = unit_in(heading)
    last = name.rpartition(" ")
    if unit and not _BRACKETS.search(heading):
        name = last[0] or name
    found = find_drug(name) or find_drug(without_form(name) or "")
    if found is None:
        return None
    return {"drug": found.slug} | ({"unit": unit} if unit else {})


def _wide_column(heading: str, wide: Wide | None) -> Suggested:
    said = wide.columns[heading] if wide else {}
    words = ", ".join(f"{_(FIELDS[name].title)} {word}" for name, word in said.items())
    return Suggested(heading, wide.cells if wide else KEPT, LIKELY, _("A column of its own for: {words}.", words=words))


def _is(found: Sequence[Suggested], field: str) -> bool:
    return any(each.field == field for each in found)


def _what(found: Sequence[Suggested], wide: Wide | None) -> str:
    """A count of seizures, or no day for the rows, tells a table of sums."""
    sums = _is(found, "events") or (wide is not None and "year" in next(iter(wide.columns.values())))
    return "totals" if sums or not (_is(found, "date") or _is(found, "day")) else "seizures"


def _defaults(found: Sequence[Suggested], wide: Wide | None) -> dict[str, str]:
    if _is(found, "unit") or (wide is not None and any("unit" in said for said in wide.columns.values())):
        return {}
    for each in found:
        if each.field == "quantity" and (unit := unit_in(each.heading)):
            return {"unit": unit}
    return {}


def _of_kind(mapping: FileMapping) -> FileMapping:
    """Fields that this kind of table does not have are kept word for word instead."""
    columns = {
        heading: name if not name or FIELDS[name].only in ("", mapping.what) else KEPT
        for heading, name in mapping.columns.items()
    }
    return replace(mapping, columns=columns)
