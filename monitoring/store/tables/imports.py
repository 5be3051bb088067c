"""Where every fact comes from: releases of sources, the imports that read them, what was refused, data versions."""

from sqlalchemy import JSON, CheckConstraint, Column, Date, DateTime, ForeignKey, Integer, String, Table, Text

from .metadata import metadata, one_of

# One edition of one source, as described by its source.toml and the checksum of its file.
source_release = Table(
    "source_release",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", String(64), nullable=False, index=True),  # the folder in monitoring/sources
    Column("producer", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("citation", Text, nullable=False),
    Column("licence", Text, nullable=False),
    Column("link", Text),
    Column("edition", Text, nullable=False),
    Column("published", Date),
    Column("retrieved", Date, nullable=False),
    Column("limits", Text, nullable=False),  # what the source does not say, in a sentence
    Column("sha256", String(64), nullable=False),  # of the file
    Column("digest", String(64), nullable=False, unique=True),  # of all of the above: the same release is stored once
    CheckConstraint("length(sha256) = 64", name="sha256_is_whole"),
)

# One run of the importer that changed something. `current` is the one whose facts are in the tables.
import_batch = Table(
    "import_batch",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("release_id", Integer, ForeignKey("source_release.id"), nullable=False, index=True),
    Column("file_name", Text, nullable=False),
    Column("imported_by", Text, nullable=False),
    Column("imported_at", DateTime, nullable=False),  # UTC
    Column("settings", JSON, nullable=False),
    Column("content_hash", String(64), nullable=False),  # of what was read, so that a re-run changes nothing
    Column("rows_read", Integer, nullable=False),
    Column("accepted", Integer, nullable=False),
    Column("rejected", Integer, nullable=False),
    Column("status", String(16), nullable=False),
    one_of("status", ("current", "replaced", "reversed")),
    CheckConstraint("rows_read = accepted + rejected", name="every_row_has_a_fate"),
)

# A line that was not accepted; with the cells as reported, so that it can be corrected and sent again.
rejected_row = Table(
    "rejected_row",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("batch_id", Integer, ForeignKey("import_batch.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("sheet", Text),
    Column("row", Integer, nullable=False),
    Column("column_name", Text),
    Column("value", Text),
    Column("reason", Text, nullable=False),
    Column("reported", JSON, nullable=False),
)

# The state of the whole record after an import; the last row is the current one. The same facts give the same
# `version` on any machine, so a state can come back (an import reversed) and stand here twice.
data_version = Table(
    "data_version",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("version", String(12), nullable=False, index=True),
    Column("batch_id", Integer, ForeignKey("import_batch.id"), nullable=False),
    Column("imported_at", DateTime, nullable=False),  # UTC
    Column("data_date", Date, nullable=False),  # the latest day on which one of its sources was retrieved
    CheckConstraint("length(version) = 12", name="version_is_twelve_hex"),
)
