"""Meetings, recommendations and their life as dated events: the consultative mechanism. Rows touched: none."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade():
    op.create_table(
        "meeting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("source_row", sa.Integer(), nullable=True),
        sa.Column("added_in", sa.Integer(), nullable=False),
        sa.Column("retired_in", sa.Integer(), nullable=True),
        sa.Column("meeting_id", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("started_on", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("date_precision", sa.String(length=8), nullable=True),
        sa.Column("city", sa.Text(), nullable=True),
        sa.Column("host_iso3", sa.String(length=3), nullable=True),
        sa.Column("lon", sa.Float(), nullable=True),
        sa.Column("lat", sa.Float(), nullable=True),
        sa.Column("pillars", sa.String(length=16), nullable=False),
        sa.Column("what", sa.Text(), nullable=True),
        sa.Column("countries_reported", sa.Text(), nullable=True),
        sa.Column("organizations_reported", sa.Text(), nullable=True),
        sa.Column("recommendations_reported", sa.Integer(), nullable=True),
        sa.Column("endorsed_at", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "date_precision = 'day' OR date_precision = 'month' OR date_precision = 'year'",
            name=op.f("ck_meeting_date_precision_is_known"),
        ),
        sa.CheckConstraint(
            "kind = 'ministerial' OR kind = 'pcg' OR kind = 'ewg' OR kind = 'conference' OR kind = 'milestone'",
            name=op.f("ck_meeting_kind_is_known"),
        ),
        sa.CheckConstraint("(lon IS NULL) = (lat IS NULL)", name=op.f("ck_meeting_lon_with_lat")),
        sa.CheckConstraint("lat BETWEEN -90 AND 90", name=op.f("ck_meeting_lat_in_range")),
        sa.CheckConstraint("lon BETWEEN -180 AND 180", name=op.f("ck_meeting_lon_in_range")),
        sa.ForeignKeyConstraint(["added_in"], ["data_version.id"], name=op.f("fk_meeting_added_in")),
        sa.ForeignKeyConstraint(["batch_id"], ["import_batch.id"], name=op.f("fk_meeting_batch_id")),
        sa.ForeignKeyConstraint(["retired_in"], ["data_version.id"], name=op.f("fk_meeting_retired_in")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting")),
    )
    op.create_index(op.f("ix_meeting_batch_id"), "meeting", ["batch_id"], unique=False)
    op.create_index(op.f("ix_meeting_meeting_id"), "meeting", ["meeting_id"], unique=False)
    op.create_table(
        "recommendation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("source_row", sa.Integer(), nullable=True),
        sa.Column("added_in", sa.Integer(), nullable=False),
        sa.Column("retired_in", sa.Integer(), nullable=True),
        sa.Column("recommendation_id", sa.String(length=64), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("origin", sa.String(length=64), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("paragraph", sa.Text(), nullable=True),
        sa.Column("pillars", sa.String(length=16), nullable=False),
        sa.Column("addressee", sa.Text(), nullable=True),
        sa.Column("gist", sa.Text(), nullable=False),
        sa.Column("due_reported", sa.Text(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["added_in"], ["data_version.id"], name=op.f("fk_recommendation_added_in")),
        sa.ForeignKeyConstraint(["batch_id"], ["import_batch.id"], name=op.f("fk_recommendation_batch_id")),
        sa.ForeignKeyConstraint(["retired_in"], ["data_version.id"], name=op.f("fk_recommendation_retired_in")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recommendation")),
    )
    op.create_index(op.f("ix_recommendation_batch_id"), "recommendation", ["batch_id"], unique=False)
    op.create_index(op.f("ix_recommendation_recommendation_id"), "recommendation", ["recommendation_id"], unique=False)
    op.create_table(
        "recommendation_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("source_row", sa.Integer(), nullable=True),
        sa.Column("added_in", sa.Integer(), nullable=False),
        sa.Column("retired_in", sa.Integer(), nullable=True),
        sa.Column("recommendation_id", sa.String(length=64), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("status_reported", sa.Text(), nullable=True),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("as_of_precision", sa.String(length=8), nullable=False),
        sa.Column("said_by", sa.Text(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "as_of_precision = 'day' OR as_of_precision = 'month' OR as_of_precision = 'year'",
            name=op.f("ck_recommendation_event_as_of_precision_is_known"),
        ),
        sa.CheckConstraint(
            "status = 'proposed' OR status = 'endorsed' OR status = 'not_started' "
            "OR status = 'under_way' OR status = 'reviewed' OR status = 'done' OR status = 'dropped'",
            name=op.f("ck_recommendation_event_status_is_known"),
        ),
        sa.ForeignKeyConstraint(["added_in"], ["data_version.id"], name=op.f("fk_recommendation_event_added_in")),
        sa.ForeignKeyConstraint(["batch_id"], ["import_batch.id"], name=op.f("fk_recommendation_event_batch_id")),
        sa.ForeignKeyConstraint(["retired_in"], ["data_version.id"], name=op.f("fk_recommendation_event_retired_in")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recommendation_event")),
    )
    op.create_index(op.f("ix_recommendation_event_batch_id"), "recommendation_event", ["batch_id"], unique=False)
    op.create_index(
        op.f("ix_recommendation_event_recommendation_id"), "recommendation_event", ["recommendation_id"], unique=False
    )
    op.create_table(
        "recommendation_meeting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("source_row", sa.Integer(), nullable=True),
        sa.Column("added_in", sa.Integer(), nullable=False),
        sa.Column("retired_in", sa.Integer(), nullable=True),
        sa.Column("recommendation_id", sa.String(length=64), nullable=False),
        sa.Column("meeting_id", sa.String(length=64), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.CheckConstraint(
            "role = 'made' OR role = 'endorsed' OR role = 'due' OR role = 'held' OR role = 'about'",
            name=op.f("ck_recommendation_meeting_role_is_known"),
        ),
        sa.ForeignKeyConstraint(["added_in"], ["data_version.id"], name=op.f("fk_recommendation_meeting_added_in")),
        sa.ForeignKeyConstraint(["batch_id"], ["import_batch.id"], name=op.f("fk_recommendation_meeting_batch_id")),
        sa.ForeignKeyConstraint(["retired_in"], ["data_version.id"], name=op.f("fk_recommendation_meeting_retired_in")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recommendation_meeting")),
    )
    op.create_index(op.f("ix_recommendation_meeting_batch_id"), "recommendation_meeting", ["batch_id"], unique=False)


def downgrade():
    for table in ("recommendation_meeting", "recommendation_event", "recommendation", "meeting"):
        op.drop_table(table)
