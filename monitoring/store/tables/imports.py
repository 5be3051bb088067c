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

# One change of the record: facts that ship, a file, a form, or a decision applied. `current` is the one that is in force;
# `replaced` shipped facts made room for newer ones, `reversed` was taken back. Rows below the headings have one fate each.
import_batch = Table(
    "import_batch",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("release_id", Integer, ForeignKey("source_release.id"), nullable=False, index=True),
    Column("kind", String(16), nullable=False),
    Column("reader", String(64), nullable=False),  # name and number of the reader, "" for a form
    Column("file_name", Text, nullable=False),
    Column("imported_by", Text, nullable=False),
    Column("imported_at", DateTime, nullable=False),  # UTC
    Column("settings", JSON, nullable=False),
    Column("headings", JSON, nullable=False),  # sheet -> headings, in the order of the cells of `reported`
    Column("content_hash", String(64), nullable=False),  # of what was read, so that a re-run changes nothing
    Column("rows_read", Integer, nullable=False),
    Column("accepted", Integer, nullable=False),
    Column("rejected", Integer, nullable=False),
    Column("duplicates_exact", Integer, nullable=False),
    Column("already_held", Integer, nullable=False),
    Column("left_out", Integer, nullable=False),
    Column("report", JSON, nullable=False),  # the other figures of vocabulary.reports.ImportReport
    Column("status", String(16), nullable=False),
    one_of("kind", ("shipped", "file", "form", "decision")),
    one_of("status", ("current", "replaced", "reversed")),
    CheckConstraint(
        "rows_read = accepted + rejected + duplicates_exact + already_held + left_out", name="every_row_has_a_fate"
    ),
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

# A line that is no row of its table (a total, a blank line), with the reason: a key of vocabulary.blocks.LEFT_OUT.
left_out_row = Table(
    "left_out_row",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("batch_id", Integer, ForeignKey("import_batch.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("sheet", Text),
    Column("row", Integer, nullable=False),
    Column("reason", String(16), nullable=False),
    Column("text", Text, nullable=False),
)

# The state of the whole record after a change; the last row is the current one. The same facts give the same `version`
# on any machine, so a state can come back (an import taken back) and stand here twice. Its `id` orders the versions:
# rows say with `added_in` and `retired_in` from which version on they are there, and from which on they are not.
data_version = Table(
    "data_version",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("version", String(12), nullable=False, index=True),
    Column("batch_id", Integer, ForeignKey("import_batch.id"), nullable=False),
    Column("action", String(8), nullable=False),
    Column("made_by", Text, nullable=False),
    Column("imported_at", DateTime, nullable=False),  # UTC
    Column("data_date", Date, nullable=False),  # the latest day on which one of its sources was retrieved
    one_of("action", ("import", "undo")),
    CheckConstraint("length(version) = 12", name="version_is_twelve_hex"),
)
