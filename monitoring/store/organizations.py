"""Who works on it: partner countries, organizations, offices in the field."""

import pandas as pd
from sqlalchemy import Connection, select

from .frames import read_frame
from .tables import office, organization, partner_country

_OFFICES = {
    "organization": "str", "name": "str", "kind": "str", "city": "str", "country_iso3": "str", "since": "str",
    "status": "str", "source": "str",
}  # fmt: skip
_ORGANIZATIONS = {
    "slug": "str", "abbreviation": "str", "name_reported": "str", "marked_new": "bool", "counted_as": "str",
    "note": "str", "source": "str",
}  # fmt: skip
_PARTNERS = {
    "iso3": "str", "name_reported": "str", "name_today": "str", "marked_new": "bool", "regional_programme": "str",
    "in_focus_area": "bool", "phase4_donor": "bool", "source": "str",
}  # fmt: skip


def offices(db: Connection) -> pd.DataFrame:
    """One row per office, in the order of the source; city is missing where it was not seen. None has coordinates."""
    return read_frame(db, select(*(office.c[name] for name in _OFFICES)).order_by(office.c.id), _OFFICES)


def organizations(db: Connection) -> pd.DataFrame:
    """One row per Paris Pact partner organization, by slug, under the name that was printed."""
    columns = organization.c
    return read_frame(db, select(*(columns[name] for name in _ORGANIZATIONS)).order_by(columns.slug), _ORGANIZATIONS)


def partner_countries(db: Connection) -> pd.DataFrame:
    """One row per Paris Pact partner country, by code; phase4_donor as of early 2014."""
    columns = partner_country.c
    return read_frame(db, select(*(columns[name] for name in _PARTNERS)).order_by(columns.iso3), _PARTNERS)
