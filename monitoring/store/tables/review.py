"""What waits for a person, and what a person decided: words, places, doubtful cells, suspected duplicates, corrections."""

from sqlalchemy import JSON, CheckConstraint, Column, DateTime, Float, ForeignKey, Integer, String, Table, Text

from .metadata import metadata, one_of


def _of_import() -> Column:
    return Column("batch_id", Integer, ForeignKey("import_batch.id", ondelete="CASCADE"), nullable=False, index=True)


# A word that nobody has read, per import: how often it stands there and on which rows first.
unknown_word = Table(
    "unknown_word",
    metadata,
    Column("id", Integer, primary_key=True),
    _of_import(),
    Column("field", String(16), nullable=False),
    Column("word", Text, nullable=False),
    Column("count", Integer, nullable=False),
    Column("rows", JSON, nullable=False),
    CheckConstraint("count > 0", name="was_seen"),
)

# A place in words that the gazetteer did not settle, per import; `candidates`: [key, label, lon, lat, score], best first.
open_place = Table(
    "open_place",
    metadata,
    Column("id", Integer, primary_key=True),
    _of_import(),
    Column("country_iso3", String(3)),
    Column("province", Text, nullable=False),
    Column("place", Text, nullable=False),
    Column("outcome", String(16), nullable=False),
    Column("count", Integer, nullable=False),
    Column("rows", JSON, nullable=False),
    Column("candidates", JSON, nullable=False),
    one_of("outcome", ("ambiguous", "not_found")),
)

# A cell that was taken as it stands, and that somebody should look at. `settled_at`: somebody has.
doubt = Table(
    "doubt",
    metadata,
    Column("id", Integer, primary_key=True),
    _of_import(),
    Column("sheet", Text),
    Column("row", Integer, nullable=False),
    Column("column_name", Text),
    Column("value", Text, nullable=False),
    Column("field", String(32), nullable=False),
    Column("text", Text, nullable=False),
    Column("suggestion", Text),
    Column("settled_at", DateTime),
    Column("settled_by", Text),
    Column("settled_how", Text),
)

# Two seizures (their `id`) that may be one. `verdict`: null while nobody has decided.
suspected_duplicate = Table(
    "suspected_duplicate",
    metadata,
    Column("id", Integer, primary_key=True),
    _of_import(),
    Column("first_id", String(64), nullable=False, index=True),
    Column("second_id", String(64), nullable=False, index=True),
    Column("why", String(32), nullable=False),
    Column("score", Float, nullable=False),
    Column("verdict", String(16)),
    Column("decided_at", DateTime),
    Column("decided_by", Text),
    Column("reason", Text),
    one_of("verdict", ("same", "different")),
    CheckConstraint("first_id <> second_id", name="two_seizures"),
)

# What a person decided a word or place to mean, for all imports to come: `code` empty for "no code on purpose".
# field `place`: word is `country|province|place`, folded, and code a key of the gazetteer or `lon,lat`.
decision = Table(
    "decision",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("field", String(16), nullable=False),
    Column("word", Text, nullable=False),
    Column("code", Text, nullable=False),
    Column("reason", Text),
    Column("decided_by", Text, nullable=False),
    Column("decided_at", DateTime, nullable=False),
    Column("withdrawn_at", DateTime),
)

# A change of one seizure by a person: what it was, what it became, why. The rows themselves are versioned (`seizure`).
edit = Table(
    "edit",
    metadata,
    Column("id", Integer, primary_key=True),
    _of_import(),
    Column("action", String(16), nullable=False),
    Column("seizure_id", String(64), nullable=False, index=True),
    Column("reason", Text, nullable=False),
    Column("before", JSON),
    Column("after", JSON),
    Column("made_by", Text, nullable=False),
    Column("made_at", DateTime, nullable=False),
    one_of("action", ("add", "correct", "merge", "retire", "undo", "apply")),
)

# A reader's "this is wrong" on the page of a seizure.
objection = Table(
    "objection",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("seizure_id", String(64), nullable=False, index=True),
    Column("text", Text, nullable=False),
    Column("made_by", Text, nullable=False),
    Column("made_at", DateTime, nullable=False),
    Column("settled_at", DateTime),
    Column("settled_by", Text),
    Column("settled_how", Text),
    CheckConstraint("length(text) BETWEEN 1 AND 4000", name="says_something"),
)
