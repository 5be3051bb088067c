"""Routes as published: legs between countries with the evidence, and numbers given for whole routes."""

import pandas as pd
from sqlalchemy import Connection, select

from .frames import read_frame, typed
from .tables import leg_evidence, route, route_branch, route_leg, route_value

_LEGS = {
    "leg_id": "str", "route": "str", "route_name": "str", "branch": "str", "seq": "int64", "from_iso3": "str",
    "to_iso3": "str", "substance": "str", "basis": "str", "basis_reported": "str", "mode": "str", "note": "str",
    "source": "str",
}  # fmt: skip
_VALUES = {
    "route": "str", "measure": "str", "period": "str", "value": "float64", "value_low": "float64",
    "value_high": "float64", "unit": "str", "qualifier": "str", "source": "str",
}  # fmt: skip


def route_legs(db: Connection) -> pd.DataFrame:
    """One row per leg, in the order of route, branch and sequence. `route` is a slug, `branch` a name.

    basis: reported, published (the pair or sequence of countries is printed) or interpreted (our reading of a list);
    basis_reported has the words of the source table. source: the citations, joined by " ; ".
    """
    r, b, g = route.c, route_branch.c, route_leg.c
    query = (
        select(
            g.id.label("leg_id"), r.slug.label("route"), r.name.label("route_name"), b.name.label("branch"),
            g.position.label("seq"), g.from_iso3, g.to_iso3, g.substance, g.basis, g.basis_reported, g.mode, g.note,
        )
        .join(route_branch, b.id == g.branch_id)
        .join(route, r.slug == b.route_slug)
        .order_by(r.slug, b.position, g.position)
    )  # fmt: skip
    said = _citations(db)
    rows = [{**row, "source": " ; ".join(said.get(row["leg_id"], ()))} for row in db.execute(query).mappings()]
    return typed(rows, _LEGS)


def route_values(db: Connection) -> pd.DataFrame:
    """One row per number published for a whole route, in the order of the source; `route` is its name as printed."""
    v = route_value.c
    query = select(v.route_name.label("route"), *(v[name] for name in _VALUES if name != "route"))
    return read_frame(db, query.order_by(v.id), _VALUES)


def _citations(db: Connection) -> dict[str, list[str]]:
    e = leg_evidence.c
    said: dict[str, list[str]] = {}
    for leg, citation in db.execute(select(e.leg_id, e.citation).order_by(e.leg_id, e.position)):
        said.setdefault(leg, []).append(citation)
    return said
