"""Every table of the record. A migration creates them (migrations/versions); a test holds the two together."""

from .corridors import corridor
from .imports import data_version, import_batch, left_out_row, rejected_row, source_release
from .mechanism import meeting, recommendation, recommendation_event, recommendation_meeting
from .metadata import metadata
from .pillars import assistance_project, declaration_item, indicator, indicator_override, proposal, report_text
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
from .questionnaires import answer, question, questionnaire
from .reported import area, reported_total
from .review import decision, doubt, edit, objection, open_place, suspected_duplicate, unknown_word
from .routes import leg_evidence, route, route_branch, route_leg, route_value
from .seizures import document, seizure, seizure_arrests, seizure_item, seizure_item_figure, seizure_leg
from .series import drug_alias, drug_term, observation, price, unit_factor

__all__ = [
    "answer",
    "area",
    "assistance_project",
    "corridor",
    "country_group",
    "country_group_member",
    "data_version",
    "decision",
    "declaration_item",
    "document",
    "doubt",
    "drug_alias",
    "drug_term",
    "edit",
    "import_batch",
    "indicator",
    "indicator_override",
    "left_out_row",
    "leg_evidence",
    "meeting",
    "metadata",
    "objection",
    "observation",
    "office",
    "open_place",
    "organization",
    "partner_country",
    "place",
    "place_code",
    "place_name",
    "price",
    "proposal",
    "question",
    "questionnaire",
    "recommendation",
    "recommendation_event",
    "recommendation_meeting",
    "rejected_row",
    "report_text",
    "reported_total",
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
    "suspected_duplicate",
    "unit_factor",
    "unknown_word",
]
