"""Every table of the record. A migration creates them (migrations/versions); a test holds the two together."""

from .imports import data_version, import_batch, rejected_row, source_release
from .metadata import metadata
from .places import (
    country_group,
    country_group_member,
    office,
    organization,
    partner_country,
    place,
    place_code,
    place_name,
)
from .routes import leg_evidence, route, route_branch, route_leg, route_value
from .seizures import document, seizure, seizure_arrests, seizure_item, seizure_item_figure, seizure_leg
from .series import drug_alias, drug_term, observation, price, unit_factor

__all__ = [
    "country_group",
    "country_group_member",
    "data_version",
    "document",
    "drug_alias",
    "drug_term",
    "import_batch",
    "leg_evidence",
    "metadata",
    "observation",
    "office",
    "organization",
    "partner_country",
    "place",
    "place_code",
    "place_name",
    "price",
    "rejected_row",
    "route",
    "route_branch",
    "route_leg",
    "route_value",
    "seizure",
    "seizure_arrests",
    "seizure_item",
    "seizure_item_figure",
    "seizure_leg",
    "source_release",
    "unit_factor",
]
