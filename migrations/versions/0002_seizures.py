"""Seizures with items, alternative figures, countries on the way, arrests and documents. Rows touched: none."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade():
    op.create_table(
        "document",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("source_row", sa.Integer(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("grade", sa.String(length=16), nullable=False),
        sa.Column("grade_reason", sa.Text(), nullable=True),
        sa.CheckConstraint("grade = 'original' OR grade = 'copy'", name=op.f("ck_document_grade_is_known")),
        sa.CheckConstraint(
            "kind = 'un' OR kind = 'official' OR kind = 'press'", name=op.f("ck_document_kind_is_known")
        ),
        sa.CheckConstraint("url LIKE 'http://%' OR url LIKE 'https://%'", name=op.f("ck_document_url_is_web")),
        sa.ForeignKeyConstraint(["batch_id"], ["import_batch.id"], name=op.f("fk_document_batch_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document")),
    )
    op.create_index(op.f("ix_document_batch_id"), "document", ["batch_id"], unique=False)
    op.create_table(
        "seizure",
        sa.Column("row_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("source_row", sa.Integer(), nullable=True),
        sa.Column("added_in", sa.Integer(), nullable=False),
        sa.Column("retired_in", sa.Integer(), nullable=True),
        sa.Column("sheet", sa.Text(), nullable=True),
        sa.Column("content_key", sa.BigInteger(), nullable=False),
        sa.Column("document_id", sa.String(length=64), nullable=False),
        sa.Column("source_ref", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("seized_on", sa.Date(), nullable=False),
        sa.Column("seized_until", sa.Date(), nullable=False),
        sa.Column("date_precision", sa.String(length=8), nullable=False),
        sa.Column("date_reported", sa.Text(), nullable=False),
        sa.Column("calendar", sa.String(length=16), nullable=False),
        sa.Column("country_iso3", sa.String(length=3), nullable=True),
        sa.Column("admin1", sa.String(length=6), nullable=True),
        sa.Column("admin1_reported", sa.Text(), nullable=True),
        sa.Column("place_reported", sa.Text(), nullable=True),
        sa.Column("place_type", sa.Text(), nullable=True),
        sa.Column("sea_area", sa.String(length=64), nullable=True),
        sa.Column("lon", sa.Float(), nullable=True),
        sa.Column("lat", sa.Float(), nullable=True),
        sa.Column("location_precision", sa.String(length=16), nullable=False),
        sa.Column("location_method", sa.Text(), nullable=True),
        sa.Column("transport_mode", sa.String(length=8), nullable=True),
        sa.Column("concealment", sa.Text(), nullable=True),
        sa.Column("direction", sa.String(length=16), nullable=True),
        sa.Column("agency", sa.Text(), nullable=True),
        sa.Column("operation", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("duplicate_of", sa.String(length=64), nullable=True),
        sa.Column("marking", sa.String(length=16), nullable=False),
        sa.Column("times_reported", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(status = 'duplicate') = (duplicate_of IS NOT NULL)", name=op.f("ck_seizure_duplicate_names_the_other")
        ),
        sa.CheckConstraint("admin1 LIKE '__-%'", name=op.f("ck_seizure_admin1_is_iso_3166_2")),
        sa.CheckConstraint(
            "calendar = 'gregorian' OR calendar = 'solar_hijri' OR calendar = 'hijri'",
            name=op.f("ck_seizure_calendar_is_known"),
        ),
        sa.CheckConstraint(
            "date_precision = 'day' OR date_precision = 'month' OR date_precision = 'year'",
            name=op.f("ck_seizure_date_precision_is_known"),
        ),
        sa.CheckConstraint(
            "direction = 'inbound' OR direction = 'outbound' OR direction = 'transit' OR "
            "direction = 'domestic' OR direction = 'international'",
            name=op.f("ck_seizure_direction_is_known"),
        ),
        sa.CheckConstraint(
            "location_precision = 'place' OR location_precision = 'admin1' OR "
            "location_precision = 'sea_area' OR location_precision = 'country'",
            name=op.f("ck_seizure_location_precision_is_known"),
        ),
        sa.CheckConstraint(
            "lon IS NULL OR location_precision IN ('place', 'admin1')", name=op.f("ck_seizure_no_invented_point")
        ),
        sa.CheckConstraint(
            "marking = 'public' OR marking = 'partner' OR marking = 'restricted'",
            name=op.f("ck_seizure_marking_is_known"),
        ),
        sa.CheckConstraint(
            "status = 'reported' OR status = 'verified' OR status = 'duplicate'",
            name=op.f("ck_seizure_status_is_known"),
        ),
        sa.CheckConstraint(
            "transport_mode = 'road' OR transport_mode = 'land' OR transport_mode = 'rail' OR transport_mode = 'river' OR "
            "transport_mode = 'sea' OR transport_mode = 'air' OR transport_mode = 'post'",
            name=op.f("ck_seizure_transport_mode_is_known"),
        ),
        sa.CheckConstraint("(lon IS NULL) = (lat IS NULL)", name=op.f("ck_seizure_lon_with_lat")),
        sa.CheckConstraint("added_in < retired_in", name=op.f("ck_seizure_versions_run_forward")),
        sa.CheckConstraint("lat BETWEEN -90 AND 90", name=op.f("ck_seizure_lat_in_range")),
        sa.CheckConstraint(
            "length(country_iso3) = 3 AND country_iso3 = upper(country_iso3)",
            name=op.f("ck_seizure_country_iso3_is_iso3"),
        ),
        sa.CheckConstraint("lon BETWEEN -180 AND 180", name=op.f("ck_seizure_lon_in_range")),
        sa.CheckConstraint("seized_on <= seized_until", name=op.f("ck_seizure_span_runs_forward")),
        sa.CheckConstraint("times_reported > 0", name=op.f("ck_seizure_was_reported")),
        sa.ForeignKeyConstraint(["added_in"], ["data_version.id"], name=op.f("fk_seizure_added_in")),
        sa.ForeignKeyConstraint(["batch_id"], ["import_batch.id"], name=op.f("fk_seizure_batch_id")),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_seizure_document_id")),
        sa.ForeignKeyConstraint(["retired_in"], ["data_version.id"], name=op.f("fk_seizure_retired_in")),
        sa.PrimaryKeyConstraint("row_id", name=op.f("pk_seizure")),
    )
    op.create_index(op.f("ix_seizure_batch_id"), "seizure", ["batch_id"], unique=False)
    op.create_index("ix_seizure_id", "seizure", ["id"], unique=False)
    op.create_index(
        "ix_seizure_one_current",
        "seizure",
        ["id"],
        unique=True,
        sqlite_where=sa.text("retired_in IS NULL"),
        postgresql_where=sa.text("retired_in IS NULL"),
    )
    op.create_table(
        "seizure_item",
        sa.Column("row_id", sa.Integer(), nullable=False),
        sa.Column("seizure_row", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=96), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("sheet", sa.Text(), nullable=True),
        sa.Column("source_row", sa.Integer(), nullable=True),
        sa.Column("reported", sa.JSON(), nullable=False),
        sa.Column("drug_reported", sa.Text(), nullable=False),
        sa.Column("drug", sa.String(length=64), nullable=False),
        sa.Column("drug_code", sa.String(length=8), nullable=False),
        sa.Column("drug_group", sa.String(length=48), nullable=False),
        sa.Column("quantity_reported", sa.Float(), nullable=True),
        sa.Column("unit_reported", sa.Text(), nullable=True),
        sa.Column("quantity_relation", sa.String(length=8), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=True),
        sa.Column("quantity", sa.Float(), nullable=True),
        sa.Column("unit", sa.String(length=8), nullable=True),
        sa.Column("mass_kg", sa.Float(), nullable=True),
        sa.Column("factor", sa.Float(), nullable=True),
        sa.Column("factor_source", sa.Text(), nullable=True),
        sa.Column("kg_low", sa.Float(), nullable=True),
        sa.Column("kg_typical", sa.Float(), nullable=True),
        sa.Column("kg_high", sa.Float(), nullable=True),
        sa.Column("kg_source", sa.Text(), nullable=True),
        sa.Column("purity_pct", sa.Float(), nullable=True),
        sa.CheckConstraint(
            "kind = 'mass' OR kind = 'volume' OR kind = 'count' OR kind = 'plants' OR kind = 'area'",
            name=op.f("ck_seizure_item_kind_is_known"),
        ),
        sa.CheckConstraint("mass_kg IS NULL OR kind = 'mass'", name=op.f("ck_seizure_item_only_mass_is_in_kg")),
        sa.CheckConstraint(
            "quantity_relation = 'exact' OR quantity_relation = 'about' OR "
            "quantity_relation = 'over' OR quantity_relation = 'under'",
            name=op.f("ck_seizure_item_quantity_relation_is_known"),
        ),
        sa.CheckConstraint(
            "unit = 'kg' OR unit = 'l' OR unit = 'units' OR unit = 'plants' OR unit = 'm2'",
            name=op.f("ck_seizure_item_unit_is_known"),
        ),
        sa.CheckConstraint(
            "(kind IS NULL) = (unit IS NULL) AND (kind IS NULL) = (factor IS NULL)",
            name=op.f("ck_seizure_item_kind_with_unit"),
        ),
        sa.CheckConstraint("factor > 0", name=op.f("ck_seizure_item_factor_is_positive")),
        sa.CheckConstraint("kg_low <= kg_high", name=op.f("ck_seizure_item_kg_low_to_high")),
        sa.CheckConstraint("purity_pct BETWEEN 0 AND 100", name=op.f("ck_seizure_item_purity_is_a_percentage")),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_seizure_item_quantity_is_positive")),
        sa.ForeignKeyConstraint(
            ["seizure_row"], ["seizure.row_id"], name=op.f("fk_seizure_item_seizure_row"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("row_id", name=op.f("pk_seizure_item")),
    )
    op.create_index(op.f("ix_seizure_item_id"), "seizure_item", ["id"], unique=False)
    op.create_index(op.f("ix_seizure_item_seizure_row"), "seizure_item", ["seizure_row"], unique=False)
    op.create_table(
        "seizure_item_figure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("item_row", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("quantity_reported", sa.Float(), nullable=False),
        sa.Column("unit_reported", sa.Text(), nullable=False),
        sa.Column("quantity_relation", sa.String(length=8), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("quantity", sa.Float(), nullable=False),
        sa.Column("unit", sa.String(length=8), nullable=False),
        sa.Column("factor", sa.Float(), nullable=False),
        sa.Column("factor_source", sa.Text(), nullable=False),
        sa.Column("said_by", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "kind = 'mass' OR kind = 'volume' OR kind = 'count' OR kind = 'plants' OR kind = 'area'",
            name=op.f("ck_seizure_item_figure_kind_is_known"),
        ),
        sa.CheckConstraint(
            "quantity_relation = 'exact' OR quantity_relation = 'about' OR "
            "quantity_relation = 'over' OR quantity_relation = 'under'",
            name=op.f("ck_seizure_item_figure_quantity_relation_is_known"),
        ),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_seizure_item_figure_quantity_is_positive")),
        sa.ForeignKeyConstraint(
            ["item_row"], ["seizure_item.row_id"], name=op.f("fk_seizure_item_figure_item_row"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_seizure_item_figure")),
    )
    op.create_index(op.f("ix_seizure_item_figure_item_row"), "seizure_item_figure", ["item_row"], unique=False)
    op.create_table(
        "seizure_leg",
        sa.Column("seizure_row", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("country_iso3", sa.String(length=3), nullable=False),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("basis", sa.String(length=16), nullable=False),
        sa.Column("alternative", sa.Boolean(), nullable=False),
        sa.CheckConstraint("basis = 'stated' OR basis = 'presumed'", name=op.f("ck_seizure_leg_basis_is_known")),
        sa.CheckConstraint(
            "role = 'origin' OR role = 'departure' OR role = 'transit' OR role = 'destination'",
            name=op.f("ck_seizure_leg_role_is_known"),
        ),
        sa.CheckConstraint(
            "length(country_iso3) = 3 AND country_iso3 = upper(country_iso3)",
            name=op.f("ck_seizure_leg_country_iso3_is_iso3"),
        ),
        sa.ForeignKeyConstraint(
            ["seizure_row"], ["seizure.row_id"], name=op.f("fk_seizure_leg_seizure_row"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("seizure_row", "role", "position", name=op.f("pk_seizure_leg")),
    )
    op.create_table(
        "seizure_arrests",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("seizure_row", sa.Integer(), nullable=False),
        sa.Column("nationality_iso3", sa.String(length=3), nullable=True),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "length(nationality_iso3) = 3 AND nationality_iso3 = upper(nationality_iso3)",
            name=op.f("ck_seizure_arrests_nationality_iso3_is_iso3"),
        ),
        sa.CheckConstraint("number > 0", name=op.f("ck_seizure_arrests_number_is_positive")),
        sa.ForeignKeyConstraint(
            ["seizure_row"], ["seizure.row_id"], name=op.f("fk_seizure_arrests_seizure_row"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_seizure_arrests")),
    )
    op.create_index(op.f("ix_seizure_arrests_seizure_row"), "seizure_arrests", ["seizure_row"], unique=False)


def downgrade():
    op.drop_table("seizure_arrests")
    op.drop_table("seizure_leg")
    op.drop_table("seizure_item_figure")
    op.drop_table("seizure_item")
    op.drop_table("seizure")
    op.drop_table("document")
