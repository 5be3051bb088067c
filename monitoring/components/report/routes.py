"""The chapter of routes and seizures: what the record holds of the year, and where it is silent."""

import pandas as pd

from ...exports.about import CAVEAT, KINDS_APART
from ...figures.route_words import BASES, node_name
from ...figures.theme import Theme
from ...language import _, listed, ngettext, number
from ...vocabulary.drugs import drug_name
from ...vocabulary.report import Block, Cell, Column, Heading, Prose, Table
from ...vocabulary.units import amount_full
from .found import Found
from .maps import coverage_map
from .words import area_name, coverage_sentence, drug_amounts, seizures_sentence


def routes_chapter(found: Found, theme: Theme) -> list[Block]:
    """What the record holds of the year, a map with the legs, where it is silent."""
    with_records = int((found.covered["records"] > 0).sum())
    parts: list[Block] = [
        Prose(seizures_sentence(found.seizures, found.year, found.current.only_shipped)),
        Prose(coverage_sentence(with_records, len(found.covered))),
        coverage_map(
            found.covered, found.legs, found.current.version.id,
            _("Routes, and in which countries the record has seizures of {year}", year=found.year), theme,
        ),
        Prose(_(CAVEAT), note=True),
    ]  # fmt: skip
    if found.seizures:
        parts += [_drugs(found), Prose(_(KINDS_APART), note=True), _coverage(found)]
    parts += [Heading(_("Legs"))]
    reported = found.legs[found.legs["basis"] == "reported"]
    if reported.empty:
        parts.append(Prose(_("No seizure of {year} in the record states where it came from.", year=found.year)))
    else:
        parts.append(_legs(reported, found.year))
    return [*parts, _published(found)]


def _drugs(found: Found) -> Table:
    columns = (Column(_("Drug"), share=40), Column(_("Seizures"), number=True, share=20),
               Column(_("Amount in these records"), number=True, share=40))  # fmt: skip
    named = found.drugs.assign(drug=found.drugs["drug"].fillna(""))
    rows = [
        (
            Cell(drug_name(str(drug)) if drug else _("not stated")),
            Cell(number(int(rows["seizures"].max()))),
            Cell(drug_amounts(rows)),
        )
        for drug, rows in named.groupby("drug", sort=False)
    ]
    return Table(
        _("Seizures of {year} in the record by drug: of these records only, not totals", year=found.year),
        columns,
        tuple(rows),
    )


def _coverage(found: Found) -> Table:
    """Countries with a record; the others are told in one cell."""
    columns = (Column(_("Country"), share=70), Column(_("Seizures in the record"), number=True, share=30))
    by_country = (
        found.places.assign(country=found.places["country"].fillna("")).groupby("country", sort=False)["seizures"].max()
    )
    rows = [
        (Cell(area_name(iso3) if iso3 else _("at sea or not stated")), Cell(number(int(n))))
        for iso3, n in by_country.items()
    ]
    silent = found.covered[found.covered["records"] == 0]["iso3"]
    if len(silent):
        names = listed(sorted(area_name(iso3) for iso3 in silent))
        title = ngettext(
            "{n} country on the routes without a record", "{n} countries on the routes without a record", len(silent)
        )
        rows.append((Cell(title, names), Cell(_("no record"), none=True)))
    return Table(
        _("Coverage: where the seizures of {year} in the record were made", year=found.year), columns, tuple(rows)
    )


def _legs(reported: pd.DataFrame, year: int) -> Table:
    columns = (Column(_("From"), share=34), Column(_("Seized in"), share=34), Column(_("Seizures"), number=True, share=16),
               Column(_("Weight"), number=True, share=16))  # fmt: skip
    rows = tuple(
        (Cell(node_name(row.start)), Cell(node_name(row.end)), Cell(number(row.seizures)),
         Cell("" if pd.isna(row.mass_kg) else amount_full(row.mass_kg, "mass")))
        for row in reported.itertuples()
    )  # fmt: skip
    return Table(_("Legs that seizure records of {year} state", year=year), columns, rows)


def _published(found: Found) -> Prose:
    counts = found.legs["basis"].value_counts()
    said = listed(f"{_(BASES[basis])}: {number(int(counts[basis]))}" for basis in reversed(BASES) if basis in counts)
    return Prose(_("Lines on the map by what they rest on: {said}. Pairs that documents publish have no volume and no year.",
                   said=said), note=True)  # fmt: skip
