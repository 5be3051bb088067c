"""Corridors of trafficking, branch by branch: centre line, width, pairs of places. Rows touched: none."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade():
    op.create_table(
        "corridor",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("source_row", sa.Integer(), nullable=True),
        sa.Column("added_in", sa.Integer(), nullable=False),
        sa.Column("retired_in", sa.Integer(), nullable=True),
        sa.Column("branch_id", sa.String(length=128), nullable=False),
        sa.Column("corridor", sa.String(length=64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("width_km", sa.Float(), nullable=False),
        sa.Column("legs", sa.Text(), nullable=False),
        sa.Column("pairs", sa.Text(), nullable=False),
        sa.Column("pairs_why", sa.Text(), nullable=False),
        sa.Column("seas", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("geometry", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("width_km > 0", name=op.f("ck_corridor_width_is_positive")),
        sa.ForeignKeyConstraint(["added_in"], ["data_version.id"], name=op.f("fk_corridor_added_in")),
        sa.ForeignKeyConstraint(["batch_id"], ["import_batch.id"], name=op.f("fk_corridor_batch_id")),
        sa.ForeignKeyConstraint(["retired_in"], ["data_version.id"], name=op.f("fk_corridor_retired_in")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_corridor")),
    )
    op.create_index(op.f("ix_corridor_batch_id"), "corridor", ["batch_id"], unique=False)
    op.create_index(op.f("ix_corridor_branch_id"), "corridor", ["branch_id"], unique=False)


def downgrade():
    op.drop_table("corridor")
