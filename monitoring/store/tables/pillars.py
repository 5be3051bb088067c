"""Progress on the four pillars: items of the declaration, indicators and what overrides their status, proposals, assistance,
report texts.

The values of an indicator are observations (series.py).
"""

from sqlalchemy import CheckConstraint, Column, Float, Integer, String, Table, Text

from ...vocabulary.indicators import DIRECTIONS, KINDS, STATUSES
from ...vocabulary.life_cycle import PILLARS
from .metadata import iso3, metadata, of_batch, of_version, one_of

declaration_item = Table(
    "declaration_item",
    metadata,
    Column("id", Integer, primary_key=True),
    *of_batch(),
    *of_version(),
    Column("item_id", String(16), nullable=False, index=True),  # the public name, as I.4, II.4+ or III.0 (a title)
    Column("position", Integer, nullable=False),
    Column("pillar", String(1), nullable=False),
    Column("label", Text, nullable=False),
    Column("gist", Text),  # null: the item was not read
    Column("completeness", Text, nullable=False),
    Column("source", Text, nullable=False),
    one_of("pillar", PILLARS),
)

indicator = Table(
    "indicator",
    metadata,
    Column("id", Integer, primary_key=True),
    *of_batch(),
    *of_version(),
    Column(
        "indicator_id", String(64), nullable=False, index=True
    ),  # the public name; its values are observations of it
    Column("position", Integer, nullable=False),
    Column("pillar", String(1), nullable=False),
    Column("item_id", String(16)),
    Column("name", Text, nullable=False),
    Column("definition", Text, nullable=False),
    Column("unit", String(48), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("direction", String(8)),  # null: nobody has said which way is better, so there is no status
    Column("estimator", Text),  # null: whatever the sources name
    Column("baseline_year", Integer, nullable=False),
    Column("baseline_window", Integer, nullable=False),
    Column("target", Float),
    Column("target_year", Integer),
    Column("source", Text, nullable=False),
    one_of("pillar", PILLARS),
    one_of("kind", KINDS),
    one_of("direction", DIRECTIONS),
    CheckConstraint("baseline_window >= 0", name="window_is_not_negative"),
)

# A status that a person states in place of the computed one, for one indicator and one area.
indicator_override = Table(
    "indicator_override",
    metadata,
    Column("id", Integer, primary_key=True),
    *of_batch(),
    *of_version(),
    Column("override_id", String(192), nullable=False, index=True),  # <indicator_id>/<ISO3 or the area in words>
    Column("indicator_id", String(64), nullable=False),
    Column("area", String(128), nullable=False),
    Column("status", String(16), nullable=False),
    Column("said_by", Text, nullable=False),
    Column("as_of", String(10), nullable=False),  # ISO date
    Column("evidence", Text),
    one_of("status", STATUSES),
)

proposal = Table(
    "proposal",
    metadata,
    Column("id", Integer, primary_key=True),
    *of_batch(),
    *of_version(),
    Column("proposal_id", String(64), nullable=False, index=True),
    Column("position", Integer, nullable=False),
    Column("title", Text, nullable=False),
    Column("proposer", Text, nullable=False),
    iso3("proposer_iso3"),
    Column("proposed_on", String(10)),  # ISO day, month or year; null: not known
    Column("meeting_id", String(64)),
    Column("gist", Text, nullable=False),
    Column("pillars", String(16), nullable=False),
    Column("recommendation_id", String(64)),
    Column("project", Text),  # code or title of the project that takes it up
    Column("page", Text),  # address of a page of ours
    Column("status", String(16), nullable=False),
    Column("status_reported", Text),
    Column("status_as_of", String(10)),
    Column("source", Text, nullable=False),
    one_of("status", ("proposed", "endorsed", "not_started", "under_way", "reviewed", "done", "dropped")),
)

report_text = Table(
    "report_text",
    metadata,
    Column("id", Integer, primary_key=True),
    *of_batch(),
    *of_version(),
    Column("text_id", String(64), nullable=False, index=True),  # <year>/<chapter>
    Column("year", Integer, nullable=False),
    Column("chapter", String(48), nullable=False),
    Column("markdown", Text, nullable=False),
)

# A project of assistance as a public text tells of it. Budgets stand in several currencies, as parts and as packages that
# hold other rows: they are told one by one and never added.
assistance_project = Table(
    "assistance_project",
    metadata,
    Column("id", Integer, primary_key=True),
    *of_batch(),
    *of_version(),
    Column("project_id", String(32), nullable=False, index=True),  # the code, or one that this project gave it
    Column("position", Integer, nullable=False),
    Column("title", Text, nullable=False),
    Column("agency", Text),
    Column("donors", Text),  # as worded, with what each gives where the source says so
    Column("budget", Float),
    Column("currency", String(3)),
    Column("started", String(10)),  # ISO day, month or year; null: not known
    Column("ended", String(10)),
    Column("recipients", Text),
    Column("pillars", String(16)),  # "all", or numbers with semicolons; null: none is named
    Column("status_reported", Text),
    Column("note", Text),
    Column("source", Text, nullable=False),
    CheckConstraint("budget IS NULL OR (budget > 0 AND currency IS NOT NULL)", name="budget_has_a_currency"),
)
