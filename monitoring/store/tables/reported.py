"""What is reported as a whole and not seizure by seizure: totals of countries and offices, and areas drawn by others."""

from sqlalchemy import (
    JSON,
    BigInteger,
    CheckConstraint,
    Column,
    Date,
    Float,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
)

from .metadata import country_code, iso3, metadata, of_batch, of_version, one_of
from .seizures import KINDS

# What a country or an office reports for one drug and one period. The same country, drug and period may stand here
# several times (parts, editions): such rows are kept apart, compared with seizures, and never added to them.
reported_total = Table(
    "reported_total",
    metadata,
    Column("id", Integer, primary_key=True),
    *of_batch(),
    *of_version(),
    Column("sheet", Text),
    Column("content_key", BigInteger, nullable=False),
    iso3("country_iso3"),
    Column("country_reported", Text),
    Column("admin1", String(6)),
    Column("area_reported", Text),
    Column("drug_reported", Text, nullable=False),
    Column("drug", String(64), nullable=False),
    Column("drug_code", String(8), nullable=False),
    Column("drug_group", String(48), nullable=False),
    Column("first_day", Date, nullable=False),
    Column("last_day", Date, nullable=False),
    Column("period_reported", Text, nullable=False),
    Column("events", Integer),  # how many seizures it sums up, where that is said
    Column("quantity_reported", Float),
    Column("unit_reported", Text),
    Column("kind", String(8)),
    Column("quantity", Float),
    Column("unit", String(8)),
    Column("mass_kg", Float),
    Column("factor", Float),
    Column("factor_source", Text),
    Column("note", Text),
    Column("times_reported", Integer, nullable=False),
    Column("reported", JSON, nullable=False),
    country_code("country_iso3"),
    one_of("kind", KINDS),
    one_of("unit", ("kg", "l", "units", "plants", "m2")),
    CheckConstraint("first_day <= last_day", name="period_runs_forward"),
    CheckConstraint("quantity >= 0", name="quantity_is_not_negative"),
    CheckConstraint("mass_kg IS NULL OR kind = 'mass'", name="only_mass_is_in_kg"),
)

# A boundary, corridor or point that somebody else has drawn: WKB in EPSG:4326, valid between two days (null: open).
area = Table(
    "area",
    metadata,
    Column("id", Integer, primary_key=True),
    *of_batch(),
    *of_version(),
    Column("sheet", Text),
    Column("content_key", BigInteger, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("name", Text),
    Column("code", Text),
    Column("level", String(16)),
    iso3("country_iso3"),
    Column("admin1", String(6)),
    Column("valid_from", Date),
    Column("valid_until", Date),
    Column("note", Text),
    Column("geometry", LargeBinary, nullable=False),
    Column("reported", JSON, nullable=False),
    country_code("country_iso3"),
    one_of("kind", ("boundary", "corridor", "point")),
    CheckConstraint("valid_from <= valid_until", name="validity_runs_forward"),
)
