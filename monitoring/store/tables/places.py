"""Where things are and who belongs together: places with their names and codes, dated country groups, organizations."""

from sqlalchemy import Boolean, CheckConstraint, Column, Date, Float, ForeignKey, Integer, String, Table, Text

from .metadata import country_code, iso3, metadata, of_batch, on_earth, one_of

# A crossing, a port, an airport, an office, or the label point of a sea area (a point of ours, not a position).
place = Table(
    "place",
    metadata,
    Column("id", String(96), primary_key=True),
    *of_batch(),
    Column("kind", String(16), nullable=False, index=True),
    Column("name", Text, nullable=False),
    iso3("country_a"),
    iso3("country_b"),  # the other side of a crossing
    Column("mode", String(8)),
    Column("mode_reported", Text),
    Column("lon", Float),  # null: only the name is known
    Column("lat", Float),
    Column("coordinate_kind", Text),
    Column("coordinate_source", Text),
    Column("note", Text),
    Column("source", Text, nullable=False),
    *on_earth(),
    country_code("country_a"),
    country_code("country_b"),
    one_of("kind", ("crossing", "port", "airport", "office", "sea_area")),
    one_of("mode", ("road", "land", "rail", "river", "sea", "air")),
)

place_name = Table(
    "place_name",
    metadata,
    Column("place_id", String(96), ForeignKey("place.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("language", String(8)),
)

place_code = Table(
    "place_code",
    metadata,
    Column("place_id", String(96), ForeignKey("place.id", ondelete="CASCADE"), primary_key=True),
    Column("scheme", String(32), primary_key=True),  # unlocode, icao, iata, geonames ...
    Column("vintage", String(16), primary_key=True),
    Column("code", String(32), nullable=False),
)

country_group = Table(
    "country_group",
    metadata,
    Column("slug", String(64), primary_key=True),
    *of_batch(),
    Column("name", Text, nullable=False),
    Column("kind", String(32), nullable=False),
    Column("note", Text),
)

# Membership from `valid_from` to `valid_to`; null where the source gives no date, not "for ever".
country_group_member = Table(
    "country_group_member",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("group_slug", String(64), ForeignKey("country_group.slug", ondelete="CASCADE"), nullable=False, index=True),
    iso3("iso3", nullable=False),
    Column("name_reported", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("valid_from", Date),
    Column("valid_to", Date),
    Column("note", Text),
    Column("source", Text, nullable=False),
    country_code("iso3"),
    CheckConstraint("valid_from <= valid_to", name="span_runs_forward"),
)

# What the Paris Pact papers say about a partner beyond its membership.
partner_country = Table(
    "partner_country",
    metadata,
    Column("iso3", String(3), primary_key=True),
    *of_batch(),
    Column("name_reported", Text, nullable=False),
    Column("name_today", Text, nullable=False),
    Column("marked_new", Boolean, nullable=False),
    Column("regional_programme", Text),
    Column("in_focus_area", Boolean, nullable=False),
    Column("phase4_donor", Boolean, nullable=False),  # early 2014
    Column("source", Text, nullable=False),
    country_code("iso3"),
)
organization = Table(
    "organization",
    metadata,
    Column("slug", String(64), primary_key=True),
    *of_batch(),
    Column("abbreviation", Text, nullable=False),
    Column("name_reported", Text, nullable=False),
    Column("marked_new", Boolean, nullable=False),
    Column("counted_as", Text),  # how we read its place among the 21 organizations of the 2014 report
    Column("note", Text),
    Column("source", Text, nullable=False),
)

office = Table(
    "office",
    metadata,
    Column("id", Integer, primary_key=True),
    *of_batch(),
    Column("organization", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("city", Text),  # null: not seen
    iso3("country_iso3"),
    Column("since", String(10)),  # year, month or day, as far as known
    Column("status", Text),
    Column("source", Text, nullable=False),
    country_code("country_iso3"),
)
