"""Which countries and years the record says something about, and how much: what is there, so that what is missing shows."""

import pandas as pd
from sqlalchemy import Connection, extract, func, select

from .audience import visible_to
from .frames import read_frame
from .tables import country_group, country_group_member, observation, partner_country, reported_total, seizure
from .versions import in_version

# kind -> table, its first day
_KINDS = {
    "seizures": (seizure, "seized_on"), "totals": (reported_total, "first_day"), "observations": (observation, "first_day"),
}  # fmt: skip
_COLUMNS = {"country_iso3": "str", "year": "int64", "rows": "int64"}


def coverage(db: Connection, kind: str, audience: str = "public") -> pd.DataFrame:
    """Rows in force by country and year, where there are any; `kind`: seizures, totals or observations.

    A row of several years counts in its first. Rows without a country or a day are in no cell: see `without_place_or_day`.
    """
    table, first = _KINDS[kind]
    year = extract("year", table.c[first]).label("year")
    query = select(table.c.country_iso3, year, func.count().label("rows")).where(*_current(kind, audience))
    query = query.where(table.c.country_iso3.is_not(None), table.c[first].is_not(None))
    return read_frame(db, query.group_by(table.c.country_iso3, year).order_by(table.c.country_iso3, year), _COLUMNS)


def without_place_or_day(db: Connection, kind: str, audience: str = "public") -> int:
    """Rows in force that `coverage` cannot show."""
    table, first = _KINDS[kind]
    nowhere = table.c.country_iso3.is_(None) | table.c[first].is_(None)
    return db.scalar(select(func.count()).select_from(table).where(*_current(kind, audience), nowhere)) or 0


def route_region(db: Connection) -> frozenset[str]:
    """The countries on the routes: the focus area of the Paris Pact, and everybody in a regional group on record."""
    member = select(country_group_member.c.iso3).join(
        country_group, country_group.c.slug == country_group_member.c.group_slug
    )
    focus = select(partner_country.c.iso3).where(partner_country.c.in_focus_area)
    groups = member.where(country_group.c.slug != PARTNERS)
    return frozenset(db.scalars(focus)) | frozenset(db.scalars(groups)) | {BALKAN_ROUTE_BEGINS}


BALKAN_ROUTE_BEGINS = "TUR"  # on the route, and in none of the groups on record
PARTNERS = "paris_pact_partners"  # a partnership of donors, too: far more than the routes


def _current(kind: str, audience: str) -> list:
    table = _KINDS[kind][0]
    return [in_version(table, None), *([visible_to(audience)] if kind == "seizures" else [])]
