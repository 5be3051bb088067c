"""Corridors: centre lines with a width and the pairs of places that count as steps on them, drawn by us or by an editor."""

from sqlalchemy import CheckConstraint, Column, Float, Integer, LargeBinary, String, Table, Text

from .metadata import metadata, of_batch, of_version

# One branch of a corridor. An edit retires the row and adds another in a new data version; its import is the edit itself,
# so that a newer edition of what ships leaves it alone.
corridor = Table(
    "corridor",
    metadata,
    Column("id", Integer, primary_key=True),
    *of_batch(),
    *of_version(),
    Column("branch_id", String(128), nullable=False, index=True),  # <corridor>/<branch>
    Column("corridor", String(64), nullable=False),
    Column("name", Text, nullable=False),
    Column("position", Integer, nullable=False),
    Column("width_km", Float, nullable=False),  # of the whole band
    Column("legs", Text, nullable=False),  # ids of route_branch or route_leg whose pairs count, "; " between them
    Column("pairs", Text, nullable=False),  # further pairs, as in AFG-TUR; sea areas by the slug of their name
    Column("pairs_why", Text, nullable=False),
    Column("seas", Text, nullable=False),  # sea areas that lie on it: a seizure there has no position
    Column("note", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("geometry", LargeBinary, nullable=False),  # WKB of lines, EPSG:4326
    CheckConstraint("width_km > 0", name="width_is_positive"),
)
