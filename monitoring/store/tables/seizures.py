"""Seizures: one event, its items (one drug each), the countries on its way, arrests, and the document that says so."""

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
)

from .metadata import country_code, iso3, metadata, of_batch, of_version, on_earth, one_of

KINDS = ("mass", "volume", "count", "plants", "area")
RELATIONS = ("exact", "about", "over", "under")

# What a fact was read in. `copy` is a repost, an excerpt or a "via" page: its address is shown as text, not a link.
document = Table(
    "document",
    metadata,
    Column("id", String(64), primary_key=True),
    *of_batch(),
    Column("name", Text, nullable=False),
    Column("url", Text),
    Column("kind", String(16), nullable=False),
    Column("grade", String(16), nullable=False),
    Column("grade_reason", Text),  # the words in the name that made it a copy
    one_of("kind", ("un", "official", "press")),
    one_of("grade", ("original", "copy")),
    CheckConstraint("url LIKE 'http://%' OR url LIKE 'https://%'", name="url_is_web"),
)

# One event as one version of the record holds it: a correction is a new row with the same `id`, and nothing is deleted.
# `content_key`: 64 bits of what was reported, so that the same seizure is known again. `seized_on` to `seized_until` is the
# span that the reported date leaves open (one day when it is known).
seizure = Table(
    "seizure",
    metadata,
    Column("row_id", Integer, primary_key=True),
    Column("id", String(64), nullable=False),
    *of_batch(),
    *of_version(),
    Column("sheet", Text),
    Column("content_key", BigInteger, nullable=False),
    Column("document_id", String(64), ForeignKey("document.id"), nullable=False),
    Column("source_ref", Text),  # the source's own reference
    Column("title", Text),  # null: one is made of drug, amount and place, in the reader's language
    Column("seized_on", Date, nullable=False),
    Column("seized_until", Date, nullable=False),
    Column("date_precision", String(8), nullable=False),
    Column("date_reported", Text, nullable=False),
    Column("calendar", String(16), nullable=False),
    iso3("country_iso3"),  # null: at sea, outside any country's territory as reported
    Column("admin1", String(6)),  # ISO 3166-2
    Column("admin1_reported", Text),
    Column("place_reported", Text),
    Column("place_type", Text),
    Column("sea_area", String(64)),  # `place.id` of a sea area; no foreign key, places are another source
    Column("lon", Float),  # null at sea and where only the country is known; never a centroid
    Column("lat", Float),
    Column("location_precision", String(16), nullable=False),
    Column("location_method", Text),
    Column("transport_mode", String(8)),
    Column("concealment", Text),
    Column("direction", String(16)),
    Column("agency", Text),
    Column("operation", Text),
    Column("note", Text),
    Column("status", String(16), nullable=False),
    Column("duplicate_of", String(64)),  # the `id` of another seizure
    Column("marking", String(16), nullable=False),
    Column("times_reported", Integer, nullable=False),  # how often the very same row stood in its file
    *on_earth(),
    country_code("country_iso3"),
    one_of("date_precision", ("day", "month", "year")),
    one_of("calendar", ("gregorian", "solar_hijri", "hijri")),
    one_of("location_precision", ("place", "admin1", "sea_area", "country")),
    one_of("transport_mode", ("road", "land", "rail", "river", "sea", "air", "post")),
    one_of("direction", ("inbound", "outbound", "transit", "domestic", "international")),
    one_of("status", ("reported", "verified", "duplicate")),
    one_of("marking", ("public", "partner", "restricted")),
    CheckConstraint("seized_on <= seized_until", name="span_runs_forward"),
    CheckConstraint("admin1 LIKE '__-%'", name="admin1_is_iso_3166_2"),
    CheckConstraint("(status = 'duplicate') = (duplicate_of IS NOT NULL)", name="duplicate_names_the_other"),
    CheckConstraint("lon IS NULL OR location_precision IN ('place', 'admin1')", name="no_invented_point"),
    CheckConstraint("times_reported > 0", name="was_reported"),
    CheckConstraint("added_in < retired_in", name="versions_run_forward"),
)
Index(
    "ix_seizure_one_current", seizure.c.id, unique=True,
    sqlite_where=seizure.c.retired_in.is_(None), postgresql_where=seizure.c.retired_in.is_(None),
)  # fmt: skip
Index("ix_seizure_id", seizure.c.id)

# One drug of one seizure. `quantity` is in the canonical `unit` of its `kind`; kinds are never added to one another.
seizure_item = Table(
    "seizure_item",
    metadata,
    Column("row_id", Integer, primary_key=True),
    Column("seizure_row", Integer, ForeignKey("seizure.row_id", ondelete="CASCADE"), nullable=False, index=True),
    Column("id", String(96), nullable=False, index=True),
    Column("position", Integer, nullable=False),  # 1, 2, ... in the order of the source
    Column("sheet", Text),
    Column("source_row", Integer),
    # Every cell of the line, word for word: a list in the order of the import's headings, or heading -> cell.
    Column("reported", JSON, nullable=False),
    Column("drug_reported", Text, nullable=False),
    Column("drug", String(64), nullable=False),  # slug
    Column("drug_code", String(8), nullable=False),
    Column("drug_group", String(48), nullable=False),
    Column("quantity_reported", Float),
    Column("unit_reported", Text),
    Column("quantity_relation", String(8), nullable=False),
    Column("kind", String(8)),  # null, with unit and factor: no unit is stated, or nobody has read it yet
    Column("quantity", Float),
    Column("unit", String(8)),
    Column("mass_kg", Float),  # gross, as reported; null unless kind is mass: litres never become kilograms
    Column("factor", Float),
    Column("factor_source", Text),
    # What the amount may weigh by a convention, kept apart: never added to a mass. See vocabulary.amounts.
    Column("kg_low", Float),
    Column("kg_typical", Float),
    Column("kg_high", Float),
    Column("kg_source", Text),
    Column("purity_pct", Float),
    one_of("quantity_relation", RELATIONS),
    one_of("kind", KINDS),
    one_of("unit", ("kg", "l", "units", "plants", "m2")),
    CheckConstraint("quantity > 0", name="quantity_is_positive"),
    CheckConstraint("factor > 0", name="factor_is_positive"),
    CheckConstraint("mass_kg IS NULL OR kind = 'mass'", name="only_mass_is_in_kg"),
    CheckConstraint("(kind IS NULL) = (unit IS NULL) AND (kind IS NULL) = (factor IS NULL)", name="kind_with_unit"),
    CheckConstraint("kg_low <= kg_high", name="kg_low_to_high"),
    CheckConstraint("purity_pct BETWEEN 0 AND 100", name="purity_is_a_percentage"),
)

# Another quantity that somebody else gives for the same item.
seizure_item_figure = Table(
    "seizure_item_figure",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("item_row", Integer, ForeignKey("seizure_item.row_id", ondelete="CASCADE"), nullable=False, index=True),
    Column("position", Integer, nullable=False),
    Column("quantity_reported", Float, nullable=False),
    Column("unit_reported", Text, nullable=False),
    Column("quantity_relation", String(8), nullable=False),
    Column("kind", String(8), nullable=False),
    Column("quantity", Float, nullable=False),
    Column("unit", String(8), nullable=False),
    Column("factor", Float, nullable=False),
    Column("factor_source", Text, nullable=False),
    Column("said_by", Text, nullable=False),
    one_of("quantity_relation", RELATIONS),
    one_of("kind", KINDS),
    CheckConstraint("quantity > 0", name="quantity_is_positive"),
)

# A country on the way, as the source states or presumes it. Several destinations are alternatives, never parts.
seizure_leg = Table(
    "seizure_leg",
    metadata,
    Column("seizure_row", Integer, ForeignKey("seizure.row_id", ondelete="CASCADE"), primary_key=True),
    Column("role", String(16), primary_key=True),
    Column("position", Integer, primary_key=True),
    iso3("country_iso3", nullable=False),
    Column("place", Text),
    Column("basis", String(16), nullable=False),
    Column("alternative", Boolean, nullable=False),
    country_code("country_iso3"),
    one_of("role", ("origin", "departure", "transit", "destination")),
    one_of("basis", ("stated", "presumed")),
)

seizure_arrests = Table(
    "seizure_arrests",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("seizure_row", Integer, ForeignKey("seizure.row_id", ondelete="CASCADE"), nullable=False, index=True),
    iso3("nationality_iso3"),  # null: the source gives the number only
    Column("number", Integer, nullable=False),
    country_code("nationality_iso3"),
    CheckConstraint("number > 0", name="number_is_positive"),
)
