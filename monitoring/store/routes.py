"""Routes as published: legs between countries with the evidence, and numbers given for whole routes."""

from collections.abc import Sequence

import pandas as pd
from sqlalchemy import Connection, func, select

from .audience import visible_to
from .frames import read_frame, typed
from .tables import leg_evidence, route, route_branch, route_leg, route_value, seizure, seizure_leg

AT_ONCE = 10_000  # numbers in one query
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


def leg_evidence_of(db: Connection, legs: Sequence[str]) -> pd.DataFrame:
    """One row per citation of the legs (route_legs.leg_id), in their order: leg_id, citation, url, page; null where the
    publication gives none.
    """
    e = leg_evidence.c
    query = select(e.leg_id, e.citation, e.url, e.page).where(e.leg_id.in_(legs)).order_by(e.leg_id, e.position)
    return read_frame(db, query, {"leg_id": "str", "citation": "str", "url": "str", "page": "str"})


def presumed(db: Connection, audience: str, numbers: Sequence[int], role: str) -> int:
    """How many of these seizures (seizure.row_id) that `audience` may see name a country in a role that is only presumed."""
    g = seizure_leg.c
    query = (
        select(func.count(g.seizure_row.distinct()))
        .join(seizure, seizure.c.row_id == g.seizure_row)
        .where(visible_to(audience), g.role == role, g.basis == "presumed")
    )
    parts = (numbers[at : at + AT_ONCE] for at in range(0, len(numbers), AT_ONCE))
    return sum(db.scalar(query.where(g.seizure_row.in_(part))) or 0 for part in parts)


def _citations(db: Connection) -> dict[str, list[str]]:
    e = leg_evidence.c
    said: dict[str, list[str]] = {}
    for leg, citation in db.execute(select(e.leg_id, e.citation).order_by(e.leg_id, e.position)):
        said.setdefault(leg, []).append(citation)
    return said
