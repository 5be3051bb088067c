"""Observations, prices, and the tables of words and factors. Rows touched: none."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade():
    op.create_table(
        "observation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("source_row", sa.Integer(), nullable=True),
        sa.Column("added_in", sa.Integer(), nullable=False),
        sa.Column("retired_in", sa.Integer(), nullable=True),
        sa.Column("sheet", sa.Text(), nullable=True),
        sa.Column("content_key", sa.BigInteger(), nullable=True),
        sa.Column("indicator", sa.String(length=64), nullable=False),
        sa.Column("country_iso3", sa.String(length=3), nullable=True),
        sa.Column("admin1", sa.String(length=6), nullable=True),
        sa.Column("area_reported", sa.Text(), nullable=False),
        sa.Column("period", sa.String(length=10), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("value", sa.Float(), nullable=True),
        sa.Column("value_low", sa.Float(), nullable=True),
        sa.Column("value_high", sa.Float(), nullable=True),
        sa.Column("unit", sa.String(length=48), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("change_pct", sa.Float(), nullable=True),
        sa.Column("estimator", sa.Text(), nullable=True),
        sa.Column("edition", sa.Text(), nullable=True),
        sa.Column("confidence", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("reported", sa.JSON(), nullable=False),
        sa.CheckConstraint(
            "(state IN ('value', 'zero')) = (coalesce(value, value_low, value_high) IS NOT NULL)",
            name=op.f("ck_observation_state_fits_value"),
        ),
        sa.CheckConstraint(
            "state = 'value' OR state = 'poppy_free' OR state = 'zero' OR "
            "state = 'grown_no_figure' OR state = 'missing' OR state = 'not_measurable'",
            name=op.f("ck_observation_state_is_known"),
        ),
        sa.CheckConstraint("first_day <= last_day", name=op.f("ck_observation_period_runs_forward")),
        sa.CheckConstraint(
            "length(country_iso3) = 3 AND country_iso3 = upper(country_iso3)",
            name=op.f("ck_observation_country_iso3_is_iso3"),
        ),
        sa.CheckConstraint("value_low <= value_high", name=op.f("ck_observation_low_to_high")),
        sa.ForeignKeyConstraint(["added_in"], ["data_version.id"], name=op.f("fk_observation_added_in")),
        sa.ForeignKeyConstraint(["batch_id"], ["import_batch.id"], name=op.f("fk_observation_batch_id")),
        sa.ForeignKeyConstraint(["retired_in"], ["data_version.id"], name=op.f("fk_observation_retired_in")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_observation")),
    )
    op.create_index(op.f("ix_observation_admin1"), "observation", ["admin1"], unique=False)
    op.create_index(op.f("ix_observation_batch_id"), "observation", ["batch_id"], unique=False)
    op.create_index(op.f("ix_observation_indicator"), "observation", ["indicator"], unique=False)
    op.create_table(
        "price",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("source_row", sa.Integer(), nullable=True),
        sa.Column("place_reported", sa.Text(), nullable=False),
        sa.Column("country_iso3", sa.String(length=3), nullable=True),
        sa.Column("drug", sa.String(length=64), nullable=False),
        sa.Column("drug_reported", sa.Text(), nullable=False),
        sa.Column("form", sa.String(length=16), nullable=True),
        sa.Column("level", sa.String(length=32), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("period_reported", sa.Text(), nullable=True),
        sa.Column("value", sa.Float(), nullable=True),
        sa.Column("value_low", sa.Float(), nullable=True),
        sa.Column("value_high", sa.Float(), nullable=True),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=True),
        sa.Column("purity_note", sa.Text(), nullable=True),
        sa.Column("repeats_year_before", sa.Boolean(), nullable=False),
        sa.Column("confidence", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("reported", sa.JSON(), nullable=False),
        sa.CheckConstraint("form = 'dry' OR form = 'fresh'", name=op.f("ck_price_form_is_known")),
        sa.CheckConstraint(
            "level = 'farm_gate' OR level = 'local_market' OR level = 'wholesale' OR "
            "level = 'retail' OR level = 'mark_up' OR level = 'not_stated'",
            name=op.f("ck_price_level_is_known"),
        ),
        sa.CheckConstraint(
            "length(country_iso3) = 3 AND country_iso3 = upper(country_iso3)",
            name=op.f("ck_price_country_iso3_is_iso3"),
        ),
        sa.CheckConstraint("value > 0", name=op.f("ck_price_value_is_positive")),
        sa.CheckConstraint(
            "value IS NOT NULL OR value_low IS NOT NULL OR value_high IS NOT NULL", name=op.f("ck_price_says_something")
        ),
        sa.CheckConstraint("value_low <= value_high", name=op.f("ck_price_low_to_high")),
        sa.ForeignKeyConstraint(["batch_id"], ["import_batch.id"], name=op.f("fk_price_batch_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_price")),
    )
    op.create_index(op.f("ix_price_batch_id"), "price", ["batch_id"], unique=False)
    op.create_index(op.f("ix_price_drug"), "price", ["drug"], unique=False)
    op.create_table(
        "drug_term",
        sa.Column("code", sa.String(length=8), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("source_row", sa.Integer(), nullable=True),
        sa.Column("slug", sa.String(length=64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("group_slug", sa.String(length=48), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("group_wdr_2025", sa.Text(), nullable=True),
        sa.Column("group_unodc_1970_2020", sa.Text(), nullable=True),
        sa.Column("groups_disagree", sa.Boolean(), nullable=False),
        sa.Column("tablet_g_low", sa.Float(), nullable=True),
        sa.Column("tablet_g_typical", sa.Float(), nullable=True),
        sa.Column("tablet_g_high", sa.Float(), nullable=True),
        sa.Column("kg_per_litre", sa.Float(), nullable=True),
        sa.Column("factor_source", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["batch_id"], ["import_batch.id"], name=op.f("fk_drug_term_batch_id")),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_drug_term")),
        sa.UniqueConstraint("slug", name=op.f("uq_drug_term_slug")),
    )
    op.create_index(op.f("ix_drug_term_batch_id"), "drug_term", ["batch_id"], unique=False)
    op.create_table(
        "drug_alias",
        sa.Column("code", sa.String(length=8), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("alias", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["code"], ["drug_term.code"], name=op.f("fk_drug_alias_code"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("code", "position", name=op.f("pk_drug_alias")),
    )
    op.create_table(
        "unit_factor",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("source_row", sa.Integer(), nullable=True),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("dimension", sa.String(length=16), nullable=False),
        sa.Column("applies_to", sa.Text(), nullable=False),
        sa.Column("kg_per_unit_low", sa.Float(), nullable=True),
        sa.Column("kg_per_unit_typical", sa.Float(), nullable=True),
        sa.Column("kg_per_unit_high", sa.Float(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "dimension = 'mass' OR dimension = 'volume' OR dimension = 'count' OR "
            "dimension = 'area' OR dimension = 'yield'",
            name=op.f("ck_unit_factor_dimension_is_known"),
        ),
        sa.CheckConstraint("kg_per_unit_low <= kg_per_unit_high", name=op.f("ck_unit_factor_low_to_high")),
        sa.ForeignKeyConstraint(["batch_id"], ["import_batch.id"], name=op.f("fk_unit_factor_batch_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit_factor")),
    )
    op.create_index(op.f("ix_unit_factor_batch_id"), "unit_factor", ["batch_id"], unique=False)


def downgrade():
    op.drop_table("unit_factor")
    op.drop_table("drug_alias")
    op.drop_table("drug_term")
    op.drop_table("price")
    op.drop_table("observation")
