"""The one MetaData, its constraint names, and the checks that many tables share.

Every constraint has a name, so that a later migration can drop it on both databases. Enumerations are text with a
check: a word that anybody can read in the database, and that SQLite and PostgreSQL treat alike.
"""

from collections.abc import Iterable

from sqlalchemy import CheckConstraint, Column, ForeignKey, Integer, MetaData, String

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
    }
)


def one_of(column: str, words: Iterable[str]) -> CheckConstraint:
    """`column` holds one of `words` (or null, where the column allows it).

    Not written with IN: SQLite builds a list anew for every row, which doubled the time of an import (measured).
    """
    listed = " OR ".join(f"{column} = '{word}'" for word in words)
    return CheckConstraint(listed, name=f"{column}_is_known")


def country_code(column: str) -> CheckConstraint:
    """`column` looks like ISO 3166-1 alpha-3; that the code exists is the vocabulary's business."""
    return CheckConstraint(f"length({column}) = 3 AND {column} = upper({column})", name=f"{column}_is_iso3")


def on_earth() -> list[CheckConstraint]:
    """`lon` and `lat` are degrees, and come together or not at all."""
    return [
        CheckConstraint("lon BETWEEN -180 AND 180", name="lon_in_range"),
        CheckConstraint("lat BETWEEN -90 AND 90", name="lat_in_range"),
        CheckConstraint("(lon IS NULL) = (lat IS NULL)", name="lon_with_lat"),
    ]


def low_to_high() -> CheckConstraint:
    return CheckConstraint("value_low <= value_high", name="low_to_high")


def of_batch() -> list[Column]:
    """Which import brought the row, and the line of the file (null when the row sums up several)."""
    return [
        Column("batch_id", Integer, ForeignKey("import_batch.id"), nullable=False, index=True),
        Column("source_row", Integer),
    ]


def of_version() -> list[Column]:
    """From which data version on the row is there, and from which on it is not any more (null: it still is)."""
    return [
        Column("added_in", Integer, ForeignKey("data_version.id"), nullable=False),
        Column("retired_in", Integer, ForeignKey("data_version.id")),
    ]


def iso3(name: str, nullable: bool = True) -> Column:
    return Column(name, String(3), nullable=nullable)
