"""Places with names and codes, dated country groups, partners, organizations, offices. Rows touched: none."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade():
    op.create_table(
        "place",
        sa.Column("id", sa.String(length=96), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("source_row", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("country_a", sa.String(length=3), nullable=True),
        sa.Column("country_b", sa.String(length=3), nullable=True),
        sa.Column("mode", sa.String(length=8), nullable=True),
        sa.Column("mode_reported", sa.Text(), nullable=True),
        sa.Column("lon", sa.Float(), nullable=True),
        sa.Column("lat", sa.Float(), nullable=True),
        sa.Column("coordinate_kind", sa.Text(), nullable=True),
        sa.Column("coordinate_source", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "kind = 'crossing' OR kind = 'port' OR kind = 'airport' OR kind = 'office' OR kind = 'sea_area'",
            name=op.f("ck_place_kind_is_known"),
        ),
        sa.CheckConstraint(
            "mode = 'road' OR mode = 'land' OR mode = 'rail' OR mode = 'river' OR mode = 'sea' OR mode = 'air'",
            name=op.f("ck_place_mode_is_known"),
        ),
        sa.CheckConstraint("(lon IS NULL) = (lat IS NULL)", name=op.f("ck_place_lon_with_lat")),
        sa.CheckConstraint("lat BETWEEN -90 AND 90", name=op.f("ck_place_lat_in_range")),
        sa.CheckConstraint(
            "length(country_a) = 3 AND country_a = upper(country_a)", name=op.f("ck_place_country_a_is_iso3")
        ),
        sa.CheckConstraint(
            "length(country_b) = 3 AND country_b = upper(country_b)", name=op.f("ck_place_country_b_is_iso3")
        ),
        sa.CheckConstraint("lon BETWEEN -180 AND 180", name=op.f("ck_place_lon_in_range")),
        sa.ForeignKeyConstraint(["batch_id"], ["import_batch.id"], name=op.f("fk_place_batch_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_place")),
    )
    op.create_index(op.f("ix_place_batch_id"), "place", ["batch_id"], unique=False)
    op.create_index(op.f("ix_place_kind"), "place", ["kind"], unique=False)
    op.create_table(
        "place_name",
        sa.Column("place_id", sa.String(length=96), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=True),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_place_name_place_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("place_id", "position", name=op.f("pk_place_name")),
    )
    op.create_table(
        "place_code",
        sa.Column("place_id", sa.String(length=96), nullable=False),
        sa.Column("scheme", sa.String(length=32), nullable=False),
        sa.Column("vintage", sa.String(length=16), nullable=False),
        sa.Column("code", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_place_code_place_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("place_id", "scheme", "vintage", name=op.f("pk_place_code")),
    )
    op.create_table(
        "country_group",
        sa.Column("slug", sa.String(length=64), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("source_row", sa.Integer(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["batch_id"], ["import_batch.id"], name=op.f("fk_country_group_batch_id")),
        sa.PrimaryKeyConstraint("slug", name=op.f("pk_country_group")),
    )
    op.create_index(op.f("ix_country_group_batch_id"), "country_group", ["batch_id"], unique=False)
    op.create_table(
        "country_group_member",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("group_slug", sa.String(length=64), nullable=False),
        sa.Column("iso3", sa.String(length=3), nullable=False),
        sa.Column("name_reported", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "length(iso3) = 3 AND iso3 = upper(iso3)", name=op.f("ck_country_group_member_iso3_is_iso3")
        ),
        sa.CheckConstraint("valid_from <= valid_to", name=op.f("ck_country_group_member_span_runs_forward")),
        sa.ForeignKeyConstraint(
            ["group_slug"], ["country_group.slug"], name=op.f("fk_country_group_member_group_slug"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_country_group_member")),
    )
    op.create_index(op.f("ix_country_group_member_group_slug"), "country_group_member", ["group_slug"], unique=False)
    op.create_table(
        "partner_country",
        sa.Column("iso3", sa.String(length=3), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("source_row", sa.Integer(), nullable=True),
        sa.Column("name_reported", sa.Text(), nullable=False),
        sa.Column("name_today", sa.Text(), nullable=False),
        sa.Column("marked_new", sa.Boolean(), nullable=False),
        sa.Column("regional_programme", sa.Text(), nullable=True),
        sa.Column("in_focus_area", sa.Boolean(), nullable=False),
        sa.Column("phase4_donor", sa.Boolean(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.CheckConstraint("length(iso3) = 3 AND iso3 = upper(iso3)", name=op.f("ck_partner_country_iso3_is_iso3")),
        sa.ForeignKeyConstraint(["batch_id"], ["import_batch.id"], name=op.f("fk_partner_country_batch_id")),
        sa.PrimaryKeyConstraint("iso3", name=op.f("pk_partner_country")),
    )
    op.create_index(op.f("ix_partner_country_batch_id"), "partner_country", ["batch_id"], unique=False)
    op.create_table(
        "organization",
        sa.Column("slug", sa.String(length=64), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("source_row", sa.Integer(), nullable=True),
        sa.Column("abbreviation", sa.Text(), nullable=False),
        sa.Column("name_reported", sa.Text(), nullable=False),
        sa.Column("marked_new", sa.Boolean(), nullable=False),
        sa.Column("counted_as", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["batch_id"], ["import_batch.id"], name=op.f("fk_organization_batch_id")),
        sa.PrimaryKeyConstraint("slug", name=op.f("pk_organization")),
    )
    op.create_index(op.f("ix_organization_batch_id"), "organization", ["batch_id"], unique=False)
    op.create_table(
        "office",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("source_row", sa.Integer(), nullable=True),
        sa.Column("organization", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("city", sa.Text(), nullable=True),
        sa.Column("country_iso3", sa.String(length=3), nullable=True),
        sa.Column("since", sa.String(length=10), nullable=True),
        sa.Column("status", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "length(country_iso3) = 3 AND country_iso3 = upper(country_iso3)",
            name=op.f("ck_office_country_iso3_is_iso3"),
        ),
        sa.ForeignKeyConstraint(["batch_id"], ["import_batch.id"], name=op.f("fk_office_batch_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_office")),
    )
    op.create_index(op.f("ix_office_batch_id"), "office", ["batch_id"], unique=False)


def downgrade():
    op.drop_table("office")
    op.drop_table("organization")
    op.drop_table("partner_country")
    op.drop_table("country_group_member")
    op.drop_table("country_group")
    op.drop_table("place_code")
    op.drop_table("place_name")
    op.drop_table("place")
