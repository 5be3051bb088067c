"""Numbers over time (observations, prices) and the tables of words and factors that they are read with."""

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    Float,
    ForeignKey,
    Integer,
    String,
    Table,
    Text,
)

from .metadata import country_code, iso3, low_to_high, metadata, of_batch, of_version, one_of

# One indicator, one area, one period, one estimator. Only `value` and `zero` carry a number (or a range); the other
# states say why there is none: found free of poppy, grown but not measured, missing, or not measurable.
observation = Table(
    "observation",
    metadata,
    Column("id", Integer, primary_key=True),
    *of_batch(),
    *of_version(),
    Column("sheet", Text),
    Column("content_key", BigInteger),  # of a row of a file; null for facts that ship
    Column("indicator", String(64), nullable=False, index=True),
    iso3("country_iso3"),
    Column("admin1", String(6), index=True),
    Column("area_reported", Text, nullable=False),
    Column("period", String(10), nullable=False),
    Column("first_day", Date, nullable=False),
    Column("last_day", Date, nullable=False),
    Column("value", Float),
    Column("value_low", Float),
    Column("value_high", Float),
    Column("unit", String(48), nullable=False),
    Column("state", String(16), nullable=False),
    Column("change_pct", Float),  # against the year before, as published
    Column("estimator", Text),
    Column("edition", Text),
    Column("confidence", Text),
    Column("note", Text),
    Column("source", Text, nullable=False),
    Column("reported", JSON, nullable=False),
    country_code("country_iso3"),
    low_to_high(),
    one_of("state", ("value", "poppy_free", "zero", "grown_no_figure", "missing", "not_measurable")),
    CheckConstraint(
        "(state IN ('value', 'zero')) = (coalesce(value, value_low, value_high) IS NOT NULL)", name="state_fits_value"
    ),
    CheckConstraint("first_day <= last_day", name="period_runs_forward"),
)

# A price of one drug at one place and level. Levels, forms and periods are different series: never one line.
price = Table(
    "price",
    metadata,
    Column("id", Integer, primary_key=True),
    *of_batch(),
    Column("place_reported", Text, nullable=False),
    iso3("country_iso3"),
    Column("drug", String(64), nullable=False, index=True),
    Column("drug_reported", Text, nullable=False),
    Column("form", String(16)),
    Column("level", String(32), nullable=False),
    Column("year", Integer, nullable=False),
    Column("period_reported", Text),
    Column("value", Float),
    Column("value_low", Float),
    Column("value_high", Float),
    Column("unit", Text, nullable=False),
    Column("currency", String(3)),  # null: not an amount of money (a mark-up in per cent)
    Column("purity_note", Text),
    Column("repeats_year_before", Boolean, nullable=False),  # probably carried forward, to be drawn as such
    Column("confidence", Text),
    Column("note", Text),
    Column("source", Text, nullable=False),
    Column("reported", JSON, nullable=False),
    country_code("country_iso3"),
    low_to_high(),
    one_of("form", ("dry", "fresh")),
    one_of("level", ("farm_gate", "local_market", "wholesale", "retail", "mark_up", "not_stated")),
    CheckConstraint("value > 0", name="value_is_positive"),
    CheckConstraint("value IS NOT NULL OR value_low IS NOT NULL OR value_high IS NOT NULL", name="says_something"),
)

drug_term = Table(
    "drug_term",
    metadata,
    Column("code", String(8), primary_key=True),
    *of_batch(),
    Column("slug", String(64), nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("group_slug", String(48), nullable=False),
    Column("kind", Text, nullable=False),
    Column("group_wdr_2025", Text),
    Column("group_unodc_1970_2020", Text),
    Column("groups_disagree", Boolean, nullable=False),
    Column("tablet_g_low", Float),
    Column("tablet_g_typical", Float),
    Column("tablet_g_high", Float),
    Column("kg_per_litre", Float),
    Column("factor_source", Text),
    Column("note", Text),
)

drug_alias = Table(
    "drug_alias",
    metadata,
    Column("code", String(8), ForeignKey("drug_term.code", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("alias", Text, nullable=False),
)

unit_factor = Table(
    "unit_factor",
    metadata,
    Column("id", Integer, primary_key=True),
    *of_batch(),
    Column("unit", Text, nullable=False),
    Column("dimension", String(16), nullable=False),
    Column("applies_to", Text, nullable=False),
    Column("kg_per_unit_low", Float),
    Column("kg_per_unit_typical", Float),  # null: not a mass (an acre)
    Column("kg_per_unit_high", Float),
    Column("note", Text),
    Column("source", Text, nullable=False),
    one_of("dimension", ("mass", "volume", "count", "area", "yield")),
    CheckConstraint("kg_per_unit_low <= kg_per_unit_high", name="low_to_high"),
)
