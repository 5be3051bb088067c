"""The consultative mechanism: meetings, what was recommended, and the life of each recommendation as dated events."""

from sqlalchemy import Column, Date, Float, Integer, String, Table, Text

from ...vocabulary.life_cycle import MEETING_KINDS, ROLES, STATUSES
from .metadata import iso3, metadata, of_batch, of_version, on_earth, one_of

PRECISIONS = ("day", "month", "year")

meeting = Table(
    "meeting",
    metadata,
    Column("id", Integer, primary_key=True),
    *of_batch(),
    *of_version(),
    Column("meeting_id", String(64), nullable=False, index=True),  # the public name, as pcg-2012-09-03
    Column("kind", String(16), nullable=False),
    Column("name", Text, nullable=False),
    Column("started_on", Date),  # null: no date is known
    Column("ended_on", Date),
    Column("date_precision", String(8)),
    Column("city", Text),
    iso3("host_iso3"),
    Column("lon", Float),
    Column("lat", Float),
    Column("pillars", String(16), nullable=False),  # "all", or numbers with semicolons
    Column("what", Text),
    Column("countries_reported", Text),
    Column("organizations_reported", Text),
    Column("recommendations_reported", Integer),
    Column("endorsed_at", Text),
    Column("source", Text, nullable=False),
    one_of("kind", MEETING_KINDS),
    one_of("date_precision", PRECISIONS),
    *on_earth(),
)

recommendation = Table(
    "recommendation",
    metadata,
    Column("id", Integer, primary_key=True),
    *of_batch(),
    *of_version(),
    Column("recommendation_id", String(64), nullable=False, index=True),  # the public name, as UN-13
    Column("position", Integer, nullable=False),
    Column("origin", String(64), nullable=False),
    Column("document", Text, nullable=False),
    Column("year", Integer),
    Column("paragraph", Text),
    Column("pillars", String(16), nullable=False),
    Column("addressee", Text),
    Column("gist", Text, nullable=False),
    Column("due_reported", Text),
    Column("due_on", Date),  # the last day that the words allow; null: the words name no day
    Column("source", Text, nullable=False),
    Column("item_id", String(16)),  # of the declaration, as I.9
    Column(
        "addressed", Text
    ),  # countries (ISO 3166-1 alpha-3) and groups (slug) that it is addressed to, with semicolons
)

# What somebody said of a recommendation as of a day. An editor's event is of the import of its form, so that a newer
# edition of what ships leaves it alone, and so that it can be taken back.
recommendation_event = Table(
    "recommendation_event",
    metadata,
    Column("id", Integer, primary_key=True),
    *of_batch(),
    *of_version(),
    Column("recommendation_id", String(64), nullable=False, index=True),
    Column("status", String(16), nullable=False),
    Column("status_reported", Text),  # the source's own word; null: an editor's, who uses ours
    Column("as_of", Date, nullable=False),  # the last day that a month or a year allows
    Column("as_of_precision", String(8), nullable=False),
    Column("said_by", Text, nullable=False),
    Column("evidence", Text, nullable=False),
    Column("detail", Text),
    one_of("status", STATUSES),
    one_of("as_of_precision", PRECISIONS),
)

recommendation_meeting = Table(
    "recommendation_meeting",
    metadata,
    Column("id", Integer, primary_key=True),
    *of_batch(),
    *of_version(),
    Column("recommendation_id", String(64), nullable=False),
    Column("meeting_id", String(64), nullable=False),
    Column("role", String(16), nullable=False),
    one_of("role", ROLES),
)
