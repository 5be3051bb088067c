"""Routes as published: branches, legs, evidence, values. Rows touched: none."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade():
    op.create_table(
        "route",
        sa.Column("slug", sa.String(length=64), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("source_row", sa.Integer(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["batch_id"], ["import_batch.id"], name=op.f("fk_route_batch_id")),
        sa.PrimaryKeyConstraint("slug", name=op.f("pk_route")),
    )
    op.create_index(op.f("ix_route_batch_id"), "route", ["batch_id"], unique=False)
    op.create_table(
        "route_branch",
        sa.Column("id", sa.String(length=128), nullable=False),
        sa.Column("route_slug", sa.String(length=64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["route_slug"], ["route.slug"], name=op.f("fk_route_branch_route_slug"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_route_branch")),
    )
    op.create_index(op.f("ix_route_branch_route_slug"), "route_branch", ["route_slug"], unique=False)
    op.create_table(
        "route_leg",
        sa.Column("id", sa.String(length=144), nullable=False),
        sa.Column("branch_id", sa.String(length=128), nullable=False),
        sa.Column("source_row", sa.Integer(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("from_iso3", sa.String(length=3), nullable=False),
        sa.Column("to_iso3", sa.String(length=3), nullable=False),
        sa.Column("substance", sa.Text(), nullable=False),
        sa.Column("basis", sa.String(length=16), nullable=False),
        sa.Column("basis_reported", sa.Text(), nullable=False),
        sa.Column("mode", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "basis = 'reported' OR basis = 'published' OR basis = 'interpreted'",
            name=op.f("ck_route_leg_basis_is_known"),
        ),
        sa.CheckConstraint("from_iso3 <> to_iso3", name=op.f("ck_route_leg_leads_somewhere")),
        sa.CheckConstraint(
            "length(from_iso3) = 3 AND from_iso3 = upper(from_iso3)", name=op.f("ck_route_leg_from_iso3_is_iso3")
        ),
        sa.CheckConstraint(
            "length(to_iso3) = 3 AND to_iso3 = upper(to_iso3)", name=op.f("ck_route_leg_to_iso3_is_iso3")
        ),
        sa.ForeignKeyConstraint(
            ["branch_id"], ["route_branch.id"], name=op.f("fk_route_leg_branch_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_route_leg")),
    )
    op.create_index(op.f("ix_route_leg_branch_id"), "route_leg", ["branch_id"], unique=False)
    op.create_table(
        "leg_evidence",
        sa.Column("leg_id", sa.String(length=144), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("citation", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("page", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["leg_id"], ["route_leg.id"], name=op.f("fk_leg_evidence_leg_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("leg_id", "position", name=op.f("pk_leg_evidence")),
    )
    op.create_table(
        "route_value",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("source_row", sa.Integer(), nullable=True),
        sa.Column("route_name", sa.Text(), nullable=False),
        sa.Column("measure", sa.Text(), nullable=False),
        sa.Column("period", sa.Text(), nullable=False),
        sa.Column("value", sa.Float(), nullable=True),
        sa.Column("value_low", sa.Float(), nullable=True),
        sa.Column("value_high", sa.Float(), nullable=True),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("qualifier", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.CheckConstraint("value_low <= value_high", name=op.f("ck_route_value_low_to_high")),
        sa.ForeignKeyConstraint(["batch_id"], ["import_batch.id"], name=op.f("fk_route_value_batch_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_route_value")),
    )
    op.create_index(op.f("ix_route_value_batch_id"), "route_value", ["batch_id"], unique=False)


def downgrade():
    op.drop_table("route_value")
    op.drop_table("leg_evidence")
    op.drop_table("route_leg")
    op.drop_table("route_branch")
    op.drop_table("route")
