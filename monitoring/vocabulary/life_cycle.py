"""The life of a recommendation in seven words, the four pillars that it may belong to, and the kinds of meetings.

A source has words of its own, which are kept beside ours. No status is a status too: that no source states one.
"""

from collections.abc import Mapping
from typing import Literal

from ..language import N_, _, listed

STATUSES: Mapping[str, str] = {
    "proposed": N_("Proposed"), "endorsed": N_("Endorsed"), "not_started": N_("Not started"), "under_way": N_("Under way"),
    "reviewed": N_("Reviewed"), "done": N_("Done"), "dropped": N_("Dropped"),
}  # fmt: skip
NOT_STATED = "not_stated"
CLOSED = ("done", "dropped")  # nothing is awaited any more
PILLARS: Mapping[str, str] = {
    "1": N_("Regional initiatives"), "2": N_("Financial flows"), "3": N_("Precursors"), "4": N_("Demand reduction"),
}  # fmt: skip
ALL_PILLARS = "all"
REPORT = "report commitment"  # origin of the commitments of the report itself
DECLARATION = "Vienna Declaration"
SET = "EWG set"  # origin of sets that a group hands on to be endorsed
ORIGINS: Mapping[str, str] = {
    REPORT: N_("Commitments of the report"), DECLARATION: N_("Vienna Declaration"),
    "CND resolution": N_("Resolutions of the Commission"), "General Assembly resolution": N_("Resolutions of the General Assembly"),
    SET: N_("Sets of expert working groups"), "EWG theme": N_("Themes for expert working groups"),
    "working group conclusion": N_("Conclusions of working groups"), "Paris Pact Orange Paper": N_("Orange Paper"),
    "meeting": N_("Other meetings"), "evaluation": N_("Evaluations"),
}  # fmt: skip
MEETING_KINDS: Mapping[str, str] = {
    "ministerial": N_("Ministerial conference"), "pcg": N_("Policy Consultative Group"), "ewg": N_("Expert working group"),
    "conference": N_("Conference"), "milestone": N_("Milestone"),
}  # fmt: skip
Grouping = Literal["status", "pillar", "addressee", "origin"]
Late = Literal["overdue", "silent"]
LATE: tuple[Late, ...] = ("overdue", "silent")
GROUPINGS: tuple[Grouping, ...] = ("status", "pillar", "addressee", "origin")
ORDERS = ("number", "pillar", "addressee", "due", "status", "said")
ROLES: Mapping[str, str] = {
    "made": N_("Made at"), "endorsed": N_("Endorsed at"), "due": N_("Due at"), "held": N_("Asked for"), "about": N_("Taken up at"),
}  # fmt: skip
HERE: Mapping[str, str] = {
    "made": N_("Made here"), "endorsed": N_("Endorsed here"), "due": N_("Due here"), "held": N_("Asked for this meeting"),
    "about": N_("Taken up here"),
}  # fmt: skip


def status_name(status: object) -> str:
    """Our word for a status; what is missing is said."""
    return _(STATUSES[status]) if isinstance(status, str) and status in STATUSES else _("Not stated")


def pillar_name(pillar: str) -> str:
    return _("All pillars") if pillar == ALL_PILLARS else f"{pillar_number(pillar)} {_(PILLARS[pillar])}"


def pillar_number(pillar: str) -> str:
    """Roman, as the declaration numbers them."""
    return {"1": "I", "2": "II", "3": "III", "4": "IV"}[pillar]


def pillars_words(pillars: str) -> str:
    """The pillars of a row: "all", or numbers with semicolons."""
    return listed(pillar_name(one) for one in pillars.split(";"))


def origin_name(origin: str) -> str:
    return _(ORIGINS[origin]) if origin in ORIGINS else origin


def kind_name(kind: str) -> str:
    return _(MEETING_KINDS[kind])


def role_name(role: str, here: bool = False) -> str:
    """What a meeting is to a recommendation; `here`: said on the page of the meeting."""
    return _((HERE if here else ROLES)[role])
