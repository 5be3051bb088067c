"""Trafficking routes as published: legs between countries, how sure each is, and who says so."""

from sqlalchemy import CheckConstraint, Column, Float, ForeignKey, Integer, String, Table, Text

from .metadata import country_code, iso3, low_to_high, metadata, of_batch, one_of

route = Table(
    "route",
    metadata,
    Column("slug", String(64), primary_key=True),
    *of_batch(),
    Column("name", Text, nullable=False),
)

route_branch = Table(
    "route_branch",
    metadata,
    Column("id", String(128), primary_key=True),  # <route>/<branch>
    Column("route_slug", String(64), ForeignKey("route.slug", ondelete="CASCADE"), nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("position", Integer, nullable=False),
)

# From one country to another. `interpreted` legs are our reading of a list that does not say who hands on to whom.
route_leg = Table(
    "route_leg",
    metadata,
    Column("id", String(144), primary_key=True),  # <route>/<branch>/<position>
    Column("branch_id", String(128), ForeignKey("route_branch.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("source_row", Integer),
    Column("position", Integer, nullable=False),
    iso3("from_iso3", nullable=False),
    iso3("to_iso3", nullable=False),
    Column("substance", Text, nullable=False),
    Column("basis", String(16), nullable=False),
    Column("basis_reported", Text, nullable=False),
    Column("mode", Text),
    Column("note", Text),
    country_code("from_iso3"),
    country_code("to_iso3"),
    one_of("basis", ("reported", "published", "interpreted")),
    CheckConstraint("from_iso3 <> to_iso3", name="leads_somewhere"),
)

leg_evidence = Table(
    "leg_evidence",
    metadata,
    Column("leg_id", String(144), ForeignKey("route_leg.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("citation", Text, nullable=False),
    Column("url", Text),
    Column("page", Text),
)

# A number that a publication gives for a whole route. Its route need not be one of the drawn ones.
route_value = Table(
    "route_value",
    metadata,
    Column("id", Integer, primary_key=True),
    *of_batch(),
    Column("route_name", Text, nullable=False),
    Column("measure", Text, nullable=False),
    Column("period", Text, nullable=False),
    Column("value", Float),
    Column("value_low", Float),
    Column("value_high", Float),
    Column("unit", Text, nullable=False),
    Column("qualifier", Text),
    Column("source", Text, nullable=False),
    low_to_high(),
)
