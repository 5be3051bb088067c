"""What is reported as a whole: totals of countries and offices, and areas drawn by others. Rows touched: none."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade():
    op.create_table(
        "reported_total",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("source_row", sa.Integer(), nullable=True),
        sa.Column("added_in", sa.Integer(), nullable=False),
        sa.Column("retired_in", sa.Integer(), nullable=True),
        sa.Column("sheet", sa.Text(), nullable=True),
        sa.Column("content_key", sa.BigInteger(), nullable=False),
        sa.Column("country_iso3", sa.String(length=3), nullable=True),
        sa.Column("country_reported", sa.Text(), nullable=True),
        sa.Column("admin1", sa.String(length=6), nullable=True),
        sa.Column("area_reported", sa.Text(), nullable=True),
        sa.Column("drug_reported", sa.Text(), nullable=False),
        sa.Column("drug", sa.String(length=64), nullable=False),
        sa.Column("drug_code", sa.String(length=8), nullable=False),
        sa.Column("drug_group", sa.String(length=48), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("period_reported", sa.Text(), nullable=False),
        sa.Column("events", sa.Integer(), nullable=True),
        sa.Column("quantity_reported", sa.Float(), nullable=True),
        sa.Column("unit_reported", sa.Text(), nullable=True),
        sa.Column("kind", sa.String(length=8), nullable=True),
        sa.Column("quantity", sa.Float(), nullable=True),
        sa.Column("unit", sa.String(length=8), nullable=True),
        sa.Column("mass_kg", sa.Float(), nullable=True),
        sa.Column("factor", sa.Float(), nullable=True),
        sa.Column("factor_source", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("times_reported", sa.Integer(), nullable=False),
        sa.Column("reported", sa.JSON(), nullable=False),
        sa.CheckConstraint(
            "kind = 'mass' OR kind = 'volume' OR kind = 'count' OR kind = 'plants' OR kind = 'area'",
            name=op.f("ck_reported_total_kind_is_known"),
        ),
        sa.CheckConstraint("mass_kg IS NULL OR kind = 'mass'", name=op.f("ck_reported_total_only_mass_is_in_kg")),
        sa.CheckConstraint(
            "unit = 'kg' OR unit = 'l' OR unit = 'units' OR unit = 'plants' OR unit = 'm2'",
            name=op.f("ck_reported_total_unit_is_known"),
        ),
        sa.CheckConstraint("first_day <= last_day", name=op.f("ck_reported_total_period_runs_forward")),
        sa.CheckConstraint(
            "length(country_iso3) = 3 AND country_iso3 = upper(country_iso3)",
            name=op.f("ck_reported_total_country_iso3_is_iso3"),
        ),
        sa.CheckConstraint("quantity >= 0", name=op.f("ck_reported_total_quantity_is_not_negative")),
        sa.ForeignKeyConstraint(["added_in"], ["data_version.id"], name=op.f("fk_reported_total_added_in")),
        sa.ForeignKeyConstraint(["batch_id"], ["import_batch.id"], name=op.f("fk_reported_total_batch_id")),
        sa.ForeignKeyConstraint(["retired_in"], ["data_version.id"], name=op.f("fk_reported_total_retired_in")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reported_total")),
    )
    op.create_index(op.f("ix_reported_total_batch_id"), "reported_total", ["batch_id"], unique=False)
    op.create_table(
        "area",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("source_row", sa.Integer(), nullable=True),
        sa.Column("added_in", sa.Integer(), nullable=False),
        sa.Column("retired_in", sa.Integer(), nullable=True),
        sa.Column("sheet", sa.Text(), nullable=True),
        sa.Column("content_key", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("code", sa.Text(), nullable=True),
        sa.Column("level", sa.String(length=16), nullable=True),
        sa.Column("country_iso3", sa.String(length=3), nullable=True),
        sa.Column("admin1", sa.String(length=6), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("geometry", sa.LargeBinary(), nullable=False),
        sa.Column("reported", sa.JSON(), nullable=False),
        sa.CheckConstraint(
            "kind = 'boundary' OR kind = 'corridor' OR kind = 'point'", name=op.f("ck_area_kind_is_known")
        ),
        sa.CheckConstraint(
            "length(country_iso3) = 3 AND country_iso3 = upper(country_iso3)", name=op.f("ck_area_country_iso3_is_iso3")
        ),
        sa.CheckConstraint("valid_from <= valid_until", name=op.f("ck_area_validity_runs_forward")),
        sa.ForeignKeyConstraint(["added_in"], ["data_version.id"], name=op.f("fk_area_added_in")),
        sa.ForeignKeyConstraint(["batch_id"], ["import_batch.id"], name=op.f("fk_area_batch_id")),
        sa.ForeignKeyConstraint(["retired_in"], ["data_version.id"], name=op.f("fk_area_retired_in")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_area")),
    )
    op.create_index(op.f("ix_area_batch_id"), "area", ["batch_id"], unique=False)


def downgrade():
    op.drop_table("area")
    op.drop_table("reported_total")
