"""Progress on the pillars: items of the declaration, indicators, proposals, questionnaires with answers, texts of reports.

Rows touched: none.
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade():
    op.create_table(
        "answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("source_row", sa.Integer(), nullable=True),
        sa.Column("added_in", sa.Integer(), nullable=False),
        sa.Column("retired_in", sa.Integer(), nullable=True),
        sa.Column("questionnaire_id", sa.String(length=64), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.String(length=32), nullable=False),
        sa.Column("country_iso3", sa.String(length=3), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("words", sa.Text(), nullable=True),
        sa.Column("number", sa.Float(), nullable=True),
        sa.Column("file", sa.LargeBinary(), nullable=True),
        sa.Column("filled_by", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "state = 'answered' OR state = 'not_known' OR state = 'not_applicable'",
            name=op.f("ck_answer_state_is_known"),
        ),
        sa.CheckConstraint(
            "length(country_iso3) = 3 AND country_iso3 = upper(country_iso3)",
            name=op.f("ck_answer_country_iso3_is_iso3"),
        ),
        sa.ForeignKeyConstraint(["added_in"], ["data_version.id"], name=op.f("fk_answer_added_in")),
        sa.ForeignKeyConstraint(["batch_id"], ["import_batch.id"], name=op.f("fk_answer_batch_id")),
        sa.ForeignKeyConstraint(["retired_in"], ["data_version.id"], name=op.f("fk_answer_retired_in")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer")),
    )
    op.create_index(op.f("ix_answer_batch_id"), "answer", ["batch_id"], unique=False)
    op.create_index(op.f("ix_answer_questionnaire_id"), "answer", ["questionnaire_id"], unique=False)

    op.create_table(
        "assistance_project",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("source_row", sa.Integer(), nullable=True),
        sa.Column("added_in", sa.Integer(), nullable=False),
        sa.Column("retired_in", sa.Integer(), nullable=True),
        sa.Column("project_id", sa.String(length=32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("agency", sa.Text(), nullable=True),
        sa.Column("donors", sa.Text(), nullable=True),
        sa.Column("budget", sa.Float(), nullable=True),
        sa.Column("currency", sa.String(length=3), nullable=True),
        sa.Column("started", sa.String(length=10), nullable=True),
        sa.Column("ended", sa.String(length=10), nullable=True),
        sa.Column("recipients", sa.Text(), nullable=True),
        sa.Column("pillars", sa.String(length=16), nullable=True),
        sa.Column("status_reported", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "budget IS NULL OR (budget > 0 AND currency IS NOT NULL)",
            name=op.f("ck_assistance_project_budget_has_a_currency"),
        ),
        sa.ForeignKeyConstraint(["added_in"], ["data_version.id"], name=op.f("fk_assistance_project_added_in")),
        sa.ForeignKeyConstraint(["batch_id"], ["import_batch.id"], name=op.f("fk_assistance_project_batch_id")),
        sa.ForeignKeyConstraint(["retired_in"], ["data_version.id"], name=op.f("fk_assistance_project_retired_in")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assistance_project")),
    )
    op.create_index(op.f("ix_assistance_project_batch_id"), "assistance_project", ["batch_id"], unique=False)
    op.create_index(op.f("ix_assistance_project_project_id"), "assistance_project", ["project_id"], unique=False)

    op.create_table(
        "declaration_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("source_row", sa.Integer(), nullable=True),
        sa.Column("added_in", sa.Integer(), nullable=False),
        sa.Column("retired_in", sa.Integer(), nullable=True),
        sa.Column("item_id", sa.String(length=16), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("pillar", sa.String(length=1), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("gist", sa.Text(), nullable=True),
        sa.Column("completeness", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "pillar = '1' OR pillar = '2' OR pillar = '3' OR pillar = '4'",
            name=op.f("ck_declaration_item_pillar_is_known"),
        ),
        sa.ForeignKeyConstraint(["added_in"], ["data_version.id"], name=op.f("fk_declaration_item_added_in")),
        sa.ForeignKeyConstraint(["batch_id"], ["import_batch.id"], name=op.f("fk_declaration_item_batch_id")),
        sa.ForeignKeyConstraint(["retired_in"], ["data_version.id"], name=op.f("fk_declaration_item_retired_in")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_declaration_item")),
    )
    op.create_index(op.f("ix_declaration_item_batch_id"), "declaration_item", ["batch_id"], unique=False)
    op.create_index(op.f("ix_declaration_item_item_id"), "declaration_item", ["item_id"], unique=False)

    op.create_table(
        "indicator",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("source_row", sa.Integer(), nullable=True),
        sa.Column("added_in", sa.Integer(), nullable=False),
        sa.Column("retired_in", sa.Integer(), nullable=True),
        sa.Column("indicator_id", sa.String(length=64), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("pillar", sa.String(length=1), nullable=False),
        sa.Column("item_id", sa.String(length=16), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("definition", sa.Text(), nullable=False),
        sa.Column("unit", sa.String(length=48), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("direction", sa.String(length=8), nullable=True),
        sa.Column("estimator", sa.Text(), nullable=True),
        sa.Column("baseline_year", sa.Integer(), nullable=False),
        sa.Column("baseline_window", sa.Integer(), nullable=False),
        sa.Column("target", sa.Float(), nullable=True),
        sa.Column("target_year", sa.Integer(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "direction = 'up' OR direction = 'down' OR direction = 'none'", name=op.f("ck_indicator_direction_is_known")
        ),
        sa.CheckConstraint(
            "kind = 'amount' OR kind = 'share' OR kind = 'yes_no' OR kind = 'interval' OR kind = 'date'",
            name=op.f("ck_indicator_kind_is_known"),
        ),
        sa.CheckConstraint(
            "pillar = '1' OR pillar = '2' OR pillar = '3' OR pillar = '4'", name=op.f("ck_indicator_pillar_is_known")
        ),
        sa.CheckConstraint("baseline_window >= 0", name=op.f("ck_indicator_window_is_not_negative")),
        sa.ForeignKeyConstraint(["added_in"], ["data_version.id"], name=op.f("fk_indicator_added_in")),
        sa.ForeignKeyConstraint(["batch_id"], ["import_batch.id"], name=op.f("fk_indicator_batch_id")),
        sa.ForeignKeyConstraint(["retired_in"], ["data_version.id"], name=op.f("fk_indicator_retired_in")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_indicator")),
    )
    op.create_index(op.f("ix_indicator_batch_id"), "indicator", ["batch_id"], unique=False)
    op.create_index(op.f("ix_indicator_indicator_id"), "indicator", ["indicator_id"], unique=False)

    op.create_table(
        "indicator_override",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("source_row", sa.Integer(), nullable=True),
        sa.Column("added_in", sa.Integer(), nullable=False),
        sa.Column("retired_in", sa.Integer(), nullable=True),
        sa.Column("override_id", sa.String(length=192), nullable=False),
        sa.Column("indicator_id", sa.String(length=64), nullable=False),
        sa.Column("area", sa.String(length=128), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("said_by", sa.Text(), nullable=False),
        sa.Column("as_of", sa.String(length=10), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "status = 'target_met' OR status = 'progress' OR status = 'moderate' "
            "OR status = 'none' OR status = 'deterioration' OR status = 'not_measurable'",
            name=op.f("ck_indicator_override_status_is_known"),
        ),
        sa.ForeignKeyConstraint(["added_in"], ["data_version.id"], name=op.f("fk_indicator_override_added_in")),
        sa.ForeignKeyConstraint(["batch_id"], ["import_batch.id"], name=op.f("fk_indicator_override_batch_id")),
        sa.ForeignKeyConstraint(["retired_in"], ["data_version.id"], name=op.f("fk_indicator_override_retired_in")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_indicator_override")),
    )
    op.create_index(op.f("ix_indicator_override_batch_id"), "indicator_override", ["batch_id"], unique=False)
    op.create_index(op.f("ix_indicator_override_override_id"), "indicator_override", ["override_id"], unique=False)

    op.create_table(
        "proposal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("source_row", sa.Integer(), nullable=True),
        sa.Column("added_in", sa.Integer(), nullable=False),
        sa.Column("retired_in", sa.Integer(), nullable=True),
        sa.Column("proposal_id", sa.String(length=64), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("proposer", sa.Text(), nullable=False),
        sa.Column("proposer_iso3", sa.String(length=3), nullable=True),
        sa.Column("proposed_on", sa.String(length=10), nullable=True),
        sa.Column("meeting_id", sa.String(length=64), nullable=True),
        sa.Column("gist", sa.Text(), nullable=False),
        sa.Column("pillars", sa.String(length=16), nullable=False),
        sa.Column("recommendation_id", sa.String(length=64), nullable=True),
        sa.Column("project", sa.Text(), nullable=True),
        sa.Column("page", sa.Text(), nullable=True),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("status_reported", sa.Text(), nullable=True),
        sa.Column("status_as_of", sa.String(length=10), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "status = 'proposed' OR status = 'endorsed' OR status = 'not_started' "
            "OR status = 'under_way' OR status = 'reviewed' OR status = 'done' OR status = 'dropped'",
            name=op.f("ck_proposal_status_is_known"),
        ),
        sa.ForeignKeyConstraint(["added_in"], ["data_version.id"], name=op.f("fk_proposal_added_in")),
        sa.ForeignKeyConstraint(["batch_id"], ["import_batch.id"], name=op.f("fk_proposal_batch_id")),
        sa.ForeignKeyConstraint(["retired_in"], ["data_version.id"], name=op.f("fk_proposal_retired_in")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposal")),
    )
    op.create_index(op.f("ix_proposal_batch_id"), "proposal", ["batch_id"], unique=False)
    op.create_index(op.f("ix_proposal_proposal_id"), "proposal", ["proposal_id"], unique=False)

    op.create_table(
        "question",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("source_row", sa.Integer(), nullable=True),
        sa.Column("added_in", sa.Integer(), nullable=False),
        sa.Column("retired_in", sa.Integer(), nullable=True),
        sa.Column("questionnaire_id", sa.String(length=64), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.String(length=32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("help", sa.Text(), nullable=True),
        sa.Column("unit", sa.String(length=48), nullable=True),
        sa.Column("choices", sa.Text(), nullable=True),
        sa.Column("required", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "kind = 'choice' OR kind = 'number' OR kind = 'text' OR kind = 'file'",
            name=op.f("ck_question_kind_is_known"),
        ),
        sa.ForeignKeyConstraint(["added_in"], ["data_version.id"], name=op.f("fk_question_added_in")),
        sa.ForeignKeyConstraint(["batch_id"], ["import_batch.id"], name=op.f("fk_question_batch_id")),
        sa.ForeignKeyConstraint(["retired_in"], ["data_version.id"], name=op.f("fk_question_retired_in")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question")),
    )
    op.create_index(op.f("ix_question_batch_id"), "question", ["batch_id"], unique=False)
    op.create_index(op.f("ix_question_questionnaire_id"), "question", ["questionnaire_id"], unique=False)

    op.create_table(
        "questionnaire",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("source_row", sa.Integer(), nullable=True),
        sa.Column("added_in", sa.Integer(), nullable=False),
        sa.Column("retired_in", sa.Integer(), nullable=True),
        sa.Column("questionnaire_id", sa.String(length=64), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=True),
        sa.Column("pillars", sa.String(length=16), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("source", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "state = 'draft' OR state = 'open' OR state = 'closed'", name=op.f("ck_questionnaire_state_is_known")
        ),
        sa.ForeignKeyConstraint(["added_in"], ["data_version.id"], name=op.f("fk_questionnaire_added_in")),
        sa.ForeignKeyConstraint(["batch_id"], ["import_batch.id"], name=op.f("fk_questionnaire_batch_id")),
        sa.ForeignKeyConstraint(["retired_in"], ["data_version.id"], name=op.f("fk_questionnaire_retired_in")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_questionnaire")),
    )
    op.create_index(op.f("ix_questionnaire_batch_id"), "questionnaire", ["batch_id"], unique=False)
    op.create_index(op.f("ix_questionnaire_questionnaire_id"), "questionnaire", ["questionnaire_id"], unique=False)

    op.create_table(
        "report_text",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("source_row", sa.Integer(), nullable=True),
        sa.Column("added_in", sa.Integer(), nullable=False),
        sa.Column("retired_in", sa.Integer(), nullable=True),
        sa.Column("text_id", sa.String(length=64), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("chapter", sa.String(length=48), nullable=False),
        sa.Column("markdown", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["added_in"], ["data_version.id"], name=op.f("fk_report_text_added_in")),
        sa.ForeignKeyConstraint(["batch_id"], ["import_batch.id"], name=op.f("fk_report_text_batch_id")),
        sa.ForeignKeyConstraint(["retired_in"], ["data_version.id"], name=op.f("fk_report_text_retired_in")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_text")),
    )
    op.create_index(op.f("ix_report_text_batch_id"), "report_text", ["batch_id"], unique=False)
    op.create_index(op.f("ix_report_text_text_id"), "report_text", ["text_id"], unique=False)
    op.add_column("recommendation", sa.Column("item_id", sa.String(length=16), nullable=True))
    op.add_column("recommendation", sa.Column("addressed", sa.Text(), nullable=True))


def downgrade():
    op.drop_column("recommendation", "addressed")
    op.drop_column("recommendation", "item_id")
    for table in (
        "report_text",
        "questionnaire",
        "question",
        "proposal",
        "indicator_override",
        "indicator",
        "declaration_item",
        "assistance_project",
        "answer",
    ):
        op.drop_table(table)
