"""Country groups with dated membership: partnerships, programmes, statistical areas."""

from collections import defaultdict

import pandas as pd
from sqlalchemy import Connection, select

from .frames import read_frame
from .tables import country_group, country_group_member

_MEMBERS = {
    "group": "str", "name": "str", "kind": "str", "iso3": "str", "role": "str", "valid_from": "datetime64[us]",
    "valid_to": "datetime64[us]", "note": "str", "source": "str",
}  # fmt: skip


def country_groups(db: Connection) -> pd.DataFrame:
    """One row per membership of a country in a group (slug), ordered by group and country.

    valid_from and valid_to are both included; missing where the source gives no date, which does not mean for ever.
    """
    g, m = country_group.c, country_group_member.c
    query = select(
        g.slug.label("group"), g.name, g.kind, m.iso3, m.role, m.valid_from, m.valid_to, m.note, m.source
    ).join(country_group_member, m.group_slug == g.slug)
    return read_frame(db, query.order_by(g.slug, m.iso3, m.id), _MEMBERS)


def members(db: Connection) -> dict[str, frozenset[str]]:
    """Group slug -> the codes of all that have been members, whatever the dates."""
    found = defaultdict(set)
    for group, iso3 in db.execute(select(country_group_member.c.group_slug, country_group_member.c.iso3)):
        found[group].add(iso3)
    return {group: frozenset(codes) for group, codes in found.items()}
